"""What the web process needs from the rest of the house."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.domain.ids import Ids
from assistant.domain.message import InboundMessage, StatusUpdate
from assistant.ports.channel import Channel
from assistant.service.health import Finding


class Reception(Protocol):
    """The house as the web sees it; `assistant.wiring` builds one."""

    @property
    def ids(self) -> Ids:
        """Where correlation ids come from."""
        ...

    @property
    def public_url(self) -> str:
        """The address neighbours call, without a trailing slash; "" when there is none."""
        ...

    @property
    def channels(self) -> Mapping[str, Channel]:
        """The configured channels, by their integration's name."""
        ...

    async def accept(self, message: InboundMessage) -> None:
        """Keep a text, once; it is committed, or in the spool, when this returns.

        Raises:
            StoreError: it could not be kept; the neighbour shall try again.
        """
        ...

    async def note_status(self, update: StatusUpdate) -> None:
        """Note what became of a text; committed when this returns. Raises like `accept`."""
        ...

    async def look(self) -> Sequence[Finding]:
        """How the house is doing, in words, with what to do."""
        ...

    async def measure(self) -> None:
        """Bring the gauges of `assistant.telemetry` up to date."""
        ...

    async def attend(self, stop: asyncio.Event) -> None:
        """What every process does besides its work, until `stop` is set."""
        ...

    async def work(self, stop: asyncio.Event) -> None:
        """Take turns, send, and fire timers until `stop` is set."""
        ...
