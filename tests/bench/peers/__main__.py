"""`make bench-peers`: one booking of seven texts on our engine and on five others, in one sitting.

Each repetition runs all of them one after the other, each peer in a process of its own in
`.venv-peers`. What is compared: processor time for one text with its state saved as JSON. The
peers do less: none of them is interrupted, corrected, spoken to in two languages or journaled.
"""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.wiring import catalog_of
from tests.bench.engine import JOBS, cost, jobs
from tests.bench.report import Line, Table, interleaved, ratio
from tests.bench.sample import sample_practice

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".venv-peers" / "bin" / "python"
REPETITIONS = 5
PEERS = {
    "transitions, AsyncMachine": "transitions",
    "python-statemachine, async": "statemachine",
    "aiogram, FSM": "aiogram",
    "python-telegram-bot, ConversationHandler": "telegram",
    "botbuilder-dialogs, MemoryStorage": "botbuilder",
}
"""By the name in the table: the program `with_*.py`."""
PEER_JOBS = 60


def measure() -> Table:
    """The table.

    Raises:
        subprocess.CalledProcessError: a peer did not play the booking to its end.
    """
    ours, floor = jobs(catalog_of(sample_practice()))
    candidates: dict[str, Callable[[], float]] = {
        "hand-written match": lambda: cost(floor, JOBS * 8),
        "ours": lambda: cost(ours, JOBS),
    }
    candidates |= {name: partial(_peer, program) for name, program in PEERS.items()}
    found = interleaved(candidates, REPETITIONS)
    by_hand = found["hand-written match"]
    lines = [Line(name, tuple(values), "us") for name, values in found.items()]
    lines += [
        ratio(f"{name}, over hand-written", found[name], by_hand, 12 if name == "ours" else None)
        for name in found
        if found[name] is not by_hand
    ]
    return Table(
        "Peers: seven texts of a booking, a turn with its state saved as JSON",
        tuple(lines),
        (
            "python-telegram-bot saves its state and does not read it again;",
            "aiogram and python-telegram-bot also build the Update that their users get.",
        ),
    )


def _peer(program: str) -> float:
    """Microseconds of processor time a turn, as the peer's own process counts them."""
    command = [str(PYTHON), "-W", "ignore", "-m", f"tests.bench.peers.with_{program}"]
    done = subprocess.run(  # noqa: S603 (our own programs)
        [*command, str(PEER_JOBS)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    if not PYTHON.exists():
        sys.exit("There is no .venv-peers; run: make bench-peers")
    print(measure().printed())
