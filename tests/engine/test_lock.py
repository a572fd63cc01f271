"""dialogs.lock: a shape that changes needs a version, a loss needs a way, and both are named."""

from datetime import date
from enum import Enum
from typing import Any

import pytest

from assistant.domain.effects import CheckBirthDate, FindPeople
from assistant.domain.errors import ConfigurationError
from assistant.domain.ids import PatientId, ProviderId
from assistant.domain.patient import Person
from assistant.engine.dialog import Dialog
from assistant.engine.fields.shapes import reads, shape
from assistant.engine.kinds import ABirthDate, AName, AProvider
from assistant.engine.nodes import END, ask, choose, confirm, do, given, listen, look, skip, when
from assistant.engine.versions import lock as locks
from assistant.engine.versions.upcasts import Stored, upcast

Any_ = type[Dialog[Any]]


class Shade(Enum):
    LIGHT = "light"
    DARK = "dark"


class Trip(Dialog[None], version=1):
    """As it was locked."""

    doctor: ProviderId = ask(AProvider())
    shade: Shade = given(Shade.DARK)
    with when(shade, Shade.DARK):
        heard: str | None = listen(AName())
    skip(shade, Shade.LIGHT)

    @look
    def people(self) -> FindPeople:
        return FindPeople()

    person: Person = choose(people, empty=END)

    @do(wrong=doctor, locked=END)
    def proven(self) -> CheckBirthDate:
        return CheckBirthDate(PatientId(""), date(1985, 3, 14))

    sure: bool = confirm(no=END)


FIRST: Any_ = Trip
LOCK = locks.locked({}, [Trip])


def made(version: int, *, has_doctor: bool = True, command: bool = True) -> Any_:
    """Another Trip; what was looked up and confirmed is gone."""

    class Trip(Dialog[None], version=version):
        if has_doctor:
            doctor: ProviderId = ask(AProvider())
        shade: Shade = given(Shade.DARK)
        heard: str | None = listen(AName())
        if command:

            @do(wrong=END, locked=END)
            def proven(self) -> CheckBirthDate:
                return CheckBirthDate(PatientId(""), date(1985, 3, 14))

    return Trip


def test_a_line_says_what_a_field_is_and_when_it_is_there() -> None:
    found = shape(FIRST.order, FIRST.types)
    assert found["doctor"] == "ask AProvider -> ProviderId"
    assert found["shade"] == "given -> Shade(light, dark)"
    assert found["heard"] == "listen AName -> str | None if shade in dark"
    assert found["people"].startswith("look FindPeople -> tuple[Person#")
    assert found["proven"].startswith("do CheckBirthDate -> Person#")
    assert found["sure"] == "confirm -> bool"


def test_what_is_written_is_read_again() -> None:
    text = locks.render(LOCK)
    assert locks.parse(text, "x") == LOCK
    assert locks.render(locks.parse(text, "x")) == text


@pytest.mark.parametrize("text", ["[trip", "trip = 1", "[trip.first]", "[trip]\n1 = 2"])
def test_what_is_no_lock_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"x/dialogs.lock: "):
        locks.parse(text, "x/dialogs.lock")


def test_the_same_shape_is_fine() -> None:
    assert locks.mistakes(LOCK, [FIRST]) == []
    assert locks.unlocked(LOCK, [FIRST]) == []


def test_a_changed_shape_needs_another_version() -> None:
    found = "\n".join(locks.mistakes(LOCK, [made(1, has_doctor=False)]))
    assert f"{__file__}:" in found
    assert "trip has lost doctor (`ask AProvider -> ProviderId`), and is still version 1" in found
    assert "raise it to 2" in found
    assert "has heard changed from `listen AName -> str | None if shade in dark` to" in found


def test_another_order_needs_another_version() -> None:
    def ordered(*, turned: bool) -> Any_:
        class Trip(Dialog[None], version=1):
            if turned:
                born_on: date = ask(ABirthDate())
            doctor: ProviderId = ask(AProvider())
            if not turned:
                born_on: date = ask(ABirthDate())

        return Trip

    (found,) = locks.mistakes(locks.locked({}, [ordered(turned=False)]), [ordered(turned=True)])
    assert "has its fields in another order: born_on, doctor" in found


def test_an_enum_may_grow_but_not_shrink() -> None:
    before, more = "given -> Shade(light, dark)", "given -> Shade(light, dark, none)"
    assert reads(more, before)
    assert not reads(before, more)
    assert not reads("given -> Tint(light, dark)", before)
    lock = {"trip": {1: {**LOCK["trip"][1], "shade": more}}}
    assert "has shade changed" in locks.mistakes(lock, [FIRST])[0]
    lock["trip"][1]["shade"] = "given -> Shade(dark)"
    assert locks.mistakes(lock, [FIRST]) == []


def test_an_older_version_than_was_locked_is_refused() -> None:
    lock = locks.locked(LOCK, [made(3)])
    assert "is at version 1, but version 3 was locked" in locks.mistakes(lock, [FIRST])[0]


def test_a_loss_without_a_way_is_named_by_its_field() -> None:
    lost = locks.mistakes(LOCK, [made(2, has_doctor=False)])
    assert len(lost) == 1
    assert "trip loses doctor of version 1: `ask AProvider -> ProviderId` is gone" in lost[0]
    assert "@upcast(Trip, to=2)" in lost[0]


def test_a_command_that_would_be_done_twice_is_a_loss_too() -> None:
    assert "loses proven of version 1" in locks.mistakes(LOCK, [made(2, command=False)])[0]


def test_what_is_looked_up_or_confirmed_again_is_no_loss() -> None:
    assert locks.mistakes(LOCK, [made(2)]) == []
    assert "version 2 of trip is not in dialogs.lock" in locks.unlocked(LOCK, [made(2)])[0]


def test_a_way_makes_a_loss_a_decision() -> None:
    later = made(2, has_doctor=False)

    @upcast(later, to=2)
    def without_a_doctor(old: Stored) -> Stored:
        return old

    assert without_a_doctor({}) == {}
    assert locks.mistakes(LOCK, [later]) == []
    assert (
        "loses doctor"
        in locks.mistakes(locks.locked(LOCK, [later]), [made(2, has_doctor=False)])[0]
    )


def test_old_versions_stay_in_the_lock() -> None:
    lock = locks.locked(LOCK, [made(2)])
    assert set(lock["trip"]) == {1, 2}
    assert lock["trip"][1] == LOCK["trip"][1]
    assert locks.locked(LOCK, []) == LOCK


def test_a_value_that_may_be_missing_reads_one_that_was_there() -> None:
    assert reads("AWish -> Wish | None", "AWish -> Wish")
    assert not reads("AWish -> Wish", "AWish -> Wish | None")
    assert not reads("AWish -> Slot | None", "AWish -> Wish")
