from pathlib import Path

import pytest

from assistant import wiring
from assistant.cli import chat
from assistant.domain.practice import Practice
from assistant.engine.catalog import Catalog
from tests.cli.commands import SAMPLE, Shell
from tests.databases import lay_out

_read = wiring.catalog_of
_known: list[Catalog] = []


def _catalog_of(practice: Practice) -> Catalog:
    found = next((catalog for catalog in _known if catalog.practice == practice), None)
    if found is None:
        found = _read(practice)
        _known.append(found)
    return found


@pytest.fixture(autouse=True)
def prepared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialogs are read once for each practice and tables made once, not at each command."""
    monkeypatch.setattr(wiring, "migrate", lay_out)
    for module in (wiring, chat):
        monkeypatch.setattr(module, "catalog_of", _catalog_of)


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """An installation of its own, empty."""
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keeps installations that several tests begin with."""
    return tmp_path_factory.mktemp("laid_out")


def _load(shell: Shell) -> None:
    assert shell.run("practice", "load", SAMPLE).code == 0


@pytest.fixture
def loaded(shell: Shell, laid_out: Path) -> Shell:
    """An installation with the sample practice."""
    shell.begin_as(laid_out / "loaded", _load)
    return shell
