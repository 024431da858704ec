"""Writing terms as YAML."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given

from desk.domain.finding import Level
from desk.domain.term import Context, Form, FormStatus, Gender, PartOfSpeech, Scope, Term, TermState
from desk.glossary.files import load
from desk.glossary.lined_yaml import parse
from desk.glossary.reading import FileReader
from desk.glossary.writing import block, to_yaml
from desk.resources import resource
from tests.glossary.strategies import FEW, glossaries

ADMITTED, FORBIDDEN = FormStatus.ADMITTED, FormStatus.FORBIDDEN


def read(text):
    file = FileReader("terms.yaml", "terms.yaml").read(parse(text, "terms.yaml"))
    assert file.problems == []
    return file


def bare(terms):
    """Terms without the place that they were read from."""
    return [replace(term, file="", line=0) for term in terms]


class TestToYaml:
    @FEW
    @given(glossaries())
    def test_what_it_writes_is_read_as_the_same_terms(self, terms):
        file = read(to_yaml(terms))

        assert bare(entry.term for entry in file.terms) == terms

    @FEW
    @given(glossaries())
    def test_other_readers_of_yaml_find_the_same_texts(self, terms):
        written = yaml.safe_load(to_yaml(terms))["terms"]

        assert [entry["id"] for entry in written] == [term.id for term in terms]
        assert [entry.get("note", "") for entry in written] == [term.note for term in terms]
        assert [entry.get("first_mention", {}) for entry in written] == [term.first_mention for term in terms]

    @FEW
    @given(glossaries())
    def test_the_same_terms_give_the_same_text(self, terms):
        text = to_yaml(terms)

        assert to_yaml(entry.term for entry in read(text).terms) == text

    def test_it_says_of_the_file_what_it_is_told(self):
        file = read(to_yaml([], "Crisis", "conflict", ["en", "vi"], "Two languages."))

        assert (file.title, file.topic, file.languages, file.note) == (
            "Crisis",
            "conflict",
            ("en", "vi"),
            "Two languages.",
        )
        assert file.terms == []

    def test_the_shipped_glossary_survives_it(self):
        terms = load([resource("glossaries")]).terms

        assert bare(entry.term for entry in read(to_yaml(terms)).terms) == bare(terms)


class TestBlock:
    def test_a_common_term_is_short(self):
        term = Term("kyiv", {"en": (Form("Kyiv"), Form("Kiev", FORBIDDEN)), "vi": (Form("Kiev"),)})

        assert block(term) == (
            "  - id: kyiv\n"
            "    forms:\n"
            "      en: {preferred: Kyiv, forbidden: [Kiev]}\n"
            "      vi: Kiev\n"
        )  # fmt: skip

    def test_everything_has_its_place(self):
        term = Term(
            "islamic-state",
            {
                "en": (
                    Form("Islamic State", case_sensitive=True),
                    Form("IS", ADMITTED, context=Context(("caliphate", "Syria"), ("verb",))),
                ),
                "es": (Form("EI", article="el"), Form("Dáesh", ADMITTED, gender=Gender.MASCULINE)),
                "fr": (Form("État islamique", article="l'", gender=Gender.MASCULINE),),
            },
            level=Level.BLOCK,
            do_not_translate=True,
            note="What it is: a group, not a state.",
            sources=("Agencies write it so.",),
            state=TermState.PROPOSED,
            first_mention={"en": "the Islamic State group"},
            examples={"en": ("Islamic State claimed it.",)},
            scope=Scope(("world",), ("war", "crime"), ("vi",)),
        )

        assert block(term) == (
            "  - id: islamic-state\n"
            "    status: proposed\n"
            "    level: block\n"
            "    do_not_translate: true\n"
            "    scope: {desk: world, topic: [war, crime], source_language: vi}\n"
            '    note: "What it is: a group, not a state."\n'
            "    sources:\n"
            "      - Agencies write it so.\n"
            "    first_mention:\n"
            "      en: the Islamic State group\n"
            "    example:\n"
            "      en: Islamic State claimed it.\n"
            "    forms:\n"
            "      en:\n"
            "        preferred: {text: Islamic State, case_sensitive: true}\n"
            "        admitted: [{text: IS, near: [caliphate, Syria], not_near: verb}]\n"
            "      es: {preferred: el EI, admitted: [{text: Dáesh, gender: masculine}]}\n"
            "      fr: {preferred: l'État islamique, gender: masculine}\n"
        )

    @pytest.mark.parametrize(
        ("kinds", "written"),
        [
            ((PartOfSpeech.NOUN, PartOfSpeech.NOUN), "part_of_speech: noun\n    forms:\n      en: A\n      vi: B\n"),
            ((PartOfSpeech.NOUN, None), "forms:\n      en: {preferred: A, part_of_speech: noun}\n      vi: B\n"),
            ((None, None), "forms:\n      en: A\n      vi: B\n"),
        ],
    )
    def test_what_all_forms_share_is_written_once(self, kinds, written):
        term = Term("x", {"en": (Form("A", part_of_speech=kinds[0]),), "vi": (Form("B", part_of_speech=kinds[1]),)})

        assert block(term) == f"  - id: x\n    {written}"

    def test_long_lists_are_filled_up_to_the_margin(self):
        forms = [Form("preferred"), *(Form(f"a form of number {number}", FORBIDDEN) for number in range(20))]

        lines = block(Term("x", {"en": tuple(forms)})).splitlines()

        assert max(map(len, lines)) <= 120
        assert len(lines) == 9
        assert lines[5].startswith("                    a form")

    def test_long_texts_are_folded(self):
        term = Term("x", {"en": (Form("A"),)}, note="word " * 60, sources=("reason " * 30,))

        assert max(map(len, block(term).splitlines())) <= 120
        assert read(to_yaml([term])).terms[0].term.sources == (("reason " * 30).strip(),)
