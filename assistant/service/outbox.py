"""What may be sent, decided at the moment of sending, and what becomes of what was sent.

A text is written in the transaction of its cause. Whether it still may leave (the patient opted
out, a person took over, it is night, it is too late) is read again in the transaction that
claims it for sending.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from assistant import telemetry
from assistant.domain.clock import Instant
from assistant.domain.consent import PASSES_OPT_OUT, MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.facts import Lang
from assistant.domain.hours import next_sending
from assistant.domain.ids import MessageId, StaffId
from assistant.domain.message import ReceiptStatus, StatusUpdate, moves_forward
from assistant.domain.practice import Practice
from assistant.domain.task import Priority, Reason, due_at
from assistant.service import consent
from assistant.service.consent import Said
from assistant.store import audit, consents, conversations, outbox, tasks
from assistant.store.conversations import Holder, Thread
from assistant.store.database import Tx
from assistant.store.outbox import Draft, Outgoing
from assistant.store.tasks import NewTask

VALID_FOR: dict[MessageKind, timedelta] = {
    MessageKind.REPLY: timedelta(minutes=30),
    MessageKind.CONSENT: timedelta(minutes=30),
    MessageKind.SAFETY: timedelta(minutes=30),
    MessageKind.STAFF: timedelta(hours=4),
    MessageKind.NUDGE: timedelta(hours=16),
    MessageKind.PROMISE: timedelta(hours=16),
    MessageKind.ALERT: timedelta(minutes=15),
}
"""For how long after it was written a text of a kind is still worth reading."""

BY_ITSELF = frozenset({MessageKind.NUDGE, MessageKind.PROMISE})
"""Kinds that the assistant starts by itself; they keep to the practice's sending hours."""
_BOTS_WORD = frozenset({MessageKind.REPLY, MessageKind.NUDGE})
"""Kinds that must not follow once a person has taken over."""
_JUMPS = frozenset({MessageKind.SAFETY, MessageKind.CONSENT})
"""Kinds that do not wait behind an earlier text whose fate is still unknown."""
_MISSED = frozenset({MessageKind.REPLY, MessageKind.STAFF, MessageKind.SAFETY})
"""Kinds that a person has to make up for when they come too late to be sent."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to the patient of a conversation. (`source`, `n`) makes it one logical text."""

    text: str
    kind: MessageKind
    lang: Lang
    source: str
    n: int
    version: int
    staff: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Suppress:
    """It must not be sent; `rule`: "too-late" | "opted-out" | "staff-owns" | "answered"."""

    rule: str


@dataclass(frozen=True, slots=True)
class Defer:
    """It must not be sent yet."""

    until: Instant


def write(tx: Tx, thread: Thread, letter: Letter) -> MessageId | None:
    """Put a text to the patient into the outbox; None if that logical text is in it already."""
    return outbox.add(tx, _draft(tx, thread, letter))


def write_later(tx: Tx, thread: Thread, letter: Letter) -> None:
    """Like `write`, before the commit, together with the texts of other conversations."""
    outbox.add_later(tx, _draft(tx, thread, letter))


def _draft(tx: Tx, thread: Thread, letter: Letter) -> Draft:
    return Draft(
        conversation=thread.id,
        source=letter.source,
        n=letter.n,
        account=thread.account,
        line=thread.line,
        to=thread.contact,
        text=letter.text,
        kind=letter.kind,
        lang=letter.lang,
        version=letter.version,
        valid_until=tx.now + VALID_FOR[letter.kind],
        staff=letter.staff,
        in_order=letter.kind not in _JUMPS,
    )


