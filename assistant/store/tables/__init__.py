"""All tables, by noun; importing this package makes `metadata` whole."""

from assistant.store.tables import people, pipeline, practice, scheduling
from assistant.store.tables.metadata import metadata

__all__ = ["metadata", "people", "pipeline", "practice", "scheduling"]
