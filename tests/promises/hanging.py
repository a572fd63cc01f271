"""Neighbours that hang: every call out has an end, and the loop goes on meanwhile."""

import asyncio
import struct
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from functools import partial
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET

from sqlalchemy import text

from assistant.domain.errors import AssistantError
from assistant.store import postgres as store_postgres
from assistant.store.database import Store, Tx
from integrations.simulated.twilio_api import TwilioApi
from integrations.twilio import setup as setup_twilio
from tests import postgres
from tests.contracts.channels import (
    ACCOUNT_SID,
    AUTH_TOKEN,
    DEADLINE_S,
    NOW,
    a_message,
    twilio_environment,
)
from tests.databases import url_in, using
from tests.promises.trial import NOTHING, Budget, Promise, Tally
from tests.store.world import open_store

MOST_LAG_S = 0.25
_SLACK_S = 0.5
"""Beside the deadline: what the machine may take for the rest of a call."""
_TRIES = 3
"""A machine that stood still is no program that did: what was slow is tried again, this often."""
_DROP_S = 0.1
_WAIT_S = 0.5
_STORE_S = 2 * _WAIT_S
"""What a call of the store may take in the trial: a connection, and one statement's answer."""


class Fault(Enum):
    """What the way to a neighbour does to what is sent over it."""

    MUTE = "takes the connection and nothing more"
    SWALLOW = "passes the request on and keeps the reply"
    DRIP = "passes the reply on byte by byte"
    CUT = "breaks off in the middle of the reply"
    RESET = "breaks the connection as soon as it stands"


