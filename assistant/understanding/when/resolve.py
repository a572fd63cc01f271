"""From conditions to dates: the first day at or after today that fulfils them, and what else fits."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from assistant.understanding.when.mentions import Clock, Days
from assistant.understanding.when.stretches import month_after

_FURTHEST = 731
"""Days ahead beyond which a wish is surely a slip."""
_NOON = 12
_FIRST_OFFICE_HOUR = 7
_WORKING_DAYS = (0, 1, 2, 3, 4)
_WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both inclusive, on `weekdays` only when any are named.

    `others` are further readings of the same words, best first. `problem` as in `Fact.problem`.
    """

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    others: tuple[tuple[date, date], ...] = ()
    problem: str = ""
    year_said: bool = False
    short_year: bool = False


def resolved(days: Days, today: date) -> Stretch:
    """The days meant, counted from `today`. A day that cannot be is a problem, not an error."""
    try:
        stretch = _found(days, today)
    except (ValueError, OverflowError):
        return Stretch(problem="no-such-day")
    if days.which == "week-of" and stretch.first:
        monday = stretch.first - timedelta(days=stretch.first.weekday())
        return Stretch(monday, monday + timedelta(days=6), problem=stretch.problem)
    if days.shift and stretch.first and stretch.last:
        by = timedelta(days=days.shift)
        stretch = replace(stretch, first=stretch.first + by, last=stretch.last + by, others=())
    return _judged(stretch, today)


def _judged(stretch: Stretch, today: date) -> Stretch:
    if stretch.problem:
        return stretch
    if stretch.last is not None and stretch.last < today:
        return replace(stretch, problem="in-the-past")
    if stretch.first is not None and (stretch.first - today).days > _FURTHEST:
        return replace(stretch, problem="too-far")
    return stretch


def _found(days: Days, today: date) -> Stretch:
    if days.impossible:
        return Stretch(problem="too-far" if days.year == 9999 else "no-such-day")
    if days.every:
        return _habit(days)
    if days.first is not None:
        return _within(days, today)
    if days.nth and days.weekday is not None:
        return _nth(days, today)
    if days.month is not None and days.dom is not None:
        return _dated(days, today)
    if days.month is not None:
        return _month(days, today)
    if days.dom is not None:
        return _day_of_month(days, today)
    return _weekday(days, today)


def _habit(days: Days) -> Stretch:
    if days.weekday is not None:
        return Stretch(weekdays=(days.weekday,))
    return Stretch(weekdays={"weekday": _WORKING_DAYS, "weekend": _WEEKEND}.get(days.per, ()))


def _one(day: date, *others: date) -> Stretch:
    return Stretch(day, day, others=tuple((other, other) for other in others))


def _within(days: Days, today: date) -> Stretch:
    """A weekday or a day of the month inside a stretch ("Tuesday next week"), or all of it."""
    first, last = days.first, days.last or days.first
    assert first is not None and last is not None
    if days.dom is not None:
        return _one(date(first.year, first.month, days.dom))
    if days.weekday is None:
        return Stretch(first, last)
    day = first + timedelta(days=(days.weekday - first.weekday()) % 7)
    if day < today <= last and day + timedelta(days=7) <= last:
        day += timedelta(days=7)
    return _one(day)


def _dated(days: Days, today: date) -> Stretch:
    """A day of a month: with a year as it stands, else the next one that is not past."""
    month, dom = days.month, days.dom
    assert month is not None and dom is not None
    if days.year is not None:
        found = date(days.year, month, dom)
        swapped = _swapped(days, days.year)
        others = ((swapped, swapped),) if swapped else ()
        return Stretch(found, found, others=others, year_said=True, short_year=days.short_year)
    for year in range(today.year, today.year + 9):
        if _exists(year, month, dom) and date(year, month, dom) >= today:
            swapped = _swapped(days, year)
            if swapped is not None and swapped < today:
                swapped = _swapped(days, year + 1)
            return _one(date(year, month, dom), *([swapped] if swapped else []))
    raise ValueError("no such day")


def _swapped(days: Days, year: int) -> date | None:
    if days.swapped is None or not _exists(year, *days.swapped):
        return None
    return date(year, *days.swapped)


