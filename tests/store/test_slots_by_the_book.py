"""The search against a slow and obvious reading of all rules at once, in made-up practices."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant, instant, local
from assistant.domain.facts import PART_HOURS, PartOfDay
from assistant.domain.ids import PatientId, ProviderId, SiteId
from assistant.domain.practice import (
    Absence,
    Closure,
    DatedHours,
    Plan,
    Practice,
    Provider,
    Site,
    Span,
    VisitType,
    Week,
    Window,
    WindowKind,
    Zone,
)
from assistant.domain.schedule import Slot, Wish
from assistant.store import patients
from tests.store.world import (
    ANNA,
    CHECKUP,
    CHEN,
    EAST,
    MAIN,
    MONDAY,
    NOW,
    RUIZ,
    VACCINE,
    ZONE,
    Desk,
    a_patient,
    a_practice,
    a_visit_type,
)

CARL = PatientId("pat_carl")
BORN_ON = date(1980, 3, 6)
"""He, who asks, turns 46 on the fourth day."""
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
        step = timedelta(minutes=self.chance.choice([5, 10, 15, 30]))
        first = self._day()
        closure = Closure(first, first + timedelta(days=self.chance.randrange(2)), "holiday")
        if self.chance.random() < 0.5:
            closure = replace(closure, site=EAST)
        made = a_practice(*kinds, sites=sites, providers=providers)
        return replace(made, slot_step=step, closures=(closure,))

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

    def who_and_where(self, practice: Practice) -> tuple[ProviderId | None, SiteId | None]:
        provider = self.chance.choice([None, RUIZ, CHEN])
        plans = practice.provider(provider or RUIZ).plans
        return provider, self.chance.choice([None, *(plan.site for plan in plans)])

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


def by_the_book(practice: Practice, kind: VisitType, visits: list[Appointment]) -> Iterator[Start]:
    """Every time that may be offered, one rule after the other."""
    starts = list(free(practice, kind, visits))
    days = {(start.site, _day(practice, start)) for start in starts}
    for start in starts:
        if _in_window(practice, kind, start, days) and _has_age(kind, _day(practice, start)):
            yield start


def free(practice: Practice, kind: VisitType, visits: list[Appointment]) -> Iterator[Start]:
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
                        and not any(_touches(practice, kind, key, at, visit) for visit in visits)
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


def _touches(
    practice: Practice, kind: VisitType, key: ProviderId, at: Instant, visit: Appointment
) -> bool:
    theirs = practice.visit_type(visit.visit_type)
    first, last = at - kind.buffer_before, at + kind.duration + kind.buffer_after
    low, high = visit.start - theirs.buffer_before, visit.end + theirs.buffer_after
    return visit.provider == key and first < high and low < last


def _is_wished(practice: Practice, wish: Wish, start: Start) -> bool:
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


def differences(desk: Desk, make: Maker, practice: Practice, asks: int) -> list[str]:
    """Where the search, over what the desk takes for the practice, says other than the book."""
    desk.do(lambda tx: patients.add(tx, replace(a_patient(CARL, "Carl"), born_on=BORN_ON)))
    desk.asker = CARL
    tried = [desk.book(make.slot(practice), ANNA) for _ in range(40)]
    visits = [visit for visit in tried if isinstance(visit, Appointment)]
    found: list[str] = []
    for kind in practice.visit_types:
        book = list(by_the_book(practice, kind, visits))
        for _ in range(asks):
            provider, site = make.who_and_where(practice)
            wish = make.wish()
            allowed = [s for s in book if provider in {None, s.provider} and site in {None, s.site}]
            wished = [start for start in allowed if _is_wished(practice, wish, start)]
            result = desk.find(wish, kind=kind.id, provider=provider, site=site)
            shown = [Start(slot.provider, slot.site, slot.start) for slot in result.slots]
            if result.fits != bool(wished) or bool(result.missed) == bool(wished):
                found.append(f"it says {result.fits} {result.missed!r}")
            found += _wrong(shown, wished, allowed)
    return found


def _wrong(shown: list[Start], wished: list[Start], allowed: list[Start]) -> list[str]:
    times = [start.at for start in shown]
    found = [f"{start} is not allowed" for start in shown if start not in (wished or allowed)]
    if times != sorted(set(times)):
        found.append("not in order")
    if wished and (not times or times[0] != min(start.at for start in wished)):
        found.append("not the first")
    if wished and len(times) != min(3, len({start.at for start in wished})):
        found.append("too few")
    if bool(times) != bool(allowed):
        found.append("nothing is shown")
    return found


@pytest.mark.parametrize("seed", range(20))
def test_what_is_shown_is_what_the_rules_allow(desk: Desk, seed: int) -> None:
    make = Maker(seed)
    desk.practice = make.practice()
    assert differences(desk, make, desk.practice, asks=6) == []


def _kinds(practice: Practice, **changes: object) -> Practice:
    kinds = tuple(replace(kind, **changes) for kind in practice.visit_types)
    return replace(practice, visit_types=kinds)


def _sites(practice: Practice, **changes: object) -> Practice:
    return replace(practice, sites=tuple(replace(site, **changes) for site in practice.sites))


def _people(practice: Practice, **changes: object) -> Practice:
    return replace(practice, providers=tuple(replace(p, **changes) for p in practice.providers))


def _without_protected_hours(practice: Practice) -> Practice:
    providers = tuple(
        replace(who, plans=tuple(replace(plan, zones=()) for plan in who.plans))
        for who in practice.providers
    )
    return replace(practice, providers=providers)


def _without_the_plans_dates(practice: Practice) -> Practice:
    providers = tuple(
        replace(who, plans=tuple(replace(plan, dated=()) for plan in who.plans))
        for who in practice.providers
    )
    return replace(practice, providers=providers)


FORGOTTEN: dict[str, Callable[[Practice], Practice]] = {
    "closures": lambda practice: replace(practice, closures=()),
    "dated hours of a site": lambda practice: _sites(practice, dated=()),
    "dated hours of a provider": _without_the_plans_dates,
    "zones": lambda practice: _sites(practice, zone=ZONE),
    "notice": lambda practice: _kinds(practice, notice=timedelta()),
    "windows": lambda practice: _kinds(practice, window=Window(count=DAYS)),
    "ages": lambda practice: _kinds(practice, min_age=None, max_age=None),
    "absences": lambda practice: _people(practice, away=()),
    "protected hours": _without_protected_hours,
    "buffers": lambda practice: _kinds(
        practice, buffer_before=timedelta(), buffer_after=timedelta()
    ),
    "the grid": lambda practice: replace(practice, slot_step=timedelta(minutes=5)),
}


@pytest.mark.parametrize("forget", FORGOTTEN.values(), ids=FORGOTTEN.keys())
def test_a_forgotten_rule_is_seen(desk: Desk, forget: Callable[[Practice], Practice]) -> None:
    def is_seen(seed: int) -> bool:
        desk.empty()
        make = Maker(seed)
        practice = make.practice()
        desk.practice = forget(practice)
        return differences(desk, make, practice, asks=8) != []

    assert any(is_seen(seed) for seed in range(20))
