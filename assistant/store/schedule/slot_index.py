"""A cache of who is free when, one object a process, in front of the reservations.

For a site and a day it keeps each provider's busy cells, and for each visit type the starts that
this leaves, with the union over all providers: a search over a thousand providers asks one
integer first. It learns of changes, its own process's and others', from the revision that every
change of a reservation raises. What a search finds out is kept only once its transaction is
committed; the reservations have the last word in any case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock

from sqlalchemy import bindparam, select

from assistant.domain.availability import (
    CELL,
    DayCells,
    day_cells,
    grid_of,
    instant_of,
    open_cells,
    seat_starts,
    starts,
)
from assistant.domain.capacity import (
    group_led_by,
    group_of,
    is_session,
    resource_of,
    session_id,
    thing_at,
)
from assistant.domain.clock import Instant, local
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId
from assistant.domain.practice import Practice, Provider, Site, VisitType
from assistant.store.schedule.seats import STRETCH, revision
from assistant.store.statements import Row, Statement
from assistant.store.tables.scheduling import reservations, schedule_changes
from assistant.store.transactions import Tx

MAX_DAYS = 2000
"""Days of sites that are remembered before the cache begins anew."""
_LONGEST = 288
"""No reservation is longer than a day, so older ones need not be read."""

DayKey = tuple[SiteId, date]

_CHANGED = Statement(
    select(schedule_changes.c.resource, schedule_changes.c.stretch).where(
        schedule_changes.c.revision > bindparam("based_on")
    )
)
_taken = select(
    reservations.c.id,
    reservations.c.resource,
    reservations.c.seat,
    reservations.c.first_cell,
    reservations.c.end_cell,
    reservations.c.expires_at,
).where(
    reservations.c.first_cell > bindparam("early"),
    reservations.c.first_cell < bindparam("end"),
    reservations.c.end_cell > bindparam("first"),
    reservations.c.expires_at.is_(None) | (reservations.c.expires_at > bindparam("now")),
)
_TAKEN = Statement(_taken)
_TAKEN_OF = Statement(
    _taken.where(reservations.c.resource.in_(bindparam("resources", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Openings:
    """The starts of one visit type at one site on one day.

    `starts`: by provider, masks of the day's `DayCells`; `order`: who has any, the freest first;
    `union`: starts that anybody has; `open_hours`: cells in which anybody of them works. `free`:
    the starts before it was asked whether there is a room; the same where none is needed.
    """

    starts: Mapping[ProviderId, int]
    order: tuple[ProviderId, ...]
    union: int
    open_hours: int
    free: Mapping[ProviderId, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a day's reservations take.

    `busy`: cells by provider, buffers of what is there included; `holds`: providers of whom a
    time is held, and when the first of these holds runs out; `sessions`: by reservation, the
    first cell of each group and its end; `seated`: how many have a seat with the provider in the
    group that begins there; `things`: by room or device, the cells of each seat.
    """

    busy: Mapping[ProviderId, int]
    holds: Mapping[ProviderId, Instant]
    sessions: Mapping[str, tuple[ProviderId, int, int]]
    seated: Mapping[tuple[ProviderId, int], int]
    things: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class SiteDay:
    """A site on a day; replaced, never changed, when what is taken there changes.

    `before`: openings by visit type as they were before those providers changed.
    """

    taken: Taken
    before: Mapping[VisitTypeId, tuple[Openings, frozenset[ProviderId]]] = field(
        default_factory=dict[VisitTypeId, tuple[Openings, frozenset[ProviderId]]]
    )
    openings: dict[VisitTypeId, Openings] = field(default_factory=dict[VisitTypeId, Openings])


