"""The texts that search finds words in, kept in step with the stories they belong to."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from desk.domain.provenance import fingerprint
from desk.models import (
    Article,
    DocumentKind,
    Publication,
    Revision,
    SearchDocument,
    SegmentRow,
    Story,
    Translation,
    Unit,
)
from desk.services.search.index import Words, word_index
from desk.services.search.words import index_words

CHUNK = 100
"""Stories that are read at once where everything is made anew."""
Key = tuple[DocumentKind, str]
"""A kind and the id of the article or translation whose text it is."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as it should be."""

    story_id: str
    title: str
    text: str
    address: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.title, self.text, self.address)


class SearchDocuments:
    """Makes the documents of articles and translations anew."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.index = word_index(session)

    def refresh(self, articles: Sequence[str], translations: Sequence[str]) -> None:
        """Brings the documents of these articles and translations into step; five queries and the writing."""
        texts = {**self._sources(articles), **self._targets(translations), **self._published(translations)}
        known = self._known(articles, translations)
        gone = [row for key, row in known.items() if key not in texts]
        self.index.take_out([row.id for row in gone])
        for row in gone:
            self.session.delete(row)
        changed = {key: one for key, one in texts.items() if _differs(known.get(key), one)}
        for key, one in changed.items():
            row = known.setdefault(key, _row(key, one.story_id))
            row.fingerprint = one.fingerprint
            self.session.add(row)
        self.session.flush()
        self.index.put([_words(known[key].id, one) for key, one in changed.items()])

    def rebuild(self) -> Iterator[int]:
        """Makes everything anew, in the order of stories; yields how many stories each step held."""
        last = ""
        while ids := self._stories_after(last):
            self.of_stories(ids, anew=True)
            last = ids[-1]
            yield len(ids)

    def of_stories(self, story_ids: Sequence[str], *, anew: bool = False) -> None:
        """Brings the documents of whole stories into step; `anew` writes also those that seem to be."""
        if anew:
            rows = list(self.session.scalars(select(SearchDocument).where(SearchDocument.story_id.in_(story_ids))))
            self.index.take_out([row.id for row in rows])
            for row in rows:
                row.fingerprint = ""
            self.session.flush()
        articles = select(Article.id).where(Article.story_id.in_(story_ids)).order_by(Article.id)
        translations = select(Translation.id).where(Translation.story_id.in_(story_ids)).order_by(Translation.id)
        self.refresh(self.session.scalars(articles).all(), self.session.scalars(translations).all())

    def missing(self) -> list[str]:
        """Some stories of whose articles there is no document: those of a desk that is older than search."""
        query = select(Article.story_id).outerjoin(SearchDocument, SearchDocument.article_id == Article.id)
        found = query.where(SearchDocument.id.is_(None)).order_by(Article.story_id).limit(CHUNK)
        return list(dict.fromkeys(self.session.scalars(found)))

    def _stories_after(self, last: str) -> list[str]:
        return list(self.session.scalars(select(Story.id).where(Story.id > last).order_by(Story.id).limit(CHUNK)))

    def _known(self, articles: Sequence[str], translations: Sequence[str]) -> dict[Key, SearchDocument]:
        of_article, of_translation = SearchDocument.article_id, SearchDocument.translation_id
        query = select(SearchDocument).where(or_(of_article.in_(articles), of_translation.in_(translations)))
        return {(row.kind, row.article_id or row.translation_id or ""): row for row in self.session.scalars(query)}

    def _sources(self, articles: Sequence[str]) -> dict[Key, _Text]:
        """Of each article the sentences of its newest revision, under the story's title."""
        if not articles:
            return {}
        query = select(Article.id, Article.story_id, Article.url, Article.byline, Story.title).join(Article.story)
        texts = self._segments(articles)
        return {
            (DocumentKind.SOURCE, one.id): _Text(
                one.story_id, one.title, "\n".join(texts[one.id]), f"{one.url}\n{one.byline}"
            )
            for one in self.session.execute(query.where(Article.id.in_(articles)))
        }

    def _segments(self, articles: Sequence[str]) -> Mapping[str, list[str]]:
        newest = select(func.max(Revision.number)).where(Revision.article_id == Article.id)
        query = (
            select(Article.id, SegmentRow.text)
            .join(Revision, Revision.article_id == Article.id)
            .join(SegmentRow, SegmentRow.revision_id == Revision.id)
            .where(Article.id.in_(articles), Revision.number == newest.correlate(Article).scalar_subquery())
            .order_by(SegmentRow.position)
        )
        return _grouped(self.session.execute(query))

    def _targets(self, translations: Sequence[str]) -> dict[Key, _Text]:
        """Of each translation the texts of its units as they stand."""
        if not translations:
            return {}
        query = (
            select(Unit.translation_id, Unit.text)
            .where(Unit.translation_id.in_(translations), Unit.retired_at.is_(None))
            .order_by(Unit.position)
        )
        texts = _grouped(self.session.execute(query))
        owners = select(Translation.id, Translation.story_id).where(Translation.id.in_(translations))
        return {
            (DocumentKind.TARGET, one.id): _Text(one.story_id, "", "\n".join(texts[one.id]))
            for one in self.session.execute(owners)
        }

    def _published(self, translations: Sequence[str]) -> dict[Key, _Text]:
        """Of each translation that was published, what its newest version says."""
        if not translations:
            return {}
        newest = (
            select(Publication.translation_id, func.max(Publication.number).label("number"))
            .where(Publication.translation_id.in_(translations))
            .group_by(Publication.translation_id)
            .subquery()
        )
        same = and_(newest.c.translation_id == Publication.translation_id, newest.c.number == Publication.number)
        query = (
            select(Translation.id, Translation.story_id, Publication.document)
            .join(Publication, Publication.translation_id == Translation.id)
            .join(newest, same)
        )
        return {
            (DocumentKind.PUBLISHED, one.id): _Text(one.story_id, "", "\n".join(published_texts(one.document)))
            for one in self.session.execute(query)
        }


def published_texts(document: str) -> list[str]:
    """The texts of a publication, in order."""
    return [unit["text"] for unit in json.loads(document)["units"]]


def _grouped(rows: Any) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for owner, text in rows:
        found[owner].append(text)
    return found


def _differs(row: SearchDocument | None, text: _Text) -> bool:
    return row is None or row.fingerprint != text.fingerprint


def _row(key: Key, story_id: str) -> SearchDocument:
    kind, owner = key
    article = owner if kind is DocumentKind.SOURCE else None
    return SearchDocument(story_id=story_id, kind=kind, article_id=article, translation_id=None if article else owner)


def _words(document: int, text: _Text) -> Words:
    return Words(document, index_words(text.title), index_words(text.text), index_words(text.address))
