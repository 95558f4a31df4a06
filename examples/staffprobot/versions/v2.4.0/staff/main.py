from fastapi import FastAPI
from sqlalchemy import func, select

from staff.database import Session
from staff.models import Object, ObjectOpening, Shift

VERSION = "v2.4.0"

app = FastAPI(title="Staff", version=VERSION)


@app.get("/health")
def health():
    with Session() as session:
        session.execute(select(1))
    return {"status": "ok", "version": VERSION}


@app.get("/api/objects")
def objects():
    with Session() as session:
        return {"count": session.scalar(select(func.count()).select_from(Object))}


@app.get("/api/shifts")
def shifts():
    with Session() as session:
        newest = session.scalars(select(Shift).order_by(Shift.id.desc()).limit(20))
        return {
            "count": session.scalar(select(func.count()).select_from(Shift)),
            "newest": [
                {
                    "id": shift.id,
                    "object": shift.object_id,
                    "status": shift.status,
                    "plannedStart": shift.planned_start,
                    "actualStart": shift.actual_start,
                }
                for shift in newest
            ],
        }


@app.get("/api/openings")
def openings():
    with Session() as session:
        open_ones = session.scalars(select(ObjectOpening).where(ObjectOpening.closed_at.is_(None)))
        return {"open": [{"object": one.object_id, "openedAt": one.opened_at} for one in open_ones]}
