"""Lengths of time: "two weeks", "1.5 hours", "8 weeks and 2 days", "una hora y media"."""

from datetime import UTC, date, datetime, timedelta

from assistant.understanding.when.mentions import Length, Line
from assistant.understanding.when.numbers import amount_at, digits_at

_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12}
_ORDER = ("minute", "hour", "day", "week", "fortnight", "month", "year")
_SHORT_UNITS = {
    "d": "day",
    "w": "week",
    "mo": "month",
    "mos": "month",
    "y": "year",
    "m": "minute",
    "s": "",
}
"""Letters that are a unit only when they touch their number."""
_AND = frozenset({"and", "y", ",", "e", "&"})
_HALVES = (("and", "a", "half"), ("y", "media"), ("y", "medio"))
_MOST_PARTS = 3
_TOO_MANY = 3_000
"""Days beyond which nobody books; the arithmetic stays far inside the calendar."""
_MOST = 100_000
"""No amount above is worth counting."""


def unit_at(line: Line, at: int) -> str:
    """The unit that the word at `at` is, or ""."""
    unit = line.lexicon.units.get(line.t[at], "")
    if unit:
        return unit if unit in _ORDER else ""
    return _SHORT_UNITS.get(line.t[at], "") if line.glued(at) else ""


def length_at(line: Line, at: int) -> tuple[Length, int] | None:
    """The length said at token `at`, largest unit first, and the token after it."""
    if at not in line.lengths:
        line.lengths[at] = _length_at(line, at)
    return line.lengths[at]


def _length_at(line: Line, at: int) -> tuple[Length, int] | None:
    found = _part_at(line, at)
    if found is None:
        return None
    length, past = found
    for _ in range(_MOST_PARTS - 1):
        more = _part_at(line, past + 1 if line.t[past] in _AND else past)
        if more is None or _ORDER.index(more[0].unit) >= _ORDER.index(length.unit):
            break
        length, past = length.plus(more[0]), more[1]
    return length, past


def _part_at(line: Line, at: int) -> tuple[Length, int] | None:
    """One amount with its unit."""
    found = _fraction_of_hour(line, at) or _decimal_at(line, at) or amount_at(line, at)
    if found is None and line.t[at + 1 : at + 3] in {("y", "media"), ("y", "medio")}:
        found = 1, at
    if found is None:
        return None
    amount, past = found
    if line.t[past : past + 3] == ("and", "a", "half") or line.t[past : past + 3] == (
        "and",
        "an",
        "half",
    ):
        amount, past = amount + 0.5, past + 3
    if line.t[past] in {"more", "mas", "full", "whole"}:
        past += 1
    unit = unit_at(line, past)
    if not unit:
        return None
    past += 1
    for words in _HALVES:
        if line.t[past : past + len(words)] == words:
            return length_of(amount + 0.5, unit), past + len(words)
    return length_of(amount, unit), past


def _decimal_at(line: Line, at: int) -> tuple[float, int] | None:
    """1.5, 2,5."""
    whole, tenths = digits_at(line, at), digits_at(line, at + 2, 1)
    if whole is None or tenths is None or line.t[at + 1] not in {".", ","}:
        return None
    touching = line.glued(at + 1) and line.glued(at + 2)
    return (whole + tenths / 10, at + 3) if touching else None


def _fraction_of_hour(line: Line, at: int) -> tuple[float, int] | None:
    """A quarter (of an) hour, three quarters of an hour, tres cuartos de hora, half an hour."""
    if line.t[at] not in _FRACTION_STARTS:
        return None
    for words, amount in _FRACTIONS:
        if line.t[at : at + len(words)] == words:
            past = at + len(words)
            while line.t[past] in {"of", "an", "a", "de", "una"}:
                past += 1
            if line.lexicon.units.get(line.t[past]) == "hour":
                return amount, past
    return None


_FRACTIONS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("a", "quarter"), 0.25), (("quarter",), 0.25), (("un", "cuarto"), 0.25), (("cuarto",), 0.25),
    (("three", "quarters"), 0.75), (("tres", "cuartos"), 0.75), (("half",), 0.5), (("a", "half"), 0.5),
    (("media",), 0.5),
)  # fmt: skip
_FRACTION_STARTS = frozenset(words[0] for words, _ in _FRACTIONS)


def length_of(amount: float, unit: str) -> Length:
    """That many of a unit; halves of a month are fifteen days."""
    amount = min(amount, _MOST)
    if unit in _MINUTES:
        return Length(minutes=round(amount * _MINUTES[unit]), amount=amount, unit=unit)
    if unit in _DAYS:
        return Length(days=int(amount * _DAYS[unit]), amount=amount, unit=unit)
    months = amount * _MONTHS[unit] if unit in _MONTHS else 0
    return Length(int(months), 15 if months % 1 else 0, amount=amount, unit=unit)


def later_by(day: date, length: Length, sign: int = 1) -> date | None:
    """The day that much after `day` (before it, if `sign` is -1); None where all sense ends."""
    if length.days > _TOO_MANY or length.months > _TOO_MANY // 30:
        return None
    total = day.year * 12 + day.month - 1 + sign * length.months
    moved = clamped(total // 12, total % 12 + 1, day.day) if length.months else day
    return moved + timedelta(days=sign * length.days)


def moment_after(now: datetime, length: Length) -> datetime | None:
    """The wall time that much after `now`, to the minute, whatever the clocks do meanwhile; None where all sense ends."""
    day = later_by(now.date(), length)
    if day is None or length.minutes > _TOO_MANY * 60:
        return None
    start = now.replace(year=day.year, month=day.month, day=day.day, second=0, microsecond=0)
    later = start.astimezone(UTC) + timedelta(minutes=length.minutes)
    return later.astimezone(now.tzinfo).replace(tzinfo=None)


def clamped(year: int, month: int, dom: int) -> date:
    """That day of the month, or the month's last where it has fewer."""
    return date(year, month, min(dom, (month_after(year, month) - timedelta(days=1)).day))


def month_after(year: int, month: int) -> date:
    """The first day of the month after that one."""
    return date(year + month // 12, month % 12 + 1, 1)
