"""Rhythms: "every other week", "daily", "once a month", "cada dos días", "weekdays"."""

from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.numbers import number_at, ordinal_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""

_RHYTHMS: dict[str, tuple[str, int]] = {
    "daily": ("daily", 1), "weekly": ("weekly", 1), "monthly": ("monthly", 1), "yearly": ("yearly", 1),
    "annually": ("yearly", 1), "quarterly": ("monthly", 3), "biweekly": ("weekly", 2),
    "fortnightly": ("weekly", 2), "nightly": ("daily", 1), "everyday": ("daily", 1), "diario": ("daily", 1),
    "diariamente": ("daily", 1), "semanal": ("weekly", 1), "semanalmente": ("weekly", 1),
    "mensualmente": ("monthly", 1), "anualmente": ("yearly", 1), "quincenal": ("weekly", 2),
    "trimestral": ("monthly", 3),
}  # fmt: skip
_PERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("weekends",), "weekend"), (("fines", "de", "semana"), "weekend"), (("weekday",), "weekday"),
    (("weekdays",), "weekday"), (("entre", "semana"), "weekday"),
)  # fmt: skip
_UNITS = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
_ONCE = frozenset({"once", "twice", "thrice"})
_A = frozenset({"a", "an", "per", "each", "every", "al", "por", "cada"})
_FORTNIGHT_DAYS, _FORTNIGHT, _MOST = 15, 2, 99


def habit_at(line: Line, at: int) -> Found | None:
    """A rhythm, which a front desk reads as "any day of that sort" until somebody sets it up."""
    for words, per in _PERS:
        if line.t[at : at + len(words)] == words:
            return Days(every=True, per=per), at + len(words)
    if line.t[at : at + 3] == ("bi", "-", "weekly"):
        return Days(every=True, per="weekly", interval=2), at + 3
    rhythm = _RHYTHMS.get(line.t[at])
    if rhythm is not None:
        return Days(every=True, per=rhythm[0], interval=rhythm[1]), at + 1
    return _times_a(line, at) or _every(line, at)


def _every(line: Line, at: int) -> Found | None:
    """Every day, each month, todos los días, every other week, cada dos meses, every second Tuesday."""
    if line.t[at] not in line.lexicon.every or line.t[at] in {"any", "cualquier"}:
        return None
    past = at + 1
    if line.t[past] in {"los", "las"}:
        past += 1
    if line.t[past] in {"weekday", "weekend"}:
        return Days(every=True, per=line.t[past], which="every"), past + 1
    interval, past = _interval(line, past)
    weekday = line.lexicon.weekdays.get(line.t[past])
    if weekday is not None and interval > 1:
        return Days(weekday=weekday, every=True, per="weekly", interval=interval), past + 1
    unit = line.lexicon.units.get(line.t[past], "")
    if unit == "day" and interval == _FORTNIGHT_DAYS:
        unit, interval = "week", _FORTNIGHT
    if unit not in _UNITS:
        return None
    return Days(every=True, per=_UNITS[unit], interval=interval), past + 1


def _interval(line: Line, at: int) -> tuple[int, int]:
    if line.t[at] in {"other", "otro", "otra"}:
        return 2, at + 1
    found = ordinal_at(line, at) or number_at(line, at)
    return found if found and 1 < found[0] <= _MOST else (1, at)


def _times_a(line: Line, at: int) -> Found | None:
    """Once a week, twice a month, 3 times a day, una vez a la semana."""
    past = at + 1
    if line.t[at] not in _ONCE:
        counted = number_at(line, at)
        if counted is None or line.t[counted[1]] not in {"times", "vez", "veces", "time"}:
            return None
        past = counted[1] + 1
    if line.t[past] == "every" and line.lexicon.units.get(line.t[past + 1]) is None:
        return _every(line, past)
    if line.t[past] not in _A:
        return None
    past = past + 1
    if line.t[past] in {"la", "el"}:
        past += 1
    unit = line.lexicon.units.get(line.t[past], "")
    per = _UNITS.get(unit)
    return (Days(every=True, per=per), past + 1) if per else None
