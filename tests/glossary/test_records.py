"""Records of `desk glossary match`."""

from desk.domain.term import Form, Term
from desk.glossary.matcher import Glossary
from desk.glossary.records import match_record


class TestMatchRecord:
    def test_it_names_the_term_and_shows_what_stands_there(self):
        glossary = Glossary([Term("kremlin", {"ru": (Form("Кремль"),)})])
        text = "Сказали в Кремле."

        [match] = glossary.match(text, "ru")

        assert match_record(match, text) == {"term": "kremlin", "start": 10, "end": 16, "form": "Кремле"}
