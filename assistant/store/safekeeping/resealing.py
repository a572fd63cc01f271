"""Sealing old rows anew, so that they are under the key that writes now.

In small transactions, while everything else runs. Blind indexes and signatures stay as they are:
a value is looked up under every key of the ring, and the trail is never written anew; so a key
is never taken out of the key file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, bindparam, func, or_, select, update

from assistant.domain.errors import KeyUnavailable
from assistant.store.tables import metadata
from assistant.store.transactions import Tx

_KEY_AT, _KEY_BYTES = 2, 4
"""Where in a sealed field the id of its key is, counted from 1; see `store.vault`."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the sealing has come: all tables before that one, and its rows up to that id."""

    table: int = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one batch did; `place` is None when nothing is left.

    `unreadable`: fields that the keys at hand do not open; they are left as they are.
    """

    place: Place | None
    resealed: int
    unreadable: int


def sealed_columns() -> dict[Table, tuple[Column[bytes], ...]]:
    """Every column that holds patient data, by table."""
    found = {
        table: tuple(column for column in table.columns if column.name.endswith("_sealed"))
        for table in metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}


def counts(tx: Tx) -> dict[str, int]:
    """How many fields are under which key, by the key's id in hex; reads every row."""
    tx.flush()
    total: dict[str, int] = {}
    for table, columns in sealed_columns().items():
        for column in columns:
            key = _key_of(column)
            rows = tx.conn.execute(
                select(key, func.count())
                .select_from(table)
                .where(column.is_not(None))
                .group_by(key)
            )
            for found, count in rows:
                total[bytes(found).hex()] = total.get(bytes(found).hex(), 0) + count
    return total


def reseal(tx: Tx, place: Place, limit: int = 100) -> Progress:
    """Seal the next rows anew, at most so many, whose fields are under another key."""
    tx.flush()
    tables = list(sealed_columns().items())
    table, columns = tables[place.table]
    newest = bytes.fromhex(tx.vault.key_id)
    rows = (
        tx.conn.execute(
            select(table.c.id, *columns)
            .where(
                table.c.id > place.after,
                or_(*(_key_of(column) != newest for column in columns)),
            )
            .order_by(table.c.id)
            .limit(limit)
            .with_for_update(key_share=True)
        )
        .mappings()
        .all()
    )
    resealed = unreadable = 0
    for row in rows:
        done, spoilt = _reseal_row(tx, table, columns, row)
        resealed, unreadable = resealed + done, unreadable + spoilt
    if len(rows) == limit:
        after: Place | None = Place(place.table, rows[-1]["id"])
    else:
        after = Place(place.table + 1) if place.table + 1 < len(tables) else None
    return Progress(after, resealed, unreadable)


def _reseal_row(
    tx: Tx, table: Table, columns: Sequence[Column[bytes]], row: Mapping[Any, Any]
) -> tuple[int, int]:
    """How many of its fields were sealed anew, and how many could not be."""
    fresh: dict[str, bytes] = {}
    unreadable = 0
    for column in columns:
        sealed: bytes | None = row[column.name]
        if sealed is None or sealed[1 : 1 + _KEY_BYTES].hex() == tx.vault.key_id:
            continue
        where = {"table": table.name, "column": column.name, "row": str(row["id"])}
        try:
            fresh[column.name] = tx.vault.seal(tx.vault.unseal(sealed, **where), **where)
        except KeyUnavailable:
            unreadable += 1
    if fresh:
        tx.conn.execute(
            update(table).where(table.c.id == bindparam("key")).values(**fresh), {"key": row["id"]}
        )
    return len(fresh), unreadable


def _key_of(column: Column[bytes]) -> Any:  # noqa: ANN401 (an SQL expression)
    return func.substr(column, _KEY_AT, _KEY_BYTES, type_=LargeBinary)
