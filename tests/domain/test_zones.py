"""Every zone there is, on every day from 2024 to 2037 on which its clock jumps, and on the next.

What the bits say is held against a walk over all instants of such a day: no start on a time that
the wall does not show, none twice, none missed, and the doors open when the wall says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import availability
from assistant.domain.availability import day_cells, grid_of, instant_of, open_cells, starts
from assistant.domain.clock import Instant, local
from tests.store.world import CHECKUP, NIGHT, a_night

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
FIVE, HALF_AN_HOUR, DAY = timedelta(minutes=5), timedelta(minutes=30), timedelta(days=1)
Jump = tuple[str, date]


def jumps_of(name: str) -> Iterator[Instant]:
    """The instants from which that zone's wall has another offset."""
    zone = ZoneInfo(name)
    at = FIRST
    while at < LAST:
        then = at + timedelta(days=14)
        if at.astimezone(zone).utcoffset() != then.astimezone(zone).utcoffset():
            low, high = at, then
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high
        at = then


@cache
def jumps() -> tuple[Jump, ...]:
    """One for each way in which clocks jump: zones that always agree count as one."""
    seen: set[tuple[tuple[Instant, timedelta | None], ...]] = set()
    found: list[Jump] = []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        own = tuple((at, at.astimezone(zone).utcoffset()) for at in jumps_of(name))
        if own and own not in seen:
            seen.add(own)
            found += [(name, at.astimezone(zone).date()) for at, _ in own]
    return tuple(found)


def by_bits(zone: str, on: date, step: int) -> list[Instant]:
    practice, day = a_night(zone, step), day_cells(on, zone)
    hours = open_cells(practice, practice.providers[0], practice.sites[0], day, CHECKUP)
    mask = starts(hours, 0, practice.visit_types[0], grid_of(practice, day))
    return [instant_of(cell) for cell in day.cells(mask)]


def by_walking(zone: str, on: date, step: int) -> list[Instant]:
    noon = datetime.combine(on, time(12), UTC)
    instants = [noon + n * FIVE for n in range(-12 * 30, 12 * 30)]
    walls = [(at, local(at, zone)) for at in instants if local(at, zone).date() == on]
    opens = next(at for at, wall in walls if wall.time() >= NIGHT.opens)
    closes = next(at for at, wall in walls if wall.time() >= NIGHT.closes)
    return [
        at
        for at, wall in walls
        if opens <= at <= closes - HALF_AN_HOUR and (wall.hour * 60 + wall.minute) % step == 0
    ]


def differences(cases: list[Jump], step: int) -> list[tuple[str, date]]:
    return [
        (zone, on)
        for zone, jump_on in cases
        for on in (jump_on, jump_on + DAY)
        if by_bits(zone, on, step) != by_walking(zone, on, step)
    ]


@given(data=st.data(), step=st.sampled_from([5, 15, 20, 30, 60]))
def test_starts_are_those_that_the_wall_shows(data: st.DataObject, step: int) -> None:
    case = data.draw(st.sampled_from(jumps()))
    assert differences([case], step) == []


@pytest.mark.service
def test_on_every_jump_of_every_zone() -> None:
    assert len(jumps()) > 800
    assert differences(list(jumps()), 15) == []


def test_each_wall_time_of_a_start_exists_and_is_there_as_often_as_the_clock_shows_it() -> None:
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)
    shown = {
        on: [
            local(at, "America/New_York").strftime("%H:%M %Z")
            for at in by_bits("America/New_York", on, 30)
        ]
        for on in (spring, autumn)
    }
    assert shown[spring] == [
        "00:30 EST", "01:00 EST", "01:30 EST", "03:00 EDT", "03:30 EDT", "04:00 EDT",
    ]  # fmt: skip
    assert shown[autumn][:5] == ["00:30 EDT", "01:00 EDT", "01:30 EDT", "01:00 EST", "01:30 EST"]


def test_who_counts_minutes_from_midnight_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a day that takes no notice of the clock's jump."""

    def naive(on: date, zone: str) -> availability.DayCells:
        return replace(availability.day_cells(on, zone), walls=())

    monkeypatch.setitem(globals(), "day_cells", naive)
    assert differences(list(jumps())[:40], 15) != []
