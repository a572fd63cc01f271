"""Days that people call by name: "Christmas Eve", "Labor Day", "Día de los Muertos"."""

from datetime import date, timedelta

from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.words.feasts import FIXED, FROM_EASTER, GREETINGS, NTH

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""

_BY_FIRST: dict[str, tuple[tuple[str, ...], ...]] = {}
for _words in sorted(
    (tuple(name.split()) for name in (*FIXED, *NTH, *FROM_EASTER)), key=len, reverse=True
):
    _BY_FIRST[_words[0]] = (*_BY_FIRST.get(_words[0], ()), _words)


def feast_at(line: Line, at: int) -> Found | None:
    """The named day at token `at`: the next one that is not past."""
    if line.t[at - 1] in GREETINGS:
        return None
    for words in _BY_FIRST.get(line.t[at], ()):
        if line.t[at : at + len(words)] == words:
            return _day(" ".join(words), line.today), at + len(words)
    return None


def _day(name: str, today: date) -> Days:
    if name in FIXED:
        month, dom = FIXED[name]
        return Days(month=month, dom=dom)
    this_year = _moving(name, today.year)
    day = this_year if this_year >= today else _moving(name, today.year + 1)
    return Days(first=day, last=day)


def _moving(name: str, year: int) -> date:
    if name in FROM_EASTER:
        return _easter(year) + timedelta(days=FROM_EASTER[name])
    month, weekday, nth, shift = NTH[name]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + shift)


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (Gauss, as corrected by Meeus)."""
    golden, century = year % 19, year // 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    day = epact - weekday + 28
    return date(year, 3, 1) + timedelta(days=day - 1)
