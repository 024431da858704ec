"""Stories: the queue, taking in, killing, embargo, and what cleaning took out."""

from dataclasses import asdict, replace

from desk.api.host import actor, session, wiring
from desk.api.operation import EDITOR, KIBIBYTE, NEWSROOM, WRITERS, operation
from desk.api.paging import paged, sliced
from desk.api.schemas import stories as schemas
from desk.api.schemas.base import PageQuery
from desk.intake.reader import ReadArticle, read_bytes, read_text, read_url
from desk.models import Revision
from desk.services.intake import IntakeOptions
from desk.services.overview import StoryView, TranslationView, story_view
from desk.services.progress import drafting_job
from desk.services.queue import Queue, QueueFilter, QueueRow
from desk.services.revision_changes import changes
from desk.services.roster import own_zone
from desk.services.stories import Stories

LARGEST_ARTICLE = 12 * KIBIBYTE * KIBIBYTE
"""Bytes of a body that brings an article; intake's own limit for a page is lower."""


@operation("GET", "/stories", NEWSROOM, "The queue: translations of stories, by view and filter, in an order")
def list_stories(query: schemas.StoriesQuery) -> schemas.StoriesPage:
    wanted = QueueFilter(
        view=query.view,
        state=query.state,
        language=query.language or "",
        source=query.source or "",
        outlet_id=query.outlet or "",
        topic=query.topic,
        holder_id=query.holder or "",
        due=query.due,
        longest=query.longest,
        found=query.found,
        text=query.text,
        sort=query.sort,
        page=query.page,
        size=query.size,
    )
    found = Queue(session(), actor(), own_zone(session(), actor())).page(wanted)
    return paged(schemas.StoriesPage, [_row(row) for row in found.rows], found.total, query, more=found.more)


@operation(
    "POST", "/stories", WRITERS, "Take an article in", status=201, location="/stories/{id}", largest=LARGEST_ARTICLE
)
def take_in_story(body: schemas.Intake) -> schemas.TakenIn:
    """Reads the article first, which may take its time, and only then asks for the database."""
    article = _read(body)
    if body.title:
        article = replace(article, title=body.title)
    options = IntakeOptions(body.to, body.outlet, body.breaking, body.restricted, body.due_at, body.topic)
    story = wiring().intake(session(), actor()).take_in(article, options)
    return schemas.TakenIn(
        id=story.id,
        title=story.title,
        language=article.language,
        translations=[
            schemas.TakenTranslation(
                id=one.id,
                language=one.language,
                state=one.state,
                job=job.id if (job := drafting_job(session(), one)) else None,
            )
            for one in Stories(session(), actor()).translations(story.id)
        ],
    )


@operation("GET", "/stories/{story_id}", NEWSROOM, "A story with its source and its translations")
def show_story(story_id: str) -> schemas.Story:
    return _story(story_view(session(), actor(), story_id))


@operation("POST", "/stories/{story_id}/kill", EDITOR, "Kill a story in every language, from every state")
def kill_story(story_id: str, body: schemas.Reason) -> schemas.StoryState:
    return schemas.StoryState.model_validate(wiring().publishing(session(), actor()).kill(story_id, body.reason))


@operation("PUT", "/stories/{story_id}/embargo", EDITOR, "Set or lift the embargo over a story")
def embargo_story(story_id: str, body: schemas.Embargo) -> schemas.StoryState:
    story = wiring().publishing(session(), actor()).embargo(story_id, body.until, body.zone)
    return schemas.StoryState.model_validate(story)


@operation(
    "GET", "/stories/{story_id}/removals", NEWSROOM, "What cleaning took out of a story's newest revision, and why"
)
def list_removals(story_id: str, query: PageQuery) -> schemas.RemovalsPage:
    found = story_view(session(), actor(), story_id).revision.removals
    return sliced(schemas.RemovalsPage, [schemas.Removal.model_validate(one) for one in found], query)


@operation("POST", "/removals/{removal_id}/undo", WRITERS, "Put back what cleaning took out, in a new revision")
def undo_removal(removal_id: str) -> schemas.Revised:
    return _revised(wiring().intake(session(), actor()).undo_removal(removal_id))


@operation("POST", "/stories/{story_id}/text", WRITERS, "Take a newer text of the article in", largest=LARGEST_ARTICLE)
def revise_story(story_id: str, body: schemas.ArticleText) -> schemas.Revised:
    """Reads the text first, as taking in does. What changed is drafted; see `IntakeService.revise`."""
    article = _read(body)
    return _revised(wiring().intake(session(), actor()).revise(story_id, article))


OPERATIONS = (
    list_stories,
    take_in_story,
    show_story,
    kill_story,
    embargo_story,
    list_removals,
    undo_removal,
    revise_story,
)


def _revised(revision: Revision) -> schemas.Revised:
    counts = asdict(changes(revision))
    return schemas.Revised(story=revision.article.story_id, revision=revision.id, number=revision.number, **counts)


def _read(body: schemas.ArticleText) -> ReadArticle:
    if body.url is not None:
        origins = frozenset(wiring().settings.allowed_origins)
        return read_url(body.url, language=body.from_, allowed_origins=origins)
    if body.html is not None:
        return read_bytes(body.html.encode(), name="article.html", language=body.from_, charset="utf-8")
    return read_text(body.text or "", language=body.from_)


def _row(row: QueueRow) -> schemas.StoryRow:
    one = row.translation
    return schemas.StoryRow(
        story=one.story_id,
        translation=one.id,
        title=one.story.title,
        from_=one.article.language,
        to=one.language,
        state=one.state,
        breaking=one.story.breaking,
        due_at=one.due_at,
        changed_at=one.changed_at,
        holder=one.holder_id,
        holder_name=row.holder_name,
        units=row.units,
        drafted=row.drafted,
        confirmed=row.confirmed,
        words_to_do=row.words_to_do,
        open_findings=row.open_findings,
        blocking_findings=row.blocks,
        confidence=row.confidence,
        outlet=row.outlet,
        topic=one.story.topic,
        note=row.note,
        returned=row.returned,
        late=row.late,
        stale=row.stale,
    )


def _story(view: StoryView) -> schemas.Story:
    story, article, revision = view.story, view.article, view.revision
    return schemas.Story(
        **schemas.StoryState.model_validate(story).model_dump(),
        outlet=story.outlet.name if story.outlet else None,
        created_at=story.created_at,
        article=schemas.Article(
            id=article.id,
            language=article.language,
            url=article.url,
            byline=article.byline,
            published_at=article.published_at,
            revision=revision.id,
            revision_number=revision.number,
            notices=revision.notices,
            blocks=[schemas.Block.model_validate(block) for block in revision.blocks],
        ),
        translations=[_translation(one) for one in view.translations],
    )


def _translation(view: TranslationView) -> schemas.StoryTranslation:
    return schemas.StoryTranslation(
        id=view.translation.id,
        language=view.translation.language,
        state=view.translation.state,
        due_at=view.translation.due_at,
        units=view.units,
        drafted=view.drafted,
        confirmed=view.confirmed,
        stale=view.stale,
        notices=list(view.notices),
        publications=[one.id for one in view.publications],
    )
