"""A conversation being changed within one step: opened from the frozen one, closed into a new.

Holds the operations that keep a frame consistent: set a field, forget one, push, pop. Knows
nothing of texts heard.
"""

from collections.abc import Sequence, Set
from enum import IntEnum
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.effects import Command, Effect, OpenTask, Query, RaiseAlert
from assistant.domain.facts import Fact, FactKind
from assistant.domain.ids import VisitTypeId
from assistant.domain.task import Reason, priority_of
from assistant.engine import speech, texts
from assistant.engine.catalog import DROP, NEEDED, RESUME, Catalog
from assistant.engine.context import Context
from assistant.engine.conversation import Conversation, Frame, Undo
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Ask, Choose, Do, Listen, Node
from assistant.engine.walk import (
    chosen_in,
    derived_below,
    is_behind_wall,
    kinds_heard_in,
    listened_in,
)


class Order(IntEnum):
    """Where a saying stands in the one message of a turn."""

    SAFETY = 0
    RESULT = 1
    CHANGE = 2
    DIGRESSION = 3
    QUESTION = 4


class Say(Struct, frozen=True):
    """One saying; `key` names its text, for the journal."""

    order: Order
    text: str
    kind: MessageKind
    key: str


class Request(Struct, frozen=True):
    """A query or command that the step needs answered; `id` "" when nobody waits for it."""

    id: str
    what: "Query[Any] | Command[Any]"


class Taken(Struct, frozen=True):
    """A value that this text gave to a field of a dialog in progress; `had_one`: instead of another."""

    dialog: str
    node: Listen | Ask
    value: Any
    had_one: bool


class Stop(Struct, frozen=True):
    """The walk came to a field, or left it by a declared edge.

    `place`, as the journal has it: "booking.slot", "booking." (its end), "booking.held:slot_taken".
    """

    place: str


class Why(Struct, frozen=True):
    """One reason for what a turn did, for whoever reads the journal.

    `rule`: "guard", "control", "answer", "over-answer", "correction", "problem", "digression",
    "another-dialog", "courtesy", "not-understood", "pause", "timer", "staff". `about`: of what.
    """

    rule: str
    about: str = ""


Output = Say | Request | Stop | Why | Effect

KEPT_KINDS = frozenset(
    {
        FactKind.NAME,
        FactKind.SELF,
        FactKind.SOMEBODY_ELSE,
        FactKind.BIRTH_DATE,
        FactKind.VISIT_TYPE,
        FactKind.PROVIDER,
        FactKind.UNWANTED,
        FactKind.SITE,
        FactKind.WHEN,
        FactKind.NEW_PATIENT,
        FactKind.CHOICE,
    }
)
"""Facts that a later question may still need."""

BOOK = "book"
"""The want of whoever would like a visit."""
_WHOLE = frozenset({FactKind.PICK, FactKind.CHOICE, FactKind.TEXT})
"""Answers whose words say nothing else."""


