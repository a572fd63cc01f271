"""The fields of a dialog. Read top to bottom they are its states.

The functions at the end are what an author writes; each gives back, for the type checker, the
value that the field will hold. A field stands behind the `when` blocks around it.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import Enum, IntEnum
from inspect import currentframe
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast, overload

from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Query
from assistant.domain.facts import FactKind
from assistant.domain.schedule import FindSlotsResult, Slot
from assistant.domain.task import Reason
from assistant.engine.kinds import Kind

T = TypeVar("T")
V = TypeVar("V", bound="Enum | str | int | None")
"""What a `when` can tell apart; not a field itself, so that the checker sees a wrong value."""
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Handoff:
    """An edge to a person."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class End:
    """An edge out of the dialog, with nothing to give back."""


END = End()
Target = Any
"""Where an outcome leads: a field above (forget it, walk again), `Handoff(...)` or `END`."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Holds while the field's value is one of `values`."""

    field: "Node"
    values: tuple[Any, ...]
    place: str = dataclass_field(default="", compare=False)
    """Where the `when` stands: file and line."""


_guards: list[Guard] = []


_OWN = "assistant.engine."


def here() -> str:
    """File and line of the author's code that is being run."""
    frame = currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").startswith(_OWN):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame is not None else ""


class Role(IntEnum):
    """How the walk passes a field."""

    STORED = 0  # stops here while there is no value
    HEARD = 1  # never stops; a default until there is a value
    COMPUTED = 2  # never stops; the value follows
    REQUIRED = 3  # stops while another field has no value


class Node:
    """One field. `name` is set when its dialog is made; `guards` are the blocks around it."""

    name: str = ""
    waits = False
    """Does the dialog stop here until the patient answers?"""
    role = Role.STORED
    derived = False
    """Does the value follow from the fields above, so that it goes when they change?"""

    passed: tuple[Any, ...] = ()
    """Values for which no `when` is wanted: `skip`."""

    def __init__(self) -> None:
        self.guards = tuple(_guards)
        self.place = here()

    def __get__(self, obj: object | None, owner: type) -> Any:
        """On the class: the field itself. On a record: its value is missing."""
        if obj is None:
            return self
        raise LookupError(f"{owner.__name__}.{self.name} is read before it has a value")

    def edges(self) -> dict[str, Target]:
        """The declared ways out other than on to the next field, by outcome."""
        return {}


class Listen(Node):
    """Heard if said, never asked; `default` until then."""

    role = Role.HEARD

    def __init__(self, kind: Kind[Any], default: Any) -> None:
        super().__init__()
        self.kind, self.default = kind, default


class Given(Node):
    """Set by whoever begins the dialog."""

    role = Role.HEARD

    def __init__(self, default: Any) -> None:
        super().__init__()
        self.default = default


class Ask(Node):
    """A question for one field."""

    waits = True

    def __init__(self, kind: Kind[Any]) -> None:
        super().__init__()
        self.kind = kind


class Require(Node):
    """Asks for a field that is otherwise only listened for, while it has no value."""

    role = Role.REQUIRED

    waits = True

    def __init__(self, target: Listen) -> None:
        super().__init__()
        self.target = target

    @property
    def kind(self) -> Kind[Any]:
        """The kind of the field that it asks for."""
        return self.target.kind


class Choose(Node):
    """A pick from the options that a look found; `none` is the wish that a refusal changes."""

    waits = True
    derived = True

    def __init__(
        self, source: "Look[Any] | Let[Any]", *, none: Any, empty: Target, silent: bool
    ) -> None:
        super().__init__()
        self.source, self.none, self.empty, self.silent = source, none, empty, silent

    def edges(self) -> dict[str, Target]:
        """Nothing to choose from; a refusal."""
        out = {"empty": self.empty}
        return out | ({"none": self.none} if self.none is not None else {})


class Confirm(Node):
    """Reads everything back and waits for a yes; a no leads to `no`.

    `means_yes`, `means_no`: facts that answer it as well ("I am new").
    """

    waits = True
    derived = True

    def __init__(
        self, no: Target, means_yes: tuple[FactKind, ...], means_no: tuple[FactKind, ...]
    ) -> None:
        super().__init__()
        self.no, self.means_yes, self.means_no = no, means_yes, means_no

    def edges(self) -> dict[str, Target]:
        """A no."""
        return {"no": self.no}


