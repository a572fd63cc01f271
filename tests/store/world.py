"""A small practice, a clock that is moved by hand, ids that count, and stores for tests."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant
from assistant.domain.effects import FindSlots, Refused
from assistant.domain.facts import Lang
from assistant.domain.ids import (
    AppointmentId,
    ConversationId,
    PatientId,
    ProviderId,
    SiteId,
    VisitTypeId,
)
from assistant.domain.patient import Patient
from assistant.domain.practice import Plan, Practice, Provider, Site, Span, VisitType, Week
from assistant.domain.schedule import FindSlotsResult, Slot, Wish
from assistant.store import appointments, patients, slots
from assistant.store.database import Store, Tx
from assistant.store.schedule.slot_index import SlotIndex
from assistant.store.tables import metadata
from assistant.store.vault import Vault, added_key

ZONE = "America/New_York"
MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
"""Monday, 8:00 on the wall of the main site."""
KEYS = added_key("")

MAIN, EAST = SiteId("main"), SiteId("east")
RUIZ, CHEN = ProviderId("ruiz"), ProviderId("chen")
CHECKUP, VACCINE, NEW_VISIT = VisitTypeId("checkup"), VisitTypeId("vaccine"), VisitTypeId("new")
ANNA, BEN = PatientId("pat_anna"), PatientId("pat_ben")
TALK, OTHER_TALK = ConversationId("cnv_1"), ConversationId("cnv_2")
PHONE = "+15550100001"


@dataclass
class HandClock:
    """A clock that stands still until it is moved."""

    at: Instant = NOW

    def now(self) -> Instant:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


@dataclass
class CountedIds:
    """Ids in order of asking; `start` keeps those of several stores apart."""

    start: int = 1
    _next: "count[int]" = field(init=False)

    def __post_init__(self) -> None:
        self._next = count(self.start)

    def new(self, prefix: str) -> str:
        return f"{prefix}_{next(self._next):026}"


def weekdays(*spans: Span) -> Week:
    """These hours from Monday to Friday."""
    return (spans,) * 5 + ((), ())


def a_site(key: SiteId = MAIN, zone: str = ZONE, *spans: Span) -> Site:
    return Site(
        key, key.title(), zone, "1 Elm St", weekdays(*(spans or (Span(time(8), time(17)),)))
    )


def a_provider(key: ProviderId, *sites: SiteId, spans: tuple[Span, ...] = ()) -> Provider:
    hours = weekdays(*(spans or (Span(time(9), time(12)), Span(time(13), time(17)))))
    plans = tuple(Plan(site, hours) for site in sites or (MAIN,))
    return Provider(key, f"Dr. {key.title()}", "family medicine", plans)


def a_visit_type(
    key: VisitTypeId = CHECKUP, minutes: int = 30, buffer: int = 0, *who: ProviderId
) -> VisitType:
    return VisitType(
        id=key,
        names={Lang.EN: key},
        duration=timedelta(minutes=minutes),
        providers=who or (RUIZ, CHEN),
        buffer_after=timedelta(minutes=buffer),
    )


def a_practice(
    *kinds: VisitType,
    sites: tuple[Site, ...] | None = None,
    providers: tuple[Provider, ...] | None = None,
) -> Practice:
    default = (a_visit_type(), a_visit_type(VACCINE, 10, 5, RUIZ))
    return Practice(
        name="Northside",
        phone="+15550100000",
        zone=ZONE,
        languages=(Lang.EN, Lang.ES),
        sites=sites or (a_site(),),
        providers=providers or (a_provider(RUIZ), a_provider(CHEN)),
        visit_types=kinds or default,
    )


PRACTICE = a_practice()
NIGHT = Span(time(0, 30), time(4, 30))


def a_night(zone: str, step: int) -> Practice:
    """One provider in that zone, there every night, when clocks jump; starts by `step` minutes."""
    week = ((NIGHT,),) * 7
    site = replace(a_site(MAIN, zone), hours=week)
    provider = replace(a_provider(RUIZ), plans=(Plan(MAIN, week),))
    made = a_practice(a_visit_type(CHECKUP, 30, 0, RUIZ), sites=(site,), providers=(provider,))
    return replace(made, slot_step=timedelta(minutes=step))


def at(clock: str, on: date = MONDAY) -> Instant:
    """The instant at which the main site's wall shows that; the tests' winter days are UTC-5."""
    wall = datetime.combine(on, time.fromisoformat(clock), UTC)
    return wall + timedelta(hours=5)


def a_slot(
    clock: str = "09:00",
    on: date = MONDAY,
    provider: ProviderId = RUIZ,
    kind: VisitTypeId = CHECKUP,
    practice: Practice = PRACTICE,
) -> Slot:
    start = at(clock, on)
    return Slot(provider, MAIN, kind, start, start + practice.visit_type(kind).duration)


def a_patient(key: PatientId = ANNA, first: str = "Anna", last: str = "Lopez") -> Patient:
    return Patient(key, first, last, date(1980, 5, 17), (PHONE,))


def wall(slot: Slot) -> str:
    """Weekday and wall clock of a slot at the main site, in winter."""
    return (slot.start - timedelta(hours=5)).strftime("%a %H:%M")


def open_store(
    url: str, clock: HandClock | None = None, start: int = 1, *, is_durable: bool = False
) -> Store:
    vault = Vault.from_text(KEYS)
    clock = clock or HandClock()
    return Store.open(url, vault, clock=clock, ids=CountedIds(start), is_durable=is_durable)


def _two_patients(tx: Tx) -> None:
    patients.add(tx, a_patient())
    patients.add(tx, a_patient(BEN, "Ben"))


class Desk:
    """A store with two patients, asked in one call: `desk.book(slot)`."""

    def __init__(self, store: Store, clock: HandClock, practice: Practice = PRACTICE) -> None:
        self.store, self.clock, self.practice = store, clock, practice
        self.index, self.asker = SlotIndex(), BEN
        store.write_sync(_two_patients)

    def empty(self) -> None:
        """Back to the first morning, with nothing but the two patients."""

        def work(tx: Tx) -> None:
            for table in reversed(metadata.sorted_tables):
                tx.conn.execute(table.delete())
            _two_patients(tx)

        self.clock.at = NOW
        self.index = SlotIndex()
        self.do(work)

    def do(self, work: Callable[[Tx], object]) -> None:
        self.store.write_sync(work)

    def hold(
        self,
        slot: Slot,
        talk: ConversationId = TALK,
        number: str = PHONE,
        moving: AppointmentId | None = None,
    ) -> Slot | Refused:
        return self.store.write_sync(
            lambda tx: appointments.hold(tx, self.practice, talk, number, slot, moving)
        )

    def held(self, talk: ConversationId = TALK) -> Slot | None:
        return self.store.write_sync(lambda tx: appointments.held(tx, talk))

    def book(
        self, slot: Slot, patient: PatientId = ANNA, talk: ConversationId = TALK
    ) -> Appointment | Refused:
        return self.store.write_sync(
            lambda tx: appointments.book(tx, self.practice, talk, patient, slot)
        )

    def booked(self, slot: Slot, patient: PatientId = ANNA) -> Appointment:
        visit = self.book(slot, patient)
        assert isinstance(visit, Appointment)
        return visit

    def move(self, visit: Appointment, slot: Slot) -> Appointment | Refused:
        return self.store.write_sync(
            lambda tx: appointments.move(tx, self.practice, TALK, visit.id, slot)
        )

    def visit(self, visit: Appointment) -> Appointment:
        return self.store.write_sync(lambda tx: appointments.get(tx, visit.id))

    def find(
        self,
        wish: Wish | None = None,
        *,
        talk: ConversationId = TALK,
        kind: VisitTypeId = CHECKUP,
        provider: ProviderId | None = None,
        site: SiteId | None = None,
        moving: AppointmentId | None = None,
    ) -> FindSlotsResult:
        query = FindSlots(self.asker, kind, provider, wish or Wish(), site, moving)
        return self.answer(query, talk)

    def answer(self, query: FindSlots, talk: ConversationId = TALK) -> FindSlotsResult:
        return self.store.write_sync(
            lambda tx: slots.find(
                tx, self.practice, query, conversation=talk, is_new=False, index=self.index
            )
        )
