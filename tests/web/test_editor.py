"""The editor's page: what each person may do there, and what stands in the way."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from desk.domain.draft import EngineModel
from desk.domain.term import Form, Term
from desk.domain.workflow import Role, State
from desk.drafting.pipeline import draft
from desk.engines.quiet import QuietEngine
from desk.glossary.matcher import Glossary
from desk.models import Job, Translation
from desk.models.base import utc_now
from desk.services.draft_queue import DraftQueue, queue_of
from desk.services.drafting import Drafting
from desk.services.search.documents import SearchDocuments
from desk.services.translations import Returned
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

EVIL = "<script>alert('x')</script> & <img src=x onerror=alert(1)>"


def at(translation: Translation, act: str = "") -> str:
    return f"/translations/{translation.id}{'/' + act if act else ''}"


def row(page: str, number: int) -> str:
    """The HTML of a row."""
    return page.split(f'id="u{number}"')[1].split(f'id="u{number + 1}"')[0]


class TestPage:
    def test_it_shows_source_and_target_in_order(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        page = translator.get(at(made)).text

        assert page.index("Hà Nội mưa lớn.") < page.index("Ba người bị thương.")
        assert "Sentence beta in plain English.</textarea>" in row(page, 2)
        assert 'lang="vi" dir="ltr"' in row(page, 2)
        assert 'data-status="confirmed"' in page

    def test_it_sets_the_direction_of_the_target(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, target="ar")

        assert re.search(r'<textarea[^>]* lang="ar" dir="rtl" spellcheck="true"', translator.get(at(made)).text)

    def test_it_runs_nothing_that_came_from_outside(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home, EVIL)
            home.translations(home.translator).claim(made.id)
            unit = home.units(made)[0]
            home.editing(home.translator).save(unit.id, f"</textarea>{EVIL}", unit.version)
            home.editing(home.translator).omit(home.units(made)[1].id, EVIL)

        page = translator.get(at(made)).text

        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;/textarea&gt;" in page

    def test_it_links_only_to_what_the_web_has(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
            made.article.url = "javascript:alert(1)"

        assert 'href="javascript' not in translator.get(at(made)).text

    def test_it_shows_nothing_of_a_restricted_story_to_others(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, restricted=True)

        assert "Mưa lớn" not in editor.get(at(made), status=404).text
        editor.get(at(made, "review"), status=404)
        editor.get(at(made, "drafting"), status=404)

    def test_it_keeps_a_leading_line_break(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
            unit = home.units(made)[0]
            home.editing(home.translator).save(unit.id, "\nnew line", unit.version)

        assert ">\n\nnew line</textarea>" in translator.get(at(made)).text

    def test_it_is_where_other_pages_send_people_to_work(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        assert translator.get(at(made, "edit"), status=303).location == at(made)

    def test_it_asks_the_database_as_often_for_a_long_article(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            short = factories.edited(home, "Một.")
            long = factories.drafted(home, *(f"Câu số {number} ở đây." for number in range(40)))

        assert queries(desk, translator, at(long)) <= queries(desk, translator, at(short)) + 1


def queries(desk: WebDesk, visitor: Visitor, path: str) -> int:
    from sqlalchemy import event

    counted: list[str] = []
    engine = desk.wiring.database.engine

    def count(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", count)
    visitor.get(path)
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)


class TestMoves:
    def test_a_free_translation_can_be_claimed(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        page = translator.get(at(made)).text

        assert f'action="{at(made, "claim")}"' in page
        assert "<textarea" not in page.split('class="units')[1].split("</ol>")[0]

    def test_its_holder_can_submit_it_once_all_is_confirmed(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        answer = translator.post(at(made, "submit"))

        assert "It waits for an editor" in translator.follow(answer).text
        with desk.work() as home:
            assert home.session.get_one(Translation, made.id).state is State.SUBMITTED

    def test_it_says_why_it_cannot_be_submitted(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
            unit = home.units(made)[2]
            home.editing(home.translator).save(unit.id, "", unit.version)
            home.findings(home.translator).check(made)

        page = translator.get(at(made)).text

        assert re.search(r"data-submit[^>]*disabled|disabled[^>]*data-submit", page)
        assert '1 segment is not confirmed (<a href="#u3">' in page
        assert '1 finding blocks (<a href="#u3">' in page
        translator.post(at(made, "submit"), status=409)

    def test_nobody_submits_what_somebody_else_holds(self, desk: WebDesk) -> None:
        with desk.work() as home:
            made = factories.edited(home)
        other = desk.visitor(desk.person("binh", Role.TRANSLATOR))

        page = other.get(at(made)).text

        assert "Mai is working on it" in page
        assert "data-submit" not in page
        other.post(at(made, "submit"), status=403)

    def test_who_submitted_can_take_it_back(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
        assert "Take it back" in translator.get(at(made)).text

        translator.post(at(made, "recall"))

        assert "<textarea" in translator.get(at(made)).text

    def test_an_editor_assigns_it(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
        assert "Assign" in editor.get(at(made)).text

        editor.post(at(made, "assign"), {"person": desk.translator.person})

        with desk.work() as home:
            assert home.session.get_one(Translation, made.id).holder_id == desk.translator.person_id

    def test_an_editor_writes_in_somebody_elses_text_only_on_purpose(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        assert '<textarea class="unit-text"' not in editor.get(at(made)).text
        page = editor.get(at(made) + "?write=1").text

        assert '<textarea class="unit-text"' in page
        assert "another editor must then approve" in page

    def test_a_translator_gets_no_review_button(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        assert f'class="button button-primary button-small" href="{at(made, "review")}"' in editor.get(at(made)).text
        assert (
            f'class="button button-primary button-small" href="{at(made, "review")}"'
            not in translator.get(at(made)).text
        )


class TestReturned:
    def test_it_says_prominently_what_the_editor_said(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[1].id
            reasons = [Returned(unit, "accuracy/mistranslation", f"Three, not two. {EVIL}")]
            home.translations(home.editor).return_(made.id, reasons, "Nearly there.")

        page = translator.get(at(made)).text

        assert "Sent back: Mistranslation" in row(page, 2)
        assert "Three, not two. &lt;script&gt;" in row(page, 2)
        assert "Nearly there." in page
        assert "1 segment that came back waits for you" in page

    def test_it_says_so_more_quietly_once_it_is_answered(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)
            unit = home.units(made)[1]
            home.translations(home.editor).return_(made.id, [Returned(unit.id, "style", "")])
            home.editing(home.translator).confirm(unit.id, "Three people were hurt.", unit.version)

        assert "Confirmed again since" in row(translator.get(at(made)).text, 2)


class TestBeside:
    def test_it_names_stories_with_the_same_names(self, desk: WebDesk, translator: Visitor) -> None:
        peskov = Term("peskov", {"vi": (Form("Peskov"),), "en": (Form("Peskov"),)})
        vars(desk.wiring)["file_glossary"] = Glossary([peskov])
        with desk.work() as home:
            factories.story(home, "Mưa lớn.", target="en")
            other = factories.story(home, "Ông Peskov nói.")
            made = factories.edited(home, "Ông Peskov im lặng.")
        with desk.work() as home:
            SearchDocuments(home.session).of_stories([other.id])

        page = translator.get(at(made)).text

        card = page.split("Stories with the same names")[1].split("</section>")[0]
        assert f'href="/stories/{other.id}"' in card
        assert card.count("<li>") == 1

    def test_what_a_correction_tells_readers_stands_above_the_text(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            home.translations(home.translator).revise(made.id, correction_note="The number was wrong.")

        page = translator.get(at(made)).text

        assert page.index("The number was wrong.") < page.index('id="rows"')


class TestDrafting:
    @staticmethod
    def polled(page: str) -> str:
        """Where a page asks for what came since."""
        found = re.search(r'hx-get="([^"]+)"', page)
        assert found is not None
        return found[1].replace("&amp;", "&")

    def test_it_asks_for_what_came_since_and_gets_those_rows_alone(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))

        page = translator.get(at(made)).text
        assert "0/4 segments" in page
        translator.get(self.polled(page), htmx=True, status=204)
        with desk.work() as home:
            second = home.units(home.session.get_one(Translation, made.id))[1]
            factories.drafted_as(home, second, "Three were hurt.")
            second.drafted_round = second.translation.draft_round
        came = translator.get(self.polled(page), htmx=True).text

        assert "1/4 segments" in came
        assert re.findall(r'<li [^>]*id="(u\d+)"[^>]*>', came) == ["u2"]
        assert "Three were hurt." in came
        assert 'unit-first" id="u2"' in came
        translator.get(self.polled(came), htmx=True, status=204)

    def test_a_segment_that_the_engine_could_not_draft_comes_too(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))
        page = translator.get(at(made)).text
        with desk.work() as home:
            unit = home.units(home.session.get_one(Translation, made.id))[2]
            unit.drafted_round, unit.draft_error = unit.translation.draft_round, "It was too long."

        assert "It was too long." in translator.get(self.polled(page), htmx=True).text

    def test_a_page_that_does_not_say_what_it_has_gets_all(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))

        for marker in ("", "?seen=!", "?seen=eJw="):
            assert translator.get(at(made, "drafting" + marker), htmx=True).text.count("<li") == 4

    def test_of_two_thousand_segments_it_sends_what_came(self, desk: WebDesk, translator: Visitor) -> None:
        """A few thousand bytes for five rows, where all of them are two megabytes."""
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home, *["Ba người bị thương."] * 2000))
        page = translator.get(at(made)).text
        with desk.work() as home:
            for unit in home.units(home.session.get_one(Translation, made.id))[100:105]:
                unit.text, unit.version = "Three were hurt.", 1
                unit.drafted_round = unit.translation.draft_round

        with counted(desk) as asked:
            came = translator.get(self.polled(page), htmx=True)

        assert came.text.count("<li") == 5
        assert len(came.data) < 15_000 < len(page) / 50
        assert len(self.polled(came.text)) < 500
        assert len(asked) <= 22

    def test_nothing_turns_while_it_waits_for_an_engine(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))
        page = translator.get(at(made)).text
        assert page.count("icon-spins") == 1
        with desk.work() as home:
            job = home.session.scalars(select(Job)).one()
            job.waits, job.error = 3, "The engine is down."

        came = translator.get(self.polled(page), htmx=True).text

        assert 'id="sheet-state" hx-swap-oob="true"' in came
        assert "The engine is down." in came
        assert "icon-spins" not in came
        assert "icon-spins" not in translator.get(at(made)).text
        translator.get(self.polled(came), htmx=True, status=204)

    def test_it_brings_the_whole_page_again_when_they_are_there(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        assert translator.get(at(made, "drafting"), htmx=True, status=204).headers["HX-Refresh"] == "true"

    def test_nobody_has_to_wait_for_drafts(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))
        assert "Go on without drafts" in translator.get(at(made)).text

        translator.post(at(made, "by-hand"), status=303)

        page = translator.get(at(made)).text
        assert "Somebody went on without waiting for it." in page
        assert "Claim" in page

    def test_what_is_drafted_waits_for_nothing(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)

        assert "Go on without drafts" not in translator.get(at(made)).text
        translator.post(at(made, "by-hand"), status=409)

    def test_it_says_why_a_draft_failed(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
            unit = home.units(made)[1]
            unit.text, unit.draft_error = "", "The engine ran out of breath."

        page = translator.get(at(made)).text

        assert "The engine ran out of breath." in row(page, 2)
        assert 'data-status="failed"' in page

    def test_it_says_once_that_no_engine_drafts(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.drafted(home)
            for unit in home.units(made):
                unit.text, unit.draft_error = "", "No engine serves this pair."

        page = translator.get(at(made)).text

        assert page.count("No engine serves this pair.") == 1
        assert 'data-status="failed"' not in page

    def test_it_says_what_must_be_said_of_an_engine(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.translation_of(home, factories.story(home))
            chunk = DraftQueue(home.session, queue_of(made)).next_chunk(10_000)
            results = draft([one.text for one in chunk], "vi", "en", QuietEngine())
            model = EngineModel("quiet", "quiet", "1", "For trying the desk alone.")
            Drafting(home.session).store(
                chunk, {one.unit_id: each for one, each in zip(chunk, results, strict=True)}, model
            )

        assert "For trying the desk alone." in translator.get(at(made)).text


class TestStates:
    @pytest.mark.parametrize(
        ("make", "word"),
        [
            (factories.approved, "approved it at exactly this text"),
            (factories.published, "Read it as readers do"),
        ],
    )
    def test_it_rests_and_says_why(self, desk: WebDesk, translator: Visitor, make: object, word: str) -> None:
        with desk.work() as home:
            made = make(home)  # type: ignore[operator]

        page = translator.get(at(made)).text

        assert word in page
        assert '<textarea class="unit-text"' not in page

    def test_it_tells_of_a_newer_revision(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)
            home.session.add(revision_after(made))

        assert "The article has a newer revision" in translator.get(at(made)).text


def revision_after(translation: Translation) -> object:
    from desk.models import Revision

    old = translation.revision
    return Revision(article=old.article, number=old.number + 1, reason="intake", extracted=[], created_at=soon())


def soon() -> dt.datetime:
    return utc_now() + dt.timedelta(seconds=1)
