"""Sentences that were kept as text, in the reader's language."""

from collections.abc import Iterator

import pytest
from babel.messages import Catalog

from desk.web import kept_phrases
from desk.web.kept_phrases import recalled

CHECK = [("desk/checks/numbers_differ.py", 0)]
PAGE = [("desk/checks/numbers_differ.py", 0), ("templates/pages/queue.html", 0)]


@pytest.fixture(autouse=True)
def arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalog of a few sentences in place of the desk's."""
    catalog = Catalog(locale="ar")
    catalog.add("“{form}” is not printed here.", "لا تُنشر «{form}» هنا.", locations=CHECK)
    catalog.add("“{form}” is not printed here; write “{wanted}”.", "لا تُنشر «{form}»، بل «{wanted}».", locations=CHECK)
    catalog.add("There is no translation yet.", "لا ترجمة بعد.", locations=CHECK)
    catalog.add("The file", "الملف", locations=PAGE)
    catalog.add("It has {count:,} characters.", "عدد أحرفه {count:,}.", locations=CHECK)
    catalog.add("Nobody translated it.", "", locations=CHECK)
    monkeypatch.setattr(kept_phrases, "read_catalog", lambda language: catalog)
    _forget()
    yield
    _forget()


def _forget() -> None:
    kept_phrases._patterns.cache_clear()
    recalled.cache_clear()


class TestRecalled:
    @pytest.mark.parametrize(
        ("kept", "said"),
        [
            ("There is no translation yet.", "لا ترجمة بعد."),
            ("“Kiev” is not printed here.", "لا تُنشر «Kiev» هنا."),
            ("“Kiev” is not printed here; write “Kyiv”.", "لا تُنشر «Kiev»، بل «Kyiv»."),
            ("“a\nb” is not printed here.", "لا تُنشر «a\nb» هنا."),
            ("“{0}” is not printed here.", "لا تُنشر «{0}» هنا."),
        ],
    )
    def test_it_says_a_sentence_with_its_values(self, kept: str, said: str) -> None:
        assert recalled(kept, "ar") == said

    @pytest.mark.parametrize(
        "kept",
        [
            "",
            "Kiev",
            "The file",
            "It has 1,000 characters.",
            "Nobody translated it.",
            "So: There is no translation yet.",
        ],
    )
    def test_it_leaves_other_texts_as_they_are(self, kept: str) -> None:
        assert recalled(kept, "ar") == kept

    def test_english_is_kept_as_it_is(self) -> None:
        assert recalled("There is no translation yet.", "en") == "There is no translation yet."
