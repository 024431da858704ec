"""Notifications in words that pages and mails share: who, about what, and where it leads."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.mention import mentioned, written
from desk.domain.notification import NotificationKind, Told
from desk.models import Comment, Notification, Profile, Story
from desk.models.base import utc_now

REVIEWED = (NotificationKind.APPROVED, NotificationKind.PUBLISHED)
"""What is told of a decision leads to the review's page, all else to the editor."""


def told(session: Session, notifications: Sequence[Notification]) -> list[Told]:
    """The notifications, loaded by `desk.services.inbox`, as their reader sees them; one query."""
    people = {one.actor_id for one in notifications if one.actor_id}
    people |= {id for one in notifications if one.comment is not None for id in mentioned(one.comment.text)}
    query = select(Profile.person_id, Profile.name, Profile.username).where(Profile.person_id.in_(people))
    rows = session.execute(query).all() if people else ()
    names, usernames = {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}
    return [_told(one, names.get(one.actor_id or "", ""), usernames) for one in notifications]


def _told(one: Notification, who: str, usernames: Mapping[str, str]) -> Told:
    translation = one.translation
    unit = one.unit if one.unit is not None and one.unit.retired_at is None else None
    number = unit.position + 1 if unit is not None else None
    return Told(
        id=one.id,
        kind=one.kind,
        who=who,
        by_desk=one.actor_id is None,
        title=translation.story.title if translation else "",
        source=translation.article.language if translation else "",
        target=translation.language if translation else "",
        number=number,
        note=one.note,
        said=written(one.comment.text, usernames) if one.comment is not None else "",
        at=one.created_at,
        read=one.read_at is not None,
        secret=translation is not None and is_secret(translation.story),
        path=_path(one, number),
    )


def is_secret(story: Story) -> bool:
    """Whether a story's words are kept out of mails: only some may see it, or nobody yet."""
    return story.restricted or (story.embargo_until is not None and story.embargo_until > utc_now())


def _path(one: Notification, number: int | None) -> str:
    if one.kind is NotificationKind.DIGEST:
        return f"/notifications/digest/{(one.key or '').removeprefix('digest:')}"
    if one.translation_id is None:
        return "/notifications"
    page = f"/translations/{one.translation_id}" + ("/review" if one.kind in REVIEWED else "")
    if number is not None:
        return f"{page}#u{number}"
    return f"{page}#talk" if isinstance(one.comment, Comment) else page
