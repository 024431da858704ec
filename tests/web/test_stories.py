"""The page of a story."""

import datetime as dt
import io

import pytest
from sqlalchemy import select

from desk.domain.workflow import State
from desk.engines.quiet import QuietEngine
from desk.models import RemovalRow, Story, Translation
from desk.services.intake import IntakeOptions, IntakeService
from desk.services.translations import Returned
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


def translation(desk: WebDesk, found: str) -> Translation:
    with desk.wiring.database.session() as session:
        return session.get_one(Translation, found)


class TestPage:
    def test_it_shows_source_translations_and_history(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        page = editor.get(f"/stories/{made.story_id}").text

        assert "Ba người bị thương." in page
        assert "Version 1" in page
        for word in ("drafted", "claimed", "submitted", "approved", "published"):
            assert word in page
        assert "chrF++" in page
        assert "HTER" in page

    def test_it_tells_why_a_translation_came_back(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[0].id
            home.translations(home.editor).return_(made.id, [Returned(unit, "accuracy", "Three, not <b>two</b>.")])

        page = translator.get(f"/stories/{made.story_id}").text

        assert "Three, not &lt;b&gt;two&lt;/b&gt;." in page

    def test_it_shows_nothing_of_a_restricted_story_to_others(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home, restricted=True)

        assert "Mưa lớn" not in editor.get(f"/stories/{made.id}", status=404).text

    def test_it_links_only_to_what_the_desk_fetched(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home)
            made.articles[0].url = "javascript:alert(1)"

        assert 'href="javascript' not in translator.get(f"/stories/{made.id}").text

    def test_it_names_nobody_who_has_left(self, desk: WebDesk, editor: Visitor, administrator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
        administrator.post(f"/people/{desk.translator.person_id}/leave")

        page = editor.get(f"/stories/{made.story_id}").text

        assert "somebody who has left" in page
        assert "Mai" not in page


class TestQueries:
    def test_it_makes_as_many_for_many_translations_as_for_one(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            one = factories.published(home)
            service = IntakeService(home.session, home.translator, lambda source, target: True)
            many = service.take_in(factories.read_article(), IntakeOptions(targets=["en", "fr", "es", "de", "ru"]))
        translator.get(f"/stories/{one.story_id}")

        with counted(desk) as few:
            translator.get(f"/stories/{one.story_id}")
        with counted(desk) as more:
            translator.get(f"/stories/{many.id}")

        assert len(more) <= len(few)


class TestCleaning:
    def test_it_shows_what_was_taken_out_and_why(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.removal(home)

        page = translator.get(f"/stories/{made.id}").text

        assert "12 bình luận" in page
        assert "Counter of comments" in page

    def test_it_puts_back_what_was_taken_out(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.removal(home)
            removal = home.session.scalars(select(RemovalRow)).one().id

        page = translator.follow(translator.post(f"/removals/{removal}/undo")).text

        assert "Nothing was taken out." in page
        assert "Revision 2" in page
        assert "<p>12 bình luận</p>" in page


NEWER = "\n\n".join(["Mưa lớn ở Hà Nội", factories.SENTENCES[0], "Bốn người bị thương.", factories.SENTENCES[2]])


class TestANewerText:
    def test_what_changed_alone_goes_to_the_engine(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        answer = translator.post(f"/stories/{made.story_id}/text", {"text": NEWER, "from": "vi"})
        engine = QuietEngine()

        page = translator.follow(answer).text
        with desk.work() as home:
            factories.draft_all(home.session, home.session.get_one(Translation, made.id), engine)

        assert "This is revision 2." in page
        assert "3 stayed, 1 changed, 0 added, 0 retired" in page
        assert [text for texts, _, _ in engine.calls for text in texts] == ["Bốn người bị thương."]

    def test_it_may_be_a_file(self, translator: Visitor, desk: WebDesk) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        file = (io.BytesIO(NEWER.encode()), "newer.txt")
        answer = translator.post(f"/stories/{made.story_id}/text", {"file": file, "from": "vi"})

        assert "<p>Bốn người bị thương.</p>" in translator.follow(answer).text

    def test_it_says_beforehand_what_becomes_of_an_approval(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)

        page = translator.get(f"/stories/{made.story_id}").text
        translator.post(f"/stories/{made.story_id}/text", {"text": NEWER, "from": "vi"})

        assert "English: approved" in page
        assert "The approval falls" in page
        assert translation(desk, made.id).state is State.EDITING

    def test_what_is_published_stays_and_is_marked(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        before = translator.get(f"/stories/{made.story_id}").text
        answer = translator.post(f"/stories/{made.story_id}/text", {"text": NEWER, "from": "vi"})
        after = translator.follow(answer).text

        assert "Readers keep what they have." in before
        assert "Stale" in after
        assert translation(desk, made.id).state is State.PUBLISHED

    def test_what_was_pasted_stands_in_the_form_when_it_is_refused(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home)
        same = "\n\n".join(["Mưa lớn ở Hà Nội", *factories.SENTENCES])

        page = translator.post(f"/stories/{made.id}/text", {"text": same, "from": "vi"}, status=409).text

        assert "The desk has this very text already." in page
        assert f">\n{same}</textarea>" in page

    def test_it_asks_for_one_of_the_three(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home)

        page = translator.post(f"/stories/{made.id}/text", {"text": " "}, status=422).text

        assert "one of the three" in page

    def test_administrators_take_none_in(self, desk: WebDesk, administrator: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home)

        administrator.post(f"/stories/{made.id}/text", {"text": NEWER}, status=403)

        assert "A newer text" not in administrator.get(f"/stories/{made.id}").text

    def test_a_restricted_story_is_not_there_for_others(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home, restricted=True)

        editor.post(f"/stories/{made.id}/text", {"text": NEWER, "from": "vi"}, status=404)

        with desk.wiring.database.session() as session:
            assert len(session.get_one(Story, made.id).articles[0].revisions) == 1


class TestKilling:
    def test_it_asks_for_a_reason(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home)

        editor.post(f"/stories/{made.id}/kill", {"reason": "  "}, status=422)

        assert translation(desk, factories_id(desk, made)).state is State.DRAFTING

    def test_it_stops_every_language(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        page = editor.follow(editor.post(f"/stories/{made.story_id}/kill", {"reason": "A court said so."})).text

        assert "This story was killed." in page
        assert translation(desk, made.id).state is State.KILLED


class TestEmbargo:
    def test_it_is_set_in_the_readers_zone_and_lifted(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.story(home)
        editor.client.set_cookie("zone", "Europe%2FParis")

        page = editor.follow(editor.post(f"/stories/{made.id}/embargo", {"until": "2030-07-01T18:00"})).text

        assert "1 Jul 2030, 18:00" in page
        with desk.wiring.database.session() as session:
            story = session.get_one(Story, made.id)
            assert story.embargo_until == dt.datetime(2030, 7, 1, 16, tzinfo=dt.UTC)
            assert story.embargo_zone == "Europe/Paris"
        assert "Under embargo" not in editor.follow(editor.post(f"/stories/{made.id}/embargo", {"until": ""})).text


class TestCancelling:
    def test_it_can_be_taken_up_again(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        editor.post(f"/translations/{made.id}/cancel", {"reason": "Nobody prints it."})
        assert translation(desk, made.id).state is State.CANCELLED

        editor.post(f"/translations/{made.id}/resume")
        assert translation(desk, made.id).state is State.DRAFTED

    def test_it_needs_a_reason(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        editor.post(f"/translations/{made.id}/cancel", status=422)


class TestRedrafting:
    def test_it_asks_for_new_drafts(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        translator.post(f"/translations/{made.id}/redraft")

        assert translation(desk, made.id).state is State.DRAFTING


def factories_id(desk: WebDesk, story: Story) -> str:
    with desk.wiring.database.session() as session:
        return session.scalars(select(Translation.id).where(Translation.story_id == story.id)).one()


@pytest.fixture(autouse=True)
def noise(desk: WebDesk) -> None:
    """Another story, which none of these pages is about."""
    with desk.work() as home:
        made = factories.story(home, "Một câu chuyện khác hẳn.")
        made.title = "Noise"
