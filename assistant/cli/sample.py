"""What the demo is about: the practice, people and visits that ship with the simulated neighbours."""

import json
from pathlib import Path
from typing import Any, cast

from assistant.domain.clock import Instant, local
from assistant.domain.practice import Practice
from assistant.plugins import data_file, plug_in_value
from assistant.service.fixtures import apply, load_fixture
from assistant.store.database import Tx

YOU = "+15550100001"
"""The number of the phone in the terminal: one patient, known to the practice."""
FAMILY = "+15550100002"
"""A number that a mother and her two children share; she writes Spanish."""
YOUR_NAME = "Jordan Avery, born 4/12/1986"
"""The patient at `YOU`."""
_PACKAGE = "integrations.simulated"


def sample_practice() -> Path:
    """The practice.toml that ships with the simulated neighbours."""
    return data_file(_PACKAGE, "practice.toml")


def fill(tx: Tx, practice: Practice) -> int:
    """People and four weeks of their visits, from today on; how many visits."""
    make = plug_in_value(f"{_PACKAGE}.calendar", "sample_fixture")
    book = cast(dict[str, list[dict[str, Any]]], make(practice, start=_today(tx, practice)))
    for visit in book["appointments"]:
        if Instant.fromisoformat(visit["start"]) <= tx.now:
            visit["status"] = "fulfilled"
    apply(tx, practice, load_fixture(json.dumps(book), "json"))
    return len(book["appointments"])


def _today(tx: Tx, practice: Practice) -> object:
    return local(tx.now, practice.zone).date()
