"""Run by Alembic: applies versions over the connection that it is handed."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from assistant.store.tables import metadata
from assistant.store.tables.metadata import UtcInstant


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A version stays as it was written, so it must not name types that may change."""
    if kind == "type" and isinstance(item, UtcInstant):
        return "sa.BigInteger()"
    return False


def _run(conn: Connection) -> None:
    context.configure(
        connection=conn,
        target_metadata=metadata,
        render_item=_render,
        render_as_batch=True,  # SQLite changes a table by writing it anew
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
