"""Comments on translations and their units."""

from desk.api.host import actor, session
from desk.api.operation import NEWSROOM, operation
from desk.api.schemas import talk as schemas
from desk.domain.mention import mentioned, written
from desk.services import access
from desk.services.comment_threads import Thread, changes_of, threads_of
from desk.services.comments import Comments, Said
from desk.services.roster import usernames_of


@operation("GET", "/translations/{translation_id}/comments", NEWSROOM, "The comments on a translation and its units")
def list_comments(translation_id: str) -> schemas.CommentThreads:
    translation = access.translation(session(), actor(), translation_id, lock=False)
    return schemas.CommentThreads(items=_threads(threads_of(session(), translation)))


@operation("POST", "/translations/{translation_id}/comments", NEWSROOM, "Comment on an article or a unit", status=201)
def write_comment(translation_id: str, body: schemas.CommentBody) -> schemas.CommentSaid:
    return _said(_comments().write(translation_id, body.text, unit_id=body.unit, blocks=body.blocks))


@operation("POST", "/comments/{comment_id}/reply", NEWSROOM, "Answer in the thread of a comment", status=201)
def reply_to_comment(comment_id: str, body: schemas.CommentText) -> schemas.CommentSaid:
    return _said(_comments().reply(comment_id, body.text))


@operation("POST", "/comments/{comment_id}/change", NEWSROOM, "Give one's own comment another text")
def change_comment(comment_id: str, body: schemas.CommentText) -> schemas.CommentSaid:
    return _said(_comments().change(comment_id, body.text))


@operation("POST", "/comments/{comment_id}/remove", NEWSROOM, "Take one's own comment back")
def remove_comment(comment_id: str) -> schemas.CommentSaid:
    return _said(Said(_comments().remove(comment_id)))


@operation("POST", "/comments/{comment_id}/resolve", NEWSROOM, "Close a thread")
def resolve_comment(comment_id: str) -> schemas.CommentSaid:
    return _said(Said(_comments().resolve(comment_id)))


@operation("POST", "/comments/{comment_id}/reopen", NEWSROOM, "Open a thread again")
def reopen_comment(comment_id: str) -> schemas.CommentSaid:
    return _said(Said(_comments().reopen(comment_id)))


@operation("GET", "/comments/{comment_id}/changes", NEWSROOM, "Every text that a comment had")
def list_comment_changes(comment_id: str) -> schemas.CommentChanges:
    found = changes_of(session(), actor(), comment_id)
    return schemas.CommentChanges(items=[schemas.CommentChange.model_validate(one) for one in found])


OPERATIONS = (
    list_comments,
    write_comment,
    reply_to_comment,
    change_comment,
    remove_comment,
    resolve_comment,
    reopen_comment,
    list_comment_changes,
)


def _comments() -> Comments:
    return Comments(session(), actor())


def _said(said: Said) -> schemas.CommentSaid:
    comment = said.comment
    first = comment.thread_id or comment.id
    here = next(one for one in threads_of(session(), comment.translation) if one.first.id == first)
    return schemas.CommentSaid(**_threads([here])[0].model_dump(), unheard=list(said.unheard))


def _threads(threads: list[Thread]) -> list[schemas.CommentThread]:
    names = usernames_of(session(), {id for one in threads for said in one.all for id in mentioned(said.text)})
    return [
        schemas.CommentThread(
            id=one.first.id,
            translation_id=one.first.translation_id,
            unit_id=one.unit_id,
            open=one.open,
            blocks=one.blocks,
            resolved_at=one.first.resolved_at,
            resolved_by=one.first.resolved_by,
            comments=[
                schemas.Comment(
                    id=said.id,
                    author_id=said.author_id,
                    text=written(said.text, names),
                    at=said.created_at,
                    changed_at=said.changed_at,
                    removed_at=said.removed_at,
                )
                for said in one.all
            ],
        )
        for one in threads
    ]
