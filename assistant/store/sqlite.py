"""The store on SQLite: one thread that writes, one that reads, each with its own connection."""

import os
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from sqlite3 import Connection as Driver
from sqlite3 import OperationalError
from typing import TypeVar

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url

from assistant.domain.errors import ConfigurationError, StoreError
from assistant.store.transactions import Tx
from assistant.store.work import MAX_TOGETHER, Attempt, Begin, Job, look, refused, serve

T = TypeVar("T")

BUSY_MS = 5000
"""How long a process waits for another one's transaction."""
_RETRY_MS = 20


class SqliteBackend:
    """See `Backend`. Several processes may have the same file open."""

    def __init__(self, url: str, begin: Begin, *, is_durable: bool) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        path = path_of(url)
        if path is None:
            self._folder = tempfile.TemporaryDirectory(prefix="frontdesk-")
            path = Path(self._folder.name) / "frontdesk.db"
        prepare(path)
        self.path = path
        self._writer = _Writer("store-writer", path, engine(path, is_durable=is_durable), begin)
        self._reader = _Reader("store-reader", path, engine(path, is_reader=True), begin)

    def submit_write(self, work: Callable[[Tx], T]) -> "Future[T]":
        """See `Backend.submit_write`."""
        return self._writer.submit(work)

    def submit_read(self, work: Callable[[Tx], T]) -> "Future[T]":
        """See `Backend.submit_read`."""
        return self._reader.submit(work)

    def close(self) -> None:
        """See `Backend.close`."""
        self._reader.close()
        self._writer.close()
        if self._folder is not None:
            self._folder.cleanup()


def path_of(url: str) -> Path | None:
    """The file a SQLite URL names, absolute; None for the kinds that live in memory."""
    name = make_url(url).database
    return Path(name).absolute() if name and name != ":memory:" else None


def prepare(path: Path) -> None:
    """Make the folder (0700) and the file (0600) if they are missing.

    Raises:
        ConfigurationError: the system does not let us.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite would make it readable for all; its side files take the mode of this one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise ConfigurationError(f"FRONTDESK_DATABASE_URL {path}: {error.strerror}") from error


def engine(path: Path, *, is_reader: bool = False, is_durable: bool = True) -> Engine:
    """An engine whose transactions are real ones.

    The driver on its own begins late and silently loses updates that cross; so it is told to
    keep out of it, and every transaction begins with our own statement.
    """
    made = create_engine(
        f"sqlite:///{path}",
        poolclass=NullPool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # parameters may be patient data; errors must not carry them
    )

    def connected(driver: Driver, _record: object) -> None:
        driver.isolation_level = None
        settings = (
            f"busy_timeout = {BUSY_MS}",
            "foreign_keys = ON",
            f"synchronous = {'FULL' if is_durable else 'NORMAL'}",
            f"query_only = {'ON' if is_reader else 'OFF'}",
        )
        _log_ahead(driver)
        for setting in settings:
            driver.execute(f"PRAGMA {setting}").close()

    def begun(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN" if is_reader else "BEGIN IMMEDIATE")

    event.listen(made, "connect", connected)
    event.listen(made, "begin", begun)
    return made


def _log_ahead(driver: Driver) -> None:
    """Write-ahead logging, the file's own property.

    While another process is just switching a new file over, SQLite refuses at once, whatever the
    busy timeout says; so the waiting is ours.
    """
    patience = range(BUSY_MS // _RETRY_MS)
    for left in reversed(patience):
        try:
            driver.execute("PRAGMA journal_mode = WAL").close()
        except OperationalError:
            if not left:
                raise
            time.sleep(_RETRY_MS / 1000)
        else:
            return


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class _Lane:
    """A thread with one connection that serves what is queued."""

    def __init__(self, name: str, path: Path, db: Engine, begin: Begin) -> None:
        self._queue: SimpleQueue[Attempt | None] = SimpleQueue()
        self._path, self._engine, self._begin = path, db, begin
        self._file = _identity(path)
        self._is_closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Tx], T]) -> "Future[T]":
        """Queue it; the future is resolved when all is done."""
        if threading.current_thread() is self._thread:
            raise StoreError("a transaction cannot wait for another one of the same thread")
        job = Job(work)
        with self._lock:  # nothing may be queued behind the mark that ends the thread
            if self._is_closed:
                raise StoreError("the store is closed")
            self._queue.put(job)
        return job.future

    def close(self) -> None:
        """Serve what is queued, then end the thread."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._queue.put(None)
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        conn: Connection | None = None
        while True:
            jobs, is_last = self._wait()
            try:
                conn = self._connected(conn)
                self._serve(conn, jobs)
            except BaseException as error:  # noqa: BLE001 (those who wait get it)
                # Whatever it was, the thread goes on, and with a connection in a known state.
                for job in jobs:
                    job.fail(refused(error))
                if conn is not None:
                    conn.invalidate()
                    conn.close()
                    conn = None
            if is_last:
                break
        if conn is not None:
            conn.close()

    def _connected(self, conn: Connection | None) -> Connection:
        """A connection to the file that has the name now.

        SQLite would go on writing to a file that was removed, and make an empty one in its place.

        Raises:
            StoreError: the file is gone; or it is another one than before, and is opened next time.
        """
        file = _identity(self._path)
        if file is None:
            raise StoreError("the database file is gone; put it back")
        if conn is not None and file != self._file:
            raise StoreError("the database file was replaced by another one")
        self._file = file
        return conn or self._engine.connect()

    def _wait(self) -> tuple[list[Attempt], bool]:
        """All that waits, at least one; True when there will be no more."""
        jobs: list[Attempt] = []
        try:
            job = self._queue.get()
            while job is not None:
                if job.claim():
                    jobs.append(job)
                if len(jobs) == MAX_TOGETHER:
                    break
                job = self._queue.get_nowait()
            else:
                return jobs, True
        except Empty:
            pass
        return jobs, False

    def _serve(self, conn: Connection, jobs: list[Attempt]) -> None:
        raise NotImplementedError


class _Writer(_Lane):
    """Commits all that waits together."""

    def _serve(self, conn: Connection, jobs: list[Attempt]) -> None:
        serve(conn, self._begin, jobs)


class _Reader(_Lane):
    """Gives each its own look at the last committed state."""

    def _serve(self, conn: Connection, jobs: list[Attempt]) -> None:
        for job in jobs:
            look(conn, self._begin, job)
