from typing import Literal

from fastapi import APIRouter
from sqlalchemy import text

from app.database import engine

router = APIRouter()
DAYS = {"day": 1, "week": 7, "month": 30}


@router.get("/summary")
def summary():
    with engine.connect() as connection:
        row = connection.execute(text("select count(*), count(distinct device), max(at) from conversions")).one()
    return {"conversions": row[0], "devices": row[1], "newest": row[2]}


@router.get("/metrics")
def metrics(period: Literal["day", "week", "month"] = "week"):
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "select platform, sum(conversions)::int as conversions from daily_metrics "
                "where day > (select max(day) from daily_metrics) - cast(:days as integer) group by platform"
            ),
            {"days": DAYS[period]},
        ).mappings()
        return {"period": period, "platforms": [dict(row) for row in rows]}
