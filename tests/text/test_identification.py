import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from desk.domain.language import LANGUAGES
from desk.text.identification import SURE, foreign, identify
from tests.ntrex import CODES, documents

HEADLINES = {
    "ar": "ارتفاع حصيلة قتلى الهجوم على قاعة للحفلات قرب موسكو",
    "cs": "Počet obětí útoku na koncertní sál u Moskvy stoupl",
    "de": "Zahl der Toten nach Angriff auf Konzerthalle gestiegen",
    "en": "Death toll rises after attack on concert hall",
    "es": "Aumenta el número de muertos tras el ataque a una sala de conciertos",
    "fa": "شمار کشته‌شدگان حمله به تالار کنسرت افزایش یافت",
    "fr": "Le bilan de l’attaque contre une salle de concert s’alourdit",
    "he": "עלה מספר ההרוגים במתקפה על אולם הקונצרטים",
    "ja": "コンサートホール襲撃、死者数が増加",
    "ko": "공연장 공격 사망자 수 늘어",
    "ru": "Число погибших при нападении на концертный зал выросло",
    "uk": "Кількість загиблих унаслідок нападу на концертний зал зросла",
    "vi": "Số người chết trong vụ tấn công nhà hát tăng lên",
    "zh": "音乐厅袭击事件死亡人数上升",
}


class TestIdentify:
    @pytest.mark.parametrize(("language", "headline"), HEADLINES.items())
    def test_it_tells_the_language_of_a_headline(self, language: str, headline: str) -> None:
        told = identify(headline)

        assert told is not None
        assert told.language == language
        assert told.confidence > SURE

    @pytest.mark.parametrize("text", ["", "   ", "143", "Oh, no.", "– 28/3 –", "火災"])
    def test_it_says_nothing_of_what_is_too_short(self, text: str) -> None:
        assert identify(text) is None

    def test_it_keeps_to_the_candidates(self) -> None:
        told = identify(HEADLINES["uk"], candidates=["ru", "en"])

        assert told is not None
        assert told.language == "ru"

    def test_it_says_nothing_where_there_is_no_candidate(self) -> None:
        assert identify(HEADLINES["uk"], candidates=[]) is None

    def test_it_is_the_same_in_many_threads(self) -> None:
        told: list[str] = []

        def ask(text: str) -> None:
            found = identify(text)
            told.append(found.language if found else "")

        threads = [Thread(target=ask, args=(text,)) for text in HEADLINES.values()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(told) == sorted(HEADLINES)

    def test_it_tells_every_document_of_ntrex(self, test_data: Path) -> None:
        wrong = [
            (language, name)
            for folder, language in CODES.items()
            for name, lines in documents(test_data, folder)
            if (told := identify(" ".join(lines))) is None or told.language != language or told.confidence < SURE
        ]

        assert wrong == []

    def test_its_model_is_not_loaded_by_the_import(self) -> None:
        code = "import sys, desk.text.identification; print('py3langid' in sys.modules or 'numpy' in sys.modules)"

        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        assert said.stdout.strip() == "False"


class TestForeign:
    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ("sv", "Branden bröt ut på fredagskvällen, säger myndigheterna till nyhetsbyrån."),
            ("fi", "Tulipalo syttyi perjantai-iltana Moskovassa, viranomaiset kertoivat."),
            ("el", "Η πυρκαγιά ξέσπασε το βράδυ της Παρασκευής, είπαν οι αρχές."),
        ],
    )
    def test_it_names_a_language_that_the_desk_does_not_know(self, code: str, text: str) -> None:
        assert foreign(text) == code
        assert code not in LANGUAGES

    @pytest.mark.parametrize("headline", [*HEADLINES.values(), "Brand bröt ut"])
    def test_it_says_nothing_of_the_desk_s_own_or_of_what_is_short(self, headline: str) -> None:
        assert foreign(headline) is None

    def test_it_says_nothing_of_any_document_of_ntrex(self, test_data: Path) -> None:
        wrong = [
            (language, name, code)
            for folder, language in CODES.items()
            for name, lines in documents(test_data, folder)
            if (code := foreign(" ".join(lines))) is not None
        ]

        assert wrong == []
