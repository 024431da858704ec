"""Finding terms in texts."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import NotFound
from desk.domain.segment import Span
from desk.domain.term import Form, FormStatus, Term
from desk.glossary.matcher import Glossary, find

ADMITTED, FORBIDDEN = FormStatus.ADMITTED, FormStatus.FORBIDDEN


def term(id, do_not_translate=False, **forms):
    """A term whose forms are texts or `Form`s by language."""
    return Term(
        id,
        {
            language: tuple(form if isinstance(form, Form) else Form(form) for form in written)
            for language, written in forms.items()
        },
        do_not_translate=do_not_translate,
    )


def seen(glossary, text, language):
    return [match.span.of(text) for match in glossary.match(text, language)]


def one(language, *forms):
    return Glossary([term("x", **{language: forms})])


class TestTerms:
    def test_it_knows_terms_by_id(self):
        crocus = term("crocus", en=["Crocus City Hall"])

        glossary = Glossary([crocus])

        assert glossary.terms == (crocus,)
        assert glossary.term("crocus") is crocus

    def test_it_says_which_term_is_unknown(self):
        with pytest.raises(NotFound, match="no term “kremlin”"):
            Glossary().term("kremlin")

    def test_an_empty_glossary_finds_nothing(self):
        assert Glossary().match("Kremlin", "en") == []


class TestBoundaries:
    @pytest.mark.parametrize(
        "text", ["Hamas", "(Hamas)", "Hamas's", "Hamas’s", "pro-Hamas", "Hamas-run", "“Hamas”", "d'Hamas", "Hamas."]
    )
    def test_it_finds_a_word_beside_signs(self, text):
        assert seen(one("en", "Hamas"), text, "en") == ["Hamas"]

    @pytest.mark.parametrize("text", ["Hamasi", "aHamas", "Hamas2", "Hamas_x", "Hamas\u0301", "Хamasу Hamasа"])
    def test_it_does_not_find_a_part_of_a_word(self, text):
        assert seen(one("en", "Hamas"), text, "en") == []

    def test_vietnamese_syllables_are_words(self):
        glossary = one("vi", "con tin")

        assert seen(glossary, "Các con tin được thả", "vi") == ["con tin"]
        assert seen(glossary, "con tinh", "vi") == []

    @pytest.mark.parametrize(
        ("language", "form", "text"),
        [
            ("zh", "克里姆林宫", "俄罗斯克里姆林宫发言人"),
            ("ja", "ロシア", "親ロシア派"),
            ("th", "เครมลิน", "ทำเนียบเครมลินกล่าว"),
        ],
    )
    def test_scripts_without_spaces_have_none(self, language, form, text):
        assert seen(one(language, form), text, language) == [form]

    def test_latin_names_in_chinese_text_have_boundaries_among_latin_letters(self):
        glossary = one("zh", "NATO")

        assert seen(glossary, "北约NATO说", "zh") == ["NATO"]
        assert seen(glossary, "NATOs说", "zh") == []

    def test_korean_particles_may_follow(self):
        glossary = one("ko", "하마스")

        assert seen(glossary, "하마스가 말했다", "ko") == ["하마스"]
        assert seen(glossary, "친하마스", "ko") == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("قال الكرملين", "الكرملين"),
            ("والكرملين", "الكرملين"),
            ("بالكرملين", "الكرملين"),
            ("وبالكرملين", "الكرملين"),
            ("للكرملين", "لكرملين"),
            ("وللكرملين", "لكرملين"),
        ],
    )
    def test_arabic_letters_may_stand_before_the_article(self, text, found):
        assert seen(one("ar", "الكرملين"), text, "ar") == [found]

    @pytest.mark.parametrize("text", ["كرملين", "سالكرملين", "الكرملينات"])
    def test_other_arabic_letters_may_not(self, text):
        assert seen(one("ar", "الكرملين"), text, "ar") == []

    def test_arabic_names_without_article_take_letters_too(self):
        glossary = one("ar", "بوتين")

        assert seen(glossary, "وبوتين لبوتين فبوتين", "ar") == ["بوتين"] * 3

    def test_arabic_common_nouns_take_the_article(self):
        assert seen(one("ar", "رهينة"), "الرهينة", "ar") == ["الرهينة"]

    def test_where_case_counts_an_arabic_name_takes_no_article(self):
        glossary = one("ar", Form("حماس", case_sensitive=True))

        assert seen(glossary, "حماس وحماس والحماس", "ar") == ["حماس", "حماس"]

    def test_arabic_vowel_signs_belong_to_the_find(self):
        text = "في غَزَّةَ اليوم"

        assert seen(one("ar", "غزة"), text, "ar") == ["غَزَّةَ"]


class TestCase:
    def test_case_counts_where_it_is_said_to(self):
        glossary = one("en", Form("IS", case_sensitive=True))

        assert seen(glossary, "IS is what it is. Is it? IS!", "en") == ["IS", "IS"]

    def test_capitals_throughout_pass_for_a_name(self):
        glossary = one("en", Form("Telegram", case_sensitive=True))

        assert seen(glossary, "TELEGRAM and Telegram and telegram", "en") == ["TELEGRAM", "Telegram"]

    def test_a_name_of_one_word_needs_a_capital(self):
        assert seen(one("ru", "Газа"), "цены газа в Газе и ГАЗЕ", "ru") == ["Газе", "ГАЗЕ"]

    def test_longer_names_need_none(self):
        assert seen(one("vi", "Nhà hát Crocus"), "nhà hát crocus", "vi") == ["nhà hát crocus"]

    def test_common_nouns_stand_at_the_start_too(self):
        assert seen(one("en", "drone"), "Drone hits: DRONES", "en") == ["Drone", "DRONES"]


class TestInflection:
    def test_it_finds_cases_and_plurals(self):
        glossary = Glossary([term("x", ru=["Кремль"]), term("y", ru=["хуситы"])])

        assert seen(glossary, "В Кремле о хуситах", "ru") == ["Кремле", "хуситах"]

    def test_a_form_of_the_file_goes_before_an_inflected_one(self):
        glossary = Glossary([term("x", es=["dron", Form("drones", FORBIDDEN)])])

        [match] = glossary.match("Los drones", "es")

        assert match.form.text == "drones"


class TestLongForms:
    def test_those_that_begin_alike_are_told_apart(self):
        glossary = one("en", "World Atomic Energy Agency", "World Atomic Energy Council", "World")
        text = "The World Atomic Energy Council, a World Atomic Energy Agency, a World Atomic."

        assert seen(glossary, text, "en") == [
            "World Atomic Energy Council",
            "World Atomic Energy Agency",
            "World",
        ]

    def test_a_form_is_found_once_though_its_variants_share_their_beginning(self):
        glossary = one("ar", "وزارة الشؤون الخارجية والتعاون")

        assert len(glossary.match("قالت وزارة الشؤون الخارجية والتعاون اليوم", "ar")) == 1

    def test_a_form_of_many_letters_is_found(self):
        form = "Alpha" + " beta" * 2_000

        assert seen(one("en", form), f"So {form} said", "en") == [form]


class TestOverlaps:
    def test_the_longest_wins_whatever_its_status(self):
        glossary = Glossary([term("kyiv", en=["Kyiv", Form("chicken Kiev", ADMITTED), Form("Kiev", FORBIDDEN)])])

        assert glossary.forbidden("chicken Kiev in Kiev", "en")[0].span == Span(16, 20)
        assert len(glossary.forbidden("chicken Kiev in Kiev", "en")) == 1

    def test_the_leftmost_wins_over_the_longer(self):
        glossary = Glossary([term("a", en=["red cross"]), term("b", en=["cross border traffic"])])

        assert seen(glossary, "red cross border traffic", "en") == ["red cross"]

    def test_a_candidate_inside_a_word_does_not_hide_another(self):
        glossary = Glossary([term("a", en=["security council s"]), term("b", en=["security council"])])

        assert seen(glossary, "security council says", "en") == ["security council"]

    def test_terms_that_share_a_form_are_both_found(self):
        glossary = Glossary([term("city", en=["Luhansk"]), term("region", en=["Luhansk"])])

        assert [match.term.id for match in glossary.match("in Luhansk", "en")] == ["city", "region"]

    def test_of_one_term_the_better_status_is_found(self):
        glossary = Glossary([term("x", en=[Form("Nato", FORBIDDEN), Form("NATO", case_sensitive=True)])])

        found = glossary.match("NATO, Nato", "en")

        assert [match.form.status for match in found] == [FormStatus.PREFERRED, FORBIDDEN]

    def test_only_the_statuses_asked_for_are_returned(self):
        glossary = Glossary([term("x", en=["A one", Form("A two", ADMITTED), Form("A three", FORBIDDEN)])])

        found = glossary.match("A one, A two, A three", "en", (ADMITTED, FORBIDDEN))

        assert [match.form.text for match in found] == ["A two", "A three"]


class TestFirstMentions:
    def test_the_wording_of_a_first_mention_is_one_admitted_find(self):
        forms = {"en": (Form("ISIS-K"), Form("Islamic State Khorasan", FORBIDDEN))}
        glossary = Glossary([Term("isis-k", forms, first_mention={"en": "Islamic State Khorasan (ISIS-K)"})])

        [match] = glossary.match("Fighters of Islamic State Khorasan (ISIS-K) attacked.", "en")

        assert (
            match.span.of("Fighters of Islamic State Khorasan (ISIS-K) attacked.") == "Islamic State Khorasan (ISIS-K)"
        )
        assert match.form.status is ADMITTED

    def test_what_it_holds_stays_forbidden_alone(self):
        forms = {"en": (Form("ISIS-K"), Form("Islamic State Khorasan", FORBIDDEN))}
        glossary = Glossary([Term("isis-k", forms, first_mention={"en": "Islamic State Khorasan (ISIS-K)"})])

        [match] = glossary.match("Fighters of Islamic State Khorasan attacked.", "en")

        assert match.form.status is FORBIDDEN


class TestExpected:
    def test_it_wants_terms_with_an_allowed_target_form(self):
        glossary = Glossary(
            [
                term("a", vi=["Điện Kremlin"], en=["Kremlin"]),
                term("b", vi=["Nhà Trắng"]),
                term("c", vi=["Lầu Năm Góc"], en=[Form("the Five Corners", FORBIDDEN)]),
            ]
        )

        found = glossary.expected("Điện Kremlin, Nhà Trắng và Lầu Năm Góc", "vi", "en")

        assert [match.term.id for match in found] == ["a"]

    def test_it_wants_what_is_not_translated(self):
        glossary = Glossary([term("x", do_not_translate=True, vi=["Boko Haram"])])

        assert [match.term.id for match in glossary.expected("phe Boko Haram", "vi", "en")] == ["x"]

    def test_it_wants_forbidden_source_forms_too(self):
        glossary = Glossary([term("x", vi=["Kiev", Form("Ki-ép", FORBIDDEN)], en=["Kyiv"])])

        assert len(glossary.expected("ở Ki-ép", "vi", "en")) == 1

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Cơ quan An ninh Liên bang (FSB) nói", 1),
            ("«FSB» (Cơ quan An ninh Liên bang) nói", 1),
            ("FSB, Cơ quan An ninh Liên bang, nói", 1),
            ("FSB và Cơ quan An ninh Liên bang", 2),
            ("FSB nói (FSB không nói)", 2),
        ],
    )
    def test_a_name_and_its_explanation_are_one(self, text, count):
        glossary = Glossary([term("x", vi=["FSB", "Cơ quan An ninh Liên bang"], en=["FSB"])])

        assert len(glossary.expected(text, "vi", "en")) == count


class TestFind:
    def test_it_finds_one_form(self):
        assert find(Form("Boko Haram"), "of Boko Haram, Boko Haramists", "en") == [Span(3, 13)]


WORDS = st.sampled_from(
    ["Kremlin", "the", "Điện", "Kiev", "Crocus", "City", "Hall", "is", "IS", "-", ",", "“", "Crocuses"]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
SAMPLE = Glossary(
    [
        term("kremlin", en=["Kremlin", Form("Điện Kremlin", FORBIDDEN)]),
        term("crocus", en=["Crocus City Hall", Form("Crocus", ADMITTED), Form("Crocus Hall", FORBIDDEN)]),
        term("is", en=[Form("IS", case_sensitive=True), Form("the IS", FORBIDDEN)]),
    ]
)


class TestInvariants:
    @given(TEXTS)
    def test_finds_are_in_order_apart_and_at_word_boundaries(self, text):
        found = SAMPLE.match(text, "en")

        assert all(one.span.end <= other.span.start for one, other in pairwise(found))
        assert all(f" {match.span.of(text)} " in f" {text} " for match in found)

    @given(st.text(max_size=60))
    def test_any_text_can_be_looked_at(self, text):
        for language in ("en", "ar", "ru", "zh", "ko"):
            SAMPLE.match(text, language)


class TestThreads:
    def test_threads_share_a_glossary(self):
        terms = [term(f"t{number}", en=[f"Name{number} Place"]) for number in range(2_000)]
        glossary = Glossary(terms)

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda number: glossary.match(f"in Name{number} Place", "en"), range(64)))

        assert [matches[0].term.id for matches in found] == [f"t{number}" for number in range(64)]
