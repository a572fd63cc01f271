"""Timers: what is to happen later. One of a kind for each conversation; a new one replaces it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from assistant.domain.clock import Instant
from assistant.domain.ids import ConversationId, TaskId
from assistant.store.database import Tx, insert_if_new, upsert
from assistant.store.statements import Statement
from assistant.store.tables.pipeline import conversations as _conversations
from assistant.store.tables.pipeline import timers as table


@dataclass(frozen=True, slots=True)
class Timer:
    """Something due. With `task` it is an alert that repeats until that task is claimed."""

    id: str
    conversation: ConversationId
    kind: str
    due_at: Instant
    fence: int
    task: TaskId | None
    attempts: int


def put(
    tx: Tx,
    conversation: ConversationId,
    kind: str,
    due_at: Instant,
    *,
    fence: int,
    task: TaskId | None = None,
) -> None:
    """Set the conversation's timer of that kind, instead of the one there may be.

    `fence`: the turn past which it no longer counts.
    """
    values = _fresh(tx, conversation, kind, due_at) | {"fence": fence, "task": task}
    upsert(tx.conn, table, ["conversation", "kind"], values)


def put_if_none(tx: Tx, conversation: ConversationId, kind: str, due_at: Instant) -> None:
    """Set a timer that no turn makes moot, unless the conversation has one of that kind."""
    insert_if_new(tx.conn, table, _fresh(tx, conversation, kind, due_at))


def oldest_due(tx: Tx) -> Timer | None:
    """The timer, not of an alert, that is due longest and whose conversation is free."""
    return _first(tx, _OLDEST_DUE)


def oldest_alert(tx: Tx) -> Timer | None:
    """The alert that is due longest."""
    return _first(tx, _OLDEST_ALERT)


def take(tx: Tx, timer: Timer) -> bool:
    """Remove it, to be run now; False if it was replaced or removed in the meantime."""
    gone = tx.conn.execute(
        delete(table).where(
            table.c.id == timer.id,
            table.c.due_at == timer.due_at,
            table.c.fence == timer.fence,
        )
    )
    return gone.rowcount == 1


def drop(tx: Tx, key: str) -> None:
    """Remove it, if it is still there."""
    tx.conn.execute(delete(table).where(table.c.id == key))


def silence(tx: Tx, conversation: ConversationId) -> None:
    """The assistant does not speak by itself there any more; alerts to staff go on."""
    tx.flush()
    tx.conn.execute(
        delete(table).where(table.c.conversation == conversation, table.c.task.is_(None))
    )


def postpone(tx: Tx, key: str, wait: timedelta) -> int:
    """Count a failure and try again later; how many failures there were."""
    row = tx.conn.execute(
        update(table)
        .where(table.c.id == key)
        .values(attempts=table.c.attempts + 1, due_at=tx.now + wait)
        .returning(table.c.attempts)
    )
    return row.scalar() or 0


def waiting_on(tx: Tx, channel: str) -> tuple[ConversationId, ...]:
    """Conversations on that channel in which the assistant will speak by itself, by id."""
    tx.flush()
    rows = tx.conn.execute(
        select(table.c.conversation)
        .join(_conversations, _conversations.c.id == table.c.conversation)
        .where(_conversations.c.channel == channel, table.c.task.is_(None))
        .distinct()
        .order_by(table.c.conversation)
    )
    return tuple(ConversationId(key) for key in rows.scalars())


def next_due(tx: Tx) -> Instant | None:
    """The next moment after now at which a timer of any kind is due, if any."""
    return _NEXT.value(tx.conn, {"now": tx.now})


# Built once: every claim asks.
_NEXT = Statement(
    select(func.min(table.c.due_at).label("at")).where(table.c.due_at > bindparam("now"))
)
_OLDEST_DUE = Statement(
    select(table)
    .join(_conversations, _conversations.c.id == table.c.conversation)
    .where(
        table.c.due_at <= bindparam("now"),
        table.c.task.is_(None),
        or_(
            _conversations.c.lease_until.is_(None),
            _conversations.c.lease_until <= bindparam("now"),
        ),
    )
    .order_by(table.c.due_at, table.c.id)
    .limit(1)
    .with_for_update(of=[table, _conversations], skip_locked=True, key_share=True)
)
_OLDEST_ALERT = Statement(
    select(table)
    .where(table.c.due_at <= bindparam("now"), table.c.task.is_not(None))
    .order_by(table.c.due_at, table.c.id)
    .limit(1)
    .with_for_update(skip_locked=True, key_share=True)
)


def _fresh(tx: Tx, conversation: ConversationId, kind: str, due_at: Instant) -> dict[str, object]:
    return {
        "id": tx.ids.new("tmr"),
        "conversation": conversation,
        "kind": kind,
        "due_at": due_at,
        "fence": 0,
        "task": None,
        "attempts": 0,
    }


def _first(tx: Tx, query: Statement) -> Timer | None:
    tx.flush()
    row = query.row(tx.conn, {"now": tx.now})
    return None if row is None else _timer(row)


def _timer(row: Mapping[str, Any]) -> Timer:
    return Timer(
        id=row["id"],
        conversation=ConversationId(row["conversation"]),
        kind=row["kind"],
        due_at=row["due_at"],
        fence=row["fence"],
        task=None if row["task"] is None else TaskId(row["task"]),
        attempts=row["attempts"],
    )
