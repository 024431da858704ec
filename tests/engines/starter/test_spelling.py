import pytest

from desk.engines.starter.spelling import bare, capitalised, spelled


class TestSpelled:
    @pytest.mark.parametrize(
        ("language", "drawn", "written"),
        [
            ("es", "un portavoz de el Kremlin viajó a el norte", "un portavoz del Kremlin viajó al norte"),
            ("es", "Rusia y Irán", "Rusia e Irán"),
            ("es", "Rusia y Ucrania", "Rusia y Ucrania"),
            ("es", "el fraude el lunes", "el fraude el lunes"),
            ("es", "a las 1:05 y a las 11:05", "a la 1:05 y a las 11:05"),
            ("es", "el presidente, Juan López, , dijo", "el presidente, Juan López, dijo"),
            ("fr", "le chef de le Hamas et de les talibans", "le chef du Hamas et des talibans"),
            ("fr", "il a dit que Israël et que elle", "il a dit qu'Israël et qu'elle"),
            ("fr", "lorsque il parle de une attaque", "lorsqu'il parle d'une attaque"),
            ("fr", "le bilan de le Hezbollah", "le bilan du Hezbollah"),
            ("fr", "le 1 mars et le 11 mars", "le 1er mars et le 11 mars"),
            ("fr", "« Qui ? » : 5 %", "«\u00a0Qui\u00a0?\u00a0»\u00a0: 5\u00a0%"),
            ("ru", "о энергетике и о войне", "об энергетике и о войне"),
            ("en", "a Iranian official and a US official", "an Iranian official and a US official"),
            ("vi", "một  hai , ba .", "một hai, ba."),
        ],
    )
    def test_it_writes_as_the_language_does(self, language: str, drawn: str, written: str) -> None:
        assert spelled(drawn, language) == written


class TestBare:
    @pytest.mark.parametrize(
        ("form", "without"),
        [
            ("the Kremlin", "Kremlin"),
            ("el FSB", "FSB"),
            ("los talibanes", "talibanes"),
            ("l'ONU", "ONU"),
            ("les houthis", "houthis"),
            ("Letonia", "Letonia"),
            ("the", "the"),
        ],
    )
    def test_it_drops_a_definite_article(self, form: str, without: str) -> None:
        assert bare(form) == without


class TestCapitalised:
    def test_it_raises_the_first_letter_alone(self) -> None:
        assert capitalised("el FSB y la ONU") == "El FSB y la ONU"
        assert capitalised("") == ""
