"""A dialog that cannot work is refused when it is imported, with the place and what is wrong."""

from collections.abc import Callable
from enum import Enum
from inspect import getsourcelines

import pytest

from assistant.domain.effects import BookAppointment, FindPeople, FindVisits
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.ids import PatientId, ProviderId
from assistant.domain.patient import Person
from assistant.domain.schedule import Slot
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AProvider
from assistant.engine.nodes import (
    END,
    Handoff,
    ask,
    call,
    choose,
    confirm,
    do,
    given,
    let,
    listen,
    look,
    skip,
    tell,
    when,
)
from tests.engine import toys

SLOT = Slot(
    toys.ProviderId("a"), toys.SiteId("east"), toys.VisitTypeId("checkup"), toys.NOW, toys.NOW
)


# Where the type checker sees a mistake too, it must be told to look away, and `make types` fails
# when there is nothing to look away from: so it is tested as well.


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

        with when(shade, Other.LIGHT):  # pyright: ignore[reportCallIssue, reportArgumentType]
            person: str = ask(AProvider())

    return Broken


def a_field_named_like_the_dialog() -> object:
    class Broken(Dialog[None], version=1):
        version: str = ask(AProvider())  # pyright: ignore[reportIncompatibleVariableOverride]

    return Broken


def a_misspelt_field_is_read() -> object:
    class Broken(Dialog[None], version=1):
        who: PatientId = given(PatientId(""))

        @look
        def visits(self) -> FindVisits:
            return FindVisits(self.woh)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType, reportAttributeAccessIssue]  # HERE

    return Broken


def the_result_is_misspelt() -> object:
    class Broken(Dialog[str], version=1):
        person: ProviderId = ask(AProvider())

        def result(self) -> str:
            return self.persno  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportAttributeAccessIssue]  # HERE

    return Broken


def reads_behind_a_guard() -> object:
    class Broken(Dialog[None], version=1):
        dark: bool = given(False)
        with when(dark, True):
            who: PatientId = given(PatientId(""))

        @look
        def visits(self) -> FindVisits:
            return FindVisits(self.who)  # HERE

    return Broken


def tells_by_a_field_behind_a_guard() -> object:
    class Broken(Dialog[None], version=1):
        dark: bool = given(False)
        with when(dark, True):
            key: str = given("")
        said: None = tell(key)  # HERE

    return Broken


def a_value_of_an_enum_is_forgotten() -> object:
    class Broken(Dialog[None], version=1):
        shade: Shade = given(Shade.DARK)
        with when(shade, Shade.DARK):  # HERE
            person: ProviderId = ask(AProvider())

    return Broken


def a_guard_without_a_value() -> object:
    class Broken(Dialog[None], version=1):
        shade: Shade = given(Shade.DARK)
        with when(shade):  # HERE
            person: ProviderId = ask(AProvider())

    return Broken


def a_field_without_a_type() -> object:
    class Broken(Dialog[None], version=1):
        person = ask(AProvider())  # HERE

    return Broken


def a_field_of_another_type() -> object:
    class Broken(Dialog[None], version=1):
        person: Slot = ask(AProvider())  # pyright: ignore[reportAssignmentType]  # HERE

    return Broken


def a_pick_of_another_type() -> object:
    class Broken(Dialog[None], version=1):
        @look
        def people(self) -> FindPeople:
            return FindPeople()

        person: Slot = choose(people, empty=END)  # pyright: ignore[reportAssignmentType]  # HERE

    return Broken


def a_call_of_another_type() -> object:
    class Broken(Dialog[None], version=1):
        person: Slot = call(toys.Whose)  # pyright: ignore[reportAssignmentType]  # HERE

    return Broken


def a_seed_that_is_not_known() -> object:
    class Broken(Dialog[None], version=1):
        told: None = call(toys.Questions, lnag=Lang.EN)  # HERE

    return Broken


def heard_and_never_none() -> object:
    class Broken(Dialog[None], version=1):
        person: ProviderId = listen(AProvider())  # pyright: ignore[reportAssignmentType]  # HERE

    return Broken


def a_look_that_is_no_query() -> object:
    class Broken(Dialog[None], version=1):
        @look  # pyright: ignore[reportArgumentType]  # HERE
        def people(self) -> str:
            return "everybody"

    return Broken


