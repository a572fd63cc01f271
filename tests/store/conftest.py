"""A desk with a store of its own for each test."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.databases import BOTH, url_in, using
from tests.store.world import Desk, HandClock, open_store


@pytest.fixture(params=BOTH, autouse=True)
def database(request: pytest.FixtureRequest) -> Generator[None]:
    """Each test of this folder runs over both databases."""
    with using(request.param):
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    clock = HandClock()
    store = open_store(url_in(tmp_path), clock)
    yield Desk(store, clock)
    store.close_sync()
