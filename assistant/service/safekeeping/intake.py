"""Where a text is kept before the neighbour hears that we have it: the database, else the spool.

While texts wait in the spool new ones are put behind them, so that a patient's texts stay in
their order. Whoever serves takes them in as soon as the database takes them.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from assistant import telemetry
from assistant.domain.clock import Instant
from assistant.domain.errors import StoreError
from assistant.domain.facts import Lang
from assistant.domain.message import InboundMessage
from assistant.service import inbox
from assistant.store.database import Store, Tx
from assistant.store.safekeeping.spool import Line, Spool, Spooled

KEEP_WITHIN_S = 6.0
"""Seconds that a database may take for a text; neighbours themselves give up after 15."""
TOGETHER = 200
"""Texts that are taken in with one commit."""
MAX_FAILURES = 5
"""How often a text may be the only one that is not taken in, before it is put aside."""
_IN_A_ROW = 3
"""After so many failures and no success it is the database, and not the texts."""

_log = telemetry.log("service.safekeeping.intake")


async def keep(store: Store, spool: Spool | None, message: InboundMessage, lang: Lang) -> bool:
    """Keep a text; False if we have it already, as far as that is known yet.

    Raises:
        StoreError: neither the database nor the spool could take it.
    """
    if spool is None:
        return await store.write(partial(inbox.accept, message=message, lang=lang))
    if not spool.size():
        try:
            async with asyncio.timeout(KEEP_WITHIN_S):
                return await store.write(partial(inbox.accept, message=message, lang=lang))
        except (StoreError, TimeoutError) as error:
            _log.failed("spooling", error)
    text = Spooled(inbox.storable(message), store.clock.now())
    await asyncio.to_thread(spool.add, text)
    telemetry.text_spooled()
    return True


def take_in(store: Store, spool: Spool, lang: Lang) -> bool:
    """Bring all that waits in the spool into the database, in order; False if nothing waited.

    Not for the event loop: it waits for the disk.

    Raises:
        StoreError: the database does not take them; they stay where they are.
    """
    with spool.taking() as lines:
        readable = [line for line in lines if line.text is not None]
        aside = [line for line in lines if line.text is None]
        taken = _Taken(store, lang)
        for start in range(0, len(readable), TOGETHER):
            taken.add(readable[start : start + TOGETHER])
        if taken.count:  # others were taken: it may be their own fault
            aside += [line for line in taken.refused if spool.failed(line) >= MAX_FAILURES]
        if aside:
            spool.put_aside(aside)
            _log.error("put_aside", count=len(aside))
        if set(taken.refused) - set(aside):
            raise StoreError(
                "some texts of the spool were not taken; they stay and are tried again"
            )
    if lines:
        _log.info("taken_in", count=taken.count)
    return bool(lines)


class _Taken:
    """How far the taking in has come."""

    def __init__(self, store: Store, lang: Lang) -> None:
        self.count = 0
        self.refused: list[Line] = []
        self._in_a_row = 0
        self._store, self._lang = store, lang

    def add(self, lines: Sequence[Line]) -> None:
        """Take these in with one commit; if that fails, one by one.

        Raises:
            StoreError: none of them is taken: it is not their fault.
        """
        try:
            self._write(lines)
        except StoreError:
            for line in lines:
                self._alone(line)

    def _alone(self, line: Line) -> None:
        try:
            self._write([line])
        except StoreError:
            self.refused.append(line)
            self._in_a_row += 1
            if self._in_a_row >= _IN_A_ROW:
                raise
        else:
            self._in_a_row = 0

    def _write(self, lines: Sequence[Line]) -> None:
        texts = [line.text for line in lines if line.text is not None]
        self._store.write_sync(partial(_accept_all, texts=texts, lang=self._lang))
        self.count += len(texts)


def _accept_all(tx: Tx, texts: Sequence[Spooled], lang: Lang) -> None:
    for text in texts:
        inbox.accept(tx, text.message, lang, _not_later(text.received_at, tx.now))


def _not_later(came_at: Instant, now: Instant) -> Instant:
    """Clocks of machines differ; nothing comes from the future."""
    return min(came_at, now)
