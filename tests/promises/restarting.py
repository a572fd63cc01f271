"""A house at work whose database comes and goes, or whose disk is full: what was taken is answered once."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from assistant.cli.demo import demo_settings
from assistant.cli.phones import Phones, Typed, as_inbound, our_line
from assistant.domain.clock import Clock, Instant
from assistant.domain.errors import StoreError
from assistant.domain.message import OutboundMessage, Receipt, ReceiptStatus
from assistant.ports.channel import Channel
from assistant.service.talks.replays import replayed
from assistant.settings import Settings
from assistant.store import audit
from assistant.store.conversations import newest
from assistant.store.database import Tx
from assistant.store.safekeeping.spool import Spool, Spooled
from assistant.wiring import Frontdesk, Overrides, build, opened_store
from integrations.simulated.phone import SimulatedPhones
from tests.dialogs.walked import the_catalog
from tests.postgres import Postgres
from tests.promises.hanging import Fault, Way, way_to
from tests.promises.trial import Budget, Promise, Tally

CHANNEL = "sms"
QUESTION = "are you open saturday?"
EVERY_S = 0.03
"""A text comes in so often while the neighbours come and go."""
_MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_PATIENCE, _A_WHILE = timedelta(minutes=30), timedelta(seconds=30)
"""Longer than a lease, the doubt about a text and a back-off; and how time goes on meanwhile."""
_WITHIN_S = 60.0
_CUT_S = 0.3
"""So long the way to the database is cut, and then mute, before its server is stopped."""


class Running(Clock):
    """A clock that goes on from a Monday, and can be set ahead."""

    def __init__(self) -> None:
        self._began, self._ahead = time.monotonic(), timedelta()

    def now(self) -> Instant:
        """Now."""
        return _MONDAY + timedelta(seconds=time.monotonic() - self._began) + self._ahead

    def set_ahead(self, by: timedelta) -> None:
        """Let so much time have passed."""
        self._ahead += by


@dataclass
class Carrier:
    """Takes every text at once and forgets none. `sent`: id and number of each, in order."""

    sent: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    inner: SimulatedPhones = field(default_factory=lambda: SimulatedPhones(b"a carrier"))

    async def send(self, message: OutboundMessage) -> Receipt:
        """Take it."""
        self.sent.append((message.id, message.to.address))
        return _receipt(message)

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """Was it taken?"""
        was_taken = any(key == message.id for key, _ in self.sent)
        return _receipt(message) if was_taken else None

    def __getattr__(self, name: str) -> Any:
        """All else is as with any simulated phone."""
        return getattr(self.inner, name)


def _receipt(message: OutboundMessage) -> Receipt:
    return Receipt(f"c-{message.id}", ReceiptStatus.DELIVERED)


@dataclass
class Load:
    """Patients who write, each once, and whom the carrier brings again until somebody took the text."""

    house: Frontdesk
    taken: list[str] = field(default_factory=list[str])
    """The numbers whose text we said we have."""
    refused: int = 0
    """How often we said that we cannot take one now."""
    slowest_s: float = 0.0
    is_on: bool = True

    async def run(self) -> None:
        """Bring texts until it is turned off, and all that were begun are taken."""
        async with asyncio.TaskGroup() as group:
            for n in count():
                if not self.is_on:
                    return
                group.create_task(self._bring(f"+1212{n + 5550000:07}", f"text-{n}"))
                await asyncio.sleep(EVERY_S)

    async def _bring(self, number: str, key: str) -> None:
        line = our_line(self.house.practice, CHANNEL)
        text = as_inbound(Typed(number, QUESTION, key, CHANNEL), line)
        while True:
            began = time.monotonic()
            try:
                await self.house.accept(text)
            except StoreError:
                self.refused += 1
                await asyncio.sleep(0.2)
                continue
            finally:
                self.slowest_s = max(self.slowest_s, time.monotonic() - began)
            self.taken.append(number)
            return


@dataclass
class Trial:
    """A house at work under load, and who watches it."""

    clock: Running
    carrier: Carrier
    house: Frontdesk
    load: Load
    settings: Settings

    async def answered(self, most_s: float = _WITHIN_S) -> float | None:
        """Seconds until a text that comes from now on is answered; None: that long none was."""
        began, waited_for = time.monotonic(), len(self.load.taken)
        while time.monotonic() - began < most_s:
            new = set(self.load.taken[waited_for:])
            if any(number in new for _, number in self.carrier.sent[-200:]):
                return time.monotonic() - began
            await asyncio.sleep(0.02)
        return None

    async def at_rest(self) -> None:
        """All is done that the house makes good in its time, which goes fast now."""
        for _ in range(_PATIENCE // _A_WHILE):
            self.clock.set_ahead(_A_WHILE)
            self.house.parts.wakes.texts.set()
            self.house.parts.wakes.sends.set()
            await asyncio.sleep(0.25)
            answered = {number for _, number in self.carrier.sent}
            if set(self.load.taken) <= answered:
                break
        await asyncio.sleep(0.5)  # what would be sent twice has the time for it

    def wrong(self) -> Generator[str]:
        """What is lost, doubled or not as the journal has it."""
        answers = Counter(number for _, number in self.carrier.sent)
        lost = [number for number in self.load.taken if not answers[number]]
        if lost:
            yield f"{len(lost)} of {len(self.load.taken)} texts that we had are not answered"
        if doubled := sum(times > 1 for times in answers.values()):
            yield f"{doubled} texts were answered twice"
        with opened_store(self.settings, self.clock) as store:
            if not store.read_sync(audit.verify).ok:
                yield "the audit trail is broken"
            if different := sum(map(bool, store.read_sync(_differences))):
                yield f"{different} conversations are not what their journals say"


def _differences(tx: Tx) -> list[str]:
    return [replayed(tx, the_catalog(), thread).difference for thread in newest(tx)]


@asynccontextmanager
async def _at_work(settings: Settings) -> AsyncGenerator[Trial]:
    clock, carrier = Running(), Carrier()

    def channels(_: Clock) -> Mapping[str, Channel]:
        line: Any = carrier
        return {CHANNEL: Phones(line, CHANNEL, clock, lambda _arrived: None)}

    async with build(settings, Overrides(clock, catalog=the_catalog(), channels=channels)) as house:
        stop, load = asyncio.Event(), Load(house)
        async with asyncio.TaskGroup() as group:
            group.create_task(house.work(stop))
            group.create_task(house.attend(stop))
            bringing = group.create_task(load.run())
            trial = Trial(clock, carrier, house, load, settings)
            try:
                yield trial
                load.is_on = False
                await bringing
                await trial.at_rest()
            finally:
                load.is_on = False
                stop.set()


def _settings(folder: Path, url: str = "") -> Settings:
    """The demo's, with a spool."""
    url = url or f"sqlite:///{folder / 'frontdesk.db'}"
    own = {"database_url": SecretStr(url), "spool_max_mb": 64, "spool_folder": folder / "spool"}
    return demo_settings(folder).model_copy(update=own)


