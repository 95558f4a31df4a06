"""When a shift was to begin and when it began, of which nothing is known for old ones; which slots are strict about it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "b7a490e6d13c"
down_revision = "6c1f83ad50e2"


def upgrade():
    op.add_column("time_slots", sa.Column("penalize_late_start", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("time_slots", sa.Column("ignore_object_tasks", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("time_slots", sa.Column("shift_tasks", JSONB))
    op.add_column("shifts", sa.Column("planned_start", sa.TIMESTAMP(timezone=True)))
    op.add_column("shifts", sa.Column("actual_start", sa.TIMESTAMP(timezone=True)))
    # Whoever is late pays for it, so a shift must be somebody's.
    op.create_foreign_key("shifts_user_id_fkey", "shifts", "users", ["user_id"], ["id"])


def downgrade():
    op.drop_constraint("shifts_user_id_fkey", "shifts")
    op.drop_column("shifts", "actual_start")
    op.drop_column("shifts", "planned_start")
    op.drop_column("time_slots", "shift_tasks")
    op.drop_column("time_slots", "ignore_object_tasks")
    op.drop_column("time_slots", "penalize_late_start")
