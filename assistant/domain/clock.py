"""Time: aware UTC instants inside, the site's wall clock at the edge.

Nobody asks the machine what time it is; a `Clock` is passed in. Local times that do not exist
or exist twice (daylight saving) are values here, never a silent guess.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

Instant = datetime
"""An aware datetime in UTC."""


class Clock(Protocol):
    """The only source of "now"."""

    def now(self) -> Instant:
        """The current instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Gap:
    """A wall time that does not exist on that day; `after` is the first instant past the gap."""

    after: Instant


@dataclass(frozen=True, slots=True)
class Overlap:
    """A wall time that happens twice on that day."""

    first: Instant
    second: Instant


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The zone with that IANA name.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: no such zone.
    """
    return ZoneInfo(name)


def local(at: Instant, zone_name: str) -> datetime:
    """The wall clock of that zone at that instant (aware, in that zone)."""
    return at.astimezone(zone(zone_name))


def from_wall(day: date, clock: time, zone_name: str) -> Instant | Gap | Overlap:
    """The instant at which that zone's wall shows `day clock`, or why there is none or two."""
    tz = zone(zone_name)
    early = datetime.combine(day, clock, tz).replace(fold=0)
    late = early.replace(fold=1)
    first, second = early.astimezone(UTC), late.astimezone(UTC)
    if first == second:
        return first
    if first < second:
        return Overlap(first, second)
    return Gap(_end_of_gap(early, tz))


@lru_cache(maxsize=4096)
def instant(day: date, clock: time, zone_name: str) -> Instant:
    """Like `from_wall`, for opening hours: past a gap, and the first of an overlap."""
    match from_wall(day, clock, zone_name):
        case Gap(after):
            return after
        case Overlap(first, _):
            return first
        case at:
            return at


def midnight(day: date, zone_name: str) -> Instant:
    """The first instant of that day in that zone."""
    return instant(day, time(0), zone_name)


def days_from(first: date, count: int) -> list[date]:
    """`count` days in order, starting with `first`."""
    return [first + timedelta(days=n) for n in range(count)]


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier below 0), or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end_of_gap(wall: datetime, tz: ZoneInfo) -> Instant:
    """The instant at which the clock has jumped: fold 0 of a gap reads the offset before it."""
    before = wall.replace(fold=0).utcoffset() or timedelta()
    after = wall.replace(fold=1).utcoffset() or timedelta()
    low = (wall.replace(tzinfo=UTC) - max(before, after)).replace(tzinfo=UTC)
    high = (wall.replace(tzinfo=UTC) - min(before, after)).replace(tzinfo=UTC)
    target = max(before, after)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(tz).utcoffset() == target:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
