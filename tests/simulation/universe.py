"""One universe, from its seed to its end."""

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from json import dumps
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, text

from assistant import workers
from assistant.domain.clock import Instant
from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Query, SendMessage
from assistant.engine import turn as engine
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.events import Event, Heard
from assistant.engine.turn import TurnResult
from assistant.service import fixtures
from assistant.service.parts import Parts
from assistant.service.sender import Sender
from assistant.service.turns import Mind, Turns
from assistant.store.database import Store
from assistant.store.sqlite import engine as sqlite_engine
from assistant.store.transactions import Tx
from assistant.wiring import TimeOrderedIds, catalog_of
from tests.dialogs.stage import practice
from tests.pipeline import HandClock, keys, opened
from tests.simulation.backend import InlineBackend
from tests.simulation.carrier import Carrier, Line
from tests.simulation.loop import VirtualClock, VirtualLoop
from tests.simulation.people import PATIENTS, POISON, People
from tests.simulation.weather import CALM, Climate, Weather

T = TypeVar("T")

BEGINNINGS = (
    datetime(2026, 3, 2, 14, 0, tzinfo=UTC),  # a Monday morning in New York
    datetime(2026, 3, 7, 23, 50, tzinfo=UTC),  # the evening before the clocks go forward
    datetime(2026, 10, 31, 20, 30, tzinfo=UTC),  # the afternoon before they go back
)
PROCESSES = 2
STORM_S = 120.0
"""How long everything goes wrong."""
CALM_S = 700.0
"""How long nothing does afterwards: longer than every lease, doubt and back-off together."""


@dataclass
class Process:
    """One process of the house. What it had in memory dies with it."""

    parts: Parts
    backend: InlineBackend
    task: "asyncio.Task[None]"


@dataclass
class Universe:
    """All there is in it, for the checks afterwards."""

    loop: VirtualLoop
    began: Instant
    weather: Weather
    conn: Connection
    carrier: Carrier = field(init=False)
    people: People = field(init=False)
    processes: list[Process] = field(default_factory=list[Process])
    silent: list[str] = field(default_factory=list[str])
    """Texts that the assistant owned and to which it said nothing, by conversation."""
    log: list[str] = field(default_factory=list[str])
    patch: Callable[[Parts], Parts] = lambda parts: parts

    def __post_init__(self) -> None:
        """Lay the network and let people in."""
        self.clock = VirtualClock(self.loop, self.began)
        self.ids = TimeOrderedIds(self.clock, self.weather.dice.getrandbits)
        self.carrier = Carrier(self.weather, self.living, self.loop)
        self.people = People(
            self.carrier, self.weather, self.living, STORM_S, self.weather.climate.poison
        )

    def living(self) -> list[Parts]:
        """The processes that answer."""
        return [process.parts for process in self.processes if not process.backend.is_dead]

    def note(self, what: str) -> None:
        """Keep a line of history."""
        self.log.append(f"{self.loop.time():9.3f}  {what}")

    # --- processes ---

    def start(self) -> None:
        """One more process on the same database."""

        def begin(conn: Connection) -> Tx:
            return Tx(conn, keys(), self.clock, self.ids)

        number = len(self.processes)
        backend = InlineBackend(
            self.conn, begin, self.loop, self.weather, lambda: self.kill(number)
        )
        store = Store(backend, vault=keys(), clock=self.clock, ids=self.ids)
        channels = {"simulated": Line(self.carrier)}
        mind = Mind.of(_catalog())
        mind = Mind(mind.catalog, mind.vocabulary, self._take_turn, mind.asked)
        sender = Sender(store, channels, mind.catalog.practice)
        parts = Parts(store, channels, self.clock, self.ids, Turns(store, mind), sender)
        parts = self.patch(parts)
        task = self.loop.create_task(workers.run(parts, asyncio.Event()))
        self.processes.append(Process(parts, backend, task))
        self.note(f"process {number} starts")

    def kill(self, number: int) -> None:
        """End it where it stands; another one comes up a little later."""
        process = self.processes[number]
        if process.backend.is_dead:
            return
        process.backend.is_dead = True
        process.task.cancel()
        self.note(f"process {number} is killed")
        self.loop.call_later(self.weather.between(0.5, 20), self.start)

    def _take_turn(
        self,
        catalog: Catalog,
        before: Conversation,
        event: Event,
        answer: Callable[[Query[Any] | Command[Any]], Any],
    ) -> TurnResult:
        if isinstance(event, Heard) and event.text == POISON:
            raise ZeroDivisionError
        result = engine.take_turn(catalog, before, event, answer)
        speaks = any(isinstance(effect, SendMessage) for effect in result.effects)
        if isinstance(event, Heard) and before.owner is Owner.BOT and not speaks:
            self.silent.append(before.id)
        return result

    # --- its course ---

    async def live(self) -> None:
        """A storm with all its faults, then a long calm."""
        for _ in range(PROCESSES):
            self.start()
        async with asyncio.TaskGroup() as group:
            for number in PATIENTS:
                group.create_task(self.people.patient(number))
            group.create_task(self.people.desk())
            group.create_task(self.people.rival())
            group.create_task(self._faults())
        while self.carrier.underway:
            await asyncio.wait(self.carrier.underway)
        await asyncio.sleep(CALM_S)
        for process in self.processes:
            process.task.cancel()
        await asyncio.gather(*(p.task for p in self.processes), return_exceptions=True)

    async def _faults(self) -> None:
        climate, dice = self.weather.climate, self.weather.dice
        plan = [(dice.uniform(1, STORM_S), "kill") for _ in range(climate.kills)]
        plan += [(dice.uniform(1, STORM_S), "outage") for _ in range(climate.outages)]
        for at, what in sorted(plan):
            await asyncio.sleep(max(0.0, at - self.loop.time()))
            if what == "kill":
                living = [n for n, p in enumerate(self.processes) if not p.backend.is_dead]
                if living:
                    self.kill(self.weather.pick(living))
            else:
                self.note("the database goes away")
                self.weather.is_down = True
                await asyncio.sleep(dice.uniform(0.1, 8))
                self.weather.is_down = False
                self.note("the database is back")
        await asyncio.sleep(max(0.0, STORM_S - self.loop.time()))
        self.weather.climate = CALM
        self.note("all is calm")

    def digest(self) -> str:
        """What it came to, but for ciphertext, which is new each time."""
        found = hashlib.sha256("\n".join(self.log).encode())
        for table in ("inbox", "journal", "outbox", "appointments", "tasks", "conversations"):
            columns = [
                row[1]
                for row in self.conn.execute(text(f"PRAGMA table_info({table})"))
                if not str(row[1]).endswith("_sealed")
            ]
            listed = ", ".join(f'"{name}"' for name in columns)
            rows = self.conn.execute(text(f"SELECT {listed} FROM {table} ORDER BY id"))  # noqa: S608
            found.update(dumps([list(row) for row in rows], default=repr).encode())
        return found.hexdigest()


