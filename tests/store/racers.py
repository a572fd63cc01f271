"""Writers that get in each other's way, in threads or processes, and the judge who counts."""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Row, select

from assistant.domain.appointment import OCCUPYING, Appointment
from assistant.domain.effects import Refused
from assistant.domain.ids import ConversationId, PatientId, ResourceId, TaskId
from assistant.domain.practice import Resource
from assistant.domain.schedule import Slot
from assistant.domain.task import Priority, Reason
from assistant.store import appointments, patients, tasks
from assistant.store.database import Store, Tx, upsert
from assistant.store.tables.pipeline import tasks as all_tasks
from assistant.store.tables.scheduling import appointments as visits
from assistant.store.tables.scheduling import schedule_revision as counter
from tests.store.world import (
    CHEN,
    MAIN,
    NOW,
    PRACTICE,
    RUIZ,
    a_patient,
    a_practice,
    a_slot,
    a_visit_type,
    open_store,
)

RACERS = 4
ROOM = ResourceId("room")
GROUPS = replace(
    a_practice(replace(a_visit_type(), capacity=3, needs=(ROOM,))),
    resources=(Resource(ROOM, "Room", MAIN),),
)
Race = Callable[[str, int, int], int]


def run(race: Race, url: str, attempts: int, pool: Executor) -> int:
    """Let four race, each with a store of its own; returns what their results add up to."""
    runs = [pool.submit(race, url, n, attempts // RACERS) for n in range(RACERS)]
    return sum(run.result() for run in runs)


def prepare(url: str) -> None:
    store = open_store(url)
    store.write_sync(lambda tx: patients.add(tx, a_patient()))
    store.write_sync(lambda tx: upsert(tx.conn, counter, ("id",), {"id": 1, "revision": 0}))
    store.close_sync()


def count_up(url: str, racer: int, attempts: int) -> int:
    """Read a number and write it back one higher."""

    def work(tx: Tx) -> None:
        kept = select(counter.c.revision).with_for_update(key_share=True)
        value = tx.conn.execute(kept).scalar_one()
        upsert(tx.conn, counter, ("id",), {"id": 1, "revision": value + 1})

    store = _open(url, racer)
    for _ in range(attempts):
        store.write_sync(work)
    store.close_sync()
    return attempts


def counted(store: Store) -> int:
    return store.read_sync(lambda tx: tx.conn.execute(select(counter.c.revision)).scalar_one())


def add_lines(url: str, racer: int, attempts: int) -> int:
    """Each adds lines of its own to the one task that is open."""
    store = _open(url, racer)
    for n in range(attempts):
        line = f"{racer}-{n}"
        store.write_sync(lambda tx, line=line: tasks.add_lines(tx, the_task(tx), [line]))
    store.close_sync()
    return attempts


def the_task(tx: Tx) -> TaskId:
    """The one task there is."""
    return TaskId(tx.conn.execute(select(all_tasks.c.id)).scalar_one())


def lines_of(store: Store) -> list[str]:
    """The lines of that task."""
    return store.read_sync(lambda tx: tasks.get(tx, the_task(tx))).summary.splitlines()


def open_task(url: str) -> None:
    """Open it, without a line."""
    new = tasks.NewTask(Reason.MEDIA, Priority.ROUTINE, NOW, ())
    store = open_store(url)
    store.write_sync(lambda tx: tasks.open(tx, new))
    store.close_sync()


def one_slot(url: str, racer: int, attempts: int) -> int:
    """All want the same time, each try for another conversation's sake."""
    return _book(url, racer, [a_slot()] * attempts)


def group_seats(url: str, racer: int, attempts: int) -> int:
    """All want a seat in one of two groups that need the same room, and some leave again."""
    store, seats = _open(url, racer), 0
    dice = random.Random(racer)  # noqa: S311 (a race, no secret)
    for n in range(attempts):
        slot = a_slot("09:00", provider=dice.choice((RUIZ, CHEN)), practice=GROUPS)
        talk = ConversationId(f"cnv_{racer}_{n}")

        def work(tx: Tx, slot: Slot = slot, talk: ConversationId = talk) -> Appointment | Refused:
            patient = replace(a_patient(), id=PatientId(tx.ids.new("pat")), phones=())
            patients.add(tx, patient)
            return appointments.book(tx, GROUPS, talk, patient.id, slot)

        visit = store.write_sync(work)
        if isinstance(visit, Appointment):
            seats += 1
            if dice.random() < 0.7:
                key = visit.id
                store.write_sync(lambda tx, key=key: appointments.cancel(tx, key))
                seats -= 1
    store.close_sync()
    return seats


def random_slots(url: str, racer: int, attempts: int) -> int:
    """Times that overlap in every way, on two days and with two doctors."""
    dice = random.Random(racer)  # noqa: S311 (a race, no secret)
    slots: list[Slot] = []
    for _ in range(attempts):
        by = timedelta(minutes=5 * dice.randrange(30), days=dice.randrange(2))
        slot = a_slot("09:00", provider=dice.choice((RUIZ, CHEN)))
        slots.append(replace(slot, start=slot.start + by, end=slot.end + by))
    return _book(url, racer, slots)


def overlaps(store: Store) -> int:
    """Pairs of standing visits of one provider that share a moment."""
    rows = store.read_sync(_standing)
    return sum(
        one.provider == other.provider
        and one.start_at < other.end_at
        and other.start_at < one.end_at
        for n, one in enumerate(rows)
        for other in rows[n + 1 :]
    )


def standing(store: Store) -> int:
    """How many visits stand."""
    return len(store.read_sync(_standing))


def _standing(tx: Tx) -> Sequence[Row[tuple[object, ...]]]:
    statuses = [status.value for status in OCCUPYING]
    return tx.conn.execute(select(visits).where(visits.c.status.in_(statuses))).all()


def _open(url: str, racer: int) -> Store:
    return open_store(url, start=(racer + 1) * 1_000_000)


def _book(url: str, racer: int, slots: list[Slot]) -> int:
    store, won = _open(url, racer), 0
    for n, slot in enumerate(slots):
        talk = ConversationId(f"cnv_{racer}_{n}")

        def work(tx: Tx, slot: Slot = slot, talk: ConversationId = talk) -> bool:
            # A patient of its own each time, or booking again would give the same visit.
            patient = replace(a_patient(), id=PatientId(tx.ids.new("pat")), phones=())
            patients.add(tx, patient)
            result = appointments.book(tx, PRACTICE, talk, patient.id, slot)
            return isinstance(result, Appointment)

        won += store.write_sync(work)
    store.close_sync()
    return won
