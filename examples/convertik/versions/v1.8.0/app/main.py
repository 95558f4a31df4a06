import os

from fastapi import FastAPI
from sqlalchemy import text

from app.config import settings
from app.database import engine
from app.stats import router

missing = [name for name in ("RATES_KEY", "PRECISION") if not os.environ.get(name)]
if missing:
    raise SystemExit(f"{', '.join(missing)} missing in .env.production")

app = FastAPI(title="Converter", version=settings.app_version)
app.include_router(router, prefix="/api/v1/stats")


@app.get("/health")
def health():
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    return {"status": "ok", "version": f"v{settings.app_version}", "precision": int(os.environ["PRECISION"])}
