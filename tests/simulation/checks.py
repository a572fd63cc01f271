"""What must be true of a universe once it is calm. Each check names the promise that it is about."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import text

from assistant.domain.appointment import OCCUPYING
from assistant.domain.capacity import claims_of
from assistant.domain.clock import Instant
from assistant.domain.consent import PASSES_OPT_OUT, MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.ids import AppointmentId
from assistant.domain.message import RANK, OutboundMessage, ReceiptStatus
from assistant.store import audit, conversations, outbox
from assistant.store.appointments import list_all
from assistant.store.outbox import Outgoing
from assistant.store.tables.metadata import EPOCH
from assistant.store.transactions import Tx
from tests.dialogs.stage import practice
from tests.pipeline import keys
from tests.simulation.people import PATIENTS
from tests.simulation.universe import Universe

HEARS_LATE_S = 0.1
"""For so long a last look at the database may be on its way to the sender that made it."""
_REACHED = frozenset(
    {
        ReceiptStatus.QUEUED, ReceiptStatus.SENT, ReceiptStatus.DELIVERED, ReceiptStatus.READ,
        ReceiptStatus.UNDELIVERED,
    }
)  # fmt: skip
Rows = Mapping[str, Outgoing]
_LIVE = frozenset({ReceiptStatus.NEW, ReceiptStatus.SENDING, ReceiptStatus.UNKNOWN})
_BOTS_WORD = frozenset({MessageKind.REPLY, MessageKind.NUDGE})


def judge(universe: Universe) -> list[str]:
    """Everything that is broken, a line each, beginning with the promise's number."""
    tx = Tx(universe.conn, keys(), universe.clock, universe.ids)
    rows: Rows = {row.id: row for row in outbox.newest(tx, limit=10_000)}
    return [
        *_nothing_overlaps(tx),
        *_every_text_is_kept(universe, tx),
        *_every_text_has_one_turn(tx),
        *_turns_follow_arrival(tx),
        *_nothing_is_stuck(tx, rows),
        *_what_is_called_sent_arrived(universe, rows),
        *_nothing_arrives_twice(universe, rows),
        *_receipts_move_forward(universe, rows),
        *_stop_is_kept(universe, tx),
        *_staff_are_not_talked_over(universe, rows),
        *_failures_reach_a_person(tx),
        *(f"P37 {said}: no answer" for said in universe.silent),
        *_audit_holds(tx),
    ]


def _nothing_overlaps(tx: Tx) -> list[str]:
    """P1: visits of one provider keep clear of each other, their buffers included."""
    broken: list[str] = []
    end = tx.now + timedelta(days=400)
    visits = [v for v in list_all(tx, tx.now - timedelta(days=2), end) if v.status in OCCUPYING]
    taken: dict[tuple[str, int], AppointmentId] = {}
    for visit in visits:
        block = claims_of(practice(), visit).own[0]
        for cell in range(block.first, block.end):
            other = taken.setdefault((block.resource, cell), visit.id)
            if other != visit.id:
                broken.append(f"P1 {visit.id} overlaps {other}")
                break
    owned = {
        row[0] for row in tx.conn.execute(text("SELECT id FROM reservations WHERE part_of IS NULL"))
    }
    broken += [f"P6 {visit.id} has no time of its own" for visit in visits if visit.id not in owned]
    held = {row[0] for row in tx.conn.execute(text("SELECT id FROM holds"))}
    nobodys = owned - held - {visit.id for visit in visits}
    return broken + [f"P6 the time of {key} belongs to nothing" for key in sorted(nobodys)]


def _every_text_is_kept(universe: Universe, tx: Tx) -> list[str]:
    """P3, P4: each acknowledged text is there, once."""
    kept: dict[str, int] = defaultdict(int)
    for (key,) in tx.conn.execute(text("SELECT external_id FROM inbox")):
        kept[key.split("#")[0]] += 1
    lost = [f"P3 {key} was acknowledged and is gone" for key in universe.carrier.acknowledged
            if key not in kept]  # fmt: skip
    return lost + [f"P4 {key} is there {count} times" for key, count in kept.items() if count > 1]


def _every_text_has_one_turn(tx: Tx) -> list[str]:
    """P4, P6: a text that is done has exactly one turn; one that is not has none."""
    turns: dict[str, int] = defaultdict(int)
    for (source,) in tx.conn.execute(text("SELECT source FROM journal")):
        turns[source] += 1
    broken: list[str] = []
    for key, status in tx.conn.execute(text("SELECT id, status FROM inbox")):
        expected = 1 if status == "done" else 0
        if turns[key] != expected:
            broken.append(f"P6 {key} is {status} and has {turns[key]} turns")
    return broken


def _turns_follow_arrival(tx: Tx) -> list[str]:
    """P5: turns of a conversation are in the order in which its texts arrived."""
    order = tx.conn.execute(
        text(
            "SELECT inbox.conversation, inbox.seq FROM journal JOIN inbox ON inbox.id = source "
            "ORDER BY journal.conversation, journal.version"
        )
    )
    last: dict[str, int] = {}
    broken: list[str] = []
    for conversation, seq in order:
        if seq < last.get(conversation, 0):
            broken.append(f"P5 {conversation} heard text {seq} after {last[conversation]}")
        last[conversation] = seq
    return broken


