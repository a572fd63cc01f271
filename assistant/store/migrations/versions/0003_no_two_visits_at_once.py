"""No two visits at once, on PostgreSQL also without the cells."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version. What is held has an end and may lie beside a visit that is being moved."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        op.execute(
            "ALTER TABLE reservations ADD CONSTRAINT ex_reservations_booked EXCLUDE USING gist "
            "(resource WITH =, seat WITH =, int8range(first_cell, end_cell) WITH &&) "
            "WHERE (expires_at IS NULL)"
        )


def downgrade() -> None:
    """Back to the version before."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE reservations DROP CONSTRAINT ex_reservations_booked")
