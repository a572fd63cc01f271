"""One patient's search over one view of the schedule: which days, which starts, who has them.

Days are looked at one after the other and the search stops when it has three. Start reading at
`Search.first`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import BigInteger, bindparam, select, type_coerce

from assistant.domain.appointment import OCCUPYING
from assistant.domain.availability import (
    CELL,
    DayCells,
    admits_day,
    admitted,
    cell_from,
    cell_of,
    day_cells,
    grid_of,
    instant_of,
    spread,
    starts,
)
from assistant.domain.clock import Gap, from_wall, instant, local
from assistant.domain.effects import FindSlots
from assistant.domain.errors import StoreError
from assistant.domain.facts import PART_HOURS
from assistant.domain.ids import ConversationId, ProviderId, SiteId
from assistant.domain.practice import Practice, Site, WindowKind
from assistant.domain.schedule import CELL_MINUTES, Slot, Wish
from assistant.domain.windows import SCAN_DAYS, window_at
from assistant.store.schedule.own_claims import full_days, own_claims
from assistant.store.schedule.slot_index import Openings, View
from assistant.store.statements import Statement
from assistant.store.tables.scheduling import appointments, last_bookings, offers
from assistant.store.transactions import Tx

MAX_SHOWN = 3
_A_DAY = 2
"""Openings of one day among the three, when the wish is not for one day alone."""
_NEAR_DAYS = 14
"""Wished days that are searched for another time of day."""


@dataclass(frozen=True, slots=True)
class Start:
    """A time that could be offered; who sees the patient is not chosen yet."""

    cell: int
    on: date
    at: SiteId
    site: Site = field(compare=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and what of the schedule they see."""

    tx: Tx
    practice: Practice
    conversation: ConversationId
    view: View
    born_on: date | None


