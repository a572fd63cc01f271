"""What visits share: rooms and devices, caps, seats in groups; and whose turn it is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_EMPTY = sa.text("'[]'")
_NUMBERS = (("most_a_day", "0"), ("most_a_week", "0"), ("capacity", "1"))


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "resources",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("site", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("how_many", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_resources_site")),
        sa.PrimaryKeyConstraint("id", "site", name=op.f("pk_resources")),
    )
    needs = sa.Column("needs", sa.JSON(), nullable=False, server_default=_EMPTY)
    op.add_column("visit_types", needs)
    for name, value in _NUMBERS:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=value)
        op.add_column("visit_types", column)
    op.add_column("reservations", sa.Column("part_of", sa.String(length=40)))
    op.create_index(op.f("ix_reservations_part_of"), "reservations", ["part_of"])
    op.create_table(
        "last_bookings",
        sa.Column("provider", sa.String(length=80), nullable=False),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("provider", name=op.f("pk_last_bookings")),
    )


def downgrade() -> None:
    """Back to the version before; what it cannot say is lost."""
    op.drop_table("last_bookings")
    op.drop_index(op.f("ix_reservations_part_of"), "reservations")
    op.drop_column("reservations", "part_of")
    for name, _ in reversed(_NUMBERS):
        op.drop_column("visit_types", name)
    op.drop_column("visit_types", "needs")
    op.drop_table("resources")
