"""Databases for tests: migrated copies of one template, on SQLite and on PostgreSQL.

Which of the two is in use is decided by a fixture (`both`), not by the tests: whoever asks for
the database of a folder (`url_in`) gets one of the kind in use. On SQLite it is a file in that
folder; on PostgreSQL it goes when the fixture ends.
"""

import shutil
import tempfile
from atexit import register
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from assistant.store import sqlite
from assistant.store.migrations import migrate
from tests import postgres

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.service))
"""The kinds, as the parameters of a fixture: the second one needs a server."""


@dataclass(slots=True)
class _InUse:
    kind: str = "sqlite"
    made: dict[Path, str] = field(default_factory=dict[Path, str])


_in_use = [_InUse()]


@contextmanager
def using(kind: str) -> Generator[None]:
    """Databases of that kind from now on; those on PostgreSQL are dropped at the end."""
    _in_use.append(_InUse(kind))
    try:
        yield
    finally:
        for name in _in_use.pop().made.values():
            postgres.shared().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def url_in(folder: Path) -> str:
    """The URL of that folder's database, migrated and, the first time, empty."""
    now = _in_use[-1]
    if now.kind == "sqlite":
        return _sqlite_url(folder)
    server = postgres.shared()
    if folder not in now.made:
        now.made[folder] = server.create(like=_postgres_template())
    return server.url(now.made[folder])


def empty_beside(folder: Path) -> str:
    """The URL of another database of the kind in use, without any table in it."""
    now = _in_use[-1]
    if now.kind == "sqlite":
        return f"sqlite:///{folder}/other.db"
    server = postgres.shared()
    now.made[folder / "other"] = server.create()
    return server.url(now.made[folder / "other"])


def fresh_sqlite(folder: Path) -> str:
    """The URL of a migrated SQLite database of its own, whatever is in use."""
    shutil.copyfile(_sqlite_template(), folder / "store.db")
    return f"sqlite:///{folder}/store.db"


def lay_out(url: str) -> bool:
    """Like `migrate` for a new SQLite database, from the template."""
    path = sqlite.path_of(url)
    assert path is not None
    sqlite.prepare(path)
    shutil.copyfile(_sqlite_template(), path)
    return True


def _sqlite_url(folder: Path) -> str:
    path = folder / "store.db"
    return f"sqlite:///{path}" if path.exists() else fresh_sqlite(folder)


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-tests-"))
    register(shutil.rmtree, folder, ignore_errors=True)
    migrate(f"sqlite:///{folder}/template.db")
    return folder / "template.db"


@cache
def _postgres_template() -> str:
    server = postgres.shared()
    name = server.create()
    migrate(server.url(name))
    return name
