"""A conversation played again from its journal, and held against what is stored."""

from dataclasses import dataclass
from typing import Any, cast

import msgspec

from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.journal import Diverged, Played, replay
from assistant.store import journal
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.store.journal import Entry


@dataclass(frozen=True, slots=True)
class Replay:
    """`turns`: each entry of the journal with its turn, as far as they could be taken again.

    `difference`: where the outcome is not what is stored, without patient data; "" when it is the
    same to the byte.
    """

    turns: tuple[tuple[Entry, Played], ...]
    difference: str


def replayed(tx: Tx, catalog: Catalog, thread: Thread) -> Replay:
    """Play a conversation again."""
    entries = journal.of_conversation(tx, thread.id)
    turns: list[tuple[Entry, Played]] = []
    difference = _gap(entries, thread)
    try:
        played = replay(catalog, thread.id, (entry.record for entry in entries))
        turns.extend(zip(entries, played, strict=True))
    except Diverged as error:
        difference = difference or f"turn {len(turns) + 1}: {error}"
    if not difference and turns:
        difference = _unlike(_as_written_now(thread.state), turns[-1][1].state)
    return Replay(tuple(turns), difference)


def _as_written_now(stored: bytes | None) -> bytes:
    """The state without what it would say anyway, which older programs spelled out."""
    if stored is None:
        return b"null"
    return msgspec.json.encode(msgspec.json.decode(stored, type=Conversation))


def _gap(entries: tuple[Entry, ...], thread: Thread) -> str:
    versions = [entry.version for entry in entries]
    if versions == list(range(1, thread.version + 1)):
        return ""
    return f"the journal has {len(versions)} of {thread.version} turns"


def _unlike(stored: bytes, replayed: bytes) -> str:
    """The first place at which two states differ; "" when they are equal to the byte."""
    if stored == replayed:
        return ""
    one, other = msgspec.json.decode(stored), msgspec.json.decode(replayed)
    return f"the stored state differs at {_where(one, other) or 'the order of its keys'}"


def _where(one: object, other: object) -> str:
    if isinstance(one, dict) and isinstance(other, dict):
        left, right = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        for key in (*left, *(key for key in right if key not in left)):
            if left.get(key) != right.get(key):
                return f".{key}{_where(left.get(key), right.get(key))}"
    if isinstance(one, list) and isinstance(other, list):
        items, others = cast("list[Any]", one), cast("list[Any]", other)
        for number, (left_item, right_item) in enumerate(zip(items, others, strict=False)):
            if left_item != right_item:
                return f"[{number}]{_where(left_item, right_item)}"
        return f"[{min(len(items), len(others))}]"
    return ""