class Search:
    """One patient's search over one view of the schedule."""

    def __init__(self, asking: Asking, query: FindSlots) -> None:
        tx, practice, view = asking.tx, asking.practice, asking.view
        self._tx, self._practice, self._view, self._query = tx, practice, view, query
        self._born_on, conversation = asking.born_on, asking.conversation
        self._visit_type = practice.visit_type(query.visit_type)
        self._sites = [
            site
            for site in practice.sites
            if query.site in {None, site.id} and view.hours.doing(self._visit_type.id, site.id)
        ]
        self._own = own_claims(tx, conversation, query.moving)
        self._full_days = full_days(tx, self._visit_type, self._own)
        self._mine = {
            site.id: self._own.providers(view.hours, self._visit_type, site) for site in self._sites
        }
        self._kept_clear = _own_visits(tx, query)
        self._offered = _offered_to_others(tx, conversation)
        self._offered_cells = {cell for _, cell in self._offered}
        self._soonest = cell_from(tx.now + self._visit_type.notice)
        self._windows = {site.id: self._window(site) for site in self._sites}

    def first(self, wish: Wish) -> list[Start]:
        """Up to three that fit; those offered to others only when there are no more."""
        days = [on for on in self._days() if admits_day(wish, on)]
        fresh = self._gather(wish, days, is_shy=True)
        if len(fresh) == MAX_SHOWN or not self._offered:
            return fresh
        rest = [start for start in self._gather(wish, days, is_shy=False) if start not in fresh]
        return [*fresh, *rest[: MAX_SHOWN - len(fresh)]]

    def nearest(self, wish: Wish) -> list[Start]:
        """Up to three: one of the wished day at another time, then the same time on other days."""
        calm = replace(wish, after_slot=None, before_slot=None)
        for wanted in dict.fromkeys((wish, calm)):
            same_day, same_time = self._same_day(wanted), self._same_time(wanted)
            ordered = [*same_day[:1], *same_time[: MAX_SHOWN - 1], *same_day[1:], *same_time]
            found = list(dict.fromkeys(ordered))[:MAX_SHOWN]
            if found:
                return found
        any_time = replace(calm, start_at=None, end_at=None, part=None, exact=False)
        near = self._same_time(any_time, towards=wish)
        any_day = replace(calm, first_on=None, last_on=None, weekdays=())
        return near or self.first(any_day) or self.first(Wish())

    def why_not(self, wish: Wish) -> str:
        """What kept the wish from being met; see `FindSlotsResult.missed`."""
        days = self._days()
        if not days:
            is_open = any(first < end for first, end in self._windows.values())
            return "age" if is_open else "too-far"
        if wish.last_on is not None and wish.last_on < days[0]:
            return "past" if wish.last_on < self._today() else "too-soon"
        if wish.first_on is not None and wish.first_on > days[-1]:
            return "too-far"
        return "skipped" if self._is_skipped(wish, days) else self._why_not_on(wish, days)

    def _why_not_on(self, wish: Wish, days: Sequence[date]) -> str:
        """What kept it from being met on days that may be booked."""
        now, is_open, is_ahead = cell_from(self._tx.now), False, False
        for on in days:
            if not admits_day(wish, on):
                continue
            for site in self._sites:
                day = day_cells(on, site.zone)
                asked = admitted(wish, day) & self._within(site, day)
                is_ahead = is_ahead or bool(asked & day.mask(now, day.end))
                in_hours = asked & self._in_hours(site, day)
                if in_hours & day.mask(self._soonest, day.end):
                    return "full"
                is_open = is_open or bool(in_hours & day.mask(now, self._soonest))
        if is_open:
            return "too-soon"
        return "closed" if is_ahead or not self._is_over(wish, days) else "past"

    def _is_skipped(self, wish: Wish, days: Sequence[date]) -> bool:
        """Is it a time of day that the clock skips on the day that was wished for?"""
        if not wish.exact or wish.start_at is None:
            return False
        walls = [
            from_wall(on, wish.start_at, site.zone)
            for on in days
            if admits_day(wish, on)
            for site in self._sites
        ]
        return bool(walls) and all(isinstance(wall, Gap) for wall in walls)

    def slot(self, start: Start) -> Slot:
        """The start with who is freest that day among those who have it."""
        begins = instant_of(start.cell)
        chosen = self._freest(start, is_shy=True) or self._freest(start, is_shy=False)
        if not chosen:
            raise StoreError("a start that nobody has")
        return Slot(
            chosen[0] if len(chosen) == 1 else self._whose_turn(chosen),
            start.site.id,
            self._visit_type.id,
            begins,
            begins + self._visit_type.duration,
        )

    def _days(self) -> list[date]:
        """The days that may be booked, in each site's own zone, in order."""
        spans = [
            (
                local(instant_of(first), site.zone).date(),
                local(instant_of(end - 1), site.zone).date(),
            )
            for site in self._sites
            for first, end in [self._windows[site.id]]
            if first < end
        ]
        if not spans:
            return []
        first, last = min(low for low, _ in spans), max(high for _, high in spans)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [on for on in days if self._visit_type.is_for_age(self._born_on, on)]

    def _today(self) -> date:
        return min(local(self._tx.now, site.zone).date() for site in self._sites)

    def _gather(self, wish: Wish, days: Sequence[date], *, is_shy: bool) -> list[Start]:
        """Up to three starts, spread over the first days that have any."""
        a_day = MAX_SHOWN if len(days) == 1 else _A_DAY
        found: list[Start] = []
        spare: list[Start] = []
        for on in days:
            here = self._starts(wish, on, is_shy=is_shy)
            if not here:
                continue
            by_cell = {start.cell: start for start in reversed(here)}
            chosen = spread(sorted(by_cell), min(a_day, MAX_SHOWN - len(found)))
            found.extend(by_cell[cell] for cell in chosen)
            spare.extend(by_cell[cell] for cell in sorted(by_cell) if cell not in chosen)
            if len(found) == MAX_SHOWN:
                return found
        return [*found, *spare[: MAX_SHOWN - len(found)]]

    def _starts(self, wish: Wish, on: date, *, is_shy: bool = False) -> list[Start]:
        """All that fit on that day, in order; where sites have the same time, each of them."""
        found: list[Start] = []
        for site in self._sites:
            day = day_cells(on, site.zone)
            mask = self._possible(site, day) & self._within(site, day)
            mask &= admitted(wish, day) if mask else 0
            found.extend(Start(cell, on, site.id, site) for cell in day.cells(mask))
        if is_shy and self._offered:
            found = [start for start in found if not self._is_offered(start)]
        if len(self._sites) > 1:
            found.sort(key=lambda start: start.cell)
        return found

    def _is_offered(self, start: Start) -> bool:
        """Is everybody who has this start being looked at by somebody else?"""
        return start.cell in self._offered_cells and not self._freest(start, is_shy=True)

    def _window(self, site: Site) -> tuple[int, int]:
        """Starts at that site may lie from the first to before the second cell."""
        window = self._visit_type.window
        span = window_at(self._practice, site, window, self._tx.now)
        first, end = cell_from(span.opens), cell_from(span.closes)
        # Days behind need not be looked at; "past" is said of them all the same.
        first = max(first, day_cells(local(self._tx.now, site.zone).date(), site.zone).first)
        if window.kind is WindowKind.BOOKABLE_DAYS:
            end = self._end_of_bookable(site, window.count)
        return first, end

    def _end_of_bookable(self, site: Site, wanted: int) -> int:
        """Where the last of so many days ends that have a start which anybody could take."""
        today, day = local(self._tx.now, site.zone).date(), None
        for n in range(SCAN_DAYS):
            day = day_cells(today + timedelta(days=n), site.zone)
            free = self._view.openings(self._visit_type, site, day).union
            if day.on not in self._full_days:
                wanted -= bool(free & day.mask(self._soonest, day.end))
            if wanted == 0:
                break
        return day.end if day is not None else 0

    def _within(self, site: Site, day: DayCells) -> int:
        """Starts of that day that lie in the site's window."""
        return day.mask(*self._windows[site.id])

    def _possible(self, site: Site, day: DayCells) -> int:
        """Starts that somebody has, late enough and clear of the patient's other visits."""
        if day.on in self._full_days:
            return 0
        openings = self._view.openings(self._visit_type, site, day)
        if self._query.provider is None and self._query.without is None:
            mask = openings.union
            for provider in self._mine[site.id]:
                mask |= self._mask_of(provider, openings, site, day)
        elif self._query.provider is None:
            mask = 0
            for provider in self._eligible(openings, site):
                mask |= self._mask_of(provider, openings, site, day)
        else:
            mask = self._mask_of(self._query.provider, openings, site, day)
        mask &= day.mask(self._soonest, day.end)
        length = self._visit_type.duration // CELL
        for first, end in self._kept_clear:
            mask &= ~day.mask(first - length + 1, end)
        return mask

    def _mask_of(self, provider: ProviderId, openings: Openings, site: Site, day: DayCells) -> int:
        """A provider's starts; with what is this patient's own counted as free."""
        mask = openings.starts.get(provider, 0)
        if provider not in self._mine[site.id] or provider not in openings.starts:
            return mask
        taken = self._own.without(self._view.taken(site, day), day)
        open_mask = self._view.hours.open(
            self._practice.provider(provider), site, day, self._visit_type.id
        )
        grid = grid_of(self._practice, day)
        free = starts(open_mask, taken.busy.get(provider, 0), self._visit_type, grid)
        found = self._view.with_rooms_and_groups(
            {provider: free}, taken, self._visit_type, site, day
        )
        return found[provider]

    def _freest(self, start: Start, *, is_shy: bool) -> list[ProviderId]:
        """Who has this start and is as free that day as nobody else who has it.

        With `is_shy` nobody whose time others look at.
        """
        day = day_cells(start.on, start.site.zone)
        openings = self._view.openings(self._visit_type, start.site, day)
        bit = day.mask(start.cell, start.cell + 1)
        equals: list[ProviderId] = []
        count = 0
        for provider in self._eligible(openings, start.site):
            here = openings.starts.get(provider, 0).bit_count()
            if equals and here != count:
                break
            if is_shy and (provider, start.cell) in self._offered:
                continue
            if self._mask_of(provider, openings, start.site, day) & bit:
                equals.append(provider)
                count = here
        return equals

    def _whose_turn(self, equals: Sequence[ProviderId]) -> ProviderId:
        """Whose last booking is oldest; who never had one comes first, in the practice's order."""
        rows = _LAST_BOOKINGS.rows(self._tx.conn, {"whose": list(equals)})
        last = {row["provider"]: row["booked_at"] for row in rows}
        return min(equals, key=lambda who: (who in last, last.get(who, self._tx.now)))

    def _eligible(self, openings: Openings, site: Site) -> Iterable[ProviderId]:
        if self._query.provider is not None:
            return (self._query.provider,)
        mine = (who for who in self._mine[site.id] if who not in openings.order)
        return [who for who in (*openings.order, *mine) if who != self._query.without]

    def _in_hours(self, site: Site, day: DayCells) -> int:
        """Starts there would be if nobody had booked anything."""
        if self._query.provider is None:
            hours = self._view.openings(self._visit_type, site, day).open_hours
        else:
            provider = self._practice.provider(self._query.provider)
            hours = self._view.hours.open(provider, site, day, self._visit_type.id)
        return starts(hours, 0, self._visit_type, day.mask(day.first, day.end))

    def _is_over(self, wish: Wish, days: Sequence[date]) -> bool:
        """Was only today wished for, or a time before now?"""
        if wish.before_slot is not None and wish.before_slot <= self._tx.now:
            return True
        return wish.last_on is not None and wish.last_on <= days[0]

    def _same_day(self, wish: Wish) -> list[Start]:
        """Another time on the wished days, nearest to the wished one first.

        Where no days were wished for, the nearest time of each of the first days.
        """
        any_time = replace(wish, start_at=None, end_at=None, part=None, exact=False)
        near: list[Start] = []
        for on in [on for on in self._days() if admits_day(wish, on)][:_NEAR_DAYS]:
            here = self._starts(any_time, on)
            here.sort(key=lambda start: self._distance(wish, start))
            near.extend(here[: MAX_SHOWN if wish.first_on or wish.last_on else 1])
        if wish.first_on or wish.last_on:
            near.sort(key=lambda start: self._distance(wish, start))
        return near[:MAX_SHOWN]

    def _same_time(self, wish: Wish, *, towards: Wish | None = None) -> list[Start]:
        """What the wish says of time on other days, the nearest day first.

        Of each day the start that is nearest to the time which `towards` names.
        """
        days, anywhen = self._days(), replace(wish, first_on=None, last_on=None, weekdays=())
        low = wish.first_on or wish.last_on
        high = wish.last_on or wish.first_on
        if low is None or high is None:
            return []
        others = [on for on in days if not low <= on <= high]
        others.sort(key=lambda on: (min(abs((on - low).days), abs((on - high).days)), on))
        found: list[Start] = []
        for on in others:
            here = self._starts(anywhen, on, is_shy=True)
            here.sort(key=lambda start: self._distance(towards or wish, start))
            found.extend(here[:1])
            if len(found) == MAX_SHOWN:
                break
        return found

    def _distance(self, wish: Wish, start: Start) -> tuple[int, int]:
        """Cells from the time of day that was wished for; the earlier one of two wins."""
        part_from = PART_HOURS[wish.part][0] if wish.part else None
        clock = wish.start_at or part_from or wish.end_at
        if clock is None:
            return 0, start.cell
        wished = cell_of(instant(start.on, clock, start.site.zone))
        return abs(start.cell - wished), start.cell


