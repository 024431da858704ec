"""The published versions of a translation, as readers may see them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.domain.workflow import State
from desk.models import Article, Publication, PublicationEvent, Story, Translation
from desk.models.base import utc_now
from desk.services.publishing import Readers

TAKEN_DOWN = ("withdrawn", "killed")
NOTHING = phrase("Nothing was published here.")


class Versions:
    """All publications of one translation, oldest first. Raises `NotFound` where nothing was published."""

    def __init__(self, session: Session, translation_id: str) -> None:
        self.session = session
        owner = joinedload(Publication.translation)
        query = (
            select(Publication)
            .where(Publication.translation_id == translation_id)
            .order_by(Publication.number)
            .options(
                selectinload(Publication.events),
                joinedload(Publication.review),
                owner.joinedload(Translation.story).joinedload(Story.outlet),
                owner.joinedload(Translation.article).joinedload(Article.story),
            )
        )
        self.all: Sequence[Publication] = session.scalars(query).all()
        if not self.all:
            raise NotFound(NOTHING)

    @property
    def newest(self) -> Publication:
        return self.all[-1]

    def number(self, number: int) -> Publication:
        """The version of a number. Raises `NotFound`."""
        found = next((one for one in self.all if one.number == number), None)
        if found is None:
            raise NotFound(phrase("There is no version {number} here.", number=number))
        return found

    def gone(self, publication: Publication) -> PublicationEvent | None:
        """What took a version from readers: a takedown of it or of a later one; None while it stands."""
        later = (event for one in self.all if one.number >= publication.number for event in one.events)
        return next((event for event in later if event.event in TAKEN_DOWN), None)


def for_readers(session: Session, translation_id: str) -> Versions:
    """The versions of a translation, for readers. An embargo holds back what was published before it, too.

    Raises `NotFound` then, in the same words as where nothing was published: an embargo is nobody's to learn of.
    """
    versions = Versions(session, translation_id)
    until = versions.newest.translation.story.embargo_until
    if until is not None and until > utc_now():
        raise NotFound(NOTHING)
    return versions


def standing_siblings(session: Session, publication: Publication) -> Sequence[tuple[str, str]]:
    """The other languages in which the story stands now, as (language, translation id)."""
    translation = publication.translation
    query = (
        select(Translation.language, Translation.id)
        .where(
            Translation.story_id == translation.story_id,
            Translation.id != translation.id,
            Translation.id.in_(select(Publication.translation_id)),
            Translation.state.not_in((State.WITHDRAWN, State.KILLED)),
        )
        .order_by(Translation.language)
    )
    readers = Readers(session)
    return [(row[0], row[1]) for row in session.execute(query) if readers.standing(row[1]) is not None]


def by_id(session: Session, publication_id: str) -> Publication:
    """A publication by its own id. Raises `NotFound`."""
    return Readers(session).publication(publication_id)
