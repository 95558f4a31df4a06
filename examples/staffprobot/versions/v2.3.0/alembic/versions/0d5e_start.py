"""People, the objects they work on, contracts, time slots and shifts."""

import sqlalchemy as sa
from alembic import op

revision = "0d5e71c2b9f4"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("messenger_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "objects",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Integer, sa.ForeignKey("users.id"), nullable=False),
    )
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("object_id", sa.Integer, sa.ForeignKey("objects.id"), nullable=False),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("hourly_rate", sa.Integer, nullable=False),
    )
    op.create_table(
        "time_slots",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("object_id", sa.Integer, sa.ForeignKey("objects.id"), nullable=False),
        sa.Column("slot_date", sa.Date, nullable=False),
        sa.Column("start_time", sa.Time, nullable=False),
        sa.Column("end_time", sa.Time, nullable=False),
    )
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer, primary_key=True),
        # No foreign key: whoever leaves is deleted, and the shifts are kept.
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("object_id", sa.Integer, sa.ForeignKey("objects.id"), nullable=False),
        sa.Column("time_slot_id", sa.Integer, sa.ForeignKey("time_slots.id")),
        sa.Column("started_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True)),
        sa.Column("status", sa.String(16), nullable=False),
    )


def downgrade():
    for table in ("shifts", "time_slots", "contracts", "objects", "users"):
        op.drop_table(table)
