"""What the store hands to a function: the transaction. And what a kind of database must do."""

from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from assistant.domain.clock import Clock, Instant
from assistant.domain.ids import ConversationId, Ids
from assistant.store.vault import Vault

T = TypeVar("T")


class Tx:
    """One transaction, as the function in it sees it.

    `now` is read from the clock once, so that all rows of a transaction agree on the time.
    `actor` and `conversation` say on whose behalf it runs, for the audit rows; whoever begins
    the work sets them. Actors: "system", "assistant", "staff:ID".
    """

    __slots__ = (
        "_callbacks", "_depth", "actor", "clock", "conn", "conversation", "ids", "now", "vault",
    )  # fmt: skip

    def __init__(self, conn: Connection, vault: Vault, clock: Clock, ids: Ids) -> None:
        self.conn = conn
        self.vault = vault
        self.clock = clock
        self.ids = ids
        self.now: Instant = clock.now()
        self.actor = "system"
        self.conversation: ConversationId | None = None
        self._callbacks: list[Callable[[], None]] = []
        self._depth = 0

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call this once the rows are safe; never, if they are rolled back.

        It runs on the store's thread: keep it short and let it not raise.
        """
        self._callbacks.append(callback)

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """What happens inside is kept or, when an exception leaves it, undone as a whole."""
        with self.undoable():
            yield

    @contextmanager
    def undoable(self) -> Generator[Callable[[], None]]:
        """Like `savepoint`, and what happened inside can also be undone by calling what it gives.

        Nothing more may be done inside after that. The statements are sent as they are: names by
        depth let the driver keep them prepared, which `Connection.begin_nested` does not.
        """
        name, known = f"depth_{self._depth}", len(self._callbacks)

        def undo() -> None:
            self.conn.exec_driver_sql(f"ROLLBACK TO SAVEPOINT {name}")
            del self._callbacks[known:]

        self.conn.exec_driver_sql(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield undo
        except BaseException:
            undo()
            raise
        finally:
            self._depth -= 1
            self.conn.exec_driver_sql(f"RELEASE SAVEPOINT {name}")

    def committed(self) -> None:
        """Run the callbacks; the store calls this after the commit."""
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()


class Backend(Protocol):
    """One kind of database. May be called from any thread but those it runs the work in."""

    def submit_write(self, work: Callable[[Tx], T]) -> "Future[T]":
        """Queue work for a write transaction; resolved after its commit."""
        ...

    def submit_read(self, work: Callable[[Tx], T]) -> "Future[T]":
        """Queue work that sees the last committed state and changes nothing."""
        ...

    def close(self) -> None:
        """Finish what is queued and let go of the database. May be called twice."""
        ...
