"""A book full of made-up visits: people, families and four weeks of what a practice does.

The same practice, start and seed give the same book. Start reading at `sample_fixture`.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from assistant.domain.clock import days_from, instant, local, midnight
from assistant.domain.practice import Practice, Provider, Site, Span, VisitType, spans_on
from assistant.domain.windows import window_at

DEMO_PHONE = "+15550100001"
"""The number of one patient, Jordan Avery, born on April 12, 1986."""
FAMILY_PHONE = "+15550100002"
"""The number of a mother, who writes Spanish, and of her two children."""

Entry = dict[str, object]

_FILLED = 0.65
_KNOWN = 0.6
_MOST_VISITS = 3
_DAYS_A_YEAR = 365.25
_FIRST = (
    "Aaliyah", "Amara", "Ana", "Bao", "Beatriz", "Camila", "Chidi", "Daniel", "Diego", "Elif",
    "Emma", "Fatima", "Gabriel", "Hana", "Ines", "Isaac", "Jamal", "Javier", "Kofi", "Lena",
    "Liam", "Luis", "Mai", "Malik", "Marisol", "Mei", "Nadia", "Noah", "Olga", "Omar", "Paloma",
    "Priya", "Quinn", "Rafael", "Rosa", "Samir", "Tariq", "Thandi", "Valeria", "Yusuf",
)  # fmt: skip
_LAST_SPANISH = (
    "Alvarez", "Castillo", "Flores", "Guerrero", "Herrera", "Ibarra", "Medina", "Navarro",
    "Ortega", "Salazar", "Vargas", "Zamora",
)  # fmt: skip
_LAST_OTHER = (
    "Abdi", "Baker", "Chen", "Cohen", "Dubois", "Edwards", "Fischer", "Gupta", "Hughes", "Ito",
    "Jackson", "Kim", "Kowalski", "Lee", "Mensah", "Nguyen", "Okoye", "Petrov", "Rahman", "Silva",
    "Tran", "Usman", "Walker", "Yilmaz",
)  # fmt: skip


@dataclass
class _Patient:
    entry: Entry
    is_child: bool
    visits: int = 0
    days: set[date] = field(default_factory=set[date])


@dataclass(frozen=True)
class _Opening:
    """A stretch in which a provider sees patients at a site; instants in UTC."""

    provider: Provider
    site: Site
    opens: datetime
    closes: datetime


def sample_fixture(
    practice: Practice,
    *,
    start: date,
    weeks: int = 4,
    seed: int = 1,
    has_demo_visit: bool = True,
) -> dict[str, list[Entry]]:
    """A fixture for `frontdesk chat --fixture`: `patients` and `appointments`, all of it JSON.

    Args:
        practice: whose hours, providers and visit types are used.
        start: the first day with visits, on the sites' walls.
        weeks: how many weeks from there.
        seed: another one gives another book.
        has_demo_visit: the patient at `DEMO_PHONE` has one visit in the week after `start`'s.

    Returns:
        Visits of one provider never overlap, buffers included; they lie within the hours of
        provider and site, on the grid of the practice, and take about 65 % of it. Nobody has
        two visits on a day.
    """
    return _Book(practice, start, seed).fill(weeks, has_demo_visit=has_demo_visit)


class _Book:
    def __init__(self, practice: Practice, start: date, seed: int) -> None:
        self._practice = practice
        self._start = start
        self._random = random.Random(seed)  # noqa: S311  # nosec B311
        self._patients = _regulars(start)
        self._demo = self._patients[0]
        self._visits: list[Entry] = []

    def fill(self, weeks: int, *, has_demo_visit: bool) -> dict[str, list[Entry]]:
        is_owed = has_demo_visit
        next_week = self._start + timedelta(days=7 - self._start.weekday())
        for day in days_from(self._start, weeks * 7):
            for provider in self._practice.providers:
                busy_until = datetime.min.replace(tzinfo=UTC)
                for opening in _openings(self._practice, provider, day):
                    may_be_demo = is_owed and day >= next_week and not _sees_children(provider)
                    before = self._demo.visits
                    busy_until = self._fill_opening(opening, day, busy_until, may_be_demo)
                    is_owed = is_owed and self._demo.visits == before
        return {
            "patients": [patient.entry for patient in self._patients],
            "appointments": self._visits,
        }

    def _fill_opening(
        self, opening: _Opening, day: date, busy_until: datetime, may_be_demo: bool
    ) -> datetime:
        """Write visits into it; returns until when the provider is busy, buffers included."""
        now = midnight(self._start, opening.site.zone)
        kinds = [
            kind
            for kind in self._practice.visit_types
            if opening.provider.id in kind.providers
            and window_at(self._practice, opening.site, kind.window, now).closes > opening.opens
        ]
        at = opening.opens
        while kinds:
            kind = self._kind(kinds, may_be_demo)
            begin = self._on_grid(max(at, busy_until + kind.buffer_before), opening)
            end = begin + kind.duration
            if end > opening.closes:
                break
            if may_be_demo or self._random.random() < _FILLED:
                patient = self._demo if may_be_demo else self._someone(opening, kind, day)
                self._write(patient, opening, kind, begin, day)
                busy_until = end + kind.buffer_after
                may_be_demo = False
            at = end
        return busy_until

    def _kind(self, kinds: list[VisitType], may_be_demo: bool) -> VisitType:
        if may_be_demo:
            return next((kind for kind in kinds if kind.is_default), kinds[0])
        return self._random.choice(kinds)

    def _on_grid(self, at: datetime, opening: _Opening) -> datetime:
        """The next start that the practice offers, counted from the site's midnight."""
        today = local(opening.opens, opening.site.zone).date()
        begin = midnight(today, opening.site.zone)
        step = self._practice.slot_step
        return begin - (begin - at) // step * step

    def _someone(self, opening: _Opening, kind: VisitType, day: date) -> _Patient:
        """Somebody who fits the visit and is not seen that day; a new person when nobody is."""
        is_child = _sees_children(opening.provider)
        fitting = [
            patient
            for patient in self._patients
            if patient is not self._demo
            and patient.is_child == is_child
            and patient.visits < _MOST_VISITS
            and day not in patient.days
        ]
        if fitting and kind.known_patients and self._random.random() < _KNOWN:
            return self._random.choice(fitting)
        patient = self._stranger(is_child=is_child)
        self._patients.append(patient)
        return patient

    def _stranger(self, *, is_child: bool) -> _Patient:
        number = len(self._patients) + 1
        last = self._random.choice(_LAST_SPANISH + _LAST_OTHER)
        years = self._random.uniform(0.5, 15) if is_child else self._random.uniform(18, 88)
        born_on = self._start - timedelta(days=int(years * _DAYS_A_YEAR))
        lang = "es" if last in _LAST_SPANISH and self._random.random() < 1 / 2 else "en"
        name = f"{self._random.choice(_FIRST)} {last}"
        phone = f"+1555011{number:04}"
        return _patient(number, name, born_on, phone, lang=lang, is_child=is_child)

    def _write(
        self, patient: _Patient, opening: _Opening, kind: VisitType, begin: datetime, day: date
    ) -> None:
        patient.visits += 1
        patient.days.add(day)
        self._visits.append(
            {
                "id": f"apt_sample{len(self._visits) + 1:04}",
                "patient": patient.entry["id"],
                "provider": opening.provider.id,
                "visit_type": kind.id,
                "site": opening.site.id,
                "start": begin.isoformat(),
                "status": "booked",
            }
        )


