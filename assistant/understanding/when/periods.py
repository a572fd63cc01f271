"""Weeks, months and years as a whole, and parts of them: "the third week of March", "mid May", "rest of the week"."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.numbers import digits_at, number_at, ordinal_at
from assistant.understanding.when.numeric import year_at
from assistant.understanding.when.offsets import whole_unit

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""
Stretch = tuple[date, date]
"""First and last day."""

_OF = frozenset({"of", "in", "de", "del", "en"})
_ARTICLES = frozenset({"the", "el", "la"})
_LEADS = frozenset(
    {"in", "for", "during", "within", "throughout", "por", "en", "durante", "para", "over"}
)
_YEAR_DIGITS, _OLDEST, _LATEST = 4, 1900, 2100
_FIVE, _LAST_MINUTE = 5, 59
_THURSDAY, _SATURDAY, _WEEK = 3, 5, 7
_LAST = -1
_DAYS_OF_MONTH = 31
_MOST_OF = 4
"""Little words between a part and its whole."""
_EARLY, _MIDDLE, _END, _REST, _LATER = "early", "middle", "end", "rest", "later"
_SHARES = {
    "beginning": _EARLY, "start": _EARLY, "early": _EARLY, "principios": _EARLY, "comienzos": _EARLY,
    "inicio": _EARLY, "inicios": _EARLY, "mid": _MIDDLE, "middle": _MIDDLE, "mediados": _MIDDLE,
    "end": _END, "late": _END, "fin": _END, "finales": _END, "fines": _END, "rest": _REST, "resto": _REST,
    "remainder": _REST, "remaining": _REST, "later": _LATER,
}  # fmt: skip
_MONTH_THIRD, _TWO_THIRDS = 10, 20


def period_part_at(line: Line, at: int) -> Found | None:
    """A day, week or share of a longer stretch, or a stretch said as "the week"."""
    return _nth_at(line, at) or _share_at(line, at) or _whole_at(line, at) or _year_alone(line, at)


# --- the longer stretch ----------------------------------------------------------------------------


def _periods_at(line: Line, at: int) -> tuple[list[Stretch], str, int] | None:
    """The stretches that may be meant, nearest first, their unit, and the token after the words."""
    month = line.lexicon.months.get(line.t[at])
    if month is not None:
        return _months(line, month, at + 1)
    if (year := digits_at(line, at)) is not None and len(line.t[at]) == _YEAR_DIGITS:
        plausible = _OLDEST <= year <= _LATEST
        return ([(date(year, 1, 1), date(year, 12, 31))], "year", at + 1) if plausible else None
    step, past = _step_at(line, at)
    unit = line.lexicon.units.get(line.t[past], "")
    if unit not in {"week", "month", "year"}:
        return None
    past += 1
    if step == 0 and line.t[past : past + 2] in {("que", "viene"), ("que", "entra")}:
        step, past = 1, past + 2
    elif step == 0 and line.t[past] in line.lexicon.next:
        step, past = 1, past + 1
    return [whole_unit(line.today, unit, step)], unit, past


def _step_at(line: Line, at: int) -> tuple[int, int]:
    """How many units on "this", "next" and "last" lead; articles count for "this"."""
    past = at
    while line.t[past] in _ARTICLES and past < at + 2:
        past += 1
    if line.t[past] in line.lexicon.next:
        return 1, past + 1
    if line.t[past] in line.lexicon.last:
        return -1, past + 1
    return 0, past + 1 if line.t[past] in line.lexicon.this else past


def _months(line: Line, month: int, past: int) -> tuple[list[Stretch], str, int]:
    year = year_at(line, past)
    years = (year[0],) if year else (line.today.year, line.today.year + 1)
    return [_month_of(one, month) for one in years], "month", year[1] if year else past


def _month_of(year: int, month: int) -> Stretch:
    return whole_unit(date(year, month, 1), "month", 0)


def month_said_at(line: Line, at: int) -> tuple[date, int] | None:
    """The first day of "next month", "this month", "el próximo mes", past "of"; not of a month by name."""
    past = at
    while line.t[past] in _OF and past < at + 2:
        past += 1
    if line.lexicon.months.get(line.t[past]) is not None:
        return None
    found = _periods_at(line, past)
    return (found[0][0][0], found[2]) if found and found[1] == "month" else None


# --- the nth day or week ---------------------------------------------------------------------------


def _nth_at(line: Line, at: int) -> Found | None:
    """First Monday of April, the last week of this month, third day of October, first two weeks of May."""
    nth = _rank_at(line, at)
    if nth is None:
        return None
    rank, past = nth
    count = number_at(line, past) if abs(rank) == 1 else None
    many, past = (count[0], count[1]) if count else (1, past)
    weekday = line.lexicon.weekdays.get(line.t[past])
    unit = "weekday" if weekday is not None else line.lexicon.units.get(line.t[past], "")
    if line.t[past : past + 3] == ("fin", "de", "semana"):
        unit, past = "weekend", past + 2
    if unit not in {"weekday", "day", "week", "weekend"} or line.t[past + 1] not in _OF:
        return None
    periods = _periods_at(line, past + 2)
    if periods is None:
        return None
    for period in periods[0]:
        found = _nth(period, (rank, many), unit, weekday or 0)
        if found is not None and (found[1] >= line.today or len(periods[0]) == 1):
            which = "week" if unit == "week" and many == 1 else ""
            return Days(first=found[0], last=found[1], which=which), periods[2]
    return None


def _rank_at(line: Line, at: int) -> tuple[int, int] | None:
    if line.t[at] in {"last", "ultimo", "ultima", "final"}:
        return _LAST, at + 1
    found = ordinal_at(line, at)
    return found if found and 1 <= found[0] <= _DAYS_OF_MONTH else None


def _nth(period: Stretch, rank: tuple[int, int], unit: str, weekday: int) -> Stretch | None:
    """The days of that rank (and so many) inside the period, counted from its end if below 0."""
    nth, many = rank
    first, last = period
    starts = list(_starts(period, unit, weekday))
    length = {"week": _WEEK - 1, "weekend": 1}.get(unit, 0)
    at = nth - 1 if nth > 0 else len(starts) - many
    if not 0 <= at < len(starts):
        return None
    end = starts[min(at + many, len(starts)) - 1] + timedelta(days=length)
    return max(first, starts[at]), min(last, end)


def _starts(period: Stretch, unit: str, weekday: int) -> Iterator[date]:
    """The first days of the units in a period; a week belongs where its Thursday lies."""
    first, last = period
    anchor = {"week": _THURSDAY, "weekend": _SATURDAY}.get(unit, weekday)
    step = 1 if unit == "day" else _WEEK
    day = first if unit == "day" else first + timedelta(days=(anchor - first.weekday()) % _WEEK)
    back = timedelta(days=_THURSDAY if unit == "week" else 0)
    while day <= last:
        yield day - back
        day += timedelta(days=step)


# --- a share of it ---------------------------------------------------------------------------------


def _share_at(line: Line, at: int) -> Found | None:
    """End of the month, later this week, mid March, rest of the week, a finales de mes, early next month."""
    share, past = _share_word(line, at)
    if not share:
        return None
    while line.t[past] in {*_OF, "-", "part", "parte"} and past < at + _MOST_OF:
        past += 1
    if line.t[past : past + 2] in {("the", "part"), ("la", "parte")}:
        past += 3
    periods = _periods_at(line, past)
    if periods is None or (line.t[at] == "start" and past == at + 1):
        return None
    if past == at + 1 and (number_at(line, periods[2]) or ordinal_at(line, periods[2])):
        return None
    if share not in {_LATER, _REST} and share not in _BOUNDS[periods[1]]:
        return None
    for period in periods[0]:
        days = _share(line, share, period, periods[1])
        if days[1] >= line.today or len(periods[0]) == 1:
            return Days(first=days[0], last=days[1]), periods[2]
    return None


def _share_word(line: Line, at: int) -> tuple[str, int]:
    if line.t[at : at + 3] in {("fin", "de", "semana"), ("fines", "de", "semana")}:
        return "", at
    if line.t[at + 1] in {"half", "mitad"}:
        return _HALVES.get(line.t[at], ""), at + 2
    return _SHARES.get(line.t[at], ""), at + 1


_HALVES = {
    "first": "first",
    "primera": "first",
    "second": "second",
    "segunda": "second",
    "latter": "second",
}


_BOUNDS: dict[str, dict[str, tuple[int, int]]] = {
    "week": {_EARLY: (0, 1), _MIDDLE: (1, 3), _END: (3, 4), "first": (0, 2), "second": (2, 4)},
    "month": {
        _EARLY: (0, 9),
        _MIDDLE: (10, 19),
        _END: (20, 30),
        "first": (0, 14),
        "second": (15, 30),
    },
    "year": {_EARLY: (0, 89), _MIDDLE: (120, 242), _END: (304, 365)},
}
"""First and last day of a share, counted from the first of the whole; nobody books half a year."""


def _share(line: Line, share: str, period: Stretch, unit: str) -> Stretch:
    first, last = period
    if share in {_REST, _LATER}:
        late = first + timedelta(days=_THURSDAY) if share == _LATER and unit == "week" else first
        return min(max(late, line.today), last), last
    begins, ends = _BOUNDS[unit][share]
    return first + timedelta(days=begins), min(first + timedelta(days=ends), last)


# --- all of it -------------------------------------------------------------------------------------


def _whole_at(line: Line, at: int) -> Found | None:
    """For the month, in the week, por el dia: the one that runs."""
    if line.t[at] not in _LEADS or line.t[at + 1] not in _ARTICLES:
        return None
    unit = line.lexicon.units.get(line.t[at + 2], "")
    if unit not in {"day", "week", "month"} or line.t[at + 3] in _AFTER_A_LABEL:
        return None
    if (
        number_at(line, at + 3)
        or ordinal_at(line, at + 3)
        or line.t[at + 3] in line.lexicon.weekdays
    ):
        return None
    if unit == "day":
        return Days(first=line.today, last=line.today), at + 3
    first, last = whole_unit(line.today, unit, 0)
    return Days(first=first, last=last, which=unit), at + 3


_AFTER_A_LABEL = frozenset({"of", "de", "del", "after", "before", "que", "i", "we", "when", "starting", "beginning",
                            "siguiente", "proxima", "proximo", "pasada", "pasado", "anterior", "entrante"})  # fmt: skip


def _year_alone(line: Line, at: int) -> Found | None:
    """In 2027, before 2014; "before 2030" may be half past eight in the evening."""
    year = digits_at(line, at)
    if year is None or len(line.t[at]) != _YEAR_DIGITS or not _OLDEST <= year <= _LATEST:
        return None
    lead = line.t[at - 1]
    if lead not in _BEFORE_A_YEAR and lead not in _BOUNDS_OF_A_YEAR:
        return None
    minute = year % 100
    if lead in _BOUNDS_OF_A_YEAR and minute % _FIVE == 0 and minute <= _LAST_MINUTE:
        return None
    return Days(first=date(year, 1, 1), last=date(year, 12, 31), which="year"), at + 1


_BEFORE_A_YEAR = frozenset({"in", "during", "en", "since", "desde", "durante"})
_BOUNDS_OF_A_YEAR = frozenset(
    {"before", "after", "until", "till", "through", "than", "de", "hasta"}
)
