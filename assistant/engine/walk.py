"""The walk: from a dialog's data to the field where it stands. Nothing else moves the position."""

from functools import cache
from typing import Any, cast

from assistant.domain.facts import FactKind
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Ask, Choose, Do, Let, Listen, Node, Require, Role

_Guards = tuple[tuple[str, tuple[Any, ...]], ...]
"""The names of the fields that must hold one of these values each."""
_Field = tuple[Node, str, Role, _Guards, Any]
"""One field as the walk needs it: itself, its name and role, its guards, and what it is made of:
the default of what is heard, the function of what is computed, the name of what is required."""
_STORED, _HEARD, _COMPUTED = Role.STORED, Role.HEARD, Role.COMPUTED
"""A member is slow to look up, and the walk asks dozens of times in a turn."""


@cache
def _plan(dialog: type[Dialog[Any]]) -> tuple[_Field, ...]:
    """The dialog's fields, worked out once: a turn walks several times."""
    return tuple((node, node.name, node.role, _guards(node), _of(node)) for node in dialog.order)


def _guards(node: Node) -> _Guards:
    return tuple((guard.field.name, guard.values) for guard in node.guards)


def _of(node: Node) -> Any:
    match node.role:
        case Role.HEARD:
            return cast(Listen, node).default
        case Role.COMPUTED:
            return cast("Let[Any]", node).function
        case Role.REQUIRED:
            return cast(Require, node).target.name
        case _:
            return None


_MISSING = object()


def walk(dialog: type[Dialog[Any]], data: dict[str, Any]) -> tuple[Any, Node | None]:
    """The record as far as it is filled, and the first open field (None: at the end).

    A field whose guard does not hold is not there: its value, if it has one, is not read but
    is kept, and counts again when the patient turns back.
    """
    view: Any = object.__new__(dialog)
    values: dict[str, Any] = view.__dict__
    for node, name, role, guards, of in _plan(dialog):
        if guards and not _hold(guards, values):
            continue
        if role is _STORED:
            if name not in data:
                return view, node
            values[name] = data[name]
        elif role is _HEARD:
            values[name] = data.get(name, of)
        elif role is _COMPUTED:
            values[name] = of(view)
        elif values.get(of) is None:
            return view, node
    return view, None


def _hold(guards: _Guards, values: dict[str, Any]) -> bool:
    for name, allowed in guards:
        value = values.get(name, _MISSING)
        if value is _MISSING or value not in allowed:
            return False
    return True


@cache
def derived_below(dialog: type[Dialog[Any]], name: str) -> tuple[str, ...]:
    """Fields below `name` that go when it changes: what was looked up, chosen or confirmed."""
    return tuple(
        node.name
        for node in _below(dialog, name)
        if node.derived or (isinstance(node, Do) and not node.is_wall)
    )


def is_behind_wall(dialog: type[Dialog[Any]], data: dict[str, Any], name: str) -> bool:
    """Is a finished command below that field, so that it may not change any more?"""
    return not data.keys().isdisjoint(_walls_below(dialog, name))


@cache
def _walls_below(dialog: type[Dialog[Any]], name: str) -> tuple[str, ...]:
    below = _below(dialog, name)
    return tuple(node.name for node in below if isinstance(node, Do) and node.is_wall)


def _below(dialog: type[Dialog[Any]], name: str) -> tuple[Node, ...]:
    """The fields after that one."""
    names = [node.name for node in dialog.order]
    return dialog.order[names.index(name) + 1 :] if name in names else ()


@cache
def heard_in(dialog: type[Dialog[Any]]) -> tuple[Ask | Listen, ...]:
    """The fields that a patient's words can fill, in order."""
    return tuple(node for node in dialog.order if isinstance(node, Ask | Listen))


@cache
def kinds_heard_in(dialog: type[Dialog[Any]]) -> frozenset[FactKind]:
    """The kinds of fact that one of those fields may be filled with."""
    return frozenset(kind for node in heard_in(dialog) for kind in node.kind.expects)


@cache
def listened_in(dialog: type[Dialog[Any]]) -> tuple[Listen, ...]:
    """The fields that are heard and never asked for, in order."""
    return tuple(node for node in dialog.order if isinstance(node, Listen))


@cache
def chosen_in(dialog: type[Dialog[Any]]) -> tuple[Choose, ...]:
    """The fields that hold a pick, in order."""
    return tuple(node for node in dialog.order if isinstance(node, Choose))
