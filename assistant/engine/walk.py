"""The walk: from a dialog's data to the field where it stands. Nothing else moves the position."""

from typing import Any, cast

from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Do, Guard, Let, Listen, Node, Require, Role


def walk(dialog: type[Dialog[Any]], data: dict[str, Any]) -> tuple[Any, Node | None]:
    """The record as far as it is filled, and the first open field (None: at the end).

    A field whose guard does not hold is not there: its value, if it has one, is not read but
    is kept, and counts again when the patient turns back.
    """
    view: Any = object.__new__(dialog)
    values: dict[str, Any] = view.__dict__
    for node in dialog.order:
        if node.guards and not all(_holds(guard, values) for guard in node.guards):
            continue
        name, role = node.name, node.role
        if role is Role.STORED:
            if name not in data:
                return view, node
            values[name] = data[name]
        elif role is Role.HEARD:
            values[name] = data[name] if name in data else cast(Listen, node).default
        elif role is Role.COMPUTED:
            values[name] = cast("Let[Any]", node).function(view)
        elif values.get(cast(Require, node).target.name) is None:
            return view, node
    return view, None


def _holds(guard: Guard, values: dict[str, Any]) -> bool:
    name = guard.field.name
    return name in values and values[name] in guard.values


def derived_below(dialog: type[Dialog[Any]], name: str) -> list[str]:
    """Fields below `name` that go when it changes: what was looked up, chosen or confirmed."""
    below = False
    found: list[str] = []
    for node in dialog.order:
        if below and (node.derived or (isinstance(node, Do) and not node.is_wall)):
            found.append(node.name)
        below = below or node.name == name
    return found


def is_behind_wall(dialog: type[Dialog[Any]], data: dict[str, Any], name: str) -> bool:
    """Is a finished command below that field, so that it may not change any more?"""
    below = False
    for node in dialog.order:
        if below and isinstance(node, Do) and node.is_wall and node.name in data:
            return True
        below = below or node.name == name
    return False
