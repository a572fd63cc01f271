"""What a staff member's line of a script does: the desk's own doors, and no others."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from assistant.cli.lines import BadLine, Staff
from assistant.cli.output import staff_id
from assistant.cli.rivals import offered
from assistant.domain.appointment import Appointment
from assistant.domain.effects import Refused
from assistant.domain.ids import AppointmentId, ConversationId, StaffId
from assistant.domain.schedule import Slot
from assistant.store import appointments, patients
from assistant.store import conversations as threads
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.wiring import Frontdesk

Work = Callable[[Tx], object]


async def act(house: Frontdesk, line: Staff) -> None:
    """Do it, in one transaction.

    Raises:
        BadLine: it needs something that there is not.
        NotFound, NotYours, TransitionNotAllowed: as the desk says.
    """
    staff = staff_id(line.who)
    await house.store.write(_work(house, line, staff))


def _work(house: Frontdesk, line: Staff, staff: StaffId) -> Work:
    desk = house.parts.desk
    match line.do:
        case "claim":
            return partial(desk.claim, of=line.of, staff=staff)
        case "say":
            return partial(desk.say, of=line.of, text=line.text, staff=staff)
        case "fill":
            return partial(desk.fill, of=line.of, field=line.field, value=line.value, staff=staff)
        case "return":
            return partial(desk.give_back, of=line.of, staff=staff)
        case "close":
            return partial(desk.close, of=line.of, staff=staff)
        case _:
            return partial(_on_the_schedule, house, line, staff)


def _on_the_schedule(house: Frontdesk, line: Staff, staff: StaffId, tx: Tx) -> None:
    """Book, move or cancel for the patient of that number; the same constraint decides."""
    tx.actor = f"staff:{staff}"
    thread = _thread(tx, line.of)
    tx.conversation = thread.id
    match line.do:
        case "book":
            done = _book(house, thread, line, tx)
        case "move":
            slot = _slot(house, thread, line.slot)
            visit = _visit(tx, thread, line)
            done = appointments.move(tx, house.practice, thread.id, visit, slot)
        case _:
            done = appointments.cancel(tx, _visit(tx, thread, line))
    if isinstance(done, Refused):
        raise BadLine(f"that could not be done: {done.outcome}")


def _book(house: Frontdesk, thread: Thread, line: Staff, tx: Tx) -> Appointment | Refused:
    people = patients.all_at(tx, thread.contact)
    wanted = [p for p in people if not line.value or line.value in {p.id, p.first}]
    if len(wanted) != 1:
        raise BadLine('name the patient in "value" by first name or id: several or none fit')
    slot = _slot(house, thread, line.slot)
    return appointments.book(tx, house.practice, thread.id, wanted[0].id, slot)


def _visit(tx: Tx, thread: Thread, line: Staff) -> AppointmentId:
    """The visit named in `value`, or the only coming one of that number's patients."""
    if line.value:
        return AppointmentId(line.value)
    coming = [
        visit
        for person in patients.all_at(tx, thread.contact)
        for visit in appointments.coming(tx, person.id)
    ]
    if len(coming) != 1:
        raise BadLine('name the visit in "value" by its id: several or none are coming')
    return coming[0].id


def _slot(house: Frontdesk, thread: Thread, text: str) -> Slot:
    """The n-th time that was offered last in the conversation, or the one with that start."""
    slots = offered(house.catalog, thread)
    if text.isdecimal() and 1 <= int(text) <= len(slots):
        return slots[int(text) - 1]
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        at = None
    for slot in slots:
        if slot.start == at:
            return slot
    raise BadLine('"slot" is the number, or the start, of a time that was offered last')


def _thread(tx: Tx, of: str) -> Thread:
    if of.startswith("cnv_"):
        return threads.get(tx, ConversationId(of))
    found = threads.at(tx, of)
    if not found:
        raise BadLine("nobody has written from that number yet")
    return found[0]
