"""The store on PostgreSQL: one thread with an event loop, one connection that writes, some that read.

The functions of the store stay synchronous: SQLAlchemy runs them beside the loop (`run_sync`)
and lets the loop wait for the server while they stand still. Every statement has a deadline,
the server's and, should the server not answer at all, our own.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.dialects.postgresql.base import PGCompiler
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from assistant.domain.errors import ConfigurationError, StoreError
from assistant.store.transactions import Tx
from assistant.store.work import (
    MAX_TOGETHER,
    Attempt,
    Begin,
    ConnectionLost,
    Job,
    look,
    refused,
    serve,
)

try:
    import uvloop
except ModuleNotFoundError:  # there is none for Windows
    uvloop = None

T = TypeVar("T")

CONNECT_S = 5
"""How long a connection may take to come about."""
STATEMENT_S = 10
"""How long the server works at one statement before it gives up."""
LOCK_S = 5
"""How long a statement waits for another transaction's row."""
ANSWER_S = 15
"""How long we wait for the server to answer one statement."""
READERS = 4
"""Most that read at the same time."""


class PostgresBackend:
    """See `Backend`. Any number of processes may have the same database open."""

    def __init__(self, url: str, begin: Begin, *, is_durable: bool = True) -> None:
        self._writing = engine(url, is_durable=is_durable, most=1)
        self._reading = engine(url, is_reader=True, most=READERS)
        self._begin = begin
        self._loop = _new_loop()
        self._writes = _Queue(self._loop)
        self._reads = _Queue(self._loop)
        self._is_closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="store-postgres", daemon=True)
        self._thread.start()

    def submit_write(self, work: Callable[[Tx], T]) -> "Future[T]":
        """See `Backend.submit_write`."""
        return self._submit(self._writes, work)

    def submit_read(self, work: Callable[[Tx], T]) -> "Future[T]":
        """See `Backend.submit_read`."""
        return self._submit(self._reads, work)

    def close(self) -> None:
        """See `Backend.close`."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._writes.end()
                self._reads.end()
        self._thread.join()

    def _submit(self, queue: "_Queue", work: Callable[[Tx], T]) -> "Future[T]":
        if threading.current_thread() is self._thread:
            raise StoreError("a transaction cannot wait for another one of the same thread")
        job = Job(work)
        with self._lock:
            if self._is_closed:
                raise StoreError("the store is closed")
            queue.put(job)
        return job.future

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._write())
            for _ in range(READERS):
                group.create_task(self._read())
        await self._writing.dispose()
        await self._reading.dispose()

    async def _write(self) -> None:
        conn: AsyncConnection | None = None
        while jobs := await self._writes.take(MAX_TOGETHER):
            conn = await self._write_once(conn, jobs)
        if conn is not None:
            await conn.close()

    async def _write_once(
        self, conn: AsyncConnection | None, jobs: Sequence[Attempt]
    ) -> AsyncConnection | None:
        """Serve them, on a second connection if the first turns out to be dead."""
        for is_last in (False, True):
            try:
                conn = conn or await self._writing.connect()
                await conn.run_sync(serve, self._begin, jobs)
            except ConnectionLost as error:
                conn = await _dropped(conn)
                jobs = [job for job in jobs if not job.is_done()]
                if is_last:
                    _fail(jobs, error.__cause__ or error)
            except BaseException as error:  # noqa: BLE001 (those who wait get it)
                conn = await _dropped(conn)
                _fail(jobs, error)
                break
            else:
                break
        return conn

    async def _read(self) -> None:
        while jobs := await self._reads.take(1):
            try:
                async with self._reading.connect() as conn:
                    await conn.run_sync(look, self._begin, jobs[0])
            except BaseException as error:  # noqa: BLE001 (those who wait get it)
                _fail(jobs, error)


class _Queue:
    """Jobs of other threads, and the coroutines of one loop that take them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._jobs: deque[Attempt] = deque()
        self._is_there = asyncio.Event()
        self._is_over = False

    def put(self, job: Attempt) -> None:
        """From any thread."""
        self._jobs.append(job)
        self._loop.call_soon_threadsafe(self._is_there.set)

    def end(self) -> None:
        """From any thread: nothing more will come."""
        self._is_over = True
        self._loop.call_soon_threadsafe(self._is_there.set)

    async def take(self, most: int) -> list[Attempt]:
        """What waits, at least one and at most so many; nothing once it is over."""
        while True:
            jobs: list[Attempt] = []
            while self._jobs and len(jobs) < most:
                job = self._jobs.popleft()
                if job.claim():
                    jobs.append(job)
            if jobs or (self._is_over and not self._jobs):
                return jobs
            self._is_there.clear()
            await self._is_there.wait()


