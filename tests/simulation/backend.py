"""The database as one process of a universe sees it: real SQLite, run in the loop's own thread.

Work waits a little, runs in one piece, commits, and its caller hears of it a little later; in
between anything else may happen. A dead process never hears anything.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Connection

from assistant.domain.errors import StoreError
from assistant.store.transactions import Tx
from tests.simulation.loop import VirtualLoop
from tests.simulation.weather import Weather

T = TypeVar("T")


class InlineBackend:
    """See `assistant.store.transactions.Backend`."""

    def __init__(
        self,
        conn: Connection,
        begin: Callable[[Connection], Tx],
        loop: VirtualLoop,
        weather: Weather,
        die: Callable[[], None],
    ) -> None:
        self._conn, self._begin = conn, begin
        self._loop, self._weather, self._die = loop, weather, die
        self.is_dead = False

    def submit_write(self, work: Callable[[Tx], T]) -> "Future[T]":
        """See `Backend.submit_write`."""
        return self._submit(work, is_write=True)

    def submit_read(self, work: Callable[[Tx], T]) -> "Future[T]":
        """See `Backend.submit_read`."""
        return self._submit(work, is_write=False)

    def close(self) -> None:
        """See `Backend.close`."""

    def _submit(self, work: Callable[[Tx], T], *, is_write: bool) -> "Future[T]":
        future: Future[T] = Future()
        wait = self._weather.between(0.0005, 0.05)
        self._loop.call_later(wait, self._run, work, future, is_write)
        return future

    def _run(self, work: Callable[[Tx], T], future: "Future[T]", is_write: bool) -> None:
        if self.is_dead or not future.set_running_or_notify_cancel():
            return
        weather = self._weather
        if weather.is_down or weather.happens(weather.climate.store_error):
            self._later(future.set_exception, StoreError("the database is away"))
            return
        tx = self._begin(self._conn)
        with self._conn.begin() as whole:
            try:
                with tx.savepoint():
                    result = work(tx)
                    tx.flush(with_last=True)
            except Exception as error:  # noqa: BLE001 (the caller gets it)
                whole.rollback()
                self._later(future.set_exception, error)
                return
            if is_write:
                whole.commit()
            else:
                whole.rollback()
        tx.committed()
        if is_write and weather.happens(weather.climate.dies_after_commit):
            self._die()
            return
        self._later(future.set_result, result)

    def _later(self, tell: Callable[[T], None], what: T) -> None:
        def said() -> None:
            if not self.is_dead:
                tell(what)

        self._loop.call_later(self._weather.between(0.0001, 0.02), said)
