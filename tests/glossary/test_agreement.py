"""Putting the preferred form in the place of a forbidden one, in sentences."""

from dataclasses import replace

import pytest

from desk.domain.segment import Span
from desk.domain.term import Form, Number
from desk.glossary.agreement import mended_article, replacement
from desk.glossary.files import load
from desk.glossary.german import _likely
from tests.patience import patience


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
            assert change.new[change.form.start : change.form.end].casefold().count(wanted.text.casefold()[2:4])
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


class TestEnglishNumber:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            ("the Houthis | Ansar Allah", "Ansar Allah is ready.", "The Houthis are ready."),
            ("Hamas | the Palestinian rebels", "The Palestinian rebels have said so.", "Hamas has said so."),
            (
                "the Houthis | the Ansar movement",
                "He said that the Ansar movement was right.",
                "He said that the Houthis were right.",
            ),
            (
                "the Houthis | the Ansar movement",
                "The head of the Ansar movement was right.",
                "The head of the Houthis was right.",
            ),
            ("the Houthis | the Ansar movement", "the Ansar movement's leader", "the Houthis' leader"),
            ("Hezbollah | the Lebanese rebels", "the Lebanese rebels' leader", "Hezbollah's leader"),
            ("the Kremlin | the Red palace", "a Red palace spokesman", "a Kremlin spokesman"),
            ("Crocus City Hall | Crocus theatre", "in a Crocus theatre.", "in Crocus City Hall."),
            ("drone | unmanned plane", "Unmanned Planes Hit Kyiv", "Drones Hit Kyiv"),
            ("drone | unmanned plane", "An unmanned plane hit", "A drone hit"),
            ("airstrike | bombing raid", "a bombing raid hit", "an airstrike hit"),
            ("the UN | Organisation of Nations", "Organisation of Nations officials", "UN officials"),
        ],
    )
    def test_a_possessive_and_a_verb_agree_with_the_subject(self, mended, forms, text, expected):
        assert mended(forms, text, "en") == expected


class TestSpanishGender:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            (
                "el FSB | la Agencia Federal",
                "La Agencia Federal fue acusada de mentir.",
                "El FSB fue acusado de mentir.",
            ),
            ("el FSB | la Agencia Federal", "la Agencia Federal rusa dijo", "el FSB ruso dijo"),
            ("los hutíes | el movimiento Ansar", "El movimiento Ansar ha sido acusado", "Los hutíes han sido acusados"),
            (
                "los hutíes | el movimiento Ansar",
                "el jefe del movimiento Ansar ha sido acusado",
                "el jefe de los hutíes ha sido acusado",
            ),
            ("la OTAN | el Tratado", "según el poderoso Tratado", "según la poderosa OTAN"),
            ("la OTAN | el Tratado", "de este Tratado", "de esta OTAN"),
            ("Hamás | el movimiento palestino", "al movimiento palestino", "a Hamás"),
            ("el Kremlin | Moscovia", "en Moscovia y de Moscovia", "en el Kremlin y del Kremlin"),
            (
                "la Guardia Nacional | los guardias rusos",
                "Los guardias rusos fueron enviados a",
                "La Guardia Nacional fue enviada a",
            ),
            (
                "el Comité de Investigación | la Comisión Investigadora",
                "la Comisión Investigadora anunció",
                "el Comité de Investigación anunció",
            ),
        ],
    )
    def test_adjectives_and_verbs_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "es") == expected


class TestFrenchGender:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            (
                "le FSB | l'Agence fédérale",
                "L'Agence fédérale a été accusée de mentir.",
                "Le FSB a été accusé de mentir.",
            ),
            (
                "la Garde nationale | le corps fédéral",
                "Le corps fédéral est arrivé, le corps fédéral russe",
                "La Garde nationale est arrivée, la Garde nationale russe",
            ),
            ("les Houthis | le mouvement Ansar", "Le mouvement Ansar a été accusé", "Les Houthis ont été accusés"),
            ("Odessa | Kharkov", "qu'il a dit que Kharkov", "qu'il a dit qu'Odessa"),
            ("Kharkiv | Odessa", "parce qu'Odessa", "parce que Kharkiv"),
            ("le Hamas | la Résistance", "cette Résistance puissante", "ce Hamas puissante"),
            (
                "la frappe aérienne | le raid aérien",
                "un raid aérien ukrainien, les raids aériens",
                "une frappe aérienne ukrainienne, les frappes aériennes",
            ),
        ],
    )
    def test_adjectives_and_verbs_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "fr") == expected


