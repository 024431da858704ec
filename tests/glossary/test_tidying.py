"""The content of a term, and its fingerprint."""

import unicodedata
from dataclasses import fields, replace

import pytest
from hypothesis import given

from desk.domain.finding import Level
from desk.domain.term import Context, Form, FormStatus, Gender, Number, PartOfSpeech, Scope, Term, TermState
from desk.glossary.files import load
from desk.glossary.tidying import fingerprint, tidied
from tests.glossary.strategies import FEW, terms

KYIV = Term("kyiv", {"en": (Form("Kyiv"), Form("Kiev", FormStatus.FORBIDDEN), Form("Kief", FormStatus.FORBIDDEN))})

CHANGES = {
    "id": "lviv",
    "forms": {"en": (Form("Kyiv"),)},
    "level": Level.BLOCK,
    "do_not_translate": True,
    "note": "n",
    "sources": ("s",),
    "first_mention": {"en": "f"},
    "state": TermState.OBSOLETE,
    "examples": {"en": ("e",)},
    "scope": Scope(desks=("d",)),
}


class TestTidied:
    def test_it_completes_what_forms_tell_by_themselves(self):
        [form] = tidied(Term("un", {"es": (Form(" la  OTAN "),)})).forms["es"]

        assert form == Form("OTAN", case_sensitive=True, article="la", gender=Gender.FEMININE, number=Number.SINGULAR)

    @pytest.mark.parametrize("article", ["the ", "los ", "l'"])
    def test_what_is_said_of_a_form_counts_more_than_its_article(self, article):
        language = {"the ": "en", "los ": "es", "l'": "fr"}[article]
        said = Form(f"{article}Thing", gender=Gender.OTHER, number=Number.MASS)

        [form] = tidied(Term("x", {language: (said,)})).forms[language]

        assert (form.gender, form.number, form.text) == (Gender.OTHER, Number.MASS, "Thing")

    def test_of_a_form_that_is_written_twice_the_first_counts(self):
        said = (Form("a bee", FormStatus.ADMITTED), Form("A Bee"), Form("wasp", FormStatus.FORBIDDEN))

        found = tidied(Term("bee", {"en": (*said, Form("Wasp", FormStatus.FORBIDDEN))})).forms["en"]

        assert [(form.text, form.status.value) for form in found] == [("A Bee", "preferred"), ("wasp", "forbidden")]

    def test_what_is_both_allowed_and_forbidden_stays_to_be_refused(self):
        said = (Form("Bee"), Form("bee", FormStatus.FORBIDDEN))

        assert len(tidied(Term("bee", {"en": said})).forms["en"]) == 2

    @FEW
    @given(terms())
    def test_tidying_twice_changes_nothing_more(self, term):
        assert tidied(term) == term


class TestFingerprint:
    def test_a_term_has_the_same_one_wherever_it_comes_from(self, write):
        path = write("title: t\nterms: [{id: fsb, forms: {en: the FSB, es: el FSB}}]")
        by_hand = Term("fsb", {"es": (Form("el FSB "),), "en": (Form("FSB", article="the", case_sensitive=True),)})

        assert fingerprint(load([path]).term("fsb")) == fingerprint(by_hand)

    def test_neither_order_nor_decomposition_counts(self):
        forms = KYIV.forms["en"]

        assert fingerprint(replace(KYIV, forms={"en": forms[::-1]})) == fingerprint(KYIV)
        assert fingerprint(replace(KYIV, note=unicodedata.normalize("NFD", "é"))) == fingerprint(
            replace(KYIV, note="é")
        )

    @pytest.mark.parametrize("field", CHANGES)
    def test_every_change_of_content_changes_it(self, field):
        assert fingerprint(replace(KYIV, **{field: CHANGES[field]})) != fingerprint(KYIV)

    def test_no_field_is_forgotten_here(self):
        assert {field.name for field in fields(Term)} == {*CHANGES, "file", "line"}

    @pytest.mark.parametrize(
        "change",
        [
            {"status": FormStatus.ADMITTED},
            {"case_sensitive": True},
            {"article": "the"},
            {"part_of_speech": PartOfSpeech.NOUN},
            {"gender": Gender.FEMININE},
            {"number": Number.PLURAL},
            {"context": Context(("near",))},
            {"context": Context((), ("far",))},
        ],
    )
    def test_every_change_of_a_form_changes_it(self, change):
        form = Form("Kyiv")

        assert fingerprint(Term("x", {"en": (replace(form, **change),)})) != fingerprint(Term("x", {"en": (form,)}))

    def test_where_a_term_is_written_does_not_count(self):
        assert fingerprint(replace(KYIV, file="a.yaml", line=7)) == fingerprint(KYIV)
