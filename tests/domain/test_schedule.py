"""What a wish means for a visit that stands already."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from assistant.domain.clock import months_after
from assistant.domain.facts import PartOfDay, Shift, When
from assistant.domain.schedule import Wish, wish_to_move

ZONE = "America/New_York"
OLD = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
DAY = date(2026, 3, 10)


def test_a_time_of_day_alone_is_meant_for_the_same_day() -> None:
    wish = wish_to_move(Wish(part=PartOfDay.AFTERNOON), OLD, ZONE)
    assert wish == Wish(DAY, DAY, part=PartOfDay.AFTERNOON)


LATER_DAY = Wish(first_on=DAY + timedelta(days=1))


def test_no_word_means_a_later_day() -> None:
    assert wish_to_move(None, OLD, ZONE) == LATER_DAY


def test_the_day_it_has_is_no_wish() -> None:
    assert wish_to_move(Wish(DAY, DAY), OLD, ZONE) == LATER_DAY


def test_the_day_and_hour_it_has_are_no_wish() -> None:
    named = Wish(DAY, DAY, start_at=time(9), exact=True)
    assert wish_to_move(named, OLD, ZONE) == LATER_DAY


def test_another_hour_of_the_same_day_is_one() -> None:
    other = Wish(DAY, DAY, start_at=time(15), exact=True)
    assert wish_to_move(other, OLD, ZONE) == other


def test_another_day_is_one() -> None:
    friday = Wish(date(2026, 3, 13), date(2026, 3, 13))
    assert wish_to_move(friday, OLD, ZONE) == friday


def test_what_was_refused_is_kept() -> None:
    later = Wish(part=PartOfDay.AFTERNOON, after_slot=OLD)
    assert wish_to_move(later, OLD, ZONE) == later


def test_a_weekday_alone_is_in_the_week_of_the_visit() -> None:
    this_friday, its_friday = date(2026, 3, 6), date(2026, 3, 13)
    said = Wish(this_friday, this_friday, any_week=True)
    assert wish_to_move(said, OLD, ZONE).first_on == its_friday
    assert wish_to_move(Wish(this_friday, this_friday), OLD, ZONE).first_on == this_friday


def shifted(shift: Shift, **wished: Any) -> Wish:
    return wish_to_move(Wish(shift=shift, **wished), OLD, ZONE)


def test_days_and_months_are_counted_from_the_visit_and_keep_its_hour() -> None:
    week, month = DAY + timedelta(days=7), date(2026, 4, 10)
    assert shifted(Shift(days=7)) == Wish(week, week, start_at=time(9))
    assert shifted(Shift(months=1)) == Wish(month, month, start_at=time(9))


def test_the_hour_that_is_wished_beside_them_holds() -> None:
    week = DAY + timedelta(days=7)
    assert shifted(Shift(days=7), part=PartOfDay.AFTERNOON) == Wish(
        week, week, part=PartOfDay.AFTERNOON
    )


def test_hours_are_of_the_same_day_or_of_the_next_past_midnight() -> None:
    assert shifted(Shift(minutes=60)) == Wish(DAY, DAY, start_at=time(10), exact=True)
    late = DAY + timedelta(days=1)
    assert shifted(Shift(minutes=16 * 60)) == Wish(late, late, start_at=time(1), exact=True)


def test_a_week_is_the_whole_week() -> None:
    monday = date(2026, 3, 16)
    assert shifted(Shift(days=7, is_week=True)) == Wish(monday, monday + timedelta(days=6))


def test_later_and_earlier_are_so_than_the_visit() -> None:
    assert shifted(Shift(than=1, same_day=True)) == Wish(DAY, DAY, after_slot=OLD)
    assert shifted(Shift(than=-1)) == Wish(before_slot=OLD)


def test_times_refused_on_that_day_stay_refused_and_those_of_others_do_not_matter() -> None:
    noon = OLD + timedelta(hours=3)
    than = Shift(than=1, same_day=True)
    assert shifted(than, after_slot=noon) == Wish(DAY, DAY, after_slot=noon)
    assert shifted(than, after_slot=noon + timedelta(days=1)) == Wish(DAY, DAY, after_slot=OLD)


def test_where_its_times_were_refused_another_day_will_do() -> None:
    assert shifted(Shift(days=7), after_slot=OLD) == Wish(after_slot=OLD)


def test_a_new_day_takes_the_place_of_what_was_counted() -> None:
    wish = Wish(shift=Shift(days=7)).heard(When(first_on=DAY, last_on=DAY))
    assert wish.shift is None
    assert Wish(shift=Shift(days=7)).heard(When(part=PartOfDay.MORNING)).shift == Shift(days=7)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