def once(url: str, work: Callable[[Connection], T]) -> T:
    """Run `work` in one transaction on a connection of its own; from any thread.

    Raises:
        ConfigurationError: the database cannot be reached.
    """

    async def run() -> T:
        made = engine(url)
        try:
            async with made.begin() as conn:
                return await conn.run_sync(work)
        finally:
            await made.dispose()

    try:
        return _in_a_thread(run())
    except (SQLAlchemyError, OSError) as error:
        raise ConfigurationError(f"FRONTDESK_DATABASE_URL: {refused(error)}") from None


class _WithoutLocks(PGCompiler):
    """Writes the same statements without FOR UPDATE: whoever only reads locks nothing."""

    def for_update_clause(self, select: Any, **kw: Any) -> str:  # noqa: ANN401, ARG002
        return ""


def engine(
    url: str, *, is_durable: bool = True, is_reader: bool = False, most: int = 1
) -> AsyncEngine:
    """An engine whose every wait has an end.

    Args:
        url: "postgresql://user:password@host:port/database", with `sslmode=` if wanted.
        is_durable: False lets the last commits before a crash of the server be lost.
        is_reader: its transactions change nothing, and see one state from begin to end.
        most: connections at the same time.

    Raises:
        ConfigurationError: the driver is not installed.
    """
    given = make_url(url).set(drivername="postgresql+asyncpg")
    query = dict(given.query)
    if "sslmode" in query:  # libpq's name for it
        query["ssl"] = query.pop("sslmode")
    settings = {
        "application_name": "frontdesk",
        "statement_timeout": str(STATEMENT_S * 1000),
        "lock_timeout": str(LOCK_S * 1000),
        "idle_in_transaction_session_timeout": str(ANSWER_S * 1000),
        "synchronous_commit": "on" if is_durable else "off",
        "jit": "off",
    }
    if is_reader:
        settings["default_transaction_read_only"] = "on"
        settings["default_transaction_isolation"] = "repeatable read"
    try:
        made = create_async_engine(
            given.set(query=query),
            connect_args={
                "timeout": CONNECT_S,
                "command_timeout": ANSWER_S,
                "server_settings": settings,
            },
            hide_parameters=True,  # parameters may be patient data; errors must not carry them
            pool_size=most,
            max_overflow=0,
        )
    except ModuleNotFoundError:
        raise ConfigurationError(
            "FRONTDESK_DATABASE_URL: for PostgreSQL install frontdesk-assistant[postgres]"
        ) from None
    if is_reader:
        made.sync_engine.dialect.statement_compiler = _WithoutLocks
    return made


def _new_loop() -> asyncio.AbstractEventLoop:
    """The fast one, where it is installed: every statement goes twice through it."""
    return asyncio.new_event_loop() if uvloop is None else uvloop.new_event_loop()


def _in_a_thread(running: Coroutine[Any, Any, T]) -> T:
    """To its end on a loop of its own, also where another loop runs already."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(asyncio.run(running))
        except BaseException as error:  # noqa: BLE001 (the caller gets it)
            done.set_exception(error)

    thread = threading.Thread(target=run, name="store-once")
    thread.start()
    thread.join()
    return done.result()


async def _dropped(conn: AsyncConnection | None) -> None:
    """Let go of a connection of which nobody knows the state."""
    if conn is None:
        return
    try:
        await conn.invalidate()
        await conn.close()
    except (SQLAlchemyError, OSError):
        return


def _fail(jobs: Sequence[Attempt], error: BaseException) -> None:
    for job in jobs:
        job.fail(refused(error))
