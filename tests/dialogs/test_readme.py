"""README.md shows a talk; it is one of the transcripts, word for word."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT

README = ROOT / "README.md"
TRANSCRIPT = Path(__file__).parent / "booking" / "transcripts" / "readme.txt"
_TALK = re.compile(r"```\n(> .*?)\n\[queue: opened\] 1\) routine: (\S+)\n```", re.DOTALL)


def test_the_talk_in_the_readme_is_played_by_the_tests(update_transcripts: bool) -> None:
    text, lines = README.read_text(), TRANSCRIPT.read_text().splitlines()
    spoken = "\n".join(line for line in lines if line[:2] in {"> ", "< "})
    shown = _TALK.search(text)
    assert shown is not None
    if update_transcripts:
        README.write_text(text.replace(shown[1], spoken, 1))
        return
    assert shown[1] == spoken
    assert f"! task_opened {shown[2]}" in lines
