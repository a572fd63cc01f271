"""The sample practice, for all that is measured."""

from functools import cache
from pathlib import Path

from assistant.domain.practice import Practice
from assistant.service import practice as practice_file

FILE = Path(__file__).parents[2] / "integrations" / "simulated" / "practice.toml"


@cache
def sample_practice() -> Practice:
    """Two sites, five providers, eight kinds of visit."""
    return practice_file.parse(FILE.read_text(encoding="utf-8"), file=FILE.name)
