"""The queue besides its rows: counts, saved views, many at once, planning, and who sees a story."""

from typing import Annotated

from pydantic import Field

from desk.api.schemas.base import Asked, Given, Id, LanguageCode, Line, Moment, Page, Shown, When, Words
from desk.domain.workflow import State
from desk.services.bulk import BulkAction
from desk.services.queue import Due, Found, Sort, View
from desk.services.search.search import BOUND

Topic = Annotated[Line, Field(max_length=80)]


class ViewCounts(Shown):
    """How many translations each standing view holds; `bound` + 1 stands for “more than `bound`”."""

    bound: int
    counts: dict[View, int]


class Wanted(Given):
    """A filter of the queue, as in `GET /stories`."""

    view: View = View.ALL
    state: State | None = None
    language: LanguageCode | None = None
    source: LanguageCode | None = None
    outlet: Id | None = None
    topic: Topic = ""
    holder: Id | None = None
    due: Due | None = None
    longest: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    found: Found | None = None
    text: Annotated[Line, Field(max_length=200)] = ""
    sort: Sort = Sort.DUE


class SaveView(Given):
    """A filter under a name; one of one's own that has the name is written anew. `shared` shows it to the desk."""

    name: Annotated[Line, Field(min_length=1, max_length=60)]
    shared: bool = False
    wanted: Wanted


class SavedView(Shown):
    """A saved view. `wanted` holds what is not as usual, named as in the page's address."""

    id: str
    name: str
    shared: bool
    owner: str
    own: bool
    wanted: dict[str, str]


class SavedViews(Shown):
    """One's own views, then those that others share."""

    items: list[SavedView]


class Bulk(Given):
    """What is to be done with which translations. `assign` and `hand_over` name a person, and the latter a note."""

    action: BulkAction
    translations: list[Id] = Field(min_length=1, max_length=200)
    person: Id | None = None
    note: Annotated[Words, Field(max_length=1000)] = ""
    due_at: Moment | None = None


class Refused(Shown):
    """A translation with which it could not be done, and why."""

    translation: str
    reason: str


class BulkDone(Shown):
    """What was done, and what was left as it is."""

    done: list[str]
    refused: list[Refused]


class HandOver(Given):
    """To whom, and what they should know."""

    person: Id
    note: Annotated[Words, Field(max_length=1000)] = ""


class DueTime(Given):
    """When it is due; null takes the due time away."""

    due_at: Moment | None


class Breaking(Given):
    """Whether it is breaking news."""

    breaking: bool


class Filed(Given):
    """The section that a story is for, in the newsroom's own words; empty takes it away."""

    topic: Topic


class Somebody(Given):
    """A person of the desk."""

    person: Id


class AccessEntry(Shown):
    """An entry of the record: what was done, by whom, when, and with regard to whom."""

    at: When
    action: str
    by: str | None
    person: str | None


class NamedPerson(Shown):
    """A person of the desk."""

    id: str
    name: str


class StoryAccess(Shown):
    """Who sees a story: everybody at the desk unless it is `restricted`, else those who are `named`."""

    story: str
    restricted: bool
    named: list[NamedPerson]
    record: list[AccessEntry]


class SearchQuery(Asked):
    """What to look for: words, "phrases", begin*, ids, addresses, and fields such as `state:submitted` or `by:mai`."""

    q: Annotated[Line, Field(max_length=500)]
    page: int = Field(1, ge=1, le=BOUND)
    size: int = Field(20, ge=1, le=50)


class MarkedText(Shown):
    """A text with the places of what was looked for, as [start, end) in code points."""

    text: str
    marks: list[tuple[int, int]]


class HitSentence(Shown):
    """A sentence that fits, in both languages; `published` where only readers have it so."""

    unit: str
    source: MarkedText
    target: MarkedText
    published: bool


class HitTranslation(Shown):
    """A translation of a story that was found."""

    id: str
    language: str
    state: State


class Hit(Shown):
    """A story that fits, and of the translation that fits best the sentences that do."""

    story: str
    title: MarkedText
    language: str
    url: str
    outlet: str
    topic: str
    created_at: When
    translations: list[HitTranslation]
    translation: str
    sentences: list[HitSentence]


class SearchPage(Page[Hit]):
    """An answer, the newest stories first. Where `more` is set there are more stories than `total`: ask for less."""

    more: bool
    hints: list[str]
