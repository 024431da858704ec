"""Who has a text open."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base, UtcDateTime


class Presence(Base):
    """One row says that a person had a translation open at `seen_at`, and in which of its units they were.

    It is kept for a minute and is no history: who read what is nobody's business.
    """

    __tablename__ = "presence"

    translation_id: Mapped[str] = mapped_column(ForeignKey("translation.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
