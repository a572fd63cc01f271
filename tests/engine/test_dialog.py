"""A dialog that cannot work is refused when it is imported, with the place and what is wrong."""

from collections.abc import Callable
from enum import Enum

import pytest

from assistant.domain.effects import BookAppointment, FindPeople, FindVisits
from assistant.domain.errors import ConfigurationError
from assistant.domain.ids import PatientId
from assistant.domain.patient import Person
from assistant.domain.schedule import Slot
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AProvider
from assistant.engine.nodes import END, Handoff, ask, choose, confirm, do, given, let, look, when
from tests.engine import toys

SLOT = Slot(
    toys.ProviderId("a"), toys.SiteId("east"), toys.VisitTypeId("checkup"), toys.NOW, toys.NOW
)


class Shade(Enum):
    LIGHT = "light"
    DARK = "dark"


class Other(Enum):
    LIGHT = "light"


def a_way_down() -> object:
    class Broken(Dialog[None], version=1):
        first: bool = confirm(no="second")
        second: str = ask(AProvider())

    return Broken


def a_way_to_another_dialog() -> object:
    class Broken(Dialog[None], version=1):
        first: bool = confirm(no=toys.Visit.kind)

    return Broken


def reads_below() -> object:
    class Broken(Dialog[None], version=1):
        @look
        def visits(self) -> FindVisits:
            return FindVisits(self.who)

        who: PatientId = given(PatientId(""))

    return Broken


def an_outcome_is_forgotten() -> object:
    class Broken(Dialog[None], version=1):
        slot: Slot = given(SLOT)

        @do(slot_taken=END)
        def visit(self) -> BookAppointment:
            return BookAppointment(PatientId("p"), self.slot)

    return Broken


def an_outcome_is_made_up() -> object:
    class Broken(Dialog[None], version=1):
        slot: Slot = given(SLOT)

        @do(slot_taken=END, not_allowed=Handoff(Reason.NOT_ALLOWED), rainy=END)
        def visit(self) -> BookAppointment:
            return BookAppointment(PatientId("p"), self.slot)

    return Broken


def chooses_from_below() -> object:
    class Late(Dialog[None], version=1):
        @look
        def people(self) -> FindPeople:
            return FindPeople()

    class Broken(Dialog[None], version=1):
        person: Person = choose(Late.people, empty=END)

    return Broken


def a_guard_below() -> object:
    class Late(Dialog[None], version=1):
        dark: bool = given(False)

    class Broken(Dialog[None], version=1):
        with when(Late.dark, True):
            person: str = ask(AProvider())

    return Broken


def a_guard_of_another_kind() -> object:
    class Broken(Dialog[None], version=1):
        @let
        def shade(self) -> Shade:
            return Shade.DARK

        with when(shade, Other.LIGHT):
            person: str = ask(AProvider())

    return Broken


def a_field_named_like_the_dialog() -> object:
    class Broken(Dialog[None], version=1):
        version: str = ask(AProvider())  # pyright: ignore[reportIncompatibleVariableOverride]

    return Broken


MISTAKES: list[tuple[Callable[[], object], str]] = [
    (a_way_down, r"Broken.first no= must name a field above it"),
    (a_way_to_another_dialog, r"Broken.first no= must name a field above it"),
    (reads_below, r"Broken.visits reads 'who', which is not above it"),
    (an_outcome_is_forgotten, r"Broken.visit says nothing of the outcome\(s\) not_allowed"),
    (an_outcome_is_made_up, r"Broken.visit names outcome\(s\) its command does not have: rainy"),
    (chooses_from_below, r"Broken.person chooses from people, which is not above it"),
    (a_guard_below, r"Broken.person stands behind a `when` on 'dark', which is not above it"),
    (a_guard_of_another_kind, r"Broken.person <Other.LIGHT: 'light'> is not a Shade"),
    (a_field_named_like_the_dialog, r"Broken.version 'version' is a word of every dialog"),
]


@pytest.mark.parametrize(("make", "said"), MISTAKES, ids=lambda v: getattr(v, "__name__", ""))
def test_a_mistake_is_named_with_its_place(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as failed:
        make()
    assert "test_dialog.py" in str(failed.value)


def test_the_fields_are_the_states_in_order() -> None:
    assert [node.name for node in toys.Visit.order] == [
        "kind", "doctor", "site", "wish", "who", "slots", "slot", "held", "sure", "booked",
    ]  # fmt: skip


def test_a_field_that_is_read_too_early_says_so() -> None:
    with pytest.raises(LookupError, match=r"Visit\.kind is read before it has a value"):
        _ = object.__new__(toys.Visit).kind
