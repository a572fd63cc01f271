"""The engine alone: one booking of seven texts, over the same written by hand with `match`.

Both get the same facts and the same answers to their queries, and both save and restore their
state as JSON with each text. The engine's turn has what the floor has not: any dialog may
interrupt, anything may be corrected, texts come from files in two languages, and each turn is
recorded for the journal.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import process_time
from typing import Any

from assistant.domain.appointment import Appointment
from assistant.domain.effects import (
    Answer,
    AnswerQuestion,
    BookAppointment,
    Command,
    FindPeople,
    FindSlots,
    HoldSlot,
    Query,
    SendMessage,
)
from assistant.domain.facts import Fact, FactKind, Lang, PartOfDay, Understood, When
from assistant.domain.ids import AppointmentId, ConversationId, PatientId
from assistant.domain.patient import Person
from assistant.domain.schedule import FindSlotsResult, Slot
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.events import Heard
from assistant.engine.turn import take_turn
from assistant.engine.walking.walker import walk_all
from assistant.wiring import catalog_of
from tests.bench import bookings
from tests.bench.report import Line, Table, interleaved, ratio
from tests.bench.sample import sample_practice

JOBS = 150
"""Bookings in one repetition."""
REPETITIONS = 7
_NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
_PERSON = Person(PatientId("pat_ana"), "Ana")
_AFTERNOON = When(
    first_on=_NOW.date() + timedelta(days=6),
    last_on=_NOW.date() + timedelta(days=12),
    part=PartOfDay.AFTERNOON,
)
TEXTS: tuple[tuple[str, Fact], ...] = (
    ("hello", Fact(FactKind.GREETING, 0, 5)),
    ("i need an appointment", Fact(FactKind.WANT, 0, 21, "book")),
    ("a checkup", Fact(FactKind.VISIT_TYPE, 2, 9, "checkup")),
    ("what are your hours?", Fact(FactKind.INFO, 0, 19, "hours")),
    ("rather an afternoon next week", Fact(FactKind.WHEN, 10, 29, when=_AFTERNOON)),
    ("2", Fact(FactKind.PICK, 0, 1, "2")),
    ("yes please", Fact(FactKind.YES, 0, 3)),
)
"""The patient's side of the booking, and what is understood of it."""


class Clinic:
    """Answers queries and commands without a store, always alike; counts the bookings."""

    def __init__(self, catalog: Catalog) -> None:
        practice = catalog.practice
        kind = practice.visit_type(practice.visit_types[0].id)
        provider, site = practice.provider(kind.providers[0]), practice.sites[0]
        starts = [_NOW + timedelta(days=days, hours=days) for days in (1, 2, 3)]
        slots = tuple(Slot(provider.id, site.id, kind.id, at, at + kind.duration) for at in starts)
        self._found = FindSlotsResult(slots)
        self._hours = Answer("hours_week", (("hours", f"{site.name}: Mon-Fri 8 AM-5 PM"),))
        self.booked = 0

    def answer(self, asked: Query[Any] | Command[Any]) -> Any:
        """What a store would say."""
        match asked:
            case FindSlots():
                return self._found
            case HoldSlot(slot):
                return slot
            case FindPeople():
                return (_PERSON,)
            case AnswerQuestion():
                return self._hours
            case BookAppointment(patient, slot):
                self.booked += 1
                return _visit(patient, slot)
            case _:
                return None


def jobs(catalog: Catalog) -> tuple[Callable[[], None], Callable[[], None]]:
    """One booking by the engine, and one by hand; both are known to end in a booking."""
    clinic = Clinic(catalog)
    events = [
        Heard(text, Understood((fact,), Lang.EN, words=3), _NOW + timedelta(minutes=n))
        for n, (text, fact) in enumerate(TEXTS)
    ]
    facts = [(fact,) for _, fact in TEXTS]

    def ours() -> None:
        stored = catalog.encode(Conversation(ConversationId("cnv_bench")))
        for event in events:
            result = take_turn(catalog, catalog.decode(stored), event, clinic.answer)
            stored = catalog.encode(result.conversation)

    def floor() -> None:
        stored = bookings.fresh()
        for heard in facts:
            stored, _ = bookings.take_turn(stored, heard, clinic.answer)

    for job in (ours, floor):
        _see_that_it_books(job, clinic)
    return ours, floor


def measure() -> list[Table]:
    """The engine's table."""
    catalog = catalog_of(sample_practice())
    ours, floor = jobs(catalog)
    found = interleaved(
        {"ours": lambda: cost(ours, JOBS), "floor": lambda: cost(floor, JOBS * 8)}, REPETITIONS
    )
    return [
        _walk_table(catalog),
        Table(
            "Engine: seven texts of a booking, state saved and restored as JSON each time",
            (
                Line("engine, a turn", tuple(found["ours"]), "us"),
                Line("hand-written match, a turn", tuple(found["floor"]), "us"),
                ratio("engine over hand-written", found["ours"], found["floor"], 12),
            ),
            ("both with hand-made facts and answers; the engine's turn also records its journal",),
        ),
    ]


def _walk_table(catalog: Catalog) -> Table:
    """What it costs to take every dialog through every sort of input, in one process."""
    began = process_time()
    report = walk_all(catalog)
    spent = process_time() - began
    return Table(
        f"Walk: {report.states} states, {report.edges} edges, each in every language",
        (Line("all dialogs", (spent,), "s", at_most=5),),
    )


def transcript() -> list[str]:
    """What the engine says to each of the seven texts."""
    catalog = catalog_of(sample_practice())
    clinic, said = Clinic(catalog), list[str]()
    conversation = Conversation(ConversationId("cnv_bench"))
    for text, fact in TEXTS:
        event = Heard(text, Understood((fact,), Lang.EN, words=3), _NOW)
        result = take_turn(catalog, conversation, event, clinic.answer)
        conversation = result.conversation
        said += [effect.text for effect in result.effects if isinstance(effect, SendMessage)]
    return said


def cost(job: Callable[[], None], jobs: int) -> float:
    """Microseconds of this process for each turn of the job."""
    began = process_time()
    for _ in range(jobs):
        job()
    return (process_time() - began) / jobs / len(TEXTS) * 1e6


def _see_that_it_books(job: Callable[[], None], clinic: Clinic) -> None:
    """A figure for a booking that did not happen would say nothing."""
    before = clinic.booked
    job()
    if clinic.booked != before + 1:
        raise RuntimeError("the booking that is measured did not end in a booking")


def _visit(patient: PatientId, slot: Slot) -> Appointment:
    return Appointment(
        AppointmentId("apt_bench"),
        patient,
        slot.provider,
        slot.site,
        slot.visit_type,
        slot.start,
        slot.end,
    )
