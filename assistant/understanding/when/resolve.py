"""From conditions to dates: the first day at or after today that fulfils them, and what else fits."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from assistant.domain.facts import PartOfDay
from assistant.understanding.when.lengths import later_by, month_after
from assistant.understanding.when.mentions import TOO_FAR, Clock, Days, Length

_A_YEAR = 366
"""29 February of a later year is not what "Feb 29" means."""
_A_MONTH = 31
_FURTHEST = 731
"""Days ahead beyond which a wish is surely a slip."""
_NOON = _MONTHS = 12
_EITHER_HALF = frozenset({7, 8})
_EVENING_TOO = 6
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
    clashes: bool = False
    """Weekday and day of the month do not go together; `others` hold what either alone would mean."""
    why: str = ""
    """Which rule chose, where the words leave a choice."""


def resolved(days: Days, today: date) -> Stretch:
    """The days meant, counted from `today`. A day that cannot be is a problem, not an error."""
    try:
        stretch = _shifted(days, _found(days, today))
    except (ValueError, OverflowError):
        return Stretch(problem="no-such-day")
    return _judged(stretch, today)


def _shifted(days: Days, stretch: Stretch) -> Stretch:
    """The week of the day found, or the day some days later, where that was said."""
    if stretch.first is None or stretch.last is None:
        return stretch
    if days.which == "week-of":
        monday = stretch.first - timedelta(days=stretch.first.weekday())
        return Stretch(monday, monday + timedelta(days=6), problem=stretch.problem)
    if days.shift or days.shift_months:
        by = Length(months=abs(days.shift_months))
        first = later_by(stretch.first, by, 1 if days.shift_months >= 0 else -1)
        if first is None:
            return Stretch(problem="too-far")
        first += timedelta(days=days.shift)
        stretch = replace(
            stretch, first=first, last=first + (stretch.last - stretch.first), others=()
        )
    if days.lasts is not None and stretch.first is not None:
        end = later_by(stretch.first, days.lasts)
        last = end - timedelta(days=1) if end else stretch.last
        return replace(stretch, last=last, others=())
    return stretch


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
        return Stretch(problem="too-far" if days.year == TOO_FAR else "no-such-day")
    if days.every:
        return _habit(days)
    if days.first is not None:
        return _within(days, days.first, today)
    return _named(days, today)


def _named(days: Days, today: date) -> Stretch:
    """Days said by weekday, day of the month or month."""
    month, dom, weekday = days.month, days.dom, days.weekday
    if month is not None:
        return _month(days, month, today) if dom is None else _dated(days, month, dom, today)
    if dom is not None:
        return _day_of_month(dom, weekday, today)
    return Stretch() if weekday is None else _weekday(days.which, weekday, today)


def _habit(days: Days) -> Stretch:
    if days.weekday is not None:
        return Stretch(weekdays=(days.weekday,))
    return Stretch(weekdays={"weekday": _WORKING_DAYS, "weekend": _WEEKEND}.get(days.per, ()))


def _one(day: date, *others: date, why: str = "") -> Stretch:
    return Stretch(day, day, others=tuple((other, other) for other in others), why=why)


def _within(days: Days, first: date, today: date) -> Stretch:
    """A weekday or a day of the month inside a stretch ("Tuesday next week"), or all of it."""
    last = days.last or first
    if days.dom is not None:
        return _one(date(first.year, first.month, days.dom))
    if days.weekday is None:
        return Stretch(first, last)
    day = first + timedelta(days=(days.weekday - first.weekday()) % 7)
    if day < today <= last and day + timedelta(days=7) <= last:
        day += timedelta(days=7)
    return _one(day)


def _dated(days: Days, month: int, dom: int, today: date) -> Stretch:
    """A day of a month: with a year as it stands, else the next one that is not past."""
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
            found = date(year, month, dom)
            if (found - today).days > _A_YEAR:
                break
            why = "the language's order of day and month" if swapped else "the next such day"
            stretch = _one(found, *([swapped] if swapped else []), why=why)
            return stretch if swapped else _against_weekday(stretch, days.weekday)
    raise ValueError("no such day")


def _swapped(days: Days, year: int) -> date | None:
    if days.swapped is None or not _exists(year, *days.swapped):
        return None
    return date(year, *days.swapped)


def _exists(year: int, month: int, dom: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= dom <= (month_after(year, month) - timedelta(days=1)).day


def _month(days: Days, month: int, today: date) -> Stretch:
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


def _day_of_month(dom: int, weekday: int | None, today: date) -> Stretch:
    """The next such day of a month; with a weekday, the next on which both hold."""
    first = today.replace(day=1)
    plain: date | None = None
    for _ in range(12 * 9):
        if _exists(first.year, first.month, dom):
            day = first.replace(day=dom)
            if day >= today:
                plain = plain or day
                if weekday is None or day.weekday() == weekday:
                    found = _one(day, why="the next such day of a month")
                    far = (day - plain).days > _A_MONTH
                    return _doubted(found, plain, weekday) if far and weekday is not None else found
        first = month_after(first.year, first.month)
    if plain is None:
        raise ValueError("no such day")
    return _one(plain)


def _against_weekday(stretch: Stretch, weekday: int | None) -> Stretch:
    """A full date that was said with another weekday than its own."""
    day = stretch.first
    if weekday is None or day is None or day.weekday() == weekday:
        return stretch
    near = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
    return replace(
        stretch, others=((near, near),), clashes=True, why="the date, though its weekday differs"
    )


def _doubted(stretch: Stretch, plain: date, weekday: int) -> Stretch:
    """The far day on which both hold, with the near ones on which only one does."""
    near = plain + timedelta(days=(weekday - plain.weekday() + 3) % 7 - 3)
    return replace(stretch, others=((plain, plain), (near, near)), clashes=True)


def _weekday(which: str, weekday: int, today: date) -> Stretch:
    """Thus: "Next Friday" is the Friday of the following week; a bare weekday the coming one."""
    week = timedelta(days=7)
    coming = today + timedelta(days=(weekday - today.weekday()) % 7)
    if which == "next":
        following = today - timedelta(days=today.weekday()) + week + timedelta(days=weekday)
        others = [coming] if coming not in {following, today} else []
        return _one(following, *others, why="next: in the following week, Monday to Sunday")
    if which == "last":
        return _one(coming - week)
    if which == "coming":
        return _one(coming + week if coming == today else coming)
    if coming == today and which != "this":
        return _one(coming, coming + week, why="a weekday named on that weekday: today first")
    return _one(coming, why="the coming one")


def half_of(clock: Clock, part: PartOfDay | None) -> tuple[str, ...]:
    """What decided between morning and afternoon, for a developer; nothing where it was said."""
    if clock.half or clock.sure or clock.hour > _NOON:
        return ()
    return (f"am or pm: {part.value} was said" if part else "am or pm: office hours",)


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
        return time(hour + _NOON, clock.minute), time(
            hour, clock.minute
        ) if hour >= _EVENING_TOO else None
    other = (hour + _NOON) % 24
    return time(hour, clock.minute), time(other, clock.minute) if hour in _EITHER_HALF else None


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
