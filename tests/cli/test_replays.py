"""`frontdesk conversations replay`: every turn with its reasons, held against what is stored."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Shell

YOU = "+15550100001"
LINES: tuple[dict[str, Any], ...] = (
    {"at": "2026-03-02T09:00:00-05:00", "from": YOU, "text": "I need a checkup on Thursday"},
    {"at": "2026-03-02T09:01:00-05:00", "from": YOU, "text": "Ana Ruiz 3/14/1985"},
    {"at": "2026-03-02T09:02:00-05:00", "from": YOU, "text": "yes"},
    {"at": "2026-03-02T09:03:00-05:00", "from": YOU, "text": "hm dunno"},
    {"at": "2026-03-02T11:00:00-05:00"},
    {"at": "2026-03-02T11:01:00-05:00", "staff": "desk1", "do": "claim", "of": YOU},
)


def talk(shell: Shell) -> None:
    url = f"sqlite:///{shell.folder / 'frontdesk.db'}"
    assert shell.chat(*LINES, options=("--database", url)).code == 0


@pytest.fixture
def talked(loaded: Shell, laid_out: Path) -> Shell:
    """An installation in which somebody has begun to book and a person has taken over."""
    loaded.begin_as(laid_out / "talked", talk)
    return loaded


def test_it_tells_each_turn_with_what_was_understood_and_why(talked: Shell) -> None:
    done = talked.run("conversations", "replay", YOU)
    assert done.code == 0, done.err
    for part in (
        "patient: 'I need a checkup on Thursday'",
        "visit-type: checkup",
        "taken as   another-dialog booking",
        "FindPeople",
        "common.identify-full.ask  (the next open question)",
        "not-understood",
        "timer: nudge",
        "staff: claim",
        "6 turns, the same to the byte",
    ):
        assert part in done.out, part


def test_scripts_get_all_of_it(talked: Shell) -> None:
    found = talked.run("conversations", "replay", YOU, "--json").json
    assert found["is_same"]
    turns = found["turns"]
    assert [turn["event"] for turn in turns] == ["Heard"] * 4 + ["Due", "StaffDid"]
    assert turns[0]["of"]["understood"]["facts"]
    assert turns[0]["why"][0] == {"rule": "another-dialog", "about": "booking"}
    assert turns[-1]["state"]["owner"] == "staff"


def test_a_stored_conversation_that_was_changed_is_noticed(talked: Shell) -> None:
    assert talked.run("conversations", "replay", YOU, "--verify").code == 0
    with sqlite3.connect(talked.folder / "frontdesk.db") as database:
        database.execute("DELETE FROM journal WHERE version = 6")
    done = talked.run("conversations", "replay", YOU, "--verify")
    assert done.code == 1
    assert "5 of 6 turns" in done.err


def test_nobody_is_found_plainly(talked: Shell) -> None:
    assert talked.run("conversations", "replay", "+15550109999").code == 1