class Way:
    """A proxy before a neighbour at 127.0.0.1; `fault` None: it does nothing to what is sent.

    It runs in a thread of its own, so that it holds up nobody's loop.
    """

    def __init__(self, port: int) -> None:
        self._to, self.port = port, 0
        self.fault: Fault | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def open(self) -> None:
        """Listen."""
        self._thread.start()
        serving = asyncio.start_server(self._accept, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(serving, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Stop, whatever is under way."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await asyncio.sleep(0)  # what they closed is let go of

    async def _accept(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # at the end; else it would be told as an error
            await self._serve(near, back)

    async def _serve(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            if self.fault is Fault.RESET:
                socket = back.get_extra_info("socket")
                socket.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
                return
            far, on = await asyncio.open_connection("127.0.0.1", self._to)
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._request(near, on))
                    group.create_task(self._reply(far, back))
            finally:
                on.close()
        except* OSError:
            pass  # it is broken, as it was to be
        finally:
            back.close()

    async def _request(self, near: asyncio.StreamReader, on: asyncio.StreamWriter) -> None:
        while some := await near.read(65_536):
            if self.fault is Fault.RESET:
                raise ConnectionResetError
            if self.fault is not Fault.MUTE:
                on.write(some)
        on.close()

    async def _reply(self, far: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        while some := await far.read(65_536):
            match self.fault:
                case Fault.MUTE | Fault.SWALLOW:
                    continue
                case Fault.DRIP:
                    for n in range(len(some)):
                        back.write(some[n : n + 1])
                        await asyncio.sleep(_DROP_S)
                case Fault.CUT:
                    back.write(some[: len(some) // 2])
                    await back.drain()
                    raise ConnectionResetError
                case _:
                    back.write(some)
        back.close()


@contextmanager
def way_to(port: int) -> Generator[Way]:
    """A way to what listens there."""
    way = Way(port)
    way.open()
    try:
        yield way
    finally:
        way.close()


async def _lag(done: asyncio.Event) -> float:
    """The longest that the loop stood still, in seconds, until `done` is set."""
    worst, step = 0.0, 0.01
    while not done.is_set():
        began = time.perf_counter()
        await asyncio.sleep(step)
        worst = max(worst, time.perf_counter() - began - step)
    return worst


async def _called(
    call: Callable[[], Awaitable[object]], deadline_s: float
) -> tuple[str, float, float]:
    """What is wrong with a call that cannot succeed, "" if nothing; its seconds; the loop's lag."""
    done, began = asyncio.Event(), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(_lag(done))
        wrong = await _ended(call, deadline_s)
        took = time.perf_counter() - began
        done.set()
    lag = watching.result()
    return wrong or ("the loop stood still" if lag > MOST_LAG_S else ""), took, lag


async def _ended(call: Callable[[], Awaitable[object]], deadline_s: float) -> str:
    try:
        async with asyncio.timeout(deadline_s + _SLACK_S):
            await call()
    except AssistantError:
        return ""
    except TimeoutError:
        return "no end"
    return "a success that nobody has told"


async def _tried(
    call: Callable[[], Awaitable[object]], deadline_s: float
) -> tuple[str, float, float]:
    found = await _called(call, deadline_s)
    for _ in range(_TRIES - 1):
        if not found[0]:
            break
        found = await _called(call, deadline_s)
    return found


async def _carrier_hangs(faults: Sequence[Fault], **settings: str) -> Tally:
    """The real client of the carrier, over a way with each fault: a text sent, and one looked for."""
    whole, slowest, most = NOTHING, 0.0, 0.0
    async with TwilioApi(ACCOUNT_SID, AUTH_TOKEN, now=lambda: NOW) as api:
        with way_to(int(api.url.rpartition(":")[2])) as way:
            for fault in faults:
                base = f"http://127.0.0.1:{way.port}"
                channel = setup_twilio(twilio_environment(base, **settings))
                assert channel is not None
                way.fault = fault
                for name, ask in (("send", channel.send), ("find", channel.find)):
                    call = partial(ask, a_message(channel))
                    wrong, took, lag = await _tried(call, DEADLINE_S)
                    line = f"carrier, {name}, {fault.name.lower()}: {wrong}"
                    whole += Tally(1, (line,) if wrong else ())
                    slowest, most = max(slowest, took), max(most, lag)
                await channel.close()
    said = f"carrier: slowest call {slowest:.2f} s of {DEADLINE_S}, loop lag {most * 1000:.0f} ms"
    return whole + Tally(0, (), said)


def _one(tx: Tx) -> object:
    return tx.conn.execute(text("SELECT 1")).scalar()


async def _database_hangs(store: Store, way: Way) -> Tally:
    """The store, whose server hangs in the middle of its work: a read and a write."""
    whole, slowest, most = NOTHING, 0.0, 0.0
    for fault in Fault:
        way.fault = None
        await store.read(_one)
        way.fault = fault
        for name, ask in (("read", store.read), ("write", store.write)):
            call = partial(ask, _one)
            wrong, took, lag = await _tried(call, _STORE_S)
            line = f"database, {name}, {fault.name.lower()}: {wrong}"
            whole += Tally(1, (line,) if wrong else ())
            slowest, most = max(slowest, took), max(most, lag)
    said = f"database: slowest call {slowest:.2f} s of {_STORE_S}, loop lag {most * 1000:.0f} ms"
    return whole + Tally(0, (), said)


@contextmanager
def _impatient() -> Generator[None]:
    """The store waits less than in earnest: a trial has not all day."""
    before = store_postgres.CONNECT_S, store_postgres.ANSWER_S
    store_postgres.CONNECT_S, store_postgres.ANSWER_S = _WAIT_S, _WAIT_S
    try:
        yield
    finally:
        store_postgres.CONNECT_S, store_postgres.ANSWER_S = before


def _database() -> Tally:
    server = postgres.shared()
    with using("postgresql"), tempfile.TemporaryDirectory() as folder, _impatient():
        name = url_in(Path(folder)).partition("?")[0].rpartition("/")[2]
        with way_to(server.port) as way:
            store = open_store(f"postgresql://frontdesk@127.0.0.1:{way.port}/{name}")
            try:
                return asyncio.run(_database_hangs(store, way))
            finally:
                way.fault = Fault.RESET
                store.close_sync()


def hangs(budget: Budget) -> Tally:
    """Each fault before each neighbour."""
    whole = asyncio.run(_carrier_hangs(list(Fault)))
    return whole if budget is Budget.QUICK else whole + _database()


def _without_a_deadline(budget: Budget) -> int | None:
    del budget
    for n, fault in enumerate(Fault, 1):
        if asyncio.run(_carrier_hangs([fault], deadline_s="60")).failures:
            return n
    return None


PROMISES = (
    Promise(
        "P24",
        "every call out has an end, and the loop goes on",
        "calls",
        hangs,
        "no-deadline",
        _without_a_deadline,
        needs_server=True,
    ),
)