# --- a server that comes and goes ---------------------------------------------------------------


async def _comes_and_goes(trial: Trial, server: Postgres, way: Way, times: int) -> list[float]:
    """Seconds from when it is back to when a new text is answered, each time."""
    recovered: list[float] = []
    for _ in range(times):
        for fault in (Fault.RESET, Fault.MUTE):
            way.fault = fault
            await asyncio.sleep(_CUT_S)
        await asyncio.to_thread(server.stop, "immediate")
        way.fault = None
        await asyncio.to_thread(server.start)
        took = await trial.answered()
        recovered.append(_WITHIN_S if took is None else took)
    return recovered


def _restarts(times: int) -> Tally:
    with (
        Postgres.running() as server,
        way_to(server.port) as way,
        tempfile.TemporaryDirectory(prefix="frontdesk-restarts-") as name,
    ):
        url = f"postgresql://frontdesk@127.0.0.1:{way.port}/{server.create()}"
        return asyncio.run(_restarted(_settings(Path(name), url), server, way, times))


async def _restarted(settings: Settings, server: Postgres, way: Way, times: int) -> Tally:
    async with _at_work(settings) as trial:
        await trial.answered()
        recovered = await _comes_and_goes(trial, server, way, times)
    load = trial.load
    lost = [f"not answered within {_WITHIN_S:.0f} s" for took in recovered if took >= _WITHIN_S]
    said = (
        f"{len(load.taken)} texts, {load.refused} refusals, slowest taken in "
        f"{load.slowest_s:.1f} s; answering again after {max(recovered):.1f} s at most"
    )
    wrong = (*lost, *await asyncio.to_thread(lambda: tuple(trial.wrong())))
    return Tally(times, tuple(f"restarts: {line}" for line in wrong), said)


# --- a disk that is full ------------------------------------------------------------------------


def _limit(tx: Tx, pages: int) -> None:
    tx.conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def _pages(tx: Tx) -> int:
    return tx.conn.exec_driver_sql("PRAGMA page_count").scalar_one()


async def _fills_up(settings: Settings) -> Tally:
    """The database may not grow any more; then it may again."""
    async with _at_work(settings) as trial:
        await trial.answered()
        store, spool = trial.house.store, trial.house.parts.spool
        assert spool is not None
        pages, spooled = await store.read(_pages), 0
        await store.write(lambda tx: _limit(tx, pages + 2))
        for _ in range(int(_WITHIN_S)):
            await asyncio.sleep(1)
            if spooled := spool.size():
                break
        store.write_sync(lambda tx: _limit(tx, 2**30))
        took = await trial.answered()
    wrong = [f"disk full: {line}" for line in await asyncio.to_thread(lambda: tuple(trial.wrong()))]
    if not spooled:
        wrong.append("disk full: nothing was spooled")
    if took is None:
        wrong.append(f"disk full: not answered within {_WITHIN_S:.0f} s after there was room")
    return Tally(
        1, tuple(wrong), f"disk full: {spooled:,} bytes spooled, answering after {took or 0:.1f} s"
    )


def _full_disk() -> Tally:
    with tempfile.TemporaryDirectory(prefix="frontdesk-full-") as name:
        return asyncio.run(_fills_up(_settings(Path(name))))


def keeps_on(budget: Budget) -> Tally:
    """The database's server stops and starts under load; the database's disk is full for a while."""
    whole = _full_disk()
    return whole if budget is Budget.QUICK else whole + _restarts(budget.of(0, 20, 60))


@contextmanager
def _forgetful() -> Generator[None]:
    """The spool says that it has a text, and has it not."""
    add = Spool.add

    def forget(self: Spool, text: Spooled) -> None:
        del self, text

    Spool.add = forget
    try:
        yield
    finally:
        Spool.add = add


def _spool_forgets(budget: Budget) -> int | None:
    del budget
    with _forgetful():
        for n in range(1, 6):
            if any("not answered" in line for line in _full_disk().failures):
                return n
    return None


PROMISES = (
    Promise(
        "P23",
        "a database that stops, or a full disk, loses no text and doubles none",
        "outages",
        keeps_on,
        "spool-forgets",
        _spool_forgets,
        needs_server=True,
    ),
)
