"""Publishing: immutable versions of exactly what was approved, and what happens to them afterwards."""

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.notification import NotificationKind
from desk.domain.phrase import phrase
from desk.domain.provenance import canonical, content_hash
from desk.domain.workflow import Action, Role
from desk.models import Publication, PublicationEvent, Story, Translation
from desk.models.base import utc_now
from desk.services import access
from desk.services.actor import Actor
from desk.services.guards import latest_approval
from desk.services.leases import submitter
from desk.services.notifications import Notifications
from desk.services.provenance import trace
from desk.services.units import document, units_of
from desk.services.workflow import Workflow


class Publishing:
    """Publishes for an actor. Approval is looked up and its hash recomputed inside the transaction."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor
        self.workflow = Workflow(session, actor)

    def publish(self, translation_id: str) -> Publication:
        """Publishes the approved text as the next version. Raises `Conflict` under embargo or at another text."""
        translation = access.translation(self.session, self.actor, translation_id)
        self.workflow.apply(translation, Action.PUBLISH)
        previous = self.latest(translation)
        approval = latest_approval(self.session, translation)
        assert approval is not None  # noqa: S101 - the guard HASH_MATCHES has just seen it
        units = units_of(self.session, translation)
        content = document(translation, units)
        kind = self._kind(translation, previous)
        publication = Publication(
            translation_id=translation.id,
            number=previous.number + 1 if previous else 1,
            review_id=approval.id,
            kind=kind,
            note=translation.correction_note if kind == "correction" else "",
            content_hash=content_hash(content),
            document=canonical(content),
            provenance=trace(self.session, translation, units, approval),
            published_by=self.actor.person_id,
        )
        self.session.add(publication)
        self.session.flush()
        self._event(publication, "published")
        if previous is not None:
            self._event(previous, "corrected" if kind == "correction" else "updated", publication.note)
        translation.correction_note = ""
        people = (submitter(self.session, translation), approval.editor_id)
        Notifications(self.session, self.actor).tell(NotificationKind.PUBLISHED, people, translation)
        return publication

    def _kind(self, translation: Translation, previous: Publication | None) -> str:
        if previous is None:
            return "publication"
        return "correction" if translation.correction_note else "update"

    def latest(self, translation: Translation) -> Publication | None:
        """The newest publication of a translation, whatever became of it."""
        query = select(Publication).where(Publication.translation_id == translation.id)
        return self.session.scalars(query.order_by(Publication.number.desc()).limit(1)).first()

    def withdraw(self, translation_id: str, reason: str) -> Translation:
        """Takes one language down: its page says so and its text is no longer shown."""
        translation = access.translation(self.session, self.actor, translation_id)
        self.workflow.apply(translation, Action.WITHDRAW, reason=reason)
        latest = self.latest(translation)
        if latest is not None:
            self._event(latest, "withdrawn", reason.strip())
        return translation

    def kill(self, story_id: str, reason: str) -> Story:
        """Kills the story: every language at once, from every state, in this one transaction."""
        self.actor.require(Role.EDITOR)
        story = access.story(self.session, self.actor, story_id)
        if not reason.strip():
            raise Invalid(phrase("A kill needs a reason."))
        if story.killed_at is not None:
            raise Conflict(phrase("The story was killed already."))
        for translation in self._translations(story):
            self.workflow.apply(translation, Action.KILL, reason=reason)
            latest = self.latest(translation)
            if latest is not None:
                self._event(latest, "killed", reason.strip())
        story.killed_at = utc_now()
        self.session.flush()
        return story

    def embargo(self, story_id: str, until: dt.datetime | None, zone: str = "UTC") -> Story:
        """Sets or lifts the embargo over the whole story. `until` is aware; `zone` is the one it was given in."""
        self.actor.require(Role.EDITOR)
        story = access.story(self.session, self.actor, story_id)
        if until is not None and until.tzinfo is None:
            until = until.replace(tzinfo=_zone(zone))
        story.embargo_until, story.embargo_zone = until, zone if until else None
        self.session.flush()
        return story

    def _translations(self, story: Story) -> list[Translation]:
        query = select(Translation).where(Translation.story_id == story.id).with_for_update()
        return list(self.session.scalars(query.execution_options(populate_existing=True)))

    def _event(self, publication: Publication, event: str, reason: str = "") -> None:
        self.session.add(
            PublicationEvent(publication_id=publication.id, event=event, person_id=self.actor.person_id, reason=reason)
        )
        self.session.flush()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid(phrase("“{name}” is not a time zone; write one like Europe/Paris.", name=name)) from error


class Readers:
    """What readers get: publications by number, and the one that stands now. No account is asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def publication(self, publication_id: str) -> Publication:
        return access.publication(self.session, publication_id)

    def standing(self, translation_id: str) -> Publication | None:
        """The version of a translation that readers see now; None where it was taken down or killed."""
        newest = self.newest(translation_id)
        return None if self.gone(newest) else newest

    def newest(self, translation_id: str) -> Publication:
        query = select(Publication).where(Publication.translation_id == translation_id)
        found = self.session.scalars(query.order_by(Publication.number.desc()).limit(1)).first()
        if found is None:
            raise NotFound(phrase("Nothing was published here."))
        return found

    def gone(self, publication: Publication) -> PublicationEvent | None:
        """The takedown or kill, of this version or a later one, that took it from readers; None while it stands."""
        query = (
            select(PublicationEvent)
            .join(Publication, Publication.id == PublicationEvent.publication_id)
            .where(
                Publication.translation_id == publication.translation_id,
                Publication.number >= publication.number,
                PublicationEvent.event.in_(("withdrawn", "killed")),
            )
        )
        return self.session.scalars(query.order_by(PublicationEvent.id).limit(1)).first()


def publication_record(publication: Publication) -> dict[str, Any]:
    """A publication as readers' programs get it: its particulars and its document exactly as it was approved.

    The provenance is left out: it holds sources and working texts, which are the desk's own (`Publication.provenance`).
    """
    return {
        "id": publication.id,
        "translation": publication.translation_id,
        "number": publication.number,
        "kind": publication.kind,
        "note": publication.note,
        "published_at": publication.published_at.isoformat(),
        "content_hash": publication.content_hash,
        "four_eyes": publication.review.four_eyes,
        "document": json.loads(publication.document),
        "events": [
            {"event": event.event, "at": event.at.isoformat(), "reason": event.reason} for event in publication.events
        ],
    }
