"""A dialog as the state machine that it is: where it can stand, and every way on.

For drawing, for checking that all of it is walked, and for the staff who ask "where is this
talk". Made from the fields; nothing here is used to run a turn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast, get_type_hints

from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AChoice
from assistant.engine.nodes import (
    Ask,
    Begin,
    End,
    Given,
    Guard,
    Handoff,
    Leave,
    Let,
    Listen,
    Node,
    Require,
    all_guards,
    is_implied,
)  # fmt: skip
from assistant.engine.walk import derived_below

START_STATE = "start"
"""The state before the first field."""
END_STATE = "end"
"""The state after the last field, and after an edge to `END`."""
_GOOD = {
    "ask": "answer",
    "require": "answer",
    "choose": "pick",
    "confirm": "yes",
    "look": "found",
    "do": "done",
    "call": "result",
}
"""What leads on to the next field, by kind of state; the other kinds pass without waiting."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a dialog can stand.

    `name` is its field's. `kind`: ask, require, choose, confirm, look, do, call, tell, notify,
    become, begin, leave; or start, end, handoff. `waits`: the patient has the word.
    """

    name: str
    kind: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one state to another.

    `outcome` names it: "answer", "pick", "yes", "found", "done", "result", a declared edge's name,
    or "" where nothing is waited for. `guard`: what must hold for it, in words; "" for nothing.
    """

    source: str
    outcome: str
    target: str
    guard: str = ""

    @property
    def label(self) -> str:
        """Outcome and guard as they are written at an arrow."""
        return " ".join(
            part for part in (self.outcome, f"[{self.guard}]" * bool(self.guard)) if part
        )


@dataclass(frozen=True, slots=True)
class Machine:
    """All states and transitions of a dialog, in the order of its fields."""

    dialog: type[Dialog[Any]]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]


def compile(dialog: type[Dialog[Any]]) -> Machine:  # noqa: A001 (a dialog is compiled)
    """The machine of a dialog: finite, and the same for the same dialog.

    Beyond what it holds, a correction leads from anywhere back to the field that it changes, "never
    mind" ends it, and an unanswered question goes to a person after the dialog's `tries`.
    """
    stops = tuple(node for node in dialog.order if _is_stop(node))
    found: list[Transition] = list(_onward(START_STATE, "", (), stops))
    for index, node in enumerate(stops):
        found.extend(_good(dialog, node, stops[index + 1 :]))
        found.extend(
            Transition(node.name, outcome, _name_of(dialog, target))
            for outcome, target in node.edges().items()
        )
    return Machine(dialog, _states(stops, found), tuple(found))


def kind_of(node: Node) -> str:
    """The word for a field's kind: ask, choose, look ..."""
    return type(node).__name__.lower()


def handoff_state(target: Handoff) -> str:
    """The name of the state that stands for a person, by reason."""
    return f"handoff:{target.reason.value}"


def _is_stop(node: Node) -> bool:
    """Can a walk stop there? What is only heard, set or worked out is no state."""
    return not isinstance(node, Listen | Given | Let)


def _good(dialog: type[Dialog[Any]], node: Node, below: tuple[Node, ...]) -> Iterable[Transition]:
    """The ways on when all goes well."""
    outcome = _GOOD.get(kind_of(node), "")
    if isinstance(node, Begin):
        return [Transition(node.name, f"the dialog for {node.field.name}", END_STATE)]
    if isinstance(node, Leave):
        return []
    if isinstance(node, Require):
        return [Transition(node.name, outcome, _name_of(dialog, node.target))]
    return _onward(node.name, outcome, all_guards(node), below)


def _name_of(dialog: type[Dialog[Any]], target: Any) -> str:
    """Where an edge leads: back to a field that is only heard means to what follows from it."""
    if isinstance(target, Handoff):
        return handoff_state(target)
    if isinstance(target, End):
        return END_STATE
    if _is_stop(target):
        return target.name
    again = derived_below(dialog, target.name)
    return next((name for name in again if _is_stop(dialog.nodes[name])), END_STATE)


def _states(stops: tuple[Node, ...], transitions: list[Transition]) -> tuple[State, ...]:
    inner = (State(node.name, kind_of(node), node.waits) for node in stops)
    persons = dict.fromkeys(t.target for t in transitions if t.target.startswith("handoff:"))
    outer = (State(name, "handoff") for name in persons)
    return (State(START_STATE, "start"), *inner, *outer, State(END_STATE, "end"))


def _onward(
    source: str, outcome: str, holds: tuple[Guard, ...], below: tuple[Node, ...]
) -> list[Transition]:
    """The ways on from a field: to each field that may be the next, with its guards."""
    passed: list[set[Guard]] = []
    found: list[Transition] = []
    for node in below:
        new = tuple(guard for guard in all_guards(node) if not is_implied(guard, holds))
        if any(_is_excluded(guard, holds) for guard in new):
            continue
        if any(skipped <= set(new) for skipped in passed):
            continue
        found.append(Transition(source, outcome, node.name, " and ".join(map(_words, new))))
        if not new:
            return found
        passed.append(set(new))
        if _leave_nothing(passed):
            return found
    found.append(Transition(source, outcome, END_STATE, "else" if passed else ""))
    return found


def _leave_nothing(passed: list[set[Guard]]) -> bool:
    """Do the guards of the fields passed by, each alone, admit every value of a yes/no or enum?"""
    alone = [guard for guards in passed if len(guards) == 1 for guard in guards]
    for guard in alone:
        said = {value for other in alone if other.field is guard.field for value in other.values}
        every = _every_value(guard.field)
        if every and every <= said:
            return True
    return False


def _every_value(field: Node) -> set[Any]:
    kind: Any = None
    if isinstance(field, Let):
        kind = get_type_hints(cast("Let[Any]", field).function)["return"]
    elif isinstance(field, Ask) and isinstance(field.kind, AChoice):
        kind = field.kind.holds()
    if kind is bool:
        return {True, False}
    return set(kind) if isinstance(kind, type) and issubclass(kind, Enum) else set()


def _is_excluded(guard: Guard, holds: tuple[Guard, ...]) -> bool:
    return any(h.field is guard.field and not set(h.values) & set(guard.values) for h in holds)


def _words(guard: Guard) -> str:
    values = " or ".join(_word(value) for value in guard.values)
    return f"{guard.field.name} = {values}"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value) if isinstance(value, Enum) else str(value)
