"""What a wish means for a visit that stands already."""

from datetime import UTC, date, datetime, time, timedelta

from assistant.domain.facts import PartOfDay
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
