import pytest

from desk.engines.starter.alignment import pieces_of
from desk.engines.starter.measure import Translations

SENTENCE = "Ông Peskov nói ISIS-K đứng sau vụ tấn công tại Nhà hát Crocus City."


class TestPiecesOf:
    @pytest.mark.parametrize("part", ["Peskov", "ISIS-K", "Nhà hát Crocus City", "nhà hát crocus city", "Ông Peskov"])
    def test_it_finds_the_pieces_of_a_part(self, translations: Translations, part: str) -> None:
        pieces = translations.processor.encode(SENTENCE, out_type=str)

        numbers = pieces_of(translations.processor, SENTENCE, part)

        covered = "".join(pieces[number] for number in numbers).replace("▁", " ").strip()
        assert part.casefold() in covered.casefold()
        assert numbers == list(range(numbers[0], numbers[-1] + 1))

    def test_it_passes_over_the_article(self, translations: Translations) -> None:
        text = "He said the Kremlin denied it."

        with_article, without = (pieces_of(translations.processor, text, part) for part in ("the Kremlin", "Kremlin"))

        assert with_article == without

    @pytest.mark.parametrize(("text", "part"), [("không có", "Durov"), ("Nga và Nga", "Nga")])
    def test_it_finds_nothing_where_a_part_is_absent_or_twice(
        self, translations: Translations, text: str, part: str
    ) -> None:
        assert pieces_of(translations.processor, text, part) == []
