"""What belongs to no story: who asks, jobs, and the glossary."""

from typing import Annotated

from pydantic import AfterValidator, Field

from desk.api.authentication import Via
from desk.api.schemas.base import Asked, LanguageCode, Shown, When
from desk.domain.term import FormStatus
from desk.domain.workflow import Role
from desk.models import JobState
from desk.text.normal import normalise


class Me(Shown):
    """Who asks, and how they came to be known."""

    id: str
    username: str
    name: str
    desk: str
    roles: list[Role]
    time_zone: str
    via: Via


class Job(Shown):
    """Work in the background. Progress (`done` of `total`) and outcome (`state`) are two facts.

    `error` is told to administrators alone: it may quote texts of stories that others may not see.
    """

    id: str
    kind: str
    state: JobState
    attempt: int
    done: int
    total: int
    error: str | None
    created_at: When
    finished_at: When | None


class MatchQuery(Asked):
    """A text and its language."""

    text: Annotated[str, Field(max_length=5000), AfterValidator(normalise)]
    language: LanguageCode


class Match(Shown):
    """A form of a term in the text, at code points [start, end)."""

    term: str
    start: int
    end: int
    form: str
    status: FormStatus
    preferred: str | None
    note: str


class Matches(Shown):
    """The terms in a text, in order. `text` is what the positions speak of: the text in the desk's normal form."""

    text: str
    matches: list[Match]