_LAST_BOOKINGS = Statement(
    select(last_bookings).where(last_bookings.c.provider.in_(bindparam("whose", expanding=True)))
)
_OWN_VISITS = Statement(
    select(appointments.c.start_at, appointments.c.end_at).where(
        appointments.c.patient == bindparam("whose"),
        appointments.c.end_at > bindparam("now"),
        appointments.c.status.in_([status.value for status in OCCUPYING]),
        appointments.c.id != bindparam("moving"),
    )
)
# There may be many: their instants are not even opened, only counted in cells.
_MICROSECONDS = CELL_MINUTES * 60 * 1_000_000
_OFFERED = Statement(
    select(
        offers.c.provider,
        (type_coerce(offers.c.start_at, BigInteger) // _MICROSECONDS).label("cell"),
    ).where(
        offers.c.until > bindparam("now"), offers.c.conversation != bindparam("of_conversation")
    )
)


def _own_visits(tx: Tx, query: FindSlots) -> list[tuple[int, int]]:
    """Cells of the patient's coming visits, without buffers and without the one that is moved."""
    values = {"whose": query.patient, "now": tx.now, "moving": query.moving or ""}
    rows = _OWN_VISITS.rows(tx.conn, values)
    return [(cell_of(row["start_at"]), cell_from(row["end_at"])) for row in rows]


def _offered_to_others(tx: Tx, conversation: ConversationId) -> frozenset[tuple[ProviderId, int]]:
    """Who and when other conversations were offered lately."""
    rows = _OFFERED.rows(tx.conn, {"now": tx.now, "of_conversation": conversation})
    return frozenset((ProviderId(row["provider"]), row["cell"]) for row in rows)
