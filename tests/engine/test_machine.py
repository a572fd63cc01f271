"""A dialog compiles to a machine that holds all its ways, always the same."""

import pytest

from assistant.engine import diagram, machine
from assistant.engine.machine import END_STATE, START_STATE, State, Transition, compile  # noqa: A004
from assistant.engine.nodes import Handoff
from tests.engine import toys


def test_the_states_are_the_fields_where_a_walk_can_stop() -> None:
    assert compile(toys.Visit).states == (
        State("start", "start"),
        State("kind", "ask", waits=True),
        State("who", "call"),
        State("slots", "look"),
        State("slot", "choose", waits=True),
        State("held", "do"),
        State("sure", "confirm", waits=True),
        State("booked", "do"),
        State("handoff:no-slot-fits", "handoff"),
        State("handoff:not-allowed", "handoff"),
        State("end", "end"),
    )


def test_every_declared_way_is_there() -> None:
    for dialog in toys.DIALOGS:
        ways = {(t.source, t.outcome) for t in compile(dialog).transitions}
        declared = {(node.name, way) for node in dialog.order for way in node.edges()}
        assert declared <= ways


def test_a_way_back_to_what_is_only_heard_leads_to_what_follows_from_it() -> None:
    assert Transition("slot", "none", "slots") in compile(toys.Visit).transitions


def test_guards_stand_at_the_ways_that_they_open() -> None:
    assert compile(toys.Whose).transitions[:3] == (
        Transition("start", "", "people"),
        Transition("people", "found", "nobody", "is_known = no"),
        Transition("people", "found", "proof", "is_known = yes"),
    )


def test_there_is_no_way_for_a_value_that_there_is_not() -> None:
    """Known or not known: there is no third, so nothing leads past both."""
    ends = [t for t in compile(toys.Whose).transitions if t.target == END_STATE]
    assert {t.source for t in ends} == {"nobody", "proven"}


def test_a_way_that_a_guard_shuts_is_not_there() -> None:
    assert not [t for t in compile(toys.Whose).transitions if t.target == "nobody" and
                t.source == "proof"]  # fmt: skip


def test_a_dialog_that_begins_another_ends() -> None:
    assert Transition("next", "the dialog for want", END_STATE) in compile(toys.Routing).transitions


@pytest.mark.parametrize("dialog", toys.DIALOGS, ids=lambda d: d.name)
def test_it_is_finite_and_the_same_each_time(dialog: type[toys.Dialog[object]]) -> None:
    one, two = compile(dialog), compile(dialog)
    assert one == two
    names = {state.name for state in one.states}
    assert {t.source for t in one.transitions} | {t.target for t in one.transitions} <= names
    assert START_STATE in names


def test_a_person_has_a_state_for_each_reason() -> None:
    assert machine.handoff_state(Handoff(toys.Reason.IDENTITY)) == "handoff:identity"


def test_the_picture_shows_states_ways_and_who_waits() -> None:
    picture = diagram.draw(toys.Visit)
    assert picture.startswith("stateDiagram-v2\n")
    assert "    slot --> held: pick" in picture
    assert "    held --> slots: slot_taken" in picture
    assert "    class kind,slot,sure waits" in picture
    assert "    [*] --> kind" in picture


def test_the_overview_shows_what_begins_a_dialog_in_order_of_rank() -> None:
    lines = diagram.overview(toys.CATALOG).splitlines()
    ranks = [line.split('"')[1] for line in lines if '|"' in line and ". " in line]
    assert ranks == [
        "1. opt-out", "2. opt-in", "3. help", "4. crisis", "5. emergency", "6. person", "7. info",
    ]  # fmt: skip
    assert '    text -->|"wants: book"| visit' in lines
    assert '    visit -->|"who"| whose' in lines
