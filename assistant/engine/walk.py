"""The walk: from a dialog's data to the field where it stands. Nothing else moves the position."""

from functools import cache
from typing import Any, NamedTuple, cast

from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Ask, Choose, Do, Let, Listen, Node, Require, Role


class _Field(NamedTuple):
    """One field as the walk needs it: `guards` by name of the field they look at."""

    node: Node
    name: str
    role: Role
    guards: tuple[tuple[str, tuple[Any, ...]], ...]
    of: Any
    """The default of what is heard, the function of what is computed, the name of what is required."""


@cache
def _plan(dialog: type[Dialog[Any]]) -> tuple[_Field, ...]:
    """The dialog's fields, worked out once: a turn walks several times."""
    return tuple(
        _Field(
            node,
            node.name,
            node.role,
            tuple((guard.field.name, guard.values) for guard in node.guards),
            _of(node),
        )
        for node in dialog.order
    )


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
        if role is Role.STORED:
            if name not in data:
                return view, node
            values[name] = data[name]
        elif role is Role.HEARD:
            values[name] = data.get(name, of)
        elif role is Role.COMPUTED:
            values[name] = of(view)
        elif values.get(of) is None:
            return view, node
    return view, None


def _hold(guards: tuple[tuple[str, tuple[Any, ...]], ...], values: dict[str, Any]) -> bool:
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
def listened_in(dialog: type[Dialog[Any]]) -> tuple[Listen, ...]:
    """The fields that are heard and never asked for, in order."""
    return tuple(node for node in dialog.order if isinstance(node, Listen))


@cache
def chosen_in(dialog: type[Dialog[Any]]) -> tuple[Choose, ...]:
    """The fields that hold a pick, in order."""
    return tuple(node for node in dialog.order if isinstance(node, Choose))
