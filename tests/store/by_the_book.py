"""Made-up practices, and a slow and obvious reading of all rules of what may be offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant, instant, local
from assistant.domain.facts import PART_HOURS, PartOfDay
from assistant.domain.ids import PatientId, ProviderId, ResourceId, SiteId
from assistant.domain.practice import (
    Absence,
    Closure,
    DatedHours,
    Plan,
    Practice,
    Provider,
    Resource,
    Site,
    Span,
    VisitType,
    Week,
    Window,
    WindowKind,
    Zone,
)
from assistant.domain.schedule import Slot, Wish
from tests.store.world import (
    CHECKUP,
    CHEN,
    EAST,
    MAIN,
    MONDAY,
    NOW,
    RUIZ,
    VACCINE,
    ZONE,
    a_practice,
    a_visit_type,
)

CARL = PatientId("pat_carl")
BORN_ON = date(1980, 3, 6)
"""He, who asks, turns 46 on the fourth day."""
ROOM, LASER = ResourceId("room"), ResourceId("laser")
WEEKS = 8
"""How far the book is read."""
DAYS = 12
"""Days of which the made-up practices have dated hours, closures and visits."""
MINUTE = timedelta(minutes=1)
PARTS = (PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.MIDDAY)


@dataclass(frozen=True)
class Start:
    """One time that one provider could give at one site."""

    provider: ProviderId
    site: SiteId
    at: Instant


class Maker:
    """A practice, visits and wishes out of one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 (a test that can be repeated)

    def practice(self) -> Practice:
        sites = (self._site(MAIN, ZONE), self._site(EAST, "America/Chicago"))
        providers = (self._provider(RUIZ, MAIN, EAST), self._provider(CHEN, MAIN))
        kinds = (self._kind(CHECKUP), self._kind(VACCINE))
        rooms = tuple(
            Resource(key, key, site, self.chance.choice([1, 2]))
            for key in (ROOM, LASER)
            for site in (MAIN, EAST)
            if key == ROOM or site == MAIN
        )
        step = timedelta(minutes=self.chance.choice([5, 10, 15, 30]))
        first = self._day()
        closure = Closure(first, first + timedelta(days=self.chance.randrange(2)), "holiday")
        if self.chance.random() < 0.5:
            closure = replace(closure, site=EAST)
        made = a_practice(*kinds, sites=sites, providers=providers)
        return replace(made, slot_step=step, closures=(closure,), resources=rooms)

    def slots(self, practice: Practice, count: int) -> Iterator[Slot]:
        """Times that patients ask for; now and then one that somebody asked for before."""
        made: list[Slot] = []
        for _ in range(count):
            again = made and self.chance.random() < 0.4
            made.append(self.chance.choice(made) if again else self.slot(practice))
            yield made[-1]

    def slot(self, practice: Practice) -> Slot:
        kind = self.chance.choice(practice.visit_types)
        provider = practice.provider(self.chance.choice(kind.providers))
        plan = self.chance.choice(provider.plans)
        zone = practice.site(plan.site).zone
        clock = time(self.chance.randrange(8, 17), self.chance.randrange(0, 60, 5))
        start = instant(self._day(), clock, zone)
        return Slot(provider.id, plan.site, kind.id, start, start + kind.duration)

    def wish(self) -> Wish:
        made, chance = Wish(), self.chance
        if chance.random() < 0.6:
            first = self._day()
            last = first + timedelta(days=chance.choice([0, 0, 2]))
            made = replace(made, first_on=first, last_on=last)
        if chance.random() < 0.2:
            made = replace(made, weekdays=tuple(sorted(chance.sample(range(5), 2))))
        clock = time(chance.randrange(8, 16), chance.choice([0, 30]))
        match chance.randrange(5):
            case 0:
                made = replace(made, part=chance.choice(PARTS))
            case 1:
                made = replace(made, start_at=clock)
            case 2:
                made = replace(made, end_at=clock)
            case 3:
                made = replace(made, start_at=clock, exact=True)
            case _:
                pass
        return made

    def who_and_where(
        self, practice: Practice, kind: VisitType
    ) -> tuple[ProviderId | None, SiteId | None]:
        """A wish that some day can meet."""
        provider = self.chance.choice([None, *kind.providers])
        plans = practice.provider(provider or RUIZ).plans
        sites = [plan.site for plan in plans if practice.has_what_it_needs(kind, plan.site)]
        return provider, self.chance.choice([None, *sites])

    def unwanted(self, kind: VisitType, provider: ProviderId | None) -> ProviderId | None:
        """Somebody whom the patient does not want, where others do such visits; now and then."""
        if provider is not None or len(kind.providers) == 1:
            return None
        return self.chance.choice([None, *kind.providers])

    def _day(self) -> date:
        return MONDAY + timedelta(days=self.chance.randrange(DAYS))

    def _site(self, key: SiteId, zone: str) -> Site:
        hours = self._week((Span(time(8), time(17)),), (Span(time(9), time(18)),))
        return Site(key, key, zone, "1 Elm St", hours, self._dated(Span(time(10), time(15))))

    def _provider(self, key: ProviderId, *sites: SiteId) -> Provider:
        morning, noon = Span(time(8), time(12)), Span(time(13), time(17))
        short = Span(time(9, 20), time(11, 40))
        zone = Zone(self._week((Span(time(9), time(11)),), (noon,)), (VACCINE,))
        plans = tuple(
            Plan(site, self._week((morning, noon), (short,), (noon,)), self._dated(short), (zone,))
            for site in sites
        )
        gone = self._day()
        away = (Absence(gone, gone + timedelta(days=1)),)
        return Provider(key, key, "family medicine", plans, away=away)

    def _kind(self, key: str) -> VisitType:
        fives = [timedelta(minutes=5 * n) for n in range(5)]
        made = a_visit_type(VACCINE if key == VACCINE else CHECKUP)
        return replace(
            made,
            duration=timedelta(minutes=self.chance.choice([10, 25, 30, 45])),
            buffer_before=self.chance.choice(fives),
            buffer_after=self.chance.choice(fives),
            notice=timedelta(minutes=self.chance.choice([0, 125, 60 * 26])),
            window=self._window(),
            min_age=self.chance.choice([None, None, None, 46]),
            max_age=self.chance.choice([None, None, None, 45]),
            needs=self.chance.choice([(), (), (ROOM,), (LASER, ROOM)]),
            most_a_day=self.chance.choice([0, 0, 1, 2]),
            most_a_week=self.chance.choice([0, 0, 5]),
            capacity=self.chance.choice([1, 1, 2, 3]),
        )

    def _window(self) -> Window:
        kind = self.chance.choice(list(WindowKind))
        if kind is WindowKind.DAYS:
            return Window(kind, self.chance.choice([3, 7, DAYS]))
        first, last = sorted([self._day(), self._day()])
        return Window(kind, self.chance.choice([2, 4]), first, last)

    def _week(self, *choices: tuple[Span, ...]) -> Week:
        days = [self.chance.choice([*choices, choices[0], ()]) for _ in range(5)]
        return (*days, (), ())

    def _dated(self, span: Span) -> tuple[DatedHours, ...]:
        on, off = self.chance.sample(range(DAYS), 2)
        day = MONDAY + timedelta(days=1)
        return (
            DatedHours(day + timedelta(days=on), (span,)),
            DatedHours(day + timedelta(days=off), ()),
        )


