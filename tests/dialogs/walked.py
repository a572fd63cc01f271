"""All dialogs, read once in a test run."""

from functools import cache

from assistant.engine.catalog import Catalog
from assistant.wiring import catalog_of
from tests.dialogs.stage import practice


@cache
def the_catalog() -> Catalog:
    """All dialogs, for the sample practice."""
    return catalog_of(practice())
