"""Stretches of days counted in units: "next week", "in 3 days", "this month", "la otra semana"."""

from datetime import date, timedelta

from assistant.understanding.when.lexicon import sequence_at
from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.numbers import amount_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""

_TOO_MANY = 4_000
"""Days ahead beyond which nobody books; the arithmetic stays far inside the calendar."""
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "year": 12}
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
        _in_amount(line, at)
        or _qualified(line, at)
        or _unit_coming(line, at)
        or _weekend(line, at)
        or _tail_of(line, at)
        or _habit(line, at)
    )


def later_by(day: date, amount: float, unit: str) -> date | None:
    """The day that many units after `day`; None where the calendar, or any sense, ends."""
    if unit in _DAYS_IN:
        days = amount * _DAYS_IN[unit]
        return day + timedelta(days=int(days)) if abs(days) <= _TOO_MANY else None
    months = int(amount * _MONTHS_IN.get(unit, 0))
    if not months or abs(months) > _TOO_MANY // 30:
        return None
    total = day.year * 12 + day.month - 1 + months
    return clamped(total // 12, total % 12 + 1, day.day)


def clamped(year: int, month: int, dom: int) -> date:
    """That day of the month, or the month's last where it has fewer."""
    return date(year, month, min(dom, (month_after(year, month) - timedelta(days=1)).day))


def month_after(year: int, month: int) -> date:
    """The first day of the month after that one."""
    return date(year + month // 12, month % 12 + 1, 1)


def _in_amount(line: Line, at: int) -> Found | None:
    """In 3 days, within two weeks, dentro de 5 días, 3 days from now, 2 weeks later."""
    start = at
    led = line.t[at] in line.lexicon.within
    if line.t[at : at + 2] == ("dentro", "de"):
        led, start = True, at + 2
    elif led:
        start = at + 1
        if line.t[start] in {
            "the",
            "los",
            "las",
            "next",
            "about",
            "around",
            "unos",
            "unas",
            "como",
        }:
            start += 1
    found = amount_at(line, start)
    if found is None:
        return None
    amount, past = found
    unit = line.lexicon.units.get(line.t[past])
    if unit not in _DAYS_IN and unit not in _MONTHS_IN:
        return None
    past += 1
    if line.t[past] == "s" and line.t[past - 2] == "'":
        past += 1
    tail = sequence_at(line.lexicon.from_now, line.t, past)
    if not led and not tail:
        return None
    if line.t[past + tail - 1] == "tomorrow" and tail:
        amount += 1
    if line.t[past] in {"before", "ago", "old"} or (led and line.t[past] in {"or", "of"}):
        return None
    day = later_by(line.today, amount, unit)
    if day is None:
        return Days(impossible=True, year=9999), past + tail
    which = "weeks" if unit in {"week", "fortnight"} else ""
    return Days(first=day, last=day, which=which), past + tail


def _qualified(line: Line, at: int) -> Found | None:
    """Next week, this month, the following 3 days, la proxima semana, last year."""
    lexicon = line.lexicon
    word = line.t[at]
    if word in lexicon.next or word == "coming":
        step = 1
    elif word in lexicon.this:
        step = 0
    elif word in lexicon.last:
        step = -1
    else:
        return None
    past = at + 1
    if line.t[past] in lexicon.next | {"coming"} and step == 0:
        step, past = 1, past + 1
    if line.t[past : past + 3] == ("fin", "de", "semana"):
        return _weekend_from(line, step), past + 3
    counted = amount_at(line, past) if line.t[past] not in {"a", "an"} else None
    unit = lexicon.units.get(line.t[counted[1]]) if counted else None
    if counted and unit and unit in _DAYS_IN and step > 0:
        last = later_by(line.today, counted[0], unit)
        return (Days(first=line.today, last=last), counted[1] + 1) if last else None
    unit = lexicon.units.get(line.t[past])
    if unit is None:
        return None
    if step == 0 and line.t[past + 1 : past + 3] in {("que", "viene"), ("que", "entra")}:
        step, past = 1, past + 2
    return _unit_from(line, unit, step, past + 1)


def _unit_from(line: Line, unit: str, step: int, past: int) -> Found | None:
    if unit == "weekend":
        return _weekend_from(line, step), past
    if unit == "week" and step == 1 and line.t[past : past + 2] == ("after", "next"):
        return _week(line, 2), past + 2
    if unit == "week":
        return _week(line, step), past
    if unit == "month":
        return _month(line, step), past
    if unit == "year":
        year = line.today.year + step
        return Days(first=date(year, 1, 1), last=date(year, 12, 31), which="year"), past
    if unit == "day" and step == 1:
        day = line.today + timedelta(days=1)
        return Days(first=day, last=day), past
    return None


def _week(line: Line, step: int) -> Days:
    monday = line.today + timedelta(days=7 * step - line.today.weekday())
    return Days(first=monday, last=monday + timedelta(days=6), which="week")


def _month(line: Line, step: int) -> Days:
    total = line.today.year * 12 + line.today.month - 1 + step
    first = date(total // 12, total % 12 + 1, 1)
    return Days(
        first=first, last=month_after(first.year, first.month) - timedelta(days=1), which="month"
    )


def _weekend_from(line: Line, step: int) -> Days:
    monday = line.today + timedelta(days=7 * step - line.today.weekday())
    return Days(first=monday + timedelta(days=5), last=monday + timedelta(days=6), which="weekend")


def _unit_coming(line: Line, at: int) -> Found | None:
    """Semana que viene, mes próximo, week after next, la otra semana, the week of the 6th."""
    if line.t[at] == "otra" and line.t[at + 1] == "semana":
        return _week(line, 1), at + 2
    unit = line.lexicon.units.get(line.t[at])
    if unit is None:
        return None
    if line.t[at : at + 3] == ("week", "after", "next"):
        return _week(line, 2), at + 3
    if line.t[at : at + 4] == ("week", "after", "next", "week"):
        return _week(line, 2), at + 4
    for words in _COMING:
        if line.t[at + 1 : at + 1 + len(words)] == words:
            return _unit_from(line, unit, 1, at + 1 + len(words))
    for words in _GONE:
        if line.t[at + 1 : at + 1 + len(words)] == words:
            return _unit_from(line, unit, -1, at + 1 + len(words))
    return None


def _weekend(line: Line, at: int) -> Found | None:
    """weekend, fin de semana, weekdays, entre semana."""
    token = line.t[at]
    if line.t[at : at + 3] == ("fin", "de", "semana"):
        past = at + 3
        if line.t[past : past + 2] in {("que", "viene"), ("que", "entra")}:
            return _weekend_from(line, 1), past + 2
        return (
            (_weekend_from(line, 1), past + 1)
            if line.t[past] in line.lexicon.next
            else (_weekend_from(line, 0), past)
        )
    if token in {"weekend", "finde"}:
        return _weekend_from(line, 0), at + 1
    if token == "weekends" or line.t[at : at + 3] == ("fines", "de", "semana"):
        return Days(every=True, per="weekend"), at + (1 if token == "weekends" else 3)
    if token in {"weekday", "weekdays"} or line.t[at : at + 2] == ("entre", "semana"):
        return Days(every=True, per="weekday"), at + (2 if token == "entre" else 1)
    return None


def _tail_of(line: Line, at: int) -> Found | None:
    """End of the month, later this week, rest of the week, a finales de mes."""
    token = line.t[at]
    if token not in {"end", "later", "rest", "resto", "fin", "finales", "beginning", "principios"}:
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
    return _trimmed(line, token, first, last), past


def _trimmed(line: Line, token: str, first: date, last: date) -> Days:
    """The part of a week or month that "end", "later" or "beginning" leaves."""
    days = (last - first).days
    if token in {"beginning", "principios"}:
        return Days(first=first, last=first + timedelta(days=days // 3))
    if token in {"end", "fin", "finales"}:
        if days == 6:
            return Days(first=first + timedelta(days=3), last=first + timedelta(days=4))
        return Days(first=last - timedelta(days=days // 3), last=last)
    start = max(first, line.today)
    if token == "later" and days == 6:
        start = max(start, first + timedelta(days=3))
    return Days(first=min(start, last), last=last)


def _habit(line: Line, at: int) -> Found | None:
    """Every day, daily, cada semana: a rhythm, which a front desk reads as "any"."""
    rhythms = {"daily": "daily", "weekly": "weekly", "monthly": "monthly", "yearly": "yearly",
               "diario": "daily", "diariamente": "daily", "semanal": "weekly", "quarterly": "quarterly"}  # fmt: skip
    if line.t[at] in rhythms:
        return Days(every=True, per=rhythms[line.t[at]]), at + 1
    if line.t[at] not in line.lexicon.every or line.t[at] in {"any", "cualquier"}:
        return None
    past = at + 1
    if line.t[past] in {"los", "las", "other"}:
        past += 1
    unit = line.lexicon.units.get(line.t[past])
    if unit not in {"day", "week", "month", "year"}:
        return None
    return Days(every=True, per={"day": "daily"}.get(unit, unit + "ly")), past + 1
