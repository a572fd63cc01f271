"""Wake-ups between those who leave work in the store and those who do it, in one process."""

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wakes:
    """Set after a commit that left work. Losing one costs a poll's wait, nothing else."""

    texts: asyncio.Event = field(default_factory=asyncio.Event)
    sends: asyncio.Event = field(default_factory=asyncio.Event)
