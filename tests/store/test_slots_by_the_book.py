"""The search against a slow and obvious reading of all rules at once, in made-up practices."""

from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import timedelta
from functools import partial

import pytest

from assistant.domain.appointment import Appointment
from assistant.domain.effects import FindSlots
from assistant.domain.ids import AppointmentId
from assistant.domain.practice import Practice, Window
from assistant.store import appointments, patients
from tests.store.by_the_book import BORN_ON, CARL, DAYS, Maker, Start, by_the_book, is_wished
from tests.store.world import BEN, ZONE, Desk, a_patient

LONG = pytest.mark.service
"""For its length."""


def fill(desk: Desk, make: Maker, practice: Practice) -> list[Appointment]:
    """What there is time and room for of what staff write down; not all of it may be booked."""
    found: list[Appointment] = []
    for n, slot in enumerate(make.slots(practice, 40)):
        visit = Appointment(AppointmentId(f"apt_{n:02}"), BEN, *astuple(slot))
        taken = desk.store.write_sync(
            partial(appointments.add, practice=desk.practice, visit=visit)
        )
        found += [visit] if isinstance(taken, Appointment) else []
    return found


def differences(desk: Desk, make: Maker, practice: Practice, asks: int) -> list[str]:
    """Where the search, over what the desk takes for the practice, says other than the book."""
    desk.do(lambda tx: patients.add(tx, replace(a_patient(CARL, "Carl"), born_on=BORN_ON)))
    desk.asker = CARL
    visits = fill(desk, make, practice)
    found: list[str] = []
    for kind in practice.visit_types:
        book = list(by_the_book(practice, kind, visits))
        for _ in range(asks):
            provider, site = make.who_and_where(practice, kind)
            wish, without = make.wish(), make.unwanted(kind, provider)
            allowed = [s for s in book if provider in {None, s.provider} and site in {None, s.site}]
            allowed = [start for start in allowed if start.provider != without]
            wished = [start for start in allowed if is_wished(practice, wish, start)]
            query = FindSlots(CARL, kind.id, provider, wish, site, without=without)
            result = desk.answer(query)
            shown = [Start(slot.provider, slot.site, slot.start) for slot in result.slots]
            if result.fits != bool(wished) or bool(result.missed) == bool(wished):
                found.append(f"it says {result.fits} {result.missed!r}")
            found += _wrong(shown, wished, allowed)
    return found


def _wrong(shown: list[Start], wished: list[Start], allowed: list[Start]) -> list[str]:
    times = [start.at for start in shown]
    found = [f"{start} is not allowed" for start in shown if start not in (wished or allowed)]
    if times != sorted(set(times)):
        found.append("not in order")
    if wished and (not times or times[0] != min(start.at for start in wished)):
        found.append("not the first")
    if wished and len(times) != min(3, len({start.at for start in wished})):
        found.append("too few")
    if bool(times) != bool(allowed):
        found.append("nothing is shown")
    return found


@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(s, marks=LONG) for s in range(2, 20))])
def test_what_is_shown_is_what_the_rules_allow(desk: Desk, seed: int) -> None:
    make = Maker(seed)
    desk.practice = make.practice()
    assert differences(desk, make, desk.practice, asks=6) == []


def _kinds(practice: Practice, **changes: object) -> Practice:
    kinds = tuple(replace(kind, **changes) for kind in practice.visit_types)
    return replace(practice, visit_types=kinds)


def _sites(practice: Practice, **changes: object) -> Practice:
    return replace(practice, sites=tuple(replace(site, **changes) for site in practice.sites))


def _people(practice: Practice, **changes: object) -> Practice:
    return replace(practice, providers=tuple(replace(p, **changes) for p in practice.providers))


def _one_room_more(practice: Practice) -> Practice:
    rooms = tuple(replace(room, count=room.count + 1) for room in practice.resources)
    return replace(practice, resources=rooms)


def _without_protected_hours(practice: Practice) -> Practice:
    providers = tuple(
        replace(who, plans=tuple(replace(plan, zones=()) for plan in who.plans))
        for who in practice.providers
    )
    return replace(practice, providers=providers)


def _without_the_plans_dates(practice: Practice) -> Practice:
    providers = tuple(
        replace(who, plans=tuple(replace(plan, dated=()) for plan in who.plans))
        for who in practice.providers
    )
    return replace(practice, providers=providers)


FORGOTTEN: dict[str, Callable[[Practice], Practice]] = {
    "closures": lambda practice: replace(practice, closures=()),
    "dated hours of a site": lambda practice: _sites(practice, dated=()),
    "dated hours of a provider": _without_the_plans_dates,
    "zones": lambda practice: _sites(practice, zone=ZONE),
    "notice": lambda practice: _kinds(practice, notice=timedelta()),
    "windows": lambda practice: _kinds(practice, window=Window(count=DAYS)),
    "ages": lambda practice: _kinds(practice, min_age=None, max_age=None),
    "absences": lambda practice: _people(practice, away=()),
    "rooms": lambda practice: _kinds(practice, needs=()),
    "one of two rooms": _one_room_more,
    "caps of a day": lambda practice: _kinds(practice, most_a_day=0),
    "caps of a week": lambda practice: _kinds(practice, most_a_week=0),
    "groups": lambda practice: _kinds(practice, capacity=1),
    "protected hours": _without_protected_hours,
    "buffers": lambda practice: _kinds(
        practice, buffer_before=timedelta(), buffer_after=timedelta()
    ),
    "the grid": lambda practice: replace(practice, slot_step=timedelta(minutes=5)),
}


@LONG  # what is forgotten is the same over either database
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("forget", FORGOTTEN.values(), ids=FORGOTTEN.keys())
def test_a_forgotten_rule_is_seen(desk: Desk, forget: Callable[[Practice], Practice]) -> None:
    def is_seen(seed: int) -> bool:
        desk.empty()
        make = Maker(seed)
        practice = make.practice()
        desk.practice = forget(practice)
        return differences(desk, make, practice, asks=8) != []

    assert any(is_seen(seed) for seed in range(30))
