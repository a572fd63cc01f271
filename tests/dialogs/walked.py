"""The walk over all dialogs, taken once in a test run."""

from functools import cache

from assistant.engine.catalog import Catalog
from assistant.engine.walking.walker import WalkReport, walk_all
from assistant.wiring import catalog_of
from tests.dialogs.stage import practice


@cache
def the_catalog() -> Catalog:
    """All dialogs, for the sample practice."""
    return catalog_of(practice())


@cache
def the_walk() -> WalkReport:
    """What the walk saw."""
    return walk_all(the_catalog())