def a_do_that_is_no_command() -> object:
    class Broken(Dialog[None], version=1):
        @do()  # pyright: ignore[reportArgumentType]  # HERE
        def people(self):
            return None

    return Broken


MISTAKES: list[tuple[Callable[[], object], str]] = [
    (a_way_down, r"Broken.first no= must name a field above it"),
    (a_way_to_another_dialog, r"Broken.first no= must name a field above it"),
    (reads_below, r"Broken.visits reads 'who', which is not above it"),
    (an_outcome_is_forgotten, r"Broken.visit says nothing of the outcome\(s\) not_allowed"),
    (an_outcome_is_made_up, r"Broken.visit names outcome\(s\) its command does not have: rainy"),
    (chooses_from_below, r"Broken.person chooses from 'people', which is not above it"),
    (a_guard_below, r"Broken.person stands behind a `when` on 'dark', which is not above it"),
    (a_guard_of_another_kind, r"Broken.person <Other.LIGHT: 'light'> is not a Shade"),
    (a_field_named_like_the_dialog, r"Broken.version 'version' is a word of every dialog"),
    (a_misspelt_field_is_read, r"visits reads 'woh', which is no field; did you mean 'who'\?"),
    (the_result_is_misspelt, r"result reads 'persno', which is no field; did you mean 'person'\?"),
    (reads_behind_a_guard, r"visits reads 'who', which is there only with 'dark'; put it behind"),
    (tells_by_a_field_behind_a_guard, r"Broken.said reads 'key', which is there only with 'dark'"),
    (
        a_value_of_an_enum_is_forgotten,
        r"no `when` on 'shade' says what happens for Shade.LIGHT; add one, or: skip\(shade, ",
    ),
    (a_guard_without_a_value, r"stands behind a `when` on 'shade' that names no value"),
    (a_field_without_a_type, r"Broken.person does not say what it holds; write `person: <type> ="),
    (a_field_of_another_type, r"Broken.person holds ProviderId, not Slot"),
    (a_pick_of_another_type, r"Broken.person holds Person, not Slot"),
    (a_call_of_another_type, r"Broken.person holds Person, not Slot"),
    (a_seed_that_is_not_known, r"sets 'lnag', which Questions is not given; did you mean 'lang'"),
    (heard_and_never_none, r"Broken.person is None until it is known; write `ProviderId | None`"),
    (a_look_that_is_no_query, r"Broken.people must say which Query it gives: `@look"),
    (a_do_that_is_no_command, r"Broken.people must say which Command it gives: `@do"),
]


def line_of(make: Callable[[], object]) -> int:
    """The line of a mistake that is marked; else the field's own, the last of the class."""
    lines, first = getsourcelines(make)
    marked = [n for n, line in enumerate(lines, first) if line.rstrip().endswith("# HERE")]
    return marked[0] if marked else 0


@pytest.mark.parametrize(("make", "said"), MISTAKES, ids=lambda v: getattr(v, "__name__", ""))
def test_a_mistake_is_named_with_its_place(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as failed:
        make()
    place, line, _ = str(failed.value).split(":", 2)
    assert place == __file__
    lines, first = getsourcelines(make)
    assert first < int(line) < first + len(lines)
    assert line_of(make) in {0, int(line)}


def test_an_enum_is_covered_by_several_whens_and_what_is_skipped() -> None:
    class Sound(Dialog[None], version=1):
        shade: Shade = given(Shade.DARK)
        with when(shade, Shade.DARK):
            person: ProviderId = ask(AProvider())
        skip(shade, Shade.LIGHT)

    assert [node.name for node in Sound.order] == ["shade", "person"]


def test_code_that_looks_at_the_guards_field_may_read_what_stands_behind_it() -> None:
    class Sound(Dialog[None], version=1):
        dark: bool = given(False)
        with when(dark, True):
            who: PatientId = given(PatientId(""))

        @let
        def somebody(self) -> PatientId | None:
            return self.who if self.dark else None

    assert Sound.types["who"] is PatientId


def test_the_fields_are_the_states_in_order() -> None:
    assert [node.name for node in toys.Visit.order] == [
        "kind", "doctor", "site", "wish", "who", "slots", "slot", "held", "sure", "booked",
    ]  # fmt: skip


def test_a_field_that_is_read_too_early_says_so() -> None:
    with pytest.raises(LookupError, match=r"Visit\.kind is read before it has a value"):
        _ = object.__new__(toys.Visit).kind
