"""What a turn leaves for later: enough to take it again to the byte, and why it went as it did.

A record holds the event with its facts, every question to the store with its answer, the reasons,
and what was said. Nothing of it is worked out again when a turn is replayed but the turn itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

import msgspec
from msgspec.structs import replace

from assistant.domain import effects
from assistant.domain.clock import Instant
from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Query, Refused
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.draft import Why
from assistant.engine.events import Due, Event, Heard, StaffDid
from assistant.engine.turn import take_turn

GAVE_UP = "GaveUp"
"""The event of a turn that failed: the conversation went to a person as it was."""
_EVENTS: dict[str, type[Event]] = {"Heard": Heard, "Due": Due, "StaffDid": StaffDid}


class Diverged(RuntimeError):
    """A replay goes another way than the turn went; the message names no patient's words."""


class Exchange(msgspec.Struct, frozen=True):
    """A query or command of a turn, and its answer."""

    request: str
    what: msgspec.Raw
    answer: msgspec.Raw
    is_refused: bool = False


class Record(msgspec.Struct, frozen=True):
    """One turn as the journal has it. `lang`, `owner`: as the turn found the conversation."""

    event: str
    of: msgspec.Raw
    lang: Lang
    owner: Owner
    exchanges: tuple[Exchange, ...] = ()
    stops: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()
    reply: str = ""

    def happened(self) -> Event | None:
        """The event; None for a turn that failed."""
        kind = _EVENTS.get(self.event)
        return None if kind is None else msgspec.json.decode(self.of, type=kind)


@dataclass(frozen=True, slots=True)
class Played:
    """One turn, taken again. `state`: the conversation after it, as it is stored."""

    record: Record
    conversation: Conversation
    state: bytes


def read(record: bytes) -> Record:
    """A record as it was kept."""
    return msgspec.json.decode(record, type=Record)


def gave_up(before: Conversation) -> Conversation:
    """What becomes of a conversation whose turn failed: a person has it, where it stood."""
    return replace(before, owner=Owner.STAFF, turn=before.turn + 1)


def record_of_giving_up(before: Conversation, at: Instant, reply: str) -> bytes:
    """The record of a turn that failed."""
    return msgspec.json.encode(
        Record(
            GAVE_UP,
            msgspec.Raw(msgspec.json.encode({"at": at})),
            before.lang,
            before.owner,
            why=(Why("crash"),),
            reply=reply,
        )
    )


def replay(catalog: Catalog, key: ConversationId, records: Iterable[bytes]) -> Iterator[Played]:
    """Take every turn of a conversation again, oldest first.

    Raises:
        Diverged: a turn asks, or finds, something else than it did.
    """
    state = b""
    for kept in records:
        record = read(kept)
        before = _found(catalog, key, state, record)
        event = record.happened()
        if event is None:
            after = gave_up(before)
        else:
            answers = _Answers(record.exchanges)
            after = take_turn(catalog, before, event, answers).conversation
            answers.check_spent()
        state = catalog.encode(after)
        yield Played(record, after, state)


def _found(catalog: Catalog, key: ConversationId, state: bytes, record: Record) -> Conversation:
    """The conversation as the turn found it.

    An opt-out may have come by another way than a text: then the ledger, and with it the record,
    says so before the conversation does.
    """
    before = catalog.decode(state) if state else Conversation(id=key, lang=record.lang)
    if before.owner is Owner.BOT and record.owner is Owner.STOPPED:
        before = replace(before, owner=Owner.STOPPED)
    if (before.lang, before.owner) != (record.lang, record.owner):
        raise Diverged("a turn found another owner or language than the one before it left")
    return before


class _Answers:
    """Gives the answers that were given, to the same questions in the same order."""

    def __init__(self, exchanges: tuple[Exchange, ...]) -> None:
        self._left = list(reversed(exchanges))

    def __call__(self, what: "Query[Any] | Command[Any]") -> Any:
        name = type(what).__name__
        if not self._left:
            raise Diverged(f"a turn asks {name}, which it did not ask then")
        then = self._left.pop()
        if then.request != name or bytes(then.what) != msgspec.json.encode(what):
            raise Diverged(
                f"a turn asks {name} where it asked {then.request}, or of something else"
            )
        kind = Refused if then.is_refused else _RESULTS[name]
        return msgspec.json.decode(then.answer, type=kind)

    def check_spent(self) -> None:
        if self._left:
            raise Diverged(f"a turn does not ask {self._left[-1].request}, which it asked then")


def _results() -> dict[str, Any]:
    """What each query and command is answered with, by its name."""
    found: dict[str, Any] = {}
    for name, kind in vars(effects).items():
        for base in getattr(kind, "__orig_bases__", ()):
            if get_origin(base) in {Query, Command}:
                found[name] = get_args(base)[0]
    return found


_RESULTS = _results()
