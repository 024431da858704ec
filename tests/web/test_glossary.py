"""The glossary's pages."""

import re
from dataclasses import replace

import pytest

from desk.domain.term import Context, Form, FormStatus, Gender, Term, TermState
from desk.glossary.forms import completed
from desk.models import TermRow
from desk.services.glossary_search import TermFilter, TermSearch
from desk.services.glossary_terms import Terms, term_of
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

HALL = Term(
    "crocus-city-hall",
    {
        "vi": (Form("Nhà hát Crocus City"),),
        "en": (Form("Crocus City Hall"), Form("Crocus City theatre", FormStatus.FORBIDDEN, article="the")),
        "ar": (Form("قاعة كروكوس سيتي"),),
    },
    note="A concert hall near Moscow.",
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def keep(desk: WebDesk, *terms: Term, approved: bool = True) -> list[TermRow]:
    """Terms at the desk, proposed by the translator and approved by the editor unless said otherwise."""
    rows = []
    with desk.work() as home:
        for term in terms:
            row = Terms(home.session, desk.translator).propose(term)
            if approved:
                Terms(home.session, desk.editor).approve(row.id, row.version)
            rows.append(row)
    return rows


def stored(desk: WebDesk, name: str) -> TermRow:
    with desk.work() as home:
        row = Terms(home.session, desk.editor).named(name)
        assert row is not None
        return row


def sent(**fields: object) -> dict[str, object]:
    """A form with two languages, as browsers send one."""
    blank = {"admitted": ["", ""], "forbidden": ["", ""], "first_mention": ["", ""], "examples": ["", ""]}
    return {"language": ["vi", "en"], "preferred": ["Hà Nội", "Hanoi"], **blank, "level": "warn", **fields}


class TestBrowsing:
    def test_it_says_what_to_do_where_there_is_nothing(self, translator: Visitor) -> None:
        assert "The glossary has no terms yet." in translator.get("/glossary").text

    def test_it_shows_terms_with_what_the_desk_writes(self, desk: WebDesk, translator: Visitor) -> None:
        [row] = keep(desk, HALL)

        page = translator.get("/glossary").text

        assert f'<a href="/glossary/{row.id}"><bdi>Crocus City Hall</bdi></a>' in page
        assert '<bdi lang="vi">Nhà hát Crocus City</bdi>' in page
        assert "the Crocus City theatre" not in page

    @pytest.mark.parametrize("query", ["nhà HÁT", "crocus-city", "concert hall near", "قاعة", "theatre"])
    def test_it_finds_by_form_note_and_id(self, desk: WebDesk, translator: Visitor, query: str) -> None:
        keep(desk, HALL, Term("noise", {"en": (Form("Noise"),)}))

        page = translator.get("/glossary", query_string={"q": query}).text

        assert "<bdi>Crocus City Hall</bdi>" in page
        assert "Noise" not in page

    def test_it_takes_a_wildcard_as_a_sign(self, desk: WebDesk, translator: Visitor) -> None:
        keep(desk, HALL)

        assert "No term fits what you look for." in translator.get("/glossary?q=%25").text

    def test_it_counts_and_filters_by_state(self, desk: WebDesk, translator: Visitor) -> None:
        keep(desk, HALL)
        keep(desk, Term("noise", {"en": (Form("Noise"),)}), approved=False)

        page = translator.get("/glossary?state=proposed").text

        assert 'Proposed <span class="count">1</span>' in page
        assert "<bdi>Noise</bdi>" in page
        assert "Crocus" not in page

    def test_it_filters_by_topic_and_language(self, desk: WebDesk, translator: Visitor) -> None:
        health = replace(HALL.scope, topics=("health", "politics"))
        keep(desk, HALL, Term("who", {"en": (Form("WHO"),)}, scope=health))

        assert "Crocus" not in translator.get("/glossary?topic=health").text
        assert "WHO" not in translator.get("/glossary?language=ar").text
        assert "No term fits" in translator.get("/glossary?topic=heal").text

    def test_it_sorts_by_what_it_shows_and_not_by_id(self, desk: WebDesk, translator: Visitor) -> None:
        vi = {"vi": (Form("Aa"),)}
        keep(
            desk,
            Term("a", {**vi, "en": (Form("Zurich"),)}),
            Term("b", {**vi, "en": (Form("élan", FormStatus.ADMITTED), Form("Österreich"))}),
            Term("c", {**vi, "en": (Form("“Ost”"),)}),
            Term("d", {"vi": (Form("Điện Kremlin"),)}),
            Term("e", {**vi, "en": (Form("eland"),)}),
            Term("f", {**vi, "en": (Form("Eland"),)}),
        )

        page = translator.get("/glossary").text

        shown = re.findall(r'<a href="/glossary/\w{26}"><bdi>(.+?)</bdi></a>', page)
        assert shown == ["Điện Kremlin", "eland", "Eland", "“Ost”", "Österreich", "Zurich"]

    def test_pages_follow_each_other_without_a_gap_or_a_repetition(self, desk: WebDesk) -> None:
        keep(desk, *(Term(f"same-{number}", {"en": (Form("Same"),)}) for number in range(7)))

        with desk.work() as home:
            search = TermSearch(home.session, desk.editor)
            pages = [search.page(TermFilter(page=number, size=3, shown_in="en")).rows for number in (1, 2, 3)]

        assert [row.name for rows in pages for row in rows] == [f"same-{number}" for number in range(7)]

    @pytest.mark.parametrize("query", ["state=lost", "page=many"])
    def test_it_refuses_what_does_not_exist(self, translator: Visitor, query: str) -> None:
        assert "no such state or page" in translator.get(f"/glossary?{query}", status=422).text

    def test_it_makes_as_many_queries_for_many_terms_as_for_few(self, desk: WebDesk, translator: Visitor) -> None:
        keep(desk, HALL)
        translator.get("/glossary")
        with counted(desk) as few:
            translator.get("/glossary")
        keep(desk, *(replace(HALL, id=f"hall-{number}") for number in range(20)))

        with counted(desk) as many:
            translator.get("/glossary")

        assert len(many) == len(few)
        assert len(many) <= 13


class TestTerm:
    def test_it_shows_all_that_is_known(self, desk: WebDesk, translator: Visitor) -> None:
        [row] = keep(desk, replace(HALL, sources=("It calls itself so.",), first_mention={"en": "the venue"}))

        page = translator.get(f"/glossary/{row.id}").text

        for said in ("A concert hall near Moscow.", "It calls itself so.", "the venue", 'lang="ar" dir="rtl"'):
            assert said in page
        assert "Proposed by" in page

    def test_it_shows_hostile_text_as_text(self, desk: WebDesk, translator: Visitor) -> None:
        hostile = "<img src=x onerror=alert(1)>"
        [row] = keep(desk, Term("x", {"en": (Form(hostile),), "de": (Form(LONG),)}, note=hostile))

        for path in ("/glossary", f"/glossary/{row.id}", f"/glossary/{row.id}/edit"):
            assert "<img src=x" not in desk.visitor(desk.editor).get(path).text

    def test_it_offers_decisions_to_editors_alone(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        [row] = keep(desk, HALL, approved=False)

        assert f"/glossary/{row.id}/approve" in editor.get(f"/glossary/{row.id}").text
        assert "/approve" not in translator.get(f"/glossary/{row.id}").text

    def test_it_knows_no_invented_term(self, translator: Visitor) -> None:
        translator.get("/glossary/01m8invented", status=404)


class TestProposing:
    def test_a_form_that_is_written_twice_is_kept_once_as_in_files(self, desk: WebDesk, translator: Visitor) -> None:
        translator.post("/glossary", sent(admitted=["", "Ha Noi\nha noi"]))

        assert [form.text for form in term_of(stored(desk, "hanoi")).forms["en"]] == ["Hanoi", "Ha Noi"]

    def test_a_translator_proposes(self, desk: WebDesk, translator: Visitor) -> None:
        answer = translator.post("/glossary", sent(note="The capital.", reason="It is everywhere."))

        row = stored(desk, "hanoi")
        assert answer.location == f"/glossary/{row.id}"
        assert row.state is TermState.PROPOSED
        assert term_of(row).forms == {"vi": (Form("Hà Nội"),), "en": (Form("Hanoi"),)}
        assert "It is everywhere." in translator.follow(answer).text

    def test_an_editor_approves_at_once(self, desk: WebDesk, editor: Visitor) -> None:
        editor.post("/glossary", sent(approve="yes"))

        assert stored(desk, "hanoi").state is TermState.APPROVED

    def test_a_translator_cannot_even_if_they_ask(self, desk: WebDesk, translator: Visitor) -> None:
        translator.post("/glossary", sent(approve="yes"), status=403)

        with desk.work() as home:
            assert Terms(home.session, desk.editor).named("hanoi") is None

    def test_it_reads_articles_acronyms_and_lines(self, desk: WebDesk, translator: Visitor) -> None:
        forms = {"preferred": ["WHO", "la OTAN"], "admitted": ["Tổ chức\r\n Y tế  Thế giới", ""]}

        translator.post("/glossary", sent(language=["vi", "es"], **forms))

        assert term_of(stored(desk, "who")).forms == {
            "vi": (
                Form("WHO", case_sensitive=True),
                Form("Tổ chức", FormStatus.ADMITTED),
                Form("Y tế Thế giới", FormStatus.ADMITTED),
            ),
            "es": (completed(Form("la OTAN"), "es"),),
        }

    def test_it_keeps_what_was_written_when_it_refuses(self, translator: Visitor) -> None:
        page = translator.post("/glossary", sent(name="Not An Id", note="Kept."), status=422).text

        assert "small letters" in page
        assert "Kept." in page
        assert 'value="Hà Nội"' in page

    def test_it_asks_for_the_language_of_a_form(self, translator: Visitor) -> None:
        assert (
            "Say which language “Hanoi” is in."
            in translator.post("/glossary", sent(language=["vi", ""]), status=422).text
        )


class TestChanging:
    def test_it_changes_what_the_form_shows_and_keeps_the_rest(self, desk: WebDesk, editor: Visitor) -> None:
        context = Context(near=("attack*",))
        odd = Form("Crocus City Hall", gender=Gender.MASCULINE, context=context)
        [row] = keep(desk, replace(HALL, forms={"en": (odd,)}), approved=False)
        form = sent(
            language=["en"], preferred=["Crocus City Hall"], forbidden=["the Crocus theatre"], version=row.version
        )

        editor.post(f"/glossary/{row.id}", {**form, "admitted": "", "first_mention": "", "examples": ""})

        assert term_of(stored(desk, row.name)).forms["en"] == (
            odd,
            Form("Crocus theatre", FormStatus.FORBIDDEN, article="the"),
        )

    def test_a_note_of_a_term_in_force_is_changed_at_once(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, Term("hanoi", {"vi": (Form("Hà Nội"),), "en": (Form("Hanoi"),)}))

        answer = editor.post(f"/glossary/{row.id}", sent(note="The capital.", version=row.version))

        assert answer.location == f"/glossary/{row.id}"
        assert term_of(stored(desk, "hanoi")).note == "The capital."

    def test_an_older_page_overwrites_nothing(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, HALL)

        page = editor.post(f"/glossary/{row.id}", sent(version=row.version - 1), status=409).text

        assert "meanwhile" in page
        assert stored(desk, row.name).version == row.version

    def test_it_needs_a_version(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, HALL)

        editor.post(f"/glossary/{row.id}", sent(), status=422)


class TestDeciding:
    def test_it_approves(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, HALL, approved=False)

        page = editor.follow(editor.post(f"/glossary/{row.id}/approve", {"version": row.version})).text

        assert "The term is in force." in page

    def test_it_turns_down_with_a_reason(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, HALL, approved=False)

        editor.post(f"/glossary/{row.id}/reject", {"version": row.version, "reason": ""}, status=422)
        page = editor.follow(editor.post(f"/glossary/{row.id}/reject", {"version": row.version, "reason": "No."})).text

        assert "Turned down" in page

    def test_it_takes_out_of_force(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, HALL)

        editor.post(f"/glossary/{row.id}/retire", {"version": row.version, "reason": "It burnt down."})

        assert stored(desk, row.name).state is TermState.OBSOLETE
        with desk.work() as home:
            assert desk.wiring.glossary_of(home.session, desk.editor).terms == ()


class TestProposedByTheDesk:
    def test_it_shows_what_was_changed_alike_twice_with_its_evidence(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            first, second = factories.renamed(home), factories.renamed(home)

        assert "Proposed by the desk" in editor.get("/glossary").text
        page = editor.get(f"/glossary/{stored(desk, 'albert-hall').id}").text

        assert "Why the desk proposes it" in page
        assert "Ông chạy khỏi nhà hát." in page
        assert "No form yet." in page
        assert f"/translations/{first.id}#u2" in page
        assert f"/translations/{second.id}#u2" in page


class TestUse:
    def test_it_shows_where_a_draft_met_the_term(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, HALL)
        with desk.work() as home:
            made = factories.drafted(home)
            unit = home.units(made)[1]
            factories.drafted_as(home, unit, "At Crocus City Hall.", terms=[{"term": "crocus-city-hall"}])
            factories.drafted(home)

        page = editor.get(f"/glossary/{row.id}").text

        assert "Where it is used" in page
        assert page.count("/translations/") == 1
        assert f"/translations/{made.id}" in page
