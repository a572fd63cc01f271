"""Which ways of the dialogs the transcripts tell, all of them played one after the other.

`python -m tests.dialogs.told [PAGE]` names the ways that none tells, and writes a page with every
dialog's picture in which they are marked.
"""

import sys
import tempfile
from pathlib import Path

from assistant.cli.output import say
from assistant.engine import diagram, machine
from assistant.engine.replay import parse
from assistant.engine.walking.ways import Way, left_out
from tests.dialogs.stage import Houses, play
from tests.dialogs.test_transcripts import TRANSCRIPTS, name_of
from tests.dialogs.walked import the_catalog


def told(folder: Path) -> set[Way]:
    """The ways that the transcripts take."""
    houses = Houses(folder, the_catalog())
    for path in TRANSCRIPTS:
        play(houses, name_of(path), parse(path.read_text(encoding="utf-8")))
    return houses.taken


def untold(taken: set[Way]) -> list[str]:
    """The ways that are left, in words."""
    ways = left_out(the_catalog().dialogs.values(), taken)
    return [f"{dialog}: {way.source} to {way.target} ({way.label})" for dialog, way in ways]


def main() -> None:
    """Print what is left out, and draw it."""
    with tempfile.TemporaryDirectory() as folder:
        taken = told(Path(folder))
    dialogs = the_catalog().dialogs.values()
    total = sum(len(machine.compile(dialog).transitions) for dialog in dialogs)
    missing = untold(taken)
    say(f"{len(TRANSCRIPTS)} transcripts tell {total - len(missing)} of {total} ways.")
    say("\n".join(missing))
    for page in sys.argv[1:]:
        Path(page).write_text(diagram.page(the_catalog(), taken), encoding="utf-8")


if __name__ == "__main__":
    main()
