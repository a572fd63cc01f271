"""A dialog is a typed record; its fields, read top to bottom, are its states.

The current state is where a walk over the fields stops. Over-answering, corrections, "back" and
a staff member's edits need no code in a dialog: each is "change the data, walk again".

Importing a broken dialog fails with the file, the line and what to do.
"""

from datetime import timedelta
from typing import Any, ClassVar, Generic, TypeVar, cast, get_type_hints

from assistant.domain.consent import MessageKind
from assistant.domain.facts import FactKind
from assistant.engine.fields.checks import check, fail, result_of
from assistant.engine.fields.shapes import asked_as
from assistant.engine.nodes import (
    Ask,
    Call,
    Choose,
    Confirm,
    Do,
    Given,
    Let,
    Listen,
    Look,
    Node,
    here,
)  # fmt: skip

Result_co = TypeVar("Result_co", covariant=True)


class Dialog(Generic[Result_co]):
    """Base of all dialogs.

    Class arguments:
        version: raised whenever the fields' names or types change (see `versions`).
        tries: unanswered questions in a row before a person takes over.
        nudges: after so long a silence the patient is reminded once of the open question; None: never.
        expires: after so long a silence the talk is parked: what was given is kept for a week more.
        wants: words of intent (`FactKind.WANT`) that begin it; also matters (`FactKind.TOPIC`)
            that would else go to a person, and words of its own, declared in its texts.
        hints: kinds of fact that begin it when no want was said.
        on: kinds of fact that begin it before any dialog is asked (the guards, in `guards.py`).
        digression: answers within another dialog's turn and leaves no trace.
        yields: wants that, while it is open, end it and begin what they want instead.
        drops: wants that, while it is open, mean "never mind this".
        revises: wants that, while it is open, mean "change this" and no visit on the book.
        speaks: what kind of message its texts make.
        answers: placeholders of its texts that a practice's own answer fills.
    """

    version: ClassVar[int]
    tries: ClassVar[int]
    nudges: ClassVar[timedelta | None]
    expires: ClassVar[timedelta]
    wants: ClassVar[tuple[str, ...]]
    hints: ClassVar[tuple[FactKind, ...]]
    on: ClassVar[tuple[FactKind, ...]]
    digression: ClassVar[bool]
    drops: ClassVar[tuple[str, ...]]
    yields: ClassVar[tuple[str, ...]]
    revises: ClassVar[tuple[str, ...]]
    speaks: ClassVar[MessageKind]
    answers: ClassVar[tuple[str, ...]]
    name: ClassVar[str]
    folder: ClassVar[str]
    nodes: ClassVar[dict[str, Node]] = {}
    order: ClassVar[tuple[Node, ...]]
    types: ClassVar[dict[str, Any]]
    shapes: ClassVar[dict[str, str]]
    upcasts: ClassVar[dict[int, Any]]
    defined_at: ClassVar[str]

    def __init_subclass__(
        cls,
        *,
        version: int,
        tries: int = 3,
        nudges: timedelta | None = timedelta(hours=1),
        expires: timedelta = timedelta(hours=24),
        wants: tuple[str, ...] = (),
        hints: tuple[FactKind, ...] = (),
        on: tuple[FactKind, ...] = (),
        digression: bool = False,
        drops: tuple[str, ...] = (),
        yields: tuple[str, ...] = (),
        revises: tuple[str, ...] = (),
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
                    fail(cls, value, f"{key!r} is a word of every dialog; call the field otherwise")
                if isinstance(value, Ask | Listen):
                    value.kind.field = f"{cls.__name__.lower()}.{key}"
                found[key] = value
        cls.version, cls.tries = version, tries
        cls.nudges, cls.expires = nudges, expires
        cls.wants, cls.hints, cls.on = wants, hints, on
        cls.drops, cls.yields, cls.revises = drops, yields, revises
        cls.digression, cls.speaks, cls.answers = digression, speaks, answers
        cls.name, cls.defined_at = cls.__name__.lower(), here()
        cls.folder = _folder(cls.__module__)
        cls.nodes = found
        cls.order = tuple(cls.nodes.values())
        cls.types = _types(cls)
        cls.shapes = {node.name: asked_as(node, cls.types) for node in cls.order}
        cls.upcasts = {}
        check(cls)

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
            found[name] = result_of(get_type_hints(node.function).get("return"))
        elif isinstance(node, Ask | Listen | Given | Choose | Confirm | Call):
            found[name] = hints.get(name, Any)
        elif not isinstance(node, Let):
            found[name] = bool
    return found
