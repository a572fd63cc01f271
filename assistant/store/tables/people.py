"""Patients, how they are reached, and the trail of who saw or changed what.

Columns that end in `_sealed` hold ciphertext, bound to table, column and row; those that end in
`_index` hold a blind index.
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
    Text,
)

from assistant.store.tables.metadata import UtcInstant, metadata

patients = Table(
    "patients",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("first_sealed", LargeBinary, nullable=False),
    Column("last_sealed", LargeBinary, nullable=False),
    Column("born_on_sealed", LargeBinary),
    Column("lang_sealed", LargeBinary, nullable=False),
    Column("name_index", LargeBinary, nullable=False),
    Column("born_index", LargeBinary),
    # Set when the patient gave their name by text and the practice has not seen them yet.
    Column("registered_at", UtcInstant),
    Column("wrong_birth_dates", Integer, nullable=False, default=0),
    Column("added_at", UtcInstant, nullable=False),
    Index(None, "name_index"),
    Index(None, "born_index"),
)

contact_points = Table(
    "contact_points",
    metadata,
    Column("patient", String(40), ForeignKey("patients.id", ondelete="CASCADE"), primary_key=True),
    Column("address_index", LargeBinary, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("address_sealed", LargeBinary, nullable=False),
    # When the right date of birth last came from this address.
    Column("verified_at", UtcInstant),
    Index(None, "address_index"),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcInstant, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(80), nullable=False),
    # No foreign keys: the trail outlives what it speaks of.
    Column("conversation", String(80)),
    Column("patient", String(40)),
    Column("appointment", String(40)),
    Column("task", String(40)),
    Column("details", Text, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index(None, "patient"),
    Index(None, "conversation"),
)
