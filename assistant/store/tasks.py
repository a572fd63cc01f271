"""Tasks: one queue of work for people. One open task a conversation and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, RowMapping, Select, bindparam, func, select, update

from assistant.domain.clock import Instant
from assistant.domain.errors import NotFound, NotYours, VersionConflict
from assistant.domain.ids import AppointmentId, ConversationId, PatientId, StaffId, TaskId
from assistant.domain.task import Priority, Reason, Task, TaskStatus
from assistant.store.database import Tx, insert_if_new
from assistant.store.statements import Row, Statement
from assistant.store.tables.pipeline import tasks as table

OPEN = (TaskStatus.REQUESTED, TaskStatus.IN_PROGRESS)
"""Statuses of a task that still needs somebody."""

_FAMILIES: dict[Reason, str] = {Reason.POISON: Reason.CRASH.value}
"""Reasons that are one and the same to whoever has to deal with them."""

_IS_OPEN = table.c.status.in_([status.value for status in OPEN])
_IN_ORDER = select(table).order_by(
    table.c.priority.desc(), table.c.due_at, table.c.opened_at, table.c.id
)
_QUEUE = Statement(_IN_ORDER.where(_IS_OPEN))
_OPEN_OF = Statement(_IN_ORDER.where(_IS_OPEN, table.c.conversation == bindparam("whose")))
_CLOSED = Statement(_IN_ORDER.where(~_IS_OPEN).limit(bindparam("most", type_=Integer)))
_OF_FAMILY = Statement(
    select(table)
    .where(
        _IS_OPEN, table.c.conversation == bindparam("whose"), table.c.family == bindparam("kind")
    )
    .with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be opened. `lines`: its summary, one entry a line; may hold patient data."""

    reason: Reason
    priority: Priority
    due_at: Instant
    lines: tuple[str, ...]
    conversation: ConversationId | None = None
    patient: PatientId | None = None
    appointment: AppointmentId | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The task that now stands. `is_new`: False when it was open already and was added to."""

    id: TaskId
    is_new: bool


def open(tx: Tx, new: NewTask) -> Opened:  # noqa: A001 (the queue's word; used as tasks.open)
    """Open a task, or add to the one that is open for the same conversation and reason.

    An open one keeps its id and its owner, gets the lines it does not have yet, the higher
    priority and the earlier due time.
    """
    known = _open_one(tx, new.conversation, _family(new.reason))
    if known is not None:
        _add_to(tx, known, new)
        return Opened(known.id, is_new=False)
    key = TaskId(tx.ids.new("tsk"))
    if not insert_if_new(tx.conn, table, _fresh(tx, key, new)):
        raise VersionConflict("the same task was opened elsewhere at this moment")
    return Opened(key, is_new=True)


def add_lines(tx: Tx, key: TaskId, lines: Sequence[str]) -> None:
    """Add lines to the summary, also such as are there already.

    Raises:
        NotFound: there is no such task.
    """
    # Locked while it is read: of two who add at once neither may write over the other's lines.
    _set_summary(tx, _read(tx, select(table).with_for_update(key_share=True), key), lines)


def get(tx: Tx, key: TaskId) -> Task:
    """The task with that id.

    Raises:
        NotFound: there is none.
    """
    return _read(tx, select(table), key)


def claim(tx: Tx, key: TaskId, staff: StaffId) -> Task:
    """Make it that person's; nothing changes if it is already.

    Raises:
        NotFound: there is no such task.
        NotYours: somebody else has it, or it is closed.
    """
    tx.conn.execute(
        update(table)
        .where(table.c.id == key, table.c.owner.is_(None), _IS_OPEN)
        .values(owner=staff, status=TaskStatus.IN_PROGRESS.value, claimed_at=tx.now)
    )
    task = get(tx, key)
    if task.owner != staff or task.status not in OPEN:
        raise NotYours(f"somebody else has {key}, or it is closed")
    return task


def close(tx: Tx, key: TaskId, staff: StaffId) -> Task:
    """Note that it is done; closing it again changes nothing.

    Raises:
        NotFound: there is no such task.
        NotYours: somebody else has it.
    """
    task = get(tx, key)
    if task.owner not in {None, staff}:
        raise NotYours(f"somebody else has {key}")
    tx.conn.execute(
        update(table)
        .where(table.c.id == key, _IS_OPEN)
        .values(owner=staff, status=TaskStatus.COMPLETED.value, closed_at=tx.now)
    )
    return get(tx, key)


def raise_to(tx: Tx, key: TaskId, priority: Priority) -> None:
    """Give a task another priority."""
    tx.conn.execute(update(table).where(table.c.id == key).values(priority=priority.value))


def open_of(tx: Tx, conversation: ConversationId) -> tuple[Task, ...]:
    """The open tasks of a conversation, most urgent first."""
    rows = _OPEN_OF.rows(tx.conn, {"whose": conversation})
    return tuple(_task(tx, row) for row in rows)


def queue(tx: Tx) -> tuple[Task, ...]:
    """All open tasks: the most urgent first, then by when they are due, then the oldest."""
    return tuple(_task(tx, row) for row in _QUEUE.rows(tx.conn, {}))


def newest(tx: Tx, limit: int = 500) -> tuple[Task, ...]:
    """Tasks open and closed, the open ones first, in the order of `queue`."""
    closed = _CLOSED.rows(tx.conn, {"most": limit})
    return queue(tx) + tuple(_task(tx, row) for row in closed)


def count_open(tx: Tx) -> int:
    """How many tasks wait or are being worked on."""
    return tx.conn.execute(select(func.count()).select_from(table).where(_IS_OPEN)).scalar_one()


def _family(reason: Reason) -> str:
    return _FAMILIES.get(reason, reason.value)


def _read(tx: Tx, query: Select[Any], key: TaskId) -> Task:
    row = tx.conn.execute(query.where(table.c.id == key)).mappings().first()
    if row is None:
        raise NotFound(f"there is no task {key}")
    return _task(tx, row)


def _open_one(tx: Tx, conversation: ConversationId | None, family: str) -> Task | None:
    if conversation is None:
        return None
    row = _OF_FAMILY.row(tx.conn, {"whose": conversation, "kind": family})
    return None if row is None else _task(tx, row)


def _add_to(tx: Tx, known: Task, new: NewTask) -> None:
    has = set(known.summary.splitlines())
    _set_summary(tx, known, [line for line in new.lines if line not in has])
    tx.conn.execute(
        update(table)
        .where(table.c.id == known.id)
        .values(
            priority=max(known.priority, new.priority).value,
            due_at=min(known.due_at, new.due_at),
        )
    )


def _set_summary(tx: Tx, task: Task, more: Sequence[str]) -> None:
    if not more:
        return
    summary = "\n".join([task.summary, *more])
    sealed = tx.vault.seal(summary, table="tasks", column="summary_sealed", row=task.id)
    tx.conn.execute(update(table).where(table.c.id == task.id).values(summary_sealed=sealed))


def _fresh(tx: Tx, key: TaskId, new: NewTask) -> dict[str, object]:
    summary = "\n".join(new.lines)
    return {
        "id": key,
        "conversation": new.conversation,
        "family": _family(new.reason),
        "reason": new.reason.value,
        "priority": new.priority.value,
        "status": TaskStatus.REQUESTED.value,
        "summary_sealed": tx.vault.seal(summary, table="tasks", column="summary_sealed", row=key),
        "patient": new.patient,
        "appointment": new.appointment,
        "opened_at": tx.now,
        "due_at": new.due_at,
    }


def _task(tx: Tx, row: Row | RowMapping) -> Task:
    key = TaskId(row["id"])
    return Task(
        id=key,
        reason=Reason(row["reason"]),
        priority=Priority(row["priority"]),
        status=TaskStatus(row["status"]),
        opened_at=row["opened_at"],
        due_at=row["due_at"],
        summary=tx.vault.unseal(
            row["summary_sealed"], table="tasks", column="summary_sealed", row=key
        ),
        conversation=row["conversation"],
        patient=row["patient"],
        appointment=row["appointment"],
        owner=row["owner"],
        closed_at=row["closed_at"],
    )