def objection(tx: Tx, row: Outgoing, practice: Practice) -> Suppress | Defer | None:
    """Why this text may not leave now; None: it may."""
    if tx.now >= row.valid_until:
        return Suppress("too-late")
    if row.kind not in PASSES_OPT_OUT and consents.is_withdrawn(tx, row.to.address, row.line):
        return Suppress("opted-out")
    if row.kind in _BOTS_WORD | BY_ITSELF:
        holder = conversations.holder(tx, row.conversation)
        # Also when the talk has come back since: by then the bot's words are old news.
        if row.kind in _BOTS_WORD and row.version < holder.since:
            return Suppress("staff-owns")
        if _is_moot(row, holder):
            return Suppress("answered")
    if row.kind in BY_ITSELF:
        opens = next_sending(practice, tx.now)
        if opens > tx.now:
            return Suppress("too-late") if opens >= row.valid_until else Defer(opens)
    return None


def _is_moot(row: Outgoing, holder: Holder) -> bool:
    """Has the patient written since the reminder, or a person come in since the promise?"""
    if row.kind is MessageKind.NUDGE:
        return row.version != holder.version
    is_waiting = holder.owner is Owner.STAFF and holder.staff is None
    return row.kind is MessageKind.PROMISE and not is_waiting


def suppress(tx: Tx, row: Outgoing, rule: str, practice: Practice) -> None:
    """It stays here; a person hears of it if the patient waits for it in vain."""
    outbox.suppress(tx, row.id, rule)
    tx.after_commit(partial(telemetry.send_suppressed, rule))
    audit.record(
        tx,
        action="message_suppressed",
        conversation=row.conversation,
        details={"message": row.id, "kind": row.kind.value, "rule": rule},
    )
    if rule == "too-late" and row.kind in _MISSED:
        open_delivery_task(tx, row, rule, practice)


def fail(tx: Tx, row: Outgoing, error: str, practice: Practice) -> None:
    """It was not delivered and will not be: a person has to know."""
    outbox.failed(tx, row.id, error)
    audit.record(
        tx,
        action="message_failed",
        conversation=row.conversation,
        details={"message": row.id, "kind": row.kind.value, "error": error},
    )
    open_delivery_task(tx, row, error, practice)


def opted_out(tx: Tx, row: Outgoing, practice: Practice) -> None:
    """The carrier holds an opt-out for that number and line: then so do we, and a person knows."""
    consent.withdraw(tx, Said(row.to.address, row.line, "carrier"))
    fail(tx, row, "opted-out", practice)


def status(tx: Tx, update: StatusUpdate, practice: Practice) -> bool:
    """Note what a neighbour says of a text of ours; False when it changes nothing.

    Receipts only move forward; a repeat, a late one and one for a text that is not ours change
    nothing. A text that was not delivered becomes work for a person, an opt-out a ledger row.
    """
    row = outbox.get(tx, update.message_id)
    if row is None or (row.external_id and row.external_id != update.external_id):
        return False
    if not moves_forward(row.status, update.status):
        return False
    error = update.error or update.vendor_code
    outbox.heard_back(tx, row, update.status, update.external_id, error)
    if update.error == "opted-out":
        opted_out(tx, row, practice)
    elif update.status in {ReceiptStatus.FAILED, ReceiptStatus.UNDELIVERED}:
        open_delivery_task(tx, row, update.vendor_code or update.error or "unknown", practice)
    return True


def open_delivery_task(tx: Tx, row: Outgoing, error: str, practice: Practice) -> None:
    """Work for a person: this text did not reach its reader."""
    priority = Priority.URGENT
    if row.kind in {MessageKind.ALERT, MessageKind.SAFETY}:
        priority = Priority.ASAP
    opened = tasks.open(
        tx,
        NewTask(
            Reason.DELIVERY_FAILED,
            priority,
            due_at(practice, priority, tx.now),
            (f"Not delivered ({error}), {row.kind.value} {row.id}:", row.text),
            conversation=row.conversation,
        ),
    )
    audit.record(
        tx,
        action="task_opened" if opened.is_new else "task_added_to",
        conversation=row.conversation,
        task=opened.id,
        details={"reason": Reason.DELIVERY_FAILED.value, "priority": priority.name.lower()},
    )
