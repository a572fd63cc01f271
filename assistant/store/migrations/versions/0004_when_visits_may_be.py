"""When visits may be booked: kinds of windows, ages, absences of providers, protected zones."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EMPTY = sa.text("'[]'")


def upgrade() -> None:
    """To this version. The window that a practice has stays as many calendar days."""
    op.execute("ALTER TABLE visit_types RENAME COLUMN window_days TO window_count")
    kind = sa.Column("window_kind", sa.String(length=16), nullable=False, server_default="days")
    op.add_column("visit_types", kind)
    for name in ("window_first_on", "window_last_on"):
        op.add_column("visit_types", sa.Column(name, sa.Date()))
    for name in ("min_age", "max_age"):
        op.add_column("visit_types", sa.Column(name, sa.Integer()))
    for table, name in (("providers", "away"), ("plans", "zones")):
        op.add_column(table, sa.Column(name, sa.JSON(), nullable=False, server_default=_EMPTY))


def downgrade() -> None:
    """Back to the version before; what it cannot say is lost."""
    for table, name in (("plans", "zones"), ("providers", "away")):
        op.drop_column(table, name)
    for name in ("max_age", "min_age", "window_last_on", "window_first_on", "window_kind"):
        op.drop_column("visit_types", name)
    op.execute("ALTER TABLE visit_types RENAME COLUMN window_count TO window_days")
