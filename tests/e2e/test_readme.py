"""The commands of README.md, as somebody who has just cloned it would run them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.cli import main
from tests.architecture.tree import ROOT
from tests.e2e.processes import inherited

pytestmark = [pytest.mark.service, pytest.mark.enable_socket, pytest.mark.timeout(900)]

README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_CLONED = (".git", ".venv", "var", "build", "dist", "node_modules", "__pycache__", ".*_cache")
MADE = re.findall(r"^(make \w+)", README, re.MULTILINE)
NAMED = re.findall(r"`frontdesk ([a-z]+(?: [a-z]+)?)[ `]", README)


def run(folder: Path, *command: str, typed: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, env=inherited(), input=typed, capture_output=True, text=True,
        timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_its_two_commands_need_nothing_but_python_and_make(tmp_path: Path) -> None:
    assert MADE == ["make demo", "make test"]
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(*NOT_CLONED))
    demo = run(clone, *MADE[0].split(), typed="are you open saturday?\n/quit\n")
    assert "Harbor Point" in demo.partition("> are you open saturday?")[2]
    # That all of the tests pass is not for one of them to say.
    assert " passed" in run(clone, *MADE[1].split(), "ARGS=tests/domain")
    assert (clone / "var" / "demo" / "frontdesk.db").exists()


@pytest.mark.parametrize("command", sorted({*NAMED}))
def test_a_command_it_names_is_there(command: str) -> None:
    assert main([*command.split(), "--help"]) == 0
