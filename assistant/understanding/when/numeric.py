"""Dates in digits: "3/17", "2026-03-17", "17.3.26", and years."""

from dataclasses import replace

from assistant.understanding.when.mentions import TOO_FAR, Days, Line
from assistant.understanding.when.numbers import digits_at, number_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""
_MONTHS, _DAYS, _NOON = 12, 31, 12
_OLDEST, _LATEST = 1890, 2200
_CENTURY = 100
_YEAR_DIGITS, _DAY_DIGITS = 4, 2
_LAST_HOUR, _LAST_MINUTE = 24, 59
_ALWAYS, _OF_TEN = (24, 7), 10
_RATINGS = frozenset(
    {"a", "pain", "dolor", "level", "nivel", "un", "scale", "escala", "rated", "rate"}
)
"""Before "7/10" these make it a measure."""
_DATE_MARKS = frozenset({"/", "-", "."})
_NO_DATE_BEFORE = frozenset({".", "/", "$", "#", ":", "+", "€"})


def year_at(line: Line, at: int) -> tuple[int, int] | None:
    """A year of four digits, or two after an apostrophe, maybe after "of", "de" or a comma."""
    start = at + 1 if line.t[at] in {",", "of", "de", "del", "in", "en", "/", "-", "."} else at
    year = digits_at(line, start)
    if year is not None and len(line.t[start]) == _YEAR_DIGITS and _is_year(year):
        past = start + 1
        return None if line.t[past] == ":" and line.glued(past) else (year, past)
    if line.t[at] == "'" and (year := digits_at(line, at + 1, 2)) is not None:
        return _full_year(line, year), at + 2
    if line.t[start : start + 2] == ("dos", "mil"):
        tail = number_at(line, start + 2)
        return (2000 + tail[0], tail[1]) if tail and tail[0] < _CENTURY else None
    return None


def dashed_year_at(line: Line, at: int) -> tuple[int, int] | None:
    """The two digits that end "30-Dec-26" or "dec/30/26"."""
    mark = line.t[at]
    if mark not in {"-", "/"} or not line.glued(at) or not line.glued(at + 1):
        return None
    year = digits_at(line, at + 1, 2)
    whole = line.t[at - 2] == mark and line.glued(at - 1) and len(line.t[at + 1]) == _DAY_DIGITS
    return (_full_year(line, year), at + 2) if whole and year is not None else None


def _is_year(year: int) -> bool:
    """Four digits that are no hour and minute."""
    hour, minute = divmod(year, 100)
    return _OLDEST <= year <= _LATEST or (
        year > _LATEST and (hour > _LAST_HOUR or minute > _LAST_MINUTE)
    )


def _full_year(line: Line, two_digits: int) -> int:
    """The year within this century, or the last when it would lie far ahead."""
    century = line.today.year // 100 * 100
    year = century + two_digits
    return year if year <= line.today.year + 20 else year - 100


def numeric_at(line: Line, at: int) -> Found | None:
    """8/10/2012, 2012-08-10, 31.12.26, 3/4."""
    if line.glued(at) and (line.t[at - 1] in _NO_DATE_BEFORE or _after_dash(line, at)):
        return None
    mark = line.t[at + 1]
    if line.whole(at, at + 3) and (alone := _alone(line, at, mark)):
        return alone
    if mark not in _DATE_MARKS or not line.glued(at + 1) or not line.glued(at + 2):
        return None
    first, second = digits_at(line, at), digits_at(line, at + 2, 2)
    if first is None or second is None:
        return None
    third = digits_at(line, at + 4) if line.t[at + 3] == mark else None
    if third is None or not line.glued(at + 3) or not line.glued(at + 4):
        return _two_numbers(line, at, first, second)
    return _three_numbers(line, at, (first, second, third))


def _alone(line: Line, at: int, mark: str) -> Found | None:
    """The whole text is "2 / 15" or "2-15"; "2-3" may be hours."""
    first, second = digits_at(line, at, 2), digits_at(line, at + 2, 2)
    if first is None or second is None or mark not in {"/", "-"} or not line.whole(at, at + 3):
        return None
    if mark == "-" and max(first, second) <= _NOON:
        return None
    days = _date(line, (first, second), None, at + 3)
    return None if days[0].impossible else days


def _three_numbers(line: Line, at: int, numbers: tuple[int, int, int]) -> Found | None:
    first, second, third = numbers
    past = at + 5
    if _goes_on(line, past) and line.t[past] != "t":
        return None
    if len(line.t[at]) == _YEAR_DIGITS:
        return _date(line, (second, third), first, past + (line.t[past] == "t"), fixed=True)
    length = len(line.t[at + 4])
    dotted = line.t[at + 1] == "." and length == _DAY_DIGITS and not line.day_first
    if length not in {_DAY_DIGITS, _YEAR_DIGITS} or len(line.t[at]) > _DAY_DIGITS or dotted:
        return None
    year = third if length == _YEAR_DIGITS else _full_year(line, third)
    if year > _LATEST:
        return Days(impossible=True, year=TOO_FAR), past
    days, past = _date(line, (first, second), year, past)
    return replace(days, short_year=length == _DAY_DIGITS), past


def _after_dash(line: Line, at: int) -> bool:
    """Is this the middle of something dashed ("133-03-03"), and not the end of "2/29-3/1"?"""
    return line.t[at - 1] == "-" and not (line.t[at - 3] == "/" and line.t[at + 1] == "/")


def _two_numbers(line: Line, at: int, first: int, second: int) -> Found | None:
    past = at + 3
    if line.t[at + 1] != "/" or _goes_on(line, past) or len(line.t[at]) > _DAY_DIGITS:
        return None
    if (first, second) == _ALWAYS or (second == _OF_TEN and line.t[at - 1] in _RATINGS):
        return None
    return _date(line, (first, second), None, past)


def _goes_on(line: Line, past: int) -> bool:
    """Do the digits go on, as in a phone number or a formula?"""
    if not line.glued(past):
        return False
    if line.t[past] == "-" and line.t[past + 2] == "/" and line.t[past - 2] == "/":
        return False
    if line.t[past] in {".", "-", "/", ":"}:
        return line.glued(past + 1) and (line.t[past + 1].isdigit() or line.t[past] == "/")
    return line.t[past] == "%" or (line.t[past].isalnum() and line.t[past] != "t")


def _date(
    line: Line, pair: tuple[int, int], year: int | None, past: int, *, fixed: bool = False
) -> Found:
    """The date of two numbers in the order of the language; the other order where one decides."""
    month, dom = pair
    if line.day_first and not fixed:
        dom, month = pair
    if month > _MONTHS >= dom and not fixed:
        month, dom = dom, month
        return Days(month=month, dom=dom, year=year), past
    if not 1 <= month <= _MONTHS or not 1 <= dom <= _DAYS:
        return Days(month=month, dom=dom, year=year, impossible=True), past
    swapped = (dom, month) if dom <= _MONTHS and dom != month and not fixed else None
    return Days(month=month, dom=dom, year=year, swapped=swapped), past
