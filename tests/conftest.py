"""What every test may use: how transcripts are rewritten, and how long properties look."""

import gc
from datetime import timedelta

import pytest
from hypothesis import settings

settings.register_profile("fast", max_examples=50, deadline=None)
settings.register_profile("soak", max_examples=5_000, deadline=timedelta(seconds=10))
settings.load_profile("fast")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="write the golden transcripts again instead of comparing with them",
    )


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through again and again for garbage."""
    gc.freeze()


@pytest.fixture
def update_transcripts(request: pytest.FixtureRequest) -> bool:
    """Whether this run rewrites the golden transcripts."""
    return bool(request.config.getoption("--update-transcripts"))
