"""Find and replace: looked at first, then made, and taken back."""

from desk.api.host import actor, session, wiring
from desk.api.operation import EDITOR, WRITERS, operation
from desk.api.paging import paged, sliced
from desk.api.schemas import replacements as schemas
from desk.api.schemas.base import PageQuery
from desk.models import Replacement
from desk.services.replacements import Replacements
from desk.text.replacing import Wanted

REPLACEMENT = "/replacements/{replacement_id}"


@operation(
    "POST", "/translations/{translation_id}/replacements", WRITERS, "Look for words in a translation", status=201
)
def look_in_translation(translation_id: str, body: schemas.Search) -> schemas.Replacement:
    """Nothing is changed yet: read the changes, then make them."""
    found = _mine().in_translation(translation_id, _wanted(body), body.by)
    return _shown(found)


@operation("POST", "/replacements", EDITOR, "Look for words in all texts of a language", status=201)
def look_over_desk(body: schemas.DeskSearch) -> schemas.Replacement:
    """A job looks; the state is `ready` once it has."""
    return _shown(_mine().over_desk(body.language, _wanted(body), body.by))


@operation("GET", "/replacements", WRITERS, "One's own replacements that were made, the newest first")
def list_replacements(query: PageQuery) -> schemas.ReplacementsPage:
    return sliced(schemas.ReplacementsPage, [_shown(one) for one in _mine().mine()], query)


@operation("GET", REPLACEMENT, WRITERS, "A replacement of one's own")
def show_replacement(replacement_id: str) -> schemas.Replacement:
    return _shown(_mine().get(replacement_id))


@operation("GET", f"{REPLACEMENT}/changes", WRITERS, "The segments that a replacement changes")
def list_replacement_changes(replacement_id: str, query: PageQuery) -> schemas.ChangesPage:
    mine = _mine()
    found = mine.get(replacement_id)
    changes = [
        schemas.Change(
            translation=view.change.translation_id,
            unit=view.change.unit_id,
            number=view.number,
            kind=view.change.kind,
            before=view.change.before,
            after=view.change.after,
            chosen=view.change.chosen,
            outcome=view.change.outcome,
        )
        for view in mine.changes(found, query.page, query.size)
    ]
    return paged(schemas.ChangesPage, changes, sum(mine.counts(found).values()), query)


@operation("POST", f"{REPLACEMENT}/make", WRITERS, "Make the changes that were looked at")
def make_replacement(replacement_id: str, body: schemas.Make) -> schemas.Replacement:
    return _shown(_mine().make(replacement_id, without=body.without, opens=body.opens, note=body.note))


@operation("POST", f"{REPLACEMENT}/undo", WRITERS, "Take a replacement back where the texts are as it left them")
def undo_replacement(replacement_id: str) -> schemas.Replacement:
    return _shown(_mine().undo(replacement_id))


OPERATIONS = (
    look_in_translation,
    look_over_desk,
    list_replacements,
    show_replacement,
    list_replacement_changes,
    make_replacement,
    undo_replacement,
)


def _mine() -> Replacements:
    return wiring().replacements(session(), actor())


def _wanted(body: schemas.Search) -> Wanted:
    return Wanted(body.wanted, case=body.case, words=body.words)


def _shown(found: Replacement) -> schemas.Replacement:
    mine = _mine()
    return schemas.Replacement(
        id=found.id,
        translation=found.translation_id,
        language=found.language,
        wanted=found.wanted,
        by=found.by,
        case=found.case,
        words=found.words,
        state=found.state,
        changes=dict(mine.counts(found)),
        outcomes=dict(mine.outcomes(found)),
        created_at=found.created_at,
        done_at=found.done_at,
        undone_at=found.undone_at,
    )
