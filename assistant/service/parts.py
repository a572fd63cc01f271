"""The parts of a running house, put together by `assistant.wiring` and handed around whole."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from assistant.domain.clock import Clock
from assistant.domain.ids import Ids
from assistant.domain.message import InboundMessage, StatusUpdate
from assistant.domain.practice import Practice
from assistant.ports.channel import Channel
from assistant.service import outbox
from assistant.service.desk import Desk
from assistant.service.safekeeping import intake, restoring
from assistant.service.safekeeping.restoring import Gate
from assistant.service.sender import Sender
from assistant.service.turns import Turns
from assistant.service.wakes import Wakes
from assistant.store.database import Store
from assistant.store.safekeeping.spool import Spool


@dataclass(frozen=True, slots=True)
class Parts:
    """What works together on one database."""

    store: Store
    channels: Mapping[str, Channel]
    clock: Clock
    ids: Ids
    turns: Turns
    sender: Sender
    wakes: Wakes = field(default_factory=Wakes)
    gate: Gate = field(default_factory=Gate)
    spool: Spool | None = None
    """Where texts go that the database cannot take; None: nowhere, the neighbour is told to try again."""

    @property
    def practice(self) -> Practice:
        """The practice that is served."""
        return self.turns.mind.catalog.practice

    @property
    def desk(self) -> Desk:
        """What staff can do."""
        return Desk(self.turns)

    async def accept(self, message: InboundMessage) -> bool:
        """Keep a text, once; it is committed, or in the spool, when this returns.

        False if it was a repeat, as far as that is known already.

        Raises:
            StoreError: it could not be kept; the neighbour shall try again.
        """
        lang = self.practice.languages[0]
        is_new = await intake.keep(self.store, self.spool, message, lang)
        self.wakes.texts.set()
        return is_new

    async def take_in(self) -> bool:
        """Bring texts from the spool into the database, if it takes them; False if there were none.

        Raises:
            StoreError: the database does not take them; they stay where they are.
        """
        if self.spool is None or not self.spool.size():
            return False
        lang = self.practice.languages[0]
        had = await asyncio.to_thread(intake.take_in, self.store, self.spool, lang)
        if had:
            self.wakes.texts.set()
        return had

    async def reconcile(self) -> None:
        """Find out what left since a backup was put back, if one was; nothing is sent before.

        Raises:
            AssistantError: that cannot be found out now; the gate stays shut.
        """
        if not self.gate.is_open:
            await restoring.reconcile(self.gate, self.store, self.channels, self.turns)

    async def note_status(self, update: StatusUpdate) -> bool:
        """Note what a neighbour says of a text of ours; False when it changes nothing.

        Raises:
            StoreError: it could not be kept; the neighbour shall try again.
        """
        work = partial(outbox.status, update=update, practice=self.practice)
        changed = await self.store.write(work)
        self.wakes.sends.set()
        return changed
