"""A life of the house in a process of its own, which ends where it is told to.

The points at which it can be killed are those at which something becomes lasting, a commit or a
text at the carrier's: just before, and just after. Between two of them a process can die wherever
it likes, and nobody could tell the difference.
"""

import asyncio
import json
import os
import signal
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import RootTransaction, Table, func, select

from assistant.cli.demo import demo_settings
from assistant.cli.phones import Phones, Typed, as_inbound, our_line
from assistant.domain.clock import Clock
from assistant.domain.message import OutboundMessage, Receipt, ReceiptStatus
from assistant.engine.replay import parse
from assistant.ports.channel import Channel
from assistant.service import fixtures
from assistant.service.talks.replays import replayed
from assistant.settings import Settings
from assistant.store import audit, inbox
from assistant.store.conversations import newest
from assistant.store.database import Tx
from assistant.store.tables.scheduling import appointments as visits
from assistant.store.tables.scheduling import holds
from assistant.wiring import Frontdesk, Overrides, SteppedClock, build, opened_store
from integrations.simulated.phone import SimulatedPhones
from tests.dialogs.stage import PHONES, fixture_of
from tests.dialogs.test_transcripts import HERE
from tests.dialogs.walked import the_catalog
from tests.simulation.bugs import BUGS

TEXTS = ("I need a checkup tomorrow", "2", "yes")
"""What the patient writes; each after the answer to the one before."""
CATALOG = the_catalog()  # for all processes that are forked from the one which imports this
CHANNEL = "sms"
_MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_PATIENCE = timedelta(minutes=12)
"""So long the house has to make good: longer than a lease, the doubt about a text and a back-off."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a house lives. `url` "": SQLite, in the folder."""

    folder: Path
    url: str = ""

    @property
    def settings(self) -> Settings:
        """The house's settings."""
        settings = demo_settings(self.folder)
        return settings.model_copy(update={"database_url": SecretStr(self.url)} if self.url else {})

    def lines(self, name: str) -> list[Any]:
        """What was written to a file that outlives the process."""
        path = self.folder / name
        return [json.loads(x) for x in path.read_text().splitlines()] if path.exists() else []

    def add(self, name: str, what: object) -> None:
        """Write a line to such a file, in one go."""
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(what) + "\n")


@dataclass
class Fate:
    """Counts the points; kills the process at the one of this number, from 1. 0: at none."""

    at: int
    met: int = 0

    def point(self) -> None:
        """Something is about to last, or has just begun to."""
        self.met += 1
        if self.met == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Line:
    """The carrier, who outlives the house and forgets nothing."""

    place: Place
    fate: Fate
    inner: SimulatedPhones = field(default_factory=lambda: SimulatedPhones(b"a life"))

    async def send(self, message: OutboundMessage) -> Receipt:
        """Take it; the house may die before it hears so."""
        self.fate.point()
        self.place.add("sent", [message.id, message.to.address, message.text])
        self.fate.point()
        return _receipt(message)

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """Was it taken?"""
        was_taken = any(sent[0] == message.id for sent in self.place.lines("sent"))
        return _receipt(message) if was_taken else None

    def __getattr__(self, name: str) -> Any:
        """All else is as with any simulated phone."""
        return getattr(self.inner, name)


def _receipt(message: OutboundMessage) -> Receipt:
    return Receipt(f"c-{message.id}", ReceiptStatus.DELIVERED)


def lay_out(place: Place) -> None:
    """An empty database with people on its books."""
    path = HERE / "booking" / "transcripts" / "race.txt"
    book = fixture_of(parse(path.read_text(encoding="utf-8")).head)
    with opened_store(place.settings, SteppedClock(_MONDAY)) as store:
        store.write_sync(partial(fixtures.apply, practice=CATALOG.practice, fixture=book))


def live(place: Place, number: int, killed_at: int, bug: str = "") -> None:
    """One life: take up what is left, then go on with the texts. The end of it is kept as `end`.

    Args:
        place: where the house lives.
        number: of the life, from 0; each begins some minutes after the one before.
        killed_at: the point, see `Fate`.
        bug: the name of one to be planted.
    """
    fate = Fate(killed_at)
    commit = RootTransaction.commit

    def watched(self: RootTransaction) -> None:
        fate.point()
        commit(self)
        fate.point()

    with ExitStack() as stack:
        if bug:
            stack.enter_context(BUGS[bug].planted())
        RootTransaction.commit = watched  # the process has no other life than this one
        asyncio.run(_live(place, number, fate, bug))
    place.add("end", {"points": fate.met, **_ended(place)})


async def _live(place: Place, number: int, fate: Fate, bug: str) -> None:
    clock = SteppedClock(_MONDAY + number * _PATIENCE)

    def channels(_: Clock) -> Mapping[str, Channel]:
        line: Any = Line(place, fate)
        return {CHANNEL: Phones(line, CHANNEL, clock, lambda _arrived: None)}

    overrides = Overrides(clock, catalog=CATALOG, channels=channels)
    async with build(place.settings, overrides) as sound:
        house = replace(sound, parts=BUGS[bug].patch(sound.parts)) if bug else sound
        await _make_good(house, clock)
        for n, words in enumerate(TEXTS):
            if [n] in place.lines("taken"):
                continue
            typed = Typed(PHONES["demo"], words, f"text-{n}", CHANNEL)
            await house.accept(as_inbound(typed, our_line(house.practice, CHANNEL)))
            fate.point()
            place.add("taken", [n])  # the carrier has its 2xx, and does not bring it again
            await _make_good(house, clock)


async def _make_good(house: Frontdesk, clock: SteppedClock) -> None:
    """Do all that is due, and what comes due within the house's patience."""
    ends = clock.now() + _PATIENCE
    await house.settle()
    while (due := await house.next_due()) is not None and due < ends:
        clock.move_to(due)
        await house.settle()


def _ended(place: Place) -> dict[str, object]:
    """How things stand, but for what differs by when it happened."""

    def count(tx: Tx, table: Table) -> int:
        return tx.conn.execute(select(func.count()).select_from(table)).scalar_one()

    def look(tx: Tx) -> dict[str, object]:
        return {
            "visits": count(tx, visits),
            "holds": count(tx, holds),
            "texts": inbox.counts(tx),
            "differences": [replayed(tx, CATALOG, thread).difference for thread in newest(tx)],
            "audit": audit.verify(tx).ok,
        }

    with opened_store(place.settings, SteppedClock(_MONDAY)) as store:
        return store.read_sync(look)
