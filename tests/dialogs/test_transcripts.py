"""Every transcript is played through the whole house and must come out as it is written.

`pytest tests/dialogs --update-transcripts` writes what came out.
"""

from pathlib import Path

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.engine.replay import parse, render
from tests.dialogs.stage import Houses, play
from tests.dialogs.walked import the_catalog

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*/transcripts/*.txt"))


def name_of(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Houses:
    return Houses(tmp_path_factory.mktemp("houses"), the_catalog())


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=name_of)
def test_the_talk_goes_as_written(path: Path, houses: Houses, update_transcripts: bool) -> None:
    written = path.read_text(encoding="utf-8")
    played = render(play(houses, name_of(path), parse(written)))
    if update_transcripts:
        path.write_text(played, encoding="utf-8")
        return
    assert played.splitlines() == written.splitlines()


def test_every_dialog_has_transcripts_in_both_languages() -> None:
    langs = {(path.parent.parent.name, parse(path.read_text()).head.lang) for path in TRANSCRIPTS}
    folders = {folder for folder, _ in langs}
    assert langs == {(folder, lang) for folder in folders for lang in Lang}


def test_a_talk_that_goes_otherwise_is_noticed(houses: Houses) -> None:
    path = HERE / "routing" / "transcripts" / "hello.txt"
    written = path.read_text(encoding="utf-8").replace("Hi, this is", "Good day, this is")
    assert render(play(houses, "otherwise", parse(written))) != written


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("> hi", "line 1"),
        ("at 2026-03-02 25:00 America/New_York   lang en   patient demo", "line 1"),
        ("at 2026-03-02 09:00 America/New_York   lang en   patient demo\n< hi", "line 2"),
        ("at 2026-03-02 09:00 America/New_York   lang en   patient demo\n> a\n? b", "line 3"),
        ("# nothing", "begins with"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, where: str) -> None:
    with pytest.raises(ConfigurationError, match=where):
        parse(text)
