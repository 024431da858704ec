"""The glossary that the desk comes with."""

import pytest

from desk.domain.finding import Level
from desk.glossary.files import load
from desk.glossary.lint import is_clean, lint
from desk.resources import resource

FILE = resource("glossaries") / "crisis-and-conflict.yaml"
LANGUAGES = ("en", "vi", "ru", "uk", "ar", "es", "fr")


@pytest.fixture(scope="module")
def glossary():
    return load([FILE])


class TestFile:
    def test_it_lints_clean(self):
        problems = lint([FILE])

        assert is_clean(problems), [str(problem) for problem in problems if problem.level is not Level.INFO]

    def test_it_holds_enough_concepts(self, glossary):
        assert len(glossary.terms) >= 70

    def test_every_concept_has_a_preferred_form_in_every_language(self, glossary):
        missing = [(term.id, code) for term in glossary.terms for code in LANGUAGES if not term.preferred(code)]

        assert missing == []

    def test_every_form_is_found_as_itself(self, glossary):
        lost = [
            (term.id, language, form.text)
            for term in glossary.terms
            for language, forms in term.forms.items()
            for form in forms
            if form.context is None
            and [(match.term.id, match.form, match.span.end) for match in glossary.match(form.text, language)]
            != [(term.id, form, len(form.text))]
        ]

        assert lost == []


class TestFinds:
    @pytest.mark.parametrize(
        ("language", "text", "ids"),
        [
            (
                "vi",
                "Bà Zakharova nói ISIS-K nhận trách nhiệm về vụ tấn công khủng bố ở Nhà hát Crocus City.",
                "zakharova isis-k claim-of-responsibility terrorist-attack crocus-city-hall",
            ),
            ("vi", "Uỷ ban Điều tra Nga và Điện Kremlin", "investigative-committee kremlin"),
            ("vi", "tổ chức Nhà nước Hồi giáo (IS) tự xưng, nhà hát crocus", "islamic-state crocus-city-hall"),
            ("vi", "giá khí đốt ở bờ tây sông Dnipro, ngôi nhà trắng", ""),
            ("ru", "В Кремле о «Крокус Сити Холле» и хуситах", "kremlin crocus-city-hall houthis"),
            ("ru", "Цены газа выросли; следствие Следственного комитета", "investigative-committee"),
            ("ru", "боевики «Исламского государства» и ЧВК «Вагнер»", "islamic-state wagner-group"),
            ("uk", "У Києві та Харкові, у Білому домі", "kyiv kharkiv white-house"),
            ("ar", "قال المتحدث باسم الكرملين إن هجوم قاعة كروكوس سيتي", "kremlin crocus-city-hall"),
            ("ar", "للأمم المتحدة وحركة حماس، وبالحماس", "united-nations hamas"),
            ("es", "Zajárova y los hutíes en la Franja de Gaza", "zakharova houthis gaza-strip"),
            ("fr", "l'ONU, l'État islamique et le Kremlin", "united-nations islamic-state kremlin"),
            ("en", "Who is it? The WHO said it is.", "who"),
            ("en", "He sent a telegram on Telegram from the west bank of the Dnipro.", "telegram"),
            ("en", "IS claimed the attack. It is in ruins.", "islamic-state"),
            ("en", "THIS IS THE END", ""),
            ("en", "IS MILITANTS FLEE SYRIA", "islamic-state"),
            ("en", "WHO IS THE NEW SPEAKER?", ""),
            ("en", "WHO WARNS OF CHOLERA OUTBREAK", "who"),
            ("en", "Wagner left Bakhmut.", "wagner-group bakhmut"),
            ("en", "Two operas by Wagner", ""),
            ("ru", "Вагнеру платили. Опера Вагнера шла в Москве.", "wagner-group moscow"),
        ],
    )
    def test_it_finds_the_concepts_of_a_sentence(self, glossary, language, text, ids):
        assert [match.term.id for match in glossary.match(text, language)] == ids.split()

    @pytest.mark.parametrize(
        "text",
        [
            "Crocus City theatre",
            "the Crocus City Theater",
            "Crocus concert hall",
            "the IS Afghanistan branch",
            "the IS branch in Afghanistan",
            "IS-Khorasan",
            "Kiev",
            "UNWRA",
            "the Russian Federal Security Agency",
            "Hizbullah",
            "EMERCOM",
        ],
    )
    def test_it_finds_what_the_desk_never_prints(self, glossary, text):
        assert len(glossary.forbidden(f"At {text} it began.", "en")) == 1

    def test_a_term_of_some_sources_is_left_out_of_others(self, glossary):
        ids = [
            [match.term.id for match in glossary.within(source_language=code).match("Ministry of Police", "en")]
            for code in ("vi", "ru")
        ]

        assert ids == [["ministry-of-public-security"], []]

    @pytest.mark.parametrize("text", ["Crocus City Hall", "ISIS-K", "Odessa, Texas", "chicken Kiev", "Islamic State"])
    def test_it_lets_pass_what_it_writes(self, glossary, text):
        assert glossary.forbidden(f"At {text} it began.", "en") == []
