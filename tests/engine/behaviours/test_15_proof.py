"""Behaviour 15: proof on every commit.

Import checks, strict types, every state with every sort of input in every language, transcripts,
drawn ways. What the proofs find is in their own files (`tests/dialogs`, `tests/engine`); here is
that none of them can be left out unnoticed.
"""

import ast
from pathlib import Path

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import FactKind, Lang
from assistant.engine import diagram, machine
from assistant.engine.events import Due, Event, Heard, StaffDid
from assistant.engine.walking import walker
from assistant.engine.walking.samples import sample_inputs
from assistant.engine.walking.walker import BEGINS, walk_all
from assistant.engine.walking.ways import Tracker, is_taken
from tests.engine import toys
from tests.engine.toys import BOOK, BORN, CHECKUP, ONE, YES, Talk

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DECLARED = {FactKind.CHOICE, FactKind.TEXT}
"""Kinds of fact that only a dialog's own field can ask for; the toys have no such field."""
EVENTS: list[Event] = [
    one.make(BEGINS) for one in sample_inputs(toys.CATALOG, toys.TODAY)
]  # fmt: skip


@pytest.mark.parametrize("path", sorted(HERE.glob("test_*.py")), ids=lambda path: path.stem)
def test_a_behaviours_file_says_which_it_proves(path: Path) -> None:
    number = int(path.stem.split("_")[1])
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert docstring.startswith(f"Behaviour {number}: ")


def test_every_kind_of_fact_is_tried() -> None:
    said = {f.kind for event in EVENTS if isinstance(event, Heard) for f in event.understood.facts}
    assert set(FactKind) - said == DECLARED


def test_every_sort_of_event_is_tried() -> None:
    heard = [event for event in EVENTS if isinstance(event, Heard)]
    assert {event.action for event in EVENTS if isinstance(event, StaffDid)} == {
        "claim", "say", "fill", "return", "close",
    }  # fmt: skip
    assert any(isinstance(event, Due) for event in EVENTS)
    assert {event.carrier for event in heard} == {"", "STOP", "START", "HELP"}
    assert {event.crossed for event in heard} == {True, False}
    assert {event.understood.was_cut for event in heard} == {True, False}
    assert max(event.media for event in heard) > 0


def test_a_text_that_is_too_long_in_one_language_only_stops_the_start() -> None:
    texts = toys.words()
    texts["toys"][Lang.ES]["visit-kind"]["ask"] = "¿Qué necesita? " * 30
    with pytest.raises(ConfigurationError, match=r"es\.toml: \[visit-kind\] ask needs 3 parts"):
        toys.catalog(texts=texts)


def test_a_text_left_in_the_other_language_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walker, "MAX_STATES", 30)
    texts = toys.words()
    texts["toys"][Lang.ES]["visit-kind"]["ask"] = texts["toys"][Lang.EN]["visit-kind"]["ask"]
    report = walk_all(toys.catalog(texts=texts))
    assert any("the same words in two languages" in problem for problem in report.problems)


def test_a_talk_takes_the_ways_that_its_stops_tell() -> None:
    talk, tracker = Talk(), Tracker(toys.CATALOG.dialogs)
    for facts in ((BOOK,), (CHECKUP,), (BORN,), (ONE,), (YES,)):
        talk.say(*facts)
        tracker.follow(talk.stops)
    of = machine.compile(toys.Visit)
    taken = [way.outcome for way in of.transitions if is_taken(of, way, tracker.taken)]
    assert taken == ["", "answer", "result", "found", "pick", "done", "yes", "done"]


def test_the_pictures_show_every_way() -> None:
    for dialog in toys.DIALOGS:
        of = machine.compile(dialog)
        assert diagram.draw(dialog).count(" --> ") == len(of.transitions)


@pytest.mark.parametrize(
    ("target", "runs"),
    [("types", "pyright"), ("templates", "dialogs check"), ("docs-check", "dialogs draw --check")],
)
def test_the_gate_runs_it(target: str, runs: str) -> None:
    check = next(line for line in MAKEFILE.splitlines() if line.startswith("check:"))
    recipe = MAKEFILE.split(f"\n{target}:")[1].split("\n\n")[0]
    assert target in check.split()
    assert runs in recipe
