import random

import pytest

from desk.engines.starter.invented import invented


def made(language: str, name: str) -> list[tuple[str, str]]:
    draw = random.Random(3)
    return [invented(language)[name](draw) for _ in range(300)]


class TestInvented:
    @pytest.mark.parametrize(("language", "mark"), [("vi", "."), ("es", "."), ("fr", "\u00a0"), ("ru", "\u00a0")])
    def test_it_groups_thousands_as_the_language_does(self, language: str, mark: str) -> None:
        assert all(here == there.replace(",", mark) for here, there in made(language, "big"))

    def test_it_makes_numbers_that_go_with_the_genitive_plural(self) -> None:
        numbers = [int(here) for here, _ in made("ru", "many")]

        assert all(number % 10 in (0, 5, 6, 7, 8, 9) or number % 100 in (11, 12, 13, 14) for number in numbers)

    def test_it_transcribes_names_that_no_case_changes(self) -> None:
        names = made("ru", "made_name")

        assert all(here[-1] in "иеоу" for here, _ in names)
        assert all(there.isascii() and not here.isascii() for here, there in names)

    @pytest.mark.parametrize(("language", "clock"), [("vi", "h"), ("fr", "h"), ("es", ":"), ("ru", ":")])
    def test_it_tells_the_time_as_the_language_does(self, language: str, clock: str) -> None:
        assert all(here == there.replace(":", clock) for here, there in made(language, "clock"))
