"""What readers see: exactly what was approved, and nothing of what was taken down."""

import datetime as dt
from collections.abc import Callable

import pytest

from desk.domain.workflow import State
from desk.models import Publication, Translation
from desk.models.base import utc_now
from desk.services.outlets import Outlets
from tests import factories
from tests.web.conftest import Visitor, WebDesk

EVIL = "<script>alert('x')</script>"
TEXT = "Sentence beta in plain English."


def at(translation: Translation, more: str = "") -> str:
    return f"/published/{translation.id}{more}"


def next_version(home: factories.House, translation: Translation, text: str, *, note: str = "") -> None:
    """Publishes the translation once more, with another second sentence."""
    home.translations(home.translator).revise(translation.id, correction_note=note)
    unit = home.units(translation)[1]
    home.editing(home.translator).confirm(unit.id, text, unit.version)
    home.translations(home.translator).submit(translation.id)
    home.translations(home.editor).approve(translation.id)
    home.publishing(home.editor).publish(translation.id)


class TestArticle:
    def test_it_is_what_was_approved(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        page = nobody.get(at(made)).text

        assert "<h1>Sentence alpha in plain English.</h1>" in page
        assert f"<p>{TEXT}</p>" in page
        assert '<html lang="en" dir="ltr"' in page

    def test_it_is_in_its_languages_direction(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home, target="ar")

        assert '<html lang="ar" dir="rtl"' in nobody.get(at(made)).text

    def test_it_says_who_made_it_and_how(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            outlet = Outlets(home.session, home.administrator).add("Tin Năm Châu")
            made = factories.published(home, outlet_id=outlet.id)
            made.article.url = "https://example.org/a?b=c"

        page = nobody.get(at(made)).text

        assert "Translated from Vietnamese" in page
        assert "Tin Năm Châu" in page
        assert "<bdi>Mai</bdi>" in page
        assert "<bdi>Lan</bdi>" in page
        assert "Drafted by a machine, edited by people" in page
        assert "By an editor who wrote none of it" in page

    def test_it_links_to_its_source_without_recommending_it(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)
            made.article.url = "https://example.org/a?b=c"
            home.session.flush()
            home.publishing(home.editor).publish(made.id)

        assert 'href="https://example.org/a?b=c" rel="nofollow noopener' in nobody.get(at(made)).text

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
    def test_it_links_to_nothing_that_runs(self, desk: WebDesk, nobody: Visitor, address: str) -> None:
        with desk.work() as home:
            made = factories.approved(home)
            made.article.url = address
            home.session.flush()
            home.publishing(home.editor).publish(made.id)

        assert address not in nobody.get(at(made)).text

    def test_it_calls_who_has_left_a_former_colleague(
        self, desk: WebDesk, nobody: Visitor, administrator: Visitor
    ) -> None:
        with desk.work() as home:
            made = factories.published(home)
        administrator.post(f"/people/{desk.translator.person_id}/leave")

        page = nobody.get(at(made)).text

        assert "a former colleague" in page
        assert "Mai" not in page

    def test_it_runs_nothing(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)
            unit = home.units(made)[1]
            home.editing(home.translator).confirm(unit.id, EVIL, unit.version)
            findings = home.findings(home.translator)
            for found in findings.check(made):
                (findings.contest if found.level == "block" else findings.dismiss)(found.id, "Right.")
            home.translations(home.translator).submit(made.id)
            for found in home.findings(home.editor).check(made):
                if found.state == "contested":
                    home.findings(home.editor).accept(found.id, "Right.")
            home.translations(home.editor).approve(made.id)
            home.publishing(home.editor).publish(made.id)

        for path in (at(made), "/published/"):
            page = nobody.get(path).text
            assert "<script" not in page
            assert "&lt;script&gt;" in page

    def test_it_says_where_one_person_did_both(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            home.desk.settings = {**home.desk.settings, "four_eyes": False}
            made = factories.submitted(home)
            unit = home.units(made)[1]
            home.editing(home.editor).save(unit.id, "In plain English by the editor.", unit.version)
            for found in home.findings(home.editor).check(made):
                home.findings(home.editor).dismiss(found.id, "Seen.")
            home.translations(home.editor).approve(made.id)
            home.publishing(home.editor).publish(made.id)

        assert "By an editor who also wrote part of it" in nobody.get(at(made)).text

    def test_it_is_quick_to_ask_again(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
        first = nobody.get(at(made))

        again = nobody.client.get(at(made), headers={"If-None-Match": first.headers["ETag"]})

        assert again.status_code == 304
        assert first.headers["Cache-Control"] == "no-cache"


class TestVersions:
    def test_a_correction_is_told_and_the_old_text_stays_readable(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            next_version(home, made, "Another sentence in plain English.", note=f"It was another one. {EVIL}")

        now, before = nobody.get(at(made)).text, nobody.get(at(made, "/v/1")).text

        assert "Another sentence in plain English." in now
        assert "It was another one. &lt;script&gt;" in now
        assert TEXT in before
        assert "This is version 1 of 2" in before
        assert "It was another one" not in before
        nobody.get(at(made, "/v/3"), status=404)

    def test_readers_keep_the_old_one_while_the_next_is_made(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            home.translations(home.translator).revise(made.id)
            unit = home.units(made)[1]
            home.editing(home.translator).save(unit.id, "Not yet for readers.", unit.version)

        page = nobody.get(at(made)).text

        assert TEXT in page
        assert "Not yet for readers." not in page

    def test_an_id_of_a_record_leads_to_its_version(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            found = home.session.query(Publication).one().id

        assert nobody.get(f"/publications/{found}", status=302).location == at(made, "/v/1")


class TestRecord:
    def test_it_is_the_document_and_its_hash(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)

        record = nobody.get(at(made, ".json")).json

        assert record["document"]["units"][1]["text"] == TEXT
        assert record["number"] == 1
        assert "provenance" not in record


def withdrawn(home: factories.House, translation: Translation) -> None:
    home.publishing(home.editor).withdraw(translation.id, f"A source recanted. {EVIL}")


def killed(home: factories.House, translation: Translation) -> None:
    home.publishing(home.editor).kill(translation.story_id, f"A source recanted. {EVIL}")


class TestTakenDown:
    @pytest.mark.parametrize("take_down", [withdrawn, killed])
    def test_it_says_so_and_why_and_nothing_more(
        self, desk: WebDesk, nobody: Visitor, take_down: Callable[[factories.House, Translation], None]
    ) -> None:
        with desk.work() as home:
            made = factories.published(home)
            next_version(home, made, "Another sentence in plain English.")
            take_down(home, made)

        for path in (at(made), at(made, "/v/1"), at(made, "/v/2")):
            page = nobody.get(path, status=410).text
            assert "A source recanted. &lt;script&gt;" in page
            assert "plain English" not in page
        record = nobody.get(at(made, ".json"), status=410).json
        assert "A source recanted." in record["reason"]
        assert "document" not in record
        assert "plain English" not in nobody.get("/published/").text

    def test_a_new_version_stands_and_the_withdrawn_ones_stay_gone(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.published(home)
            withdrawn(home, made)
            next_version(home, made, "All is well in plain English.")

        assert "All is well" in nobody.get(at(made)).text
        nobody.get(at(made, "/v/1"), status=410)
        assert "All is well" in nobody.get(at(made, "/v/2")).text
        assert "Sentence alpha" in nobody.get("/published/").text

    def test_what_was_never_published_is_not_there(self, desk: WebDesk, nobody: Visitor) -> None:
        with desk.work() as home:
            made = factories.approved(home)
        assert made.state is State.APPROVED

        for more in ("", ".json", "/v/1"):
            nobody.get(at(made, more), status=404)
        nobody.get("/published/nothing", status=404)


class TestList:
    def test_it_names_each_article_once(self, desk: WebDesk, nobody: Visitor) -> None:
        assert "Nothing has been published yet." in nobody.get("/published/").text
        with desk.work() as home:
            made = factories.published(home)
            next_version(home, made, "Another sentence in plain English.")

        page = nobody.get("/published/").text

        assert page.count(f'href="{at(made)}"') == 1
        assert "updated" in page


class TestEmbargo:
    """Rule 6: an embargo acts from every state, also on what readers have read already."""

    def held(self, desk: WebDesk, until: dt.datetime) -> tuple[Translation, str]:
        with desk.work() as home:
            made = factories.published(home)
            home.publishing(home.editor).embargo(made.story_id, until)
            publication = home.publishing(home.editor).latest(made)
            assert publication is not None
            return made, publication.id

    def test_it_holds_back_what_was_published_before_it(self, desk: WebDesk, nobody: Visitor) -> None:
        made, _ = self.held(desk, utc_now() + dt.timedelta(hours=1))

        for path in (at(made), at(made, "/v/1"), at(made, ".json")):
            assert "Nothing was published here." in nobody.get(path, status=404).text
        assert TEXT not in nobody.get("/published/").text
        assert made.id not in nobody.get("/published/").text

    def test_it_holds_back_what_programs_read_too(self, desk: WebDesk, nobody: Visitor) -> None:
        _, publication = self.held(desk, utc_now() + dt.timedelta(hours=1))

        listed = nobody.client.get("/api/v1/publications").json
        read = nobody.client.get(f"/api/v1/publications/{publication}")

        assert listed["items"] == []
        assert read.status_code == 404

    def test_it_ends_by_itself(self, desk: WebDesk, nobody: Visitor) -> None:
        made, _ = self.held(desk, utc_now() - dt.timedelta(seconds=1))

        assert TEXT in nobody.get(at(made)).text
        assert made.id in nobody.get("/published/").text
