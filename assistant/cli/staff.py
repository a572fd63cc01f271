"""What a staff member's line of a script does: the desk's own doors, and no others."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial

from assistant.cli.lines import DEFAULT_CHANNEL, BadLine, Staff
from assistant.cli.output import staff_id
from assistant.cli.phones import ACCOUNT, our_line
from assistant.cli.rivals import offered
from assistant.domain.appointment import Appointment
from assistant.domain.clock import instant
from assistant.domain.effects import Refused
from assistant.domain.ids import AppointmentId, ConversationId, ProviderId, StaffId
from assistant.domain.practice import VisitType
from assistant.domain.schedule import Slot
from assistant.store import appointments, patients
from assistant.store import conversations as threads
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.wiring import Frontdesk

Work = Callable[[Tx], object]
Done = Appointment | Refused


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
    thread = _thread(house, tx, line.of)
    tx.conversation = thread.id
    match line.do:
        case "book":
            done = _book(house, thread, line, tx)
        case "move":
            done = _move(house, thread, line, tx)
        case _:
            done = appointments.cancel(tx, _visit(tx, thread, line))
    if isinstance(done, Refused):
        raise BadLine(f"that could not be done: {done.outcome}")


def _book(house: Frontdesk, thread: Thread, line: Staff, tx: Tx) -> Done:
    people = patients.all_at(tx, thread.contact)
    wanted = [p for p in people if not line.value or line.value in {p.id, p.first}]
    if len(wanted) != 1:
        raise BadLine('name the patient in "value" by first name or id: several or none fit')
    kind = _visit_type(house, line.field)

    def book(slot: Slot) -> Done:
        return appointments.book(tx, house.practice, thread.id, wanted[0].id, slot)

    return _first_that_can_be(book, _slots(house, thread, line.slot, kind, kind.providers))


def _move(house: Frontdesk, thread: Thread, line: Staff, tx: Tx) -> Done:
    visit = appointments.get(tx, _visit(tx, thread, line))
    kind = house.practice.visit_type(visit.visit_type)
    who = sorted(kind.providers, key=lambda provider: provider != visit.provider)

    def move(slot: Slot) -> Done:
        return appointments.move(tx, house.practice, thread.id, visit.id, slot)

    return _first_that_can_be(move, _slots(house, thread, line.slot, kind, who))


def _first_that_can_be(act: Callable[[Slot], Done], slots: Iterable[Slot]) -> Done:
    done: Done = Refused("not_allowed")
    for slot in slots:
        done = act(slot)
        if not isinstance(done, Refused):
            break
    return done


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


def _visit_type(house: Frontdesk, key: str) -> VisitType:
    """The one with that id; none given: what a visit is when nobody says more."""
    kinds = house.practice.visit_types
    for kind in kinds:
        if kind.id == key or (not key and kind.is_default):
            return kind
    raise BadLine(f'"field" is a visit type: {", ".join(kind.id for kind in kinds)}')


def _slots(
    house: Frontdesk, thread: Thread, text: str, kind: VisitType, who: Sequence[ProviderId]
) -> list[Slot]:
    """The n-th time that was offered last; or a start, with whoever sees such visits then."""
    shown = offered(house.catalog, thread)
    if text.isdecimal() and 1 <= int(text) <= len(shown):
        return [shown[int(text) - 1]]
    try:
        said = datetime.fromisoformat(text)
        if said.tzinfo is None:  # then it is on the practice's wall
            said = instant(said.date(), said.time(), house.practice.zone)
        at = said.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadLine('"slot" is the number of a time that was offered last, or a start') from None
    return [slot for slot in shown if slot.start == at] + [
        Slot(key, plan.site, kind.id, at, at + kind.duration)
        for key in who
        for plan in house.practice.provider(key).plans
    ]


def _thread(house: Frontdesk, tx: Tx, of: str) -> Thread:
    """The conversation with that number; staff may open it before the patient has written."""
    if of.startswith("cnv_"):
        return threads.get(tx, ConversationId(of))
    found = threads.at(tx, of)
    if found:
        return found[0]
    line = our_line(house.practice, DEFAULT_CHANNEL)
    place = threads.Place(DEFAULT_CHANNEL, ACCOUNT, line, of)
    return threads.get(tx, threads.find_or_open(tx, place, house.practice.languages[0]))
