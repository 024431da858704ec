"""Names are sorted as people look them up."""

import pytest

from desk.text.sorting import LONGEST, sort_key


class TestSortKey:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Điện Kremlin", "dien kremlin"),
            ("ÉLYSÉE", "elysee"),
            ("“Wagner”", "wagner"),
            ("Al-Qaeda", "al qaeda"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("Ёлка", "елка"),
            ("克里姆林宫", "克里姆林宫"),
            ("!?", "!?"),
        ],
    )
    def test_it_passes_over_case_accents_and_marks(self, text: str, key: str) -> None:
        assert sort_key(text) == key

    def test_it_puts_names_where_people_look_for_them(self) -> None:
        assert sorted(["Zürich", "élan", "Ost", "Österreich", "eland"], key=sort_key) == [
            "élan",
            "eland",
            "Ost",
            "Österreich",
            "Zürich",
        ]

    def test_it_is_bounded(self) -> None:
        assert len(sort_key("ﷺ" * 200)) == LONGEST
