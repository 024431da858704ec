"""The page of notifications, the bell, and the choice of ways."""

import re

import pytest

from desk.domain.notification import NotificationKind
from desk.models import Notification, StoryAccess
from desk.services.comments import Comments
from desk.services.notifications import Notifications
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


def tell(desk: WebDesk, kind: NotificationKind = NotificationKind.APPROVED, note: str = "", times: int = 1) -> str:
    """Something that the translator is told of a translation; returns the translation's id."""
    with desk.work() as home:
        translation = factories.submitted(home)
        for _ in range(times):
            Notifications(home.session, home.editor).tell(kind, [home.translator.person], translation, note=note)
        return translation.id


def mark(page: str) -> str:
    found = re.search(r'data-have="([^"]+)"', page)
    assert found
    return found[1]


class TestBell:
    def test_every_page_says_how_many_wait(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        tell(desk, times=3)

        assert "3 unread" in translator.get("/preferences").text
        assert "unread" not in editor.get("/preferences").text

    def test_it_answers_nothing_where_nothing_came(self, desk: WebDesk, translator: Visitor) -> None:
        tell(desk)
        have = mark(translator.get("/notifications").text)

        assert translator.get(f"/notifications/bell?have={have}", status=204, htmx=True).text == ""
        tell(desk)
        assert "2 unread" in translator.get(f"/notifications/bell?have={have}", htmx=True).text

    def test_it_costs_one_query_beside_knowing_who_asks(self, desk: WebDesk, translator: Visitor) -> None:
        tell(desk, times=20)
        have = mark(translator.get("/notifications").text)

        with counted(desk) as statements:
            translator.get(f"/notifications/bell?have={have}", status=204, htmx=True)

        assert sum("FROM notification" in one for one in statements) == 1
        assert len(statements) <= 6

    def test_it_is_nobody_elses(self, nobody: Visitor) -> None:
        assert "sign-in" in (nobody.get("/notifications/bell", status=303).location or "")


class TestPage:
    def test_it_says_that_there_is_nothing_yet(self, translator: Visitor) -> None:
        assert "Nothing yet" in translator.get("/notifications").text

    @pytest.mark.parametrize("kind", NotificationKind)
    def test_each_kind_has_its_sentence_and_leads_somewhere(
        self, desk: WebDesk, translator: Visitor, kind: NotificationKind
    ) -> None:
        with desk.work() as home:
            translation = None if kind is NotificationKind.DIGEST else factories.submitted(home)
            (one,) = Notifications(home.session, home.editor).tell(
                kind, [home.translator.person], translation, key="digest:2026-W01"
            )
        page = translator.get("/notifications").text
        found = re.search(r'notification-open">.*?</span>(.*?)</button>', page)

        assert found
        assert found[1].strip()
        translator.follow(translator.post(f"/notifications/{one.id}/open"))
        assert "is-unread" not in translator.get("/notifications").text

    def test_what_others_wrote_is_shown_and_not_run(self, desk: WebDesk, translator: Visitor) -> None:
        tell(desk, NotificationKind.RETURNED, note="<img src=x onerror=alert(1)> & more")

        page = translator.get("/notifications").text

        assert "&lt;img src=x onerror=alert(1)&gt; &amp; more" in page

    def test_a_comment_is_quoted_with_names_and_leads_to_its_segment(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            translation = factories.submitted(home)
            unit = home.units(translation)[1]
            Comments(home.session, home.editor).write(translation.id, "@mai look", unit_id=unit.id)
            one = home.session.query(Notification).filter_by(kind="mention").one()

        assert "@mai look" in translator.get("/notifications").text
        answer = translator.post(f"/notifications/{one.id}/open")
        assert (answer.location or "").endswith(f"/translations/{translation.id}#u2")

    def test_all_that_was_shown_is_read_at_once(self, desk: WebDesk, translator: Visitor) -> None:
        tell(desk, times=3)
        page = translator.get("/notifications").text
        until = re.search(r'name="until" value="([^"]+)"', page)
        assert until
        tell(desk)

        translator.post("/notifications/read", {"until": until[1]})

        assert "1 unread" in translator.get("/notifications").text

    def test_of_a_story_that_was_restricted_meanwhile_nothing_is_left(self, desk: WebDesk, translator: Visitor) -> None:
        translation_id = tell(desk)
        with desk.work() as home:
            one = home.session.query(Notification).one()
            story = one.translation.story if one.translation else None
            assert story is not None
            story.restricted = True
            home.session.add(StoryAccess(story_id=story.id, person_id=home.editor.person))

        page = translator.get("/notifications").text

        assert "Mưa lớn" not in page
        assert translation_id not in page
        translator.post(f"/notifications/{one.id}/open", status=404)

    def test_it_makes_as_many_queries_for_many_as_for_one(self, desk: WebDesk, translator: Visitor) -> None:
        tell(desk)
        with counted(desk) as few:
            translator.get("/notifications")
        tell(desk, times=30)
        with counted(desk) as many:
            translator.get("/notifications")

        assert len(many) == len(few)

    def test_it_goes_on_to_older_ones(self, desk: WebDesk, translator: Visitor) -> None:
        tell(desk, times=51)

        assert "51–51 of 51" in translator.get("/notifications?page=2").text
        translator.get("/notifications?page=0", status=404)


class TestChoosing:
    def test_it_shows_what_is_usual_and_keeps_what_is_chosen(self, desk: WebDesk, translator: Visitor) -> None:
        page = translator.get("/preferences").text
        assert 'value="returned:mail" aria-label="A translation comes back to me: by mail" checked' in page

        translator.post("/preferences/notifications", {"on": ["mention:page"]})

        tell(desk)
        assert "Nothing yet" in translator.get("/notifications").text
        page = translator.get("/preferences").text
        assert re.findall(r'name="on" value="([^"]+)"[^>]* checked', page) == ["mention:page"]

    @pytest.mark.parametrize("on", ["gossip:mail", "mention:pigeon", "mention", ":"])
    def test_it_refuses_what_there_is_none_of(self, translator: Visitor, on: str) -> None:
        assert "Nothing is called" in translator.post("/preferences/notifications", {"on": on}, status=422).text
