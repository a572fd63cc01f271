"""Back, repeat, never mind, start over."""

from assistant.domain.effects import BookAppointment, ReleaseHold
from tests.engine.toys import (
    BACK,
    BOOK,
    BORN,
    CHECKUP,
    DR_B,
    MOVE,
    NEVER_MIND,
    ONE,
    REPEAT,
    START_OVER,
    YES,
    Talk,
    to_offer,
)  # fmt: skip


def test_back_undoes_the_last_text_that_gave_something() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(DR_B)
    talk.say(ONE)
    assert talk.at_field == "visit.sure"
    assert "undone" in talk.say(BACK)
    assert talk.at_field == "visit.slot"
    assert type(talk.requests[0]) is ReleaseHold
    talk.say(BACK)
    assert "doctor" not in talk.data


def test_back_never_goes_past_what_was_done() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES)
    talk.say(BACK)
    assert BookAppointment not in {type(r) for r in talk.requests}
    assert talk.conversation.subject == "apt_new"


def test_back_with_nothing_to_undo_says_so() -> None:
    talk = Talk()
    talk.say(BOOK)
    assert "nothing_to_undo" in talk.say(BACK)


def test_repeat_says_the_question_again() -> None:
    talk = Talk()
    said = to_offer(talk)
    assert talk.say(REPEAT) == said


def test_never_mind_ends_the_dialog_and_lets_go() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    assert "dropped" in talk.say(NEVER_MIND)
    assert talk.conversation.frames == ()
    assert [type(r) for r in talk.requests] == [ReleaseHold]


def test_never_mind_goes_back_to_the_dialog_below() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(MOVE)
    assert "Offer" in talk.say(NEVER_MIND)
    assert talk.at_field == "visit.slot"


def test_never_mind_in_a_called_dialog_ends_its_caller_too() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    assert talk.at_field == "whose.proof"
    talk.say(NEVER_MIND)
    assert talk.conversation.frames == ()


def test_start_over_begins_with_nothing_known() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(START_OVER)
    assert talk.at_field == "routing.want"
    talk.say(BOOK)
    assert talk.at_field == "visit.kind"
    talk.say(CHECKUP)
    talk.say(BORN)
    assert talk.at_field == "visit.slot"
