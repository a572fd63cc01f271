"""What outranks every dialog, in its order."""

from assistant.domain.conversation import Owner
from assistant.domain.facts import FactKind
from tests.engine.toys import (
    BOOK,
    CHECKUP,
    PERSON,
    Talk,
    fact,
    to_offer,
)  # fmt: skip

HELP = fact(FactKind.HELP)


class TestStaff:
    def test_fills_in_and_gives_back_and_the_walk_goes_on(self) -> None:
        talk = Talk()
        talk.say(BOOK)
        talk.say(PERSON)
        talk.staff("fill", "kind", CHECKUP)
        assert talk.data["kind"] == "checkup"
        assert talk.conversation.owner is Owner.STAFF
        assert "Born when" in talk.staff("return")

    def test_cannot_fill_in_what_does_not_fit(self) -> None:
        talk = Talk()
        talk.say(BOOK)
        talk.staff("fill", "kind", fact(FactKind.PROVIDER, "a"))
        talk.staff("fill", "nonsense", CHECKUP)
        assert "kind" not in talk.data

    def test_closes_a_talk(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.staff("claim")
        assert talk.staff("close") == ""
        assert (talk.conversation.owner, talk.conversation.frames) == (Owner.BOT, ())
