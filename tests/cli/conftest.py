from pathlib import Path

import pytest

from assistant import wiring
from assistant.cli import chat
from assistant.domain.practice import Practice
from assistant.engine.catalog import Catalog
from tests.cli.commands import Shell

_read = wiring.catalog_of
_known: list[Catalog] = []


def _catalog_of(practice: Practice) -> Catalog:
    found = next((catalog for catalog in _known if catalog.practice == practice), None)
    if found is None:
        found = _read(practice)
        _known.append(found)
    return found


@pytest.fixture(autouse=True)
def dialogs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialogs are read once for each practice, not at each of the commands."""
    for module in (wiring, chat):
        monkeypatch.setattr(module, "catalog_of", _catalog_of)


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """An installation of its own, empty."""
    return Shell(tmp_path, monkeypatch, capsys)
