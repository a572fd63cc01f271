"""Stretches of days counted in units: "next week", "in 3 days", "this month", "la otra semana"."""

from datetime import date, timedelta

from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.offsets import whole_unit

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""

_WHOLE_WEEK = 6
"""Days from a Monday to its Sunday."""
_COMING = (
    ("que", "viene"),
    ("que", "entra"),
    ("siguiente",),
    ("proxima",),
    ("proximo",),
    ("entrante",),
)
_GONE = (("pasada",), ("pasado",), ("que", "paso"), ("anterior",))


def stretch_at(line: Line, at: int) -> Found | None:
    """The days of a phrase that counts in weeks, weekends, months or years."""
    return (
        _qualified(line, at)
        or _unit_coming(line, at)
        or _weekend(line, at)
        or _tail_of(line, at)
        or _habit(line, at)
    )


def _qualified(line: Line, at: int) -> Found | None:
    """Next week, this month, the following 3 days, la proxima semana, last year."""
    lexicon = line.lexicon
    step = _step(line, line.t[at])
    if step is None:
        return None
    past = at + 1
    if step == 0 and _step(line, line.t[past]) == 1:
        step, past = 1, past + 1
    if line.t[past : past + 3] == ("fin", "de", "semana"):
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
    if line.t[at : at + 2] == ("otra", "semana"):
        return _week(line, 1), at + 2
    unit = line.lexicon.units.get(line.t[at])
    if unit is None:
        return None
    if line.t[at : at + 3] == ("week", "after", "next"):
        return _week(line, 2), at + (4 if line.t[at + 3] == "week" else 3)
    for step, endings in ((1, _COMING), (-1, _GONE)):
        for words in endings:
            if line.t[at + 1 : at + 1 + len(words)] == words:
                return _unit_from(line, unit, step, at + 1 + len(words))
    return None


def _weekend(line: Line, at: int) -> Found | None:
    """Weekend, fin de semana, weekdays, entre semana."""
    for words, per in _PERS:
        if line.t[at : at + len(words)] == words:
            return Days(every=True, per=per), at + len(words)
    past = at + 3 if line.t[at : at + 3] == ("fin", "de", "semana") else at + 1
    if past == at + 1 and line.t[at] not in {"weekend", "finde"}:
        return None
    for words in _COMING:
        if line.t[past : past + len(words)] == words:
            return _weekend_from(line, 1), past + len(words)
    return _weekend_from(line, 0), past


_PERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("weekends",), "weekend"), (("fines", "de", "semana"), "weekend"), (("weekday",), "weekday"),
    (("weekdays",), "weekday"), (("entre", "semana"), "weekday"),
)  # fmt: skip


def _tail_of(line: Line, at: int) -> Found | None:
    """End of the month, later this week, rest of the week, a finales de mes."""
    word = line.t[at]
    if word not in {"end", "later", "rest", "resto", "fin", "finales", "beginning", "principios"}:
        return None
    past = at + 1
    while line.t[past] in {"of", "the", "de", "la", "del", "el", "in"} and past < at + 4:
        past += 1
    found = _qualified(line, past)
    if found is None:
        unit = line.lexicon.units.get(line.t[past])
        if unit not in {"week", "month"}:
            return None
        found = (_week(line, 0) if unit == "week" else _month(line, 0)), past + 1
    days, past = found
    first, last = days.first, days.last
    if first is None or last is None or days.which not in {"week", "month"}:
        return None
    return _trimmed(line, word, first, last), past


def _trimmed(line: Line, word: str, first: date, last: date) -> Days:
    """The part of a week or month that "end", "later" or "beginning" leaves."""
    days = (last - first).days
    if word in {"beginning", "principios"}:
        return Days(first=first, last=first + timedelta(days=days // 3))
    if word in {"end", "fin", "finales"}:
        if days == _WHOLE_WEEK:
            return Days(first=first + timedelta(days=3), last=first + timedelta(days=4))
        return Days(first=last - timedelta(days=days // 3), last=last)
    start = max(first, line.today)
    if word == "later" and days == _WHOLE_WEEK:
        start = max(start, first + timedelta(days=3))
    return Days(first=min(start, last), last=last)


def _habit(line: Line, at: int) -> Found | None:
    """Every day, daily, cada semana: a rhythm, which a front desk reads as "any"."""
    if line.t[at] in _RHYTHMS:
        return Days(every=True, per=_RHYTHMS[line.t[at]]), at + 1
    if line.t[at] not in line.lexicon.every or line.t[at] in {"any", "cualquier"}:
        return None
    past = at + 1
    if line.t[past] in {"los", "las", "other"}:
        past += 1
    unit = line.lexicon.units.get(line.t[past])
    if unit not in {"day", "week", "month", "year"}:
        return None
    return Days(every=True, per={"day": "daily"}.get(unit, unit + "ly")), past + 1


_RHYTHMS = {
    "daily": "daily", "weekly": "weekly", "monthly": "monthly", "yearly": "yearly", "diario": "daily",
    "diariamente": "daily", "semanal": "weekly", "quarterly": "quarterly",
}  # fmt: skip
