"""Inflected variants, checked against forms that a speaker would write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.glossary.files import load
from desk.glossary.inflection import paradigm, stem, variants
from desk.resources import resource


class TestRussian:
    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ("Путин", "Путина Путину Путиным Путине"),
            ("Захарова", "Захаровой Захарову"),
            ("Зеленский", "Зеленского Зеленскому Зеленским Зеленском"),
            ("Кремль", "Кремля Кремлю Кремлем Кремле"),
            ("Киев", "Киева Киеву Киевом Киеве"),
            ("Москва", "Москвы Москве Москву Москвой"),
            ("Росгвардия", "Росгвардии Росгвардию Росгвардией"),
            ("Запорожье", "Запорожья Запорожью Запорожьем"),
            ("хуситы", "хуситов хуситам хуситами хуситах"),
            ("беженец", "беженца беженцы беженцев беженцам беженцами"),
            ("беспилотник", "беспилотника беспилотники беспилотников беспилотниками"),
            ("перемирие", "перемирия перемирию перемирием перемирии"),
        ],
    )
    def test_it_declines_a_word(self, form, expected):
        assert set(expected.split()) <= set(variants(form, "ru"))

    @pytest.mark.parametrize(
        ("form", "variant"),
        [
            ("Следственный комитет России", "Следственным комитетом России"),
            ("Белый дом", "Белого дома"),
            ("Исламское государство", "Исламскому государству"),
            ("гуманитарный коридор", "гуманитарных коридоров"),
            ("Международный уголовный суд", "Международного уголовного суда"),
            ("Совет Безопасности ООН", "Советом Безопасности ООН"),
            ("Южно-Китайское море", "Южно-Китайском море"),
            ("Крокус Сити Холл", "Крокус Сити Холле"),
            ("Аль-Каида", "Аль-Каиды"),
        ],
    )
    def test_it_declines_a_noun_with_its_adjectives(self, form, variant):
        assert variant in set(variants(form, "ru"))

    @pytest.mark.parametrize("form", ["ФСБ", "ХАМАС", "МАГАТЭ", "ИГ", "дом"])
    def test_it_leaves_acronyms_and_short_words(self, form):
        assert list(variants(form, "ru")) == []

    def test_it_gives_a_name_no_plural(self):
        assert "pl" not in paradigm("Путин", "ru")


class TestUkrainian:
    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ("Київ", "Києва Києву Києвом Києві"),
            ("Харків", "Харкова Харкову Харковом Харкові"),
            ("Одеса", "Одеси Одесі Одесу Одесою"),
            ("Захарова", "Захарової Захаровій Захарову Захаровою"),
            ("Зеленський", "Зеленського Зеленському Зеленським"),
            ("Запоріжжя", "Запоріжжю Запоріжжям Запоріжжі"),
            ("біженець", "біженця біженці біженців біженцям"),
            ("хусити", "хуситів хуситам хуситами"),
        ],
    )
    def test_it_declines_a_word(self, form, expected):
        assert set(expected.split()) <= set(variants(form, "uk"))

    @pytest.mark.parametrize(
        ("form", "variant"),
        [
            ("Ісламська держава", "Ісламською державою"),
            ("Білий дім", "Білого дому"),
            ("Слідчий комітет Росії", "Слідчому комітеті Росії"),
            ("балістична ракета", "балістичні ракети"),
            ("воєнний стан", "воєнного стану"),
        ],
    )
    def test_it_declines_a_noun_with_its_adjectives(self, form, variant):
        assert variant in set(variants(form, "uk"))


class TestPlurals:
    @pytest.mark.parametrize(
        ("language", "form", "plural"),
        [
            ("en", "airstrike", "airstrikes"),
            ("en", "humanitarian corridor", "humanitarian corridors"),
            ("en", "act of terrorism", "acts of terrorism"),
            ("en", "embassy", "embassies"),
            ("en", "truce", "truces"),
            ("fr", "frappe aérienne", "frappes aériennes"),
            ("fr", "cessez-le-feu", "cessez-le-feu"),
            ("fr", "attaque de drone", "attaques de drone"),
            ("es", "ataque aéreo", "ataques aéreos"),
            ("es", "rehén", "rehenes"),
            ("es", "misil balístico", "misiles balísticos"),
            ("es", "alto el fuego", "altos el fuego"),
        ],
    )
    def test_it_makes_the_plural_of_a_common_noun(self, language, form, plural):
        assert paradigm(form, language) == {"pl": (plural,)}

    @pytest.mark.parametrize(("language", "form"), [("en", "Kremlin"), ("es", "mar de China"), ("vi", "con tin")])
    def test_it_leaves_names_and_other_languages(self, language, form):
        assert paradigm(form, language) == {}


class TestStem:
    def test_every_form_and_variant_of_the_shipped_glossary_begins_with_it(self):
        forms = [
            (code, form.text)
            for term in load([resource("glossaries")]).terms
            for code, of_one in term.forms.items()
            for form in of_one
        ]

        wrong = [
            (code, text, each)
            for code, text in forms
            for each in (text, *variants(text, code))
            if not each.startswith(stem(text, code))
        ]

        assert len(forms) > 1_000
        assert wrong == []

    @pytest.mark.parametrize("language", ["ru", "uk"])
    @given(
        text=st.text("авгеийклнобсцхьоыяї'", min_size=1, max_size=8).map(str.title) | st.text("ийоаясцьк ", max_size=12)
    )
    def test_variants_of_any_word_begin_with_it(self, language, text):
        begins = stem(text, language)

        assert all(each.startswith(begins) for each in (text, *variants(text, language)))

    @pytest.mark.parametrize(
        ("text", "language", "expected"),
        [
            ("Кремль", "ru", "Кремл"),
            ("Следственный комитет", "ru", "Следственн"),
            ("ФСБ", "ru", "ФСБ"),
            ("city", "en", "cit"),
            ("drone", "en", "drone"),
            ("Kremlin", "en", "Kremlin"),
            ("Điện Kremlin", "vi", "Điện Kremlin"),
        ],
    )
    def test_it_is_no_shorter_than_it_must_be(self, text, language, expected):
        assert stem(text, language) == expected
