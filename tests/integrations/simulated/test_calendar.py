"""The made-up book keeps the practice's rules; the same seed writes the same book."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.clock import instant, local
from assistant.domain.practice import Practice, Provider, spans_on
from assistant.service.fixtures import apply, load_fixture
from integrations.simulated.calendar import DEMO_PHONE, FAMILY_PHONE, sample_fixture
from tests.databases import url_in
from tests.service.samples import sample_practice
from tests.store.world import open_store

START = date(2026, 11, 23)
PRACTICE: Practice = sample_practice()

Entry = dict[str, Any]
Taken = tuple[datetime, datetime]


@cache
def book(seed: int = 1, start: date = START) -> dict[str, list[Entry]]:
    return sample_fixture(PRACTICE, start=start, seed=seed)


def span(visit: Entry) -> Taken:
    """The patient's part of the visit."""
    start = datetime.fromisoformat(visit["start"])
    return start, start + PRACTICE.visit_type(visit["visit_type"]).duration


def visits_of(patient: Entry, found: dict[str, list[Entry]]) -> list[Entry]:
    return [visit for visit in found["appointments"] if visit["patient"] == patient["id"]]


def reached_at(phone: str, found: dict[str, list[Entry]]) -> list[Entry]:
    return [patient for patient in found["patients"] if phone in patient["phones"]]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_two_visits_of_a_provider_overlap_buffers_included(seed: int) -> None:
    for provider in PRACTICE.providers:
        taken: list[Taken] = []
        for visit in book(seed)["appointments"]:
            if visit["provider"] == provider.id:
                kind = PRACTICE.visit_type(visit["visit_type"])
                start, end = span(visit)
                taken.append((start - kind.buffer_before, end + kind.buffer_after))
        taken.sort()
        assert len(taken) > 20
        assert all(a[1] <= b[0] for a, b in pairwise(taken))


def test_every_visit_lies_in_the_hours_of_its_provider_and_site() -> None:
    for visit in book()["appointments"]:
        site, provider = PRACTICE.site(visit["site"]), PRACTICE.provider(visit["provider"])
        start, end = span(visit)
        day = local(start, site.zone).date()
        assert is_within((start, end), day, site.zone, PRACTICE.hours_on(site, day))
        assert any(
            is_within((start, end), day, site.zone, spans_on(plan.hours, plan.dated, day))
            for plan in provider.plans
            if plan.site == site.id
        )


def is_within(taken: Taken, day: date, zone: str, spans: Any) -> bool:
    return any(
        instant(day, s.opens, zone) <= taken[0] and taken[1] <= instant(day, s.closes, zone)
        for s in spans
    )


def test_visits_suit_their_provider_and_stand_on_the_grid() -> None:
    for visit in book()["appointments"]:
        assert visit["provider"] in PRACTICE.visit_type(visit["visit_type"]).providers
        wall = local(span(visit)[0], PRACTICE.site(visit["site"]).zone)
        assert wall.minute % (PRACTICE.slot_step // timedelta(minutes=1)) == 0


def test_nobody_is_seen_twice_on_a_day() -> None:
    seen = Counter((visit["patient"], visit["start"][:10]) for visit in book()["appointments"])
    assert max(seen.values()) == 1


def test_about_two_thirds_of_the_grid_are_taken() -> None:
    step = PRACTICE.slot_step
    taken = timedelta()
    for visit in book()["appointments"]:
        start, end = span(visit)
        end += PRACTICE.visit_type(visit["visit_type"]).buffer_after
        taken += -((start - end) // step) * step
    whole = sum((open_time(p) for p in PRACTICE.providers), timedelta())
    assert 0.55 < taken / whole < 0.75


def open_time(provider: Provider) -> timedelta:
    """How long the provider sees patients in the four weeks."""
    total = timedelta()
    for number in range(28):
        day = START + timedelta(days=number)
        for plan in provider.plans:
            if PRACTICE.hours_on(PRACTICE.site(plan.site), day):
                for s in spans_on(plan.hours, plan.dated, day):
                    total += datetime.combine(day, s.closes, UTC) - datetime.combine(
                        day, s.opens, UTC
                    )
    return total


def test_people_have_names_languages_and_families() -> None:
    found = book()
    assert len(found["patients"]) >= 40
    assert {patient["lang"] for patient in found["patients"]} == {"en", "es"}
    assert len(reached_at(FAMILY_PHONE, found)) == 3
    assert [patient["first"] for patient in reached_at(DEMO_PHONE, found)] == ["Jordan"]


@pytest.mark.parametrize("start", [START + timedelta(days=n) for n in range(7)])
def test_the_demo_patient_has_one_visit_and_it_is_next_week(start: date) -> None:
    found = book(start=start)
    (demo,) = reached_at(DEMO_PHONE, found)
    (visit,) = visits_of(demo, found)
    assert visit["visit_type"] == "checkup"
    day = date.fromisoformat(visit["start"][:10])
    assert day.isocalendar().week == start.isocalendar().week + 1


def test_or_none_when_asked_so() -> None:
    found = sample_fixture(PRACTICE, start=START, has_demo_visit=False)
    (demo,) = reached_at(DEMO_PHONE, found)
    assert visits_of(demo, found) == []


def test_the_same_seed_gives_the_same_book() -> None:
    assert sample_fixture(PRACTICE, start=START, seed=1) == book(1)
    assert book(1) != book(2)


def test_the_store_takes_all_of_it(tmp_path: Path) -> None:
    fixture = load_fixture(json.dumps(sample_fixture(PRACTICE, start=START, weeks=1)), "json")
    store = open_store(url_in(tmp_path))
    try:
        store.write_sync(lambda tx: apply(tx, PRACTICE, fixture))
    finally:
        store.close_sync()
