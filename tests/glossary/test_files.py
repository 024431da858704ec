"""Reading glossary files."""

import unicodedata

import pytest

from desk.domain.errors import Invalid, TooLarge
from desk.domain.finding import Level
from desk.domain.term import Context, FormStatus, Gender, Number, PartOfSpeech, Scope, TermState
from desk.glossary import files
from desk.glossary.files import load
from desk.glossary.forms import article_of

KREMLIN = """\
    title: Russia
    topic: politics
    languages: [en, vi]
    terms:
      - id: kremlin
        level: block
        note: The seat of the Russian president.
        sources: [Its own web site.]
        first_mention: {en: "the Kremlin, the Russian presidency"}
        forms:
          en:
            preferred: the Kremlin
            admitted: [the Grand Kremlin Palace, {text: KREML, case_sensitive: true}]
            forbidden: the Kremlin Palace
          vi: Điện Kremlin
"""


class TestLoad:
    def test_it_reads_a_term_with_all_that_is_said_of_it(self, write):
        term = load([write(KREMLIN)]).term("kremlin")

        assert term.level is Level.BLOCK
        assert term.note == "The seat of the Russian president."
        assert term.sources == ("Its own web site.",)
        assert term.first_mention == {"en": "the Kremlin, the Russian presidency"}
        assert (term.file, term.line) == ("terms.yaml", 5)

    def test_it_reads_where_a_term_stands_and_holds_and_how_it_is_used(self, write):
        path = write("""\
            title: t
            terms:
              - id: a
                status: proposed
                scope: {desk: world, topic: [war, crime], source_language: [vi]}
                example: {en: An A., fr: [Un A., Des A.]}
                forms: {en: {preferred: {text: A, near: [b, c*], not_near: d}}}
            """)

        term = load([path]).term("a")

        assert term.state is TermState.PROPOSED
        assert term.scope == Scope(("world",), ("war", "crime"), ("vi",))
        assert term.examples == {"en": ("An A.",), "fr": ("Un A.", "Des A.")}
        assert term.forms["en"][0].context == Context(("b", "c*"), ("d",))

    @pytest.mark.parametrize(
        ("form", "gender", "number"),
        [
            ("Cisjordanie", Gender.FEMININE, Number.MASS),
            ("le territoire", Gender.MASCULINE, Number.SINGULAR),
            ("les rives", Gender.FEMININE, Number.PLURAL),
            ("{text: l'arbre, gender: masculine}", Gender.MASCULINE, Number.SINGULAR),
            ("{text: la rive, number: dual}", Gender.FEMININE, Number.DUAL),
        ],
    )
    def test_what_is_said_of_a_form_counts_before_its_article_and_that_before_its_language(
        self, write, form, gender, number
    ):
        path = write(f"""\
            title: t
            terms:
              - id: a
                part_of_speech: noun
                forms:
                  fr: {{preferred: X, gender: feminine, number: mass, admitted: [{form}]}}
                  en: {{preferred: Y, part_of_speech: proper noun}}
            """)

        forms = load([path]).term("a").forms

        assert (forms["fr"][1].gender, forms["fr"][1].number) == (gender, number)
        assert forms["fr"][1].part_of_speech is PartOfSpeech.NOUN
        assert forms["en"][0].part_of_speech is PartOfSpeech.PROPER_NOUN

    def test_it_reads_forms_with_status_and_case(self, write):
        forms = load([write(KREMLIN)]).term("kremlin").forms

        assert [(form.text, form.status, form.case_sensitive) for form in forms["en"]] == [
            ("Kremlin", FormStatus.PREFERRED, False),
            ("Grand Kremlin Palace", FormStatus.ADMITTED, False),
            ("KREML", FormStatus.ADMITTED, True),
            ("Kremlin Palace", FormStatus.FORBIDDEN, False),
        ]
        assert [form.text for form in forms["vi"]] == ["Điện Kremlin"]

    def test_it_sets_the_article_apart(self, write):
        forms = load([write(KREMLIN)]).term("kremlin").forms["en"]

        assert [article_of(form) for form in forms] == ["the", "the", "", "the"]

    @pytest.mark.parametrize(
        ("language", "written", "text", "article"),
        [
            ("es", "la OTAN", "OTAN", "la"),
            ("fr", "l'ONU", "ONU", "l'"),
            ("fr", "l’ONU", "ONU", "l'"),
            ("en", "The Hague", "The Hague", ""),
            ("es", "La Habana", "La Habana", ""),
            ("en", "theatre", "theatre", ""),
            ("vi", "la liệt", "la liệt", ""),
        ],
    )
    def test_an_article_is_small_and_of_the_language(self, write, language, written, text, article):
        path = write(f'title: t\nterms: [{{id: x, forms: {{{language}: "{written}"}}}}]')

        [form] = load([path]).term("x").forms[language]

        assert (form.text, article_of(form)) == (text, article)

    @pytest.mark.parametrize(("form", "counts"), [("WHO", True), ("IS", True), ("ISIS-K", True), ("EMERCOM", False)])
    def test_the_case_of_an_acronym_counts_unasked(self, write, form, counts):
        path = write(f"title: t\nterms: [{{id: x, forms: {{en: {form}}}}}]")

        assert load([path]).term("x").forms["en"][0].case_sensitive is counts

    def test_it_composes_and_trims_what_it_reads(self, write):
        decomposed = unicodedata.normalize("NFD", "Điện Kremlin")
        path = write(f'title: t\nterms: [{{id: x, forms: {{vi: " {decomposed}  "}}}}]')

        assert load([path]).term("x").preferred("vi") == "Điện Kremlin"

    def test_it_reads_a_folder_by_name(self, write, tmp_path):
        write("title: t\nterms: [{id: b, forms: {en: B}}]", "b.yaml")
        write("title: t\nterms: [{id: a, forms: {en: A}}]", "a.yml")
        write("no glossary", "notes.txt")

        assert [term.id for term in load([tmp_path]).terms] == ["a", "b"]

    def test_it_reads_a_file_with_a_byte_order_mark(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_bytes("title: t\nterms: [{id: a, forms: {en: A}}]".encode("utf-8-sig"))

        assert load([path]).term("a").id == "a"

    @pytest.mark.parametrize(
        ("text", "line", "cause"),
        [
            ("title: t\nterm: []", 2, "the file has the unknown key “term”"),
            ("title: t", 1, "the file has no terms"),
            ("title: t\nterms:\n- id: a\n  notes: x\n  forms: {en: A}", 4, "a term has the unknown key “notes”"),
            ("title: t\nterms:\n- forms: {en: A}", 3, "a term needs an id"),
            ("title: t\nterms:\n- id: A B\n  forms: {en: A}", 3, "a term needs an id"),
            ("title: t\nterms:\n- id: a", 3, "“a” has no forms"),
            ("title: t\nterms:\n- id: a\n  forms: {en: [A]}", 4, "is not a mapping"),
            ("title: t\nterms:\n- id: a\n  forms:\n    en:\n      perferred: A", 6, "unknown key “perferred”"),
            ("title: t\nterms:\n- id: a\n  forms:\n    en:\n      preferred: [A, B]", 6, "several preferred forms"),
            ("title: t\nterms:\n- id: a\n  forms: {xx: A}", 4, "“xx” is not a language"),
            ("title: t\nlanguages: [en, xx]\nterms: []", 2, "“xx” is not a language"),
            (
                "title: t\nterms:\n- id: a\n  level: info\n  forms: {en: A}",
                4,
                "a level is one of “warn”",
            ),
            ("title: t\nterms:\n- id: a\n  do_not_translate: yes\n  forms: {en: A}", 4, "“true” or “false”"),
            ("title: t\nterms:\n- id: a\n  forms:\n    en:\n      forbidden: ['']", 6, "a form is empty"),
            ("title: t\nterms:\n- id: a\n  forms:\n    en: {forbidden: [{txt: A}]}", 5, "a form has the unknown key"),
            ("title: t\nterms: a", 2, "here a list is expected"),
            (
                "title: t\nterms:\n- id: a\n  status: new\n  forms: {en: A}",
                4,
                "a status is one of “proposed”, “approved”",
            ),
            (
                "title: t\nterms:\n- id: a\n  part_of_speech: name\n  forms: {en: A}",
                4,
                "a part of speech is one of “noun”",
            ),
            ("title: t\nterms:\n- id: a\n  scope: {team: x}\n  forms: {en: A}", 4, "scope has the unknown key “team”"),
            (
                "title: t\nterms:\n- id: a\n  scope:\n    source_language: xx\n  forms: {en: A}",
                5,
                "“xx” is not a language",
            ),
            ("title: t\nterms:\n- id: a\n  example:\n    xx: A\n  forms: {en: A}", 5, "“xx” is not a language"),
            (
                "title: t\nterms:\n- id: a\n  forms:\n    fr:\n      preferred: A\n      gender: m",
                7,
                "a gender is one of",
            ),
            (
                "title: t\nterms:\n- id: a\n  forms:\n    fr:\n      preferred: {text: A,\n        number: 2}",
                7,
                "a number is",
            ),
            (
                "title: t\nterms:\n- id: a\n  forms:\n    fr:\n      preferred: {text: A,\n        nears: b}",
                7,
                "key “nears”",
            ),
            (
                "title: t\nterms:\n- id: a\n  forms:\n    en:\n      preferred: Hall\n      forbidden: hall",
                7,
                "both preferred and forbidden",
            ),
            ("just a text", 1, "the file is not a mapping"),
            ("title: t\nterms:\n- id: a\n  forms: {en: " + "x" * 201 + "}", 4, "201 characters"),
        ],
    )
    def test_it_refuses_with_file_line_and_cause(self, write, text, line, cause):
        path = write(text)

        with pytest.raises(Invalid) as refusal:
            load([path])

        assert str(refusal.value).startswith(f"{path}, line {line}: ")
        assert cause in str(refusal.value)

    def test_it_takes_a_form_that_is_wrong_in_one_context_alone(self, write):
        path = write("""\
            title: t
            terms:
              - id: a
                forms: {en: {preferred: {text: IS, near: Syria}, forbidden: {text: IS, near: school}}}
            """)

        assert len(load([path]).term("a").forms["en"]) == 2

    def test_it_refuses_an_id_used_twice_and_names_both_places(self, write):
        one = write("title: t\nterms: [{id: a, forms: {en: A}}]", "one.yaml")
        two = write("title: t\nterms:\n- {id: a, forms: {en: B}}", "two.yaml")

        with pytest.raises(Invalid, match=r"two\.yaml, line 3: “a” is already a term in one\.yaml, line 2"):
            load([one, two])

    def test_it_refuses_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(Invalid, match=r"nowhere\.yaml: this file cannot be read: No such file"):
            load([tmp_path / "nowhere.yaml"])

    def test_it_refuses_what_is_not_utf_8(self, tmp_path):
        path = tmp_path / "latin.yaml"
        path.write_bytes("title: Café".encode("latin-1"))

        with pytest.raises(Invalid, match="byte 11 is not UTF-8"):
            load([path])

    def test_it_refuses_a_file_that_is_too_large(self, write, monkeypatch):
        monkeypatch.setattr(files, "LARGEST", 10)

        with pytest.raises(TooLarge, match="larger than the 10"):
            load([write(KREMLIN)])