def _nothing_is_stuck(tx: Tx, rows: Rows) -> list[str]:
    """P20: in the calm everything found its end, and whoever is to act next is known."""
    waiting = tx.conn.execute(text("SELECT id FROM inbox WHERE status = 'waiting'")).scalars()
    broken = [f"P20 {key} still waits" for key in waiting]
    later = dict(
        tx.conn.execute(text("SELECT id, not_before FROM outbox WHERE status = 'new'")).all()
    )
    now_us = int(tx.now.timestamp() * 1_000_000)
    broken += [
        f"P20 {row.id} ({row.kind.value}) is still {row.status.value}"
        for row in rows.values()
        if row.status in _LIVE and later.get(row.id, 0) <= now_us
    ]
    for number in PATIENTS:
        for thread in conversations.at(tx, number):
            if thread.owner is Owner.STAFF and thread.staff is None:
                tasks = tx.conn.execute(
                    text("SELECT count(*) FROM tasks WHERE conversation = :key AND status IN "
                         "('requested', 'in-progress')"), {"key": thread.id},
                ).scalar_one()  # fmt: skip
                if not tasks:
                    broken.append(f"P20 {thread.id} is with staff and no task says so")
    return broken


def _what_is_called_sent_arrived(universe: Universe, rows: Rows) -> list[str]:
    """P7: a text that is said to have been sent did reach its phone."""
    arrived = {handed.message.id for handed in universe.carrier.handed}
    return [
        f"P7 {row.id} is {row.status.value} and never arrived"
        for row in rows.values()
        if row.status in _REACHED and row.id not in arrived
    ]


def _nothing_arrives_twice(universe: Universe, rows: Rows) -> list[str]:
    """P7: once; twice only where the network denied having the first."""
    counts: dict[str, int] = defaultdict(int)
    for handed in universe.carrier.handed:
        counts[handed.message.id] += 1
    return [
        f"P7 {key} arrived {count} times"
        for key, count in counts.items()
        if count > (2 if rows[key].resent else 1)
    ]


def _receipts_move_forward(universe: Universe, rows: Rows) -> list[str]:
    """P8: the receipt is at least as far as anything the network ever said of it."""
    broken: list[str] = []
    for key, said in universe.carrier.reported.items():
        furthest = max(RANK[status] for status in said)
        if RANK[rows[key].status] < furthest:
            broken.append(f"P8 {key} fell back to {rows[key].status.value}")
    return broken


def _stop_is_kept(universe: Universe, tx: Tx) -> list[str]:
    """P9: once an opt-out is in the ledger nothing but its confirmation begins its way."""
    times = _opt_outs(tx)
    return [
        f"P9 {handed.message.id} left although {handed.message.line} was stopped"
        for handed in universe.carrier.handed
        if handed.message.kind not in PASSES_OPT_OUT
        and _is_stopped(times, handed.message, _at(universe, handed.began_at - HEARS_LATE_S))
        and _is_stopped(times, handed.message, _at(universe, handed.began_at))
    ]


def _opt_outs(tx: Tx) -> dict[str, list[tuple[Instant, bool]]]:
    """By number: when it was stopped (True) and opened again (False), in order."""
    found: dict[str, list[tuple[Instant, bool]]] = {}
    for number in PATIENTS:
        rows = tx.conn.execute(
            text("SELECT at, state FROM consents WHERE address_index = :of ORDER BY id"),
            {"of": tx.vault.index("address", number)},
        )
        found[number] = [
            (EPOCH + timedelta(microseconds=at), state == "withdrawn") for at, state in rows
        ]
    return found


def _is_stopped(
    times: dict[str, list[tuple[Instant, bool]]], message: OutboundMessage, at: Instant
) -> bool:
    said = [stop for when, stop in times.get(message.to.address, []) if when < at]
    return bool(said) and said[-1]


def _staff_are_not_talked_over(universe: Universe, rows: Rows) -> list[str]:
    """P19: what the assistant wrote before a person took over does not leave afterwards.

    But for the words with which it gave the talk away: they are still true.
    """
    broken: list[str] = []
    goodbyes = {
        EPOCH + timedelta(microseconds=at)
        for at in universe.conn.execute(
            text("SELECT at FROM audit_events WHERE action = 'handoff' AND actor = 'assistant'")
        ).scalars()
    }
    for handed in universe.carrier.handed:
        row = rows[handed.message.id]
        written = (row.written_at - universe.began).total_seconds()
        looked = handed.began_at - HEARS_LATE_S
        taken = universe.people.taken_at.get(row.to.address, [])
        if row.written_at in goodbyes or row.kind not in _BOTS_WORD:
            continue
        if any(written < at < looked for at in taken):
            broken.append(f"P19 {row.id} left after a person had taken over")
    return broken


def _failures_reach_a_person(tx: Tx) -> list[str]:
    """P20, P37: a text that no turn could take is with a person."""
    rows = tx.conn.execute(
        text(
            "SELECT inbox.id FROM inbox WHERE status = 'dead' AND NOT EXISTS (SELECT 1 FROM tasks "
            "WHERE tasks.conversation = inbox.conversation AND reason IN ('crash', 'poison'))"
        )
    ).scalars()
    return [f"P20 {key} failed and nobody was told" for key in rows]


def _audit_holds(tx: Tx) -> list[str]:
    """P32: the chain of audit rows is whole."""
    report = audit.verify(tx)
    return [] if report.ok else [f"P32 {report.why}"]


def _at(universe: Universe, seconds: float) -> Instant:
    return universe.began + timedelta(seconds=seconds)
