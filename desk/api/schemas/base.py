"""The bases of all models, and the vocabulary of their fields."""

import datetime as dt
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from desk.domain.ids import LENGTH
from desk.domain.language import LANGUAGES
from desk.domain.segment import Span as DomainSpan
from desk.text.normal import normalise, one_line

Item = TypeVar("Item")
FIRST_YEAR, LAST_YEAR = 1970, 2999


class Given(BaseModel):
    """A body. A field that is unknown or of another kind is refused, not guessed at."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, validate_by_name=True)


class Asked(BaseModel):
    """A query: its values arrive as text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(BaseModel):
    """An answer; it may be read off an object that has its fields as attributes."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, validate_by_name=True, serialize_by_alias=True
    )


class Nothing(Given):
    """A body without fields."""


class NothingAsked(Asked):
    """A query without names."""


class PageQuery(Asked):
    """Which page of a list; pages count from 1."""

    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(50, ge=1, le=100)


class Page(Shown, Generic[Item]):
    """A page of a list: its items, how many there are on all pages, and the address of the next page."""

    items: list[Item]
    total: int
    page: int
    size: int
    next: str | None


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise PydanticCustomError("language", "“{code}” is not a language the desk knows", {"code": code})
    return code


def _storable(moment: dt.datetime) -> dt.datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise PydanticCustomError(
            "moment", "a time lies between {first} and {last}", {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return moment


def _pair(span: Any) -> Any:
    """A span as [start, end], whether it comes from the domain or from stored JSON."""
    return (span.start, span.end) if isinstance(span, DomainSpan) else span


Id = Annotated[str, Field(pattern=rf"^[0-9a-z]{{{LENGTH}}}$", description="An id.")]
Line = Annotated[str, AfterValidator(one_line)]
"""Text that is kept on one line."""
Words = Annotated[str, Field(max_length=5000), AfterValidator(normalise)]
"""A reason or a note."""
LanguageCode = Annotated[
    str, AfterValidator(_known), Field(description="A language code.", json_schema_extra={"enum": sorted(LANGUAGES)})
]
Moment = Annotated[AwareDatetime, AfterValidator(_storable)]
"""A time with its zone."""
When = Annotated[dt.datetime, AfterValidator(lambda moment: moment.astimezone(dt.UTC))]
"""A time as answers tell it: in UTC."""
LocalMoment = Annotated[dt.datetime, AfterValidator(_storable)]
"""A time that may leave its zone to a field beside it."""
Span = Annotated[tuple[int, int], BeforeValidator(_pair), Field(description="[start, end) in code points.")]
Mark = Annotated[list[Any], Field(description="[kind, start, end, attributes] of inline markup.")]
