"""No question is there in vain, no way leads nowhere, and the pictures can be drawn."""

from typing import Any

import pytest

from assistant.engine import diagram, machine
from assistant.engine.dialog import Dialog
from assistant.engine.machine import END_STATE, START_STATE
from assistant.engine.nodes import Ask, Node
from assistant.engine.replay import parse
from tests.dialogs.test_transcripts import TRANSCRIPTS
from tests.dialogs.walked import the_catalog


@pytest.mark.parametrize("name", sorted(the_catalog().dialogs))
def test_every_state_can_be_reached_and_left(name: str) -> None:
    drawn = machine.compile(the_catalog().dialogs[name])
    states = {state.name for state in drawn.states}
    reached, todo = {START_STATE}, [START_STATE]
    while todo:
        source = todo.pop()
        onward = {t.target for t in drawn.transitions if t.source == source} - reached
        reached |= onward
        todo.extend(onward)
    left = {transition.source for transition in drawn.transitions}
    final = {state.name for state in drawn.states if state.kind in {"handoff", "end"}}
    assert states - reached <= {END_STATE}
    assert states - left == final


def is_told_by_the_fact(dialog: type[Dialog[Any]], node: Node | None) -> bool:
    """A question that is never put, since the fact that begins the dialog answers it."""
    return isinstance(node, Ask) and bool(dialog.on) and node.kind.expects <= set(dialog.on)


def test_every_question_is_in_some_transcript() -> None:
    asked = {
        tuple(step.stands.removeprefix("staff, ").split(":")[0].split(" at "))
        for path in TRANSCRIPTS
        for step in parse(path.read_text(encoding="utf-8")).steps
    }
    missing = [
        f"{dialog.name} at {state.name}"
        for dialog in the_catalog().dialogs.values()
        for state in machine.compile(dialog).states
        if state.waits and not is_told_by_the_fact(dialog, dialog.nodes[state.name])
        if (dialog.name, state.name) not in asked
    ]
    assert missing == []


def test_the_page_shows_every_dialog() -> None:
    page = diagram.page(the_catalog())
    for dialog in the_catalog().dialogs.values():
        assert f"## {dialog.__name__}\n" in page
    assert page.count("stateDiagram-v2") == len(the_catalog().dialogs)
    assert page == diagram.page(the_catalog())


def test_the_overview_ranks_what_outranks_the_dialogs() -> None:
    picture = diagram.overview(the_catalog())
    ranked = [line for line in picture.splitlines() if '|"1.' in line or '|"2.' in line]
    assert "optout" in ranked[0]
    assert 'text -->|"wants: book"| booking' in picture
