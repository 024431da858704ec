"""The editor under real hands: nothing typed is lost, whatever becomes of the connection or of other people."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import select

from desk.domain.draft import DraftKind
from desk.domain.term import Form, Term
from desk.drafting.pipeline import draft
from desk.engines.quiet import QuietEngine
from desk.jobs.worker import Worker
from desk.models import Draft, DraftConfidence, Proposal, Translation
from desk.services.draft_queue import DraftQueue, queue_of
from desk.services.drafting import Drafting
from desk.services.glossary_terms import Terms
from tests import factories
from tests.browser.site import Site, row, saved, text, write_on

pytestmark = pytest.mark.browser

HURT, SILENT = 1, 2
"""Places of the second and the third segment."""


class TestSaving:
    def test_what_is_typed_is_there_after_a_reload(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")

        write_on(page, HURT, " Really.")
        saved(page, HURT)
        page.reload()

        expect(text(page, HURT)).to_have_value("Sentence beta in plain English. Really.")
        assert site.unit(made, HURT).text == "Sentence beta in plain English. Really."

    def test_typing_on_while_a_save_is_under_way_loses_nothing(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        page.route("**/save", lambda route: (page.wait_for_timeout(300), route.continue_()))

        write_on(page, HURT, " one two three four five six seven eight nine", delay=60)
        saved(page, HURT)

        assert site.unit(made, HURT).text.endswith("seven eight nine")
        assert page.locator(".conflict").count() == 0

    def test_time_at_work_is_kept(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")

        write_on(page, HURT, " slowly", delay=150)
        page.keyboard.press("Escape")
        saved(page, HURT)

        with site.work() as home:
            edits = home.units(home.session.get_one(Translation, made))[HURT].id
            from desk.models import Edit

            last = home.session.scalars(select(Edit).where(Edit.unit_id == edits).order_by(Edit.id.desc())).first()
            assert last is not None
            assert 700 < last.milliseconds < 10_000


class TestOffline:
    def test_what_is_typed_without_a_connection_is_sent_when_it_is_back(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")

        page.context.set_offline(True)
        write_on(page, HURT, " In a tunnel.")
        expect(row(page, HURT).locator("[data-save]")).to_have_text("Not sent – kept here")
        expect(page.locator("[data-saved]")).to_have_text("1 not sent")
        assert site.unit(made, HURT).text == "Sentence beta in plain English."
        page.context.set_offline(False)

        saved(page, HURT)
        assert site.unit(made, HURT).text == "Sentence beta in plain English. In a tunnel."

    def test_it_survives_the_tab(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        page.route("**/save", lambda route: route.abort())
        write_on(page, HURT, " Before the crash.")
        expect(row(page, HURT).locator("[data-save]")).to_have_text("Not sent – kept here")
        page.close(run_before_unload=False)

        again = page.context.new_page()
        again.goto(f"{site.address}/translations/{made}")

        expect(text(again, HURT)).to_have_value("Sentence beta in plain English. Before the crash.")
        expect(row(again, HURT).locator("[data-save]")).to_have_text(re.compile("^(Saved)?$"))
        assert site.unit(made, HURT).text == "Sentence beta in plain English. Before the crash."

    def test_leaving_with_unsent_text_asks(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        asked: list[str] = []

        def ask(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", ask)
        page.route("**/save", lambda route: route.abort())
        write_on(page, HURT, " x")
        expect(row(page, HURT).locator("[data-save]")).to_have_text("Not sent – kept here")

        page.get_by_role("link", name="Story").first.click()

        page.wait_for_url("**/stories/*")
        assert asked == ["beforeunload"]

    def test_leaving_at_once_after_the_last_key_saves(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")

        write_on(page, HURT, " Quick.")
        page.get_by_role("link", name="Story").first.click()
        page.wait_for_url("**/stories/*")
        page.goto(f"{site.address}/translations/{made}")

        expect(text(page, HURT)).to_have_value("Sentence beta in plain English. Quick.")

    def test_being_signed_out_loses_nothing(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        cookies = page.context.cookies()
        page.context.clear_cookies(name="desk")

        write_on(page, HURT, " Late.")
        expect(row(page, HURT).locator("[data-save]")).to_contain_text("Kept here.")
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.evaluate("dispatchEvent(new Event('focus'))")

        saved(page, HURT)
        assert site.unit(made, HURT).text.endswith(" Late.")


class TestTermOfTheGlossary:
    def test_it_is_put_in_apart_from_the_words_beside_it(self, site: Site) -> None:
        with site.work() as home:
            terms = Terms(home.session, home.editor)
            known = terms.propose(Term("peskov", {"vi": (Form("Peskov"),), "en": (Form("Peskov"),)}))
            terms.approve(known.id, known.version)
        made = site.edited(factories.edited, "Ông Peskov từ chối bình luận.")
        page = site.open("mai", f"/translations/{made}")
        text(page, HURT).fill("Mr declined.")
        saved(page, HURT)

        text(page, HURT).evaluate("field => field.setSelectionRange(2, 2)")
        row(page, HURT).locator("[data-does=insert]").first.click()

        expect(text(page, HURT)).to_have_value("Mr Peskov declined.")


class TestConflict:
    @pytest.fixture
    def two(self, site: Site) -> tuple[str, Page, Page]:
        """A segment that the translator and an editor have open at once, and that the editor saved first."""
        made = site.edited()
        mai = site.open("mai", f"/translations/{made}")
        lan = site.open("lan", f"/translations/{made}?write=1")
        text(lan, HURT).fill("Three men were hurt.")
        saved(lan, HURT)
        text(mai, HURT).fill("Three people were hurt.")
        expect(row(mai, HURT).locator(".conflict")).to_contain_text("Lan saved this meanwhile")
        return made, mai, lan

    def test_both_texts_are_shown_with_their_difference(self, site: Site, two: tuple[str, Page, Page]) -> None:
        _made, mai, _lan = two

        conflict = row(mai, HURT).locator(".conflict")
        expect(conflict).to_contain_text("Three men were hurt.")
        expect(conflict.locator("ins")).to_contain_text("people")
        expect(row(mai, HURT).locator("[data-save]")).to_have_text("Conflict")
        with site.work() as home:
            assert home.session.scalars(select(Proposal.text)).all() == ["Three people were hurt."]

    def test_one_keeps_ones_own(self, site: Site, two: tuple[str, Page, Page]) -> None:
        made, mai, _lan = two

        mai.get_by_role("button", name="Keep mine").click()

        saved(mai, HURT)
        assert site.unit(made, HURT).text == "Three people were hurt."
        expect(mai.locator(".conflict")).to_have_count(0)

    def test_one_takes_theirs(self, site: Site, two: tuple[str, Page, Page]) -> None:
        made, mai, _lan = two

        mai.get_by_role("button", name="Take theirs").click()

        expect(text(mai, HURT)).to_have_value("Three men were hurt.")
        assert site.unit(made, HURT).text == "Three men were hurt."

    def test_an_act_that_comes_too_late_shows_what_somebody_else_wrote(self, site: Site) -> None:
        made = site.edited()
        mai = site.open("mai", f"/translations/{made}")
        lan = site.open("lan", f"/translations/{made}?write=1")
        text(lan, HURT).fill("Three men were hurt.")
        saved(lan, HURT)

        row(mai, HURT).focus()
        mai.keyboard.press("r")

        expect(text(mai, HURT)).to_have_value("Three men were hurt.")
        expect(row(mai, HURT).locator("[data-save]")).to_contain_text("Somebody else changed it meanwhile")
        assert site.unit(made, HURT).text == "Three men were hurt."

    def test_one_writes_both_together(self, site: Site, two: tuple[str, Page, Page]) -> None:
        made, mai, _lan = two

        mai.get_by_role("button", name="Edit by hand").click()
        expect(row(mai, HURT)).to_contain_text("Three men were hurt.")
        text(mai, HURT).fill("Three men and women were hurt.")

        saved(mai, HURT)
        assert site.unit(made, HURT).text == "Three men and women were hurt."

    def test_a_text_that_comes_after_the_lease_is_a_proposal(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", "/patterns")
        page.route("**/changes?*", lambda route: route.abort())  # else the page learns of it before one types
        page.goto(f"{site.address}/translations/{made}")
        with site.work() as home:
            home.translations(home.translator).submit(made)

        write_on(page, HURT, " Too late.")

        expect(row(page, HURT).locator("[data-save]")).to_have_text("Kept as a proposal")
        expect(page.get_by_role("alert")).to_contain_text("is kept as a proposal")
        expect(text(page, SILENT)).to_have_attribute("readonly", "")
        with site.work() as home:
            assert home.session.scalars(select(Proposal.text)).all() == ["Sentence beta in plain English. Too late."]


class TestFindings:
    def test_one_key_fixes_beyond_an_emoji(self, site: Site) -> None:
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        text(page, HURT).fill("😀 Three were were hurt.")
        expect(row(page, HURT).locator(".finding")).to_contain_text("stands twice")
        expect(row(page, HURT).locator(".unit-mirror mark")).to_contain_text("were")

        page.keyboard.press("Escape")
        page.keyboard.press("f")

        expect(text(page, HURT)).to_have_value("😀 Three were hurt.")
        expect(row(page, HURT).locator(".finding")).to_have_count(0)
        page.keyboard.press("Control+z")
        expect(text(page, HURT)).to_have_value("😀 Three were were hurt.")

    def test_letters_go_on_acting_after_a_fix(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).fill("Three were were hurt hurt.")
        expect(row(page, HURT).locator(".finding")).to_have_count(2)

        page.keyboard.press("Escape")
        page.keyboard.press("f")
        expect(row(page, HURT).locator(".finding")).to_have_count(1)
        page.keyboard.press("f")

        expect(text(page, HURT)).to_have_value("Three were hurt.")
        expect(row(page, HURT)).to_be_focused()

    def test_a_digit_dismisses(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        text(page, HURT).fill("Three were were hurt.")
        expect(row(page, HURT).locator(".finding")).to_have_count(1)

        page.keyboard.press("Escape")
        page.keyboard.press("d")
        page.keyboard.press("2")

        expect(row(page, HURT)).to_contain_text("1 dismissed")
        expect(page.locator("[data-live=findings]")).to_contain_text("Nothing is open")
        expect(row(page, HURT)).to_be_focused()

    def test_a_segment_is_left_out_and_taken_in_again(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{site.edited()}")
        row(page, HURT).focus()

        page.keyboard.press("o")
        page.get_by_label("Or in your own words").last.fill("Only of local interest.")
        page.keyboard.press("Enter")
        expect(row(page, HURT)).to_contain_text("Only of local interest.")
        row(page, HURT).get_by_role("button", name="Take it in again").click()

        expect(text(page, HURT)).to_have_value(re.compile(r"^\[en\]"))


class TestScripts:
    def test_arabic_is_written_from_the_right(self, site: Site) -> None:
        made = site.edited(factories.edited, target="ar")
        page = site.open("mai", f"/translations/{made}")

        text(page, HURT).fill("أصيب ثلاثة أشخاص.")
        saved(page, HURT)

        assert text(page, HURT).evaluate("element => getComputedStyle(element).direction") == "rtl"
        assert row(page, HURT).locator("[data-part=source]").evaluate("e => getComputedStyle(e).direction") == "ltr"
        assert site.unit(made, HURT).text == "أصيب ثلاثة أشخاص."

    @pytest.mark.parametrize("width", [390, 1440])
    def test_long_words_stay_in_the_page(self, site: Site, width: int) -> None:
        long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
        made = site.edited()
        page = site.open("mai", f"/translations/{made}")
        page.set_viewport_size({"width": width, "height": 800})

        text(page, HURT).fill(f"{long} {long}")
        saved(page, HURT)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        field = text(page, HURT).evaluate("e => [e.scrollHeight, e.clientHeight]")
        assert field[0] <= field[1] + 1, "the text does not fit its field"


class TestReview:
    def test_an_editors_own_words_bar_the_approval(self, site: Site) -> None:
        made = site.edited(factories.submitted)
        page = site.open("lan", f"/translations/{made}/review")
        row(page, HURT).focus()

        page.keyboard.press("e")
        expect(row(page, HURT)).to_contain_text("another editor has to approve")
        page.keyboard.press("Control+a")
        page.keyboard.type("Words of an editor.")
        page.keyboard.press("Escape")

        saved(page, HURT)
        expect(row(page, HURT).locator(".review-text")).to_contain_text("Words of an editor")
        expect(page.get_by_text("You have changed the text")).to_be_visible()
        expect(page.get_by_role("button", name="Approve…")).to_be_disabled()

    def test_reasons_survive_a_reload_until_they_are_sent(self, site: Site) -> None:
        made = site.edited(factories.submitted)
        page = site.open("lan", f"/translations/{made}/review")

        row(page, HURT).focus()
        page.keyboard.press("t")
        page.keyboard.press("Tab")
        page.keyboard.type("Read it aloud.")
        page.reload()
        expect(row(page, HURT).get_by_role("checkbox")).to_be_checked()
        page.get_by_role("button", name="Return 1…").click()
        page.get_by_role("dialog").get_by_role("button", name="Return").click()

        expect(page.locator("main")).to_contain_text("with its translator again")
        expect(row(page, HURT)).to_contain_text("Read it aloud.")

    def test_one_chooses_what_to_see(self, site: Site) -> None:
        made = site.edited(factories.submitted)
        page = site.open("lan", f"/translations/{made}/review")
        expect(row(page, HURT).locator("del").first).to_be_visible()

        page.keyboard.press("2")
        expect(row(page, HURT).locator("del").first).to_be_hidden()
        page.keyboard.press("3")
        expect(row(page, HURT).locator(".review-draft")).to_be_visible()
        page.reload()
        expect(row(page, HURT).locator(".review-draft")).to_be_visible()


class TestTerms:
    def test_a_term_is_added_from_a_selection_without_leaving_the_page(self, site: Site) -> None:
        made = site.edited(factories.edited, "Điện Kremlin từ chối bình luận.")
        page = site.open("mai", f"/translations/{made}")
        page.evaluate("window.stayed = true")
        source = row(page, HURT).locator('[data-part="source"]')
        source.evaluate("""element => {
            const range = document.createRange();
            range.setStart(element.firstChild, 0);
            range.setEnd(element.firstChild, "Điện Kremlin".length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""")
        text(page, HURT).evaluate("field => field.setSelectionRange(0, 8)")

        row(page, HURT).focus()
        page.keyboard.press("a")
        expect(page.locator("#term-source")).to_have_value("Điện Kremlin")
        expect(page.locator("#term-target")).to_have_value("Sentence")
        page.fill("#term-target", "the Kremlin")
        page.click("#add-term button[value=propose]")

        link = row(page, HURT).locator(".unit-said")
        expect(link).to_have_text("Term proposed")
        assert page.evaluate("window.stayed") is True
        with site.work() as home:
            kept = Terms(home.session, home.editor).named("the-kremlin")
            assert kept is not None
            assert kept.content["forms"]["vi"] == [{"text": "Điện Kremlin"}]

    def test_a_form_that_is_known_leads_to_its_term(self, site: Site) -> None:
        made = site.edited(factories.edited, "Điện Kremlin từ chối bình luận.")
        with site.work() as home:
            Terms(home.session, home.editor).propose(Term("kremlin", {"vi": (Form("Điện Kremlin"),)}))
        page = site.open("mai", f"/translations/{made}")

        text(page, HURT).focus()
        row(page, HURT).locator('[data-does="term"]').click()
        page.fill("#term-source", "Điện Kremlin")
        page.fill("#term-target", "the Kremlin")
        page.click("#add-term button[value=propose]")

        expect(page.locator("#add-term [data-reason-why] a")).to_be_visible()


class TestDoubts:
    """Words that the engine was unsure of."""

    def doubted(self, site: Site) -> str:
        """A claimed translation of drafts, in whose third segment the engine doubted “người”."""
        with site.work() as home:
            made = factories.drafted(home)
            home.translations(home.translator).claim(made.id)
            unit = home.units(made)[2]
            raw = home.session.query(Draft).filter_by(unit_id=unit.id, kind=DraftKind.RAW).one()
            place = raw.text.index("người")
            home.session.add(DraftConfidence(draft_id=raw.id, tokens=[[place, place + 5, -4.0]], doubtful=-1.0))
            return made.id

    def test_they_are_shown_on_wish_and_the_browser_keeps_the_wish(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{self.doubted(site)}")
        mark, word = page.locator("#u3 .spot-doubt"), page.locator("#u3 .unit-doubts")
        switch = page.get_by_role("button", name="Doubtful words")
        expect(word).to_be_hidden()
        expect(mark).to_have_css("text-decoration-line", "none")

        switch.click()

        expect(switch).to_have_attribute("aria-pressed", "true")
        expect(word).to_contain_text("người")
        expect(mark).to_have_css("text-decoration-line", "underline")
        page.reload()
        expect(page.locator("#u3 .unit-doubts")).to_be_visible()

    def test_a_key_shows_and_hides_them(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{self.doubted(site)}")
        page.locator("#u1").focus()

        page.keyboard.press("w")
        expect(page.locator("#u3 .unit-doubts")).to_be_visible()
        page.keyboard.press("w")

        expect(page.locator("#u3 .unit-doubts")).to_be_hidden()

    def test_a_word_that_was_rewritten_is_doubted_no_longer(self, site: Site) -> None:
        page = site.open("mai", f"/translations/{self.doubted(site)}")
        page.get_by_role("button", name="Doubtful words").click()

        page.locator("#t3").fill("Three were hurt.")
        page.locator("#t3").blur()

        expect(page.locator("#u3 .unit-doubts")).to_have_count(0)
        expect(page.locator("#u3 .spot-doubt")).to_have_count(0)


class TestDraftsComeIn:
    def test_they_appear_as_they_are_made_and_the_page_turns_when_all_are_there(self, site: Site) -> None:
        with site.work() as home:
            made = factories.translation_of(home, factories.story(home))
            queue = queue_of(made)
        page = site.open("mai", f"/translations/{made.id}")
        expect(page.locator(".sheet-drafting")).to_contain_text("0/4")

        with site.work() as home:
            [first] = DraftQueue(home.session, queue).next_chunk(1)
            results = {first.unit_id: draft([first.text], "vi", "en", QuietEngine())[0]}
            Drafting(home.session).store([first], results, QuietEngine().model("vi", "en"))

        expect(page.locator("#u1")).to_contain_text("[en] Mưa lớn ở Hà Nội")
        expect(page.locator(".sheet-drafting")).to_contain_text("1/4")
        Worker(site.wiring).run_until_idle()
        expect(page.get_by_role("button", name="Claim")).to_be_visible()
        expect(page.locator("#u4")).to_contain_text("[en]")
