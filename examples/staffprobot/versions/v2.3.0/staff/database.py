"""The database that libpq's variables name."""

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql+psycopg://", pool_size=4, pool_pre_ping=True)
Session = sessionmaker(engine)
