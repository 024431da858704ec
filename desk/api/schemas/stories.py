"""Stories: the queue's rows, intake, a story with its source and its translations, and what cleaning took out."""

from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from desk.api.schemas.base import (
    Given,
    Id,
    LanguageCode,
    Line,
    LocalMoment,
    Mark,
    Moment,
    Page,
    PageQuery,
    Shown,
    When,
    Words,
)
from desk.domain.cleaning import RemovalReason
from desk.domain.segment import BlockKind
from desk.domain.workflow import State
from desk.services.queue import Due, Found, Sort, View


class StoriesQuery(PageQuery):
    """What of the queue is wanted. `text` is looked for in titles, each word as the beginning of one.

    `longest` is the number of words to do at most. Days of `due` are those of the zone in one's profile.
    """

    view: View = View.ALL
    state: State | None = None
    language: LanguageCode | None = None
    source: LanguageCode | None = None
    outlet: Id | None = None
    topic: Annotated[Line, Field(max_length=80)] = ""
    holder: Id | None = None
    due: Due | None = None
    longest: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    found: Found | None = None
    text: Annotated[Line, Field(max_length=200)] = ""
    sort: Sort = Sort.DUE


class StoryRow(Shown):
    """One translation of a story, as the queue shows it."""

    story: str
    translation: str
    title: str
    from_: str = Field(serialization_alias="from")
    to: str
    state: State
    breaking: bool
    due_at: When | None
    changed_at: When
    holder: str | None
    holder_name: str | None
    units: int
    drafted: int
    confirmed: int
    words_to_do: int
    open_findings: int
    blocking_findings: int
    confidence: float | None
    outlet: str
    topic: str
    note: str
    returned: bool
    late: bool
    stale: bool


class StoriesPage(Page[StoryRow]):
    """A page of the queue. Where `more` is set, `total` is where counting stopped, and there are more than that."""

    more: bool


class ArticleText(Given):
    """An article's text: exactly one of `text`, `html` and `url`. Without `from` the language is found out."""

    text: str | None = None
    html: str | None = None
    url: Annotated[str, Field(max_length=2000)] | None = None
    from_: LanguageCode | None = Field(None, alias="from")

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if sum(one is not None for one in (self.text, self.html, self.url)) != 1:
            raise PydanticCustomError("one_of", "say exactly one of text, html and url")
        return self


class Intake(ArticleText):
    """An article: exactly one of `text`, `html` and `url`, and the languages to translate it into.

    Without `from` the language is found out; without `title` it is the article's headline.
    """

    to: list[LanguageCode] = Field(min_length=1, max_length=50)
    title: Annotated[Line, Field(max_length=500)] | None = None
    outlet: Id | None = None
    breaking: bool = False
    restricted: bool = False
    due_at: Moment | None = None
    topic: Annotated[Line, Field(max_length=80)] = ""


class TakenTranslation(Shown):
    """A translation that was made. `job` is the job that drafts it, None where no engine serves the pair."""

    id: str
    language: str
    state: State
    job: str | None


class TakenIn(Shown):
    """A story that was made."""

    id: str
    title: str
    language: str
    translations: list[TakenTranslation]


class Reason(Given):
    """Why."""

    reason: Words


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        raise PydanticCustomError("zone", "this is not a time zone; write one like Europe/Paris") from None
    return name


class Embargo(Given):
    """Until when nothing of the story is published; null lifts the embargo. `zone` is the one it was given in."""

    until: LocalMoment | None
    zone: Annotated[str, Field(max_length=64), AfterValidator(_zone)] = "UTC"


class StoryState(Shown):
    """What holds for a story in every language."""

    id: str
    title: str
    breaking: bool
    restricted: bool
    topic: str
    embargo_until: When | None
    embargo_zone: str | None
    killed_at: When | None


class Block(Shown):
    """A block of the source."""

    id: str
    kind: BlockKind
    text: str
    language: str
    direction: str
    marks: list[Mark]
    attributes: dict[str, Any]


class Article(Shown):
    """The source: its particulars and the blocks of its newest revision."""

    id: str
    language: str
    url: str
    byline: str
    published_at: When | None
    revision: str
    revision_number: int
    notices: list[str]
    blocks: list[Block]


class StoryTranslation(Shown):
    """A translation in its story, with how far it is and the ids of its publications."""

    id: str
    language: str
    state: State
    due_at: When | None
    units: int
    drafted: int
    confirmed: int
    stale: bool
    notices: list[str]
    publications: list[str]


class Story(StoryState):
    """A story with its source and its translations."""

    outlet: str | None
    created_at: When
    article: Article
    translations: list[StoryTranslation]


class Removal(Shown):
    """What cleaning changed in an extracted block: `text`, at code points [start, end), gave way to `replacement`."""

    id: str
    revision_id: str
    block: int
    start: int
    end: int
    text: str
    replacement: str
    reason: RemovalReason


class RemovalsPage(Page[Removal]):
    """A page of removals."""


class Revised(Shown):
    """The revision that was made, and how many segments it left as they were, changed, added, and has no more."""

    story: str
    revision: str
    number: int
    stayed: int
    changed: int
    added: int
    retired: int
