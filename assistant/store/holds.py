"""Holds: a picked time is kept for a conversation for 20 minutes, then it is free by itself."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, insert, select

from assistant.domain.capacity import claims_of
from assistant.domain.effects import Refused
from assistant.domain.ids import (
    AppointmentId,
    ConversationId,
    HoldId,
    ProviderId,
    SiteId,
    VisitTypeId,
)
from assistant.domain.practice import Practice
from assistant.domain.schedule import HOLD_MINUTES, Slot
from assistant.store import audit
from assistant.store.reservations import free, renew, reserve
from assistant.store.statements import Row, Statement
from assistant.store.tables.scheduling import holds, reservations
from assistant.store.transactions import Tx

MAX_HOLDS_A_NUMBER = 2
"""Conversations of one number that may each keep a time."""
_TAKEN = Refused("slot_taken")
_KEPT = Statement(
    select(holds, reservations.c.expires_at)
    .join(reservations, reservations.c.id == holds.c.id)
    .where(holds.c.conversation == bindparam("of_conversation"))
)
_IDS = Statement(
    select(holds.c.id).where(holds.c.conversation.in_(bindparam("conversations", expanding=True)))
)
_OF_NUMBER = Statement(
    select(holds)
    .where(holds.c.address_index.in_(bindparam("indexes", expanding=True)))
    .order_by(holds.c.held_at, holds.c.id)
)
_INSERT = Statement(insert(holds))


def hold(
    tx: Tx,
    practice: Practice,
    conversation: ConversationId,
    address_key: str,
    slot: Slot,
    moving: AppointmentId | None = None,
) -> Slot | Refused:
    """Keep the time for this conversation, and let go of the one it kept before.

    Args:
        tx: a write transaction.
        practice: for the visit type's buffers, and what it takes besides.
        conversation: who keeps it.
        address_key: names the patient's address; a number keeps at most two times, the oldest
            goes first.
        slot: what to keep.
        moving: a visit whose own time counts as free.

    Returns:
        The slot, or Refused("slot_taken"); then the conversation still keeps what it kept.
    """
    kept = _kept(tx, conversation)
    if kept is not None and _slot(kept) == slot and renew_hold(tx, conversation):
        return slot
    hold_id = HoldId(tx.ids.new("hld"))
    until = tx.now + timedelta(minutes=HOLD_MINUTES)
    wanted = claims_of(practice, slot)
    with tx.undoable() as undo:
        if kept is not None:
            free(tx, kept["id"])
        if slot.start < tx.now or not reserve(
            tx, hold_id, wanted, until=until, beside=moving or ""
        ):
            undo()
            return _TAKEN
    if kept is not None:
        _note(tx, "slot_released", conversation, _slot(kept))
    _let_oldest_go(tx, address_key)
    row = {
        "id": hold_id,
        "conversation": conversation,
        "address_index": tx.vault.index("holder", address_key),
        "provider": slot.provider,
        "site": slot.site,
        "visit_type": slot.visit_type,
        "start_at": slot.start,
        "end_at": slot.end,
        "held_at": tx.now,
    }
    _INSERT.run(tx.conn, row)
    _note(tx, "slot_held", conversation, slot)
    return slot


def renew_hold(tx: Tx, conversation: ConversationId) -> bool:
    """Another 20 minutes, unless they have run out; says whether a time is kept."""
    return _renew(tx, [conversation])


def renew_hold_later(tx: Tx, conversation: ConversationId) -> None:
    """Like `renew_hold`, before the commit, together with those of other conversations."""
    tx.later(_renew_all, conversation)


def _renew(tx: Tx, conversations: Sequence[ConversationId]) -> bool:
    """Most conversations keep no time; then there is one look and nothing to write."""
    rows = _IDS.rows(tx.conn, {"conversations": list(conversations)})
    until = tx.now + timedelta(minutes=HOLD_MINUTES)
    return renew(tx, [row["id"] for row in rows], until)


def _renew_all(tx: Tx, conversations: Sequence[ConversationId]) -> None:
    _renew(tx, conversations)


def release_hold(tx: Tx, conversation: ConversationId) -> None:
    """Let go of the time this conversation keeps, if it keeps one."""
    kept = _kept(tx, conversation)
    if kept is not None and free(tx, kept["id"]):
        _note(tx, "slot_released", conversation, _slot(kept))


def use_hold(tx: Tx, conversation: ConversationId, slot: Slot) -> None:
    """Let go of the kept time because the slot is being booked; silent if it is that time."""
    kept = _kept(tx, conversation)
    if kept is not None and free(tx, kept["id"]) and _slot(kept) != slot:
        _note(tx, "slot_released", conversation, _slot(kept))


def held(tx: Tx, conversation: ConversationId) -> Slot | None:
    """The time this conversation keeps, unless its 20 minutes are over."""
    kept = _kept(tx, conversation)
    return _slot(kept) if kept is not None and kept["expires_at"] > tx.now else None


def _kept(tx: Tx, conversation: ConversationId) -> Row | None:
    """The conversation's hold, expired or not."""
    return _KEPT.row(tx.conn, {"of_conversation": conversation})


def _let_oldest_go(tx: Tx, address_key: str) -> None:
    """Make room for one more hold of this number."""
    rows = _OF_NUMBER.rows(tx.conn, {"indexes": list(tx.vault.indexes("holder", address_key))})
    for row in rows[: max(len(rows) - MAX_HOLDS_A_NUMBER + 1, 0)]:
        free(tx, row["id"])
        _note(tx, "slot_released", row["conversation"], _slot(row))


def _slot(row: Row) -> Slot:
    return Slot(
        ProviderId(row["provider"]),
        SiteId(row["site"]),
        VisitTypeId(row["visit_type"]),
        row["start_at"],
        row["end_at"],
    )


def _note(tx: Tx, action: str, conversation: ConversationId, slot: Slot) -> None:
    details = {
        "provider": slot.provider,
        "visit_type": slot.visit_type,
        "site": slot.site,
        "start": slot.start.isoformat(),
    }
    audit.record(tx, action=action, conversation=conversation, details=details)
