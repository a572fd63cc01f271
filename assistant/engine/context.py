"""What the reading of a field may look at beside the facts."""

from typing import Any

from msgspec import Struct

from assistant.domain.clock import Instant
from assistant.domain.practice import Practice


class Context(Struct, frozen=True):
    """What a kind may look at beside the facts: the practice, the options shown, the moment."""

    practice: Practice
    at: Instant
    shown: tuple[Any, ...] = ()
