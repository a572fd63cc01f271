"""docs/howto/write-a-dialog.md does what it says: every block of it is used as it stands."""

import importlib
import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import dialogs
from assistant.cli import main
from assistant.domain.ids import ConversationId
from assistant.engine.conversation import Conversation, Frame
from assistant.engine.replay import parse, render
from assistant.wiring import catalog_of
from tests.architecture.tree import ROOT
from tests.dialogs.stage import Houses, play, practice

GUIDE = (ROOT / "docs/howto/write-a-dialog.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODULE = "dialogs/records/__init__.py"
TALK = "2026-03-02T09:00:00-05:00"


@dataclass(frozen=True)
class Block:
    """A block of the guide: its language, what its head says, its text."""

    lang: str
    head: str
    text: str

    def said(self, key: str) -> list[str]:
        """The values of `key="..."` in the head."""
        return re.findall(rf'{key}="([^"]*)"', self.head)


BLOCKS = [Block(*found) for found in _FENCE.findall(GUIDE)]
FILES = {name: block.text for block in BLOCKS for name in block.said("title")}
MISTAKES = [(change, block.text) for block in BLOCKS for change in block.said("mistake")]


class Checkout:
    """A copy of the house in which somebody follows the guide."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)
        shutil.copy(ROOT / "dialogs/dialogs.lock", root / "dialogs")

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        sys.modules.pop("dialogs.records", None)
        importlib.invalidate_caches()
        shutil.rmtree(self.root / "dialogs/records/__pycache__", ignore_errors=True)

    def change(self, old: str, new: str) -> None:
        """Replace words wherever they stand in the dialog's files."""
        found = [name for name in FILES if name.startswith("dialogs/")]
        texts = {name: (self.root / name).read_text(encoding="utf-8") for name in found}
        assert any(old in text for text in texts.values())
        for name, text in texts.items():
            self.write(name, text.replace(old, new))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checkout]:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(dialogs, "__path__", [str(tmp_path / "dialogs"), *dialogs.__path__])
    yield Checkout(tmp_path)
    sys.modules.pop("dialogs.records", None)


def typed(*, slow: bool) -> list[str]:
    """The commands of the guide, without `frontdesk`."""
    blocks = [b for b in BLOCKS if b.lang == "console" and ("slow" in b.head) is slow]
    lines = [line for block in blocks for line in block.text.splitlines()]
    assert all(line.startswith("$ frontdesk ") for line in lines)
    return [line.removeprefix("$ frontdesk ") for line in lines]


def test_every_block_is_used() -> None:
    keys = ("title", "mistake", "change", "append")
    loose = [b for b in BLOCKS if b.lang != "console" and not any(map(b.said, keys))]
    assert loose == []
    assert len(FILES) == 5
    assert len(MISTAKES) == 3


def test_the_dialog_is_thirty_lines_and_its_texts() -> None:
    code = FILES[MODULE].split("\n\n\n", 1)[1]
    lines = [line for line in code.splitlines() if line.strip() and '"""' not in line]
    assert len(lines) <= 30
    questions = [line for line in lines if re.search(r"= (ask|call|choose|confirm)\(", line)]
    assert len(questions) >= 5


def test_its_commands_work(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in typed(slow=False):
        arguments = line.split()
        if arguments == ["chat"]:
            text = {"at": TALK, "from": "+15550100001", "text": "a copy of my chart, please"}
            monkeypatch.setattr(
                sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(text).encode()))
            )
            arguments.append("--jsonl")
        assert main(arguments) == 0, capsys.readouterr().err
    assert "Which records would you like?" in capsys.readouterr().out
    assert "[records.1]" in (checkout.root / "dialogs/dialogs.lock").read_text()
    assert "## Records" in (checkout.root / "dialogs/README.md").read_text()


@pytest.mark.service
def test_it_can_be_walked(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    assert checkout.root
    for line in typed(slow=True):
        assert main(line.split()) == 0, capsys.readouterr().err
    said = capsys.readouterr().out
    assert "Nothing breaks" in said
    assert "never reached: records" not in said


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("tests/")])
def test_its_talks_go_as_written(
    name: str, checkout: Checkout, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert checkout.root
    houses = Houses(tmp_path_factory.mktemp("houses"))
    assert render(play(houses, "talk", parse(FILES[name]))) == FILES[name]


@pytest.mark.parametrize(("change", "said"), MISTAKES)
def test_its_mistakes_are_named_as_shown(
    change: str, said: str, checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.change(*change.split("|"))
    assert main(["dialogs", "check"]) != 0
    told = capsys.readouterr().err.replace(f"{checkout.root}/", "")
    assert said.strip() in told


def test_a_patient_in_the_middle_goes_on_in_the_changed_dialog(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dialogs", "lock"]) == 0
    before = catalog_of(practice())
    records = before.dialogs["records"]
    frame = Frame(
        "records", 1, {"address": "12 Main St"}, asked="address", asked_as=records.shapes["address"]
    )
    stored = before.encode(Conversation(ConversationId("cnv_1"), frames=(frame,)))
    later = next(block for block in BLOCKS if block.said("change"))
    for change in later.said("change"):
        checkout.change(*change.split("|"))
    assert main(["dialogs", "check"]) != 0
    told = capsys.readouterr().err.replace(f"{checkout.root}/", "")
    assert later.text.strip() in told
    added = next(block for block in BLOCKS if block.said("append"))
    module = checkout.root / MODULE
    checkout.write(MODULE, module.read_text(encoding="utf-8") + "\n" + added.text)
    assert main(["dialogs", "lock"]) == 0
    assert main(["dialogs", "check"]) == 0
    (found,) = catalog_of(practice()).decode(stored).frames
    assert (found.version, found.asked, found.data) == (2, "street", {"street": "12 Main St"})


def test_a_changed_shape_is_refused_until_it_is_another_version_or_locked_again(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dialogs", "check"]) != 0
    assert "version 1 of records is not in dialogs.lock; run" in capsys.readouterr().err
    assert main(["dialogs", "lock"]) == 0
    checkout.change("address", "street")
    for command in ("check", "lock"):
        assert main(["dialogs", command]) != 0
        told = capsys.readouterr().err
        assert "records has lost address" in told
        assert "raise it to 2 (or, if that was never deployed: frontdesk dialogs lock --ag" in told
    assert main(["dialogs", "lock", "--again", "records"]) == 0
    assert main(["dialogs", "check"]) == 0