class Hours:
    """A practice's open cells, which no booking changes; computed once for each day."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self._open: dict[tuple[ProviderId, SiteId, date, VisitTypeId | None], int] = {}

    @cached_property
    def by_resource(self) -> Mapping[str, Provider]:
        """Providers by the name of their time in the tables."""
        return {resource_of(provider.id): provider for provider in self.practice.providers}

    @cached_property
    def has_groups(self) -> bool:
        """Is there any kind of visit to which several patients come?"""
        return any(kind.capacity > 1 for kind in self.practice.visit_types)

    def things_at(self, site: SiteId) -> list[str]:
        """The names of the site's rooms and devices in the tables."""
        return [thing_at(one.id, site) for one in self.practice.resources if one.site == site]

    @cached_property
    def _doing(self) -> Mapping[tuple[VisitTypeId, SiteId], tuple[Provider, ...]]:
        by_id = {provider.id: provider for provider in self.practice.providers}
        return {
            (kind.id, site.id): tuple(
                by_id[key]
                for key in kind.providers
                if key in by_id
                and any(plan.site == site.id for plan in by_id[key].plans)
                and self.practice.has_what_it_needs(kind, site.id)
            )
            for kind in self.practice.visit_types
            for site in self.practice.sites
        }

    def doing(self, visit_type: VisitTypeId, site: SiteId) -> tuple[Provider, ...]:
        """Who does this kind of visit at this site, in the practice's order."""
        return self._doing.get((visit_type, site), ())

    def open(self, provider: Provider, site: Site, day: DayCells, kind: VisitTypeId) -> int:
        """See `open_cells`; remembered once for all kinds of visit where there are no zones."""
        key = (provider.id, site.id, day.on, kind if provider.id in self._zoned else None)
        mask = self._open.get(key)
        if mask is None:
            if len(self._open) > MAX_DAYS * 100:
                self._open.clear()
            mask = self._open[key] = open_cells(self.practice, provider, site, day, kind)
        return mask

    @cached_property
    def _zoned(self) -> frozenset[ProviderId]:
        people = self.practice.providers
        return frozenset(who.id for who in people if any(plan.zones for plan in who.plans))


@dataclass
class _Known:
    """What is committed: the days as of `revision`."""

    hours: Hours
    revision: int = -1
    days: dict[DayKey, SiteDay] = field(default_factory=dict[DayKey, SiteDay])


class SlotIndex:
    """The cache. Give the same one to every search of a process."""

    def __init__(self) -> None:
        self._known: _Known | None = None
        self._lock = Lock()

    def view(self, tx: Tx, practice: Practice) -> "View":
        """The schedule as this transaction sees it; of use only while it lasts."""
        with self._lock:
            known = self._known
            if known is None or not _is_same(known.hours.practice, practice):
                known = self._known = _Known(Hours(practice))
            if len(known.days) > MAX_DAYS:
                known = self._known = _Known(known.hours)
        view = View(tx, known.hours, known.revision, known.days)
        tx.after_commit(lambda: self._keep(known, view))
        return view

    def _keep(self, known: _Known, view: "View") -> None:
        """Remember what a committed search has read, unless another one was faster."""
        with self._lock:
            if self._known is known and known.revision == view.based_on:
                known.days.update(view.read)
                known.revision = view.revision


