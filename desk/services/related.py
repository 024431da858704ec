"""Stories that name the same people and places as an article, the newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session

from desk.models import SearchDocument, Story
from desk.services import access
from desk.services.actor import Actor
from desk.services.search.index import WordIndex, word_index
from desk.services.search.words import phrase

NAMES = 8
"""Names of an article that are looked for, those that it says most often."""
TEXTS = 60
"""Texts that are looked at for each name, the newest."""
LIMIT = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A term as an article's source says it and as its translation does."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Related:
    """A story and the names that it shares, as the article's translation says them."""

    story: Story
    names: Sequence[str]


def related(session: Session, actor: Actor, story: Story, names: Iterable[Name]) -> Sequence[Related]:
    """Other stories of which a text, source or target, says these names; one query, none for no names.

    Of an article with several names a story has to share two, or every story of a capital would be its relative.
    """
    asked = list(dict.fromkeys(names))[:NAMES]
    branches = [one for name in asked for one in _holding(word_index(session), name)]
    if not branches:
        return ()
    matched = union_all(*branches).subquery()
    query = (
        select(Story, matched.c.name)
        .select_from(matched)
        .join(SearchDocument, SearchDocument.id == matched.c.id)
        .join(Story, Story.id == SearchDocument.story_id)
        .where(access.visible(actor), Story.id != story.id, Story.killed_at.is_(None))
        .order_by(Story.id.desc())
    )
    shared: dict[str, tuple[Story, dict[str, None]]] = {}
    for other, name in session.execute(query):
        shared.setdefault(other.id, (other, {}))[1][name] = None
    enough = min(2, len(asked))
    return [Related(other, list(told)) for other, told in shared.values() if len(told) >= enough][:LIMIT]


def _holding(index: WordIndex, name: Name) -> Iterable[Select[str, int]]:
    """The newest texts that hold a name in either language."""
    for form in dict.fromkeys((name.source, name.target)):
        said = phrase(form)
        if said is not None:
            found = index.holding([said]).subquery()
            newest = select(found.c.id).order_by(found.c.id.desc()).limit(TEXTS).subquery()
            yield select(literal(name.target).label("name"), newest.c.id.label("id"))
