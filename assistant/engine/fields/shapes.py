"""What a dialog's stored records look like: one line a field, for the lock and for answers in flight.

Two versions whose lines are the same read each other's records. Start reading at `shape`.
"""

import re
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints
from zlib import crc32

from assistant.engine.nodes import Ask, Call, Choose, Do, Let, Listen, Look, Node, Require

_ENUM = re.compile(r"(\w+)\(([^)]*)\)")
SAID = frozenset({"ask", "listen", "given", "call"})
"""Sorts of field whose value came from a person."""
STORED_FACTS = frozenset({"ask", "listen", "given", "call", "do", "notify", "become"})
"""Sorts of field whose stored value cannot be found again: what was said, and what was done."""


def shape(order: Iterable[Node], types: dict[str, Any]) -> dict[str, str]:
    """A line for each field that a stored record may name, in order of the fields.

    It says what sort of field it is, what it holds, and when it is there:
    `ask ABirthDate -> date if missing in birth-date, last-name`.
    """
    return {
        node.name: asked_as(node, types) + _condition(node)
        for node in order
        if not isinstance(node, Let)
    }


def asked_as(node: Node, types: dict[str, Any]) -> str:
    """A field's line without its guards: while it is the same, an answer to it means the same."""
    words = [type(node).__name__.lower()]
    if isinstance(node, Ask | Listen):
        words.append(type(node.kind).__name__)
    if isinstance(node, Require):
        words.append(node.target.name)
    if isinstance(node, Call):
        words.append(node.dialog.__name__)
    if isinstance(node, Look | Do):
        request = get_type_hints(cast("Look[Any] | Do[Any]", node).function).get("return")
        words.append(str(getattr(request, "__name__", request)))
    if isinstance(node, Choose):
        words.append(node.source.name)
    if node.name in types:
        words.append(f"-> {words_of(types[node.name])}")
    return " ".join(words)


def holds(line: str) -> str:
    """The type that a field's line names; "" when it holds nothing."""
    return line.partition(" -> ")[2].partition(" if ")[0]


def meaning(line: str) -> str:
    """How a field's value is read and of what type it is, whatever sort of field has it."""
    return line.partition(" ")[2].partition(" if ")[0]


def sort_of(line: str) -> str:
    """The sort of field that a line names: ask, listen, do ..."""
    return line.partition(" ")[0]


_OR_NONE = " | None"


def reads(now: str, before: str) -> bool:
    """Does what `now` names read all that was stored as `before`?

    An enum may have grown, and a value become one that may be missing.
    """
    if not before.endswith(_OR_NONE):
        now = now.removesuffix(_OR_NONE)
    if _ENUM.sub(r"\1", now) != _ENUM.sub(r"\1", before):
        return False
    grown = zip(_ENUM.findall(before), _ENUM.findall(now), strict=True)
    return all(set(old[1].split(", ")) <= set(new[1].split(", ")) for old, new in grown)


def _condition(node: Node) -> str:
    tests = (
        f"{guard.field.name} in {', '.join(map(_value, guard.values))}" for guard in node.guards
    )
    return f" if {' and '.join(tests)}" if node.guards else ""


def _value(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def words_of(kind: Any) -> str:
    """A type in words; a record's with a fingerprint of its fields, an enum's with its values."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return " | ".join(words_of(part) for part in get_args(kind))
    if origin is not None:
        parts = ("..." if part is Ellipsis else words_of(part) for part in get_args(kind))
        return f"{origin.__name__}[{', '.join(parts)}]"
    if kind is NoneType or kind is None:
        return "None"
    name = str(getattr(kind, "__name__", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"{name}({', '.join(str(member.value) for member in kind)})"
    if isinstance(kind, type) and is_dataclass(kind):
        return f"{name}{_fingerprint(kind)}"
    return name


def _fingerprint(record: type) -> str:
    """Of the fields that a stored one must have; those with a default may come and go."""
    hints = get_type_hints(record)
    needed = [f for f in fields(record) if f.default is MISSING and f.default_factory is MISSING]
    found = ", ".join(f"{f.name}: {words_of(hints[f.name])}" for f in needed)
    return f"#{crc32(found.encode()):08x}" if found else ""
