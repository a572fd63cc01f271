"""Takes every dialog through every sort of input and answer, and says what goes wrong.

Breadth first from an empty conversation. Two conversations are one state when they stand at the
same question with the same things known; what exactly was said does not make a new state. From
each state every sort of input is tried, and where a turn asks the store, every sort of answer.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from assistant.domain.clock import local
from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Query
from assistant.domain.facts import Fact
from assistant.domain.ids import ConversationId
from assistant.domain.schedule import FindSlotsResult
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation, Frame
from assistant.engine.events import Event, Heard, StaffDid
from assistant.engine.nodes import Listen
from assistant.engine.turn import TurnResult, take_turn
from assistant.engine.walk import heard_in, walk
from assistant.engine.walking import checks
from assistant.engine.walking.checks import Edge
from assistant.engine.walking.samples import Answers, Input, at_turn, sample_answers, sample_inputs
from assistant.engine.walking.ways import Tracker, Way, left_out

BEGINS = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""The moment at which the walk begins; everything in it is counted from here."""
MAX_STATES = 5_000
"""More means that something in a conversation grows without end."""
MAX_VARIANTS = 3
"""Of one place, with more or less said before, tried or undone: so many are walked on from."""
_ROOTS = 1
"""Where a place tells how many dialogs are open."""
Choices = tuple[int, ...]
"""Which sort of answer each query or command of a turn got; 0 is the usual one."""


@dataclass(frozen=True, slots=True)
class WalkReport:
    """What a walk saw.

    `states`, `edges`, `prompts`: how many were met. `problems`: what is wrong, each with the way
    to it. `unreached`: ways of the dialogs' machines that no path takes.
    """

    states: int
    edges: int
    prompts: int
    problems: tuple[str, ...]
    unreached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A conversation as it was first met, and the inputs that led to it."""

    conversation: Conversation
    path: tuple[str, ...]
    is_first: bool = True
    """Not a variant of a place that was met before."""


@dataclass(slots=True)
class _Seen:
    ways: set[Way] = field(default_factory=set[Way])
    said: set[str] = field(default_factory=set[str])
    routes: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    spoken: set[Any] = field(default_factory=set[Any])
    problems: dict[str, str] = field(default_factory=dict[str, str])


def walk_all(catalog: Catalog, answers: Answers | None = None) -> WalkReport:
    """Walk everything; by default with `answers` made from the catalog's practice."""
    return _Walker(catalog, answers).report()


