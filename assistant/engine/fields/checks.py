"""What can be wrong with a dialog's fields, found when it is imported: file, line, what to do.

Words are checked elsewhere (`texts.py`), once the languages of the practice are known.
"""

import dis
from collections.abc import Iterable
from difflib import get_close_matches
from enum import Enum
from types import CodeType, NoneType, UnionType
from typing import Any, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from assistant.domain.effects import Command, Query
from assistant.domain.errors import ConfigurationError
from assistant.domain.schedule import FindSlotsResult, Slot
from assistant.engine.nodes import (
    Ask,
    Begin,
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
    Notify,
    Require,
    Tell,
    all_guards,
    is_implied,
)  # fmt: skip

Fields = type[Any]
"""A dialog's class, whose `nodes`, `order` and `types` are set."""
_Typed = Ask | Listen | Given | Choose | Confirm | Call
_Coded = Look[Any] | Let[Any] | Do[Any]


def check(cls: Fields) -> None:
    """Refuse a record that cannot work.

    Raises:
        ConfigurationError: the first mistake, from the top.
    """
    above: dict[str, Node] = {}
    for node in cast("tuple[Node, ...]", cls.order):
        _check_type(cls, node)
        for guard in node.guards:
            _check_guard(cls, node, guard, above)
        _check_code(cls, node, above)
        for how, read in _fields_read(node):
            if above.get(read.name) is not read:
                _fail(cls, node, f"{how} {read.name or 'a value'!r}, which is not above it")
            _check_there(cls, node, read, frozenset(), node.place)
        for outcome, target in node.edges().items():
            _check_target(cls, node, outcome, target, above)
        above[node.name] = node
    _check_whens(cls)
    _check_result(cls)


def result_of(request: Any) -> Any:
    """`X` of a query or command class that is declared as `Query[X]`."""
    for base in getattr(request, "__orig_bases__", ()):
        if get_origin(base) in {Query, Command}:
            return get_args(base)[0]
    return Any


# --- types --------------------------------------------------------------------------------------


def _check_type(cls: Fields, node: Node) -> None:
    if isinstance(node, Look | Do):
        _check_request(cls, cast("Look[Any] | Do[Any]", node))
    if isinstance(node, Call):
        _check_seeds(cls, node)
    if not isinstance(node, _Typed):
        return
    if node.name not in cls.__annotations__:
        _fail(cls, node, f"does not say what it holds; write `{node.name}: <type> = ...`")
    said, held = get_type_hints(cls)[node.name], _held(node)
    if not _fits(said, held):
        _fail(cls, node, f"holds {_word(held)}, not {_word(said)}")
    if isinstance(node, Listen | Given) and node.default is None and NoneType not in _parts(said):
        _fail(cls, node, f"is None until it is known; write `{_word(said)} | None`")


def _check_request(cls: Fields, node: "Look[Any] | Do[Any]") -> None:
    wanted = Query if isinstance(node, Look) else Command
    found = get_type_hints(node.function).get("return")
    if not (isinstance(found, type) and issubclass(found, wanted)):
        word = "look" if isinstance(node, Look) else "do"
        _fail(
            cls, node, f"must say which {wanted.__name__} it gives: `@{word} ... -> {_a(wanted)}`"
        )


def _a(wanted: type) -> str:
    return "FindPeople" if wanted is Query else "BookAppointment"


def _check_seeds(cls: Fields, node: Call) -> None:
    known = {n.name for n in node.dialog.order if isinstance(n, Given | Listen)}
    for name in node.seeds:
        if name not in known:
            _fail(
                cls,
                node,
                f"sets {name!r}, which {node.dialog.__name__} is not given{_near(name, known)}",
            )


def _held(node: "_Typed") -> Any:
    """What a field of that sort can hold; Any when that cannot be told."""
    match node:
        case Ask() | Listen():
            return node.kind.holds()
        case Confirm():
            return bool
        case Choose():
            return _option(node)
        case Call():
            bases = [b for b in getattr(node.dialog, "__orig_bases__", ()) if get_args(b)]
            return get_args(bases[0])[0] if bases else Any
        case _:
            return Any


def _option(node: Choose) -> Any:
    found = get_type_hints(node.source.function).get("return")
    if isinstance(node.source, Look):
        found = result_of(found)
    if found is FindSlotsResult:
        return Slot
    parts = get_args(found)
    return parts[0] if get_origin(found) is tuple and parts else Any


def _parts(kind: Any) -> tuple[Any, ...]:
    """The members of a union; the type itself when it is none."""
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


def _fits(said: Any, held: Any) -> bool:
    """May a field that says `said` hold a `held`?"""
    if held is Any or said is Any or isinstance(held, TypeVar):
        return True
    return all(_is_one_of(part, _parts(said)) for part in _parts(held))


def _is_one_of(held: Any, said: tuple[Any, ...]) -> bool:
    wider = [held]
    while hasattr(wider[-1], "__supertype__"):
        wider.append(wider[-1].__supertype__)
    if any(part in wider for part in said):
        return True
    return isinstance(held, type) and any(
        isinstance(part, type) and issubclass(held, part) for part in said
    )


def _word(kind: Any) -> str:
    return str(getattr(kind, "__name__", kind))


# --- branches -----------------------------------------------------------------------------------


def _check_guard(cls: Fields, node: Node, guard: Guard, above: dict[str, Node]) -> None:
    if above.get(guard.field.name) is not guard.field:
        why = f"stands behind a `when` on {guard.field.name!r}, which is not above it"
        _fail(cls, node, why, guard.place)
    if not guard.values:
        _fail(
            cls,
            node,
            f"stands behind a `when` on {guard.field.name!r} that names no value",
            guard.place,
        )
    kind = _enum_of(cls, guard.field) or _class_of(cls, guard.field)
    for value in (*guard.values, *guard.field.passed):
        if kind is not None and not isinstance(value, kind):
            _fail(cls, node, f"{value!r} is not a {kind.__name__}", guard.place)


