"""The outbox: texts to be sent, in order within a conversation, and what became of them.

The rules of sending are `service.outbox`'s; here are the rows. A row is `new`, then `sending`
while a sender has it, and then what the neighbour said. `unknown`: it may have been sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    func,
    or_,
    select,
    update,
)

from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.errors import KeyUnavailable
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId, MessageId, StaffId
from assistant.domain.message import Receipt, ReceiptStatus, moves_forward
from assistant.domain.patient import ContactPoint
from assistant.domain.sms import segments
from assistant.store.database import Tx, insert_into
from assistant.store.statements import Statement
from assistant.store.tables.pipeline import outbox as table


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be sent. (`source`, `n`) makes it one logical text, however often it is added.

    `in_order`: after the texts of its conversation that were written before it. `version`: the
    conversation's, as the text was written.
    """

    conversation: ConversationId
    source: str
    n: int
    account: str
    line: str
    to: ContactPoint
    text: str
    kind: MessageKind
    lang: Lang
    version: int
    valid_until: Instant
    not_before: Instant | None = None
    staff: StaffId | None = None
    in_order: bool = True


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row of the outbox. `attempts` counts the sends, the one under way included."""

    id: MessageId
    conversation: ConversationId
    account: str
    line: str
    to: ContactPoint
    text: str
    kind: MessageKind
    lang: Lang
    staff: StaffId | None
    version: int
    status: ReceiptStatus
    attempts: int
    valid_until: Instant
    resent: bool
    external_id: str
    segments: int
    error: str
    suppressed_by: str
    written_at: Instant
    sent_at: Instant | None


def add(tx: Tx, draft: Draft) -> MessageId | None:
    """Put a text into the outbox; None if that logical text is in it already."""
    key = MessageId(tx.ids.new("msg"))
    tx.flush()
    return key if _adding(tx.conn.dialect.name).run(tx.conn, _values(tx, key, draft)) else None


def add_later(tx: Tx, draft: Draft) -> None:
    """Like `add`, before the commit, together with the texts of other conversations."""
    tx.later(_add_all, _values(tx, MessageId(tx.ids.new("msg")), draft))


def _add_all(tx: Tx, rows: Sequence[dict[str, object]]) -> None:
    _adding(tx.conn.dialect.name).run_all(tx.conn, rows)


def _values(tx: Tx, key: MessageId, draft: Draft) -> dict[str, object]:
    queue = draft.conversation if draft.in_order else key
    return {
        "id": key,
        "conversation": draft.conversation,
        "source": draft.source,
        "n": draft.n,
        "queue": queue,
        "of_queue": queue,
        "channel": draft.to.channel,
        "account": draft.account,
        "line": draft.line,
        "to_sealed": _seal(tx, key, "to_sealed", draft.to.address),
        "to_index": tx.vault.index("address", draft.to.address),
        "text_sealed": _seal(tx, key, "text_sealed", draft.text),
        "kind": draft.kind.value,
        "lang": draft.lang.value,
        "staff": draft.staff,
        "version": draft.version,
        "status": ReceiptStatus.NEW.value,
        "attempts": 0,
        "not_before": draft.not_before or tx.now,
        "valid_until": draft.valid_until,
        "resent": False,
        "segments": segments(draft.text).count,
        "error": "",
        "suppressed_by": "",
        "written_at": tx.now,
        "changed_at": tx.now,
    }


def get(tx: Tx, key: str) -> Outgoing | None:
    """The text with that id; None if there is none, as with a stranger's callback."""
    tx.flush()
    found = _GET.row(tx.conn, {"key": key})
    return None if found is None else _outgoing(tx, found)


def due(tx: Tx, limit: int) -> tuple[Outgoing, ...]:
    """New texts that may leave now: the first live one of each queue, longest waiting first."""
    return _rows(tx, _DUE, {"now": tx.now, "most": limit})


def lost(tx: Tx, limit: int) -> tuple[Outgoing, ...]:
    """Texts whose sender did not come back in time: they may have been sent."""
    return _rows(tx, _LOST, {"now": tx.now, "most": limit})


def doubtful(tx: Tx, patience: timedelta, limit: int) -> tuple[Outgoing, ...]:
    """Texts that have been unknown for that long and that nobody is asking about."""
    return _rows(tx, _DOUBTFUL, {"now": tx.now, "since": tx.now - patience, "most": limit})


