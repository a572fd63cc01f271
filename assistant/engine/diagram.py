"""Dialogs as pictures: Mermaid for one dialog, for all of them, and the page that shows both."""

import inspect
from collections.abc import Iterator, Set
from typing import Any

from assistant.domain.facts import FactKind
from assistant.engine import guards, machine
from assistant.engine.catalog import HANDOFF, ROUTING, Catalog
from assistant.engine.dialog import Dialog
from assistant.engine.machine import END_STATE, START_STATE, Machine
from assistant.engine.nodes import Become, Call, Handoff
from assistant.engine.walking.ways import Way, left_out

# No colons: Mermaid ends a description there.
_SHAPES = {
    "ask": "asks for {name}",
    "require": "asks for {name}",
    "choose": "offers {name}",
    "confirm": "asks whether {name}",
    "look": "looks up {name}",
    "do": "does {name}",
    "call": "calls {called}",
    "tell": "says {name}",
    "notify": "opens a task",
    "become": "gives the talk to {owner}",
    "begin": "begins {name}",
    "leave": "leaves",
}

_MISSED, _RED = "(in no talk)", "fill:#fdd,stroke:#c00"

_PREFACE = (
    "A dialog is a record; its fields, read from top to bottom, are its states. From anywhere, a "
    "correction goes back to the field that it changes, *never mind* ends the dialog, a common "
    "question is answered before the open one is put again, and a question that stays unanswered "
    "too often goes to a person. What is numbered below outranks every dialog, in that order."
)


def draw(dialog: type[Dialog[Any]], taken: Set[Way] | None = None) -> str:
    """A Mermaid stateDiagram-v2 of one dialog; states that wait for the patient are marked.

    `taken`: also mark what is not among these ways; None: mark nothing of the kind.
    """
    lines = _lines(machine.compile(dialog), taken)
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])


def overview(catalog: Catalog) -> str:
    """A Mermaid flowchart: what begins which dialog, and which dialog calls which."""
    lines = ["flowchart LR", "    text([a text])"]
    for rank, kind in enumerate(_ranked(catalog), 1):
        dialog = catalog.by_fact[kind]
        lines.append(f'    text -->|"{rank}. {kind.value}"| {dialog.name}')
    for dialog in _in_order(catalog):
        lines.extend(f'    text -->|"wants: {want}"| {dialog.name}' for want in dialog.wants)
    if ROUTING in catalog.dialogs:
        lines.append(f'    text -->|"nothing of these"| {ROUTING}')
        lines.append(f'    {ROUTING} -->|"the want"| text')
    lines.extend(
        f'    {caller} -->|"{field}"| {called}' for caller, field, called in _calls(catalog)
    )
    lines.extend(f"    {name} -.->|{reason}| {HANDOFF}" for name, reason in _handoffs(catalog))
    lines.extend(
        f'    {dialog.name} -->|"back to the open question"| text'
        for dialog in _in_order(catalog)
        if dialog.digression
    )
    return "\n".join(lines)


def page(catalog: Catalog, taken: Set[Way] | None = None) -> str:
    """The text of `dialogs/README.md`: the overview, then each dialog with a talk and a picture.

    `taken`: as for `draw`.
    """
    parts = [
        "# Dialogs",
        "Written by `frontdesk dialogs draw` from the code; do not edit.",
        _PREFACE,
        _fenced(overview(catalog)),
    ]
    shown: set[str] = set()
    for dialog in _in_order(catalog):
        parts.extend(_section(dialog, taken, has_talk=dialog.__module__ not in shown))
        shown.add(dialog.__module__)
    return "\n\n".join(parts) + "\n"


def _section(dialog: type[Dialog[Any]], taken: Set[Way] | None, *, has_talk: bool) -> Iterator[str]:
    """`has_talk`: dialogs of one module share its talk, which is shown once."""
    yield f"## {dialog.__name__}"
    yield inspect.cleandoc(dialog.__doc__ or "").splitlines()[0]
    module = inspect.getmodule(dialog)
    transcript = [
        line
        for line in inspect.cleandoc(module.__doc__ or "" if module else "").splitlines()
        if line.startswith(("> ", "< "))
    ]
    if transcript and has_talk:
        yield "```text\n" + "\n".join(transcript) + "\n```"
    yield _fenced(draw(dialog, taken))


def _fenced(picture: str) -> str:
    return f"```mermaid\n{picture}\n```"


def _lines(of: Machine, taken: Set[Way] | None) -> Iterator[str]:
    for state in of.states:
        if state.kind in _SHAPES:
            node = of.dialog.nodes[state.name]
            called = node.dialog.__name__ if isinstance(node, Call) else ""
            owner = node.owner.value if isinstance(node, Become) else ""
            shown = _SHAPES[state.kind].format(name=_spaced(state.name), called=called, owner=owner)
            yield f"{state.name}: {shown}"
        elif state.kind == "handoff":
            yield f"{_id(state.name)}: a person ({state.name.partition(':')[2]})"
    missed = [] if taken is None else [way for _, way in left_out([of.dialog], taken)]
    for move in of.transitions:
        label = f"{move.label} {_MISSED}".strip() if move in missed else move.label
        yield f"{_id(move.source)} --> {_id(move.target)}" + (f": {label}" if label else "")
    met = {START_STATE, END_STATE, *(way.target for way in of.transitions if way not in missed)}
    yield from _marked("waits", "stroke-width:3px", [s.name for s in of.states if s.waits])
    yield from _marked("missed", _RED, [s.name for s in of.states if s.name not in met])


def _marked(name: str, style: str, states: list[str]) -> Iterator[str]:
    if states:
        yield f"classDef {name} {style}"
        yield f"class {','.join(map(_id, states))} {name}"


def _id(name: str) -> str:
    if name in {START_STATE, END_STATE}:
        return "[*]"
    return name.replace(":", "_").replace("-", "_")


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _in_order(catalog: Catalog) -> list[type[Dialog[Any]]]:
    return sorted(catalog.dialogs.values(), key=lambda dialog: (dialog.folder, dialog.name))


def _ranked(catalog: Catalog) -> list[FactKind]:
    """Facts that begin a dialog before any other is asked, highest first."""
    order = (*guards.FIRST, *guards.SAFETY, FactKind.PERSON)
    first = [kind for kind in order if kind in catalog.by_fact]
    return first + sorted(kind for kind in catalog.by_fact if kind not in first)


def _calls(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for dialog in _in_order(catalog):
        for node in dialog.order:
            if isinstance(node, Call):
                yield dialog.name, _spaced(node.name), node.dialog.name


def _handoffs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for dialog in _in_order(catalog):
        reasons = {
            target.reason.value: None
            for node in dialog.order
            for target in node.edges().values()
            if isinstance(target, Handoff)
        }
        if reasons:
            yield dialog.name, '"' + ", ".join(reasons) + '"'