def _type_of(cls: Fields, node: Node) -> Any:
    if isinstance(node, Let):
        return get_type_hints(cast("Let[Any]", node).function).get("return")
    return cls.types.get(node.name)


def _class_of(cls: Fields, node: Node) -> type | None:
    kind = _type_of(cls, node)
    return kind if isinstance(kind, type) else None


def _enum_of(cls: Fields, node: Node) -> type[Enum] | None:
    """The enum that a field holds, also if it may be None."""
    for part in _parts(_type_of(cls, node)):
        if isinstance(part, type) and issubclass(part, Enum):
            return part
    return None


def _check_whens(cls: Fields) -> None:
    """The `when`s on an enum cover it, with what is skipped."""
    tested: dict[str, list[tuple[Node, Guard]]] = {}
    for node in cast("tuple[Node, ...]", cls.order):
        for guard in node.guards:
            tested.setdefault(guard.field.name, []).append((node, guard))
    for name, uses in tested.items():
        kind = _enum_of(cls, uses[0][1].field)
        if kind is None:
            continue
        named = {value for _, guard in uses for value in guard.values}
        left = [value for value in kind if value not in {*named, *uses[0][1].field.passed}]
        if left:
            words = ", ".join(map(str, (f"{kind.__name__}.{value.name}" for value in left)))
            why = f"no `when` on {name!r} says what happens for {words}; add one, or: skip({name}, {words})"
            _fail(cls, uses[-1][0], why, uses[-1][1].place)


# --- what is read -------------------------------------------------------------------------------


def _fields_read(node: Node) -> Iterable[tuple[str, Node]]:
    """Fields that a field without code looks at, and how."""
    match node:
        case Begin():
            found: list[Any] = [node.field]
        case Notify():
            found = [node.reason]
        case Tell():
            found = [node.variant]
        case Require():
            found = [node.target]
        case Call():
            found = list(node.seeds.values())
        case Choose():
            found = [node.source]
        case _:
            found = []
    how = "chooses from" if isinstance(node, Choose) else "reads"
    return [(how, one) for one in found if isinstance(one, Node)]


def _check_code(cls: Fields, node: Node, above: dict[str, Node]) -> None:
    """What a function over the fields reads."""
    if isinstance(node, Do):
        _check_outcomes(cls, cast("Do[Any]", node))
    if not isinstance(node, Look | Let | Do):
        return
    code = cast(_Coded, node).function.__code__
    reads = _read_by(code)
    for name, line in reads.items():
        place = f"{code.co_filename}:{line}"
        if name in above:
            _check_there(cls, cast(Node, node), above[name], frozenset(reads), place)
        elif name in cls.nodes:
            _fail(cls, cast(Node, node), f"reads {name!r}, which is not above it", place)
        elif not hasattr(cls, name):
            why = f"reads {name!r}, which is no field{_near(name, above)}"
            _fail(cls, cast(Node, node), why, place)


def _check_there(cls: Fields, node: Node, read: Node, also: frozenset[str], place: str) -> None:
    """A field behind a guard is read behind it too, or by code that looks at what the guard tests."""
    holds = all_guards(node)
    for guard in all_guards(read):
        if not is_implied(guard, holds) and guard.field.name not in also:
            why = (
                f"reads {read.name!r}, which is there only with {guard.field.name!r}; put it behind "
                "the same `when`"
            )
            _fail(cls, node, why, place)


def _check_result(cls: Fields) -> None:
    code: CodeType | None = getattr(vars(cls).get("result"), "__code__", None)
    if code is None:
        return
    for name, line in _read_by(code).items():
        if name not in cls.nodes and not hasattr(cls, name):
            place = f"{code.co_filename}:{line}: {cls.__module__}.{cls.__name__}"
            why = f"reads {name!r}, which is no field{_near(name, cls.nodes)}"
            raise ConfigurationError(f"{place}.result {why}")


def _read_by(code: CodeType) -> dict[str, int]:
    """Names that a function reads from `self`, its inner functions included, with their lines."""
    found: dict[str, int] = {}
    before = ""
    for step in dis.get_instructions(code):
        if before == "self" and step.opname in {"LOAD_ATTR", "LOAD_METHOD"}:
            line = step.positions.lineno if step.positions else None
            found.setdefault(str(step.argval), line or code.co_firstlineno)
        before = str(step.argval) if step.opname.startswith(("LOAD_FAST", "LOAD_DEREF")) else ""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found = _read_by(inner) | found
    return found


# --- ways on ------------------------------------------------------------------------------------


def _check_outcomes(cls: Fields, node: Do[Any]) -> None:
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
    cls: Fields, node: Node, outcome: str, target: Any, above: dict[str, Node]
) -> None:
    if isinstance(target, Handoff | End):
        return
    if not isinstance(target, Node) or above.get(target.name) is not target:
        _fail(cls, node, f"{outcome}= must name a field above it, Handoff(...) or END")


def _near(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _fail(cls: Fields, node: Node, why: str, place: str = "") -> NoReturn:
    field = f"{cls.__module__}.{cls.__name__}.{node.name}"
    raise ConfigurationError(f"{place or node.place}: {field} {why}")


def fail(cls: Fields, node: Node, why: str) -> NoReturn:
    """Refuse a field, with its place."""
    _fail(cls, node, why)
