"""Conversations: one per number and line, their state between two turns, and who works on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, select, update

from assistant.domain.clock import Instant
from assistant.domain.conversation import Owner
from assistant.domain.errors import FenceLost, NotFound, VersionConflict
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId, StaffId
from assistant.domain.patient import ContactPoint
from assistant.store.database import Tx, insert_if_new
from assistant.store.statements import Statement
from assistant.store.tables.pipeline import conversations as table


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation's row.

    `state`: as the engine encoded it; None before its first turn. `address`: the patient's.
    `owned_since`: the version at which the bot last lost the word to staff. `staff`: the person
    who has it, if one has.
    """

    id: ConversationId
    channel: str
    account: str
    line: str
    address: str
    state: bytes | None
    owner: Owner
    staff: StaffId | None
    lang: Lang
    turn: int
    version: int
    owned_since: int
    fence: int
    touched_at: Instant

    @property
    def contact(self) -> ContactPoint:
        """Where the patient is reached."""
        return ContactPoint(self.channel, self.address)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a turn made of a conversation: the columns that follow its new state."""

    state: bytes
    owner: Owner
    lang: Lang
    turn: int
    touched_at: Instant


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation is held: our side (`account`, `line`) and the patient's address."""

    channel: str
    account: str
    line: str
    address: str


def find_or_open(tx: Tx, place: Place, lang: Lang) -> ConversationId:
    """The conversation of that number on that line, opened if there is none."""
    known = _find(tx, place)
    if known is not None:
        return known
    indexes = tx.vault.indexes("address", place.address)
    if len(indexes) > 1 and tx.conn.dialect.name == "postgresql":
        # Just when a new key begins to write, another process may write the same number under the
        # old one, and the unique key would not see that they are the same.
        lock = int.from_bytes(indexes[0][:8], signed=True)
        tx.conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")
        known = _find(tx, place)
        if known is not None:
            return known
    key = ConversationId(tx.ids.new("cnv"))
    insert_if_new(tx.conn, table, _fresh(tx, key, place, lang))
    return _find(tx, place) or key


def get(tx: Tx, key: ConversationId) -> Thread:
    """The conversation with that id, locked until the transaction ends where that is possible.

    Raises:
        NotFound: there is none.
        KeyUnavailable: its address or state cannot be read.
    """
    tx.flush()
    found = _GET.row(tx.conn, {"key": key})
    if found is None:
        raise NotFound(f"there is no conversation {key}")
    return _locked(tx, found)


def get_all(tx: Tx, keys: Sequence[ConversationId]) -> dict[ConversationId, Thread]:
    """Like `get`, several at once; locked in order, so that no two wait for each other.

    Raises:
        KeyUnavailable: one of them cannot be read.
    """
    tx.flush()
    found = _GET_ALL.rows(tx.conn, {"keys": list(keys)})
    return {ConversationId(row["id"]): _locked(tx, row) for row in found}


def at(tx: Tx, address: str) -> tuple[Thread, ...]:
    """The conversations with that number on any line, the one last touched first."""
    tx.flush()
    rows = _AT.rows(tx.conn, {"indexes": list(tx.vault.indexes("address", address))})
    return tuple(_thread(tx, row) for row in rows)


def newest(tx: Tx, limit: int = 100) -> tuple[Thread, ...]:
    """The conversations last touched, newest first."""
    tx.flush()
    rows = _NEWEST.rows(tx.conn, {"most": limit})
    return tuple(_thread(tx, row) for row in rows)


class Holder(NamedTuple):
    """Who has the word, and which person.

    `since`: the version at which the bot last lost it to a person, 0 if never; `version`: now.
    """

    owner: Owner
    since: int
    staff: StaffId | None
    version: int


def holder(tx: Tx, key: ConversationId) -> Holder:
    """Who has the word.

    Raises:
        NotFound: there is no such conversation.
    """
    tx.flush()
    found = _HOLDER.row(tx.conn, {"key": key})
    if found is None:
        raise NotFound(f"there is no conversation {key}")
    owner = Owner(found["owner"])
    return Holder(owner, found["owned_since"], found["staff"], found["version"])


def next_seq(tx: Tx, key: ConversationId) -> int:
    """The place in line of the text that just arrived; counts from 1."""
    return _HEARD.value(tx.conn, {"key": key, "now": tx.now})


def lease(tx: Tx, key: ConversationId, until: Instant) -> int:
    """Take the conversation for one worker until that moment; the new fence."""
    return lease_all(tx, [key], until)[key].fence


