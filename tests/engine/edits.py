"""Random edits of a dialog, as a developer makes them between two releases.

A dialog is made from a list of field specifications; an edit changes the list. So every edited
dialog is one that could be written, and what should become of each stored value is known.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import new_class
from typing import Any

from hypothesis import strategies as st

from assistant.domain.facts import Fact, FactKind, Lang
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId
from assistant.engine.catalog import Catalog
from assistant.engine.dialog import Dialog
from assistant.engine.fields.shapes import shape
from assistant.engine.kinds import ABirthDate, AName, AProvider, ASite, AVisitType, Kind
from assistant.engine.nodes import END, ask, confirm, listen, tell
from assistant.engine.versions.upcasts import Stored, upcast
from tests.engine import toys

KINDS: dict[str, tuple[type[Kind[Any]], Any, Fact]] = {
    "doctor": (AProvider, ProviderId, toys.DR_A),
    "visit": (AVisitType, VisitTypeId, toys.CHECKUP),
    "birth": (ABirthDate, date, toys.BORN),
    "site": (ASite, SiteId, toys.fact(FactKind.SITE, "west")),
    "person": (AName, str, toys.fact(FactKind.NAME, "Ana Ruiz")),
}
"""Kinds of field: how one is read, what it holds, and what answers it."""
TRAVEL = toys.fact(FactKind.WANT, "travel")


@dataclass(frozen=True)
class Spec:
    """One field. `sort`: ask, listen or confirm; `was`: its name in version 1, "" when it is new."""

    key: str
    sort: str
    kind: str = ""
    was: str = ""


FIRST = (
    Spec("one", "ask", "doctor", "one"),
    Spec("two", "listen", "site", "two"),
    Spec("three", "ask", "visit", "three"),
    Spec("four", "confirm", was="four"),
    Spec("five", "ask", "birth", "five"),
    Spec("six", "confirm", was="six"),
)
"""Version 1."""


def made(specs: Sequence[Spec], version: int) -> type[Dialog[Any]]:
    """The dialog with those fields; renamed ones have their way from version 1."""

    def body(space: dict[str, Any]) -> None:
        notes: dict[str, Any] = {}
        for spec in specs:
            if spec.sort == "confirm":
                notes[spec.key], space[spec.key] = bool, confirm(no=END)
                continue
            kind, held, _ = KINDS[spec.kind]
            optional = spec.sort == "listen"
            notes[spec.key] = held | None if optional else held
            space[spec.key] = listen(kind()) if optional else ask(kind())
        space["said"] = tell()
        space["__annotations__"] = notes
        space["__module__"] = "travel"

    found = new_class("Travel", (Dialog,), {"version": version, "wants": ("travel",)}, body)
    names = {s.was: s.key for s in specs if s.was and s.was != s.key}
    if version > 1:

        @upcast(found, to=2, renamed=names)
        def renamed(old: Stored) -> Stored:
            return old

    return found


def catalog(specs: Sequence[Spec], version: int) -> Catalog:
    """The toys with that dialog."""
    dialog = made(specs, version)
    texts: dict[str, Any] = toys.words()
    sections = {
        node.name: {"ask": f"{node.name}?", "again": f"{node.name} again?"}
        for node in dialog.order
        if node.waits
    }
    for spec in specs:
        if spec.sort == "confirm":
            sections[spec.key]["no"] = "No then."
    texts["travel"] = {lang: {**sections, "said": {"say": "Done."}} for lang in Lang}
    first = made(FIRST, 1)
    shapes = {"travel": {1: shape(first.order, first.types)}}
    return dataclasses.replace(toys.catalog(dialog, texts=texts), shapes=shapes)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Spec, ...]:
    """Version 2: some fields dropped, renamed, moved, of another kind, or new."""
    specs = list(FIRST)
    for number in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(specs) - 1)) if specs else 0
        match draw(st.sampled_from(("drop", "rename", "move", "retype", "insert"))):
            case "drop" if len(specs) > 1:
                specs.pop(at)
            case "rename":
                specs[at] = replace(specs[at], key=f"renamed{number}")
            case "move":
                specs.insert(draw(st.integers(0, len(specs) - 1)), specs.pop(at))
            case "retype" if specs[at].kind:
                other = draw(st.sampled_from(sorted(KINDS)))
                specs[at] = replace(specs[at], kind=other)
            case _:
                new = Spec(f"new{number}", draw(st.sampled_from(("ask", "listen"))), "person")
                specs.insert(at, new)
    return tuple(specs)
