"""How far ahead: four ways of counting, on the wall of the site or of the practice."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from assistant.domain.availability import day_cells, instant_of, open_cells
from assistant.domain.clock import local
from assistant.domain.practice import Absence, Closure, Plan, Span, Window, WindowKind, Zone
from assistant.domain.windows import SCAN_DAYS, window_at
from tests.store.world import (
    CHECKUP,
    MAIN,
    MONDAY,
    NOW,
    RUIZ,
    VACCINE,
    ZONE,
    a_practice,
    a_provider,
    a_site,
    a_visit_type,
    weekdays,
)


def last_day(window: Window, zone: str = ZONE, *closures: Closure) -> date:
    site = a_site(MAIN, zone)
    practice = replace(a_practice(sites=(site,)), closures=closures)
    closes = window_at(practice, site, window, NOW).closes
    return local(closes - timedelta(seconds=1), zone).date()


@pytest.mark.parametrize(
    ("window", "last"),
    [
        (Window(), date(2026, 5, 30)),
        (Window(count=1), MONDAY),
        (Window(WindowKind.BUSINESS_DAYS, 5), date(2026, 3, 6)),
        (Window(WindowKind.BUSINESS_DAYS, 6), date(2026, 3, 9)),
        (Window(WindowKind.BOOKABLE_DAYS, 2), MONDAY + timedelta(days=SCAN_DAYS - 1)),
        (Window(WindowKind.DATES, 0, date(2026, 4, 1), date(2026, 4, 3)), date(2026, 4, 3)),
    ],
)
def test_the_last_day_is_the_window_s(window: Window, last: date) -> None:
    assert last_day(window) == last


def test_a_closed_day_is_no_business_day() -> None:
    snow = Closure(MONDAY, MONDAY + timedelta(days=1), "snow")
    assert last_day(Window(WindowKind.BUSINESS_DAYS, 3), ZONE, snow) == date(2026, 3, 6)


def test_where_it_never_opens_the_count_ends() -> None:
    closed = Closure(MONDAY, MONDAY + timedelta(days=2000), "forever")
    last = last_day(Window(WindowKind.BUSINESS_DAYS, 1), ZONE, closed)
    assert last == MONDAY + timedelta(days=SCAN_DAYS - 1)


def test_dates_are_the_practice_s_and_days_the_site_s() -> None:
    """When it is Monday evening in New York it is Tuesday in Tokyo."""
    dates = Window(WindowKind.DATES, 0, MONDAY, MONDAY)
    tokyo = a_site(MAIN, "Asia/Tokyo")
    window = window_at(a_practice(sites=(tokyo,)), tokyo, dates, NOW)
    assert local(window.opens, ZONE) == local(window.closes, ZONE) - timedelta(days=1)
    assert local(window.closes, "Asia/Tokyo").time() == time(14)
    assert last_day(Window(count=1), "Asia/Tokyo") == local(NOW, "Asia/Tokyo").date()


class TestAges:
    kind = replace(a_visit_type(), min_age=18, max_age=20)

    @pytest.mark.parametrize(
        ("on", "is_for"),
        [
            (date(2026, 3, 1), False),
            (date(2026, 3, 2), True),
            (date(2029, 3, 1), True),
            (date(2029, 3, 2), False),
        ],
    )
    def test_years_are_whole_on_the_day(self, on: date, *, is_for: bool) -> None:
        assert self.kind.is_for_age(date(2008, 3, 2), on) is is_for

    def test_who_was_born_on_a_leap_day_waits_until_march(self) -> None:
        born = date(2008, 2, 29)
        assert not self.kind.is_for_age(born, date(2026, 2, 28))
        assert self.kind.is_for_age(born, date(2026, 3, 1))

    def test_an_unknown_birth_date_is_no_reason_to_refuse(self) -> None:
        assert self.kind.is_for_age(None, MONDAY)


def test_who_is_away_is_away_at_both_ends() -> None:
    provider = replace(a_provider(RUIZ), away=(Absence(MONDAY, MONDAY + timedelta(days=1)),))
    days = [MONDAY + timedelta(days=n) for n in range(-1, 3)]
    assert [provider.is_away(day) for day in days] == [False, True, True, False]


def test_protected_hours_are_for_the_visits_that_they_name() -> None:
    zone = Zone(weekdays(Span(time(9), time(10))), (VACCINE,))
    provider = replace(
        a_provider(RUIZ), plans=(Plan(MAIN, weekdays(Span(time(9), time(12))), (), (zone,)),)
    )
    practice = a_practice(providers=(provider,))
    day = day_cells(MONDAY, ZONE)
    first = {
        kind: local(
            instant_of(day.cells(open_cells(practice, provider, practice.sites[0], day, kind))[0]),
            ZONE,
        )
        for kind in (CHECKUP, VACCINE)
    }
    assert {kind: wall.time() for kind, wall in first.items()} == {
        CHECKUP: time(10),
        VACCINE: time(9),
    }
