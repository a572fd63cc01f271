"""Stretches of days counted in units: "next week", "in 3 days", "this month", "la otra semana"."""

from datetime import timedelta

from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.offsets import whole_unit

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""

_COMING = (
    ("que", "viene"),
    ("que", "entra"),
    ("siguiente",),
    ("proxima",),
    ("proximo",),
    ("entrante",),
)
_RUNNING = (("actual",), ("en", "curso"))
_GONE = (("pasada",), ("pasado",), ("que", "paso"), ("anterior",))


_ENDS = frozenset({"", ".", ",", "?", "!", "please", "pls", "instead"})


_WEEKS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("otra", "semana"), 1), (("semana", "despues", "de", "la", "proxima"), 2),
    (("week", "after", "next", "week"), 2), (("week", "after", "next"), 2),
)  # fmt: skip


def stretch_at(line: Line, at: int) -> Found | None:
    """The days of a phrase that counts in weeks, weekends, months or years."""
    return _qualified(line, at) or _unit_coming(line, at) or _weekend(line, at)


def _qualified(line: Line, at: int) -> Found | None:
    """Next week, this month, the following 3 days, la proxima semana, last year."""
    lexicon = line.lexicon
    step = _step(line, line.t[at])
    if step is None:
        return None
    past = at + 1
    if step == 0 and _step(line, line.t[past]) == 1:
        step, past = 1, past + 1
    if line.t[past : past + 3] in {("fin", "de", "semana"), ("week", "-", "end")}:
        return _weekend_from(line, step), past + 3
    if step == 0 and line.t[past + 1 : past + 3] in {("que", "viene"), ("que", "entra")}:
        return _unit_from(line, lexicon.units.get(line.t[past], ""), 1, past + 3)
    return _unit_from(line, lexicon.units.get(line.t[past], ""), step, past + 1)


def _step(line: Line, word: str) -> int | None:
    """How many units on "this", "next" and "last" lead."""
    if word in line.lexicon.next or word == "coming":
        return 1
    if word in line.lexicon.this:
        return 0
    return -1 if word in line.lexicon.last else None


def _unit_from(line: Line, unit: str, step: int, past: int) -> Found | None:
    if unit == "week" and step == 1 and line.t[past : past + 2] == ("after", "next"):
        return _week(line, 2), past + 2
    if unit == "day" and step == 1:
        day = line.today + timedelta(days=1)
        return Days(first=day, last=day), past
    maker = {"weekend": _weekend_from, "week": _week, "month": _month, "year": _year}.get(unit)
    return (maker(line, step), past) if maker else None


def _year(line: Line, step: int) -> Days:
    first, last = whole_unit(line.today, "year", step)
    return Days(first=first, last=last, which="year")


def _week(line: Line, step: int) -> Days:
    first, last = whole_unit(line.today, "week", step)
    return Days(first=first, last=last, which="week")


def _month(line: Line, step: int) -> Days:
    first, last = whole_unit(line.today, "month", step)
    return Days(first=first, last=last, which="month")


def _weekend_from(line: Line, step: int) -> Days:
    monday = line.today + timedelta(days=7 * step - line.today.weekday())
    return Days(first=monday + timedelta(days=5), last=monday + timedelta(days=6), which="weekend")


def _unit_coming(line: Line, at: int) -> Found | None:
    """Semana que viene, mes próximo, week after next, la otra semana."""
    for words, step in _WEEKS:
        if line.t[at : at + len(words)] == words:
            return _week(line, step), at + len(words)
    unit = line.lexicon.units.get(line.t[at])
    if unit is None:
        return None
    if unit == "weekend" and line.t[at + 1 : at + 3] == ("after", "next"):
        return _weekend_from(line, 2), at + 3
    if unit in {"week", "day"} and line.t[at + 1] == "after" and line.t[at - 1] in {"the", "a"}:
        past = at + (3 if line.t[at + 2] == "that" else 2)
        if line.t[past] in _ENDS:
            day = line.today + timedelta(days=1)
            return (_week(line, 1) if unit == "week" else Days(first=day, last=day)), past
    for step, endings in ((1, _COMING), (-1, _GONE), (0, _RUNNING)):
        for words in endings:
            if line.t[at + 1 : at + 1 + len(words)] == words:
                return _unit_from(line, unit, step, at + 1 + len(words))
    return None


def _weekend(line: Line, at: int) -> Found | None:
    """Weekend, fin de semana."""
    long = line.t[at : at + 3] in {("fin", "de", "semana"), ("week", "-", "end")}
    past = at + 3 if long else at + 1
    if not long and line.t[at] not in {"weekend", "finde"}:
        return None
    for words in _COMING:
        if line.t[past : past + len(words)] == words:
            return _weekend_from(line, 1), past + len(words)
    return _weekend_from(line, 0), past
