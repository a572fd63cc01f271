"""A new version is started over the same database, while somebody is in the middle of a dialog.

Peers wipe the stack then, go mute on a renamed state, or take the answer for another question.
"""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.dialogs.test_write_a_dialog import BLOCKS, MODULE, Checkout, checkout

__all__ = ["checkout"]
PHONE = "+15550100001"
PEOPLE = {
    "patients": [
        {"id": "pat_1", "first": "Jordan", "last": "Avery", "dob": "1986-04-12", "phones": [PHONE]}
    ],
    "appointments": [],
}
Run = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Start the program over the database of this test, write these texts, and stop it."""
    people = tmp_path / "people.json"
    people.write_text(json.dumps(PEOPLE), encoding="utf-8")
    minutes = iter(range(60))

    def started(*texts: str, first: bool = False) -> list[str]:
        lines = "\n".join(
            json.dumps(
                {"at": f"2026-03-02T09:{next(minutes):02}:00-05:00", "from": PHONE, "text": text}
            )
            for text in texts
        )
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        arguments = ["chat", "--jsonl", "--database", f"sqlite:///{tmp_path / 'talk.db'}"]
        arguments += ["--fixture", str(people)] if first else []
        assert main(arguments) == 0
        news: list[dict[str, Any]] = [
            json.loads(line)
            for line in capsys.readouterr().out.splitlines()
            if line.startswith("{")
        ]
        return ["\n".join(m["text"] for m in one["messages"]) for one in news]

    return started


def to_the_address(run: Run) -> None:
    """In version 1, up to the question for the address."""
    said = run("a copy of my vaccination records", "by mail", "4/12/1986", first=True)
    assert said[-1].startswith("Where should we mail them?")


def upgrade(checkout: Checkout) -> None:
    """The field is called otherwise now, as the guide shows."""
    changed = next(block for block in BLOCKS if block.said("change"))
    for change in changed.said("change"):
        checkout.change(*change.split("|"))
    added = next(block for block in BLOCKS if block.said("append"))
    text = (checkout.root / MODULE).read_text(encoding="utf-8")
    checkout.write(MODULE, f"{text}\n{added.text}")


def test_an_open_question_under_another_name_takes_its_answer(run: Run, checkout: Checkout) -> None:
    assert main(["dialogs", "lock"]) == 0
    to_the_address(run)
    upgrade(checkout)
    said = run("12 Main Street, Springfield", "yes")
    assert "vaccination records for Jordan, by mail to 12 Main Street, Springfield" in said[0]
    assert said[1] == "Thank you. Our staff will mail the vaccination records."


def test_a_dialog_that_is_gone_is_told_and_goes_to_a_person(run: Run, checkout: Checkout) -> None:
    to_the_address(run)
    shutil.rmtree(checkout.root / "dialogs/records")
    sys.modules.pop("dialogs.records", None)
    said = run("12 Main Street, Springfield", "hello?")
    assert said[0].startswith(
        "Something changed on our side meanwhile. One of our staff will go on"
    )
    assert said[1] == ""


def test_a_program_that_is_put_back_does_not_guess(run: Run, checkout: Checkout) -> None:
    before = {name: (checkout.root / name).read_text() for name in (MODULE,)}
    texts = checkout.root / "dialogs/records/messages"
    words = {file.name: file.read_text() for file in texts.iterdir()}
    upgrade(checkout)
    to_the_address(run)
    for name, text in before.items():
        checkout.write(name, text)
    for name, text in words.items():
        checkout.write(f"dialogs/records/messages/{name}", text)
    said = run("12 Main Street, Springfield")
    assert said[0].startswith("Something changed on our side meanwhile.")


def test_another_question_above_is_not_answered_by_a_yes(run: Run, checkout: Checkout) -> None:
    """The yes was to the old read-back; the new version wants to know something else first."""
    assert main(["dialogs", "lock"]) == 0
    to_the_address(run)
    assert "Is that right?" in run("12 Main Street, Springfield")[0]
    checkout.change("version=1", "version=2")
    text = (checkout.root / MODULE).read_text(encoding="utf-8")
    field = "    how: How = ask(AChoice(How))\n"
    checkout.write(MODULE, text.replace(field, f"{field}    years: str = ask(AText())\n"))
    for lang in ("en", "es"):
        name = f"dialogs/records/messages/{lang}.toml"
        words = (checkout.root / name).read_text(encoding="utf-8")
        checkout.write(
            name, f'{words}\n[years]\nask = "Which years?"\nagain = "Which years, please?"\n'
        )
    said = run("yes", "2019 to 2024", "yes")
    assert said[0].endswith("Which years?")
    assert "by mail to 12 Main Street, Springfield. Is that right?" in said[1]
    assert said[2].startswith("Thank you.")
