"""The store: functions over a `Tx`, run in threads of its own.

Writers queue up for one thread, which takes all that wait and commits them together: one fsync
for the lot, and no timer (see `store.work`). Readers see the last committed state. What differs
between the databases is in `store.sqlite` and `store.postgres`; the functions are the same.

On PostgreSQL others write at the same time: whatever a transaction reads in order to change it,
it reads with a lock (`with_for_update(key_share=True)`, which does not get in the way of foreign
keys), or it writes under a condition and looks at how many rows that met.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import Connection, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError

from assistant.domain.clock import Clock
from assistant.domain.errors import ConfigurationError
from assistant.domain.ids import Ids
from assistant.store.postgres import PostgresBackend
from assistant.store.sqlite import SqliteBackend
from assistant.store.statements import Statement
from assistant.store.transactions import Backend, Pile, Tx
from assistant.store.vault import Vault

__all__ = ["Store", "Tx", "insert_if_new", "insert_into", "is_postgres", "upsert"]

T = TypeVar("T")


class Store:
    """A database that is open. One object a process; all methods may be called from any thread."""

    def __init__(self, backend: Backend, *, vault: Vault, clock: Clock, ids: Ids) -> None:
        self.vault, self.clock, self.ids = vault, clock, ids
        self._backend = backend

    @classmethod
    def open(
        cls, url: str, vault: Vault, *, clock: Clock, ids: Ids, is_durable: bool = True
    ) -> "Store":
        """The store at that URL; its schema must be current (`migrations.migrate`).

        Args:
            url: "sqlite:///relative.db", "sqlite:////absolute.db", or "sqlite://" for a
                database that vanishes when it is closed. Missing folders are made (mode 0700),
                a missing file too (mode 0600). Or "postgresql://user:password@host/database".
            vault: keys to patient data.
            clock: where `Tx.now` comes from.
            ids: where new ids come from.
            is_durable: False trades the last commits before a power cut for speed.

        Raises:
            ConfigurationError: there is no store for such a URL, or it cannot be opened.
        """

        def begin(conn: Connection, pile: Pile) -> Tx:
            return Tx(conn, vault, clock, ids, pile)

        if is_postgres(url):
            backend: Backend = PostgresBackend(url, begin, is_durable=is_durable)
        else:
            backend = SqliteBackend(url, begin, is_durable=is_durable)
        return cls(backend, vault=vault, clock=clock, ids=ids)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a write transaction; returns when it is committed.

        An exception from `work` undoes what this `work` did and nothing else. `work` may be run
        more than once, and only the last run is kept: it changes nothing but its transaction,
        and leaves the rest to `Tx.after_commit`. A caller who is cancelled while it waits does
        not know whether it was committed.

        Raises:
            StoreError: the database refused; nothing of `work` was kept.
        """
        return await asyncio.wrap_future(self._backend.submit_write(work))

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` over the last committed state; it cannot change anything.

        Raises:
            StoreError: the database refused, or `work` tried to write.
        """
        return await asyncio.wrap_future(self._backend.submit_read(work))

    def write_sync(self, work: Callable[[Tx], T]) -> T:
        """Like `write`, for callers without an event loop."""
        return self._backend.submit_write(work).result()

    def read_sync(self, work: Callable[[Tx], T]) -> T:
        """Like `read`, for callers without an event loop."""
        return self._backend.submit_read(work).result()

    def close_sync(self) -> None:
        """Finish what is queued and let go of the database. May be called twice."""
        self._backend.close()

    async def close(self) -> None:
        """Like `close_sync`, without blocking the event loop."""
        await asyncio.to_thread(self._backend.close)


def is_postgres(url: str) -> bool:
    """Is it the URL of a PostgreSQL database? Otherwise it is one of SQLite.

    Raises:
        ConfigurationError: it is neither.
    """
    try:
        name = make_url(url).get_backend_name()
    except ArgumentError:
        raise ConfigurationError(
            "FRONTDESK_DATABASE_URL is not a database URL; an example: sqlite:///var/frontdesk.db"
        ) from None
    if name not in {"sqlite", "postgresql"}:
        raise ConfigurationError(
            f"FRONTDESK_DATABASE_URL: there is no store for {name!r} here; use sqlite:///PATH or "
            "postgresql://USER:PASSWORD@HOST/DATABASE"
        )
    return name == "postgresql"


def insert_if_new(conn: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert the row unless one of its keys is taken; says whether it was inserted."""
    return _inserting(conn.dialect.name, table).run(conn, values) == 1


def upsert(
    conn: Connection, table: Table, keys: Sequence[str], values: Mapping[str, object]
) -> None:
    """Insert the row, or give the row with the same `keys` the other values."""
    changed = tuple(name for name in values if name not in keys)
    _upserting(conn.dialect.name, table, tuple(keys), changed).run(conn, values)


@lru_cache(maxsize=256)
def _inserting(dialect: str, table: Table) -> Statement:
    return Statement(insert_into(dialect, table).on_conflict_do_nothing())


@lru_cache(maxsize=256)
def _upserting(
    dialect: str, table: Table, keys: tuple[str, ...], changed: tuple[str, ...]
) -> Statement:
    statement = insert_into(dialect, table)
    if not changed:
        return Statement(statement.on_conflict_do_nothing(index_elements=keys))
    values = {name: statement.excluded[name] for name in changed}
    return Statement(statement.on_conflict_do_update(index_elements=keys, set_=values))


def insert_into(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """The databases agree on ON CONFLICT; SQLAlchemy has one class for each all the same."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
