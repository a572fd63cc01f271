"""What the store hands to a function: the transaction. And what a kind of database must do."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from assistant.domain.clock import Clock, Instant
from assistant.domain.ids import ConversationId, Ids
from assistant.store.vault import Vault

T = TypeVar("T")


Write = Callable[["Tx", Sequence[Any]], None]
"""Writes rows that were put off, all at once and in the order in which they came."""


class Pile:
    """What is put off until just before the commit, of all works that share a transaction."""

    def __init__(self) -> None:
        self._rows: dict[Write, list[Any]] = {}
        self._written: dict[Write, int] = {}
        self._last: dict[Write, None] = {}
        self.versions: dict[str, int] = {}
        self._tx: Tx | None = None

    def __bool__(self) -> bool:
        """Is there anything to be written?"""
        return any(len(rows) > self._written.get(w, 0) for w, rows in self._rows.items())

    def add(self, tx: "Tx", write: Write, row: object, *, is_last: bool) -> None:
        """Put a row on it. `is_last`: to be written after all that is not."""
        self._tx = tx
        self._rows.setdefault(write, []).append(row)
        if is_last:
            self._last[write] = None

    def write(self, *, with_last: bool = True) -> None:
        """Write all that is left; several rows of a kind in one go."""
        last = list(self._last) if with_last else []
        for write in [w for w in self._rows if w not in self._last] + last:
            rows, done = self._rows[write], self._written.get(write, 0)
            if len(rows) > done and self._tx is not None:
                write(self._tx, rows[done:])
                self._written[write] = len(rows)

    def mark(self) -> tuple[dict[Write, int], dict[Write, int]]:
        """How far it has come, for `back_to`."""
        return {write: len(rows) for write, rows in self._rows.items()}, dict(self._written)

    def back_to(self, mark: tuple[dict[Write, int], dict[Write, int]]) -> None:
        """Forget what was added since; what was written since is to be written again."""
        lengths, self._written = mark
        self.versions.clear()
        for write, rows in self._rows.items():
            del rows[lengths.get(write, 0) :]


class Tx:
    """One transaction, as the function in it sees it.

    `now` is read from the clock once, so that all rows of a transaction agree on the time.
    `actor` and `conversation` say on whose behalf it runs, for the audit rows; whoever begins
    the work sets them. Actors: "system", "assistant", "staff:ID".
    """

    __slots__ = (
        "_callbacks", "_depth", "_pile", "actor", "clock", "conn", "conversation", "ids", "now",
        "vault",
    )  # fmt: skip

    def __init__(
        self, conn: Connection, vault: Vault, clock: Clock, ids: Ids, pile: Pile | None = None
    ) -> None:
        """Begin; `pile`: that of the works that share the transaction, None for the only one."""
        self.conn = conn
        self._pile = Pile() if pile is None else pile
        self.vault = vault
        self.clock = clock
        self.ids = ids
        self.now: Instant = clock.now()
        vault.turn(self.now)
        self.actor = "system"
        self.conversation: ConversationId | None = None
        self._callbacks: list[Callable[[], None]] = []
        self._depth = 0

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call this once the rows are safe; never, if they are rolled back.

        It runs on the store's thread: keep it short and let it not raise.
        """
        self._callbacks.append(callback)

    def later(self, write: Write, row: object, *, is_last: bool = False) -> None:
        """Write this row just before the commit, together with all others of its kind.

        Whoever reads what `write` writes calls `flush` before. `is_last`: after all others, as
        what makes other transactions wait has to be.
        """
        self._pile.add(self, write, row, is_last=is_last)

    @property
    def versions(self) -> dict[str, int]:
        """By id: versions of rows that this transaction has locked, as it will leave them."""
        return self._pile.versions

    def flush(self, *, with_last: bool = False) -> None:
        """Write now what was put off; what `is_last` only when that is what is wanted."""
        self._pile.write(with_last=with_last)

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
        mark = self._pile.mark()

        def undo() -> None:
            self.conn.exec_driver_sql(f"ROLLBACK TO SAVEPOINT {name}")
            del self._callbacks[known:]
            self._pile.back_to(mark)

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
