"""What each day's conversions come to, which the metrics endpoint reads."""

import sqlalchemy as sa
from alembic import op

revision = "3e95a7b6c412"
down_revision = "2c81d5f09e64"


def upgrade():
    op.create_table(
        "daily_metrics",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("conversions", sa.Integer, nullable=False),
        sa.Column("devices", sa.Integer, nullable=False),
    )
    op.execute(
        "insert into daily_metrics select (at at time zone 'UTC')::date, platform, count(*), count(distinct device) "
        "from conversions group by 1, 2"
    )
    op.create_index("conversions_at", "conversions", [sa.text("at desc")])


def downgrade():
    op.drop_index("conversions_at")
    op.drop_table("daily_metrics")
