"""The trail: one row for each read or change of patient data, chained so that it cannot be edited.

Each row's code (HMAC) covers the row and the code before it, so an edited, deleted or reordered
row breaks the chain. Rows cut off the end leave a shorter but whole chain: only an anchor, a
signed copy of the head kept elsewhere, shows that. The trail doubles as the stream of events for
scripts (`events_after`).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Integer, RowMapping, bindparam, insert, select

from assistant.domain.clock import Instant
from assistant.domain.errors import KeyUnavailable, StoreError
from assistant.domain.ids import AppointmentId, ConversationId, PatientId, TaskId
from assistant.store.statements import Row, Statement
from assistant.store.tables.people import audit_events
from assistant.store.tables.pipeline import conversations
from assistant.store.transactions import Tx

Detail = str | int | bool | None

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
# Ids, codes and instants; no blanks and no leading plus, so no names, texts or phone numbers.
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.:/@+-]{0,99}|")
_PURPOSE = "audit"
_NAME_LENGTH = 32
_LAST = Statement(
    select(audit_events.c.seq, audit_events.c.mac).order_by(audit_events.c.seq.desc()).limit(1)
)
_AFTER = Statement(
    select(audit_events)
    .where(audit_events.c.seq > bindparam("after"))
    .order_by(audit_events.c.seq)
    .limit(bindparam("most", type_=Integer))
)
_LAST_WITH = Statement(
    select(audit_events)
    .where(audit_events.c.action.in_(bindparam("actions", expanding=True)))
    .order_by(audit_events.c.seq.desc())
    .limit(1)
)
_INSERT = Statement(insert(audit_events))
_ONE_AT_A_TIME = 43_020_162
"""The key of the lock under which PostgreSQL's writers go on with the chain, one at a time."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about, by id; None where it is about no such thing."""

    conversation: ConversationId | None = None
    patient: PatientId | None = None
    appointment: AppointmentId | None = None
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One row of the trail. `seq` counts from 1 without gaps; `at` is UTC."""

    seq: int
    at: Instant
    actor: str
    action: str
    about: Subject
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What `verify` found. `ok`: the chain is whole, and reaches the anchor if one was given.

    `first_bad_seq`: where it breaks (None: nowhere); `why`: in words; `head`: an anchor for the
    last row, to be kept outside of this database ("" when there are no rows).
    """

    rows: int
    ok: bool
    first_bad_seq: int | None = None
    why: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a trail ends.

    `trail` is its name, the same as long as its first row is; `anchor` is `AuditReport.head`.
    """

    trail: str
    anchor: str


def record(  # noqa: PLR0913 (the four ids are one thing: what it is about)
    tx: Tx,
    *,
    action: str,
    actor: str | None = None,
    conversation: ConversationId | None = None,
    patient: PatientId | None = None,
    appointment: AppointmentId | None = None,
    task: TaskId | None = None,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Add a row to the trail, in this transaction, at its end.

    Args:
        tx: the transaction of what is being recorded.
        action: what happened, in the past tense: "appointment_booked", "patient_read".
        actor: who did it: "assistant", "staff:desk1", "system"; None: `tx.actor`.
        conversation: where; None: `tx.conversation`.
        patient: whose data.
        appointment: which visit.
        task: which task.
        details: ids, codes, counts and ISO instants. Never names, texts, phone numbers.

    Raises:
        StoreError: a detail is not a plain word, so it may be patient data.
    """
    _check(action, details or {})
    row: dict[str, object] = {
        "at": tx.now,
        "actor": actor or tx.actor,
        "action": action,
        "conversation": conversation or tx.conversation,
        "patient": patient,
        "appointment": appointment,
        "task": task,
        "details": json.dumps(details or {}, sort_keys=True, separators=(",", ":")),
    }
    tx.later(_append, row, is_last=True)


def _append(tx: Tx, rows: Sequence[dict[str, object]]) -> None:
    """Go on with the chain. Last of all that is written: others wait for this commit from here."""
    if tx.conn.dialect.name == "postgresql":
        tx.conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
    last = _LAST.row(tx.conn, {})
    seq, before = (last["seq"], last["mac"]) if last else (0, b"")
    for row in rows:
        row["seq"] = seq = seq + 1
        row["key_id"], row["mac"] = tx.vault.sign(_PURPOSE, before + _canonical(row))
        before = row["mac"]
    _INSERT.run_all(tx.conn, rows)


def events_after(tx: Tx, seq: int, limit: int = 1000) -> tuple[AuditEvent, ...]:
    """The rows after that one, in order, at most `limit`; 0 begins at the first."""
    tx.flush(with_last=True)
    rows = _AFTER.rows(tx.conn, {"after": seq, "most": limit})
    return tuple(_event(row) for row in rows)


