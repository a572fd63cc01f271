"""The database behind a measured server: counted and corrected from outside, its own cost added."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import asyncpg

from tests.postgres import Postgres

T = TypeVar("T")
_PATIENCE_S = 60


class Database(Protocol):
    """One database of a run."""

    @property
    def url(self) -> str:
        """Where the measured server finds it."""
        ...

    def count(self, what: str) -> int:
        """How many rows stand behind that FROM; it never holds a writer up."""
        ...

    def change(self, statement: str) -> None:
        """Run one statement beside the measured server."""
        ...

    def cpu(self) -> float:
        """Seconds of processor time that it used outside of the measured server."""
        ...


class SqliteFile:
    """A file: all its work is done in the measured server."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def url(self) -> str:
        """See `Database.url`."""
        return f"sqlite:///{self.path}"

    def count(self, what: str) -> int:
        """See `Database.count`."""
        db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: S608
        finally:
            db.close()

    def change(self, statement: str) -> None:
        """See `Database.change`."""
        db = sqlite3.connect(self.path, timeout=_PATIENCE_S)
        with db:
            db.execute(statement)
        db.close()

    def cpu(self) -> float:
        """See `Database.cpu`."""
        return 0.0


class PostgresDatabase:
    """One database of a server of this run; the server's processes count as part of the cost."""

    def __init__(self, server: Postgres, name: str) -> None:
        self._server = server
        self.name = name

    @property
    def url(self) -> str:
        """See `Database.url`."""
        return self._server.url(self.name, is_tcp=True)

    def count(self, what: str) -> int:
        """See `Database.count`."""
        return _run(self._fetch(f"SELECT count(*) FROM {what}"))  # noqa: S608

    def change(self, statement: str) -> None:
        """See `Database.change`."""
        _run(self._fetch(statement))

    def cpu(self) -> float:
        """See `Database.cpu`: that of whoever serves this database, while it is connected."""
        found = _run(self._backends())
        return sum(_spent(pid) for pid in found)

    async def _fetch(self, statement: str) -> Any:
        db = await connected(self.url)
        try:
            return await db.fetchval(statement)
        finally:
            await db.close()

    async def _backends(self) -> list[int]:
        db = await connected(self.url)
        try:
            rows = await db.fetch(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid()"
            )
            return [row["pid"] for row in rows]
        finally:
            await db.close()


async def connected(url: str) -> Any:
    """A connection of the driver itself."""
    connect = cast("Callable[[str], Awaitable[Any]]", asyncpg.connect)  # pyright: ignore[reportUnknownMemberType]
    return await connect(url)


def _spent(pid: int) -> float:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _run(running: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(running)
