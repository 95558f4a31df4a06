"""Currencies, their rates, and what was converted."""

import sqlalchemy as sa
from alembic import op

revision = "1a4f0c7e2b31"
down_revision = None


def upgrade():
    op.create_table(
        "currencies",
        sa.Column("code", sa.String(3), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "rates",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("code", sa.String(3), sa.ForeignKey("currencies.code"), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("rate", sa.Numeric(18, 8), nullable=False),
        sa.UniqueConstraint("code", "day", name="rates_code_day"),
    )
    op.create_table(
        "conversions",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("source", sa.String(3), sa.ForeignKey("currencies.code"), nullable=False),
        sa.Column("target", sa.String(3), sa.ForeignKey("currencies.code"), nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
    )


def downgrade():
    op.drop_table("conversions")
    op.drop_table("rates")
    op.drop_table("currencies")
