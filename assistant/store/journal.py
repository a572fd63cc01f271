"""The journal: one sealed record a turn, from which the turn can be played again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from assistant.domain.clock import Instant
from assistant.domain.ids import ConversationId
from assistant.store.database import Tx
from assistant.store.statements import Statement
from assistant.store.tables.pipeline import journal as table


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn. `record`: the engine's own JSON. `source`: inbox row, timer or staff action.

    A turn that failed has "gave-up:" before it.
    """

    version: int
    source: str
    at: Instant
    record: bytes


def add(tx: Tx, conversation: ConversationId, version: int, source: str, record: bytes) -> None:
    """Keep the record of the turn that led to that version of the conversation."""
    key = tx.ids.new("jnl")
    sealed = tx.vault.seal(
        record.decode("latin-1"), table="journal", column="record_sealed", row=key
    )
    values = {
        "id": key,
        "conversation": conversation,
        "version": version,
        "source": source,
        "at": tx.now,
        "record_sealed": sealed,
    }
    tx.later(_insert, values)


def _insert(tx: Tx, rows: Sequence[dict[str, object]]) -> None:
    _ADD.run_all(tx.conn, rows)


_ADD = Statement(table.insert())


def of_conversation(tx: Tx, conversation: ConversationId) -> tuple[Entry, ...]:
    """All turns of a conversation, oldest first."""
    tx.flush()
    rows = tx.conn.execute(
        select(table).where(table.c.conversation == conversation).order_by(table.c.version)
    )
    return tuple(
        Entry(
            row.version,
            row.source,
            row.at,
            tx.vault.unseal(
                row.record_sealed, table="journal", column="record_sealed", row=row.id
            ).encode("latin-1"),
        )
        for row in rows
    )