@cache
def _catalog() -> Catalog:
    return catalog_of(practice())


@cache
def _template() -> Path:
    """A database with the practice's people in it; universes begin as copies of it."""
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-universe-"))
    people = [
        {"id": f"pat_{n}", "first": first, "last": last, "dob": born, "phones": [number]}
        for n, (number, (first, last, born)) in enumerate(PATIENTS.items(), 1)
    ]
    book = fixtures.load_fixture(dumps({"patients": people}), "json")
    with opened(folder, HandClock(BEGINNINGS[0])) as store:
        store.write_sync(partial(fixtures.apply, practice=practice(), fixture=book))
    return folder / "store.db"


def play(
    seed: int, look: Callable[[Universe], T], patch: Callable[[Parts], Parts] | None = None
) -> T:
    """Live one universe and look at it while it is still there.

    `patch`: what a planted bug makes of a process's parts.
    """
    weather = Weather(seed, Climate())
    with ExitStack() as stack:
        stack.enter_context(_patient_workers())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="universe-")))
        path = folder / "frontdesk.db"
        shutil.copy(_template(), path)
        db = sqlite_engine(path, is_durable=False)
        stack.callback(db.dispose)
        conn = stack.enter_context(db.connect())
        loop = VirtualLoop()
        stack.callback(loop.close)
        universe = Universe(loop, weather.pick(BEGINNINGS), weather, conn)
        universe.patch = patch or universe.patch
        loop.run_until_complete(universe.live())
        with conn.begin():
            return look(universe)


@contextmanager
def _patient_workers() -> Generator[None]:
    """Loops that look less often, so that empty looks do not take most of a universe."""
    before = workers.POLL_S, workers.TURNS_AT_ONCE, workers.SENDERS_AT_ONCE
    workers.POLL_S, workers.TURNS_AT_ONCE, workers.SENDERS_AT_ONCE = 6.0, 2, 2
    try:
        yield
    finally:
        workers.POLL_S, workers.TURNS_AT_ONCE, workers.SENDERS_AT_ONCE = before