def by_the_book(
    practice: Practice, kind: VisitType, visits: Sequence[Appointment]
) -> Iterator[Start]:
    """Every time that may be offered, one rule after the other."""
    starts = list(free(practice, kind, visits))
    days = {(start.site, _day(practice, start)) for start in starts}
    for start in starts:
        if _in_window(practice, kind, start, days) and _has_age(kind, _day(practice, start)):
            yield start


def free(practice: Practice, kind: VisitType, visits: Sequence[Appointment]) -> Iterator[Start]:
    """Every time that is free in the coming weeks, whatever the window says."""
    for key in kind.providers:
        provider = practice.provider(key)
        for plan in provider.plans:
            site = practice.site(plan.site)
            today = local(NOW, site.zone).date()
            for on in (today + timedelta(days=n) for n in range(WEEKS * 7)):
                if _is_gone(provider, on) or not practice.hours_on(site, on):
                    continue
                for at in _walls(on, practice.slot_step, site.zone):
                    if (
                        at >= NOW + kind.notice
                        and _is_open(practice, site, plan, at, kind)
                        and _has_time(practice, kind, Start(key, site.id, at), visits)
                        and not _is_capped(practice, kind, site, at, visits)
                        and _has_rooms(practice, kind, Start(key, site.id, at), visits)
                    ):
                        yield Start(key, site.id, at)


def _day(practice: Practice, start: Start) -> date:
    return local(start.at, practice.site(start.site).zone).date()


def _is_gone(provider: Provider, on: date) -> bool:
    return any(gone.first_on <= on <= gone.last_on for gone in provider.away)


def _in_window(
    practice: Practice, kind: VisitType, start: Start, days: set[tuple[SiteId, date]]
) -> bool:
    """`days`: those with a free start, by site."""
    site = practice.site(start.site)
    on, today = _day(practice, start), local(NOW, site.zone).date()
    before = [today + timedelta(days=n) for n in range((on - today).days)]
    match kind.window.kind:
        case WindowKind.DAYS:
            return len(before) < kind.window.count
        case WindowKind.BUSINESS_DAYS:
            return sum(bool(practice.hours_on(site, day)) for day in before) < kind.window.count
        case WindowKind.BOOKABLE_DAYS:
            return len(days & {(site.id, day) for day in before}) < kind.window.count
        case WindowKind.DATES:
            wall = local(start.at, practice.zone).date()
            first, last = kind.window.first_on, kind.window.last_on
            return first is not None and last is not None and first <= wall <= last


def _has_age(kind: VisitType, on: date) -> bool:
    birthday = BORN_ON.replace(year=on.year)
    age = on.year - BORN_ON.year - (1 if on < birthday else 0)
    return (kind.min_age or 0) <= age <= (kind.max_age or 200)