class TestGerman:
    def test_a_word_without_end_before_a_name_costs_no_square(self):
        text = "Heute sagte " + "Q" * 200_000 + " mit Kreml"

        with patience():
            assert _likely(text, text.index("Kreml"))

    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            ("der FSB | die Agentur", "Die Agentur teilte mit", "Der FSB teilte mit"),
            (
                "der FSB | die Agentur",
                "mit der Agentur, von der Agentur, zur Agentur, für die Agentur",
                "mit dem FSB, vom FSB, zum FSB, für den FSB",
            ),
            ("der FSB | die Agentur", "der Sprecher der Agentur sagte", "der Sprecher des FSB sagte"),
            (
                "die NATO | das Bündnis",
                "im Bündnis, vom Bündnis, das Bündnis, des Bündnisses",
                "in der NATO, von der NATO, die NATO, des Bündnisses",
            ),
            ("das Rote Kreuz | die Hilfstruppe", "mit der Hilfstruppe", "mit dem Roten Kreuz"),
            ("Hamas | die Bewegung", "von der Bewegung", "von Hamas"),
            (
                "der Kreml | die Burg",
                "die russische Burg sagte, mit der russischen Burg",
                "der russische Kreml sagte, mit dem russischen Kreml",
            ),
            ("der Kreml | die Burg", "ein Angriff auf die Burg", "ein Angriff auf den Kreml"),
            ("der Kreml | die Burg", "in einer Burg", "in einem Kreml"),
            ("die Huthi | die Bewegung", "Die Bewegung hat erklärt", "Die Huthi haben erklärt"),
            ("der Kreml | Moskowien", "in Moskowien, mit Moskowien", "im Kreml, mit dem Kreml"),
        ],
    )
    def test_articles_cases_and_adjectives_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "de") == expected


class TestArabic:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            ("الكرملين | الروسية", "قال للروسية وبالروسية والروسية", "قال للكرملين وبالكرملين والكرملين"),
            ("حماس | الحركة", "قال للحركة وبالحركة", "قال لحماس وبحماس"),
            ("اللجنة | حركة", "قال لحركة", "قال للجنة"),
            ("الكرملين | حركة", "قال لحركة وبحركة", "قال للكرملين وبالكرملين"),
        ],
    )
    def test_what_is_written_onto_a_form_stays(self, mended, forms, text, expected):
        assert mended(forms, text, "ar") == expected


class TestRussian:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            (
                "Федеральная служба безопасности | Агентство безопасности",
                "представитель Агентства безопасности сообщил",
                "представитель Федеральной службы безопасности сообщил",
            ),
            (
                "Федеральная служба безопасности | ФАБ",
                "глава ФАБ, в ФАБ, через ФАБ",
                "глава Федеральной службы безопасности, в Федеральной службе безопасности, "
                "через Федеральную службу безопасности",
            ),
            (
                "Следственный комитет | Следственная комиссия",
                "Следственная комиссия заявила, что",
                "Следственный комитет заявил, что",
            ),
            (
                "Хезболла | Партия Бога",
                "с Партией Бога, Партию Бога, о Партии Бога",
                "с Хезболлой, Хезболлу, о Хезболле",
            ),
            ("Киев | Куев", "в Киев и из Куева, в Куеве, под Куевом", "в Киев и из Киева, в Киеве, под Киевом"),
        ],
    )
    def test_case_gender_and_past_tense_agree(self, mended, forms, text, expected):
        assert mended(forms, text, "ru") == expected


class TestUkrainian:
    @pytest.mark.parametrize(
        ("forms", "text", "expected"),
        [
            (
                "Служба безпеки | Агентство безпеки",
                "представник Агентства безпеки, в Агентстві безпеки, до Агентства безпеки",
                "представник Служби безпеки, в Службі безпеки, до Служби безпеки",
            ),
        ],
    )
    def test_case_agrees(self, mended, forms, text, expected):
        assert mended(forms, text, "uk") == expected


class TestUnknown:
    """Where what stood there is no form of the glossary, the sentence alone tells how to agree."""

    @pytest.mark.parametrize(
        ("language", "wanted", "text", "surface", "expected"),
        [
            ("es", Form("FSB", article="el"), "La Agencia Roja fue acusada", "Agencia Roja", "El FSB fue acusado"),
            ("fr", Form("FSB", article="le"), "L'Agence a été accusée", "Agence", "Le FSB a été accusé"),
            ("de", Form("FSB", article="der"), "mit der Agentur", "Agentur", "mit dem FSB"),
            ("ru", Form("Хезболла"), "вместе с Партией Бога", "Партией Бога", "вместе с Хезболлой"),
            (
                "ru",
                Form("Следственный комитет"),
                "глава Агентства сказал",
                "Агентства",
                "глава Следственного комитета сказал",
            ),
            ("uk", Form("Служба безпеки"), "в Агентстві", "Агентстві", "в Службі безпеки"),
            ("ar", Form("الكرملين"), "قال للروسية", "للروسية", "قال للكرملين"),
            ("en", Form("drone"), "Planes Hit Kyiv", "Planes", "Drones Hit Kyiv"),
        ],
    )
    def test_the_place_decides(self, language, wanted, text, surface, expected):
        start = text.index(surface)

        change = replacement(text, Span(start, start + len(surface)), wanted, language)

        assert text[: change.span.start] + change.new + text[change.span.end :] == expected

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            (Form("Houthis", number=Number.PLURAL), "The Houthis are near."),
            (Form("Ansar", number=Number.SINGULAR), "The Ansar is near."),
        ],
    )
    def test_the_number_that_the_glossary_gives_counts(self, form, expected):
        form = replace(form, article="the")

        change = replacement("The Ansars are near.", Span(4, 10), form, "en", Form("Ansars", number=Number.PLURAL))

        text = "The Ansars are near."
        assert text[: change.span.start] + change.new + text[change.span.end :] == expected

    def test_a_change_stays_within_its_bounds(self):
        text = "La Agencia fue acusada"

        change = replacement(text, Span(3, 10), Form("FSB", article="el"), "es", None, Span(0, 14))

        assert (change.span, change.new) == (Span(0, 10), "El FSB")


