"""Which engines draft a desk's pairs of languages."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.domain.routing import EngineName, StepKind, WhenDown
from desk.models.base import Base, Code, Identifier, Timestamp, str_enum


class EngineRoute(Base):
    """One row is a desk's own choice of engines for a pair of languages; a pair without one takes the usual order."""

    __tablename__ = "engine_route"
    __table_args__ = (UniqueConstraint("desk_id", "source", "target"),)

    id: Mapped[Identifier]
    desk_id: Mapped[str] = mapped_column(ForeignKey("desk.id"))
    source: Mapped[Code]
    target: Mapped[Code]
    when_down: Mapped[WhenDown] = mapped_column(str_enum(WhenDown))
    changed_at: Mapped[Timestamp]
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))

    steps: Mapped[list["EngineRouteStep"]] = relationship(
        order_by="EngineRouteStep.position", cascade="all, delete-orphan"
    )


class EngineRouteStep(Base):
    """One row is an engine of a route: it drafts, at its place in the order of asking, or it shadows."""

    __tablename__ = "engine_route_step"

    route_id: Mapped[str] = mapped_column(ForeignKey("engine_route.id"), primary_key=True)
    kind: Mapped[StepKind] = mapped_column(str_enum(StepKind), primary_key=True)
    engine: Mapped[EngineName] = mapped_column(str_enum(EngineName), primary_key=True)
    position: Mapped[int]
