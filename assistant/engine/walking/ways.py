"""Which ways of the dialogs' machines a talk took, told from the stops that the journal keeps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from assistant.engine.conversation import Frame
from assistant.engine.dialog import Dialog
from assistant.engine.machine import END_STATE, START_STATE, Machine, Transition
from assistant.engine.machine import compile as machine_of
from assistant.engine.nodes import Begin, Call, Choose, End

Way = tuple[str, str, str]
"""(dialog, from, to) for a way on, other times included; (dialog, from, ":outcome") for an edge."""


class Tracker:
    """Follows the stops of one talk; `taken` are the ways seen so far."""

    def __init__(
        self, dialogs: Mapping[str, type[Dialog[Any]]], frames: Sequence[Frame] = ()
    ) -> None:
        """`frames`: where the talk stands at first."""
        self.taken: set[Way] = set()
        self._dialogs = dialogs
        above = [*(frame.returns_to for frame in frames[1:]), ""][: len(frames)]
        self._stack = [
            (frame.dialog, called_at or frame.asked or START_STATE)
            for frame, called_at in zip(frames, above, strict=True)
        ]

    def follow(self, stops: Iterable[str]) -> None:
        """Take a turn's stops, in order."""
        for stop in stops:
            dialog, _, place = stop.partition(".")
            field, _, edge = place.partition(":")
            self._come_to(dialog, field, edge)

    def _come_to(self, dialog: str, field: str, edge: str) -> None:
        while self._stack and dialog in dict(self._stack) and self._stack[-1][0] != dialog:
            self._stack.pop()
        if not self._stack or self._stack[-1][0] != dialog:
            self._stack.append((dialog, START_STATE))
        before = self._stack.pop()[1]
        if edge:
            self.taken.add((dialog, field, f":{edge}"))
            self._stack.append((dialog, field))
            return
        self.taken.add((dialog, before, field or END_STATE))
        known = self._dialogs.get(dialog)
        if known is not None and isinstance(known.nodes.get(field), Begin):
            self.taken.add((dialog, field, END_STATE))
        elif field:
            self._stack.append((dialog, field))


def left_out(
    dialogs: Iterable[type[Dialog[Any]]], taken: Set[Way]
) -> Iterator[tuple[str, Transition]]:
    """Ways that are not among those taken and could be, each with its dialog's name."""
    for dialog in dialogs:
        machine = machine_of(dialog)
        for way in machine.transitions:
            if not is_taken(machine, way, taken) and _can_be(dialog, way):
                yield dialog.name, way


def is_taken(machine: Machine, way: Transition, taken: Set[Way]) -> bool:
    """Was this way of the machine taken?"""
    name, node = machine.dialog.name, machine.dialog.nodes.get(way.source)
    is_offered_again = isinstance(node, Choose) and way.outcome == "none"
    if node is not None and way.outcome in node.edges() and not is_offered_again:
        return (name, way.source, f":{way.outcome}") in taken
    return (name, way.source, way.target) in taken


def _can_be(dialog: type[Dialog[Any]], way: Transition) -> bool:
    """A called dialog that always has a result never takes its caller's way `none`."""
    node = dialog.nodes.get(way.source)
    return not (isinstance(node, Call) and way.outcome == "none") or _may_end_empty(node.dialog)


def _may_end_empty(dialog: type[Dialog[Any]]) -> bool:
    """Can it end with nothing, so that its caller takes the way `none`?"""
    inner = (node for node in dialog.order if isinstance(node, Call))
    return any(
        isinstance(target, End) for node in dialog.order if not isinstance(node, Call)
        for target in node.edges().values()
    ) or any(isinstance(node.none, End) and _may_end_empty(node.dialog) for node in inner)  # fmt: skip