class TestFurtherWords:
    """What agrees beyond the word right beside the form, or only sometimes."""

    @pytest.mark.parametrize(
        ("language", "forms", "text", "expected"),
        [
            (
                "es",
                "la OTAN | el Tratado",
                "todo el Tratado, del poderoso Tratado",
                "toda la OTAN, de la poderosa OTAN",
            ),
            (
                "es",
                "el FSB | la Agencia Federal",
                "La Agencia Federal, acusada de mentir, calló",
                "El FSB, acusado de mentir, calló",
            ),
            (
                "es",
                "los hutíes | Ansar Alá",
                "Según dijo, Ansar Alá anunció y pidió",
                "Según dijo, los hutíes anunciaron y pidió",
            ),
            ("es", "Irán | Persia", "Irak y Persia; Omán o Persia", "Irak e Irán; Omán o Irán"),
            ("fr", "la Garde nationale | le corps fédéral", "tout le corps fédéral", "toute la Garde nationale"),
            ("fr", "les Houthis | le mouvement Ansar", "Le mouvement Ansar préparait", "Les Houthis préparaient"),
            ("ru", "Франция | Галлия", "в Галлии, из Галлии, с Галлией", "во Франции, из Франции, с Францией"),
            (
                "ru",
                "Следственный комитет | Следственная комиссия",
                "со Следственной комиссией, сообщила Следственная комиссия",
                "со Следственным комитетом, сообщил Следственный комитет",
            ),
            (
                "ru",
                "Следственный комитет | Следственная комиссия",
                "Следственная комиссия также заявила.",
                "Следственный комитет также заявил.",
            ),
            (
                "ru",
                "Следственный комитет | Следственная комиссия",
                "Следственная комиссия была обвинена",
                "Следственный комитет был обвинен",
            ),
            (
                "ru",
                "Белый дом | Белая палата",
                "Белая палата опровергла; Белая палата пришла",
                "Белый дом опроверг; Белый дом пришёл",
            ),
            ("ar", "البيت الأبيض | الدار البيضاء", "أعلنت الدار البيضاء أنها ترفض", "أعلن البيت الأبيض أنه يرفض"),
            ("ar", "اللجنة | المكتب", "المكتب أعلن، وقال المكتب", "اللجنة أعلنت، وقالت اللجنة"),
            (
                "uk",
                "Служба безпеки | Агентство безпеки",
                "повідомило Агентство безпеки, Агентство безпеки заявило",
                "повідомила Служба безпеки, Служба безпеки заявила",
            ),
        ],
    )
    def test_they_agree(self, mended, language, forms, text, expected):
        assert mended(forms, text, language) == expected


class TestMendedArticle:
    @pytest.mark.parametrize(
        ("language", "form", "text", "expected"),
        [
            ("es", Form("FBI", article="el"), "La FBI calló", "El FBI calló"),
            ("es", Form("SBU", article="el"), "agentes de la SBU", "agentes del SBU"),
            ("fr", Form("Hezbollah", article="le"), "de la Hezbollah", "du Hezbollah"),
            ("de", Form("FSB", article="der"), "mit der FSB", "mit dem FSB"),
            ("en", Form("FSB", article="the"), "a FSB officer", "an FSB officer"),
        ],
    )
    def test_a_wrong_article_gives_way(self, language, form, text, expected):
        start = text.index(form.text)

        change = mended_article(text, Span(start, start + len(form.text)), form, language, Span(0, len(text)))

        assert text[: change.span.start] + change.new + text[change.span.end :] == expected

    @pytest.mark.parametrize(
        ("language", "form", "text", "said"),
        [
            ("es", Form("FBI", article="el"), "el FBI calló", "FBI"),
            ("es", Form("FBI", article="el"), "director de FBI", "FBI"),
            ("de", Form("Drohne", article="die"), "mit den Drohnen", "Drohnen"),
            ("ru", Form("Кремль"), "в Кремле", "Кремле"),
        ],
    )
    def test_what_is_right_or_bare_or_inflected_stays(self, language, form, text, said):
        start = text.index(said)

        assert mended_article(text, Span(start, start + len(said)), form, language, Span(0, len(text))) is None
