"""Taking an article in: a story with its first revision and one translation per target language, all or nothing."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.workflow import Role, State
from desk.drafting.pipeline import recall
from desk.memory.index import Passage
from desk.models import Article, Outlet, RemovalRow, Revision, Story, StoryAccess, Translation
from desk.services import access
from desk.services.actor import Actor, system
from desk.services.draft_queue import ask_for_drafts
from desk.services.memory import Memory
from desk.services.planning import clean_topic
from desk.services.revisions import Revisions, block_record, new_unit

if TYPE_CHECKING:
    from desk.intake.reader import ReadArticle

Serves = Callable[[str, str], bool]
"""Whether an engine serves a (source, target) pair."""

NO_ENGINE = phrase("No engine serves this pair: translate by hand.")


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What the person says about an article: target languages and the story's particulars."""

    targets: Sequence[str]
    outlet_id: str | None = None
    breaking: bool = False
    restricted: bool = False
    due_at: dt.datetime | None = None
    topic: str = ""


class IntakeService:
    """Takes articles in for an actor. `serves` tells whether an engine drafts a pair."""

    def __init__(self, session: Session, actor: Actor, serves: Serves) -> None:
        self.session = session
        self.actor = actor
        self.serves = serves

    def take_in(self, read: "ReadArticle", options: IntakeOptions) -> Story:
        """Makes the story. Raises `Invalid` for target languages that are missing, unknown or the source's own."""
        self.actor.require(Role.TRANSLATOR, Role.EDITOR, Role.SYSTEM)
        targets = self._targets(read, options)
        outlet = self._outlet(options.outlet_id)
        story = Story(
            desk_id=self.actor.desk_id,
            outlet_id=outlet.id if outlet else None,
            topic=clean_topic(options.topic) or (outlet.topic if outlet else ""),
            title=read.title[:500],
            created_by=self.actor.person_id,
            breaking=options.breaking,
            restricted=options.restricted,
        )
        self.session.add(story)
        self.session.flush()
        if options.restricted:
            self.session.add(StoryAccess(story_id=story.id, person_id=self.actor.person))
        article = self._article(story, read)
        reviser = Revisions(self.session, self.actor.person_id)
        revision = reviser.add(article, read.extracted, read.removals, "intake", read.notices)
        if not revision.segments:
            raise Invalid(phrase("Nothing is left to translate: the article holds no sentence."))
        for target in targets:
            self._translation(story, article, revision, target, options.due_at)
        return story

    def _targets(self, read: "ReadArticle", options: IntakeOptions) -> list[str]:
        targets = list(dict.fromkeys(language(code).code for code in options.targets))
        if not targets:
            raise Invalid(phrase("Say at least one language to translate into."))
        if read.language in targets:
            raise Invalid(
                phrase(
                    "The article is in {name} already; choose another target language.",
                    name=language(read.language),
                )
            )
        return targets

    def _outlet(self, outlet_id: str | None) -> Outlet | None:
        outlet = self.session.get(Outlet, outlet_id) if outlet_id else None
        if outlet_id and (outlet is None or outlet.desk_id != self.actor.desk_id):
            raise NotFound(phrase("There is no outlet {outlet_id}.", outlet_id=outlet_id))
        return outlet

    def _article(self, story: Story, read: "ReadArticle") -> Article:
        article = Article(
            story=story,
            language=language(read.language).code,
            url=(read.url or "")[:2000],
            byline=(read.byline or "")[:300],
            published_at=read.published_at,
        )
        self.session.add(article)
        self.session.flush()
        return article

    def _translation(
        self, story: Story, article: Article, revision: Revision, target: str, due_at: dt.datetime | None
    ) -> Translation:
        served = self.serves(article.language, target) or self._remembers(revision, target)
        translation = Translation(
            story=story,
            article=article,
            revision=revision,
            language=target,
            state=State.DRAFTING if served else State.DRAFTED,
            due_at=due_at,
            fields={},
        )
        self.session.add(translation)
        self.session.add_all(new_unit(translation, row) for row in revision.segments)
        self.session.flush()
        if served:
            ask_for_drafts(self.session, translation, self.actor.person_id)
        else:
            translation.awaits_drafts = False
            for unit in translation.units:
                unit.drafted_round, unit.draft_error = translation.draft_round, NO_ENGINE
        return translation

    def _remembers(self, revision: Revision, target: str) -> bool:
        """Whether the memory serves an article that no engine does: it knows a sentence in its context. One query."""
        texts = ["", *(row.text for row in revision.segments), ""]
        passages = [
            Passage(text, before, after) for before, text, after in zip(texts, texts[1:], texts[2:], strict=False)
        ]
        memory = Memory(self.session, system(self.actor.desk_id))  # as the worker asks it, who drafts for everybody
        return any(recall(passages, revision.article.language, target, memory))

    def revise(self, story_id: str, read: "ReadArticle") -> Revision:
        """Takes a newer text of a story's article in. What has changed is drafted anew, and all else stays.

        Raises `Conflict` where the story was killed or the text is the one that the desk has, `Invalid` where nothing
        of it is left to translate, `NotFound` where the story has no article in the text's language.
        """
        self.actor.require(Role.TRANSLATOR, Role.EDITOR, Role.SYSTEM)
        story = access.story(self.session, self.actor, story_id)
        if story.killed_at is not None:
            raise Conflict(phrase("The story was killed."))
        article = next((one for one in story.articles if one.language == language(read.language).code), None)
        if article is None:
            raise NotFound(
                phrase(
                    "The story {story_id} has no article in {name}.",
                    story_id=story_id,
                    name=language(read.language),
                )
            )
        if article.revisions[-1].extracted == [block_record(block) for block in read.extracted]:
            raise Conflict(phrase("The desk has this very text already."))
        reviser = Revisions(self.session, self.actor.person_id)
        revision = reviser.add(article, read.extracted, read.removals, "update", read.notices)
        if not revision.segments:
            raise Invalid(phrase("Nothing is left to translate: the article holds no sentence."))
        reviser.follow(revision)
        return revision

    def undo_removal(self, removal_id: str) -> Revision:
        """Takes back one removal of the newest revision: a new revision, in which everything else stays."""
        if not self.actor.has(Role.TRANSLATOR, Role.EDITOR):
            raise Forbidden(phrase("Only translators and editors may undo a cleaning."))
        removal = self.session.get(RemovalRow, removal_id)
        if removal is None:
            raise NotFound(phrase("There is no removal {removal_id}.", removal_id=removal_id))
        revision = self.session.get_one(Revision, removal.revision_id)
        try:
            story = access.story(self.session, self.actor, revision.article.story_id)
        except NotFound:  # that there is one, and where it belongs, is not this person's to learn
            raise NotFound(phrase("There is no removal {removal_id}.", removal_id=removal_id)) from None
        if story.killed_at is not None:
            raise Conflict(phrase("The story was killed."))
        if revision.number != max(one.number for one in revision.article.revisions):
            raise Conflict(phrase("The article has a newer revision; undo the removal there."))
        return Revisions(self.session, self.actor.person_id).undo_removal(removal)