def newest(tx: Tx, actions: Sequence[str]) -> AuditEvent | None:
    """The last row with one of these actions; reads the trail backwards until it finds it."""
    tx.flush(with_last=True)
    found = _LAST_WITH.row(tx.conn, {"actions": list(actions)})
    return None if found is None else _event(found)


def last_seq(tx: Tx) -> int:
    """The `seq` of the newest row, 0 when there is none."""
    tx.flush(with_last=True)
    last = _LAST.row(tx.conn, {})
    return last["seq"] if last else 0


def head(tx: Tx) -> Head | None:
    """Where the trail ends now; None when there is none."""
    last = _LAST.row(tx.conn, {})
    return Head(trail_name(tx), _anchor(tx, last["seq"], last["mac"])) if last else None


def trail_name(tx: Tx) -> str:
    """What tells this trail from those of other databases, "" while it has no first row."""
    first = select(audit_events.c.mac).where(audit_events.c.seq == 1)
    code = tx.conn.execute(first).scalar_one_or_none()
    return code.hex()[:_NAME_LENGTH] if code else ""


def verify(tx: Tx, anchor: str = "") -> AuditReport:
    """Recompute the whole chain; with an anchor, also see that it still reaches that far.

    Args:
        tx: any transaction.
        anchor: the `head` of an earlier report, kept elsewhere.

    Raises:
        KeyUnavailable: a row was signed with a key that is not in the ring.
    """
    tx.flush(with_last=True)
    before, seq, codes = b"", 0, dict[int, bytes]()
    wanted = _read_anchor(tx, anchor)
    if wanted is None:
        return AuditReport(0, ok=False, why="the anchor is not one of ours, or was changed")
    every = select(audit_events).order_by("seq").execution_options(yield_per=500)
    for row in tx.conn.execute(every).mappings():
        why, code = "", cast("bytes", row["mac"])
        if row["seq"] != seq + 1:
            why = f"rows {seq + 1} to {row['seq'] - 1} are missing"
        elif not tx.vault.is_signed(
            _PURPOSE, before + _canonical(row), key_id=row["key_id"], signature=code
        ):
            why = f"row {row['seq']} was changed, moved or put in by hand"
        if why:
            return AuditReport(seq, ok=False, first_bad_seq=seq + 1, why=why)
        before, seq = code, row["seq"]
        if seq == wanted[0]:
            codes[seq] = before
    if wanted[0] and codes.get(wanted[0]) != wanted[1]:
        why = f"the trail ends at row {seq}, or was written anew; the anchor saw row {wanted[0]}"
        return AuditReport(seq, ok=False, first_bad_seq=min(seq + 1, wanted[0]), why=why)
    if not seq and tx.conn.execute(select(conversations.c.id).limit(1)).one_or_none():
        why = "the trail is gone, and yet there are conversations"
        return AuditReport(0, ok=False, first_bad_seq=1, why=why)
    return AuditReport(seq, ok=True, head=_anchor(tx, seq, before) if seq else "")


def _anchor(tx: Tx, seq: int, mac: bytes) -> str:
    """One line: `seq:code:key:signature`, all but the first in hex."""
    key_id, signature = tx.vault.sign("anchor", f"{seq}:{mac.hex()}".encode())
    return f"{seq}:{mac.hex()}:{key_id}:{signature.hex()}"


def _read_anchor(tx: Tx, anchor: str) -> tuple[int, bytes] | None:
    """The row and code an anchor names; (0, b"") for none, None when it is forged."""
    if not anchor:
        return 0, b""
    try:
        seq, mac, key_id, signature = anchor.strip().split(":")
        data, code = f"{seq}:{mac}".encode(), bytes.fromhex(signature)
        if tx.vault.is_signed("anchor", data, key_id=key_id, signature=code):
            return int(seq), bytes.fromhex(mac)
    except (ValueError, KeyUnavailable):
        pass
    return None


def _canonical(row: Mapping[str, object] | RowMapping) -> bytes:
    """The row as bytes, always the same for the same row."""
    at = cast("Instant", row["at"]).isoformat(timespec="microseconds")
    names = ("actor", "action", "conversation", "patient", "appointment", "task", "details")
    values = [row["seq"], at, *(row[name] for name in names)]
    return json.dumps(values, separators=(",", ":")).encode()


def _check(action: str, details: Mapping[str, Detail]) -> None:
    if not _SLUG.fullmatch(action):
        raise StoreError("audit: an action is one plain word, like appointment_booked")
    for name, value in details.items():
        if isinstance(value, str) and not _PLAIN.fullmatch(value):
            raise StoreError(f"audit: the detail {name!r} of {action} is not a plain word")


def _event(row: Row) -> AuditEvent:
    return AuditEvent(
        row["seq"],
        row["at"],
        row["actor"],
        row["action"],
        Subject(row["conversation"], row["patient"], row["appointment"], row["task"]),
        json.loads(row["details"]),
    )
