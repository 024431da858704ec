"""The queue besides its rows: counts, saved views, many at once; planning; who sees a story; and search."""

from desk.api import rendering
from desk.api.host import actor, session, wiring
from desk.api.operation import EDITOR, NEWSROOM, WRITERS, operation
from desk.api.paging import paged
from desk.api.schemas import queue as schemas
from desk.api.schemas import translations
from desk.api.schemas.base import PageQuery
from desk.api.schemas.stories import StoryState
from desk.models import Story
from desk.services.bulk import Bulk, BulkOrder
from desk.services.planning import Planning
from desk.services.queue import BOUND, Queue, QueueFilter
from desk.services.roster import own_zone
from desk.services.saved_views import KeptView, SavedViews
from desk.services.search.hits import Hit, Marked
from desk.services.search.search import Search
from desk.services.story_access import StoryAccesses


@operation("GET", "/queue/counts", NEWSROOM, "How many translations each view of the queue holds, up to a bound")
def count_queue() -> schemas.ViewCounts:
    return schemas.ViewCounts(bound=BOUND, counts=Queue(session(), actor()).counts())


@operation("GET", "/queue/views", NEWSROOM, "The saved views of the queue that one has")
def list_views() -> schemas.SavedViews:
    return schemas.SavedViews(items=[_view(one) for one in SavedViews(session(), actor()).list()])


@operation("PUT", "/queue/views", NEWSROOM, "Save a view of the queue under a name")
def save_view(body: schemas.SaveView) -> schemas.SavedViews:
    views = SavedViews(session(), actor())
    views.save(body.name, _filter(body.wanted), shared=body.shared)
    return schemas.SavedViews(items=[_view(one) for one in views.list()])


@operation("POST", "/queue/views/{view_id}/remove", NEWSROOM, "Take a saved view away")
def remove_view(view_id: str) -> schemas.SavedViews:
    views = SavedViews(session(), actor())
    views.remove(view_id)
    return schemas.SavedViews(items=[_view(one) for one in views.list()])


@operation("POST", "/queue/bulk", WRITERS, "Do one thing with many translations, each by itself")
def run_bulk(body: schemas.Bulk) -> schemas.BulkDone:
    order = BulkOrder(body.action, body.person or "", body.note, body.due_at)
    bulk = Bulk(session(), actor(), wiring().translations(session(), actor()))
    outcome = bulk.run(body.translations, order)
    refused = [schemas.Refused(translation=one.translation_id, reason=one.reason) for one in outcome.refused]
    return schemas.BulkDone(done=outcome.done, refused=refused)


@operation(
    "POST", "/translations/{translation_id}/hand-over", WRITERS, "Give a translation to a colleague, with a note"
)
def hand_over_translation(translation_id: str, body: schemas.HandOver) -> translations.Moved:
    service = wiring().translations(session(), actor())
    return rendering.moved(service.hand_over(translation_id, body.person, body.note))


@operation("PUT", "/translations/{translation_id}/due", EDITOR, "Say when a translation is due")
def set_due(translation_id: str, body: schemas.DueTime) -> translations.Moved:
    return rendering.moved(Planning(session(), actor()).set_due(translation_id, body.due_at))


@operation("PUT", "/stories/{story_id}/breaking", EDITOR, "Say whether a story is breaking news")
def set_breaking(story_id: str, body: schemas.Breaking) -> StoryState:
    return _state(Planning(session(), actor()).set_breaking(story_id, breaking=body.breaking))


@operation("PUT", "/stories/{story_id}/topic", WRITERS, "Say which section a story is for")
def set_topic(story_id: str, body: schemas.Filed) -> StoryState:
    return _state(Planning(session(), actor()).set_topic(story_id, body.topic))


@operation("GET", "/stories/{story_id}/access", NEWSROOM, "Who sees a story, and the record of that")
def show_access(story_id: str) -> schemas.StoryAccess:
    return _access(story_id)


