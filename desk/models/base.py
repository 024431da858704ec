"""The base of all tables: naming convention, and the column vocabulary."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from desk.domain.ids import LENGTH, new_id


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware time in UTC. Naive times are refused, since nobody could say what they mean."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(dt.UTC)
        return value.replace(tzinfo=dt.UTC)


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def str_enum(kind: type[StrEnum], *, length: int = 16, name: str = "") -> Enum:
    """A column of a StrEnum's values, checked in the database too, by a constraint named after the kind or `name`."""

    def values(members: Iterable[StrEnum]) -> list[str]:
        return [member.value for member in members]

    return Enum(
        kind,
        values_callable=values,
        native_enum=False,
        create_constraint=True,
        length=length,
        name=name or kind.__name__.lower(),
        validate_strings=True,
    )


Identifier = Annotated[str, mapped_column(String(LENGTH), primary_key=True, default=new_id)]
Timestamp = Annotated[dt.datetime, mapped_column(UtcDateTime, default=utc_now)]
Code = Annotated[str, mapped_column(String(8))]
"""A language code."""
Json = Annotated[Any, mapped_column(JSON(none_as_null=True))]


class Base(DeclarativeBase):
    """Every table. Constraint names are fixed, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
