from fastapi import FastAPI
from sqlalchemy import func, select

from staff.database import Session
from staff.models import Object, Shift

VERSION = "v2.3.0"

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
            "newest": [{"id": shift.id, "object": shift.object_id, "status": shift.status} for shift in newest],
        }