def _exists(year: int, month: int, dom: int) -> bool:
    return 1 <= month <= 12 and 1 <= dom <= (month_after(year, month) - timedelta(days=1)).day


def _month(days: Days, today: date) -> Stretch:
    month = days.month
    assert month is not None
    year = days.year or today.year
    if days.year is None and (
        month < today.month or (days.which == "next" and month == today.month)
    ):
        year += 1
    return Stretch(
        date(year, month, 1),
        month_after(year, month) - timedelta(days=1),
        year_said=bool(days.year),
    )


def _day_of_month(days: Days, today: date) -> Stretch:
    """The next such day of a month; with a weekday, the next on which both hold."""
    dom = days.dom
    assert dom is not None
    first = today.replace(day=1)
    plain: date | None = None
    for _ in range(12 * 9):
        if _exists(first.year, first.month, dom):
            day = first.replace(day=dom)
            if day >= today:
                plain = plain or day
                if days.weekday is None or day.weekday() == days.weekday:
                    return _one(day)
        first = month_after(first.year, first.month)
    if plain is None:
        raise ValueError("no such day")
    return _one(plain)


def _nth(days: Days, today: date) -> Stretch:
    """The first Monday of April."""
    assert days.weekday is not None
    month = days.month or today.month
    for year in (days.year,) if days.year else (today.year, today.year + 1):
        first = date(year, month, 1)
        day = first + timedelta(
            days=(days.weekday - first.weekday()) % 7 + 7 * (max(days.nth, 1) - 1)
        )
        if days.nth < 0:
            end = month_after(year, month) - timedelta(days=1)
            day = end - timedelta(days=(end.weekday() - days.weekday) % 7)
        if day.month == month and (day >= today or days.year):
            return _one(day)
    raise ValueError("no such day")


def _weekday(days: Days, today: date) -> Stretch:
    """ "Next Friday" is the Friday of the following week; a bare weekday the coming one."""
    assert days.weekday is not None
    week = timedelta(days=7)
    coming = today + timedelta(days=(days.weekday - today.weekday()) % 7)
    if days.which == "next":
        following = today - timedelta(days=today.weekday()) + week + timedelta(days=days.weekday)
        return _one(following, *([coming] if coming not in {following, today} else []))
    if days.which == "last":
        return _one(coming - week)
    if days.which == "coming":
        return _one(coming + week if coming == today else coming)
    if coming == today and days.which != "this":
        return _one(coming, coming + week)
    return _one(coming)


def wall_time(clock: Clock) -> tuple[time, time | None]:
    """The time meant, and the other half of the day's where that may be meant as well.

    Unsaid halves are office hours: 1 to 6 are in the afternoon, 7 to 12 as they stand.
    """
    hour = clock.hour % 24
    if clock.half == "pm" and hour < _NOON:
        return time(hour + _NOON, clock.minute), None
    if clock.half == "am":
        return time(hour % _NOON, clock.minute), None
    if clock.half or clock.sure or hour > _NOON or hour == 0:
        return time(hour, clock.minute), None
    if hour < _FIRST_OFFICE_HOUR:
        return time(hour + _NOON, clock.minute), time(hour, clock.minute) if hour >= 6 else None
    other = (hour + _NOON) % 24
    return time(hour, clock.minute), time(other, clock.minute) if hour in {7, 8} else None


def wall_range(start: Clock, end: Clock) -> tuple[time, time]:
    """The times of "3 to 5": a half of the day said once counts for both where that makes sense."""
    if start.half == "" and end.half and not start.sure:
        for half in (end.half, "am", "pm"):
            first, last = wall_time(replace(start, half=half))[0], wall_time(end)[0]
            if first < last:
                return first, last
    if end.half == "" and start.half and not end.sure:
        for half in (start.half, "pm", "am"):
            first, last = wall_time(start)[0], wall_time(replace(end, half=half))[0]
            if first < last:
                return first, last
    first, last = wall_time(start)[0], wall_time(end)[0]
    if first >= last and not (end.half or end.sure) and end.hour < _NOON:
        last = wall_time(replace(end, half="pm"))[0]
    if first >= last and not (start.half or start.sure):
        first = wall_time(replace(start, half="am"))[0]
    return first, last
