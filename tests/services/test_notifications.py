"""What people are told of, and what they have read of it."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event, func, select

from desk.domain.errors import NotFound
from desk.domain.notification import NotificationKind
from desk.domain.workflow import Role
from desk.models import MailState, Membership, Notification, Profile, StoryAccess, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor, system
from desk.services.comments import Comments
from desk.services.inbox import KEPT, Inbox, forget_old
from desk.services.intake import IntakeService
from desk.services.leases import warn_of_leases
from desk.services.notifications import Notifications
from desk.services.people import People
from desk.services.preferences import Choice, Preferences
from tests import factories
from tests.factories import House


def told(home: House, person: Actor) -> list[tuple[str, str]]:
    """What a person was told, in order: kinds and notes."""
    query = select(Notification).where(Notification.person_id == person.person).order_by(Notification.id)
    return [(one.kind.value, one.note) for one in home.session.scalars(query)]


def kinds(home: House, person: Actor) -> list[str]:
    return [kind for kind, _ in told(home, person)]


def tell(home: House, person: Actor, translation: Translation | None = None, **more: Any) -> list[Notification]:
    """Something that the editor tells a person."""
    kind = more.pop("kind", NotificationKind.APPROVED)
    return Notifications(home.session, home.editor).tell(kind, [person.person], translation, **more)


class TestActs:
    def test_an_assignment(self, home: House) -> None:
        translation = factories.drafted(home)

        home.translations(home.editor).assign(translation.id, home.translator.person)

        assert kinds(home, home.translator) == ["assigned"]
        assert kinds(home, home.editor) == []

    def test_a_return_with_its_reason(self, home: House) -> None:
        translation = factories.submitted(home)
        unit = home.units(translation)[0]

        home.translations(home.editor).return_(translation.id, [factories.returned(unit.id)])

        assert told(home, home.translator) == [("returned", "Read this aloud.")]

    def test_an_approval_that_is_taken_back(self, home: House) -> None:
        translation = factories.approved(home)

        home.translations(home.editor).reopen(translation.id, "A figure is wrong.")

        assert told(home, home.translator)[-1] == ("returned", "A figure is wrong.")

    def test_an_approval_and_a_publication(self, home: House) -> None:
        factories.published(home)

        assert kinds(home, home.translator) == ["approved", "published"]
        assert kinds(home, home.editor) == []

    def test_a_newer_source_once_until_it_is_read(self, home: House) -> None:
        translation = factories.edited(home)
        intake = IntakeService(home.session, home.editor, lambda source, target: True)

        for last in ("Mưa còn kéo dài.", "Mưa đã tạnh."):
            intake.revise(translation.story_id, factories.read_article(*factories.SENTENCES, last))

        assert kinds(home, home.translator) == ["stale"]

    def test_a_correction_is_told_to_those_who_made_the_siblings(self, home: House) -> None:
        other = factories.person(home.session, home.desk, "sibling", Role.TRANSLATOR)
        translation = factories.published(home)
        story = translation.story
        sibling = Translation(
            story=story,
            article=translation.article,
            revision=translation.revision,
            language="es",
            state="drafted",
        )
        home.session.add(sibling)
        home.session.flush()
        home.translations(other).claim(sibling.id)
        home.translations(other).submit(sibling.id)
        home.translations(home.editor).approve(sibling.id)

        home.translations(home.editor).revise(translation.id, correction_note="It was Tuesday.")

        assert told(home, home.translator)[-1] == ("correction", "It was Tuesday.")
        assert told(home, other)[-1] == ("correction", "It was Tuesday.")

    def test_an_update_is_no_correction(self, home: House) -> None:
        translation = factories.published(home)

        home.translations(home.editor).revise(translation.id)

        assert "correction" not in kinds(home, home.translator)

    def test_what_is_handed_over_with_its_note(self, home: House) -> None:
        heir = factories.person(home.session, home.desk, "heir", Role.TRANSLATOR)
        translation = factories.edited(home)

        home.translations(home.translator).hand_over(translation.id, heir.person, "I am off.")

        assert told(home, heir) == [("handed_over", "I am off.")]

    def test_what_is_handed_over_by_somebody_who_leaves(self, home: House) -> None:
        heir = factories.person(home.session, home.desk, "heir", Role.TRANSLATOR)
        factories.edited(home)

        People(home.session, home.administrator).leave(home.translator.person, heir.person)

        assert kinds(home, heir) == ["handed_over"]

    def test_nobody_is_told_of_their_own_acts(self, home: House) -> None:
        both = factories.person(home.session, home.desk, "both", Role.TRANSLATOR, Role.EDITOR)
        translation = factories.drafted(home)

        home.translations(both).assign(translation.id, both.person)

        assert kinds(home, both) == []


class TestComments:
    def test_it_tells_who_works_on_the_text(self, home: House) -> None:
        translation = factories.submitted(home)

        Comments(home.session, home.editor).write(translation.id, "Nice.")

        assert kinds(home, home.translator) == ["comment"]

    def test_it_tells_who_spoke_in_the_thread_and_who_is_mentioned_once(self, home: House) -> None:
        translation = factories.drafted(home)
        comment = Comments(home.session, home.editor).write(translation.id, "@mai?").comment

        Comments(home.session, home.translator).reply(comment.id, "@lan yes")
        Comments(home.session, home.administrator).reply(comment.id, "Thanks")

        assert kinds(home, home.translator) == ["mention", "comment"]
        assert kinds(home, home.editor) == ["mention", "comment"]
        assert kinds(home, home.administrator) == []

    def test_a_change_tells_only_who_is_newly_mentioned(self, home: House) -> None:
        mine = Comments(home.session, home.editor)
        comment = mine.write(factories.drafted(home).id, "@mai look").comment

        mine.change(comment.id, "@mai @root look")

        assert kinds(home, home.translator) == ["mention"]
        assert kinds(home, home.administrator) == ["mention"]


class TestSecrets:
    def restricted(self, home: House) -> Translation:
        translation = factories.submitted(home)
        translation.story.restricted = True
        home.session.add(StoryAccess(story_id=translation.story_id, person_id=home.translator.person))
        home.session.flush()
        return translation

    def test_who_may_not_see_the_story_is_not_told(self, home: House) -> None:
        translation = self.restricted(home)

        said = Comments(home.session, home.translator).write(translation.id, "@lan look")

        assert said.unheard == [home.editor.person]
        assert kinds(home, home.editor) == []

    def test_who_may_not_see_it_any_more_finds_nothing_of_it(self, home: House) -> None:
        translation = factories.submitted(home)
        (one,) = tell(home, home.translator, translation)
        translation.story.restricted = True
        home.session.flush()
        inbox = Inbox(home.session, home.translator)

        assert (inbox.unread().count, inbox.page(1, 10)) == (0, ([], 0))
        with pytest.raises(NotFound):
            inbox.read(one.id)

    def test_somebody_of_another_desk_is_not_told(self, home: House) -> None:
        translation = factories.submitted(home)
        home.session.query(Membership).filter_by(person_id=home.translator.person).delete()

        assert tell(home, home.translator, translation) == []

    def test_somebody_who_has_left_is_not_told_and_leaves_nothing(self, home: House) -> None:
        translation = factories.submitted(home)
        tell(home, home.translator, translation)

        People(home.session, home.administrator).leave(home.translator.person)

        assert tell(home, home.translator, translation) == []
        assert home.session.scalar(select(func.count()).select_from(Notification)) == 0


class TestWays:
    def choose(self, home: House, chosen: dict[str, dict[str, bool]]) -> None:
        Preferences(home.session, home.translator).choose(Choice.NOTIFICATIONS, chosen)

    def test_a_kind_can_be_switched_off(self, home: House) -> None:
        self.choose(home, {"approved": {"page": False}})

        factories.published(home)

        assert kinds(home, home.translator) == ["published"]

    def test_by_mail_alone_it_is_not_on_the_page(self, home: House) -> None:
        self.choose(home, {"approved": {"page": False, "mail": True}})

        (one,) = tell(home, home.translator)

        assert (one.on_page, one.mail) == (False, MailState.WAITING)
        assert Inbox(home.session, home.translator).unread().count == 0

    def test_a_mail_waits_where_it_is_wanted(self, home: House) -> None:
        (returned,) = tell(home, home.translator, kind=NotificationKind.RETURNED)
        (approved,) = tell(home, home.translator, kind=NotificationKind.APPROVED)

        assert (returned.mail, approved.mail) == (MailState.WAITING, MailState.UNWANTED)

    def test_without_an_address_there_is_no_mail(self, home: House) -> None:
        home.session.get_one(Profile, home.translator.person).email = ""

        (one,) = tell(home, home.translator, kind=NotificationKind.RETURNED)

        assert one.mail is MailState.UNWANTED

    def test_nobody_is_told_the_same_twice(self, home: House) -> None:
        tell(home, home.translator, key="2026-W48", kind=NotificationKind.DIGEST)

        assert tell(home, home.translator, key="2026-W48", kind=NotificationKind.DIGEST) == []
        assert len(tell(home, home.administrator, key="2026-W48", kind=NotificationKind.DIGEST)) == 1


class TestLeases:
    def test_it_warns_once_in_the_last_sixth(self, home: House) -> None:
        translation = factories.edited(home)
        assert translation.lease_until is not None
        lease = dt.timedelta(hours=1)

        for minutes in (11, 9, 5):
            warn_of_leases(home.session, lease, translation.lease_until - dt.timedelta(minutes=minutes))

        assert kinds(home, home.translator) == ["lease"]

    def test_it_warns_again_of_a_lease_that_work_made_longer(self, home: House) -> None:
        translation = factories.edited(home)
        lease = dt.timedelta(hours=1)
        for later in (0, 2):
            translation.lease_until = utc_now() + dt.timedelta(hours=later, minutes=5)
            warn_of_leases(home.session, lease, utc_now() + dt.timedelta(hours=later))

        assert kinds(home, home.translator) == ["lease", "lease"]


class TestInbox:
    def test_unread_ones_come_first_and_then_the_newest(self, home: House) -> None:
        first, second, third = (tell(home, home.translator, note=str(number))[0] for number in range(3))
        tell(home, home.administrator)
        inbox = Inbox(home.session, home.translator)

        inbox.read(third.id)

        found, total = inbox.page(1, 10)
        assert ([one.note for one in found], total) == (["1", "0", "2"], 3)
        assert (inbox.unread().count, inbox.unread().newest) == (2, second.id)
        assert [one.note for one in inbox.page(2, 2)[0]] == ["2"]
        assert first.read_at is None

    def test_what_came_after_the_page_was_drawn_stays_unread(self, home: House) -> None:
        seen = tell(home, home.translator)[0]
        tell(home, home.translator)
        inbox = Inbox(home.session, home.translator)

        inbox.read_all(seen.id)

        assert inbox.unread().count == 1

    def test_nobody_reads_what_others_were_told(self, home: House) -> None:
        (theirs,) = tell(home, home.translator)
        inbox = Inbox(home.session, home.administrator)

        with pytest.raises(NotFound):
            inbox.read(theirs.id)
        inbox.read_all(theirs.id)

        assert theirs.read_at is None

    def test_a_page_takes_two_queries_however_long_it_is(self, home: House) -> None:
        translation = factories.submitted(home)
        for number in range(12):
            tell(home, home.translator, translation, note=str(number), unit_id=home.units(translation)[0].id)
        home.session.expire_all()
        statements: list[str] = []
        engine = home.session.get_bind()

        def note(*arguments: Any) -> None:
            statements.append(arguments[2])

        event.listen(engine, "before_cursor_execute", note)
        try:
            found, _ = Inbox(home.session, home.translator).page(1, 50)
            titles = {(one.translation.story.title, one.unit.position) for one in found if one.translation and one.unit}
        finally:
            event.remove(engine, "before_cursor_execute", note)

        assert titles == {("Mưa lớn ở Hà Nội", 0)}
        assert len(statements) == 2

    def test_what_was_read_long_ago_is_forgotten_and_nothing_else(self, home: House) -> None:
        old, fresh, unread = (tell(home, home.translator)[0] for _ in range(3))
        now = utc_now()
        old.read_at, fresh.read_at = now - KEPT - dt.timedelta(days=1), now - KEPT + dt.timedelta(days=1)
        unread.created_at = now - 2 * KEPT
        home.session.flush()

        forget_old(home.session, now)

        assert {one.id for one in home.session.query(Notification)} == {fresh.id, unread.id}

    def test_the_desk_itself_has_none(self, home: House) -> None:
        tell(home, home.translator)

        assert Notifications(home.session, system(home.desk.id)).tell(NotificationKind.LEASE, [None], None) == []
