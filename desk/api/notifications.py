"""What somebody was told."""

from desk.api.host import actor, session
from desk.api.operation import NEWSROOM, operation
from desk.api.paging import paged
from desk.api.schemas import talk as schemas
from desk.api.schemas.base import PageQuery
from desk.domain.notification import Told
from desk.services.inbox import Inbox
from desk.services.told import told


@operation("GET", "/notifications", NEWSROOM, "What one was told, unread ones first")
def list_notifications(query: PageQuery) -> schemas.NotificationsPage:
    return _page(query)


@operation("POST", "/notifications/{notification_id}/read", NEWSROOM, "Say that a notification was read")
def read_notification(notification_id: str) -> schemas.Notification:
    found = Inbox(session(), actor()).read(notification_id)
    return _shown(told(session(), [found])[0])


@operation("POST", "/notifications/read", NEWSROOM, "Say that all up to one were read")
def read_notifications(query: PageQuery, body: schemas.Until) -> schemas.NotificationsPage:
    Inbox(session(), actor()).read_all(body.until)
    return _page(query)


OPERATIONS = (list_notifications, read_notification, read_notifications)


def _page(query: PageQuery) -> schemas.NotificationsPage:
    found, total = Inbox(session(), actor()).page(query.page, query.size)
    return paged(schemas.NotificationsPage, [_shown(one) for one in told(session(), found)], total, query)


def _shown(one: Told) -> schemas.Notification:
    return schemas.Notification.model_validate(one)
