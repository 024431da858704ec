"""People, their roles at desks, and how they sign in."""

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.workflow import Role
from desk.models.base import Base, Identifier, Json, Timestamp, UtcDateTime, str_enum


class Desk(Base):
    """One row is a desk: a team to which stories, rights, settings and queues belong."""

    __tablename__ = "desk"

    id: Mapped[Identifier]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    settings: Mapped[Json] = mapped_column(default=dict)
    created_at: Mapped[Timestamp]


class Person(Base):
    """One row is a person, by an opaque id: all that append-only rows ever hold of anybody."""

    __tablename__ = "person"

    id: Mapped[Identifier]
    created_at: Mapped[Timestamp]
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    session_epoch: Mapped[int] = mapped_column(default=1)
    """Raised to end every session of the person at once."""

    profile: Mapped["Profile | None"] = relationship(back_populates="person")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="person", order_by="Membership.role")


class Profile(Base):
    """One row is what identifies a person. It is the one place of names and addresses, and can be deleted."""

    __tablename__ = "profile"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")

    person: Mapped[Person] = relationship(back_populates="profile")


class Preference(Base):
    """One row is a choice that a person made for themselves, by its name in `desk.services.preferences`."""

    __tablename__ = "preference"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[Json]
    changed_at: Mapped[Timestamp]


class Membership(Base):
    """One row is a role that a person has at a desk."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "desk_id", "role"),)

    id: Mapped[Identifier]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"), index=True)
    role: Mapped[Role] = mapped_column(str_enum(Role))

    person: Mapped[Person] = relationship(back_populates="memberships")
    desk: Mapped[Desk] = relationship()


class Ticket(Base):
    """One row is an invitation or a reset: a secret, kept as its hash, that lets a person set a password once."""

    __tablename__ = "ticket"

    id: Mapped[Identifier]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Timestamp]
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()


class ApiToken(Base):
    """One row is a token for the JSON API, kept as its hash, that acts as its person."""

    __tablename__ = "api_token"

    id: Mapped[Identifier]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Timestamp]
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()


class AuditEntry(Base):
    """One row is an act of administration: who did what to which thing. Append-only."""

    __tablename__ = "audit_entry"

    id: Mapped[Identifier]
    at: Mapped[Timestamp]
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    details: Mapped[Json] = mapped_column(default=dict)