class Call(Node):
    """A dialog within this one; its result is the field's value."""

    def __init__(self, dialog: Any, none: Target, seeds: dict[str, Any]) -> None:
        super().__init__()
        self.dialog, self.none, self.seeds = dialog, none, seeds

    def edges(self) -> dict[str, Target]:
        """It ended with nothing."""
        return {"none": self.none}


class Begin(Node):
    """Ends this dialog and begins the one that serves the want in `field`."""

    def __init__(self, field: Any) -> None:
        super().__init__()
        self.field = cast(Node, field)


class Leave(Node):
    """Follows an edge without asking anybody: to a person, or out."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self.target = target

    def edges(self) -> dict[str, Target]:
        """The way out."""
        return {"leave": self.target}


class Tell(Node):
    """Says its text once and goes on; `variant` names the field that picks the wording.

    A text that names {opens} is said only while the practice is closed.
    """

    derived = True

    def __init__(self, variant: Any) -> None:
        super().__init__()
        self.variant = cast("Node | None", variant)


class Notify(Node):
    """Opens a task for staff and goes on; `alert` also texts the practice's on-call people."""

    def __init__(self, reason: Any, alert: bool) -> None:
        super().__init__()
        self.reason: Node | Reason = reason
        self.alert = alert


class Become(Node):
    """Gives the conversation to another owner."""

    def __init__(self, owner: Owner) -> None:
        super().__init__()
        self.owner = owner


class _Function(Node, Generic[R]):
    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__()
        self.function = function
        self.name = function.__name__
        code = function.__code__
        self.place = f"{code.co_filename}:{code.co_firstlineno}"


class Look(_Function[R]):
    """A question to the store, answered inside the turn."""

    derived = True

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: None, owner: type) -> "Look[R]": ...
        @overload
        def __get__(self, obj: object, owner: type) -> R: ...
        def __get__(self, obj: object | None, owner: type) -> Any: ...


class Let(_Function[R]):
    """Follows from the fields above; never stored."""

    role = Role.COMPUTED

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: None, owner: type) -> "Let[R]": ...
        @overload
        def __get__(self, obj: object, owner: type) -> R: ...
        def __get__(self, obj: object | None, owner: type) -> Any: ...


class Do(_Function[R]):
    """A command. Once done nothing above it changes, unless `undo` takes it back."""

    def __init__(
        self,
        function: Callable[[Any], Command[R]],
        undo: type[Command[Any]] | None,
        outcomes: dict[str, Target],
    ) -> None:
        super().__init__(function)
        self.undo, self.outcomes = undo, outcomes

    @property
    def is_wall(self) -> bool:
        """May nothing above it change any more?"""
        return self.undo is None

    def edges(self) -> dict[str, Target]:
        """Each outcome other than the good one."""
        return self.outcomes

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: None, owner: type) -> "Do[R]": ...
        @overload
        def __get__(self, obj: object, owner: type) -> R: ...
        def __get__(self, obj: object | None, owner: type) -> Any: ...


# --- what an author writes ----------------------------------------------------------------------


def ask(kind: Kind[T]) -> T:
    """A field that the patient is asked for, unless it was said."""
    return cast(T, Ask(kind))


@overload
def listen(kind: Kind[T]) -> T | None: ...
@overload
def listen(kind: Kind[T], default: T) -> T: ...
def listen(kind: Kind[T], default: T | None = None) -> T | None:
    """A field that is heard whenever it is said and never asked for."""
    return cast("T | None", Listen(kind, default))


def require(field: Any) -> None:
    """Ask here for a `listen` field that was not said yet."""
    return cast(None, Require(cast(Listen, field)))


def given(default: T) -> T:
    """A field that the caller or an edge sets."""
    return cast(T, Given(default))


