"""Putting the preferred form in the place of a forbidden one, in sentences."""

import pytest

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.agreement import replacement
from desk.glossary.files import load


@pytest.fixture
def mended(write):
    """Mends a sentence with a term given as "preferred | forbidden" in a language."""

    def mend(forms: str, text: str, language: str) -> str:
        preferred, forbidden = (form.strip() for form in forms.split("|"))
        said = f'{{{language}: {{preferred: "{preferred}", forbidden: "{forbidden}"}}}}'
        path = write(f"title: t\nterms: [{{id: x, forms: {said}}}]")
        glossary = load([path])
        wanted = glossary.term("x").allowed(language)[0]
        while found := glossary.forbidden(text, language):
            change = replacement(text, found[0].span, wanted, language, found[0].form)
            assert change.new[change.form.start : change.form.end].casefold().startswith(wanted.text.casefold()[:2])
            text = text[: change.span.start] + change.new + text[change.span.end :]
        return text

    return mend


CROCUS = "Crocus City Hall | the Crocus City theatre"
FSB = "the FSB | the Federal Security Agency"
EMERCOM = "the Emergencies Ministry | EMERCOM"
DRONE = "drone | unmanned plane"


class TestEnglish:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            (CROCUS, "at the Crocus City theatre.", "at Crocus City Hall."),
            (CROCUS, "The Crocus City theatre burned.", "Crocus City Hall burned."),
            (CROCUS, "the Crocus City theatre said", "Crocus City Hall said"),
            (CROCUS, "after the Crocus City theatre attack", "after the Crocus City Hall attack"),
            (CROCUS, "the Crocus City theatre's owner", "Crocus City Hall's owner"),
            (CROCUS, "CROCUS CITY THEATRE ATTACKED", "CROCUS CITY HALL ATTACKED"),
            (FSB, "the Federal Security Agency said", "the FSB said"),
            (FSB, "The Federal Security Agency said", "The FSB said"),
            (FSB, "Federal Security Agency director", "FSB director"),
            (FSB, "a Federal Security Agency officer", "an FSB officer"),
            (FSB, "A Federal Security Agency officer", "An FSB officer"),
            (EMERCOM, "EMERCOM said so.", "The Emergencies Ministry said so."),
            (EMERCOM, "He told EMERCOM.", "He told the Emergencies Ministry."),
            (EMERCOM, "Russia's EMERCOM said", "Russia's Emergencies Ministry said"),
            (EMERCOM, "EMERCOM officials said", "Emergencies Ministry officials said"),
            (EMERCOM, "the EMERCOM said", "the Emergencies Ministry said"),
            (DRONE, "An unmanned plane and unmanned planes", "A drone and drones"),
            (DRONE, "the unmanned planes", "the drones"),
            ("airstrike | raid blow", "a raid blow", "an airstrike"),
            ("Kyiv | Kiev", "In Kiev (Kiev)", "In Kyiv (Kyiv)"),
        ],
    )
    def test_articles_capitals_and_number_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "en") == expected

    @pytest.mark.parametrize(
        "name", ["an FSB", "a UN", "a NATO", "a European Union", "an IDF", "an hourly", "a university", "an eight"]
    )
    def test_an_stands_before_what_sounds_like_a_vowel(self, name):
        wanted = Form(name.partition(" ")[2])

        change = replacement("a thing officer", Span(2, 7), wanted, "en")

        assert change.new == name


class TestSpanish:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            ("el FSB | la Agencia Federal", "La Agencia Federal dijo", "El FSB dijo"),
            ("el FSB | la Agencia Federal", "de la Agencia Federal a la Agencia Federal", "del FSB al FSB"),
            ("la OTAN | el NATO", "del NATO y al NATO", "de la OTAN y a la OTAN"),
            ("Cisjordania | la Ribera Occidental", "en la Ribera Occidental", "en Cisjordania"),
            ("el dron | el drone", "un drone, unos drones", "un dron, unos drones"),
            ("la defensa aérea | el escudo", "un escudo", "una defensa aérea"),
            ("Járkov | Kharkov", "de Kharkov", "de Járkov"),
        ],
    )
    def test_articles_and_prepositions_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "es") == expected


class TestFrench:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            ("le FSB | l'Agence fédérale", "L'Agence fédérale dit", "Le FSB dit"),
            ("le FSB | l'Agence fédérale", "de l’Agence fédérale", "du FSB"),
            ("l'OTAN | la NATO", "de la NATO et à la NATO", "de l'OTAN et à l'OTAN"),
            ("la Cisjordanie | la Rive occidentale", "en la Rive occidentale", "en la Cisjordanie"),
            ("la frappe aérienne | la grève aérienne", "des grèves aériennes", "des frappes aériennes"),
            ("Odessa | Kharkov", "de Kharkov", "d'Odessa"),
            ("Kharkiv | Odessa", "d'Odessa", "de Kharkiv"),
            ("le Crocus City Hall | la mairie de Crocus", "à la mairie de Crocus", "au Crocus City Hall"),
        ],
    )
    def test_articles_prepositions_and_elision_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "fr") == expected


class TestCyrillic:
    @pytest.mark.parametrize(
        ("language", "forms", "text", "expected"),
        [
            ("ru", "Хезболла | Хизбалла", "с Хизбаллой", "с Хезболлой"),
            ("ru", "уголовный суд | криминальный суд", "в криминальном суде", "в уголовном суде"),
            ("ru", "Зеленский | Селенский", "о Селенском", "о Зеленском"),
            ("uk", "воєнний стан | військовий стан", "військового стану", "воєнного стану"),
            ("uk", "Бахмут | Артемівськ", "в Артемівську", "в Бахмуті"),
        ],
    )
    def test_the_case_is_kept(self, mended, language, forms, text, expected):
        assert mended(forms, text, language) == expected
