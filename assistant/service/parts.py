"""The parts of a running house, put together by `assistant.wiring` and handed around whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from assistant.domain.clock import Clock
from assistant.domain.ids import Ids
from assistant.domain.message import InboundMessage, StatusUpdate
from assistant.domain.practice import Practice
from assistant.ports.channel import Channel
from assistant.service import inbox, outbox
from assistant.service.desk import Desk
from assistant.service.sender import Sender
from assistant.service.turns import Turns
from assistant.service.wakes import Wakes
from assistant.store.database import Store


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

    @property
    def practice(self) -> Practice:
        """The practice that is served."""
        return self.turns.mind.catalog.practice

    @property
    def desk(self) -> Desk:
        """What staff can do."""
        return Desk(self.turns)

    async def accept(self, message: InboundMessage) -> bool:
        """Keep a text, once; it is committed when this returns. False if it was a repeat.

        Raises:
            StoreError: it could not be kept; the neighbour shall try again.
        """
        lang = self.practice.languages[0]
        is_new = await self.store.write(partial(inbox.accept, message=message, lang=lang))
        self.wakes.texts.set()
        return is_new

    async def note_status(self, update: StatusUpdate) -> bool:
        """Note what a neighbour says of a text of ours; False when it changes nothing.

        Raises:
            StoreError: it could not be kept; the neighbour shall try again.
        """
        work = partial(outbox.status, update=update, practice=self.practice)
        changed = await self.store.write(work)
        self.wakes.sends.set()
        return changed
