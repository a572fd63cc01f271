"""Behaviour 13: a handoff is ownership; staff fill in, answer, close or give back."""

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import AddNote, BookAppointment, OpenTask, SendMessage
from assistant.domain.facts import Fact, Understood
from assistant.engine.events import StaffDid
from assistant.engine.step import takes
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_B,
    HOURS,
    NO,
    ONE,
    PAIN,
    PERSON,
    STOP,
    YES,
    Talk,
    to_offer,
)  # fmt: skip


def handed_over() -> Talk:
    """A talk at the offer that a person owns."""
    talk = Talk()
    to_offer(talk)
    talk.say(PERSON)
    return talk


def test_the_task_carries_what_is_known_what_was_asked_and_what_failed() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(text="hm")
    talk.say(PERSON)
    (task,) = talk.effects(OpenTask)
    assert ("kind", "Checkup") in task.collected
    assert (task.asked, task.lines) == ("visit.slot", ("hm",))


@pytest.mark.parametrize("fact", [HOURS, ONE, YES, BOOK])
def test_the_bot_is_silent_and_the_text_is_kept_for_the_person(fact: Fact) -> None:
    talk = handed_over()
    before = talk.conversation.frames
    assert talk.say(fact) == ""
    assert talk.effects(AddNote) == [AddNote()]
    assert talk.conversation.frames == before


@pytest.mark.parametrize("fact", [STOP, PAIN])
def test_but_for_an_opt_out_and_danger(fact: Fact) -> None:
    talk = handed_over()
    assert talk.say(fact) != ""


def test_on_return_the_walk_decides_what_is_next_and_the_patient_hears_it() -> None:
    talk = handed_over()
    talk.staff("fill", "doctor", DR_B)
    assert talk.effects(SendMessage) == []
    assert "Offer" in talk.staff("return")
    assert (talk.at_field, talk.data["doctor"]) == ("visit.slot", "b")


def test_staff_may_pick_and_confirm_the_open_question_too() -> None:
    talk = handed_over()
    talk.staff("fill", "slot", ONE)
    assert "Book" in talk.staff("return")
    talk.staff("fill", "sure", YES)
    assert "Booked" in talk.staff("return")
    assert BookAppointment in {type(r) for r in talk.requests}


def test_staff_fill_a_called_dialog_and_its_caller() -> None:
    talk = Talk()
    talk.say(BOOK)
    talk.say(CHECKUP)
    assert talk.at_field == "whose.proof"
    talk.staff("fill", "kind", toys.VACCINE)
    talk.staff("fill", "proof", BORN)
    assert "Offer" in talk.staff("return")
    assert talk.data["kind"] == "vaccine"


@pytest.mark.parametrize(
    ("name", "fact"),
    [("kind", DR_B), ("nothing", DR_B), ("slot", NO), ("sure", YES), ("slots", ONE)],
)
def test_what_the_kind_does_not_take_is_refused(name: str, fact: Fact) -> None:
    talk = handed_over()
    event = StaffDid("fill", talk.at, name, Understood((fact,)))
    assert not takes(talk.of, talk.conversation, event)
    before = talk.conversation.frames
    talk.happen(event)
    assert talk.conversation.frames == before


def test_a_staff_members_answer_is_not_the_patients_to_undo() -> None:
    talk = handed_over()
    talk.staff("fill", "doctor", DR_B)
    talk.staff("return")
    talk.say(toys.BACK)
    assert "doctor" in talk.data or talk.at_field != "visit.slot"


def test_closing_ends_the_dialogs_and_gives_back() -> None:
    talk = handed_over()
    assert talk.staff("close") == ""
    assert (talk.conversation.owner, talk.conversation.frames) == (Owner.BOT, ())
