from pathlib import Path

import pytest

from tests.cli.commands import Shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """An installation of its own, empty."""
    return Shell(tmp_path, monkeypatch, capsys)
