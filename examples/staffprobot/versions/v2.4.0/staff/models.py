from datetime import date, datetime, time

from sqlalchemy import TIMESTAMP, BigInteger, ForeignKey, String, Text, false, func, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {str: Text, datetime: TIMESTAMP(timezone=True)}


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    messenger_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str]


class Object(Base):
    """A place where people work."""

    __tablename__ = "objects"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Contract(Base):
    __tablename__ = "contracts"

    id: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    hourly_rate: Mapped[int]


class TimeSlot(Base):
    __tablename__ = "time_slots"

    id: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id"))
    slot_date: Mapped[date]
    start_time: Mapped[time]
    end_time: Mapped[time]
    penalize_late_start: Mapped[bool] = mapped_column(server_default=true())
    ignore_object_tasks: Mapped[bool] = mapped_column(server_default=false())
    shift_tasks: Mapped[list | None] = mapped_column(JSONB)


class Shift(Base):
    __tablename__ = "shifts"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id"))
    time_slot_id: Mapped[int | None] = mapped_column(ForeignKey("time_slots.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(16))
    planned_start: Mapped[datetime | None]
    actual_start: Mapped[datetime | None]


class ObjectOpening(Base):
    """Who opened an object in the morning, and who closed it."""

    __tablename__ = "object_openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id", ondelete="CASCADE"), index=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    closed_at: Mapped[datetime | None]
    coordinates: Mapped[str | None]
