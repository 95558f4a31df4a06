"""Who opened an object and who closed it."""

import sqlalchemy as sa
from alembic import op

revision = "6c1f83ad50e2"
down_revision = "0d5e71c2b9f4"


def upgrade():
    op.create_table(
        "object_openings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("object_id", sa.Integer, sa.ForeignKey("objects.id", ondelete="CASCADE"), nullable=False),
        sa.Column("opened_by", sa.Integer, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("closed_by", sa.Integer, sa.ForeignKey("users.id")),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True)),
        sa.Column("coordinates", sa.Text),
    )
    for column in ("object_id", "opened_by", "opened_at", "closed_by"):
        op.create_index(f"ix_object_openings_{column}", "object_openings", [column])


def downgrade():
    op.drop_table("object_openings")
