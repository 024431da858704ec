"""The story's page: who sees it, its topic, its urgency and due times."""

import datetime as dt

import pytest

from desk.domain.workflow import Role
from desk.models import Story, StoryAccess, Translation
from desk.services.outlets import Outlets
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


@pytest.fixture
def secret(desk: WebDesk) -> Story:
    with desk.work() as home:
        made = factories.drafted(home, restricted=True)
        made.story.title = "Nguồn tin kín"
        return made.story


def named(desk: WebDesk, story: Story) -> set[str]:
    with desk.work() as home:
        return {row.person_id for row in home.session.query(StoryAccess).filter_by(story_id=story.id)}


class TestPeople:
    def test_who_took_it_in_names_a_colleague(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, secret: Story
    ) -> None:
        editor.get(f"/stories/{secret.id}", status=404)

        page = translator.follow(translator.post(f"/stories/{secret.id}/people", {"person": desk.editor.person})).text

        assert "Lan" in page
        assert "1 entry in its record" in page
        assert "Nguồn tin kín" in editor.get(f"/stories/{secret.id}").text

    def test_a_name_is_taken_off(self, desk: WebDesk, translator: Visitor, secret: Story) -> None:
        translator.post(f"/stories/{secret.id}/people", {"person": desk.editor.person})

        translator.post(f"/stories/{secret.id}/people/{desk.editor.person}/remove")

        assert named(desk, secret) == {desk.translator.person}

    def test_who_takes_their_own_name_off_goes_to_the_queue(
        self, desk: WebDesk, translator: Visitor, secret: Story
    ) -> None:
        translator.post(f"/stories/{secret.id}/people", {"person": desk.editor.person})

        answer = translator.post(f"/stories/{secret.id}/people/{desk.translator.person}/remove")

        assert answer.location == "/"
        translator.get(f"/stories/{secret.id}", status=404)

    @pytest.mark.parametrize("path", ["people", "people/{person}/remove", "restrict", "open", "topic", "breaking"])
    def test_to_others_there_is_no_such_story(self, desk: WebDesk, editor: Visitor, secret: Story, path: str) -> None:
        address = f"/stories/{secret.id}/{path.format(person=desk.translator.person)}"

        editor.post(address, {"person": desk.editor.person, "topic": "x", "breaking": "yes"}, status=404)

        assert named(desk, secret) == {desk.translator.person}

    def test_a_translator_restricts_what_they_took_in_and_nothing_else(
        self, desk: WebDesk, translator: Visitor
    ) -> None:
        other = desk.visitor(desk.person("other", Role.TRANSLATOR))
        with desk.work() as home:
            made = factories.drafted(home)

        assert "Restrict it" not in other.get(f"/stories/{made.story_id}").text
        other.post(f"/stories/{made.story_id}/restrict", status=403)
        page = translator.follow(translator.post(f"/stories/{made.story_id}/restrict")).text

        assert "Open it to the whole desk" in page
        other.get(f"/stories/{made.story_id}", status=404)
        translator.post(f"/stories/{made.story_id}/open")
        other.get(f"/stories/{made.story_id}")


class TestPlanning:
    def test_a_topic_is_written_as_text(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        page = translator.follow(translator.post(f"/stories/{made.story_id}/topic", {"topic": 'Sport "<b>'})).text

        assert 'value="Sport &#34;&lt;b&gt;"' in page

    def test_an_editor_says_what_breaks(self, desk: WebDesk, editor: Visitor, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        translator.post(f"/stories/{made.story_id}/breaking", {"breaking": "yes"}, status=403)
        editor.post(f"/stories/{made.story_id}/breaking", {"breaking": "yes"})
        assert "Not breaking any more" in editor.get(f"/stories/{made.story_id}").text

        editor.post(f"/stories/{made.story_id}/breaking", {"breaking": "no"})
        assert "Mark as breaking" in editor.get(f"/stories/{made.story_id}").text

    def test_an_editor_sets_a_due_time_where_the_story_stands(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        form = {"action": "due", "translation": made.id, "due": "2027-03-01T17:30", "next": f"/stories/{made.story_id}"}

        assert f'data-opens="due-{made.id}"' in editor.get(f"/stories/{made.story_id}").text
        assert editor.post("/queue/bulk", form).location == f"/stories/{made.story_id}"

        with desk.work() as home:
            due = home.session.get_one(Translation, made.id).due_at
            assert due == dt.datetime(2027, 3, 1, 17, 30, tzinfo=dt.UTC)

    def test_the_page_asks_as_much_for_many_people_as_for_few(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home, restricted=True)
        translator.get(f"/stories/{made.story_id}")
        with counted(desk) as few:
            translator.get(f"/stories/{made.story_id}")
        for number in range(6):
            somebody = desk.person(f"person{number}", Role.TRANSLATOR)
            translator.post(f"/stories/{made.story_id}/people", {"person": somebody.person})

        translator.get(f"/stories/{made.story_id}")  # which shows what was flashed
        with counted(desk) as many:
            translator.get(f"/stories/{made.story_id}")

        assert len(many) == len(few)


class TestTopics:
    def test_intake_asks_for_one_and_an_outlet_lends_one(
        self, desk: WebDesk, translator: Visitor, administrator: Visitor
    ) -> None:
        administrator.post("/outlets", {"name": "Tuổi Trẻ", "topic": "Thời sự"})
        with desk.work() as home:
            (outlet,) = Outlets(home.session, home.translator).list()
        form = {"text": "Mưa lớn\n\nHà Nội mưa lớn.", "from": "vi", "to": "en", "outlet": outlet.id}

        lent = translator.follow(translator.post("/intake", form)).text
        own = translator.follow(translator.post("/intake", {**form, "topic": "Weather"})).text

        assert 'value="Thời sự" autocomplete' in lent
        assert 'value="Weather" autocomplete' in own
        assert '<option value="Thời sự">' in translator.get("/intake").text
