"""Behaviour 8: a question aside costs nothing; another dialog is a frame on top, and not for ever."""

from datetime import timedelta

from assistant.domain.facts import FactKind
from tests.engine.toys import BOOK, CHECKUP, HOURS, MOVE, NO, VACCINE, YES, Talk, fact, to_offer

DAY = timedelta(days=1, hours=1)


def moving_over_a_booking(after: timedelta = timedelta(minutes=1)) -> Talk:
    """A booking that another dialog has interrupted, so long after its last question."""
    talk = Talk()
    to_offer(talk)
    talk.say(MOVE, after=after)
    return talk


def test_information_is_answered_before_the_question_and_costs_no_try() -> None:
    talk = Talk()
    to_offer(talk)
    for _ in range(4):
        said = talk.say(HOURS)
        assert said.index("Open 8 to 5") < said.index("Offer")
    assert (len(talk.conversation.frames), talk.conversation.frames[-1].tries) == (1, 0)


def test_at_the_end_of_the_other_dialog_it_is_said_what_goes_on() -> None:
    talk = moving_over_a_booking()
    talk.say(fact(FactKind.PROVIDER, "a"))
    said = talk.say(YES)
    assert "resume" in said
    assert "Offer" in said
    assert talk.at_field == "visit.slot"


def test_after_a_day_it_is_asked_first() -> None:
    talk = moving_over_a_booking(after=timedelta(hours=20))
    talk.say(fact(FactKind.PROVIDER, "a"), after=timedelta(hours=20))
    assert "resume?" in talk.say(YES)
    assert talk.at_field == "resume.sure"
    assert "Offer" in talk.say(YES)
    assert talk.at_field == "visit.slot"


def test_a_no_drops_what_waited() -> None:
    talk = moving_over_a_booking(after=timedelta(hours=20))
    talk.say(fact(FactKind.PROVIDER, "a"), after=timedelta(hours=20))
    talk.say(YES)
    assert "no resume" in talk.say(NO)
    assert talk.conversation.frames == ()


def test_an_answer_to_what_waited_is_a_yes() -> None:
    talk = moving_over_a_booking(after=timedelta(hours=20))
    talk.say(fact(FactKind.PROVIDER, "a"), after=timedelta(hours=20))
    talk.say(YES)
    talk.say(VACCINE)
    assert talk.at_field == "visit.slot"
    assert talk.data["kind"] == "vaccine"


def test_no_dialog_is_begun_twice() -> None:
    talk = moving_over_a_booking()
    frames = talk.conversation.frames
    assert "first" in talk.say(BOOK, CHECKUP)
    assert [f.dialog for f in talk.conversation.frames] == [f.dialog for f in frames]
    assert talk.conversation.frames[-1].tries == 0
