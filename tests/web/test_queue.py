"""The queue's page."""

import datetime as dt

import pytest

from desk.domain.workflow import Role, State
from desk.models import Translation
from desk.services.progress import drafting_job
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


def title(desk: WebDesk, translation: Translation, text: str) -> None:
    with desk.work() as home:
        home.session.get_one(Translation, translation.id).story.title = text


class TestList:
    def test_it_says_what_to_do_where_there_is_nothing(self, translator: Visitor) -> None:
        assert "Take an article in, and its translations appear here." in translator.get("/").text

    def test_it_offers_a_free_translation_to_claim(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        page = translator.get("/").text

        assert "Mưa lớn ở Hà Nội" in page
        assert f'action="/translations/{made.id}/claim"' in page

    def test_it_offers_no_claim_to_somebody_who_does_not_translate(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home)

        assert "/claim" not in editor.get("/").text

    def test_it_marks_the_language_and_direction_of_a_headline(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home)

        assert 'lang="vi" dir="ltr">Mưa lớn' in translator.get("/").text

    def test_it_shows_a_headline_as_text(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        title(desk, made, "<script>alert(1)</script><img src=x onerror=alert(2)>")

        page = translator.get("/").text

        assert "&lt;script&gt;alert(1)" in page
        assert "<img src=x" not in page

    def test_it_tells_what_is_late(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home, due_at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=40))

        page = translator.get("/").text

        assert "40 minutes ago" in page
        assert "(late)" in page

    def test_it_says_which_story_waits_for_an_engine(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))
            job = drafting_job(home.session, made)
            assert job is not None
            assert "Waits for its engine" not in translator.get("/").text
            job.waits, job.error = 1, "The engine is down."

        assert 'title="The engine is down.">' in translator.get("/").text

    def test_it_says_where_no_engine_drafted(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
            for unit in home.units(made):
                unit.text, unit.draft_error = "", "No engine serves this pair."
            home.session.flush()

        assert "No drafts" in translator.get("/").text

    def test_one_failed_draft_is_no_matter_of_the_queue(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            home.units(factories.drafted(home))[1].draft_error = "It went round in circles."

        assert "No drafts" not in translator.get("/").text

    def test_it_keeps_restricted_stories_from_others(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home, restricted=True)

        assert "Mưa lớn" in translator.get("/").text
        assert "Mưa lớn" not in editor.get("/").text


class TestFilter:
    @pytest.fixture(autouse=True)
    def stories(self, desk: WebDesk) -> None:
        with desk.work() as home:
            flood = factories.drafted(home)
            flood.story.title = "Lũ lụt ở miền Bắc"
            match = factories.edited(home)
            match.story.title = "Trận bóng đá 50% vé"
            other = factories.drafted(home, target="fr")
            other.story.title = "Lũ quét ở Lào Cai"

    def test_it_finds_words_of_the_headline(self, translator: Visitor) -> None:
        page = translator.get("/?q=bóng 50%25").text

        assert "Trận bóng đá" in page
        assert "Lũ" not in page

    def test_it_takes_a_wildcard_as_a_sign(self, translator: Visitor) -> None:
        assert "No translation fits the filter." in translator.get("/?q=%25%25").text

    def test_it_filters_by_language(self, translator: Visitor) -> None:
        page = translator.get("/?language=fr").text

        assert "Lũ quét" in page
        assert "Lũ lụt" not in page

    def test_it_filters_by_state(self, translator: Visitor) -> None:
        page = translator.get("/?state=editing").text

        assert "Trận bóng đá" in page
        assert "Lũ lụt" not in page

    def test_it_shows_what_is_mine(self, desk: WebDesk, translator: Visitor) -> None:
        other = desk.visitor(desk.person("other", Role.TRANSLATOR))

        assert "Trận bóng đá" in translator.get("/?view=mine").text
        assert "Trận bóng đá" not in other.get("/?view=mine").text

    def test_it_counts_every_view(self, translator: Visitor) -> None:
        page = translator.get("/").text

        assert 'Mine <span class="count">1</span>' in page
        assert 'Free <span class="count">2</span>' in page

    @pytest.mark.parametrize("query", ["view=nowhere", "state=lost", "page=many"])
    def test_it_refuses_what_does_not_exist(self, translator: Visitor, query: str) -> None:
        assert "no such view" in translator.get(f"/?{query}", status=422).text

    def test_it_keeps_the_filter_in_its_own_addresses(self, translator: Visitor) -> None:
        page = translator.get("/?q=Lũ&language=fr").text

        assert 'hx-get="/?q=L%C5%A9&amp;language=fr"' in page


class TestRefreshing:
    def test_it_answers_htmx_with_the_list_alone(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home)

        part = translator.get("/?view=free", htmx=True).text

        assert part.lstrip().startswith('<div class="stack queue" id="queue"')
        assert "Mưa lớn" in part

    def test_it_looks_again_soon_while_drafts_are_under_way(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.story(home)

        page = translator.get("/").text

        assert 'hx-trigger="every 3s"' in page
        assert 'aria-label="Drafted segments"' in page

    def test_it_looks_again_now_and_then_otherwise(self, translator: Visitor) -> None:
        assert 'hx-trigger="every 30s"' in translator.get("/").text


class TestQueries:
    def test_it_makes_as_many_for_many_rows_as_for_few(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.edited(home)
        translator.get("/")
        with counted(desk) as few:
            translator.get("/")
        with desk.work() as home:
            for _ in range(9):
                factories.edited(home)

        with counted(desk) as many:
            translator.get("/")

        assert len(many) == len(few)
        assert len(many) <= 14


class TestClaiming:
    def test_it_claims_and_opens_the_editor(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        answer = translator.post(f"/translations/{made.id}/claim")

        assert answer.location == f"/translations/{made.id}/edit"
        with desk.work() as home:
            assert home.session.get_one(Translation, made.id).holder_id == desk.translator.person_id

    def test_it_lets_one_of_two_have_it(self, desk: WebDesk, translator: Visitor) -> None:
        other = desk.visitor(desk.person("other", Role.TRANSLATOR))
        with desk.work() as home:
            made = factories.drafted(home)
        translator.post(f"/translations/{made.id}/claim")

        answer = other.post(f"/translations/{made.id}/claim", status=409)

        assert "editing" in answer.text

    def test_it_gives_back_and_returns_where_one_was(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        answer = translator.post(f"/translations/{made.id}/release", {"next": "/?view=mine"})

        assert answer.location == "/?view=mine"
        with desk.work() as home:
            assert home.session.get_one(Translation, made.id).state is State.DRAFTED

    def test_it_knows_no_invented_translation(self, translator: Visitor) -> None:
        translator.post("/translations/01m8invented/claim", status=404)
