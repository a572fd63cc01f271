"""Group visits: patients who share one stretch of a provider's time, each with a seat.

The session is a reservation of its own. It is made with the first seat, ends with the last one,
and lasts as long as the seat that lasts longest. Who joins or leaves locks its row first, so that
on PostgreSQL nobody sits down where the session is just being taken away.
"""

from sqlalchemy import bindparam, delete, or_, select, update

from assistant.domain.capacity import Session, group_led_by, resource_of
from assistant.domain.clock import Instant
from assistant.store.schedule import seats
from assistant.store.statements import Row, Statement
from assistant.store.tables.scheduling import reservations
from assistant.store.transactions import Tx

_MINE = or_(reservations.c.id == bindparam("key"), reservations.c.part_of == bindparam("key"))
_BY_ID = Statement(
    select(reservations.c.id, reservations.c.end_cell, reservations.c.expires_at)
    .where(reservations.c.id == bindparam("key"))
    .with_for_update(key_share=True)
)
_AT = Statement(
    select(reservations.c.id, reservations.c.expires_at)
    .where(
        reservations.c.resource == bindparam("its"),
        reservations.c.first_cell == bindparam("first"),
        reservations.c.end_cell == bindparam("end"),
    )
    .with_for_update(key_share=True)
)
_SEATED = Statement(
    select(reservations.c.expires_at).where(
        reservations.c.resource == bindparam("its"),
        reservations.c.first_cell == bindparam("first"),
        reservations.c.expires_at.is_(None) | (reservations.c.expires_at > bindparam("now")),
    )
)
_SET_END = Statement(update(reservations).where(_MINE))
_DELETE = Statement(delete(reservations).where(_MINE))


def join(tx: Tx, session: Session, until: Instant | None) -> bool:
    """See that the session is there, at least until then (None: for good); False if it cannot be.

    Its own time is not counted as free for a visit that is being moved: somebody else may have
    come to it by then.
    """
    return (
        _goes_on(tx, session, until) or _begin(tx, session, until) or _goes_on(tx, session, until)
    )


def leave(tx: Tx, seat: Row) -> None:
    """After a seat was given up: end the session if it was the last, or let it end when it may."""
    provider = group_led_by(seat["resource"])
    if provider is None:
        return
    resource, first, end = resource_of(provider), seat["first_cell"], seat["end_cell"]
    found = _AT.row(tx.conn, {"its": resource, "first": first, "end": end})
    if found is not None:
        values = {"its": seat["resource"], "first": first, "now": tx.now}
        ends = [row["expires_at"] for row in _SEATED.rows(tx.conn, values)]
        if not ends:
            _DELETE.run(tx.conn, {"key": found["id"]})
        else:
            until = None if None in ends else max(ends)
            _SET_END.run(tx.conn, {"key": found["id"], "expires_at": until})
    seats.note_change(tx, resource, first, end)


def renew(tx: Tx, seat: Row, until: Instant) -> None:
    """The seat is held until then: the session as well, unless it is for good."""
    provider = group_led_by(seat["resource"])
    if provider is None:
        return
    where = {"its": resource_of(provider), "first": seat["first_cell"], "end": seat["end_cell"]}
    found = _AT.row(tx.conn, where)
    if found is not None and found["expires_at"] is not None:
        _SET_END.run(tx.conn, {"key": found["id"], "expires_at": until})


def _goes_on(tx: Tx, session: Session, until: Instant | None) -> bool:
    found = _BY_ID.row(tx.conn, {"key": session.id})
    if found is None or found["end_cell"] != session.claims[0].end:
        return False
    ends = found["expires_at"]
    if ends is not None and ends <= tx.now:
        return False
    if ends is not None and (until is None or until > ends):
        _SET_END.run(tx.conn, {"key": session.id, "expires_at": until})
    return True


def _begin(tx: Tx, session: Session, until: Instant | None) -> bool:
    main, *rest = session.claims
    with tx.undoable() as undo:
        is_there = seats.take(tx, session.id, main, until=until)
        for claim in rest if is_there else ():
            key = tx.ids.new("clm")
            is_there = is_there and seats.take(tx, key, claim, until=until, part_of=session.id)
        if not is_there:
            undo()
    return is_there