def _regulars(start: date) -> list[_Patient]:
    """The people that somebody trying the practice out meets; the first one has `DEMO_PHONE`."""
    year = start.year
    return [
        _patient(1, "Jordan Avery", date(1986, 4, 12), DEMO_PHONE),
        _patient(2, "Lucía Morales", date(1988, 9, 3), FAMILY_PHONE, lang="es"),
        _patient(3, "Mateo Morales", date(year - 8, 2, 20), FAMILY_PHONE, lang="es", is_child=True),
        _patient(4, "Sofía Morales", date(year - 4, 11, 5), FAMILY_PHONE, lang="es", is_child=True),
        _patient(5, "Carmen Delgado", date(1957, 7, 30), "+15550100003", lang="es"),
        _patient(6, "Grace Kim", date(1993, 12, 1), "+15550100004"),
    ]


def _patient(
    number: int, name: str, born_on: date, phone: str, *, lang: str = "en", is_child: bool = False
) -> _Patient:
    first, _, last = name.partition(" ")
    entry: Entry = {
        "id": f"pat_sample{number:04}",
        "first": first,
        "last": last,
        "dob": born_on.isoformat(),
        "phones": [phone],
        "lang": lang,
    }
    return _Patient(entry, is_child)


def _sees_children(provider: Provider) -> bool:
    return provider.specialty.lower().startswith(("paed", "ped"))


def _openings(practice: Practice, provider: Provider, day: date) -> Iterator[_Opening]:
    """Where and when the provider works on that day while the site is open, in order of time."""
    found: list[_Opening] = []
    for plan in () if provider.is_away(day) else provider.plans:
        site = practice.site(plan.site)
        open_hours = practice.hours_on(site, day)
        for span in spans_on(plan.hours, plan.dated, day):
            for around in open_hours:
                shared = _shared(span, around)
                if shared is not None:
                    opens, closes = (
                        instant(day, wall, site.zone) for wall in (shared.opens, shared.closes)
                    )
                    found.append(_Opening(provider, site, opens, closes))
    yield from sorted(found, key=lambda opening: opening.opens)


def _shared(one: Span, other: Span) -> Span | None:
    opens, closes = max(one.opens, other.opens), min(one.closes, other.closes)
    return Span(opens, closes) if opens < closes else None