def start(tx: Tx, key: MessageId, lease: timedelta) -> None:
    """One sender has it from now on, for as long as `lease`."""
    _change(tx, key, status=ReceiptStatus.SENDING.value, lease_until=tx.now + lease)
    _ONCE_MORE.run(tx.conn, {"key": key})


def ask(tx: Tx, key: MessageId, lease: timedelta) -> None:
    """One sender asks the neighbour about it, for as long as `lease`; it stays unknown."""
    _change(tx, key, lease_until=tx.now + lease)
    _ONCE_MORE.run(tx.conn, {"key": key})


def suppress(tx: Tx, key: MessageId, rule: str) -> None:
    """It is not sent. `rule`: which one forbids it."""
    _change(tx, key, status=ReceiptStatus.SUPPRESSED.value, suppressed_by=rule)


def defer(tx: Tx, key: MessageId, until: Instant) -> None:
    """It leaves later, and what comes after it in its conversation does not wait for it."""
    _change(tx, key, queue=key, seq=1, not_before=until)


def again(tx: Tx, key: MessageId, wait: timedelta, error: str) -> None:
    """It certainly was not sent; it may be tried again after `wait`."""
    _change(
        tx,
        key,
        status=ReceiptStatus.NEW.value,
        not_before=tx.now + wait,
        lease_until=None,
        unknown_since=None,
        error=error,
    )


def resend(tx: Tx, key: MessageId) -> None:
    """The neighbour certainly does not have it: once more, and for the last time."""
    again(tx, key, timedelta(), "")
    _change(tx, key, resent=True)


def doubt(tx: Tx, key: MessageId, error: str) -> None:
    """It may have been sent; the clock of the doubt starts now."""
    _change(
        tx,
        key,
        status=ReceiptStatus.UNKNOWN.value,
        unknown_since=tx.now,
        not_before=tx.now,
        lease_until=None,
        error=error,
    )


def doubt_all(tx: Tx, error: str) -> int:
    """Whatever may be sent from now on may have been sent already; how many texts that are."""
    tx.flush()
    rows = tx.conn.execute(
        update(table)
        .where(table.c.status.in_(_LIVE))
        .values(
            status=ReceiptStatus.UNKNOWN.value,
            unknown_since=tx.now,
            not_before=tx.now,
            lease_until=None,
            error=error,
            changed_at=tx.now,
        )
    )
    return rows.rowcount


def doubtful_of(tx: Tx, key: ConversationId) -> tuple[Outgoing, ...]:
    """The texts to that conversation that may have been sent."""
    tx.flush()
    rows = tx.conn.execute(
        select(table).where(
            table.c.conversation == key, table.c.status == ReceiptStatus.UNKNOWN.value
        )
    )
    return tuple(_outgoing(tx, dict(row)) for row in rows.mappings())


def is_known(tx: Tx, channel: str, account: str, external_id: str) -> bool:
    """Do we know that the neighbour took a text of ours under that id?"""
    tx.flush()
    values = {"on_channel": channel, "on_account": account, "with_id": external_id}
    return _TAKEN.row(tx.conn, values) is not None


def conversations_with_doubt(tx: Tx, channel: str) -> tuple[ConversationId, ...]:
    """Conversations on that channel with a text that may have been sent, by id."""
    tx.flush()
    rows = tx.conn.execute(
        select(table.c.conversation)
        .where(table.c.channel == channel, table.c.status == ReceiptStatus.UNKNOWN.value)
        .distinct()
        .order_by(table.c.conversation)
    )
    return tuple(ConversationId(key) for key in rows.scalars())


def ask_later(tx: Tx, key: MessageId, wait: timedelta) -> None:
    """The neighbour could not be asked; it stays unknown."""
    _change(tx, key, not_before=tx.now + wait, lease_until=None)


def failed(tx: Tx, key: MessageId, error: str) -> None:
    """It was not sent and will not be. `error`: the slug of domain.errors or a vendor's code."""
    _change(tx, key, status=ReceiptStatus.FAILED.value, error=error, lease_until=None)