class _Walker:
    def __init__(self, catalog: Catalog, answers: Answers | None) -> None:
        today = local(BEGINS, catalog.practice.zone).date()
        self._seen = _Seen()
        self._catalog = catalog
        self._answers = answers or sample_answers(catalog, today)
        self._inputs = sample_inputs(catalog, today)
        self._edges = 0
        self._known: set[tuple[Any, Any]] = set()
        self._variants: dict[Any, int] = {}
        self._from: dict[Any, set[Any]] = {}

    def report(self) -> WalkReport:
        """Walk, and tell."""
        first = Conversation(ConversationId("cnv_walk"), lang=self._catalog.texts.langs[0])
        todo = deque([_Place(first, ())])
        self._variant(self._key(first))
        while todo and len(self._known) < MAX_STATES:
            place = todo.popleft()
            here = self._key(place.conversation)[0]
            for name, after in self._leave(place):
                state = self._key(after)
                self._from.setdefault(state[0], set()).add(here)
                number = self._variant(state)
                if number:
                    todo.append(_Place(after, (*place.path, name), number == 1))
        if todo:
            self._seen.problems["endless"] = f"more than {MAX_STATES} states: something grows"
        self._see_that_all_end()
        return WalkReport(
            len(self._known),
            self._edges,
            len(self._seen.said),
            tuple(self._seen.problems.values()),
            tuple(self._unreached()),
        )

    def _see_that_all_end(self) -> None:
        """From every place some path leads to where nothing is open."""
        ended = {place for place in self._variants if place[_ROOTS] == 0}
        todo = list(ended)
        while todo:
            before = self._from.get(todo.pop(), set()) - ended
            ended |= before
            todo.extend(before)
        for place in self._variants.keys() - ended:
            self._seen.problems[f"no end {place}"] = f"no path ends from {place}"

    def _variant(self, state: tuple[Any, Any]) -> int:
        """Which variant of its place a state is, from 1; 0 when it was met or is one too many."""
        number = self._variants.get(state[0], 0) + 1
        if state in self._known or number > MAX_VARIANTS:
            return 0
        self._variants[state[0]] = number
        self._known.add(state)
        return number

    # --- from one state ---

    def _leave(self, place: _Place) -> Iterator[tuple[str, Conversation]]:
        """Every way on from here, with what it is called."""
        has_all = place.is_first and _is_plain(place.conversation)
        was = msgspec.json.encode(place.conversation)
        for one in self._inputs:
            if not (has_all or one.is_common):
                continue
            at = (place.conversation.touched_at or BEGINS) + one.after
            event = at_turn(one.make(at), place.conversation.turn)
            counts: list[int] = []
            for choices in self._branches(counts):
                name = one.name + (f" {choices}" if any(choices) else "")
                result = self._try(place, event, choices, (name, counts))
                if result is not None:
                    yield name, result.conversation
            if msgspec.json.encode(place.conversation) != was:
                self._complain(one.name, "changes the conversation that it was given")

    def _branches(self, counts: list[int]) -> Iterator[Choices]:
        """The usual answers to all, then each other answer to one of them.

        Args:
            counts: how many sorts of answer each request of the turn has, once it was taken.
        """
        yield ()
        for position, count in enumerate(tuple(counts)):
            for other in range(1, count):
                yield (*(0,) * position, other)

    def _try(
        self, place: _Place, event: Event, choices: Choices, named: tuple[str, list[int]]
    ) -> TurnResult | None:
        """Take one edge, with everything that must hold at it."""
        self._edges += 1
        name, counts = named
        where = " > ".join((*place.path, name))
        before = place.conversation
        answered = _Answered(self._answers, choices)
        try:
            result = take_turn(self._catalog, before, event, answered)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            self._complain(where, f"raises {type(error).__name__}: {error}")
            return None
        finally:
            counts[:] = answered.counts if not choices else counts
        edge = Edge(self._catalog, before, event, result)
        for complaint in checks.complaints(edge):
            self._complain(where, complaint)
        self._again(edge, choices, where)
        self._note(edge)
        self._in_other_languages(edge, choices, where)
        return result

    def _again(self, edge: Edge, choices: Choices, where: str) -> None:
        """The same turn once more, once for all that take the same way and say the same."""
        route = (*edge.stops, *edge.said)
        if route in self._seen.routes:
            return
        self._seen.routes.add(route)
        answered = _Answered(self._answers, choices)
        if take_turn(self._catalog, edge.before, edge.event, answered) != edge.result:
            self._complain(where, "is not the same when taken twice")

    def _in_other_languages(self, edge: Edge, choices: Choices, where: str) -> None:
        """The same turn in each other language, once for all that is said alike at a question."""
        top = edge.before.frames[-1:]
        spoken = (edge.said, *((frame.dialog, frame.asked) for frame in top))
        if not edge.said or spoken in self._seen.spoken:
            return
        self._seen.spoken.add(spoken)
        for lang in self._catalog.texts.langs:
            if lang is edge.before.lang:
                continue
            before = replace(edge.before, lang=lang)
            answered = _Answered(self._answers, choices)
            result = take_turn(self._catalog, before, edge.event, answered)
            other = Edge(self._catalog, before, edge.event, result)
            for complaint in (*checks.complaints(other), *checks.unlike(edge, other)):
                self._complain(f"{where} ({lang.value})", complaint)

    def _complain(self, where: str, what: str) -> None:
        """One problem is told once, with the shortest way to it."""
        self._seen.problems.setdefault(what, f"{where}: {what}")

    # --- what was met ---

    def _note(self, edge: Edge) -> None:
        self._seen.said.update(edge.said)
        tracker = Tracker(self._catalog.dialogs, edge.before.frames)
        tracker.follow(edge.stops)
        self._seen.ways |= tracker.taken

    def _unreached(self) -> Iterator[str]:
        """Every way of every machine that no path takes, and every field that no example fills."""
        said = {fact.kind for one in self._inputs for fact in _facts_of(one)}
        for dialog in self._catalog.dialogs.values():
            for node in heard_in(dialog):
                if not node.kind.expects & said:
                    yield f"{dialog.name}.{node.name} is filled by no example of samples.py"
        for dialog, way in left_out(self._catalog.dialogs.values(), self._seen.ways):
            yield f"{dialog}: nothing leads from {way.source} to {way.target} ({way.label})"

    # --- what makes a state ---

    def _key(self, conversation: Conversation) -> tuple[Any, Any]:
        """The place, and what makes a variant of it."""
        frames = conversation.frames
        top = _top_root(frames)
        talk, roots = frames[top:], [frame for frame in frames if not frame.returns_to]
        last = talk[-1] if talk and conversation.owner is Owner.BOT else None
        is_alone = last is not None and len(roots) == 1 and not last.tries
        place = (
            conversation.owner,
            len(roots),
            (last.dialog, last.asked, last.tries) if last else None,
            self._standing(last) if last and is_alone else None,
        )
        variant = (
            conversation.subject is not None,
            bool(conversation.kept) + 2 * any(frame.second for frame in frames),
            bool(conversation.parked) + conversation.has_forgotten,
            tuple(frame.dialog for frame in frames),
            tuple((bool(frame.undo), self._has_heard(frame)) for frame in talk),
        )
        return place, variant

    def _standing(self, frame: Frame) -> Any:
        """The question of a dialog and what is known of that matters for its ways on."""
        dialog = self._catalog.dialogs[frame.dialog]
        view, _ = walk(dialog, frame.data)
        values = view.__dict__
        guards = {guard.field.name for node in dialog.order for guard in node.guards}
        return tuple(
            (node.name, values[node.name] if node.name in guards else _sort_of(values[node.name]))
            for node in dialog.order
            if node.name in values and not isinstance(node, Listen)
        )

    def _has_heard(self, frame: Frame) -> bool:
        nodes = self._catalog.dialogs[frame.dialog].nodes
        return any(isinstance(nodes.get(name), Listen) for name in frame.data)