class Draft(Struct):
    """The working copy.

    `mode` is how the next question is put: "ask", "short", "again" ...; `taken` is what this text
    gave beside the answer, to be noted where the question does not show it.
    """

    catalog: Catalog
    base: Conversation
    at: Instant
    count: int = 0
    out: list[Output] = []
    events: list[tuple[str, dict[str, str]]] = []
    mode: str = "ask"
    is_muted: bool = False
    is_mended: bool = False
    taken: list[Taken] = []
    second: tuple[Fact, ...] = ()
    """What this text says of a second visit; it goes with the dialog that books the first."""
    kind: MessageKind | None = None
    """Of all that is said, whichever dialog says it; None: as the dialog says."""

    # --- the conversation ---

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The stack, bottom first."""
        return self.base.frames

    @property
    def top(self) -> Frame:
        """The frame that has the word."""
        return self.base.frames[-1]

    def change(self, **fields: Any) -> None:
        """Change the conversation."""
        self.base = replace(self.base, **fields)

    def change_frame(self, index: int, **fields: Any) -> None:
        """Change one frame."""
        frames = list(self.base.frames)
        frames[index] = replace(frames[index], **fields)
        self.base = replace(self.base, frames=(*frames,))

    def dialog(self, index: int = -1) -> type[Dialog[Any]]:
        """The dialog of a frame."""
        return self.catalog.dialogs[self.base.frames[index].dialog]

    def push(
        self, dialog: type[Dialog[Any]], seeds: dict[str, Any] | None = None, returns_to: str = ""
    ) -> None:
        """Begin a dialog on top; it hears at once what nobody has used yet."""
        known = {k: v for k, v in (seeds or {}).items() if k in dialog.nodes}
        second = self.second if BOOK in dialog.wants else ()
        frame = Frame(dialog.name, dialog.version, known, returns_to=returns_to, second=second)
        self.change(frames=(*self.base.frames, frame))
        self.listen(-1)

    def pop(self) -> Frame:
        """End the top dialog; what the one below asked is, unless this was a mere digression, old."""
        frame, below = self.top, self.base.frames[:-1]
        dialog = self.catalog.dialogs.get(frame.dialog)
        if below and not (dialog is not None and dialog.digression):
            below = (*below[:-1], replace(below[-1], asked_at=None))
        self.change(frames=below)
        return frame

    # --- facts ---

    def context(self, index: int = -1) -> Context:
        """What a kind may look at, for a field of that frame.

        "Later" is later than the time chosen, else than those shown, else than the visit it is
        about.
        """
        frame = self.base.frames[index]
        data = frame.data
        chosen = [data[n.name] for n in chosen_in(self.dialog(index)) if data.get(n.name)]
        shown = tuple(chosen) or frame.shown
        if not shown:
            shown = tuple(value for value in data.values() if isinstance(value, Appointment))
        return Context(self.catalog.practice, self.at, shown)

    def use(self, used: Sequence[Fact]) -> None:
        """These facts are spoken for; what else the words of an answer might say is, too."""
        if not used:
            return
        gone = set(map(id, used))
        picks = [f for f in self.base.unheard if id(f) in gone and f.kind in _WHOLE]
        self.change(
            unheard=tuple(
                f
                for f in self.base.unheard
                if id(f) not in gone and not any(overlap(f, pick) for pick in picks)
            ),
            kept=tuple(f for f in self.base.kept if id(f) not in gone),
        )

    def stop(self, dialog: str, place: str) -> None:
        """Say for the journal where the walk came to, or which edge it took."""
        self.out.append(Stop(f"{dialog}.{place}"))

    def note(self, rule: str, about: str = "") -> None:
        """Say for the journal why the turn goes as it does."""
        self.out.append(Why(rule, about))

    def listen(self, index: int) -> None:
        """A new frame takes what was said for the fields it listens for."""
        dialog, base = self.dialog(index), self.base
        if not speaks_of((*base.unheard, *base.kept), kinds_heard_in(dialog)):
            return
        for node in listened_in(dialog):
            if node.name not in self.base.frames[index].data:
                value = self.read(index, node, node.default)
                if value is not None:
                    self.note("over-answer", node.name)
                    self.set(index, node, value)

    def read(self, index: int, node: Any, before: Any, *, may_be_old: bool = True) -> Any | None:
        """A field's value from facts not used yet: this text's first, then older ones."""
        for facts in (self.base.unheard, self.base.kept if may_be_old else ()):
            if not speaks_of(facts, node.kind.expects):
                continue
            taken = node.kind.read(facts, before, self.context(index))
            if taken is not None and not hasattr(taken, "code"):
                self.use(taken.used)
                return taken.value
        return None

    # --- a frame's fields ---

    def set(self, index: int, node: Node, value: Any, *, may_undo: bool = True) -> bool:
        """Give a field its value; what was derived from the old one goes. False: a wall.

        `may_undo`: the patient gave it in this turn, and may take it back.
        """
        frame, dialog = self.base.frames[index], self.dialog(index)
        if is_behind_wall(dialog, frame.data, node.name):
            return False
        if node.name in frame.data and frame.data[node.name] == value:
            return True
        self.drop(index, derived_below(dialog, node.name))
        undo = self._undo_with(frame, node.name) if may_undo else frame.undo
        self.learn(index, node.name, value, undo=undo)
        return True

    def learn(self, index: int, name: str, value: Any, **fields: Any) -> None:
        """Note a value; the question that is open is no longer the one that was put."""
        data = {**self.base.frames[index].data, name: value}
        self.change_frame(index, data=data, asked_at=None, **fields)

    def _undo_with(self, frame: Frame, name: str) -> tuple[Undo, ...]:
        """What can be taken back once this turn has set that field."""
        *older, last = frame.undo or (Undo(self.base.turn, ()),)
        if last.turn != self.base.turn:
            older, last = [*older, last], Undo(self.base.turn, ())
        if name in last.fields:
            return frame.undo
        before = last.before | ({name: frame.data[name]} if name in frame.data else {})
        return (*older, Undo(last.turn, (*last.fields, name), before))

    def forget(self, index: int, node: Node) -> None:
        """Open a field again, and all that was derived from it."""
        self.drop(index, [node.name, *derived_below(self.dialog(index), node.name)])

    def drop(self, index: int, names: Sequence[str]) -> None:
        """Forget values; a command that can be taken back is."""
        frame, dialog = self.base.frames[index], self.dialog(index)
        gone = [name for name in names if name in frame.data]
        if not gone:
            return
        for name in gone:
            node = dialog.nodes[name]
            if isinstance(node, Do) and node.undo is not None:
                self.out.append(Request("", node.undo()))
        data = {k: v for k, v in frame.data.items() if k not in gone}
        self.change_frame(index, data=data, asked_at=None)

    def drop_all(self) -> None:
        """End every dialog, taking back what can be."""
        while self.base.frames:
            if self.top.dialog in self.catalog.dialogs:
                self.drop(-1, list(self.top.data))
            self.pop()
        self.change(kept=(), parked=(), parked_at=None)

    # --- what comes out ---

    def next_id(self) -> str:
        """The id of the next query or command of this turn."""
        self.count += 1
        return f"{self.base.id}:{self.base.turn}:{self.count}"

    def say(
        self, order: Order, dialog: type[Dialog[Any]], node: str, variant: str,
        record: dict[str, Any],
    ) -> None:  # fmt: skip
        """Say a text of a dialog's field, filled from its record."""
        section = texts.section_of(dialog, node)
        self.utter(order, (dialog.folder, section, variant), record, dialog)

    def utter(
        self, order: Order, key: tuple[str, str, str], record: dict[str, Any],
        dialog: type[Dialog[Any]] | None = None,
    ) -> None:  # fmt: skip
        """Say a text by its key."""
        folder, section, variant = key
        lang, practice = self.base.lang, self.catalog.practice
        known = self.catalog.texts
        spoken = lang if lang in known.langs else known.langs[0]
        names = known.names(folder, section, variant, spoken) or frozenset[str]()
        owner = dialog or Dialog
        if "begun" in names:
            record = {**record, "begun": self.begun()}
        values = known.values_for(owner, record, names, spoken, practice)
        text = known.fill(folder, section, variant, spoken, values)
        kind = self.kind or (dialog.speaks if dialog else MessageKind.REPLY)
        if text and not self.is_muted:
            self.out.append(Say(order, text[0].upper() + text[1:], kind, ".".join(key)))

    def begun(self) -> str:
        """What the talk in progress is about, in words: "booking a visit"."""
        lang, known = self.base.lang, self.catalog.texts
        spoken = lang if lang in known.langs else known.langs[0]
        for frame in reversed(self.frames):
            dialog = self.catalog.dialogs[frame.dialog]
            if not frame.returns_to and frame.dialog not in NEEDED:
                section = texts.section_of(dialog, texts.BEGUN)
                if known.names(dialog.folder, section, "what", spoken) is not None:
                    return known.fill(dialog.folder, section, "what", spoken, {})
                break
        return known.fill(texts.COMMON, "engine", "begun", spoken, {})

    def engine_says(self, order: Order, variant: str, **record: Any) -> None:
        """Say one of the engine's own texts."""
        self.utter(order, (texts.COMMON, "engine", variant), record)

    def open_task(self, reason: Reason, *, alert: bool = False) -> None:
        """Work for a person, with all that is known."""
        collected, lines, asked = self.story()
        self.out.append(OpenTask(reason, priority_of(reason), collected, lines, asked))
        if alert:
            self.out.append(RaiseAlert(reason))
            self.events.append(("emergency", {"reason": reason.value}))

    def story(self) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], str]:
        """What the dialogs know: (field, value) pairs, lines not understood, open question."""
        collected: list[tuple[str, str]] = []
        lines: list[str] = []
        asked = ""
        lang, practice = self.catalog.texts.langs[0], self.catalog.practice
        for frame in (*self.base.parked, *self.base.frames):
            dialog = self.catalog.dialogs.get(frame.dialog)
            if dialog is not None and (dialog.on or frame.dialog in (RESUME, DROP)):
                continue
            if not self.catalog.goes_on_with(frame):
                dialog = None
            asked = f"{frame.dialog}.{frame.asked}" if frame.asked else asked
            lines.extend(frame.failed)
            collected += [("second", shown) for shown in self._kinds(frame.second)]
            for name, value in frame.data.items():
                if dialog is None:
                    collected.append((name, _plain(value)))
                elif isinstance(dialog.nodes.get(name), Ask | Listen | Choose):
                    known = self.catalog.texts
                    shown = known.values_for(dialog, {name: value}, [name], lang, practice)
                    collected.append((name, shown[name]))
        return tuple(pair for pair in collected if pair[1]), tuple(lines), asked

    def _kinds(self, facts: Sequence[Fact]) -> list[str]:
        """The kinds of visit that these name, in words for staff."""
        practice, lang = self.catalog.practice, self.catalog.texts.langs[0]
        keys = [VisitTypeId(fact.value) for fact in facts if fact.kind is FactKind.VISIT_TYPE]
        return [speech.visit_type(key, practice, lang) for key in keys]


def _plain(value: Any) -> str:
    """A stored value that no dialog here can read, as staff may make something of it."""
    if isinstance(value, dict):
        value = list(cast("dict[str, Any]", value).values())
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, cast("list[Any]", value))))
    return "" if value is None or isinstance(value, bool) else str(value)


def speaks_of(facts: Sequence[Fact], kinds: Set[FactKind]) -> bool:
    """Is one of the facts of any of these kinds? Most texts say nothing to most fields."""
    for fact in facts:  # noqa: SIM110 (asked dozens of times in a turn)
        if fact.kind in kinds:
            return True
    return False


def overlap(one: Fact, other: Fact) -> bool:
    """Do two facts share words?"""
    return one.start < other.end and other.start < one.end
