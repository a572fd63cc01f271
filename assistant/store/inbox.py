"""The inbox: every text once, in the order of its arrival, until a turn has dealt with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, func, or_, select, update

from assistant.domain.clock import Instant
from assistant.domain.errors import NotFound
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId, InboundId
from assistant.domain.message import InboundMessage, Media
from assistant.store import conversations
from assistant.store.conversations import Place
from assistant.store.database import Tx, insert_if_new
from assistant.store.statements import Statement
from assistant.store.tables.pipeline import conversations as _conversations
from assistant.store.tables.pipeline import inbox as table
from assistant.store.tables.pipeline import media as _media


@dataclass(frozen=True, slots=True)
class Received:
    """A text in the inbox. `seq`: its place in its conversation. `media`: how many files."""

    id: InboundId
    conversation: ConversationId
    seq: int
    text: str
    carrier_opt_out: str
    media: int
    attempts: int
    received_at: Instant


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that is to be dealt with next, unread."""

    id: InboundId
    conversation: ConversationId
    received_at: Instant


def add(
    tx: Tx, message: InboundMessage, lang: Lang, received_at: Instant | None = None
) -> Waiting | None:
    """Keep a text, and open its conversation if there is none; None if it is a repeat.

    `lang`: what a new conversation speaks until it is known better. `received_at`: when it came,
    if not now. The neighbour's id decides what a repeat is, for ever.
    """
    came_at = received_at or tx.now
    if is_known(tx, message.channel, message.account, message.external_id):
        return None
    place = Place(message.channel, message.account, message.line, message.sender.address)
    key = conversations.find_or_open(tx, place, lang)
    row = InboundId(tx.ids.new("inb"))
    values = {
        "id": row,
        "channel": message.channel,
        "account": message.account,
        "external_id": message.external_id,
        "conversation": key,
        "seq": conversations.next_seq(tx, key),
        "text_sealed": _seal(tx, row, "text_sealed", message.text),
        "sender_sealed": _seal(tx, row, "sender_sealed", message.sender.address),
        "carrier_opt_out": message.carrier_opt_out,
        "media": len(message.media),
        "status": "waiting",
        "attempts": 0,
        "not_before": tx.now,
        "error": "",
        "received_at": came_at,
    }
    if not insert_if_new(tx.conn, table, values):
        return None
    for n, file in enumerate(message.media):
        _add_media(tx, row, n, file)
    return Waiting(row, key, came_at)


def oldest_waiting(tx: Tx) -> Waiting | None:
    """The text that waited longest of those that may be dealt with now.

    Only the first waiting text of a conversation may be, and only while no worker has that
    conversation. On a database with several writers the conversation's row is locked.
    """
    found = longest_waiting(tx, 1)
    return found[0].waiting if found else None


def is_known(tx: Tx, channel: str, account: str, external_id: str) -> bool:
    """Was that text ever accepted? A quick look that saves work; the unique key has the last word."""
    values = {"from_channel": channel, "from_account": account, "with_id": external_id}
    return _KNOWN.row(tx.conn, values) is not None


def longest_waiting(tx: Tx, most: int) -> list["Row"]:
    """Like `oldest_waiting`, the first ones of so many conversations, the longest waiting first."""
    tx.flush()
    return [Row(found) for found in _OLDEST.rows(tx.conn, {"now": tx.now, "most": most})]


@dataclass(frozen=True, slots=True)
class Row:
    """A waiting text as it was found; opened only when it is wanted, for it may not open."""

    found: Mapping[str, Any]

    @property
    def waiting(self) -> Waiting:
        """What of it is no secret."""
        row = self.found
        return Waiting(
            InboundId(row["id"]), ConversationId(row["conversation"]), row["received_at"]
        )

    def text(self, tx: Tx) -> Received:
        """What it says.

        Raises:
            KeyUnavailable: the keys at hand do not open it.
        """
        return _received(tx, self.found)


def get(tx: Tx, key: InboundId) -> Received:
    """The text with that id.

    Raises:
        NotFound: there is none.
    """
    tx.flush()
    row = _GET.row(tx.conn, {"key": key})
    if row is None:
        raise NotFound(f"there is no inbound message {key}")
    return _received(tx, row)


def status_of(tx: Tx, key: InboundId) -> str:
    """waiting, done or dead; "" if there is no such text."""
    tx.flush()
    row = tx.conn.execute(select(table.c.status).where(table.c.id == key))
    return row.scalar() or ""


def attempts_of(tx: Tx, key: InboundId) -> int:
    """How often it has failed."""
    tx.flush()
    return tx.conn.execute(select(table.c.attempts).where(table.c.id == key)).scalar() or 0


def done(tx: Tx, key: InboundId) -> None:
    """A turn has dealt with it."""
    tx.later(_finish_all, _finished(tx, key, "done", ""))


