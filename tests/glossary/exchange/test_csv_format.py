"""Terms as CSV."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from desk.domain.errors import Invalid
from desk.domain.term import Form, FormStatus, Term
from desk.glossary.exchange.collection import Collection
from desk.glossary.exchange.csv_format import read, write
from desk.glossary.files import load
from desk.glossary.tidying import tidied
from desk.resources import resource
from tests.glossary.strategies import FEW, glossaries


def bare(terms):
    return [replace(term, file="", line=0) for term in terms]


class TestRoundTrip:
    @FEW
    @given(glossaries())
    def test_every_term_comes_back_whole(self, terms):
        assert bare(read(write(Collection(tuple(terms))), "t.csv").terms) == terms

    def test_the_shipped_glossary_comes_back_whole(self):
        terms = load([resource("glossaries")]).terms

        assert bare(read(write(Collection(terms)), "t.csv").terms) == bare(map(tidied, terms))

    @FEW
    @given(glossaries())
    def test_no_cell_is_a_formula(self, terms):
        rows = list(csv.reader(io.StringIO(write(Collection(tuple(terms))), newline="")))

        assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@＝＋－＠\t\r")]

    @pytest.mark.parametrize("text", ["=1+1", "+7", "-ism", "@desk", "'=1", "''@x", "'tis", "'", "＝1"])
    def test_signs_of_formulas_are_neither_lost_nor_added(self, text):
        file = Collection((Term("x", {"en": (Form(text),)}, note=text),))

        [term] = read(write(file), "t.csv").terms

        assert (term.forms["en"][0].text, term.note) == (text, text)


class TestWrite:
    def test_a_term_has_a_row_per_form_and_says_the_rest_once(self):
        forms = {"en": (Form("Kyiv"), Form("Kiev", FormStatus.FORBIDDEN)), "vi": (Form("Kiev"),)}
        term = Term("kyiv", forms, note="The capital.", sources=("One.", "Two."))

        rows = list(csv.DictReader(io.StringIO(write(Collection((term,))))))

        assert [(row["id"], row["language"], row["form"], row["form_status"]) for row in rows] == [
            ("kyiv", "en", "Kyiv", "preferred"),
            ("kyiv", "en", "Kiev", "forbidden"),
            ("kyiv", "vi", "Kiev", "preferred"),
        ]
        assert [(row["note"], row["sources"]) for row in rows] == [("The capital.", "One.\nTwo."), ("", ""), ("", "")]


class TestRead:
    def test_a_header_without_end_is_not_read_out(self):
        with pytest.raises(Invalid, match="the header has 50000 columns") as raised:
            read(",".join(f"c{number}" for number in range(50_000)), "terms.csv")

        assert len(str(raised.value)) < 500

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_it_reads_what_spreadsheets_write(self, sign):
        text = "id,language,form,do_not_translate\r\nvtv,vi,VTV1,TRUE\r\nvtv,en,VTV1,\r\n,,,\r\n".replace(",", sign)

        [term] = read(text, "t.csv").terms

        assert (term.do_not_translate, term.preferred("vi"), term.preferred("en")) == (True, "VTV1", "VTV1")

    def test_rows_may_stand_in_any_order_and_say_a_thing_again(self):
        text = "id,language,form,note\na,en,A,n\nb,en,B,\na,vi,Á,n\n"

        assert [(term.id, term.note, list(term.forms)) for term in read(text, "t.csv").terms] == [
            ("a", "n", ["en", "vi"]),
            ("b", "", ["en"]),
        ]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "line 1: the file is empty; its first line names the columns: id, language"),
            ("id,language,from\n", "line 1: unknown column “from”; known are id"),
            ("id,form\n", "line 1: missing column “language”"),
            ("id,language,form,form\n", "line 1: repeated column “form”"),
            ("id,language,form\na,en,A,B\n", "line 2: this row has 4 cells, the header 3"),
            ("id,language,form\nA B,en,A\n", "line 2: an id has small letters, digits and hyphens, not “A B”"),
            ("id,language,form\n\na,xx,A\n", "line 3: “xx” is not a language"),
            ('id,language,form,note\na,en,A,"x\ny"\na,xx,A,\n', "line 4: “xx” is not a language"),
            ("id,language,form\na,en,\n", "line 2: “a” has no form"),
            (
                "id,language,form,form_status\na,en,A,banned\n",
                "line 2: “form_status” is one of “preferred”",
            ),
            ("id,language,form\na,en,A\na,en,B\n", "line 3: “a” has a second preferred form in en"),
            ("id,language,form,gender\na,en,A,m\n", "line 2: “gender” is one of “masculine”"),
            ("id,language,form,level\na,en,A,info\n", "line 2: “level” is one of “warn”, “block”, not “info”"),
            ("id,language,form,do_not_translate\na,en,A,maybe\n", "“do_not_translate” is “true”, “false” or empty"),
            ("id,language,form,note\na,en,A,n\na,vi,B,m\n", "line 3: “note” of “a” differs from a row above"),
            ("id,language,form,source_language\na,en,A,xx\n", "line 2: “xx” is not a language"),
            (f"id,language,form\na,en,{'x' * 201}\n", "line 2: “form” is longer than 200 characters"),
            ('id,language,form\na,en,"A"B\n', "line 2: this is not CSV"),
            ('id,language,form\na,en,A\nb,en,"B', "line 3: this is not CSV"),
        ],
    )
    def test_it_refuses_with_file_line_and_cause(self, text, message):
        with pytest.raises(Invalid) as refusal:
            read(text, "t.csv")

        assert str(refusal.value).startswith("t.csv, line ")
        assert message in str(refusal.value)
