"""Somebody else books a time that was just offered: how a script writes a race down."""

from typing import cast

from assistant.cli.lines import BadLine, Rival
from assistant.domain.appointment import Appointment
from assistant.domain.effects import Refused
from assistant.domain.ids import AppointmentId, PatientId
from assistant.domain.patient import Patient
from assistant.domain.schedule import Slot
from assistant.engine.catalog import Catalog
from assistant.store import appointments, patients
from assistant.store import conversations as threads
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.wiring import Frontdesk

SOMEBODY_ELSE = PatientId("pat_somebody_else")


async def take_offered(house: Frontdesk, line: Rival) -> None:
    """Book the n-th time that was offered last for somebody else, past all dialogs.

    Raises:
        BadLine: nothing is offered, there is no such number, or the time is kept or taken.
    """

    def work(tx: Tx) -> Appointment | Refused:
        slot = _offered(tx, house.catalog, line)
        if SOMEBODY_ELSE not in patients.all_ids(tx):
            patients.add(tx, Patient(SOMEBODY_ELSE, "Somebody", "Else", None))
        visit = Appointment(
            AppointmentId(tx.ids.new("apt")),
            SOMEBODY_ELSE,
            slot.provider,
            slot.site,
            slot.visit_type,
            slot.start,
            slot.end,
        )
        return appointments.add(tx, house.practice, visit)

    if isinstance(await house.store.write(work), Refused):
        raise BadLine("that time is kept for somebody, or taken already")


def offered(catalog: Catalog, thread: Thread) -> tuple[Slot, ...]:
    """The times that a conversation was shown last, in their order."""
    if thread.state is None:
        return ()
    for frame in reversed(catalog.decode(thread.state).frames):
        if frame.shown and all(isinstance(shown, Slot) for shown in frame.shown):
            return cast("tuple[Slot, ...]", frame.shown)
    return ()


def _offered(tx: Tx, catalog: Catalog, line: Rival) -> Slot:
    for thread in threads.at(tx, line.of) if line.of else threads.newest(tx):
        slots = offered(catalog, thread)
        if slots and line.slot > len(slots):
            raise BadLine(f"only {len(slots)} times are offered")
        if slots:
            return slots[line.slot - 1]
    raise BadLine("no time is offered to anybody")
