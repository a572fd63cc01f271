"""Every transcript is played through the whole house and must come out as it is written.

`pytest tests/dialogs --update-transcripts` writes what came out.
"""

from pathlib import Path

import pytest

from assistant.engine.replay import Transcript, parse, render
from tests.dialogs.stage import Houses, replay

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*/transcripts/*.txt"))


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Houses:
    return Houses(tmp_path_factory.mktemp("houses"))


def one_message(transcript: Transcript) -> str:
    """As it is written down: the messages of a step follow one another."""
    return render(transcript)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
async def test_the_talk_goes_as_written(
    path: Path, houses: Houses, update_transcripts: bool
) -> None:
    written = path.read_text(encoding="utf-8")
    name = f"{path.parent.parent.name}-{path.stem}"
    played = one_message(await replay(houses, name, parse(written)))
    if update_transcripts:
        path.write_text(played, encoding="utf-8")
        return
    assert played.splitlines() == written.splitlines()


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) > 30
