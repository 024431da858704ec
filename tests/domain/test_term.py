"""Terms, and where they hold."""

import pytest

from desk.domain.term import Form, FormStatus, Scope, Term, TermState

SPELT = Term(
    "kyiv",
    {
        "en": (Form("Kiev", FormStatus.FORBIDDEN), Form("Kyiv"), Form("Kyiv City", FormStatus.ADMITTED)),
        "vi": (Form("Ki-ép", FormStatus.ADMITTED),),
    },
)


class TestTerm:
    def test_it_is_approved_and_holds_everywhere_unless_it_says_otherwise(self):
        assert SPELT.state is TermState.APPROVED
        assert SPELT.scope == Scope()

    def test_it_knows_its_languages(self):
        assert SPELT.languages == ("en", "vi")

    def test_it_tells_its_forms_apart(self):
        assert SPELT.preferred("en") == "Kyiv"
        assert [form.text for form in SPELT.allowed("en")] == ["Kyiv", "Kyiv City"]
        assert [form.text for form in SPELT.forbidden("en")] == ["Kiev"]

    @pytest.mark.parametrize("language", ["vi", "fr"])
    def test_it_has_no_preferred_form_where_none_is_written(self, language):
        assert SPELT.preferred(language) is None
        assert SPELT.preferred_form(language) is None


class TestScope:
    @pytest.mark.parametrize(
        ("scope", "held"),
        [
            (Scope(), True),
            (Scope(desks=("world",)), True),
            (Scope(desks=("sport", "city")), False),
            (Scope(topics=("war", "trade")), True),
            (Scope(topics=("film",)), False),
            (Scope(source_languages=("vi",)), True),
            (Scope(source_languages=("fr",)), False),
            (Scope(desks=("world",), topics=("film",)), False),
            (Scope(desks=("world",), topics=("war",), source_languages=("vi",)), True),
        ],
    )
    def test_it_includes_a_place_that_no_limit_leaves_out(self, scope, held):
        assert scope.includes(desk="world", topic="war", source_language="vi") is held

    def test_a_place_that_is_not_known_leaves_nothing_out(self):
        narrow = Scope(desks=("world",), topics=("war",), source_languages=("vi",))

        assert narrow.includes()
        assert narrow.includes(topic="war")
        assert not narrow.includes(topic="film")
