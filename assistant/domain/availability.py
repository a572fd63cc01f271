"""When a visit could start: sets of 5-minute cells, kept as the bits of an integer.

A `DayCells` lays one local day of a site out as cells; its masks have bit 0 a whole day before
that day's midnight, so that buffers and the visits of the neighbouring days have room. Cells are
instants (minutes since 1970 in UTC, by five), so a day of 23 or 25 hours needs no special care
except where a wall time is meant. Free time is open hours less busy cells; buffers stack: the
busy cells hold the neighbours' buffers and the new visit brings its own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from assistant.domain.clock import Instant, instant, local, midnight
from assistant.domain.facts import PART_HOURS
from assistant.domain.ids import VisitTypeId
from assistant.domain.practice import Plan, Practice, Provider, Site, Span, VisitType, spans_on
from assistant.domain.schedule import CELL_MINUTES, Slot, Wish
from assistant.domain.windows import window_at

CELL = timedelta(minutes=CELL_MINUTES)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_CELLS = 24 * 60 // CELL_MINUTES
_DAY_MINUTES = 24 * 60
_HOUR = 60 // CELL_MINUTES


def cell_of(at: Instant) -> int:
    """The cell in which that instant lies, counted from 1970."""
    return (at - _EPOCH) // CELL


def cell_from(at: Instant) -> int:
    """The first cell that begins at that instant or later."""
    return -((_EPOCH - at) // CELL)


def instant_of(cell: int) -> Instant:
    """When that cell begins, in UTC."""
    return _EPOCH + cell * CELL


@dataclass(frozen=True, slots=True)
class DayCells:
    """One local day of a zone. `first`: the cell of its midnight; `count`: 276, 288 or 300.

    `walls`: the wall clock's minute of each cell, where the clock jumps that day; else empty.
    """

    on: date
    first: int
    count: int
    walls: tuple[int, ...] = ()

    @property
    def origin(self) -> int:
        """The cell that bit 0 of this day's masks stands for."""
        return self.first - _DAY_CELLS

    @property
    def end(self) -> int:
        """The cell of the next midnight."""
        return self.first + self.count

    def mask(self, first: int, end: int) -> int:
        """Bits of the cells from `first` to before `end`; what lies too far away is cut off."""
        low = max(first - self.origin, 0)
        high = min(end - self.origin, 2 * _DAY_CELLS + self.count)
        return ((1 << (high - low)) - 1) << low if high > low else 0

    def cells(self, mask: int) -> list[int]:
        """The cells of a mask, in order."""
        found: list[int] = []
        while mask:
            lowest = mask & -mask
            found.append(self.origin + lowest.bit_length() - 1)
            mask ^= lowest
        return found

    def between(self, start: int, end: int) -> int:
        """Bits of the cells whose wall minute is at least `start` and less than `end`."""
        if not self.walls:
            low, high = -(-start // CELL_MINUTES), -(-end // CELL_MINUTES)
            return self.mask(self.first + low, self.first + min(high, self.count))
        return self._bits(n for n, wall in enumerate(self.walls) if start <= wall < end)

    def every(self, step: int) -> int:
        """Bits of the cells whose wall minute is a multiple of `step` minutes."""
        if not self.walls:
            return self._bits(
                n for n in range(self.count) if n * CELL_MINUTES % step == 0
            )  # fmt: skip
        return self._bits(n for n, wall in enumerate(self.walls) if wall % step == 0)

    def _bits(self, numbers: Iterable[int]) -> int:
        bits = 0
        for number in numbers:
            bits |= 1 << (number + _DAY_CELLS)
        return bits


@lru_cache(maxsize=4096)
def day_cells(on: date, zone: str) -> DayCells:
    """The cells of that day in that zone."""
    begin, end = midnight(on, zone), midnight(on + timedelta(days=1), zone)
    first, count = cell_of(begin), cell_of(end) - cell_of(begin)
    wall_begin, wall_end = local(begin, zone), local(end, zone)
    # Where midnight itself is skipped, both ends of the day have the same offset.
    if count == _DAY_CELLS and wall_begin.utcoffset() == wall_end.utcoffset():
        return DayCells(on, first, count)
    clocks = (local(instant_of(first + n), zone) for n in range(count))
    return DayCells(on, first, count, tuple(clock.hour * 60 + clock.minute for clock in clocks))


@lru_cache(maxsize=4096)
def _grid(day: DayCells, step: int) -> int:
    return day.every(step)


def open_cells(
    practice: Practice, provider: Provider, site: Site, day: DayCells, kind: VisitTypeId
) -> int:
    """Cells of that day in which the provider works there, for that kind of visit.

    The site is open, the provider is not away, and no zone keeps the time for other kinds.
    """
    hours = practice.hours_on(site, day.on)
    if not hours or provider.is_away(day.on):
        return 0
    works = 0
    for plan in _plans_at(provider, site):
        here = _spans_mask(spans_on(plan.hours, plan.dated, day.on), day, site.zone)
        for zone in plan.zones:
            if kind not in zone.visit_types:
                here &= ~_spans_mask(zone.hours[day.on.weekday()], day, site.zone)
        works |= here
    return works & _spans_mask(hours, day, site.zone)


def starts(open_mask: int, busy: int, visit_type: VisitType, grid: int) -> int:
    """Bits on which the visit could start: it lies in open cells, it and its buffers in free ones.

    Buffers may lie outside the open hours. `grid`: the starts that the practice offers at all.
    """
    length = visit_type.duration // CELL
    before, after = visit_type.buffer_before // CELL, visit_type.buffer_after // CELL
    room = _runs(open_mask, length) & grid
    if busy and room:
        room &= ~_reach(busy, before + length + after, before)
    return room


def seat_starts(seats: Iterable[int], visit_type: VisitType, day: DayCells) -> int:
    """Bits on which the visit could start in a room of which that is taken of each seat.

    One of the seats is free over the whole visit and its buffers.
    """
    before, after = visit_type.buffer_before // CELL, visit_type.buffer_after // CELL
    length = before + visit_type.duration // CELL + after
    whole, found = day.mask(day.first, day.end), 0
    for busy in seats:
        found |= whole & ~_reach(busy, length, before)
    return found


def grid_of(practice: Practice, day: DayCells) -> int:
    """The starts of that day that are on the practice's grid."""
    return _grid(day, practice.slot_step // timedelta(minutes=1))


def may_be_booked(practice: Practice, slot: Slot, now: Instant) -> bool:
    """Does the practice allow this visit at all, whoever else may have the time?

    Visit type, provider and site (with its rooms) go together, it has its full length, it lies in open hours, has
    not begun and is within the window. The notice is not asked for: what was offered in time may
    be taken a little later. Nor is how many days before it have a free start (`window_at`).
    """
    try:
        visit_type = practice.visit_type(slot.visit_type)
        provider, site = practice.provider(slot.provider), practice.site(slot.site)
    except KeyError:
        return False
    first, end = cell_of(slot.start), cell_of(slot.end)
    is_whole = instant_of(first) == slot.start and slot.end - slot.start == visit_type.duration
    if provider.id not in visit_type.providers or not is_whole or slot.start < now:
        return False
    if not practice.has_what_it_needs(visit_type, site.id):
        return False
    window = window_at(practice, site, visit_type.window, now)
    if not window.opens <= slot.start < window.closes:
        return False
    day = day_cells(local(slot.start, site.zone).date(), site.zone)
    return not day.mask(first, end) & ~open_cells(practice, provider, site, day, visit_type.id)


def admits_day(wish: Wish, on: date) -> bool:
    """May it be on that date?"""
    if wish.first_on is not None and on < wish.first_on:
        return False
    if wish.last_on is not None and on > wish.last_on:
        return False
    return not wish.weekdays or on.weekday() in wish.weekdays


def admitted(wish: Wish, day: DayCells) -> int:
    """Starts of that day that the wish admits, whatever it says about days."""
    low, high = 0, _DAY_MINUTES
    if wish.start_at is not None:
        low = _minute(wish.start_at)
        high = wish.start_at.hour * 60 + wish.start_at.minute + 1 if wish.exact else high
    if wish.end_at is not None and not wish.exact:
        high = _minute(wish.end_at)
    if wish.part is not None:
        first, last = PART_HOURS[wish.part]
        low, high = max(low, _minute(first)), min(high, _minute(last))
    mask = day.between(low, high)
    if wish.after_slot is not None:
        mask &= day.mask(cell_of(wish.after_slot) + 1, day.end)
    if wish.before_slot is not None:
        mask &= day.mask(day.first, cell_from(wish.before_slot))
    return mask


def spread(cells: Sequence[int], count: int) -> list[int]:
    """At most `count` of the cells, the earliest first, as far apart as there is room for.

    `cells` are in order, none twice.
    """
    if len(cells) <= count:
        return list(cells)
    reach = cells[-1] - cells[0]
    wide = reach // count
    # Whole hours apart, where there is room: times that are easy to say.
    for gap in (wide - wide % _HOUR or wide, wide, wide // 2, 1):
        chosen = _apart(cells, count, max(gap, 1))
        if len(chosen) == count:
            return chosen
    return list(cells[:count])


def _apart(cells: Sequence[int], count: int, gap: int) -> list[int]:
    chosen = [cells[0]]
    while len(chosen) < count:
        at = bisect_left(cells, chosen[-1] + gap)
        if at == len(cells):
            break
        chosen.append(cells[at])
    return chosen


def _runs(mask: int, length: int) -> int:
    """Bits at which a run of `length` set bits begins, in log(length) steps."""
    have = 1
    while have < length:
        step = min(have, length - have)
        mask &= mask >> step
        have += step
    return mask


def _reach(busy: int, length: int, before: int) -> int:
    """Starts that would touch a busy bit, for a stretch that begins `before` bits earlier."""
    have = 1
    while have < length:
        step = min(have, length - have)
        busy |= busy >> step
        have += step
    return busy << before


def _plans_at(provider: Provider, site: Site) -> Iterable[Plan]:
    return (plan for plan in provider.plans if plan.site == site.id)


def _spans_mask(spans: tuple[Span, ...], day: DayCells, zone: str) -> int:
    mask = 0
    for span in spans:
        # A span until midnight closes with the day.
        closes = _minute(span.closes) or _DAY_MINUTES
        if not day.walls:
            mask |= day.between(_minute(span.opens), closes - closes % CELL_MINUTES)
            continue
        first = cell_from(instant(day.on, span.opens, zone))
        end = cell_of(instant(day.on, span.closes, zone)) if span.closes != time(0) else day.end
        mask |= day.mask(first, end)
    return mask


def _minute(clock: time) -> int:
    """The minute of the day; seconds round up, so that no start is before what was asked."""
    return clock.hour * 60 + clock.minute + (1 if clock.second or clock.microsecond else 0)
