"""Who is measured: ours, and what a practice would have without it."""

import sys
from dataclasses import dataclass
from pathlib import Path

_PEERS = Path(".venv-peers/bin/python")
"""Where `make bench-peers` installs other people's readers, if it was run."""


@dataclass(frozen=True, slots=True)
class Predictor:
    """A command that speaks the protocol, and the tasks that it can do."""

    name: str
    command: tuple[str, ...]
    tasks: frozenset[str]


OURS = Predictor(
    "frontdesk",
    (str(Path(sys.executable).with_name("frontdesk")), "understand", "--ready"),
    frozenset({"date", "act", "intent"}),
)
_BASELINE = str(Path(__file__).with_name("baseline.py"))


def baselines() -> tuple[Predictor, ...]:
    """The predictors to compare with that are installed."""
    found = [
        Predictor("dateparser", (sys.executable, _BASELINE, "dateparser"), frozenset({"date"})),
        Predictor(
            "rapidfuzz", (sys.executable, _BASELINE, "rapidfuzz"), frozenset({"act", "intent"})
        ),
    ]
    if _PEERS.exists():
        found.append(
            Predictor(
                "recognizers",
                (str(_PEERS.resolve()), _BASELINE, "recognizers"),
                frozenset({"date"}),
            )
        )
    return tuple(found)