def lease_all(
    tx: Tx, keys: Sequence[ConversationId], until: Instant
) -> dict[ConversationId, "Row"]:
    """Like `lease`, several at once; their rows as they are now."""
    tx.flush()
    found = _LEASE.rows(tx.conn, {"keys": list(keys), "until": until})
    return {ConversationId(row["id"]): Row(row) for row in found}


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation as it was found; opened only when it is wanted, for it may not open."""

    found: Mapping[str, Any]

    @property
    def fence(self) -> int:
        """The fence that it was last claimed under."""
        return self.found["fence"]

    def thread(self, tx: Tx) -> Thread:
        """The conversation.

        Raises:
            KeyUnavailable: its address or state cannot be read.
        """
        return _thread(tx, self.found)


def check_fence(thread: Thread, fence: int) -> None:
    """Nothing happens if the conversation is still ours.

    Raises:
        FenceLost: another worker has taken it over.
    """
    if thread.fence != fence:
        raise FenceLost(f"another worker has taken over {thread.id}")


def release(tx: Tx, key: ConversationId, fence: int) -> None:
    """Let others take it, if it is still ours."""
    tx.later(_release_all, {"key": key, "our_fence": fence})


def _release_all(tx: Tx, rows: Sequence[dict[str, object]]) -> None:
    _RELEASE.run_all(tx.conn, rows)


def save(tx: Tx, before: Thread, after: Progress) -> int:
    """Write what a turn made of it; the new version.

    Whoever loses the word to staff, or gets it back, is noted with the version at which it
    happened. The person who has it is forgotten when staff give it back.

    Raises:
        VersionConflict: somebody else has changed it since `before` was read.
    """
    version = before.version + 1
    lost = after.owner is Owner.STAFF and before.owner is not Owner.STAFF
    values = {
        "state_sealed": _seal(tx, before.id, "state_sealed", after.state.decode("latin-1")),
        "owner": after.owner.value,
        "lang": after.lang.value,
        "turn": after.turn,
        "touched_at": after.touched_at,
        "version": version,
        "owned_since": version if lost else before.owned_since,
        "staff": before.staff if after.owner is Owner.STAFF else None,
    }
    keys = {"key": before.id, "known_version": before.version}
    if tx.versions.get(before.id) == before.version:  # locked: nobody else can change it
        tx.versions[before.id] = version
        tx.later(_save_all, {**keys, **values})
        return version
    tx.flush()
    if _SAVE.run(tx.conn, {**keys, **values}) != 1:
        raise VersionConflict(f"{before.id} was changed by somebody else")
    return version


def _save_all(tx: Tx, rows: Sequence[dict[str, object]]) -> None:
    _SAVE.run_all(tx.conn, rows)


def give_to(tx: Tx, key: ConversationId, staff: StaffId | None) -> None:
    """Note which person has the conversation; None: nobody in particular."""
    tx.flush()
    tx.conn.execute(update(table).where(table.c.id == key).values(staff=staff))


LEASE = timedelta(seconds=30)
"""How long a worker may take for a turn before another one may take over."""


# Built once: on the way of every text.
_GET = Statement(
    select(table).where(table.c.id == bindparam("key")).with_for_update(key_share=True)
)
_GET_ALL = Statement(
    select(table)
    .where(table.c.id.in_(bindparam("keys", expanding=True)))
    .order_by(table.c.id)
    .with_for_update(key_share=True)
)
_HOLDER = Statement(
    select(table.c.owner, table.c.owned_since, table.c.staff, table.c.version).where(
        table.c.id == bindparam("key")
    )
)
_LATEST = select(table).order_by(table.c.touched_at.desc(), table.c.id.desc())
_AT = Statement(_LATEST.where(table.c.address_index.in_(bindparam("indexes", expanding=True))))
_NEWEST = Statement(_LATEST.limit(bindparam("most", type_=Integer)))
_FIND = Statement(
    select(table.c.id).where(
        table.c.channel == bindparam("at_channel"),
        table.c.line == bindparam("at_line"),
        table.c.address_index.in_(bindparam("indexes", expanding=True)),
    )
)
_HEARD = Statement(
    update(table)
    .where(table.c.id == bindparam("key"))
    .values(heard=table.c.heard + 1, touched_at=bindparam("now"))
    .returning(table.c.heard)
)
_LEASE = Statement(
    update(table)
    .where(table.c.id.in_(bindparam("keys", expanding=True)))
    .values(fence=table.c.fence + 1, lease_until=bindparam("until"))
    .returning(*table.c)
)
_RELEASE = Statement(
    update(table)
    .where(table.c.id == bindparam("key"), table.c.fence == bindparam("our_fence"))
    .values(lease_until=None)
)
_SAVE = Statement(
    update(table).where(
        table.c.id == bindparam("key"), table.c.version == bindparam("known_version")
    )
)


def _find(tx: Tx, place: Place) -> ConversationId | None:
    values = {
        "at_channel": place.channel,
        "at_line": place.line,
        "indexes": list(tx.vault.indexes("address", place.address)),
    }
    key = _FIND.value(tx.conn, values)
    return None if key is None else ConversationId(key)


def _fresh(tx: Tx, key: ConversationId, place: Place, lang: Lang) -> dict[str, object]:
    return {
        "id": key,
        "channel": place.channel,
        "account": place.account,
        "line": place.line,
        "address_sealed": _seal(tx, key, "address_sealed", place.address),
        "address_index": tx.vault.index("address", place.address),
        "owner": Owner.BOT.value,
        "lang": lang.value,
        "turn": 0,
        "version": 0,
        "owned_since": 0,
        "heard": 0,
        "fence": 0,
        "opened_at": tx.now,
        "touched_at": tx.now,
    }


def _locked(tx: Tx, row: Mapping[str, Any]) -> Thread:
    tx.versions[row["id"]] = row["version"]
    return _thread(tx, row)


def _thread(tx: Tx, row: Mapping[str, Any]) -> Thread:
    key = ConversationId(row["id"])
    sealed = row["state_sealed"]
    state = None if sealed is None else _open(tx, key, "state_sealed", sealed).encode("latin-1")
    return Thread(
        id=key,
        channel=row["channel"],
        account=row["account"],
        line=row["line"],
        address=_open(tx, key, "address_sealed", row["address_sealed"]),
        state=state,
        owner=Owner(row["owner"]),
        staff=None if row["staff"] is None else StaffId(row["staff"]),
        lang=Lang(row["lang"]),
        turn=row["turn"],
        version=row["version"],
        owned_since=row["owned_since"],
        fence=row["fence"],
        touched_at=row["touched_at"],
    )


def _seal(tx: Tx, row: str, column: str, text: str) -> bytes:
    return tx.vault.seal(text, table="conversations", column=column, row=row)


def _open(tx: Tx, row: str, column: str, sealed: bytes) -> str:
    return tx.vault.unseal(sealed, table="conversations", column=column, row=row)