@overload
def choose(
    source: Look[FindSlotsResult], *, empty: Target, none: Any = None, silent: bool = False
) -> Slot: ...
@overload
def choose(
    source: "Look[tuple[T, ...]] | Let[tuple[T, ...]]",
    *,
    empty: Target,
    none: Any = None,
    silent: bool = False,
) -> T: ...
def choose(source: Any, *, empty: Target, none: Any = None, silent: bool = False) -> Any:
    """A pick from what `source` found. `silent`: a single option is taken without a question."""
    return Choose(source, none=none, empty=empty, silent=silent)


def confirm(
    *, no: Target, means_yes: tuple[FactKind, ...] = (), means_no: tuple[FactKind, ...] = ()
) -> bool:
    """A yes before something is done; `means_yes` and `means_no` are facts that say so as well."""
    return cast(bool, Confirm(no, means_yes, means_no))


class Gives(Protocol[R_co]):
    """A dialog, as far as its caller sees it: something that ends with a result."""

    def result(self) -> R_co:
        """What the caller gets."""
        ...


def call(dialog: type[Gives[T]], *, none: Target = END, **seeds: Any) -> T:
    """Another dialog's result; `seeds` are its `given` fields, as values or fields above."""
    return cast(T, Call(dialog, none, seeds))


def begin(field: Any) -> None:
    """Go on with the dialog that serves the want held by `field`."""
    return cast(None, Begin(field))


def leave(target: Target) -> None:
    """End here: `END`, or `Handoff(...)`."""
    return cast(None, Leave(target))


def tell(variant: Any = None) -> None:
    """Say this field's text."""
    return cast(None, Tell(variant))


def notify(reason: Any, *, alert: bool = False) -> None:
    """Open a task for staff; `reason` is a `Reason` or a field that holds one."""
    return cast(None, Notify(reason, alert))


def become(owner: Owner) -> None:
    """Pass the conversation to this owner."""
    return cast(None, Become(owner))


def look(function: "Callable[[Any], Query[R]]") -> Look[R]:
    """A query over the fields above; its result is the field's value."""
    return Look(function)


def let(function: Callable[[Any], R]) -> Let[R]:
    """A value that follows from the fields above."""
    return Let(function)


def do(
    undo: type[Command[Any]] | None = None, **outcomes: Target
) -> "Callable[[Callable[[Any], Command[R]]], Do[R]]":
    """A command over the fields above, with a way on for each of its outcomes."""

    def wrap(function: Callable[[Any], Command[R]]) -> Do[R]:
        return Do(function, undo, outcomes)

    return wrap


@overload
def when(field: Let[T], *values: T) -> AbstractContextManager[None]: ...
@overload
def when(field: V, *values: V) -> AbstractContextManager[None]: ...
def when(field: Any, *values: Any) -> AbstractContextManager[None]:
    """The fields inside are there only while `field` has one of `values`.

    The `when`s on an enum must together name all its values; those for which nothing is to be
    done are named by `skip`.
    """
    return _guarded(Guard(cast(Node, field), values, here()))


@contextmanager
def _guarded(guard: Guard) -> Generator[None]:
    _guards.append(guard)
    try:
        yield
    finally:
        _guards.pop()


@overload
def skip(field: Let[T], *values: T) -> None: ...
@overload
def skip(field: V, *values: V) -> None: ...
def skip(field: Any, *values: Any) -> None:
    """For these values of an enum there is nothing to be done: no `when` names them."""
    node = cast(Node, field)
    node.passed = (*node.passed, *values)


def all_guards(node: Node) -> tuple[Guard, ...]:
    """The field's guards and those of the fields that they read."""
    found: dict[Guard, None] = {}
    for guard in node.guards:
        found |= dict.fromkeys((*all_guards(guard.field), guard))
    return tuple(found)


def is_implied(guard: Guard, holds: Iterable[Guard]) -> bool:
    """Does a guard hold wherever all of `holds` do?"""
    return any(h.field is guard.field and set(h.values) <= set(guard.values) for h in holds)


def options_of(found: Any) -> tuple[Any, ...]:
    """The options that a look's or let's value holds, in order."""
    return found.slots if isinstance(found, FindSlotsResult) else tuple(cast(Sequence[Any], found))
