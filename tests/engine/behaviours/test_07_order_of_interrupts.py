"""Behaviour 7: STOP, danger, a person who has the word, "a person, please": in that order.

No dialog can shadow them. STOP is answered once, then there is silence until START; danger is
answered first, told at once, and keeps the dialog.
"""

from itertools import combinations

import pytest

from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import (
    AddNote,
    OpenTask,
    RaiseAlert,
    SendMessage,
    WithdrawConsent,
)  # fmt: skip
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Fact, FactKind
from assistant.domain.task import Priority, Reason
from assistant.engine import guards
from tests.engine import toys
from tests.engine.toys import (
    BACK,
    BOOK,
    CHECKUP,
    HOURS,
    NEVER_MIND,
    ONE,
    PAIN,
    PERSON,
    START,
    STOP,
    YES,
    Talk,
    fact,
    to_offer,
)  # fmt: skip

HELP = fact(FactKind.HELP)
RANKED = {
    "stop": (STOP, "stop"),
    "start": (START, "start"),
    "help": (HELP, "assist"),
    "danger": (PAIN, "danger"),
    "person": (PERSON, "handoff"),
}
"""By rank: what is said, and the dialog that answers it."""
ORDINARY = (BOOK, CHECKUP, ONE, YES, HOURS, BACK, NEVER_MIND)


@pytest.mark.parametrize(("high", "low"), list(combinations(RANKED, 2)), ids="-".join)
@pytest.mark.parametrize("order", [1, -1], ids=["first", "last"])
def test_the_higher_of_two_is_answered_wherever_it_stands(high: str, low: str, order: int) -> None:
    talk = Talk()
    said = talk.say(*(RANKED[high][0], RANKED[low][0])[::order])
    assert f"{RANKED[high][1]} said" in said
    assert f"{RANKED[low][1]} said" not in said


@pytest.mark.parametrize("rank", [name for name in RANKED if name != "start"])
def test_each_outranks_all_that_a_dialog_could_take(rank: str) -> None:
    talk = Talk()
    to_offer(talk)
    before = talk.conversation.frames[-1].data
    said = talk.say(*ORDINARY, RANKED[rank][0])
    assert f"{RANKED[rank][1]} said" in said
    for frame in talk.conversation.frames:
        assert frame.data == before


def test_no_two_dialogs_can_answer_to_one_of_them() -> None:
    class Usurper(toys.Dialog[None], version=1, on=(FactKind.OPT_OUT,)):
        said: None = toys.tell()

    with pytest.raises(ConfigurationError, match="both begin on 'opt-out'"):
        toys.catalog(Usurper)


def test_the_order_is_total() -> None:
    """Every kind that begins a guard's dialog has its one place in it."""
    ranked = (*guards.FIRST, *guards.SAFETY, FactKind.PERSON)
    assert len(ranked) == len(set(ranked))
    assert {k for d in toys.DIALOGS for k in d.on if not d.digression} == set(ranked)


class TestStop:
    def test_is_confirmed_once_and_then_there_is_silence(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "stop said" in talk.say(STOP)
        assert [message.kind for message in talk.effects(SendMessage)] == [MessageKind.CONSENT]
        assert talk.conversation.frames == ()
        for facts in ((STOP,), (BOOK, CHECKUP), (ONE,), (YES,), (HOURS,), (PERSON,), ()):
            assert talk.say(*facts) == ""
        assert talk.conversation.owner is Owner.STOPPED

    def test_outranks_danger_and_everything_else(self) -> None:
        talk = Talk()
        talk.say(PAIN, PERSON, BOOK, STOP)
        assert talk.conversation.owner is Owner.STOPPED
        assert [type(r) for r in talk.requests] == [WithdrawConsent]

    def test_reaches_through_a_person(self) -> None:
        talk = Talk()
        talk.staff("claim")
        talk.say(STOP)
        assert talk.conversation.owner is Owner.STOPPED

    def test_start_alone_opens_again(self) -> None:
        talk = Talk()
        talk.say(STOP)
        assert "start said" in talk.say(START)
        assert talk.conversation.owner is Owner.BOT
        assert "Which kind" in talk.say(BOOK)

    def test_no_staff_member_opens_it(self) -> None:
        talk = Talk()
        talk.say(STOP)
        for action in ("claim", "say", "return", "close"):
            talk.staff(action)
            assert talk.conversation.owner is Owner.STOPPED

    def test_what_is_written_after_it_is_a_task(self) -> None:
        talk = Talk()
        talk.say(STOP)
        talk.say(BOOK)
        assert [task.reason for task in talk.effects(OpenTask)] == [Reason.WROTE_AFTER_OPT_OUT]

    @pytest.mark.parametrize("word", ["STOP", "START", "HELP"])
    def test_what_the_carrier_answered_is_not_answered_again(self, word: str) -> None:
        talk = Talk()
        to_offer(talk)
        assert talk.say(carrier=word, text=word) == ""
        assert (talk.conversation.owner is Owner.STOPPED) == (word == "STOP")


class TestDanger:
    def test_is_answered_first_and_told_at_once(self) -> None:
        talk = Talk()
        to_offer(talk)
        said = talk.say(ONE, PAIN, HOURS)
        assert said == "En danger said."
        assert [task.priority for task in talk.effects(OpenTask)] == [Priority.STAT]
        assert talk.effects(RaiseAlert)
        assert talk.conversation.owner is Owner.STAFF

    def test_keeps_the_dialog_for_later(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(PAIN)
        assert [frame.dialog for frame in talk.conversation.frames] == ["visit"]
        assert "Offer" in talk.staff("return")

    def test_is_answered_while_a_person_has_the_word(self) -> None:
        talk = Talk()
        talk.staff("claim")
        assert "danger said" in talk.say(PAIN)


class TestAPerson:
    def test_is_had_for_the_asking(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert talk.say(PERSON, ONE) == "En handoff said."
        assert talk.conversation.owner is Owner.STAFF
        (task,) = talk.effects(OpenTask)
        assert ("kind", "Checkup") in task.collected
        assert task.asked == "visit.slot"

    def test_hears_what_is_written_and_the_assistant_is_quiet(self) -> None:
        talk = Talk()
        talk.say(PERSON)
        assert talk.say(BOOK, CHECKUP) == ""
        assert talk.effects(AddNote)

    def test_may_have_help_beside_them(self) -> None:
        talk = Talk()
        talk.say(PERSON)
        assert "assist said" in talk.say(HELP)
        assert talk.conversation.owner is Owner.STAFF

    @pytest.mark.parametrize(
        ("topic", "reason"),
        [("refill", Reason.REFILL), ("complaint", Reason.COMPLAINT), ("billing", Reason.BILLING)],
    )
    def test_settles_what_only_a_person_can(self, topic: str, reason: Reason) -> None:
        talk = Talk()
        talk.say(fact(FactKind.TOPIC, topic))
        assert [task.reason for task in talk.effects(OpenTask)] == [reason]

    def test_is_not_needed_for_a_visit_about_it(self) -> None:
        talk = Talk()
        talk.say(fact(FactKind.TOPIC, "clinical"), BOOK)
        assert talk.conversation.owner is Owner.BOT


def test_start_is_an_ordinary_word_while_something_is_open() -> None:
    talk = Talk()
    to_offer(talk)
    facts: tuple[Fact, ...] = (START,)
    talk.say(*facts)
    assert talk.at_field == "visit.slot"
