"""Statements that run for every text: built once, compiled once, and run by the driver itself.

SQLAlchemy Core says what a statement is, how it looks on each database, and how values go in and
come out. Executing through it costs several times what SQLite needs for the statement; so what
it compiled is kept here and handed to the driver with the values. Errors are SQLAlchemy's own,
as everywhere in the store, and name no values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

Build = Select[*tuple[Any, ...]] | UpdateBase
Values = Mapping[str, object]
Row = dict[str, Any]
"""A row by column name."""
_Convert = Callable[[Any], Any]
_Shape = tuple[object, ...]


class Statement:
    """One statement with named parameters. A list as a value is what an expanding IN takes.

    An INSERT or UPDATE sets those columns that are named among the values, beside its own.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._compiled: dict[_Shape, _Compiled] = {}

    def rows(self, conn: Connection, values: Values) -> list[Row]:
        """All rows that it gives."""
        compiled = self._for(conn, values)
        return compiled.rows(_run(conn, compiled.text, compiled.ordered(values)))

    def row(self, conn: Connection, values: Values) -> Row | None:
        """The first row that it gives, if any."""
        found = self.rows(conn, values)
        return found[0] if found else None

    def value(self, conn: Connection, values: Values) -> Any:  # noqa: ANN401 (the column's own type)
        """The first column of the first row; None if there is no row."""
        found = self.rows(conn, values)
        return next(iter(found[0].values())) if found else None

    def run(self, conn: Connection, values: Values) -> int:
        """How many rows it changed."""
        compiled = self._for(conn, values)
        return _run(conn, compiled.text, compiled.ordered(values)).rowcount

    def run_all(self, conn: Connection, many: Sequence[Values]) -> None:
        """Run it once for each of these, which name the same columns."""
        compiled = self._for(conn, many[0])
        _run(conn, compiled.text, [compiled.ordered(values) for values in many], is_many=True)

    def _for(self, conn: Connection, values: Values) -> "_Compiled":
        lists = {
            name: _padded(cast("list[object]", value))
            for name, value in values.items()
            if isinstance(value, list)
        }
        shape: _Shape = (conn.dialect.statement_compiler, *values, *map(len, lists.values()))
        found = self._compiled.get(shape)
        if found is None:
            given = {**values, **lists}
            found = self._compiled[shape] = _Compiled(self._build, conn.dialect, given)
        return found


def _padded(values: list[object]) -> list[object]:
    """As long as the next power of two, its last value repeated: few texts serve all lengths."""
    wanted = 1 << max(len(values) - 1, 0).bit_length()
    return values + values[-1:] * (wanted - len(values))


class _Compiled:
    """A statement's text for one kind of database, and how values go in and come out."""

    def __init__(self, build: Build, dialect: Dialect, values: Values) -> None:
        done = build.compile(dialect=dialect, column_keys=list(values))
        state = done.construct_expanded_state(dict(values))
        self.text = state.statement
        parts = {
            part: (name, n)
            for name, expanded in state.parameter_expansion.items()
            for n, part in enumerate(expanded)
        }
        self._places: list[_Place] = []
        for place in state.positiontup or ():
            name, n = parts.get(place, (place, None))
            fixed = None if name in values else state.parameters[place]
            into = done.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            if name not in values and into is not None:
                fixed = into(fixed)
            self._places.append(_Place(name, n, fixed, into, is_fixed=name not in values))
        columns = list(build.exported_columns)
        self._names = [str(column.key) for column in columns]
        self._conversions = [
            (str(column.key), convert)
            for column in columns
            if (convert := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    def ordered(self, values: Values) -> tuple[object, ...]:
        """The values in the order of the text, as the driver wants them."""
        return tuple([place.value(values) for place in self._places])

    def rows(self, cursor: DBAPICursor) -> list[Row]:
        """All that the driver found, by column name."""
        names, conversions = self._names, self._conversions
        found: list[Row] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for row in found:
            for name, convert in conversions:
                row[name] = convert(row[name])
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A place for a value: the parameter's name, which one of a list, what it is if it is fixed."""

    name: str
    n: int | None
    fixed: object
    into: _Convert | None
    is_fixed: bool

    def value(self, values: Values) -> object:
        """What goes there."""
        if self.is_fixed:
            return self.fixed
        value: Any = values[self.name]
        if self.n is not None:
            value = value[min(self.n, len(value) - 1)]
        return value if self.into is None else self.into(value)


def _run(conn: Connection, text: str, values: Any, *, is_many: bool = False) -> DBAPICursor:  # noqa: ANN401
    cursor = conn.connection.cursor()
    for listener in conn.dispatch.before_cursor_execute:  # who listens to SQLAlchemy hears us too
        listener(conn, cursor, text, values, None, is_many)
    try:
        if is_many:
            cursor.executemany(text, values)
        else:
            cursor.execute(text, values)
    except conn.dialect.loaded_dbapi.Error as error:
        raise _translated(conn, text, error) from error
    return cursor


def _translated(conn: Connection, text: str, error: Exception) -> BaseException:
    """As SQLAlchemy would have said it; a connection that broke is let go of."""
    dialect = conn.dialect
    is_lost = dialect.is_disconnect(error, None, None)  # pyright: ignore[reportArgumentType]
    if is_lost:
        conn.invalidate(error)
    return DBAPIError.instance(
        text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True,
        connection_invalidated=is_lost, dialect=dialect,
    )  # fmt: skip
