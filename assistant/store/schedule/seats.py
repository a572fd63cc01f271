"""One seat of one resource: taken, or found taken. The constraint that no two share a time.

Nothing here looks first and writes then. Cells are inserted, and their primary key says whether
somebody was there before; where there are several seats, a look only says which one to try. What
has expired is swept away by whoever wants the cells next.
"""

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from assistant.domain.capacity import Claim
from assistant.domain.clock import Instant
from assistant.domain.schedule import CELL_MINUTES
from assistant.store.database import insert_if_new, upsert
from assistant.store.statements import Row, Statement
from assistant.store.tables.scheduling import (
    cells,
    reservations,
    schedule_changes,
    schedule_revision,
)
from assistant.store.transactions import Tx

STRETCH = 6 * 60 // CELL_MINUTES
"""Cells of one entry of `schedule_changes`."""
_FIRST_SEAT = 0
_OVERLAPS = (
    reservations.c.resource == bindparam("its"),
    reservations.c.first_cell < bindparam("end"),
    reservations.c.end_cell > bindparam("first"),
)
_OF_BESIDE = cells.c.reservation.in_(
    select(reservations.c.id).where(
        or_(reservations.c.id == bindparam("beside"), reservations.c.part_of == bindparam("beside"))
    )
)
_SWEEP = Statement(
    delete(reservations).where(*_OVERLAPS, reservations.c.expires_at <= bindparam("now"))
)
_SEATS = Statement(
    select(cells.c.seat)
    .where(
        cells.c.resource == bindparam("its"),
        cells.c.cell >= bindparam("first"),
        cells.c.cell < bindparam("end"),
        ~_OF_BESIDE,
    )
    .distinct()
)
_BESIDE_CELLS = Statement(
    select(cells.c.cell).where(
        cells.c.resource == bindparam("its"), cells.c.seat == bindparam("chair"), _OF_BESIDE
    )
)
_HALF_HELD = Statement(
    select(reservations.c.id, reservations.c.first_cell, reservations.c.end_cell).where(
        *_OVERLAPS,
        reservations.c.seat == bindparam("chair"),
        reservations.c.expires_at > bindparam("now"),
    )
)
_RAISE = Statement(
    update(schedule_revision)
    .values(revision=schedule_revision.c.revision + 1)
    .returning(schedule_revision.c.revision)
)
_REVISION = Statement(select(schedule_revision.c.revision))
_INSERT_CELL = Statement(insert(cells))


def take(
    tx: Tx,
    key: str,
    claim: Claim,
    *,
    until: Instant | None = None,
    beside: str = "",
    part_of: str | None = None,
) -> bool:
    """Take one seat; False, and nothing is changed, if none is free for all of these cells.

    Args:
        tx: a write transaction.
        key: the reservation's id.
        claim: what to take.
        until: when it runs out; None: never.
        beside: a visit whose cells count as free: it is going to give them up.
        part_of: the visit or hold that takes this besides.
    """
    _SWEEP.run(tx.conn, _stretch(claim) | {"now": tx.now})
    row: dict[str, object] = {
        "id": key,
        "resource": claim.resource,
        "first_cell": claim.first,
        "end_cell": claim.end,
        "expires_at": until,
        "part_of": part_of,
    }
    tried: set[int] = set()
    while (seat := _free_seat(tx, claim, beside, tried)) is not None:
        if _insert(tx, row | {"seat": seat}, _cells(tx, claim, seat, beside)):
            return True
        # Somebody else was faster, or it is the only seat.
        tried.add(seat)
    return False


def complete(tx: Tx, freed: Row) -> None:
    """Give a hold that lay beside a reservation the cells which that one has given up."""
    claim = Claim(freed["resource"], freed["first_cell"], freed["end_cell"])
    values = _stretch(claim) | {"chair": freed["seat"], "now": tx.now}
    for found in _HALF_HELD.rows(tx.conn, values):
        last = min(found["end_cell"], claim.end)
        for cell in range(max(found["first_cell"], claim.first), last):
            row = {"resource": claim.resource, "seat": freed["seat"], "cell": cell}
            insert_if_new(tx.conn, cells, {**row, "reservation": found["id"]})


def revision(tx: Tx) -> int:
    """Grows with each change of anybody's time."""
    return _REVISION.value(tx.conn, {}) or 0


def note_change(tx: Tx, resource: str, first: int, end: int) -> None:
    """Tell the caches of all processes; in a row that PostgreSQL would lock until the commit.

    `resource` is a provider's time: rooms and seats in groups change only together with one.
    """
    raised = _RAISE.value(tx.conn, {})
    if raised is None:
        raised = 1
        tx.conn.execute(insert(schedule_revision), {"id": 1, "revision": raised})
    for stretch in range(first // STRETCH, (end - 1) // STRETCH + 1):
        upsert(
            tx.conn,
            schedule_changes,
            ("resource", "stretch"),
            {"resource": resource, "stretch": stretch, "revision": raised},
        )


def _free_seat(tx: Tx, claim: Claim, beside: str, tried: set[int]) -> int | None:
    """A seat to try; None when all are taken."""
    if claim.seats == 1:
        return None if tried else _FIRST_SEAT
    values = _stretch(claim) | {"beside": beside}
    taken = {row["seat"] for row in _SEATS.rows(tx.conn, values)} | tried
    # Seats beyond the last one were given when there were more of them.
    if len(taken) >= claim.seats:
        return None
    return next(seat for seat in range(claim.seats) if seat not in taken)


def _cells(tx: Tx, claim: Claim, seat: int, beside: str) -> list[int]:
    """The cells to insert: without those which `beside` has yet."""
    wanted = list(range(claim.first, claim.end))
    if not beside:
        return wanted
    values = {"its": claim.resource, "chair": seat, "beside": beside}
    theirs = {row["cell"] for row in _BESIDE_CELLS.rows(tx.conn, values)}
    return [cell for cell in wanted if cell not in theirs]


def _insert(tx: Tx, row: dict[str, object], wanted: list[int]) -> bool:
    """Write it down with its cells; False if one of them is somebody's."""
    place = {"resource": row["resource"], "seat": row["seat"], "reservation": row["id"]}
    try:
        with tx.savepoint():
            # Where overlaps are ruled out by a constraint besides, two plain inserts can wait for
            # each other; one that gives way waits for nobody whom it keeps waiting.
            if not insert_if_new(tx.conn, reservations, row):
                return False
            if wanted:
                _INSERT_CELL.run_all(tx.conn, [{**place, "cell": cell} for cell in wanted])
    except IntegrityError:
        return False
    return True


def _stretch(claim: Claim) -> dict[str, object]:
    return {"its": claim.resource, "first": claim.first, "end": claim.end}