def dead(tx: Tx, key: InboundId, error: str) -> None:
    """It was given to a person. `error`: the name of what went wrong, without patient data."""
    tx.later(_finish_all, _finished(tx, key, "dead", error))


def failed(tx: Tx, key: InboundId, error: str, wait: timedelta) -> int:
    """Count a failure and leave it alone for a while; how many there were."""
    row = tx.conn.execute(
        update(table)
        .where(table.c.id == key)
        .values(attempts=table.c.attempts + 1, not_before=tx.now + wait, error=error)
        .returning(table.c.attempts)
    )
    return row.scalar_one()


def of_conversation(tx: Tx, key: ConversationId) -> tuple[Received, ...]:
    """All texts of a conversation, in order of arrival."""
    tx.flush()
    rows = tx.conn.execute(select(table).where(table.c.conversation == key).order_by(table.c.seq))
    return tuple(_received(tx, dict(row)) for row in rows.mappings())


def media_of(tx: Tx, key: InboundId) -> tuple[Media, ...]:
    """The files that came with a text, in order."""
    rows = tx.conn.execute(select(_media).where(_media.c.inbox == key).order_by(_media.c.n))
    return tuple(
        Media(
            tx.vault.unseal(row.url_sealed, table="media", column="url_sealed", row=row.id),
            row.content_type,
        )
        for row in rows
    )


def counts(tx: Tx) -> dict[str, int]:
    """How many texts there are of each status."""
    tx.flush()
    rows = tx.conn.execute(select(table.c.status, func.count()).group_by(table.c.status))
    return dict(rows.all())


def waiting_since(tx: Tx) -> Instant | None:
    """When the text came that has waited longest for its turn; None if none waits."""
    tx.flush()
    return tx.conn.execute(
        select(func.min(table.c.received_at)).where(table.c.status == "waiting")
    ).scalar()


def next_retry(tx: Tx) -> Instant | None:
    """When the next text that failed may be tried again; None if none waits for that."""
    tx.flush()
    return _NEXT_RETRY.value(tx.conn, {"now": tx.now})


# Built once: on the way of every text.
_earlier = table.alias("earlier")
_OLDEST = Statement(
    select(table)
    .join(_conversations, _conversations.c.id == table.c.conversation)
    .where(
        table.c.status == "waiting",
        table.c.not_before <= bindparam("now"),
        or_(
            _conversations.c.lease_until.is_(None),
            _conversations.c.lease_until <= bindparam("now"),
        ),
        ~select(_earlier.c.id)
        .where(
            _earlier.c.conversation == table.c.conversation,
            _earlier.c.status == "waiting",
            _earlier.c.seq < table.c.seq,
        )
        .exists(),
    )
    .order_by(table.c.received_at, table.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=[table, _conversations], skip_locked=True, key_share=True)
)
_NEXT_RETRY = Statement(
    select(func.min(table.c.not_before).label("at")).where(
        table.c.status == "waiting", table.c.not_before > bindparam("now")
    )
)
_GET = Statement(select(table).where(table.c.id == bindparam("key")))
_KNOWN = Statement(
    select(table.c.id).where(
        table.c.channel == bindparam("from_channel"),
        table.c.account == bindparam("from_account"),
        table.c.external_id == bindparam("with_id"),
    )
)
_FINISH = Statement(update(table).where(table.c.id == bindparam("key")))


def _add_media(tx: Tx, inbox: InboundId, n: int, file: Media) -> None:
    key = tx.ids.new("med")
    values = {
        "id": key,
        "inbox": inbox,
        "n": n,
        "url_sealed": tx.vault.seal(file.url, table="media", column="url_sealed", row=key),
        "content_type": file.content_type,
    }
    tx.conn.execute(_media.insert().values(**values))


def _finished(tx: Tx, key: InboundId, status: str, error: str) -> dict[str, object]:
    return {"key": key, "status": status, "error": error, "done_at": tx.now}


def _finish_all(tx: Tx, rows: Sequence[dict[str, object]]) -> None:
    _FINISH.run_all(tx.conn, rows)


def _received(tx: Tx, row: Mapping[str, Any]) -> Received:
    key = InboundId(row["id"])
    return Received(
        id=key,
        conversation=ConversationId(row["conversation"]),
        seq=row["seq"],
        text=tx.vault.unseal(row["text_sealed"], table="inbox", column="text_sealed", row=key),
        carrier_opt_out=row["carrier_opt_out"],
        media=row["media"],
        attempts=row["attempts"],
        received_at=row["received_at"],
    )


def _seal(tx: Tx, row: str, column: str, text: str) -> bytes:
    return tx.vault.seal(text, table="inbox", column=column, row=row)
