"""What the practice says of itself: sites, hours, providers, visit types, lines.

Loading a practice replaces all rows. Nothing refers to them: visits keep the practice's own ids,
and outlive them. `position` keeps the order of the file. Wall times are minutes since midnight;
texts in several languages are JSON objects.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
)

from assistant.store.tables.metadata import UtcInstant, metadata

practice = Table(
    "practice",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("saved_at", UtcInstant, nullable=False),
    Column("rest", JSON, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: how often it was saved, and what has no table of its own."""

sites = Table(
    "sites",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("address", String, nullable=False),
    Column("phone", String(32), nullable=False),
    Column("parking", JSON, nullable=False),
    Column("aliases", JSON, nullable=False),
)

providers = Table(
    "providers",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("specialty", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    # [[first day, last day, reason], ...]; days as in 2026-11-26.
    Column("away", JSON, nullable=False),
)

plans = Table(
    "plans",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("provider", String(40), ForeignKey("providers.id"), nullable=False),
    Column("site", String(40), ForeignKey("sites.id"), nullable=False),
    # [{"hours": seven lists of [opens, closes], "visit_types": [...]}, ...]
    Column("zones", JSON, nullable=False),
)

_OF_SITE_OR_PLAN = "(site IS NULL) <> (plan IS NULL)"

weekly_hours = Table(
    "weekly_hours",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("site", String(40), ForeignKey("sites.id")),
    Column("plan", Integer, ForeignKey("plans.id")),
    Column("weekday", Integer, nullable=False),
    Column("opens", Integer, nullable=False),
    Column("closes", Integer, nullable=False),
    CheckConstraint(_OF_SITE_OR_PLAN, name="of_site_or_plan"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("opens < closes", name="opens_before_it_closes"),
)
"""Open on that weekday (0 is Monday); a weekday without a row is closed."""

dated_hours = Table(
    "dated_hours",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("site", String(40), ForeignKey("sites.id")),
    Column("plan", Integer, ForeignKey("plans.id")),
    Column("on_date", Date, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("reason", String, nullable=False),
    Column("reasons", JSON, nullable=False),
    CheckConstraint(_OF_SITE_OR_PLAN, name="of_site_or_plan"),
)
"""The hours of one date, [[opens, closes], ...]; an empty list is closed."""

resources = Table(
    "resources",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("site", String(40), ForeignKey("sites.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("how_many", Integer, nullable=False),
)
"""Rooms and devices that visits share; so many of a kind at a site."""

closures = Table(
    "closures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("site", String(40), ForeignKey("sites.id")),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("reason", String, nullable=False),
    Column("reasons", JSON, nullable=False),
    CheckConstraint("first_on <= last_on", name="first_before_last"),
)

visit_types = Table(
    "visit_types",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("names", JSON, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("duration_s", Integer, nullable=False),
    Column("buffer_before_s", Integer, nullable=False),
    Column("buffer_after_s", Integer, nullable=False),
    Column("notice_s", Integer, nullable=False),
    Column("window_kind", String(16), nullable=False),
    Column("window_count", Integer, nullable=False),
    Column("window_first_on", Date),
    Column("window_last_on", Date),
    Column("min_age", Integer),
    Column("max_age", Integer),
    Column("needs", JSON, nullable=False),
    Column("most_a_day", Integer, nullable=False),
    Column("most_a_week", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("modality", String(16), nullable=False),
    Column("new_patients", Boolean, nullable=False),
    Column("known_patients", Boolean, nullable=False),
    Column("is_default", Boolean, nullable=False),
)

visit_type_providers = Table(
    "visit_type_providers",
    metadata,
    Column("visit_type", String(40), ForeignKey("visit_types.id"), primary_key=True),
    Column("provider", String(40), ForeignKey("providers.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("channel", String(40), nullable=False),
    Column("address", String, nullable=False),
    Column("opt_out_words", JSON, nullable=False),
    Column("site", String(40), ForeignKey("sites.id")),
)
