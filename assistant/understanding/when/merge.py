"""Several conditions on one day become one: "Tuesday, March 3", "the 8th of this month", "next week on Friday"."""

from dataclasses import replace
from datetime import date, timedelta

from assistant.understanding.when.mentions import Days, Line, Mention
from assistant.understanding.when.resolve import resolved

_SOON = 60
_LAST_CLOCK_HOUR = 12


def merged(line: Line, mentions: list[Mention]) -> list[Mention]:
    """Neighbouring conditions on one day become one: "Tuesday, March 3", "the 8th of this month"."""
    merged: list[Mention] = []
    for mention in mentions:
        at = _open_days(line, merged, mention)
        last = merged[at] if at is not None else None
        if at is not None and last and last.days and mention.days:
            both = both_days(last.days, mention.days, line.today)
            if both is not None:
                merged[at] = replace(
                    last,
                    past=mention.past,
                    days=both,
                    days_to=mention.days_to,
                    ranged=mention.ranged,
                    clock=last.clock or mention.clock,
                    part=last.part or mention.part,
                )
                continue
        merged.append(mention)
    return merged


def _open_days(line: Line, merged: list[Mention], mention: Mention) -> int | None:
    """Which earlier mention of a day stands close enough to be the same day."""
    if mention.days is None or mention.bound:
        return None
    first = mention.first
    for at in range(len(merged) - 1, -1, -1):
        if not _close(line, merged[at].past, first) or merged[at].days_to or merged[at].ranged:
            return None
        if merged[at].days is not None:
            return at
        first = merged[at].first
    return None


def _close(line: Line, past: int, first: int) -> bool:
    return all(token in line.lexicon.fillers or token in {".", "-"} for token in line.t[past:first])


def both_days(a: Days, b: Days, today: date) -> Days | None:
    """Both conditions as one; None where they are two different days."""
    if a.every and a.per == "weekly" and a.weekday is None and b.weekday is not None:
        return replace(a, weekday=b.weekday)
    if a.shift or b.shift or a.every or b.every:
        return None
    if a == b:
        return a
    return _one_way(a, b, today) or _one_way(b, a, today)


def _one_way(one: Days, two: Days, today: date) -> Days | None:
    """What `two` becomes when `one` is said as well."""
    bare = one.first is None and one.month is None
    if one.weekday is not None and bare and one.dom is None:
        return None if two.weekday is not None else _weekday_too(one, two, today)
    in_month = two.which == "month" and two.first is not None
    in_year = two.which == "year" and two.first is not None
    if one.month is not None and one.year is None and in_year and two.first is not None:
        return replace(one, year=two.first.year)
    if one.dom is not None and bare and two.weekday is None:
        month_alone = two.month is not None and two.dom is None
        return replace(two, dom=one.dom) if in_month or month_alone else None
    return None


def _weekday_too(weekday: Days, other: Days, today: date) -> Days | None:
    if other.first is not None and other.first == other.last and other.which != "weeks":
        return other if other.first.weekday() == weekday.weekday else None
    if other.first is not None and other.which in {"week", "month", "weeks"}:
        if other.which == "weeks":
            monday = other.first - timedelta(days=other.first.weekday())
            other = replace(other, first=monday, last=monday + timedelta(days=6))
        return replace(other, weekday=weekday.weekday)
    if other.dom is not None and other.weak:
        found = resolved(replace(other, weekday=weekday.weekday), today)
        near = found.first is not None and (found.first - today).days < _SOON
        near = near or other.dom > _LAST_CLOCK_HOUR
        return replace(other, weekday=weekday.weekday, weak=False) if near else None
    if other.dom is not None:
        return replace(other, weekday=weekday.weekday)
    return None
