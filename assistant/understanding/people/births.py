"""Dates of birth: a full date in the past, in any of the shapes people type."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain.facts import Asked, Fact, FactKind, Lang, When
from assistant.understanding.text import Text
from assistant.understanding.when import Wish

_DIGITS = re.compile(r"(?<![\d/.-])(\d{1,2})([\s./-]+)(\d{1,2})[\s./-]+(\d{4}|\d{2})(?![\d/-])")
_RUN = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4}|\d{2})(?!\d)")
_WRITTEN = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/-])")
_MOST_AHEAD = 3
"""Years; a short year further ahead than that is of the century before."""
_CUE = re.compile(
    r"\b(?:dob|d\.o\.b|born|birth ?date|birth ?day|date of birth|bday|b-day"
    r"|nacid[oa]|naci|nacimiento|fecha de nac|cumpleanos|f\.? ?n\.?)\b"
)
_OLDEST_AGE = 120
_MONTHS, _A_YEAR = 12, 366
_FULL_YEAR = 4
"""Digits."""


def asks_for_birth(text: Text, asked: Asked) -> bool:
    """Would a date in this text be a date of birth?"""
    return FactKind.BIRTH_DATE in asked.expects or _CUE.search(text.plain) is not None


def plain_birth(text: Text, today: date, lang: Lang) -> Fact | None:
    """A date in digits with its year, more than a year ago: no visit is then, whatever stands beside it."""
    for found, year in _in_digits(text, today, lang, _WRITTEN):
        short = today.year // 100 * 100 + int(year)
        is_ahead = len(year) < _FULL_YEAR and today.year <= short <= today.year + _MOST_AHEAD
        born = found.when.first_on if found.when is not None else None
        if born is not None and not is_ahead and (today - born).days >= _A_YEAR:
            return found
    return None


def birth_fact(
    text: Text, wishes: Sequence[Wish], today: date, lang: Lang, *, expected: bool
) -> Fact | None:
    """The date of birth in the text, if there is one.

    Without being `expected`, only a full date more than a year ago is one.
    """
    for wish in wishes:
        start, past = text.starts[wish.first], wish.past
        born = _of_wish(wish, today, expected=expected)
        if born is None and expected:
            born, past = _with_short_year(text, wish, today), past + 1
        if born is not None:
            return _fact(born, start, text.ends[min(past, len(text.ends)) - 1])
    return (
        next((fact for fact, _ in _in_digits(text, today, lang, _DIGITS, _RUN)), None)
        if expected
        else None
    )


def _fact(born: date, start: int, end: int) -> Fact:
    return Fact(FactKind.BIRTH_DATE, start, end, when=When(born, born))


def _of_wish(wish: Wish, today: date, *, expected: bool) -> date | None:
    if wish.when is None or not wish.year_said or wish.when.has_time:
        return None
    born = wish.when.first_on
    if born is None or born != wish.when.last_on:
        return None
    if born > today:
        if not wish.short_year or not expected:
            return None
        born = _century_before(born)
    if born is None or (today - born).days < (0 if expected else _A_YEAR):
        return None
    return born if today.year - born.year <= _OLDEST_AGE else None


def _with_short_year(text: Text, wish: Wish, today: date) -> date | None:
    """Dec 25 80: a day without a year, and two digits right after it."""
    year = text.tokens[wish.past] if wish.past < len(text.tokens) else ""
    if wish.when is None or wish.year_said or not (year.isdigit() and len(year) < _FULL_YEAR):
        return None
    day = wish.when.first_on
    if day is None or day != wish.when.last_on or wish.when.has_time or len(year) == 1:
        return None
    return _ordered(day.month, day.day, year, today, day_first=False)


def _century_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:
        return None


def _in_digits(
    text: Text, today: date, lang: Lang, *patterns: re.Pattern[str]
) -> Iterator[tuple[Fact, str]]:
    """The dates of birth in digits, each with its year as it is written."""
    for pattern in patterns:
        for match in pattern.finditer(text.plain):
            parts = match.groups()
            born = _ordered(
                int(parts[0]), int(parts[-2]), parts[-1], today, day_first=lang is Lang.ES
            )
            if born is not None:
                yield _fact(born, match.start(), match.end()), parts[-1]


def _ordered(first: int, second: int, year: str, today: date, *, day_first: bool) -> date | None:
    """The date of three numbers in the order of the language; the other one where that decides."""
    month, dom = (second, first) if day_first else (first, second)
    if month > _MONTHS:
        month, dom = dom, month
    full = int(year) if len(year) == _FULL_YEAR else today.year // 100 * 100 + int(year)
    try:
        born = date(full, month, dom)
    except ValueError:
        return None
    if born > today:
        earlier = _century_before(born) if len(year) < _FULL_YEAR else None
        if earlier is None:
            return None
        born = earlier
    return born if today.year - born.year <= _OLDEST_AGE else None


def without(wishes: Sequence[Wish], text: Text, birth: Fact | None) -> list[Wish]:
    """The wishes that do not lie on the date of birth."""
    if birth is None:
        return list(wishes)
    return [
        replace(wish)
        for wish in wishes
        if text.ends[wish.past - 1] <= birth.start or text.starts[wish.first] >= birth.end
    ]
