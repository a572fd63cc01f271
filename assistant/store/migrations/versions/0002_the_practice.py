"""The practice."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    _practice()
    _providers()
    _sites()
    _visit_types()
    _closures()
    _lines()
    _plans()
    _visit_type_providers()
    _dated_hours()
    _weekly_hours()


def downgrade() -> None:
    """Back to the version before."""
    for table in (
        "weekly_hours",
        "dated_hours",
        "visit_type_providers",
        "plans",
        "lines",
        "closures",
        "visit_types",
        "sites",
        "providers",
        "practice",
    ):
        op.drop_table(table)


def _practice() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.Column("rest", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_practice_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )


def _providers() -> None:
    op.create_table(
        "providers",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("specialty", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_providers")),
    )


def _sites() -> None:
    op.create_table(
        "sites",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("parking", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
    )


def _visit_types() -> None:
    op.create_table(
        "visit_types",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("duration_s", sa.Integer(), nullable=False),
        sa.Column("buffer_before_s", sa.Integer(), nullable=False),
        sa.Column("buffer_after_s", sa.Integer(), nullable=False),
        sa.Column("notice_s", sa.Integer(), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("modality", sa.String(length=16), nullable=False),
        sa.Column("new_patients", sa.Boolean(), nullable=False),
        sa.Column("known_patients", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_types")),
    )


def _closures() -> None:
    op.create_table(
        "closures",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=40), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_closures_first_before_last")),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_closures_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )


def _lines() -> None:
    op.create_table(
        "lines",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("opt_out_words", sa.JSON(), nullable=False),
        sa.Column("site", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_lines_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lines")),
    )


def _plans() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column("site", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["provider"], ["providers.id"], name=op.f("fk_plans_provider")),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_plans_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )


def _visit_type_providers() -> None:
    op.create_table(
        "visit_type_providers",
        sa.Column("visit_type", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider"], ["providers.id"], name=op.f("fk_visit_type_providers_provider")
        ),
        sa.ForeignKeyConstraint(
            ["visit_type"], ["visit_types.id"], name=op.f("fk_visit_type_providers_visit_type")
        ),
        sa.PrimaryKeyConstraint("visit_type", "provider", name=op.f("pk_visit_type_providers")),
    )


def _dated_hours() -> None:
    op.create_table(
        "dated_hours",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=40), nullable=True),
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(site IS NULL) <> (plan IS NULL)", name=op.f("ck_dated_hours_of_site_or_plan")
        ),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_dated_hours_plan")),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_dated_hours_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_hours")),
    )


def _weekly_hours() -> None:
    op.create_table(
        "weekly_hours",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=40), nullable=True),
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(site IS NULL) <> (plan IS NULL)", name=op.f("ck_weekly_hours_of_site_or_plan")
        ),
        sa.CheckConstraint("opens < closes", name=op.f("ck_weekly_hours_opens_before_it_closes")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_weekly_hours_weekday")),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_weekly_hours_plan")),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_weekly_hours_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_hours")),
    )
