"""What visits and holds take, all of it or nothing: time, rooms, devices, caps, seats in groups.

What decides is in `seats`: the primary key of the cells. A hold's time runs out by itself.
"""

from sqlalchemy import bindparam, delete, or_, update

from assistant.domain.capacity import Claims, group_led_by
from assistant.domain.clock import Instant
from assistant.store.schedule import seats, sessions
from assistant.store.schedule.seats import STRETCH, revision
from assistant.store.statements import Statement
from assistant.store.tables.scheduling import reservations
from assistant.store.transactions import Tx

__all__ = ["STRETCH", "free", "renew", "reserve", "revision"]

_FREE = Statement(
    delete(reservations)
    .where(
        or_(reservations.c.id == bindparam("owner"), reservations.c.part_of == bindparam("owner"))
    )
    .returning(
        reservations.c.id,
        reservations.c.resource,
        reservations.c.seat,
        reservations.c.first_cell,
        reservations.c.end_cell,
    )
)
_RENEW = Statement(
    update(reservations)
    .where(
        reservations.c.id.in_(bindparam("owners", expanding=True)),
        reservations.c.expires_at > bindparam("now"),
    )
    .returning(
        reservations.c.id,
        reservations.c.resource,
        reservations.c.first_cell,
        reservations.c.end_cell,
    )
)
_RENEW_PARTS = Statement(
    update(reservations).where(reservations.c.part_of.in_(bindparam("owners", expanding=True)))
)


def reserve(
    tx: Tx, owner: str, claims: Claims, *, until: Instant | None = None, beside: str = ""
) -> bool:
    """Take it all for a visit or a hold; False, and nothing is changed, if any of it is taken.

    Args:
        tx: a write transaction.
        owner: the visit's or hold's id.
        claims: what to take.
        until: when it runs out; None: never.
        beside: a visit whose cells may stay its own: it is going to give them up.
    """
    main, *rest = claims.own
    if claims.session is None and not rest:
        is_there = seats.take(tx, owner, main, until=until, beside=beside)
    else:
        with tx.undoable() as undo:
            is_there = _take_all(tx, owner, claims, until, beside)
            if not is_there:
                undo()
    if is_there:
        time = claims.session.claims[0] if claims.session is not None else main
        seats.note_change(tx, time.resource, time.first, time.end)
    return is_there


def free(tx: Tx, owner: str) -> bool:
    """Give back what the visit or hold has; says whether it had anything."""
    had_any = False
    for row in _FREE.rows(tx.conn, {"owner": owner}):
        seats.complete(tx, row)
        if row["id"] != owner:
            continue
        had_any = True
        if group_led_by(row["resource"]) is not None:
            sessions.leave(tx, row)
        else:
            seats.note_change(tx, row["resource"], row["first_cell"], row["end_cell"])
    return had_any


def renew(tx: Tx, owners: list[str], until: Instant) -> bool:
    """Keep what these holds have until then, unless it has run out; says whether any has not."""
    values = {"owners": owners, "now": tx.now, "expires_at": until}
    found = _RENEW.rows(tx.conn, values) if owners else []
    if not found:
        return False
    _RENEW_PARTS.run(tx.conn, {"owners": [row["id"] for row in found], "expires_at": until})
    for row in found:
        sessions.renew(tx, row, until)
    return True


def _take_all(tx: Tx, owner: str, claims: Claims, until: Instant | None, beside: str) -> bool:
    if claims.session is not None and not sessions.join(tx, claims.session, until):
        return False
    main, *rest = claims.own
    if not seats.take(tx, owner, main, until=until, beside=beside):
        return False
    return all(
        seats.take(tx, tx.ids.new("clm"), claim, until=until, beside=beside, part_of=owner)
        for claim in rest
    )
