"""The moves of a translation: claim, submit, return, approve, publish and the rest."""

from desk.api import rendering
from desk.api.host import actor, session, wiring
from desk.api.operation import EDITOR, TRANSLATOR, WRITERS, operation
from desk.api.schemas import publications, stories
from desk.api.schemas import translations as schemas
from desk.services import access
from desk.services.publishing import publication_record
from desk.services.scores import Scores
from desk.services.translations import Returned, Translations


def _translations() -> Translations:
    return wiring().translations(session(), actor())


@operation("POST", "/translations/{translation_id}/claim", TRANSLATOR, "Take a translation to work on")
def claim_translation(translation_id: str) -> schemas.Moved:
    return rendering.moved(_translations().claim(translation_id))


@operation("POST", "/translations/{translation_id}/assign", EDITOR, "Give a translation to a translator")
def assign_translation(translation_id: str, body: schemas.Assign) -> schemas.Moved:
    return rendering.moved(_translations().assign(translation_id, body.person))


@operation("POST", "/translations/{translation_id}/release", TRANSLATOR, "Give a translation back to the queue")
def release_translation(translation_id: str) -> schemas.Moved:
    return rendering.moved(_translations().release(translation_id))


@operation("POST", "/translations/{translation_id}/draft", WRITERS, "Ask for new drafts", status=202)
def draft_translation(translation_id: str, body: schemas.Redraft) -> schemas.Moved:
    return rendering.moved(_translations().redraft(translation_id, everything=body.everything))


@operation("POST", "/translations/{translation_id}/submit", TRANSLATOR, "Hand a translation to the editors")
def submit_translation(translation_id: str) -> schemas.Moved:
    return rendering.moved(_translations().submit(translation_id))


@operation("POST", "/translations/{translation_id}/recall", TRANSLATOR, "Take a submitted translation back")
def recall_translation(translation_id: str) -> schemas.Moved:
    return rendering.moved(_translations().recall(translation_id))


@operation("POST", "/translations/{translation_id}/return", EDITOR, "Send a submitted translation back, with reasons")
def return_translation(translation_id: str, body: schemas.Return) -> schemas.Moved:
    reasons = [Returned(one.unit, one.category, one.text) for one in body.reasons]
    review = _translations().return_(translation_id, reasons, body.note)
    return rendering.moved(access.translation(session(), actor(), review.translation_id))


@operation("POST", "/translations/{translation_id}/approve", EDITOR, "Approve exactly the text of a content hash")
def approve_translation(translation_id: str, body: schemas.Approve) -> schemas.Approved:
    review = _translations().approve(translation_id, expected_hash=body.content_hash, note=body.note)
    translation = access.translation(session(), actor(), translation_id)
    return schemas.Approved(
        **rendering.moved(translation).model_dump(),
        review=review.id,
        content_hash=body.content_hash,
        four_eyes=review.four_eyes,
        scores=[rendering.score_row(row, translation.language) for row in Scores(session()).of(translation)],
    )


@operation("POST", "/translations/{translation_id}/reopen", EDITOR, "Take an approval back")
def reopen_translation(translation_id: str, body: schemas.MayReason) -> schemas.Moved:
    return rendering.moved(_translations().reopen(translation_id, body.reason))


@operation(
    "POST",
    "/translations/{translation_id}/publish",
    EDITOR,
    "Publish the approved text as the next version",
    status=201,
    location="/publications/{id}",
)
def publish_translation(translation_id: str) -> publications.Publication:
    publication = wiring().publishing(session(), actor()).publish(translation_id)
    session().refresh(publication, ["events"])
    return publications.Publication.model_validate(publication_record(publication))


@operation("POST", "/translations/{translation_id}/revise", WRITERS, "Open the next version of what was published")
def revise_translation(translation_id: str, body: schemas.Revise) -> schemas.Moved:
    return rendering.moved(_translations().revise(translation_id, correction_note=body.correction_note))


@operation("POST", "/translations/{translation_id}/withdraw", EDITOR, "Take one published language down")
def withdraw_translation(translation_id: str, body: stories.Reason) -> schemas.Moved:
    return rendering.moved(wiring().publishing(session(), actor()).withdraw(translation_id, body.reason))


@operation("POST", "/translations/{translation_id}/cancel", EDITOR, "Stop a translation that nobody needs any more")
def cancel_translation(translation_id: str, body: stories.Reason) -> schemas.Moved:
    return rendering.moved(_translations().cancel(translation_id, body.reason))


@operation("POST", "/translations/{translation_id}/resume", EDITOR, "Take a cancelled translation up again")
def resume_translation(translation_id: str) -> schemas.Moved:
    return rendering.moved(_translations().resume(translation_id))


OPERATIONS = (
    claim_translation,
    assign_translation,
    release_translation,
    draft_translation,
    submit_translation,
    recall_translation,
    return_translation,
    approve_translation,
    reopen_translation,
    publish_translation,
    revise_translation,
    withdraw_translation,
    cancel_translation,
    resume_translation,
)
