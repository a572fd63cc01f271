"""Who has which 5-minute cell of whom: the constraint that no two visits share a time.

Nothing here looks first and writes then. Cells are inserted, and their primary key says whether
somebody was there before. A hold's time runs out by itself: what has expired is swept away by
whoever wants the cells next.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.domain.appointment import Appointment
from assistant.domain.availability import cell_from, cell_of
from assistant.domain.clock import Instant
from assistant.domain.ids import ProviderId
from assistant.domain.practice import VisitType
from assistant.domain.schedule import CELL_MINUTES, Slot
from assistant.store.database import insert_if_new, upsert
from assistant.store.statements import Statement
from assistant.store.tables.scheduling import (
    cells,
    reservations,
    schedule_changes,
    schedule_revision,
)
from assistant.store.transactions import Tx

STRETCH = 6 * 60 // CELL_MINUTES
"""Cells of one entry of `schedule_changes`."""
_ONLY_SEAT = 0
_SWEEP = Statement(
    delete(reservations).where(
        reservations.c.resource == bindparam("its"),
        reservations.c.first_cell < bindparam("end"),
        reservations.c.end_cell > bindparam("first"),
        reservations.c.expires_at <= bindparam("now"),
    )
)
_RAISE = Statement(
    update(schedule_revision)
    .values(revision=schedule_revision.c.revision + 1)
    .returning(schedule_revision.c.revision)
)
_FREE = Statement(
    delete(reservations)
    .where(reservations.c.id == bindparam("owner"))
    .returning(reservations.c.resource, reservations.c.first_cell, reservations.c.end_cell)
)
_BESIDE = Statement(
    select(reservations.c.id, reservations.c.first_cell, reservations.c.end_cell).where(
        reservations.c.resource == bindparam("its"),
        reservations.c.first_cell < bindparam("end"),
        reservations.c.end_cell > bindparam("first"),
        reservations.c.expires_at > bindparam("now"),
    )
)
_REVISION = Statement(select(schedule_revision.c.revision))
_INSERT, _INSERT_CELL = Statement(insert(reservations)), Statement(insert(cells))


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a resource's time, cells from `first` to before `end`, buffers included."""

    resource: str
    first: int
    end: int


def resource_of(provider: ProviderId) -> str:
    """The name of a provider's time in the tables."""
    return f"provider:{provider}"


def block_of(slot: Slot | Appointment, visit_type: VisitType) -> Block:
    """What a visit takes: its time, widened by the visit type's buffers."""
    return Block(
        resource_of(slot.provider),
        cell_of(slot.start - visit_type.buffer_before),
        cell_from(slot.end + visit_type.buffer_after),
    )


def reserve(
    tx: Tx, owner: str, block: Block, *, until: Instant | None = None, beside: str = ""
) -> bool:
    """Take the block for a visit or a hold; False, and nothing is changed, if any of it is taken.

    Args:
        tx: a write transaction.
        owner: the visit's or hold's id.
        block: what to take.
        until: when it runs out; None: never.
        beside: a visit whose cells may stay its own: it is going to give them up.
    """
    _sweep(tx, block)
    wanted = range(block.first, block.end)
    if beside:
        theirs = set(
            tx.conn.execute(select(cells.c.cell).where(cells.c.reservation == beside)).scalars()
        )
        wanted = [cell for cell in wanted if cell not in theirs]
    try:
        with tx.savepoint():
            _INSERT.run(
                tx.conn,
                {
                    "id": owner,
                    "resource": block.resource,
                    "seat": _ONLY_SEAT,
                    "first_cell": block.first,
                    "end_cell": block.end,
                    "expires_at": until,
                },
            )
            rows = [
                {"resource": block.resource, "seat": _ONLY_SEAT, "cell": c, "reservation": owner}
                for c in wanted
            ]
            if rows:
                _INSERT_CELL.run_all(tx.conn, rows)
    except IntegrityError:
        return False
    _note_change(tx, block)
    return True


def free(tx: Tx, owner: str) -> bool:
    """Give back what the visit or hold has; says whether it had anything."""
    found = _FREE.row(tx.conn, {"owner": owner})
    if found is None:
        return False
    block = Block(found["resource"], found["first_cell"], found["end_cell"])
    _complete(tx, block)
    _note_change(tx, block)
    return True


def revision(tx: Tx) -> int:
    """Grows with each change of anybody's time."""
    return _REVISION.value(tx.conn, {}) or 0


def _sweep(tx: Tx, block: Block) -> None:
    """Remove what has expired in this stretch; its cells go with it."""
    stretch = {"its": block.resource, "first": block.first, "end": block.end, "now": tx.now}
    _SWEEP.run(tx.conn, stretch)


def _complete(tx: Tx, freed: Block) -> None:
    """Give a hold that lay beside a visit the cells which that visit has given up."""
    stretch = {"its": freed.resource, "first": freed.first, "end": freed.end, "now": tx.now}
    for found in _BESIDE.rows(tx.conn, stretch):
        last = min(found["end_cell"], freed.end)
        for cell in range(max(found["first_cell"], freed.first), last):
            row = {"resource": freed.resource, "seat": _ONLY_SEAT, "cell": cell}
            insert_if_new(tx.conn, cells, {**row, "reservation": found["id"]})


def _note_change(tx: Tx, block: Block) -> None:
    """Tell the caches of all processes; in a row that PostgreSQL would lock until the commit."""
    raised = _RAISE.value(tx.conn, {})
    if raised is None:
        raised = 1
        tx.conn.execute(insert(schedule_revision), {"id": 1, "revision": raised})
    for stretch in range(block.first // STRETCH, (block.end - 1) // STRETCH + 1):
        upsert(
            tx.conn,
            schedule_changes,
            ("resource", "stretch"),
            {"resource": block.resource, "stretch": stretch, "revision": raised},
        )
