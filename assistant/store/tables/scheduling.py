"""Visits, and the cells that keep two of them from taking the same time.

A reservation is a seat of a resource for a stretch of time, buffers included. The first that a
visit or hold takes, the provider's time or a seat in a group, has its id; what it takes besides
(rooms, devices, caps) are reservations of their own with `part_of`. A group's session has one too.
Their cells carry the constraint: their primary key decides who was first. Cells go when their
reservation goes.
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
    # No foreign key: where the first one expired and was swept, these have expired with it.
    Column("part_of", String(40), index=True),
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

last_bookings = Table(
    "last_bookings",
    metadata,
    Column("provider", String(80), primary_key=True),
    Column("booked_at", UtcInstant, nullable=False),
)
"""When a patient was last booked with each provider: of two as free as each other, who is next."""

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
