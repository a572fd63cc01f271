"""A dialog is a typed record; its fields, read top to bottom, are its states.

The current state is where a walk over the fields stops. Over-answering, corrections, "back" and
a staff member's edits need no code in a dialog: each is "change the data, walk again".

Importing a broken dialog fails with the file, the line and what to do.
"""

import dis
import inspect
from datetime import timedelta
from enum import Enum
from types import CodeType
from typing import Any, ClassVar, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from assistant.domain.consent import MessageKind
from assistant.domain.effects import Command, Query
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import FactKind
from assistant.engine.nodes import (
    Ask,
    Call,
    Choose,
    Confirm,
    Do,
    End,
    Given,
    Guard,
    Handoff,
    Let,
    Listen,
    Look,
    Node,
)  # fmt: skip

Result_co = TypeVar("Result_co", covariant=True)


class Dialog(Generic[Result_co]):
    """Base of all dialogs.

    Class arguments:
        version: raised whenever the fields' names or types change.
        tries: unanswered questions in a row before a person takes over.
        expires: after so long a silence the times once offered are looked up again.
        wants: words of intent (`FactKind.WANT`) that begin it.
        hints: kinds of fact that begin it when no want was said.
        on: kinds of fact that begin it before any dialog is asked (the guards, in `guards.py`).
        digression: answers within another dialog's turn and leaves no trace.
        yields: wants that, while it is open, end it and begin what they want instead.
        drops: wants that, while it is open, mean "never mind this".
        speaks: what kind of message its texts make.
        answers: placeholders of its texts that a practice's own answer fills.
    """

    version: ClassVar[int]
    tries: ClassVar[int]
    expires: ClassVar[timedelta]
    wants: ClassVar[tuple[str, ...]]
    hints: ClassVar[tuple[FactKind, ...]]
    on: ClassVar[tuple[FactKind, ...]]
    digression: ClassVar[bool]
    drops: ClassVar[tuple[str, ...]]
    yields: ClassVar[tuple[str, ...]]
    speaks: ClassVar[MessageKind]
    answers: ClassVar[tuple[str, ...]]
    name: ClassVar[str]
    folder: ClassVar[str]
    nodes: ClassVar[dict[str, Node]] = {}
    order: ClassVar[tuple[Node, ...]]
    types: ClassVar[dict[str, Any]]

    def __init_subclass__(
        cls,
        *,
        version: int,
        tries: int = 3,
        expires: timedelta = timedelta(hours=24),
        wants: tuple[str, ...] = (),
        hints: tuple[FactKind, ...] = (),
        on: tuple[FactKind, ...] = (),
        digression: bool = False,
        drops: tuple[str, ...] = (),
        yields: tuple[str, ...] = (),
        speaks: MessageKind = MessageKind.REPLY,
        answers: tuple[str, ...] = (),
    ) -> None:
        """Collect the fields in order and refuse a record that cannot work."""
        super().__init_subclass__()
        found: dict[str, Node] = {}
        for key, value in vars(cls).items():
            if isinstance(value, Node):
                value.name = key
                if key in Dialog.__annotations__:
                    _fail(
                        cls, value, f"{key!r} is a word of every dialog; call the field otherwise"
                    )
                found[key] = value
        cls.version, cls.tries, cls.expires = version, tries, expires
        cls.wants, cls.hints, cls.on = wants, hints, on
        cls.drops, cls.yields = drops, yields
        cls.digression, cls.speaks, cls.answers = digression, speaks, answers
        cls.name = cls.__name__.lower()
        cls.folder = _folder(cls.__module__)
        cls.nodes = found
        cls.order = tuple(cls.nodes.values())
        cls.types = _types(cls)
        _check(cls)

    def result(self) -> Result_co:
        """What a caller gets when the walk has reached the end."""
        return cast(Result_co, None)


def _folder(module: str) -> str:
    """The folder under dialogs/ that holds its texts; elsewhere the module's own name."""
    parts = module.split(".")
    return parts[1] if parts[0] == "dialogs" and len(parts) > 1 else parts[-1]


