"""The one `MetaData` that every table belongs to, and the column types that are ours.

An instant is stored as a whole number of microseconds since 1970 in UTC: exact, sortable and the
same on every database. Dates are ISO dates. Patient data is stored sealed (see `store.vault`),
in `LargeBinary` columns.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, MetaData
from sqlalchemy.types import TypeDecorator

from assistant.domain.clock import Instant
from assistant.domain.errors import StoreError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

metadata = MetaData(
    # Named constraints, so that a later migration can change them on any database.
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcInstant(TypeDecorator[Instant]):
    """An aware UTC datetime, kept as microseconds since 1970. Refuses naive datetimes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Instant | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Microseconds since 1970.

        Raises:
            StoreError: the datetime is naive.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise StoreError("an instant without a zone cannot be stored")
        return (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> Instant | None:  # noqa: ARG002
        """The instant, aware, in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)
