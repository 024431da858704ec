"""Comments, and what people are told of."""

from typing import Annotated

from pydantic import Field

from desk.api.schemas.base import Given, Id, Page, Shown, When
from desk.domain.notification import NotificationKind
from desk.models import CommentAction
from desk.services.comments import MAX_LENGTH

Text = Annotated[str, Field(max_length=MAX_LENGTH, description="Plain text; `@name` mentions a person of the desk.")]


class CommentBody(Given):
    """A comment that begins a thread on the article, or on one of its units."""

    text: Text
    unit: Id | None = None
    blocks: bool = Field(False, description="Nobody approves while it is open.")


class CommentText(Given):
    """What a comment says."""

    text: Text


class Comment(Shown):
    """A comment; `text` names people as `@name`, and is empty once its author took it back."""

    id: str
    author_id: str
    text: str
    at: When
    changed_at: When | None
    removed_at: When | None


class CommentThread(Shown):
    """A comment with its replies, in order. `unit_id` is null on the article, or where the article lost the segment."""

    id: str
    translation_id: str
    unit_id: str | None
    open: bool
    blocks: bool = Field(description="Whether it holds the approval up now.")
    resolved_at: When | None
    resolved_by: str | None
    comments: list[Comment]


class CommentThreads(Shown):
    """The threads of a translation, in the order in which they began."""

    items: list[CommentThread]


class CommentSaid(CommentThread):
    """A thread after something was said in it. `unheard` are people it mentions who may not see the story."""

    unheard: list[str]


class CommentChange(Shown):
    """What somebody did with a comment, and its text after that; people are named by their ids."""

    action: CommentAction
    person_id: str
    text: str
    at: When


class CommentChanges(Shown):
    """All that was done with a comment, the oldest first."""

    items: list[CommentChange]


class Notification(Shown):
    """What somebody is told. `path` leads to a page of the desk's; `said` is the comment that it is about."""

    id: str
    kind: NotificationKind
    who: str
    title: str
    source: str
    target: str
    number: int | None
    note: str
    said: str
    at: When
    read: bool
    path: str


class NotificationsPage(Page[Notification]):
    """What one was told, unread ones first."""


class Until(Given):
    """The newest notification that was seen."""

    until: Id
