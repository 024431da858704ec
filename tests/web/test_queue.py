"""The queue's page."""

import datetime as dt
import html
import re
from zoneinfo import ZoneInfo

import pytest

from desk.domain.workflow import Role, State
from desk.models import Translation
from desk.services.progress import drafting_job
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


def title(desk: WebDesk, translation: Translation, text: str) -> None:
    with desk.work() as home:
        home.session.get_one(Translation, translation.id).story.title = text


def refreshes(page: str) -> str:
    """The address by which the list asks for itself again."""
    found = re.search(r'hx-get="([^"]+)"', page)
    assert found is not None
    return html.unescape(found[1])


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

    def test_it_tells_the_words_that_are_left_and_when_the_lease_ends(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            held = factories.edited(home, "Mưa lớn ở Hà Nội hôm qua.")
            home.editing(home.translator).unconfirm(home.units(held)[1].id)

        page = translator.get("/?view=mine").text

        assert 'data-label="Words to do">7<' in page
        assert "lease ends <time" in page

    def test_it_tells_due_times_in_the_reader_s_zone(self, desk: WebDesk, translator: Visitor) -> None:
        due = dt.datetime(2027, 3, 1, 17, 30, tzinfo=dt.UTC)
        with desk.work() as home:
            factories.drafted(home, due_at=due)
        assert "1 Mar 2027, 17:30" in translator.get("/").text

        translator.client.set_cookie("zone", "Asia%2FHo_Chi_Minh")

        assert "2 Mar 2027, 00:30" in translator.get("/").text

    @pytest.mark.parametrize("view", ["mine", "returned", "free", "late", "breaking", "stale", "approved"])
    def test_an_empty_view_says_why(self, translator: Visitor, view: str) -> None:
        page = translator.get(f"/?view={view}").text

        assert "Nothing here" in page
        assert "No translation fits the filter." not in page

    def test_it_says_that_it_has_not_counted_to_the_end(
        self, desk: WebDesk, translator: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desk.services.queue.BOUND", 1)
        monkeypatch.setattr("desk.web.queue.BOUND", 1)
        with desk.work() as home:
            factories.drafted(home)
            factories.drafted(home)

        assert 'Free <span class="count">1+</span>' in translator.get("/").text

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

    @pytest.mark.parametrize(
        "query", ["view=nowhere", "state=lost", "sort=up", "due=never", "longest=short", "found=x"]
    )
    def test_it_refuses_what_does_not_exist(self, translator: Visitor, query: str) -> None:
        assert f"The queue has no {query.partition('=')[0]}" in translator.get(f"/?{query}", status=422).text

    def test_it_refuses_a_page_that_is_no_number(self, translator: Visitor) -> None:
        assert "no such page" in translator.get("/?page=many", status=422).text

    def test_it_goes_with_the_reader_to_another_view(self, translator: Visitor) -> None:
        page = translator.get("/?language=fr&sort=newest").text

        assert 'href="/?language=fr&amp;sort=newest&amp;view=free"' in page

    def test_it_says_how_many_further_filters_hold(self, translator: Visitor) -> None:
        page = translator.get("/?source=vi&found=none").text

        assert '<details class="queue-more" open>' in page
        assert 'More filters <span class="count">2</span>' in page

    def test_it_filters_by_outlet_topic_and_person(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home, topic="Weather").story.title = "Nắng nóng"

        assert "Nắng nóng" in translator.get("/?topic=Weather").text
        assert "Nắng nóng" not in translator.get("/?topic=Sport").text
        assert "Trận bóng" in translator.get(f"/?holder={desk.translator.person}").text

    def test_it_keeps_the_filter_in_its_own_addresses(self, translator: Visitor) -> None:
        page = translator.get("/?q=Lũ&language=fr").text

        assert 'hx-get="/?language=fr&amp;q=L%C5%A9&amp;seen=' in page


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

    def test_it_answers_nothing_where_nothing_has_changed(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        address = refreshes(translator.get("/").text)

        translator.get(address, status=204, htmx=True)
        translator.get(address, status=204, htmx=True)
        with desk.work() as home:
            home.session.get_one(Translation, made.id).story.breaking = True

        changed = translator.get(address, htmx=True).text
        assert 'Breaking <span class="count count-bad">1</span>' in changed
        translator.get(refreshes(changed), status=204, htmx=True)

    def test_counts_of_other_views_are_news_too(self, desk: WebDesk, translator: Visitor) -> None:
        address = refreshes(translator.get("/?view=mine").text)
        with desk.work() as home:
            factories.drafted(home)

        assert 'Free <span class="count">1</span>' in translator.get(address, htmx=True).text


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
        assert len(many) <= 16


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


class TestBulk:
    def chosen(self, *translations: Translation) -> list[str]:
        return [one.id for one in translations]

    def test_it_says_how_many_were_taken_meanwhile(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            free = [factories.drafted(home), factories.drafted(home)]
            taken = factories.edited(home)
            somebody = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR).person

        answer = editor.post(
            "/queue/bulk",
            {"action": "assign", "person": somebody, "translation": self.chosen(*free, taken), "next": "/?view=free"},
        )

        assert answer.location == "/?view=free"
        page = editor.follow(answer).text
        assert "2 assigned." in page
        assert "1 was left as it is: Somebody took it meanwhile." in page
        with desk.work() as home:
            assert home.session.get_one(Translation, free[0].id).holder_id == somebody

    def test_a_translator_claims_and_releases(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = [factories.drafted(home), factories.drafted(home)]

        page = translator.follow(translator.post("/queue/bulk", {"action": "claim", "translation": self.chosen(*made)}))

        assert "2 claimed." in page.text
        assert page.text.count("Go on") == 2

    def test_it_hands_over_with_a_note(self, desk: WebDesk, translator: Visitor) -> None:
        other = desk.person("other", Role.TRANSLATOR)
        with desk.work() as home:
            made = factories.edited(home)

        translator.post(
            "/queue/bulk",
            {"action": "hand_over", "person": other.person, "note": "<b>Sorry!</b>", "translation": [made.id]},
        )

        page = desk.visitor(other).get("/?view=mine").text
        assert "&lt;b&gt;Sorry!&lt;/b&gt;" in page

    def test_an_editor_sets_due_times_in_their_own_zone(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        editor.client.set_cookie("zone", "Asia%2FHo_Chi_Minh")

        editor.post("/queue/bulk", {"action": "due", "due": "2027-03-02T00:30", "translation": [made.id]})

        with desk.work() as home:
            due = home.session.get_one(Translation, made.id).due_at
            assert due == dt.datetime(2027, 3, 2, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

    @pytest.mark.parametrize("form", [{"action": "claim"}, {"translation": ["x"]}, {"action": "fly"}])
    def test_it_refuses_what_is_no_order(self, editor: Visitor, form: dict[str, object]) -> None:
        editor.post("/queue/bulk", form, status=422)

    def test_it_sends_nobody_elsewhere(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        form = {"action": "claim", "translation": [made.id], "next": "https://example.org/"}

        assert translator.post("/queue/bulk", form).location == "/"

    def test_an_administrator_chooses_nothing(self, desk: WebDesk, administrator: Visitor) -> None:
        with desk.work() as home:
            factories.drafted(home)

        page = administrator.get("/").text

        assert 'name="translation"' not in page
        administrator.post("/queue/bulk", {"action": "claim"}, status=403)


class TestSavedViews:
    def test_a_view_becomes_a_tab(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        answer = translator.post(
            "/queue/views", {"view": "free", "language": "fr", "sort": "shortest", "name": "Short <French>"}
        )

        page = translator.follow(answer).text
        assert answer.location == "/?view=free&language=fr&sort=shortest"
        assert 'aria-current="page"><svg' in page
        assert "Short &lt;French&gt;" in page
        assert "Short &lt;French&gt;" not in editor.get("/").text

    def test_a_shared_view_is_everybody_s(self, translator: Visitor, editor: Visitor) -> None:
        translator.post("/queue/views", {"view": "late", "name": "Hurry", "shared": "yes"})

        assert "Hurry" in editor.get("/").text

    def test_it_can_be_taken_away(self, translator: Visitor) -> None:
        page = translator.follow(translator.post("/queue/views", {"view": "late", "name": "Hurry"})).text
        removal = re.search(r'action="(/queue/views/\w+/remove)"', page)
        assert removal is not None

        assert "Hurry" not in translator.follow(translator.post(removal[1])).text

    def test_it_has_a_name(self, translator: Visitor) -> None:
        translator.post("/queue/views", {"view": "late"}, status=422)
