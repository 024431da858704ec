"""Which terms a glossary finds: by their state, and by where they hold."""

import pytest

from desk.domain.term import Form, FormStatus, Scope, Term, TermState
from desk.glossary import matcher
from desk.glossary.matcher import Glossary


def term(id, text, **more):
    return Term(id, {"en": (Form(text), Form(f"Old {text}", FormStatus.FORBIDDEN)), "vi": (Form(text),)}, **more)


def ids(glossary, text="Kyiv, Lviv, Odesa", language="en"):
    return [match.term.id for match in glossary.match(text, language)]


class TestStates:
    TERMS = (
        term("kyiv", "Kyiv"),
        term("lviv", "Lviv", state=TermState.PROPOSED),
        term("odesa", "Odesa", state=TermState.OBSOLETE),
    )

    def test_only_approved_terms_are_found_expected_and_forbidden(self):
        glossary = Glossary(self.TERMS)

        assert ids(glossary) == ["kyiv"]
        assert [match.term.id for match in glossary.expected("Kyiv, Lviv, Odesa", "vi", "en")] == ["kyiv"]
        assert [match.term.id for match in glossary.forbidden("Old Kyiv, Old Lviv", "en")] == ["kyiv"]

    def test_others_are_found_by_those_who_ask_for_them(self):
        glossary = Glossary(self.TERMS, states=(TermState.PROPOSED, TermState.OBSOLETE))

        assert ids(glossary) == ["lviv", "odesa"]

    @pytest.mark.parametrize("id", ["kyiv", "lviv", "odesa"])
    def test_every_term_can_be_looked_up(self, id):
        assert Glossary(self.TERMS).term(id).id == id


class TestScope:
    TERMS = (
        term("kyiv", "Kyiv", scope=Scope(desks=("world",))),
        term("lviv", "Lviv", scope=Scope(topics=("war",), source_languages=("vi",))),
        term("odesa", "Odesa"),
    )

    @pytest.mark.parametrize(
        ("place", "found"),
        [
            ({}, ["kyiv", "lviv", "odesa"]),
            ({"desk": "world"}, ["kyiv", "lviv", "odesa"]),
            ({"desk": "sport"}, ["lviv", "odesa"]),
            ({"desk": "sport", "topic": "film"}, ["odesa"]),
            ({"topic": "war", "source_language": "ru"}, ["kyiv", "odesa"]),
        ],
    )
    def test_terms_are_found_where_they_hold(self, place, found):
        assert ids(Glossary(self.TERMS).within(**place)) == found

    def test_a_narrower_view_leaves_the_glossary_as_it_was(self):
        glossary = Glossary(self.TERMS)

        glossary.within(desk="sport").within(topic="film")

        assert ids(glossary) == ["kyiv", "lviv", "odesa"]

    def test_a_view_of_a_view_is_narrower(self):
        view = Glossary(self.TERMS).within(desk="sport")

        assert ids(view.within(topic="film")) == ["odesa"]
        assert ids(view.within()) == ["lviv", "odesa"]

    def test_terms_are_expected_from_sources_that_they_hold_for(self):
        text = "Kyiv, Lviv, Odesa"
        forms = {code: (Form("Lviv"),) for code in ("vi", "fr", "en")}
        glossary = Glossary([Term("lviv", forms, scope=Scope(source_languages=("vi",)))])

        found = [len(glossary.expected(text, code, "en")) for code in ("vi", "fr")]

        assert found == [1, 0]

    def test_a_form_out_of_scope_hides_none_inside_it(self):
        city = Term("city", {"en": (Form("Kyiv City"),)}, scope=Scope(desks=("sport",)))
        glossary = Glossary((*self.TERMS, city))

        assert ids(glossary.within(desk="world"), "Kyiv City") == ["kyiv"]

    def test_many_views_build_one_index(self, monkeypatch):
        built = []
        index = matcher.Index
        monkeypatch.setattr(matcher, "Index", lambda terms, language: built.append(language) or index(terms, language))
        glossary = Glossary(self.TERMS)

        found = [ids(glossary.within(desk=f"desk-{number}")) for number in range(10)]

        assert found == [["lviv", "odesa"]] * 10
        assert built == ["en"]

    def test_a_glossary_without_scopes_is_its_own_view(self):
        glossary = Glossary([term("kyiv", "Kyiv")])

        assert glossary.within(desk="world") is glossary
