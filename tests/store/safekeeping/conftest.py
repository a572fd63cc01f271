"""A spool of its own for each test; no database is in it."""

from pathlib import Path

import pytest

from assistant.store.safekeeping.spool import Spool
from tests.pipeline import CountedIds, keys


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool", keys(), CountedIds(), max_bytes=100_000)
