"""Comments as a page shows them: who says what to whom, and what the reader may do with it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.domain.mention import PieceKind, mentioned, pieces, written
from desk.domain.workflow import Role
from desk.models import Comment, Translation
from desk.services.actor import Actor
from desk.services.comment_threads import Thread, threads_of
from desk.services.overview import names
from desk.services.roster import usernames_of


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a comment: "text", an address as a "link", or a "mention" by name, empty for who has left."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SpokenComment:
    """A comment. `author` is empty for somebody who has left; `raw` is what its author gets to change."""

    id: str
    author: str
    author_id: str
    at: dt.datetime
    changed: bool
    removed: bool
    parts: Sequence[Part]
    raw: str
    mine: bool


@dataclass(frozen=True, slots=True)
class SpokenThread:
    """A thread. `stops`: it holds the approval up now; `may_close`: the reader may resolve it, or open it again."""

    id: str
    comments: Sequence[SpokenComment]
    number: int | None
    lost: bool
    open: bool
    stops: bool
    resolver: str
    resolved_at: dt.datetime | None
    may_close: bool


def spoken(
    session: Session, actor: Actor, translation: Translation, *, unit_id: str | None = None
) -> list[SpokenThread]:
    """The threads of one unit or, where none is named, of the article; three queries."""
    threads = threads_of(session, translation, unit_id=unit_id)
    return _spoken(session, actor, threads if unit_id else [one for one in threads if one.unit_id is None])


def spoken_of_articles(
    session: Session, actor: Actor, translations: Sequence[Translation]
) -> list[tuple[Translation, list[SpokenThread]]]:
    """The threads on several articles, each with its translation; three queries."""
    threads = [one for one in threads_of(session, *translations) if one.unit_id is None] if translations else []
    by_id = {one.id: one for one in _spoken(session, actor, threads)}
    of = {
        one.id: [by_id[thread.first.id] for thread in threads if thread.first.translation_id == one.id]
        for one in translations
    }
    return [(one, of[one.id]) for one in translations]


def _spoken(session: Session, actor: Actor, here: Sequence[Thread]) -> list[SpokenThread]:
    if not here:
        return []
    people = names(session, actor)
    usernames = usernames_of(session, {id for one in here for said in one.all for id in mentioned(said.text)})
    return [_thread(one, actor, people, usernames) for one in here]


def _thread(one: Thread, actor: Actor, names: Mapping[str, str], usernames: Mapping[str, str]) -> SpokenThread:
    first = one.first
    return SpokenThread(
        id=first.id,
        comments=[_comment(comment, actor, names, usernames) for comment in one.all],
        number=one.number,
        lost=one.lost,
        open=one.open,
        stops=one.blocks,
        resolver=names.get(first.resolved_by or "", ""),
        resolved_at=first.resolved_at,
        may_close=not first.blocks or first.author_id == actor.person_id or actor.has(Role.EDITOR),
    )


def _comment(one: Comment, actor: Actor, names: Mapping[str, str], usernames: Mapping[str, str]) -> SpokenComment:
    return SpokenComment(
        id=one.id,
        author=names.get(one.author_id, ""),
        author_id=one.author_id,
        at=one.created_at,
        changed=one.changed_at is not None,
        removed=one.removed_at is not None,
        parts=[
            Part(piece.kind.value, names.get(piece.text, "") if piece.kind is PieceKind.MENTION else piece.text)
            for piece in pieces(one.text)
        ],
        raw=written(one.text, usernames),
        mine=one.author_id == actor.person_id,
    )
