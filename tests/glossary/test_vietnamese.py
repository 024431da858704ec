"""Names of one syllable in Vietnamese sentences."""

import pytest

from desk.domain.term import Form, Term
from desk.glossary.matcher import Glossary

COUNTRIES = Glossary(
    [Term(text, {"vi": (Form(text),)}) for text in ("Mỹ", "Nga", "Anh", "Đức")]
    + [Term("công an", {"vi": (Form("công an"),)})]
)


class TestNames:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Tổng thống Mỹ Joe Biden gặp Thủ tướng Anh Keir Starmer.", ["Mỹ", "Anh"]),
            ("Nga, Mỹ và Đức", ["Nga", "Mỹ", "Đức"]),
            ("Bộ Ngoại giao Nga", ["Nga"]),
            ("Hạ Viện Mỹ", ["Mỹ"]),
            ("MỸ TUYÊN BỐ RÚT QUÂN", ["Mỹ"]),
            ("Mỹ tuyên bố", ["Mỹ"]),
            ("sân vận động Mỹ Đình", []),
            ("huyện Nga Sơn", []),
            ("bà Nguyễn Thị Nga nói", []),
            ("ông Trần Đức nói", []),
            ("ông Lê Quang Anh nói", []),
            ("Ông Trump đến Nga", ["Nga"]),
            ("Anh em của ông", ["Anh"]),
        ],
    )
    def test_a_country_is_not_found_in_the_name_of_a_place_or_a_person(self, text, found):
        assert [match.form.text for match in COUNTRIES.match(text, "vi")] == found

    def test_forms_of_several_syllables_are_found_as_before(self):
        assert [match.form.text for match in COUNTRIES.match("Bộ Công an Nga", "vi")] == ["công an", "Nga"]
