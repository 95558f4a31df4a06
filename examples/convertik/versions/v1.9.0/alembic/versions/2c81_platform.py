"""From which platform something was converted."""

import sqlalchemy as sa
from alembic import op

revision = "2c81d5f09e64"
down_revision = "1a4f0c7e2b31"


def upgrade():
    op.add_column("conversions", sa.Column("platform", sa.Text, nullable=False, server_default="unknown"))
    op.execute("update conversions set platform = 'ios' where device like 'i%'")


def downgrade():
    op.drop_column("conversions", "platform")
