"""A desk with a store of its own for each test."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.store.world import Desk, HandClock, fresh_sqlite, open_store


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    clock = HandClock()
    store = open_store(fresh_sqlite(tmp_path), clock)
    yield Desk(store, clock)
    store.close_sync()
