from pathlib import Path

from desk.checks import CHECKS
from desk.checks.handbook import handbook, rewritten

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


class TestHandbook:
    def test_it_stands_in_the_documentation_as_the_code_says_it(self) -> None:
        page = PAGE.read_text(encoding="utf-8")

        assert page == rewritten(page), "run: python -m desk.checks.handbook docs/checks.md"

    def test_it_explains_every_check(self) -> None:
        text = handbook()

        for check in CHECKS:
            assert f"`{check.id}`" in text
            assert check.explanation in text
            assert check.example.wrong in text

    def test_it_explains_every_list_of_the_number_words(self) -> None:
        import yaml

        page = PAGE.read_text(encoding="utf-8")
        data = Path(__file__).parents[2] / "desk" / "text" / "numbers_data"
        names = {name for file in data.glob("*.yaml") for name in yaml.safe_load(file.read_text(encoding="utf-8"))}

        assert sorted(name for name in names if f"`{name}`" not in page) == []
