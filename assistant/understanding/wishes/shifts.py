"""From the visit at hand: "a week later", "push it back two hours", "later the same day"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.domain.clock import months_after
from assistant.domain.facts import Fact, FactKind, Shift, When

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "a couple of": 2,
    "a couple": 2, "a few": 3, "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
    "seis": 6, "un par de": 2,
}  # fmt: skip
_HALVES = {"half an": 30, "half a": 30, "media": 30}
_UNITS = {
    "min": "minute", "mins": "minute", "minute": "minute", "minutes": "minute", "minuto": "minute",
    "minutos": "minute", "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "hora": "hour",
    "horas": "hour", "day": "day", "days": "day", "dia": "day", "dias": "day", "week": "week",
    "weeks": "week", "wk": "week", "wks": "week", "semana": "week", "semanas": "week",
    "fortnight": "fortnight", "month": "month", "months": "month", "mes": "month", "meses": "month",
}  # fmt: skip
_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}

_AMOUNT = rf"(?P<count>\d{{1,2}}|{'|'.join([*_HALVES, *sorted(_COUNTS, key=len, reverse=True)])})"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_VERB = (
    r"push|move|bump|shift|delay|postpone|reschedule|change|pos(?:poner|pon|ponga)|aplaza[r]?|atrasa[r]?"
    r"|retrasa[r]?|move[r]?|mueva|adelant(?:ar|e|a)|pasa[r]?|pase|corre[r]?|recorre[r]?"
)
_EARLY = r"earlier|sooner|up|antes|mas temprano"
_SAME = r"(?: (?:on |in |del? )?(?:the |that |el |ese )?(?:same day|mismo dia|day|dia)\b)?"
_BEFORE = re.compile(rf"\b(?:{_EARLY}|adelant)")
_COMPARED = re.compile(
    rf"\b{_AMOUNT} ?{_UNIT} (?:or so )?(?:(?:later|further out|out|despues|mas tarde|mas adelante"
    rf"|earlier|sooner|mas temprano)\b(?! than){_SAME}|(?:after|before|antes)(?=\s*(?:$|[.,!?;]|please|por favor)))"
)
_PUSHED = re.compile(
    rf"\b(?:{_VERB})(?:lo|la)?(?: (?!to\b|until\b|for\b|al?\b|para\b)[a-z']+){{0,3}}?"
    rf"(?: (?:back|up|out|forward|ahead|by|otra|otro))* {_AMOUNT} ?{_UNIT}\b"
    rf"(?! (?:from|of|de|check|visit|follow|appointment|slot))(?: (?:{_EARLY}|later|back|out)\b)?"
)
_SAME_DAY = re.compile(
    r"\b(?P<late>later|mas tarde|despues) (?:on |in )?(?:the |that |el |ese )?(?:same day|mismo dia|day|dia)\b"
    r"|\b(?P<soon>earlier|sooner|mas temprano|antes) (?:on |in )?(?:the |that |el |ese )?"
    r"(?:same day|mismo dia|day|dia)\b"
    r"|\b(?:same day|mismo dia)\b[ ,]+(?:just |but |pero |solo )*(?:(?P<late2>later|mas tarde|despues)"
    r"|(?P<soon2>earlier|sooner|mas temprano|antes))\b"
)
_NEXT_DAY = re.compile(
    r"\b(?:next day|following day|day after|dia siguiente)\b"
    r"(?! (?:tomorrow|next|of|the|my|our|this|\d|[a-z]+day|mon|tue|wed|thu|fri|sat|sun)\b)"
)
_NEXT_WEEK = re.compile(
    r"\b(?:week after|following week|semana siguiente|semana despues)\b(?! (?:next|tomorrow|of|de))"
)


def shifted(plain: str, days: Sequence[Fact], now: datetime) -> list[Fact]:
    """The wishes for a day or time; those counted from a visit say so, beside their day from today.

    `plain` is the folded text.
    """
    found = _found(plain)
    if found is None:
        return list(days)
    start, end, shift = found
    beside = [day for day in days if day.end <= start or day.start >= end]
    own = next((day for day in days if day not in beside), None)
    if own is None or own.when is None:
        own = Fact(FactKind.WHEN, start, end, when=_from_today(shift, now))
    when = When(shift=shift) if shift.than else replace(own.when or When(), shift=shift)
    span = min(own.start, start), max(own.end, end)
    own = replace(own, start=span[0], end=span[1], when=when, others=(), word="")
    return sorted([*beside, own], key=lambda fact: fact.start)


def _found(plain: str) -> tuple[int, int, Shift] | None:
    for pattern in (_PUSHED, _COMPARED):
        match = pattern.search(plain)
        if match is not None:
            return match.start("count"), match.end(), _counted(match)
    match = _SAME_DAY.search(plain)
    if match is not None:
        is_late = match["late"] or match["late2"]
        return match.start(), match.end(), Shift(than=1 if is_late else -1, same_day=True)
    match = _NEXT_WEEK.search(plain)
    if match is not None:
        return match.start(), match.end(), Shift(days=7, is_week=True)
    match = _NEXT_DAY.search(plain)
    return (match.start(), match.end(), Shift(days=1)) if match is not None else None


def _counted(match: re.Match[str]) -> Shift:
    sign = -1 if _BEFORE.search(match[0]) else 1
    unit, count = _UNITS[match["unit"]], match["count"]
    if count in _HALVES:
        return Shift(minutes=sign * _HALVES[count]) if unit == "hour" else Shift(days=sign * 3)
    number = sign * (int(count) if count.isdigit() else _COUNTS[count])
    if unit in _MINUTES:
        return Shift(minutes=number * _MINUTES[unit])
    return Shift(months=number) if unit == "month" else Shift(days=number * _DAYS[unit])


def _from_today(shift: Shift, now: datetime) -> When:
    """What it says where there is no visit: nothing of a time, and a day ahead of today."""
    if shift.minutes or shift.than or shift.days < 0 or shift.months < 0:
        return When()
    day = months_after(now.date(), shift.months) + timedelta(days=shift.days)
    return When(first_on=day, last_on=day)
