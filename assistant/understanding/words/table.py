"""How the phrase tables are laid out."""

from assistant.domain.facts import FactKind

Table = tuple[tuple[FactKind | None, str, str], ...]
"""Kind, value, patterns one a line. Kind None: says nothing, and hides what lies inside it."""
