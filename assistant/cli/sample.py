"""The demo's people and their visits: made up, the same each time, counted from today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.domain.clock import days_from, instant, local
from assistant.domain.effects import Refused
from assistant.domain.facts import Lang
from assistant.domain.ids import AppointmentId, PatientId
from assistant.domain.patient import Patient
from assistant.domain.practice import Plan, Practice, Provider, Span, VisitType, spans_on
from assistant.store import appointments, patients
from assistant.store.database import Tx

YOU = "+15550100001"
"""The number of the phone in the terminal: one patient, known to the practice."""
FAMILY = "+15550100002"
"""A number that a family shares, which writes Spanish."""
WEEKS = 4
_SEED = 1847
_SHARE_TAKEN = 0.6
"""How much of the providers' time is taken when the demo begins."""

_PEOPLE = (
    Patient(PatientId("pat_demo_ana"), "Ana", "Reyes", date(1984, 5, 17), (YOU,)),
    Patient(PatientId("pat_demo_luz"), "Luz", "Romero", date(1979, 2, 3), (FAMILY,), Lang.ES),
    Patient(PatientId("pat_demo_leo"), "Leo", "Romero", date(2015, 9, 21), (FAMILY,), Lang.ES),
)
_FIRST = (
    "Maya",
    "Sam",
    "Iris",
    "Noah",
    "Ruth",
    "Omar",
    "June",
    "Pablo",
    "Tess",
    "Amir",
    "Vera",
    "Hugo",
)
_LAST = ("Baker", "Quinn", "Lopez", "Osei", "Berg", "Tran", "Novak", "Silva", "Hart", "Kaur")


@dataclass(frozen=True, slots=True)
class _Day:
    """One stretch of a provider's day at a site."""

    provider: Provider
    plan: Plan
    zone: str
    on: date
    hours: Span


def fill(tx: Tx, practice: Practice) -> int:
    """People and four weeks of their visits, from today on; how many visits."""
    chance = Random(_SEED)  # noqa: S311  # nosec B311
    crowd = _crowd()
    for patient in (*_PEOPLE, *crowd):
        patients.add(tx, patient)
    booked = 0
    for day in _days(practice, local(tx.now, practice.zone).date()):
        booked += _fill_day(tx, practice, day, crowd, chance)
    return booked


def _crowd() -> list[Patient]:
    names = [(first, last) for last in _LAST for first in _FIRST]
    return [
        Patient(
            PatientId(f"pat_demo_{n:03}"),
            first,
            last,
            date(1940 + n * 7 % 80, n % 12 + 1, n % 28 + 1),
            (f"+1555012{n:04}",),
        )
        for n, (first, last) in enumerate(names)
    ]


def _days(practice: Practice, today: date) -> Iterator[_Day]:
    for on in days_from(today, WEEKS * 7):
        for provider in practice.providers:
            for plan in provider.plans:
                site = practice.site(plan.site)
                opened = practice.hours_on(site, on)
                for hours in spans_on(plan.hours, plan.dated, on):
                    if any(o.opens <= hours.opens and hours.closes <= o.closes for o in opened):
                        yield _Day(provider, plan, site.zone, on, hours)


def _fill_day(tx: Tx, practice: Practice, day: _Day, crowd: list[Patient], chance: Random) -> int:
    kinds = [kind for kind in practice.visit_types if day.provider.id in kind.providers]
    at = instant(day.on, day.hours.opens, day.zone)
    closes = instant(day.on, day.hours.closes, day.zone)
    booked = 0
    while kinds and at < closes:
        kind = chance.choice(kinds)
        takes = kind.buffer_before + kind.duration + kind.buffer_after
        if at + takes > closes:
            break
        if chance.random() < _SHARE_TAKEN:
            visit = _visit(tx, day, kind, at + kind.buffer_before, chance.choice(crowd))
            booked += not isinstance(appointments.add(tx, practice, visit), Refused)
        at += _whole_steps(takes, practice.slot_step)
    return booked


def _visit(tx: Tx, day: _Day, kind: VisitType, start: datetime, patient: Patient) -> Appointment:
    return Appointment(
        AppointmentId(tx.ids.new("apt")),
        patient.id,
        day.provider.id,
        day.plan.site,
        kind.id,
        start,
        start + kind.duration,
        AppointmentStatus.BOOKED if start > tx.now else AppointmentStatus.FULFILLED,
    )


def _whole_steps(time: timedelta, step: timedelta) -> timedelta:
    return -(-time // step) * step
