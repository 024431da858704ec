"""A term as a file has it."""

from dataclasses import replace

import pytest

from desk.domain.term import Context, Form, Gender, Scope, Term
from desk.glossary.writing import block
from desk.services.glossary_terms import term_of
from tests.web.conftest import Visitor, WebDesk
from tests.web.test_glossary import keep, stored

TERM = Term(
    "is",
    {
        "en": (Form("IS", case_sensitive=True, context=Context(near=("attack*",))),),
        "fr": (Form("EI", case_sensitive=True),),
    },
    scope=Scope(source_languages=("vi",)),
)


class TestSource:
    def test_it_shows_all_that_a_file_would(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, TERM)

        page = editor.get(f"/glossary/{row.id}/source").text

        assert "attack*" in page
        assert "source_language: vi" in page

    def test_the_same_again_changes_nothing(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, TERM)

        editor.post(f"/glossary/{row.id}/source", {"source": block(TERM), "version": row.version})

        assert stored(desk, "is").version == row.version

    def test_it_changes_what_the_form_does_not_show(self, desk: WebDesk, translator: Visitor) -> None:
        [row] = keep(desk, TERM, approved=False)
        french = replace(TERM.forms["fr"][0], gender=Gender.MASCULINE)
        changed = replace(TERM, forms={**TERM.forms, "fr": (french,)})

        translator.post(f"/glossary/{row.id}/source", {"source": block(changed), "version": row.version})

        assert term_of(stored(desk, "is")).forms["fr"] == (french,)

    def test_a_term_in_force_shows_first_what_it_touches(self, desk: WebDesk, editor: Visitor) -> None:
        [row] = keep(desk, TERM)
        changed = replace(TERM, forms={"en": TERM.forms["en"]})

        answer = editor.post(f"/glossary/{row.id}/source", {"source": block(changed), "version": row.version})

        assert str(answer.location).startswith("/glossary/plans/")

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("  - id: other\n    forms: {en: IS}\n", "its id stays"),
            ("  - id: is\n    form: {en: IS}\n", "Line 2: a term has the unknown key"),
            ("  - id: is\n  forms: [", "not a term as files have it"),
            ("", "Here stands one term"),
            ("  - id: &a is\n", "anchors"),
        ],
    )
    def test_it_says_what_is_wrong_and_keeps_the_text(
        self, desk: WebDesk, editor: Visitor, source: str, said: str
    ) -> None:
        [row] = keep(desk, TERM)

        page = editor.post(f"/glossary/{row.id}/source", {"source": source, "version": row.version}, status=422).text

        assert said in page
