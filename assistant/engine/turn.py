"""One turn: steps until nobody waits for the store, all sayings joined into one message.

The only driver of `step`. It stays pure: whoever calls it answers queries and runs commands.
"""

from collections.abc import Callable
from typing import Any, cast

import msgspec

from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Effect, Query, Refused, SendMessage
from assistant.domain.facts import Asked, Choice, FactKind, Lang
from assistant.engine.catalog import ROUTING, Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.course import timers
from assistant.engine.draft import Request, Say, Stop, Why
from assistant.engine.events import Event, Heard, Outcome
from assistant.engine.nodes import Ask, Choose, Confirm, Require
from assistant.engine.step import Events, step

Answerer = Callable[["Query[Any] | Command[Any]"], Any]
"""Gives a query's or command's result, or `Refused`."""
MAX_ROUNDS = 20
"""Queries and commands that one turn may need; more is a dialog that goes round in circles."""


class TooManyRounds(RuntimeError):
    """A dialog asks the store again and again; the turn is rolled back and goes to a person."""


class TurnResult(msgspec.Struct, frozen=True):
    """What a turn did: the new state, what follows from it, and its record for the journal.

    `effects`: at most one SendMessage, and it comes first. `journal`: one JSON object with the
    event, each request with its answer, the fields that the walk came to and the edges that it
    left them by (`draft.Stop`), the reasons, the keys of the texts said, and `reply`.
    """

    conversation: Conversation
    effects: tuple[Effect, ...]
    journal: bytes
    events: Events


class Exchange(msgspec.Struct, frozen=True):
    """One query or command of a turn, and its answer, as the journal keeps them."""

    request: str
    what: Any
    answer: Any
    is_refused: bool = False


class _Record(msgspec.Struct, frozen=True):
    """A turn as it is written down; `journal.Record` reads it. `said`: keys of texts."""

    event: str
    of: Event
    lang: Lang
    owner: Owner
    exchanges: list[Exchange]
    stops: list[str]
    said: list[str]
    why: list[Why]
    reply: str


def take_turn(
    catalog: Catalog, conversation: Conversation, event: Event, answer: Answerer
) -> TurnResult:
    """Run one event to its end.

    Raises:
        TooManyRounds: the dialog does not come to rest.
    """
    says: list[Say] = []
    stops: list[str] = []
    reasons: list[Why] = []
    effects: list[Effect] = []
    happened: list[tuple[str, dict[str, str]]] = []
    exchanges: list[Exchange] = []
    before, upcoming = conversation, cast("Event | None", event)
    for _ in range(MAX_ROUNDS):
        if upcoming is None:
            is_answered = isinstance(event, Heard) and bool(event.carrier)
            reply = None if is_answered else _join(says, conversation)
            sent = (reply,) if reply else ()
            record = _Record(
                type(event).__name__,
                event,
                before.lang,
                before.owner,
                exchanges,
                stops,
                [say.key for say in says],
                reasons,
                reply.text if reply else "",
            )
            clocks = timers.after(catalog, conversation, event)
            following = (*sent, *effects, *clocks)
            return TurnResult(conversation, following, _ENCODER.encode(record), tuple(happened))
        conversation, out, events = step(catalog, conversation, upcoming)
        happened.extend(events)
        upcoming = None
        for item in out:
            if isinstance(item, Say):
                says.append(item)
            elif isinstance(item, Stop):
                stops.append(item.place)
            elif isinstance(item, Why):
                reasons.append(item)
            elif isinstance(item, Request):
                value = answer(item.what)
                name, is_refused = type(item.what).__name__, isinstance(value, Refused)
                exchanges.append(Exchange(name, item.what, value, is_refused))
                if item.id:
                    upcoming = Outcome(item.id, value, event.at)
            else:
                effects.append(item)
    raise TooManyRounds(f"a turn of {conversation.id} did not end in {MAX_ROUNDS} rounds")


def asked(catalog: Catalog, conversation: Conversation) -> Asked:
    """What the reader of the next text must know of the open question."""
    if not conversation.frames:
        return Asked(choices=_first_words(catalog))
    frame = conversation.frames[-1]
    dialog = catalog.dialogs.get(frame.dialog)
    node = dialog.nodes.get(frame.asked) if dialog else None
    if isinstance(node, Ask | Require):
        return Asked(node.kind.expects, 0, node.kind.field, _words(catalog, conversation))
    choices = _words(catalog, conversation)
    if isinstance(node, Choose):
        return Asked(frozenset({FactKind.PICK, FactKind.WHEN}), len(frame.shown), choices=choices)
    if isinstance(node, Confirm):
        answers = {FactKind.YES, FactKind.NO, *node.means_yes, *node.means_no}
        return Asked(frozenset(answers), len(frame.shown), choices=choices)
    return Asked(choices=choices)


def _words(catalog: Catalog, conversation: Conversation) -> tuple[Choice, ...]:
    """Declared words that count in the open dialogs: for their fields, and to begin another."""
    if conversation.frames[-1].dialog == ROUTING:
        return _first_words(catalog)
    fields = (catalog.answers.get(f.dialog, {}).values() for f in conversation.frames)
    of_fields = (choice for found in fields for choices in found for choice in choices)
    return (*of_fields, *catalog.beginnings)


def _first_words(catalog: Catalog) -> tuple[Choice, ...]:
    """Declared words that count before a dialog has begun: of every one that may."""
    fields = (catalog.answers[d.name].values() for d in catalog.dialogs.values() if d.wants)
    of_fields = (choice for found in fields for choices in found for choice in choices)
    return (*of_fields, *catalog.beginnings)


def _join(says: list[Say], conversation: Conversation) -> SendMessage | None:
    """ONE message: safety, result, change noted, digression's answer, question."""
    if not says:
        return None
    if len(says) == 1:
        return SendMessage(says[0].text, says[0].kind, conversation.lang)
    ordered = sorted(says, key=lambda say: say.order)
    parts = list(dict.fromkeys([say.text for say in ordered]))
    kinds = {say.kind for say in says}
    kind = next((k for k in _RANKED if k in kinds), MessageKind.REPLY)
    return SendMessage("\n".join(parts), kind, conversation.lang)


_ENCODER = msgspec.json.Encoder()
_RANKED = (MessageKind.SAFETY, MessageKind.CONSENT, MessageKind.PROMISE, MessageKind.NUDGE)
"""Kinds that give their name to a message that holds others too."""
