"""Visits, and the cells that keep two of them from taking the same time.

A reservation is a stretch of a resource's time, buffers included, that belongs to a visit or to a hold
(its id is the visit's or the hold's). Its cells carry the constraint: their primary key decides
who was first. Cells go when their reservation goes.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from assistant.store.tables.metadata import UtcInstant, metadata

appointments = Table(
    "appointments",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("patient", String(40), ForeignKey("patients.id"), nullable=False),
    Column("provider", String(80), nullable=False),
    Column("site", String(80), nullable=False),
    Column("visit_type", String(80), nullable=False),
    Column("start_at", UtcInstant, nullable=False),
    Column("end_at", UtcInstant, nullable=False),
    Column("status", String(20), nullable=False),
    Column("response", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    # The time it takes with its buffers, as they were when it was booked.
    Column("first_cell", BigInteger, nullable=False),
    Column("end_cell", BigInteger, nullable=False),
    Column("booked_at", UtcInstant, nullable=False),
    Column("changed_at", UtcInstant, nullable=False),
    Index(None, "patient", "start_at"),
    Index(None, "start_at"),
)

reservations = Table(
    "reservations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("resource", String(80), nullable=False),
    Column("seat", Integer, nullable=False),
    Column("first_cell", BigInteger, nullable=False),
    Column("end_cell", BigInteger, nullable=False),
    # None: until it is freed. What has expired counts as free, whether it was swept or not.
    Column("expires_at", UtcInstant),
    Index(None, "resource", "first_cell"),
    Index(None, "first_cell"),
)

cells = Table(
    "cells",
    metadata,
    Column("resource", String(80), primary_key=True),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("cell", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "reservation",
        String(40),
        ForeignKey("reservations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)

holds = Table(
    "holds",
    metadata,
    Column("id", String(40), ForeignKey("reservations.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation", String(80), nullable=False, unique=True),
    Column("address_index", LargeBinary, nullable=False, index=True),
    Column("provider", String(80), nullable=False),
    Column("site", String(80), nullable=False),
    Column("visit_type", String(80), nullable=False),
    Column("start_at", UtcInstant, nullable=False),
    Column("end_at", UtcInstant, nullable=False),
    Column("held_at", UtcInstant, nullable=False),
)

offers = Table(
    "offers",
    metadata,
    Column("conversation", String(80), primary_key=True),
    Column("provider", String(80), primary_key=True),
    Column("start_at", UtcInstant, primary_key=True),
    Column("until", UtcInstant, nullable=False, index=True),
)

schedule_revision = Table(
    "schedule_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
)
"""One row (id 1): grows with each change of reservations, so that caches know that they are old."""

schedule_changes = Table(
    "schedule_changes",
    metadata,
    Column("resource", String(80), primary_key=True),
    Column("stretch", BigInteger, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False, index=True),
)
"""The revision in which a resource's reservations last changed, for each stretch of six hours."""