def _types(cls: type[Dialog[Any]]) -> dict[str, Any]:
    """The type of each field that is stored, for reading it back."""
    hints = get_type_hints(cls)
    found: dict[str, Any] = {}
    for name, node in cls.nodes.items():
        if isinstance(node, Look | Do):
            found[name] = _result_of(get_type_hints(node.function).get("return"))
        elif isinstance(node, Ask | Listen | Given | Choose | Confirm | Call):
            found[name] = hints.get(name, Any)
        elif not isinstance(node, Let):
            found[name] = bool
    return found


def _result_of(request: Any) -> Any:
    """`X` of a query or command class that is declared as `Query[X]`."""
    for base in getattr(request, "__orig_bases__", ()):
        if get_origin(base) in {Query, Command}:
            return get_args(base)[0]
    return Any


def _check(cls: type[Dialog[Any]]) -> None:
    """Names above, ways back up, outcomes mapped, enums exhausted."""
    above: set[str] = set()
    for node in cls.order:
        for guard in node.guards:
            _check_guard(cls, node, guard, above)
        if isinstance(node, Look | Let | Do):
            _check_reads(cls, cast(Node, node), above)
        if isinstance(node, Do):
            _check_outcomes(cls, cast("Do[Any]", node))
        for outcome, target in cast(Node, node).edges().items():
            _check_target(cls, cast(Node, node), outcome, target, above)
        if isinstance(node, Choose) and node.source.name not in above:
            _fail(cls, node, f"chooses from {node.source.name}, which is not above it")
        above.add(node.name)


def _check_guard(cls: type[Dialog[Any]], node: Node, guard: Guard, above: set[str]) -> None:
    if guard.field.name not in above:
        _fail(cls, node, f"stands behind a `when` on {guard.field.name!r}, which is not above it")
    source: Any = guard.field
    if not isinstance(source, Let):
        return
    function = cast("Let[Any]", source).function
    kind = get_type_hints(function).get("return")
    if isinstance(kind, type) and issubclass(kind, Enum):
        for value in guard.values:
            if not isinstance(value, kind):
                _fail(cls, node, f"{value!r} is not a {kind.__name__}")


def _check_reads(cls: type[Dialog[Any]], node: Node, above: set[str]) -> None:
    for name in _read_by(cast("Let[Any]", node).function.__code__):
        if name in cls.nodes and name not in above:
            _fail(cls, node, f"reads {name!r}, which is not above it")


def _read_by(code: CodeType) -> set[str]:
    """Names that a function reads from `self`, its inner functions included."""
    found: set[str] = set()
    before = ""
    for step in dis.get_instructions(code):
        if before == "self" and step.opname in {"LOAD_ATTR", "LOAD_METHOD"}:
            found.add(str(step.argval))
        before = str(step.argval) if step.opname in {"LOAD_FAST", "LOAD_DEREF"} else ""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= _read_by(inner)
    return found


def _check_outcomes(cls: type[Dialog[Any]], node: Do[Any]) -> None:
    command = get_type_hints(node.function).get("return")
    expected = set(getattr(command, "outcomes", ()))
    missing, unknown = expected - set(node.outcomes), set(node.outcomes) - expected
    if missing:
        _fail(cls, node, f"says nothing of the outcome(s) {', '.join(sorted(missing))}")
    if unknown:
        _fail(
            cls, node, f"names outcome(s) its command does not have: {', '.join(sorted(unknown))}"
        )


def _check_target(
    cls: type[Dialog[Any]], node: Node, outcome: str, target: Any, above: set[str]
) -> None:
    if isinstance(target, Handoff | End):
        return
    if not isinstance(target, Node) or target.name not in above:
        _fail(cls, node, f"{outcome}= must name a field above it, Handoff(...) or END")


def _fail(cls: type[Dialog[Any]], node: Node, why: str) -> None:
    place = f"{cls.__module__}.{cls.__name__}.{node.name}"
    function = getattr(node, "function", None)
    if function is not None:
        code = function.__code__
        place = f"{code.co_filename}:{code.co_firstlineno}: {place}"
    else:
        place = f"{inspect.getsourcefile(cls)}: {place}"
    raise ConfigurationError(f"{place} {why}")