def sent(tx: Tx, row: Outgoing, receipt: Receipt) -> None:
    """The neighbour has it. What a callback has said in the meantime is not taken back."""
    values: dict[str, object] = {
        **_known_as(tx, row, receipt.external_id),
        "segments": receipt.segments,
        "sent_at": row.sent_at or tx.now,
        "lease_until": None,
    }
    if moves_forward(row.status, receipt.status):
        values |= {"status": receipt.status.value, "error": ""}
    _change(tx, row.id, **values)


def heard_back(tx: Tx, row: Outgoing, status: ReceiptStatus, external_id: str, error: str) -> None:
    """A callback moved the text to `status`."""
    values: dict[str, object] = {
        **_known_as(tx, row, external_id),
        "status": status.value,
        "error": error,
        "lease_until": None,
    }
    if row.sent_at is None:
        values["sent_at"] = tx.now
    _change(tx, row.id, **values)


def of_conversation(tx: Tx, key: ConversationId) -> tuple[Outgoing, ...]:
    """All texts to the patient of a conversation, oldest first."""
    tx.flush()
    rows = tx.conn.execute(
        select(table)
        .where(table.c.conversation == key, table.c.kind != MessageKind.ALERT.value)
        .order_by(table.c.written_at, table.c.id)
    )
    return tuple(_outgoing(tx, dict(row)) for row in rows.mappings())


def was_unsent(tx: Tx, key: ConversationId, written_at: Instant, at: Instant) -> bool:
    """Had the text that was written then to that conversation not left yet by `at`?

    What this very transaction writes is not asked about: it is younger than any text.
    """
    values = {"of_queue": key, "written": written_at, "at": at}
    return _UNSENT.row(tx.conn, values) is not None


def newest(tx: Tx, limit: int = 500) -> tuple[Outgoing, ...]:
    """The texts written last, alerts included, newest first."""
    tx.flush()
    rows = tx.conn.execute(
        select(table).order_by(table.c.written_at.desc(), table.c.id.desc()).limit(limit)
    )
    return tuple(_outgoing(tx, dict(row)) for row in rows.mappings())


def counts(tx: Tx) -> dict[str, int]:
    """How many texts there are of each status."""
    tx.flush()
    rows = tx.conn.execute(select(table.c.status, func.count()).group_by(table.c.status))
    return dict(rows.all())


def next_due(tx: Tx, patience: timedelta) -> Instant | None:
    """The next moment after now at which a text is sent, given up or asked about, if any."""
    tx.flush()
    moments: list[Instant | None] = [q.value(tx.conn, {"now": tx.now}) for q in _NEXT]
    for row in _UNKNOWN.rows(tx.conn, {}):
        not_before, lease_until = row["not_before"], row["lease_until"]
        moments.append(max(row["unknown_since"] + patience, not_before, lease_until or not_before))
    return min((at for at in moments if at is not None and at > tx.now), default=None)


_LIVE = tuple(
    status.value for status in (ReceiptStatus.NEW, ReceiptStatus.SENDING, ReceiptStatus.UNKNOWN)
)
_NOT_YET = (ReceiptStatus.NEW.value, ReceiptStatus.SENDING.value)


def _some(*conditions: ColumnElement[bool]) -> Statement:
    """Rows for which all of that holds, longest waiting first, at most `:most`."""
    return Statement(
        select(table)
        .where(*conditions)
        .order_by(table.c.written_at, table.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True, key_share=True)
    )


