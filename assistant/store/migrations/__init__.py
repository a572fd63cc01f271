"""The schema's history. `migrate` brings a database up to date; nothing else makes tables.

A new version: change `store.tables`, then

    .venv/bin/python -c "from assistant.store.migrations import revise; revise('Say what changes')"

and read what it wrote before it is committed. A test sees that tables and versions agree.
"""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

from assistant.domain.errors import ConfigurationError
from assistant.store import postgres, sqlite
from assistant.store.database import Store, is_postgres

T = TypeVar("T")

_HERE = Path(__file__).parent
_ONE_AT_A_TIME = 43_020_161
"""The key of the lock that a process holds while it migrates."""


def migrate(url: str) -> bool:
    """Bring the database at that URL to the newest schema; says whether anything was done.

    A missing database is made. Several processes may do this at once: one does it, the others
    wait. It is one transaction: an upgrade that fails leaves the old schema.

    Raises:
        ConfigurationError: it cannot be opened, or a newer program has written it.
    """
    return _inside(url, _upgrade)


def migrate_store(store: Store) -> bool:
    """Like `migrate`, for a store that is open already, as one without a name must be.

    Raises:
        ConfigurationError: a newer program has written it.
    """
    return store.write_sync(lambda tx: _upgrade(tx.conn))


def check_migrated(url: str) -> None:
    """See that the database has the newest schema; changes nothing but makes a missing file.

    Raises:
        ConfigurationError: it has not, or cannot be opened; says what to do.
    """
    found = _inside(url, _revision)
    if found != head():
        _refuse_unknown(found)
        raise ConfigurationError("the database is not up to date; run: frontdesk migrate")


def is_new(url: str) -> bool:
    """Is there nothing at that URL yet? A database without any table is new, too.

    Raises:
        ConfigurationError: it cannot be opened.
    """
    if is_postgres(url):
        return postgres.once(url, lambda conn: not inspect(conn).get_table_names())
    path = sqlite.path_of(url)
    return path is not None and (not path.exists() or path.stat().st_size == 0)


@cache
def head() -> str:
    """The newest schema's name."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def revise(message: str) -> None:
    """Write the next version into `versions/`: what the tables have and the newest one has not."""
    number = f"{len(list(ScriptDirectory.from_config(_config()).walk_revisions())) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = sqlite.engine(Path(folder) / "scratch.db")
        with engine.begin() as conn:
            config = _config()
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()


def _upgrade(conn: Connection) -> bool:
    if conn.dialect.name == "postgresql":  # SQLite's transaction keeps the others out already
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
        conn.exec_driver_sql("SET LOCAL statement_timeout = 0")
    before = _revision(conn)
    if before == head():
        return False
    _refuse_unknown(before)
    config = _config()
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
    return True


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config


def _inside(url: str, work: Callable[[Connection], T]) -> T:
    """Run it in one transaction."""
    if is_postgres(url):
        return postgres.once(url, work)
    path = sqlite.path_of(url)
    if path is None:
        raise ConfigurationError(
            "FRONTDESK_DATABASE_URL: only a database in a file can be migrated; use sqlite:///PATH"
        )
    sqlite.prepare(path)
    engine = sqlite.engine(path)
    try:
        with engine.begin() as conn:
            return work(conn)
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or type(error).__name__
        raise ConfigurationError(f"FRONTDESK_DATABASE_URL: {reason}") from error
    finally:
        engine.dispose()


def _revision(conn: Connection) -> str | None:
    return MigrationContext.configure(conn).get_current_revision()


def _refuse_unknown(revision: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise ConfigurationError(
            f"the database has schema {revision}, which this program does not know; "
            "it was written by a newer one: install that"
        )