@operation("POST", "/stories/{story_id}/access", WRITERS, "Let a person see a restricted story")
def name_person(story_id: str, body: schemas.Somebody) -> schemas.StoryAccess:
    StoryAccesses(session(), actor()).name(story_id, body.person)
    return _access(story_id)


@operation("POST", "/stories/{story_id}/access/remove", WRITERS, "Take a person's sight of a restricted story")
def unname_person(story_id: str, body: schemas.Somebody) -> StoryState:
    """Answers with the story's state: whoever takes their own name away may read nothing more of it."""
    return _state(StoryAccesses(session(), actor()).take_away(story_id, body.person))


@operation("POST", "/stories/{story_id}/restrict", WRITERS, "Hide a story from all but those at work on it")
def restrict_story(story_id: str) -> StoryState:
    return _state(StoryAccesses(session(), actor()).restrict(story_id))


@operation("POST", "/stories/{story_id}/open", WRITERS, "Show a restricted story to the whole desk")
def open_story(story_id: str) -> StoryState:
    return _state(StoryAccesses(session(), actor()).open(story_id))


@operation("GET", "/search", NEWSROOM, "Stories by words in every language, ids, addresses, people, outlets and days")
def search_stories(query: schemas.SearchQuery) -> schemas.SearchPage:
    search = Search(session(), actor(), own_zone(session(), actor()))
    found = search.page(query.q, query.page, query.size)
    place = PageQuery(page=query.page, size=query.size)
    items = [_hit(one) for one in found.hits]
    return paged(schemas.SearchPage, items, found.total, place, more=found.more, hints=list(found.hints))


OPERATIONS = (
    count_queue,
    list_views,
    save_view,
    remove_view,
    run_bulk,
    hand_over_translation,
    set_due,
    set_breaking,
    set_topic,
    show_access,
    name_person,
    unname_person,
    restrict_story,
    open_story,
    search_stories,
)


def _filter(wanted: schemas.Wanted) -> QueueFilter:
    return QueueFilter(
        view=wanted.view,
        state=wanted.state,
        language=wanted.language or "",
        source=wanted.source or "",
        outlet_id=wanted.outlet or "",
        topic=wanted.topic,
        holder_id=wanted.holder or "",
        due=wanted.due,
        longest=wanted.longest,
        found=wanted.found,
        text=wanted.text,
        sort=wanted.sort,
    )


def _view(one: KeptView) -> schemas.SavedView:
    return schemas.SavedView(
        id=one.id, name=one.name, shared=one.shared, owner=one.owner, own=one.own, wanted=one.record
    )


def _state(story: Story) -> StoryState:
    return StoryState.model_validate(story)


def _access(story_id: str) -> schemas.StoryAccess:
    view = StoryAccesses(session(), actor()).view(story_id)
    return schemas.StoryAccess(
        story=story_id,
        restricted=view.restricted,
        named=[schemas.NamedPerson(id=one, name=name) for one, name in view.named],
        record=[
            schemas.AccessEntry(at=one.at, action=one.action, by=one.actor_id, person=one.details.get("person"))
            for one in view.record
        ],
    )


def _hit(hit: Hit) -> schemas.Hit:
    return schemas.Hit(
        story=hit.story.id,
        title=_marked(hit.title),
        language=hit.article.language,
        url=hit.article.url,
        outlet=hit.outlet,
        topic=hit.story.topic,
        created_at=hit.story.created_at,
        translations=[
            schemas.HitTranslation(id=one.translation_id, language=one.language, state=one.state) for one in hit.entries
        ],
        translation=hit.entry.translation_id,
        sentences=[
            schemas.HitSentence(
                unit=one.unit_id, source=_marked(one.source), target=_marked(one.target), published=one.published
            )
            for one in hit.sentences
        ],
    )


def _marked(text: Marked) -> schemas.MarkedText:
    return schemas.MarkedText(text=text.text, marks=[(one.start, one.end) for one in text.spans])