def _is_plain(conversation: Conversation) -> bool:
    """Everything is tried where one dialog is open and nothing went wrong; else what is common."""
    is_fresh = all(frame.tries == 0 for frame in conversation.frames)
    return is_fresh and not _top_root(conversation.frames)


def _facts_of(one: Input) -> tuple[Fact, ...]:
    event = one.make(BEGINS)
    return event.understood.facts if isinstance(event, Heard | StaffDid) else ()


def _top_root(frames: tuple[Frame, ...]) -> int:
    """Where the dialog that interrupted last begins in the stack."""
    roots = [number for number, frame in enumerate(frames) if not frame.returns_to]
    return roots[-1] if roots else 0


def _sort_of(value: Any) -> Any:
    """What matters of a value that no guard reads: not which day, but that there is one."""
    return value.fits if isinstance(value, FindSlotsResult) else value is not None


class _Answered:
    """Answers a turn's queries and commands by the choices; the usual answer after them."""

    def __init__(self, answers: Answers, choices: Choices) -> None:
        self._answers, self._choices = answers, choices
        self.counts: list[int] = []

    def __call__(self, what: "Query[Any] | Command[Any]") -> Any:
        options: Sequence[Any] = self._answers(what)
        position = len(self.counts)
        self.counts.append(len(options))
        choice = self._choices[position] if position < len(self._choices) else 0
        return options[min(choice, len(options) - 1)]