# Built once: every sender asks, and every text comes by.
_earlier = table.alias("earlier")
_DUE = _some(
    table.c.status == ReceiptStatus.NEW.value,
    table.c.not_before <= bindparam("now"),
    ~select(_earlier.c.id)
    .where(
        _earlier.c.queue == table.c.queue,
        _earlier.c.seq < table.c.seq,
        _earlier.c.status.in_(_LIVE),
    )
    .exists(),
)
_LOST = _some(
    table.c.status == ReceiptStatus.SENDING.value, table.c.lease_until <= bindparam("now")
)
_DOUBTFUL = _some(
    table.c.status == ReceiptStatus.UNKNOWN.value,
    table.c.unknown_since <= bindparam("since"),
    table.c.not_before <= bindparam("now"),
    or_(table.c.lease_until.is_(None), table.c.lease_until <= bindparam("now")),
)
_NEXT = [
    Statement(
        select(func.min(moment).label("at")).where(
            table.c.status == status.value, moment > bindparam("now")
        )
    )
    for moment, status in (
        (table.c.not_before, ReceiptStatus.NEW),
        (table.c.lease_until, ReceiptStatus.SENDING),
    )
]
_UNKNOWN = Statement(
    select(table.c.unknown_since, table.c.not_before, table.c.lease_until).where(
        table.c.status == ReceiptStatus.UNKNOWN.value
    )
)
_GET = Statement(
    select(table).where(table.c.id == bindparam("key")).with_for_update(key_share=True)
)
_LAST = (
    select(func.coalesce(func.max(table.c.seq), 0) + 1)
    .where(table.c.queue == bindparam("of_queue"))
    .scalar_subquery()
)
_UNSENT = Statement(
    select(table.c.seq)
    .where(
        table.c.queue == bindparam("of_queue"),
        table.c.written_at == bindparam("written"),
        or_(
            table.c.sent_at > bindparam("at"),
            table.c.sent_at.is_(None) & table.c.status.in_(_NOT_YET),
        ),
    )
    .limit(1)
)
_ITS = update(table).where(table.c.id == bindparam("key"))
_CHANGE = Statement(_ITS)
_ONCE_MORE = Statement(_ITS.values(attempts=table.c.attempts + 1))
_TAKEN = Statement(
    select(table.c.id).where(
        table.c.channel == bindparam("on_channel"),
        table.c.account == bindparam("on_account"),
        table.c.external_id == bindparam("with_id"),
    )
)


@cache
def _adding(dialect: str) -> Statement:
    """A row at the end of its queue, unless that logical text is there already."""
    adding = insert_into(dialect, table).values(seq=_LAST)
    return Statement(adding.on_conflict_do_nothing(index_elements=["source", "n"]))


def _rows(tx: Tx, query: Statement, values: dict[str, object]) -> tuple[Outgoing, ...]:
    tx.flush()
    found: list[Outgoing] = []
    for row in query.rows(tx.conn, values):
        try:
            found.append(_outgoing(tx, row))
        except KeyUnavailable as error:  # it must not stand in the way of all others
            failed(tx, MessageId(row["id"]), error.code)
    return tuple(found)


def _known_as(tx: Tx, row: Outgoing, external_id: str) -> dict[str, object]:
    """The neighbour's id for a text, unless it gave that id to another text of ours before.

    That a neighbour counts from one again must not keep us from noting that a text was sent.
    """
    if not external_id or row.external_id:
        return {}
    values = {
        "on_channel": row.to.channel,
        "on_account": row.account,
        "with_id": external_id,
    }
    return {} if _TAKEN.row(tx.conn, values) else {"external_id": external_id}


def _change(tx: Tx, key: MessageId, **values: object) -> None:
    _CHANGE.run(tx.conn, {"key": key, "changed_at": tx.now, **values})


def _outgoing(tx: Tx, row: Mapping[str, Any]) -> Outgoing:
    key = MessageId(row["id"])
    return Outgoing(
        id=key,
        conversation=ConversationId(row["conversation"]),
        account=row["account"],
        line=row["line"],
        to=ContactPoint(row["channel"], _open(tx, key, "to_sealed", row["to_sealed"])),
        text=_open(tx, key, "text_sealed", row["text_sealed"]),
        kind=MessageKind(row["kind"]),
        lang=Lang(row["lang"]),
        staff=None if row["staff"] is None else StaffId(row["staff"]),
        version=row["version"],
        status=ReceiptStatus(row["status"]),
        attempts=row["attempts"],
        valid_until=row["valid_until"],
        resent=row["resent"],
        external_id=row["external_id"] or "",
        segments=row["segments"],
        error=row["error"],
        suppressed_by=row["suppressed_by"],
        written_at=row["written_at"],
        sent_at=row["sent_at"],
    )


def _seal(tx: Tx, row: str, column: str, text: str) -> bytes:
    return tx.vault.seal(text, table="outbox", column=column, row=row)


def _open(tx: Tx, row: str, column: str, sealed: bytes) -> str:
    return tx.vault.unseal(sealed, table="outbox", column=column, row=row)
