"""Behaviour 9: a called dialog gives back a typed record, or nothing; then its caller decides.

All that may interrupt a dialog may interrupt it inside one that it called.
"""

from typing import Any

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import CheckBirthDate, FindPeople, FindSlots, OpenTask, Refused
from assistant.domain.facts import FactKind, Lang
from assistant.domain.patient import Person
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Handoff, call, tell
from assistant.engine.walking.samples import ANNA
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_B,
    HOURS,
    MOVE,
    NEVER_MIND,
    PAIN,
    PERSON,
    STOP,
    YES,
    Talk,
    fact,
)  # fmt: skip


def called() -> Talk:
    """A talk that stands in a called dialog."""
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    assert [frame.dialog for frame in talk.conversation.frames] == ["visit", "whose"]
    return talk


def test_its_result_is_the_callers_value() -> None:
    talk = called()
    talk.say(BORN)
    assert [frame.dialog for frame in talk.conversation.frames] == ["visit"]
    assert isinstance(talk.data["who"], Person)
    assert talk.data["who"].id == ANNA.id
    assert next(r for r in talk.requests if isinstance(r, FindSlots)).patient == ANNA.id


def test_its_result_is_kept_as_what_it_is() -> None:
    talk = called()
    talk.say(BORN)
    stored = toys.CATALOG.decode(toys.CATALOG.encode(talk.conversation))
    assert stored.frames[-1].data["who"] == talk.data["who"]


class Guests(Dialog[None], version=1, wants=("guests",)):
    """Goes to a person when nobody is found."""

    who: Person = call(toys.Whose, none=Handoff(Reason.IDENTITY))
    said: None = tell()


def with_guests() -> toys.Catalog:
    texts: dict[str, Any] = toys.words()
    name = "test_09_sub_dialog"
    texts[name] = {lang: {"guests-said": {"say": f"{lang} guests said."}} for lang in Lang}
    return toys.catalog(Guests, texts=texts)


def test_nothing_found_is_the_callers_named_outcome() -> None:
    talk = Talk(of=with_guests(), answers={FindPeople: ()})
    said = talk.say(fact(FactKind.WANT, "guests"))
    assert "Nobody here" in said
    assert talk.conversation.owner is Owner.STAFF


def test_by_default_the_caller_ends_too() -> None:
    talk = Talk(answers={FindPeople: ()})
    talk.say(BOOK, CHECKUP)
    assert talk.conversation.frames == ()
    assert talk.conversation.owner is Owner.BOT


def test_never_mind_inside_it_ends_what_the_patient_began() -> None:
    talk = called()
    talk.say(NEVER_MIND)
    assert talk.conversation.frames == ()


def test_its_refusals_stay_inside() -> None:
    talk = called()
    talk.answers[CheckBirthDate] = Refused("wrong")
    talk.say(BORN)
    assert talk.at_field == "whose.proof"
    assert talk.conversation.frames[0].data["kind"] == "checkup"


@pytest.mark.parametrize(
    ("interrupt", "owner"),
    [(STOP, Owner.STOPPED), (PAIN, Owner.STAFF), (PERSON, Owner.STAFF)],
    ids=["STOP", "danger", "a person"],
)
def test_interrupts_work_inside_alike(interrupt: toys.Fact, owner: Owner) -> None:
    talk = called()
    assert talk.say(interrupt)
    assert talk.conversation.owner is owner


def test_a_question_is_answered_inside_alike() -> None:
    talk = called()
    said = talk.say(HOURS)
    assert said.index("Open 8 to 5") < said.index("Born when")
    assert talk.at_field == "whose.proof"


def test_another_dialog_comes_before_it_and_then_it_goes_on() -> None:
    talk = called()
    talk.say(MOVE)
    talk.say(DR_B)
    talk.say(YES)
    assert talk.at_field == "whose.proof"


def test_its_question_is_the_one_that_staff_see() -> None:
    talk = called()
    talk.say(PERSON)
    (task,) = talk.effects(OpenTask)
    assert task.asked == "whose.proof"
    assert ("kind", "Checkup") in task.collected