class View:
    """The index for one transaction: what was known, and what it had to read anew."""

    def __init__(
        self, tx: Tx, hours: Hours, based_on: int, known: Mapping[DayKey, SiteDay]
    ) -> None:
        self.hours = hours
        self.based_on = based_on
        self.revision = revision(tx)
        self.read: dict[DayKey, SiteDay] = {}
        self._tx = tx
        # A reader may see an older state than what is known by now.
        nothing: dict[DayKey, SiteDay] = {}
        self._known: Mapping[DayKey, SiteDay] = known if based_on <= self.revision else nothing
        if 0 <= based_on < self.revision:
            self._refresh()

    def openings(self, visit_type: VisitType, site: Site, day: DayCells) -> Openings:
        """Who could start this visit there on that day, and when."""
        whole = self._site_day(site, day)
        found = whole.openings.get(visit_type.id)
        if found is None:
            found = self._openings(whole, visit_type, site, day)
            whole.openings[visit_type.id] = found
        return found

    def taken(self, site: Site, day: DayCells) -> Taken:
        """What is taken at that site on that day."""
        return self._site_day(site, day).taken

    def _room(self, taken: Taken, visit_type: VisitType, site: Site, day: DayCells) -> int:
        """Starts at which each room and device that the visit needs has a seat free."""
        mask = day.mask(day.first, day.end)
        for key in visit_type.needs:
            thing = self.hours.practice.resource(key, site.id)
            seats = taken.things.get(thing_at(key, site.id), {})
            count = thing.count if thing is not None else 0
            mask &= seat_starts((seats.get(seat, 0) for seat in range(count)), visit_type, day)
        return mask

    def _site_day(self, site: Site, day: DayCells) -> SiteDay:
        key = (site.id, day.on)
        found = self.read.get(key) or self._known.get(key)
        if found is None:
            found = self.read[key] = SiteDay(self._taken(site, day))
        ended = [who for who, until in found.taken.holds.items() if until <= self._tx.now]
        if ended:
            found = self.read[key] = self._reread(found, site, day, frozenset(ended))
        return found

    def _openings(
        self, whole: SiteDay, visit_type: VisitType, site: Site, day: DayCells
    ) -> Openings:
        """Computed for all, or for those who have changed if the others are known."""
        practice = self.hours.practice
        doing = self.hours.doing(visit_type.id, site.id)
        old, changed = whole.before.get(visit_type.id, (None, frozenset[ProviderId]()))
        free = dict(old.free) if old is not None else {}
        grid = grid_of(practice, day)
        for provider in doing:
            if old is None or provider.id in changed:
                open_mask = self.hours.open(provider, site, day, visit_type.id)
                busy = whole.taken.busy.get(provider.id, 0)
                free[provider.id] = starts(open_mask, busy, visit_type, grid)
        masks = self.with_rooms_and_groups(free, whole.taken, visit_type, site, day)
        having = (key for key, mask in masks.items() if mask)
        order = sorted(having, key=lambda key: -masks[key].bit_count())
        union = hours = 0
        for mask in masks.values():
            union |= mask
        if old is not None:
            hours = old.open_hours
        else:
            for provider in doing:
                hours |= self.hours.open(provider, site, day, visit_type.id)
        return Openings(masks, tuple(order), union, hours, free)

    def with_rooms_and_groups(
        self,
        free: Mapping[ProviderId, int],
        taken: Taken,
        visit_type: VisitType,
        site: Site,
        day: DayCells,
    ) -> Mapping[ProviderId, int]:
        """The starts at which there is a room too, and those at which a group has a seat left."""
        if visit_type.needs:
            room = self._room(taken, visit_type, site, day)
            free = {key: mask & room for key, mask in free.items()}
        if visit_type.capacity > 1:
            free = {
                key: mask | self._joinable(taken, key, visit_type, site, day)
                for key, mask in free.items()
            }
        return free

    def _joinable(
        self, taken: Taken, provider: ProviderId, visit_type: VisitType, site: Site, day: DayCells
    ) -> int:
        """Starts of that provider's groups of this kind which have a seat left."""
        before = visit_type.buffer_before // CELL
        length = before + (visit_type.duration + visit_type.buffer_after) // CELL
        mask = 0
        for who, first, end in taken.sessions.values():
            if who != provider or end - first != length:
                continue
            is_ours = session_id(provider, site.id, visit_type, first) in taken.sessions
            if is_ours and taken.seated.get((provider, first), 0) < visit_type.capacity:
                mask |= day.mask(first + before, first + before + 1)
        if not mask:
            return 0
        practice = self.hours.practice
        open_mask = self.hours.open(practice.provider(provider), site, day, visit_type.id)
        return mask & starts(open_mask, 0, visit_type, grid_of(practice, day))

    def _refresh(self) -> None:
        """Read again those days that are known and have changed since."""
        rows = _CHANGED.rows(self._tx.conn, {"based_on": self.based_on})
        stale: dict[DayKey, set[ProviderId]] = {}
        for row in rows:
            provider = self.hours.by_resource.get(row["resource"])
            for site in self.hours.practice.sites if provider is not None else ():
                for key in _days_of(row["stretch"], site):
                    if provider is not None and key in self._known:
                        stale.setdefault(key, set()).add(provider.id)
        for key, providers in stale.items():
            site = self.hours.practice.site(key[0])
            day = day_cells(key[1], site.zone)
            self.read[key] = self._reread(self._known[key], site, day, frozenset(providers))

    def _reread(
        self, old: SiteDay, site: Site, day: DayCells, providers: frozenset[ProviderId]
    ) -> SiteDay:
        """The day with those providers' time, and the rooms, as the database has them now."""
        new, was = self._taken(site, day, providers), old.taken
        kept = Taken(
            {who: mask for who, mask in was.busy.items() if who not in providers},
            {who: until for who, until in was.holds.items() if who not in providers},
            {key: one for key, one in was.sessions.items() if one[0] not in providers},
            {key: count for key, count in was.seated.items() if key[0] not in providers},
            {},
        )
        taken = Taken(
            {**kept.busy, **new.busy},
            {**kept.holds, **new.holds},
            {**kept.sessions, **new.sessions},
            {**kept.seated, **new.seated},
            new.things,
        )
        before = {kind: (seen, changed | providers) for kind, (seen, changed) in old.before.items()}
        before |= {kind: (seen, providers) for kind, seen in old.openings.items()}
        return SiteDay(taken, before)

    def _taken(
        self, site: Site, day: DayCells, providers: frozenset[ProviderId] | None = None
    ) -> Taken:
        """What the database has; of these providers, if they are given."""
        values: dict[str, object] = {
            "early": day.first - STRETCH - _LONGEST,
            "end": day.end + STRETCH,
            "first": day.first - STRETCH,
            "now": self._tx.now,
        }
        things = self.hours.things_at(site.id)
        if providers is None:
            rows = _TAKEN.rows(self._tx.conn, values)
        else:
            names = [resource_of(provider) for provider in providers] + things
            if self.hours.has_groups:
                names += [group_of(provider) for provider in providers]
            rows = _TAKEN_OF.rows(self._tx.conn, values | {"resources": names})
        return self._sorted(rows, frozenset(things), day)

    def _sorted(self, rows: list[Row], things: frozenset[str], day: DayCells) -> Taken:
        busy: dict[ProviderId, int] = {}
        holds: dict[ProviderId, Instant] = {}
        sessions: dict[str, tuple[ProviderId, int, int]] = {}
        seated: dict[tuple[ProviderId, int], int] = {}
        rooms: dict[str, dict[int, int]] = {name: {} for name in things}
        for row in rows:
            resource, first, end = row["resource"], row["first_cell"], row["end_cell"]
            provider = self.hours.by_resource.get(resource)
            if provider is not None:
                busy[provider.id] = busy.get(provider.id, 0) | day.mask(first, end)
                if is_session(row["id"]):
                    sessions[row["id"]] = (provider.id, first, end)
                who = provider.id
            elif resource in rooms:
                seats = rooms[resource]
                seats[row["seat"]] = seats.get(row["seat"], 0) | day.mask(first, end)
                continue
            elif (who := group_led_by(resource)) is not None:
                seated[who, first] = seated.get((who, first), 0) + 1
            else:
                continue
            expires_at = row["expires_at"]
            if expires_at is not None:
                holds[who] = min(expires_at, holds.get(who, expires_at))
        return Taken(busy, holds, sessions, seated, rooms)


def _days_of(stretch: int, site: Site) -> set[DayKey]:
    """The local days whose masks show this stretch: its own and, for buffers, their neighbours.

    A visit of the evening may block the next morning only by its buffer, so a day is looked at
    six hours around the stretch.
    """
    ends = (instant_of((stretch - 1) * STRETCH), instant_of((stretch + 2) * STRETCH))
    return {(site.id, local(at, site.zone).date()) for at in ends}


def _is_same(one: Practice, other: Practice) -> bool:
    """Loaded anew it is another object, but mostly says the same."""
    return one is other or one == other
