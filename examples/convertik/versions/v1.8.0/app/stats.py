from fastapi import APIRouter
from sqlalchemy import text

from app.database import engine

router = APIRouter()


@router.get("/summary")
def summary():
    with engine.connect() as connection:
        row = connection.execute(text("select count(*), count(distinct device), max(at) from conversions")).one()
    return {"conversions": row[0], "devices": row[1], "newest": row[2]}
