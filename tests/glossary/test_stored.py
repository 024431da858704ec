"""Terms as records."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.term import Form, Scope, Term, TermState
from desk.glossary.files import load
from desk.glossary.stored import from_record, to_record

GLOSSARIES = Path(__file__).parents[2] / "glossaries"

texts = st.text(max_size=20)
terms = st.builds(
    Term,
    forms=st.dictionaries(texts, st.lists(st.from_type(Form), max_size=4).map(tuple), max_size=4),
    level=st.sampled_from(Level),
    do_not_translate=st.booleans(),
    note=texts,
    sources=st.lists(texts, max_size=3).map(tuple),
    first_mention=st.dictionaries(texts, texts, max_size=3),
    state=st.sampled_from(TermState),
    examples=st.dictionaries(texts, st.lists(texts, max_size=3).map(tuple), max_size=3),
    scope=st.from_type(Scope),
)


def through_json(term: Term) -> Term:
    return from_record(json.loads(json.dumps(to_record(term))))


class TestRecords:
    @given(terms)
    def test_it_loses_nothing_but_the_place(self, term: Term) -> None:
        assert through_json(term) == replace(term, file="", line=0)

    def test_it_keeps_every_term_of_the_desks_own_files(self) -> None:
        terms = load([GLOSSARIES]).terms

        assert [through_json(term) for term in terms] == [replace(term, file="", line=0) for term in terms]

    def test_it_leaves_out_what_is_as_usual(self) -> None:
        assert to_record(Term("kremlin", {"en": (Form("Kremlin"),)})) == {
            "id": "kremlin",
            "forms": {"en": [{"text": "Kremlin"}]},
        }

    @pytest.mark.parametrize(
        "record", [{}, {"id": "x"}, {"id": "x", "forms": []}, {"id": "x", "forms": {}, "level": 7}]
    )
    def test_it_says_what_is_no_term(self, record: dict[str, object]) -> None:
        with pytest.raises(Invalid, match="This is no term"):
            from_record(record)
