"""Bits against a slow and obvious reading of the rules, over real zones with their odd days."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.availability import (
    CELL,
    admits_day,
    admitted,
    cell_from,
    cell_of,
    day_cells,
    grid_of,
    instant_of,
    may_be_booked,
    open_cells,
    spread,
    starts,
)
from assistant.domain.clock import Instant, instant, local, midnight
from assistant.domain.facts import PART_HOURS, PartOfDay
from assistant.domain.ids import SiteId
from assistant.domain.practice import (
    Closure,
    DatedHours,
    Plan,
    Practice,
    Provider,
    Site,
    Span,
    VisitType,
)
from assistant.domain.schedule import Slot, Wish
from tests.store.world import (
    CHECKUP,
    EAST,
    MAIN,
    MONDAY,
    RUIZ,
    ZONE,
    a_practice,
    a_provider,
    a_site,
    a_slot,
    a_visit_type,
    at,
    weekdays,
)

ODD_DAYS = [
    ("America/New_York", date(2026, 3, 8)),  # 23 hours
    ("America/New_York", date(2026, 11, 1)),  # 25 hours
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # 24 and a half
    ("America/Santiago", date(2026, 9, 6)),  # midnight does not exist
    ("Europe/Berlin", date(2026, 6, 15)),
    ("Asia/Kathmandu", date(2026, 6, 15)),  # 5:45 ahead
]
NIGHT_AND_DAY = ((Span(time(0), time(5)), Span(time(9), time(17)), Span(time(20), time(23, 55))),)


def always(*spans: Span) -> tuple[tuple[Span, ...], ...]:
    return (spans,) * 7


def a_house(zone: str, step: int, kind: VisitType) -> tuple[Practice, Provider, Site]:
    site = replace(a_site(MAIN, zone), hours=always(Span(time(0), time(23, 55))))
    provider = replace(a_provider(RUIZ), plans=(Plan(MAIN, always(*NIGHT_AND_DAY[0])),))
    practice = a_practice(kind, sites=(site,), providers=(provider,))
    return replace(practice, slot_step=timedelta(minutes=step)), provider, site


def slow_starts(
    practice: Practice, on: date, kind: VisitType, busy: list[tuple[Instant, Instant]]
) -> list[Instant]:
    """Every fifth minute of the day, one rule after the other."""
    site, provider = practice.sites[0], practice.providers[0]
    step = practice.slot_step // timedelta(minutes=1)
    spans = [
        (instant(on, span.opens, site.zone), instant(on, span.closes, site.zone))
        for span in provider.plans[0].hours[on.weekday()]
    ]
    found: list[Instant] = []
    start, end_of_day = midnight(on, site.zone), midnight(on + timedelta(days=1), site.zone)
    while start < end_of_day:
        wall = local(start, site.zone)
        end = start + kind.duration
        low, high = start - kind.buffer_before, end + kind.buffer_after
        is_open = any(opens <= start and end <= closes for opens, closes in spans)
        is_free = all(high <= first or last <= low for first, last in busy)
        if is_open and is_free and (wall.hour * 60 + wall.minute) % step == 0:
            found.append(start)
        start += CELL
    return found


fives = st.integers(0, 12).map(lambda n: timedelta(minutes=5 * n))


@given(
    where=st.sampled_from(ODD_DAYS),
    step=st.sampled_from([5, 10, 15, 20, 30, 60]),
    length=st.integers(1, 24),
    before=fives,
    after=fives,
    taken=st.lists(st.tuples(st.integers(-30, 310), st.integers(1, 30)), max_size=6),
)
def test_bits_say_what_the_rules_say(
    where: tuple[str, date],
    step: int,
    length: int,
    before: timedelta,
    after: timedelta,
    taken: list[tuple[int, int]],
) -> None:
    zone, on = where
    kind = replace(
        a_visit_type(CHECKUP, 5 * length, 0, RUIZ), buffer_before=before, buffer_after=after
    )
    practice, provider, site = a_house(zone, step, kind)
    day = day_cells(on, zone)
    blocks = [(day.first + first, day.first + first + count) for first, count in taken]
    busy = 0
    for first, end in blocks:
        busy |= day.mask(first, end)
    mask = starts(
        open_cells(practice, provider, site, day, kind.id), busy, kind, grid_of(practice, day)
    )
    slow = slow_starts(practice, on, kind, [(instant_of(a), instant_of(b)) for a, b in blocks])
    assert [instant_of(cell) for cell in day.cells(mask)] == slow


@given(
    where=st.sampled_from(ODD_DAYS),
    start_at=st.none() | st.times(),
    end_at=st.none() | st.times(),
    exact=st.booleans(),
    part=st.none() | st.sampled_from(PartOfDay),
)
def test_a_wish_admits_the_wall_times_it_names(
    where: tuple[str, date],
    start_at: time | None,
    end_at: time | None,
    exact: bool,
    part: PartOfDay | None,
) -> None:
    zone, on = where
    wish = Wish(start_at=start_at, end_at=end_at, exact=exact, part=part)
    day = day_cells(on, zone)
    low, high = PART_HOURS[part] if part else (time(0), time(23, 59, 59))

    def fits(cell: int) -> bool:
        clock = local(instant_of(cell), zone).time()
        if start_at is not None and (clock != start_at if exact else clock < start_at):
            return False
        bounded = end_at is not None and not exact
        return low <= clock < high and not (bounded and end_at is not None and clock >= end_at)

    every = range(day.first, day.first + day.count)
    if exact and start_at is None:
        return
    assert day.cells(admitted(wish, day)) == [cell for cell in every if fits(cell)]


@pytest.mark.parametrize(
    ("zone", "on", "count"),
    [
        ("America/New_York", date(2026, 3, 8), 276),
        ("America/New_York", date(2026, 11, 1), 300),
        ("America/New_York", MONDAY, 288),
        ("Australia/Lord_Howe", date(2026, 4, 5), 294),
    ],
)
def test_a_day_has_as_many_cells_as_hours(zone: str, on: date, count: int) -> None:
    assert day_cells(on, zone).count == count


def test_a_time_that_happens_twice_is_offered_twice() -> None:
    day = day_cells(date(2026, 11, 1), ZONE)
    wish = Wish(start_at=time(1, 30), exact=True)
    first, second = day.cells(admitted(wish, day))
    assert instant_of(second) - instant_of(first) == timedelta(hours=1)


def test_a_time_that_does_not_exist_is_not_offered() -> None:
    day = day_cells(date(2026, 3, 8), ZONE)
    assert admitted(Wish(start_at=time(2, 30), exact=True), day) == 0


def test_refused_times_bound_what_comes_next() -> None:
    day = day_cells(MONDAY, ZONE)
    later = day.cells(admitted(Wish(after_slot=at("23:45")), day))
    earlier = day.cells(admitted(Wish(before_slot=at("00:10")), day))
    assert [instant_of(cell) for cell in later] == [at("23:50"), at("23:55")]
    assert [instant_of(cell) for cell in earlier] == [at("00:00"), at("00:05")]


def test_days_and_weekdays_of_a_wish_both_hold() -> None:
    wish = Wish(first_on=MONDAY, last_on=MONDAY + timedelta(days=6), weekdays=(1, 3))
    days = [MONDAY + timedelta(days=n) for n in range(-7, 14)]
    assert [on.day for on in days if admits_day(wish, on)] == [3, 5]


class TestHours:
    day = day_cells(MONDAY, ZONE)

    def opens(self, practice: Practice) -> list[str]:
        cells = self.day.cells(
            open_cells(practice, practice.providers[0], practice.sites[0], self.day, CHECKUP)
        )
        edges = [c for c in cells if c - 1 not in cells] + [
            c + 1 for c in cells if c + 1 not in cells
        ]
        return [local(instant_of(cell), ZONE).strftime("%H:%M") for cell in sorted(edges)]

    def test_the_provider_works_while_the_site_is_open(self) -> None:
        site = a_site(MAIN, ZONE, Span(time(10), time(15)))
        assert self.opens(a_practice(sites=(site,))) == ["10:00", "12:00", "13:00", "15:00"]

    def test_a_dated_entry_replaces_the_weekday(self) -> None:
        dated = (DatedHours(MONDAY, (Span(time(7), time(9)), Span(time(16), time(20)))),)
        provider = replace(a_provider(RUIZ), plans=(Plan(MAIN, weekdays(), dated),))
        assert self.opens(a_practice(providers=(provider,))) == ["08:00", "09:00", "16:00", "17:00"]

    def test_a_closure_comes_before_everything(self) -> None:
        site = replace(a_site(), dated=(DatedHours(MONDAY, (Span(time(8), time(12)),)),))
        closure = Closure(MONDAY, MONDAY, "snow")
        assert self.opens(replace(a_practice(sites=(site,)), closures=(closure,))) == []

    def test_a_closure_of_another_site_does_not_count(self) -> None:
        practice = replace(a_practice(), closures=(Closure(MONDAY, MONDAY, "paint", EAST),))
        assert self.opens(practice) == ["09:00", "12:00", "13:00", "17:00"]

    def test_nobody_works_where_they_have_no_plan(self) -> None:
        assert self.opens(a_practice(providers=(a_provider(RUIZ, EAST),))) == []


class TestBookable:
    practice = a_practice()

    def test_an_open_time_is(self) -> None:
        assert may_be_booked(self.practice, a_slot(), at("08:00"))

    def test_what_has_begun_is_not(self) -> None:
        assert not may_be_booked(self.practice, a_slot("09:00"), at("09:05"))

    def test_half_a_visit_is_not(self) -> None:
        short = replace(a_slot(), end=at("09:15"))
        assert not may_be_booked(self.practice, short, at("08:00"))

    def test_what_runs_into_lunch_is_not(self) -> None:
        assert not may_be_booked(self.practice, a_slot("11:45"), at("08:00"))

    def test_an_unknown_site_is_not(self) -> None:
        elsewhere = replace(a_slot(), site=SiteId("nowhere"))
        assert not may_be_booked(self.practice, elsewhere, at("08:00"))

    @pytest.mark.parametrize(("days", "is_in"), [(87, True), (91, False)])
    def test_the_last_day_is_the_window_s(self, days: int, is_in: bool) -> None:
        slot: Slot = a_slot("08:00", on=MONDAY + timedelta(days=days))
        # Daylight saving began in between: 8:00 by winter's clock is 9:00 on the wall.
        assert may_be_booked(self.practice, slot, at("08:00")) is is_in


class TestSpread:
    @given(
        cells=st.lists(st.integers(0, 300), unique=True, max_size=60).map(sorted),
        count=st.integers(1, 5),
    )
    def test_it_picks_in_order_and_the_earliest_first(self, cells: list[int], count: int) -> None:
        chosen = spread(cells, count)
        assert len(chosen) == min(count, len(cells))
        assert chosen == sorted(set(chosen) & set(cells))
        assert chosen[:1] == cells[:1]

    def test_a_long_day_is_not_three_times_the_same_hour(self) -> None:
        cells = list(range(0, 96, 3))
        first, second, third = spread(cells, 3)
        assert (second - first, third - second) == (24, 24)

    def test_a_short_one_is_not_three_times_the_same_quarter(self) -> None:
        assert spread(list(range(31)), 3) == [0, 10, 20]


@given(st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)))
def test_cells_and_instants_go_back_and_forth(moment: datetime) -> None:
    cell = cell_of(moment)
    assert instant_of(cell) <= moment < instant_of(cell + 1)
    assert cell_from(instant_of(cell)) == cell
    assert cell_from(moment) in {cell, cell + 1}
