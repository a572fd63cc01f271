"""What must hold at every edge of a walk; each complaint is a plain sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, get_type_hints

import msgspec

from assistant.domain.consent import PASSES_OPT_OUT, MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import AddNote, OpenTask, RaiseAlert, SendMessage
from assistant.domain.facts import Fact, FactKind
from assistant.domain.sms import segments
from assistant.domain.task import Priority
from assistant.engine import guards
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.dialog import Dialog
from assistant.engine.events import Event, Heard
from assistant.engine.nodes import Ask, Listen, Look, Tell
from assistant.engine.texts import section_of
from assistant.engine.turn import TurnResult
from assistant.engine.walk import walk

MAX_SEGMENTS = 2
"""What each text of a message may cost, unless it is a list, which costs what it must."""
_LISTS = frozenset({"options", "visit_types", "visits", "hours", "insurers", "address", "parking"})
"""Placeholders that stand for one or more lines."""


_PUTTING = ("ask", "again", "examples", "short", "none")
"""Variants that put a question; the others say what came of an answer."""


@cache
def _sections(dialogs: tuple[type[Dialog[Any]], ...]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (dialog.folder, section_of(dialog, node.name))
        for dialog in dialogs
        for node in dialog.order
        if node.waits
    )


def _waiting(catalog: Catalog) -> frozenset[tuple[str, str]]:
    """Folder and section of each question."""
    return _sections(tuple(catalog.dialogs.values()))


@dataclass(frozen=True)
class Edge:
    """One turn: the conversation before, what happened, what came of it."""

    catalog: Catalog
    before: Conversation
    event: Event
    result: TurnResult

    @property
    def after(self) -> Conversation:
        """The conversation after it."""
        return self.result.conversation

    @cached_property
    def reply(self) -> SendMessage | None:
        """What is said to the patient."""
        return next((e for e in self.result.effects if isinstance(e, SendMessage)), None)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The keys of the texts said, in order."""
        return tuple(self._journal["said"])

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the patient said, as it was understood."""
        return self.event.understood.facts if isinstance(self.event, Heard) else ()

    def has(self, *kinds: FactKind) -> bool:
        """Did the patient say any of these?"""
        return guards.first_of(self.facts, kinds) is not None

    def is_question(self, key: str) -> bool:
        """Does the text with that key put the question of a waiting field?"""
        folder, section, variant = key.split(".", 2)
        return (folder, section) in _waiting(self.catalog) and variant.startswith(_PUTTING)

    @property
    def stops(self) -> list[str]:
        """The fields that the walk came to, and the edges that it left them by."""
        return self._journal["stops"]

    @property
    def exchanges(self) -> list[dict[str, Any]]:
        """What the store was asked, and answered, as the journal has it."""
        return self._journal["exchanges"]

    @cached_property
    def _journal(self) -> dict[str, Any]:
        return msgspec.json.decode(self.result.journal)


def complaints(edge: Edge) -> Iterator[str]:
    """All that is wrong with an edge."""
    yield from _kept(edge)
    yield from _position(edge)
    yield from _derived(edge)
    yield from _bound(edge)
    yield from _questions(edge)
    yield from _message(edge)
    yield from _owners(edge)
    yield from _safety(edge)
    yield from _ladder(edge)


def unlike(edge: Edge, other: Edge) -> Iterator[str]:
    """What must be the same in two languages, and what must not."""
    if other.said != edge.said:
        yield f"says {other.said} and not {edge.said} in {other.before.lang.value}"
    one, two = edge.reply, other.reply
    has_words = any(_has_words(edge, key) for key in edge.said)
    if one and two and has_words and one.text == two.text and one.lang is not two.lang:
        yield f"says the same words in two languages: {one.text!r}"


def _has_words(edge: Edge, key: str) -> bool:
    """Is there anything in that text beside what it is filled with?"""
    folder, section, variant = key.split(".", 2)
    parts = edge.catalog.texts.parts[folder, section, variant, edge.before.lang]
    return any(character.isalpha() for words, _ in parts for character in words)


def _kept(edge: Edge) -> Iterator[str]:
    stored = edge.catalog.encode(edge.after)
    if edge.catalog.decode(stored) != edge.after:
        yield f"comes back changed from the store at {_place(edge.after)}"
    if edge.after.unheard:
        yield "leaves facts of the text behind as not heard yet"
    if any(frame.waiting for frame in edge.after.frames):
        yield f"waits for the store after the turn at {_place(edge.after)}"


def _position(edge: Edge) -> Iterator[str]:
    """Where it stands is what a walk over its data finds."""
    after = edge.after
    if after.owner is not Owner.BOT or not after.frames:
        return
    frame = after.frames[-1]
    _, node = walk(edge.catalog.dialogs[frame.dialog], frame.data)
    if node is None:
        yield f"stands in {frame.dialog} with nothing left to ask"
    elif node.name != frame.asked or not node.waits:
        yield f"stands at {frame.dialog}.{frame.asked}, but a walk stops at {node.name}"


def _derived(edge: Edge) -> Iterator[str]:
    """What was looked up for other facts is looked up again."""
    asked = {exchange["request"] for exchange in edge.exchanges}
    for before, after in zip(edge.before.frames, edge.after.frames, strict=False):
        if before.dialog != after.dialog:
            return
        if before.data == after.data:
            continue
        has_changed = False
        for node in edge.catalog.dialogs[before.dialog].order:
            values = before.data.get(node.name), after.data.get(node.name)
            if isinstance(node, Ask | Listen):
                has_changed = has_changed or values[0] != values[1]
            elif isinstance(node, Look) and has_changed and None not in values:
                query = get_type_hints(node.function)["return"].__name__
                if query not in asked:
                    yield f"keeps {node.name} though what it follows from has changed"


_POINTING = frozenset(
    {FactKind.PICK, FactKind.YES, FactKind.NO, FactKind.NONE_OF_THESE, FactKind.LATER,
     FactKind.EARLIER}
)  # fmt: skip
"""Facts that only mean something to who has seen the question."""


def _bound(edge: Edge) -> Iterator[str]:
    """What was written before the question was sent answers nothing."""
    crossed = isinstance(edge.event, Heard) and edge.event.crossed
    if not crossed or not edge.facts or not all(f.kind in _POINTING for f in edge.facts):
        return
    before, after = edge.before.frames, edge.after.frames
    if before and edge.after.owner is Owner.BOT:
        if [frame.data for frame in before] != [frame.data for frame in after]:
            yield f"takes as an answer at {_place(edge.before)} what was written before it asked"
        if after[-1].tries > before[-1].tries:
            yield f"counts as a try at {_place(edge.before)} what was written before it asked"


def _questions(edge: Edge) -> Iterator[str]:
    """Never two at once, and none to who has no question open."""
    asked = [key for key in edge.said if edge.is_question(key)]
    if len(asked) > 1:
        yield f"asks two things at once ({', '.join(asked)})"
    if asked and edge.after.owner is Owner.BOT and not edge.after.frames:
        yield f"asks what it will not hear the answer to ({asked[0]})"


def _message(edge: Edge) -> Iterator[str]:
    """At most one message, first, with words, in the language, not too long; silence only to echoes."""
    found = [n for n, effect in enumerate(edge.result.effects) if isinstance(effect, SendMessage)]
    if found not in ([], [0]):
        yield "sends more than one message, or not first"
    reply = edge.reply
    is_answered = not isinstance(edge.event, Heard) or bool(edge.event.carrier)
    is_answered = is_answered or edge.has(FactKind.ECHO)
    if reply is None:
        if edge.before.owner is Owner.BOT and not is_answered:
            yield f"says nothing at {_place(edge.before)}"
        return
    if not reply.text.strip():
        yield f"sends an empty message ({', '.join(edge.said)})"
    if reply.lang is not edge.after.lang:
        yield f"sends {reply.lang.value} where {edge.after.lang.value} is spoken"
    if isinstance(edge.event, Heard) and edge.event.carrier:
        yield "answers what the carrier has answered"
    parts = _segments(reply.text)
    if parts.count > MAX_SEGMENTS * len(edge.said) and not _is_list(edge):
        yield (
            f"takes {parts.count} segments of {parts.encoding} "
            f"({', '.join(edge.said)}; {reply.lang.value})"
        )


_segments = lru_cache(maxsize=4096)(segments)
"""The same texts are said again and again."""


def _is_list(edge: Edge) -> bool:
    keys = [tuple(key.split(".", 2)) for key in edge.said]
    lang = edge.after.lang
    return any(
        _LISTS & (edge.catalog.texts.names(folder, section, variant, lang) or frozenset())
        for folder, section, variant in keys
    )


def _owners(edge: Edge) -> Iterator[str]:
    """Who has stopped hears nothing; who talks to a person hears nothing from the assistant."""
    kind = edge.reply.kind if edge.reply else None
    stops = edge.has(FactKind.OPT_OUT) or _carrier(edge) == "STOP"
    if stops and edge.after.owner is not Owner.STOPPED:
        yield "goes on after an opt-out"
    if edge.before.owner is Owner.STOPPED:
        if kind is not None and kind not in PASSES_OPT_OUT | {MessageKind.SAFETY}:
            yield f"writes to somebody who opted out ({', '.join(edge.said)})"
        opens = edge.has(FactKind.OPT_IN) or _carrier(edge) == "START"
        if edge.after.owner is not Owner.STOPPED and not opens:
            yield "forgets an opt-out"
    outranks = edge.has(*guards.FIRST, *guards.SAFETY) or _carrier(edge)
    if edge.before.owner is Owner.STAFF and isinstance(edge.event, Heard) and not outranks:
        if edge.reply is not None:
            yield f"talks while a person has the word ({', '.join(edge.said)})"
        if not any(isinstance(effect, AddNote) for effect in edge.result.effects):
            yield "keeps a text from the person who has the word"


def _carrier(edge: Edge) -> str:
    return edge.event.carrier if isinstance(edge.event, Heard) else ""


def _safety(edge: Edge) -> Iterator[str]:
    """Danger is answered first, told to staff at once, and raises the alert."""
    fact = guards.first_of(edge.facts, guards.SAFETY)
    if fact is None or edge.has(*guards.FIRST) or _carrier(edge):
        return
    dialog = edge.catalog.by_fact[fact.kind]
    told = next(node for node in dialog.order if isinstance(node, Tell))
    section, lang = section_of(dialog, told.name), edge.after.lang
    names = edge.catalog.texts.names(dialog.folder, section, "say", lang) or ()
    values = edge.catalog.texts.values_for(dialog, {}, names, lang, edge.catalog.practice)
    words = edge.catalog.texts.fill(dialog.folder, section, "say", lang, values)
    if edge.reply is None or not edge.reply.text.casefold().startswith(words.casefold()):
        yield f"does not begin with the words for {fact.kind.value}"
    tasks = [effect for effect in edge.result.effects if isinstance(effect, OpenTask)]
    if not any(task.priority is Priority.STAT for task in tasks):
        yield f"opens no task of the highest priority for {fact.kind.value}"
    if not any(isinstance(effect, RaiseAlert) for effect in edge.result.effects):
        yield f"alerts nobody of {fact.kind.value}"


def _ladder(edge: Edge) -> Iterator[str]:
    """Nobody is asked the same more often than the dialog says."""
    if edge.after.owner is not Owner.BOT:
        return
    for frame in edge.after.frames:
        if frame.tries >= edge.catalog.dialogs[frame.dialog].tries:
            yield f"asks {frame.dialog}.{frame.asked} again after {frame.tries} tries"


def _place(conversation: Conversation) -> str:
    frames = conversation.frames
    return f"{frames[-1].dialog}.{frames[-1].asked}" if frames else "the start"
