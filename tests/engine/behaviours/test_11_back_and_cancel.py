"""Behaviour 11: back, cancel, repeat, start over."""

from assistant.domain.effects import ReleaseHold
from tests.engine.toys import (
    BACK,
    BOOK,
    BORN,
    CHECKUP,
    DR_A,
    DR_B,
    HOURS,
    NEVER_MIND,
    NO,
    ONE,
    REPEAT,
    VACCINE,
    YES,
    Talk,
    to_offer,
)  # fmt: skip


def test_back_undoes_turn_by_turn_what_each_gave() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(DR_A)
    talk.say(DR_B)
    talk.say(BACK)
    assert talk.data["doctor"] == "a"
    talk.say(BACK)
    assert "doctor" not in talk.data


def test_back_takes_a_whole_turn_at_once() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(VACCINE, DR_B)
    talk.say(BACK)
    assert talk.data["kind"] == "checkup"
    assert "doctor" not in talk.data


def test_back_goes_from_a_called_dialog_to_its_caller() -> None:
    talk = Talk()
    talk.say(BOOK)
    talk.say(CHECKUP)
    assert talk.at_field == "whose.proof"
    assert "undone" in talk.say(BACK)
    assert talk.at_field == "visit.kind"
    assert "nothing_to_undo" in talk.say(BACK)


def test_what_was_dropped_meanwhile_is_not_undone_again() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(VACCINE)
    talk.say(BACK)
    assert talk.data["kind"] == "checkup"
    talk.say(BACK)
    assert talk.at_field == "visit.kind"


def test_much_said_is_not_dropped_unasked() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    talk.say(ONE)
    assert "drop?" in talk.say(NEVER_MIND)
    assert ReleaseHold not in {type(r) for r in talk.requests}
    assert "no drop" in talk.say(NO)
    assert talk.at_field == "visit.sure"
    talk.say(NEVER_MIND)
    assert "dropped" in talk.say(YES)
    assert talk.conversation.frames == ()
    assert ReleaseHold in {type(r) for r in talk.requests}


def test_never_mind_twice_is_a_yes() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    talk.say(ONE)
    talk.say(NEVER_MIND)
    assert "dropped" in talk.say(NEVER_MIND)
    assert talk.conversation.frames == ()


def test_an_answer_instead_goes_on() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    talk.say(ONE)
    talk.say(NEVER_MIND)
    talk.say(DR_B)
    assert talk.at_field == "visit.slot"
    assert talk.data["doctor"] == "b"


def test_repeat_says_the_last_question_unchanged_and_costs_no_try() -> None:
    talk = Talk()
    to_offer(talk)
    again = talk.say(text="??")
    assert "Again" in again
    assert talk.say(REPEAT) == again
    assert talk.conversation.frames[-1].tries == 1
    aside = talk.say(HOURS)
    assert talk.say(REPEAT) in aside


def test_born_is_asked_again_when_the_called_dialog_is_undone() -> None:
    talk = Talk()
    talk.say(BOOK)
    talk.say(CHECKUP)
    talk.say(BORN)
    talk.say(DR_B)
    talk.say(BACK)
    assert talk.at_field == "visit.slot"
