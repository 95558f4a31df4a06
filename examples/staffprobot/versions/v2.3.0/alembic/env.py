"""Migrates the database that "-x db_name=NAME" names and no other; server and login are those of libpq's variables."""

from alembic import context
from sqlalchemy import URL, create_engine, pool

from staff.models import Base

name = context.get_x_argument(as_dictionary=True).get("db_name")
if not name:
    raise SystemExit("Which database? Say it: alembic -x db_name=NAME ...")

engine = create_engine(URL.create("postgresql+psycopg", database=name), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
