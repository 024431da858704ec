"""What people write into the search field, and what is made of it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.workflow import State
from desk.services.search.asked import Asked, parse, written

TODAY = dt.date(2026, 11, 26)


def asked(text: str) -> Asked:
    return parse(text, TODAY)


class TestParsing:
    def test_words_are_words_and_quotations_phrases(self) -> None:
        found = asked('mưa "Hà Nội" “gió mùa” 12,5')

        assert [one.words for one in found.phrases] == [("mua",), ("ha", "noi"), ("gio", "mua"), ("12", "5")]
        assert not found.hints

    def test_fields_are_fields(self) -> None:
        found = asked('state:submitted to:Vietnamese from:en outlet:"Tuổi Trẻ" by:Mai topic:Thời')

        assert found.states == (State.SUBMITTED,)
        assert (found.languages, found.sources) == (("vi",), ("en",))
        assert (found.outlets, found.people, found.topics) == (("tuoi tre",), ("mai",), ("thoi",))
        assert not found.phrases

    @pytest.mark.parametrize(
        ("text", "after", "before"),
        [
            ("after:2026-11-01", dt.date(2026, 11, 1), None),
            ("before:2026-11-01", None, dt.date(2026, 11, 1)),
            ("on:2026-11-01", dt.date(2026, 11, 1), dt.date(2026, 11, 2)),
            ("on:2026-12", dt.date(2026, 12, 1), dt.date(2027, 1, 1)),
            ("on:2025", dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
            ("on:today", TODAY, dt.date(2026, 11, 27)),
            ("since:yesterday", dt.date(2026, 11, 25), None),
        ],
    )
    def test_days_are_days(self, text: str, after: dt.date | None, before: dt.date | None) -> None:
        found = asked(text)

        assert (found.after, found.before) == (after, before)

    def test_an_id_and_an_address_are_known_by_their_looks(self) -> None:
        found = asked("01m8bczvgmf4s8 https://www.example.org/news/rain.html")

        assert found.ids == ("01m8bczvgmf4s8",)
        assert [one.words for one in found.addresses] == [("example", "org", "news", "rain", "html")]
        assert not found.phrases

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("state:lost", "no state"),
            ("to:Klingon", "no language"),
            ("before:soon", "names no day"),
            ("on:2026-13", "names no day"),
            ("id:!", "no id"),
        ],
    )
    def test_what_makes_no_sense_is_said_and_not_refused(self, text: str, hint: str) -> None:
        assert hint in asked(text).hints[0]

    def test_an_unknown_field_is_words(self) -> None:
        found = asked("Peskov:không")

        assert [one.words for one in found.phrases] == [("peskov", "khong")]
        assert not found.hints

    def test_a_field_without_a_value_is_nothing(self) -> None:
        assert not asked('state:""').anything

    @given(st.text(max_size=200))
    def test_nothing_that_is_written_fails(self, text: str) -> None:
        parse(text, TODAY)

    def test_a_form_is_written_as_somebody_would(self) -> None:
        assert written([("", "mưa lớn"), ("state", "submitted"), ("outlet", "Tuổi Trẻ"), ("by", " ")]) == (
            'mưa lớn state:submitted outlet:"Tuổi Trẻ"'
        )