def _walls(on: date, step: timedelta, zone: str) -> Iterator[Instant]:
    for minute in range(0, 24 * 60, step // MINUTE):
        yield instant(on, time(minute // 60, minute % 60), zone)


def _is_open(practice: Practice, site: Site, plan: Plan, at: Instant, kind: VisitType) -> bool:
    begins, ends = local(at, site.zone), local(at + kind.duration, site.zone)
    on = begins.date()
    for closure in practice.closures:
        if closure.site in {None, site.id} and closure.first_on <= on <= closure.last_on:
            return False
    for week, dated in ((site.hours, site.dated), (plan.hours, plan.dated)):
        special = [entry.spans for entry in dated if entry.on == on]
        spans = special[0] if special else week[on.weekday()]
        if not any(_is_within(begins, ends, span) for span in spans):
            return False
    return not any(
        begins.time() < span.closes and span.opens < ends.time()
        for zone in plan.zones
        for span in zone.hours[on.weekday()]
        if kind.id not in zone.visit_types
    )


def _is_within(begins: datetime, ends: datetime, span: Span) -> bool:
    return (
        span.opens <= begins.time() and begins.date() == ends.date() and ends.time() <= span.closes
    )


def _has_time(
    practice: Practice, kind: VisitType, start: Start, visits: Sequence[Appointment]
) -> bool:
    """Is nobody else with the provider, or just a group with a seat left?"""
    others = [v for v in visits if v.provider == start.provider and _meet(practice, kind, start, v)]
    if kind.capacity == 1:
        return not others
    is_group = all(_is_of(start, kind, visit) for visit in others)
    return is_group and len(others) < kind.capacity


def _is_of(start: Start, kind: VisitType, visit: Appointment) -> bool:
    """Is it a visit of the group that begins there?"""
    theirs = (visit.provider, visit.site, visit.start, visit.visit_type)
    return theirs == (start.provider, start.site, start.at, kind.id)


def _meet(practice: Practice, kind: VisitType, start: Start, visit: Appointment) -> bool:
    """Do they share a moment, buffers included?"""
    theirs = practice.visit_type(visit.visit_type)
    first, last = start.at - kind.buffer_before, start.at + kind.duration + kind.buffer_after
    low, high = visit.start - theirs.buffer_before, visit.end + theirs.buffer_after
    return first < high and low < last


def _is_capped(
    practice: Practice, kind: VisitType, site: Site, at: Instant, visits: Sequence[Appointment]
) -> bool:
    on = local(at, site.zone).date()
    days = [
        local(visit.start, practice.site(visit.site).zone).date()
        for visit in visits
        if visit.visit_type == kind.id
    ]
    weeks = [day.isocalendar()[:2] for day in days]
    is_day_full = kind.most_a_day and days.count(on) >= kind.most_a_day
    return bool(
        is_day_full or (kind.most_a_week and weeks.count(on.isocalendar()[:2]) >= kind.most_a_week)
    )


def _has_rooms(
    practice: Practice, kind: VisitType, start: Start, visits: Sequence[Appointment]
) -> bool:
    """Is one of each thing that it needs free the whole time, or does its group have it?"""
    if any(_is_of(start, kind, visit) for visit in visits) and kind.capacity > 1:
        return True
    for key in kind.needs:
        thing = practice.resource(key, start.site)
        if thing is None:
            return False
        seats = _seats(practice, thing, visits)
        if all(any(_meet(practice, kind, start, visit) for visit in seat) for seat in seats):
            return False
    return True


def _seats(
    practice: Practice, thing: Resource, visits: Sequence[Appointment]
) -> list[list[Appointment]]:
    """Who has which of them: each visit, in the order of booking, got the first that was free."""
    seats: list[list[Appointment]] = [[] for _ in range(thing.count)]
    seen: list[Appointment] = []
    for visit in visits:
        kind = practice.visit_type(visit.visit_type)
        start = Start(visit.provider, visit.site, visit.start)
        is_joining = kind.capacity > 1 and any(_is_of(start, kind, other) for other in seen)
        seen.append(visit)
        if is_joining or visit.site != thing.site or thing.id not in kind.needs:
            continue
        free = [s for s in seats if not any(_meet(practice, kind, start, other) for other in s)]
        free[0].append(visit)
    return seats


def is_wished(practice: Practice, wish: Wish, start: Start) -> bool:
    wall = local(start.at, practice.site(start.site).zone)
    low, high = PART_HOURS[wish.part] if wish.part else (time.min, time.max)
    return (
        (wish.first_on is None or wall.date() >= wish.first_on)
        and (wish.last_on is None or wall.date() <= wish.last_on)
        and (not wish.weekdays or wall.weekday() in wish.weekdays)
        and low <= wall.time() < high
        and (wish.start_at is None or wall.time() >= wish.start_at)
        and (not wish.exact or wall.time() == wish.start_at)
        and (wish.end_at is None or wall.time() < wish.end_at)
    )
