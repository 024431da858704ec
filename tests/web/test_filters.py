"""How dates, numbers, languages and people are written."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from desk.web import filters

PARIS, SAIGON = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Ho_Chi_Minh")
NOON = dt.datetime(2026, 3, 29, 12, 0, tzinfo=dt.UTC)


class TestTimes:
    def test_it_writes_the_hour_of_today_in_the_readers_zone(self) -> None:
        assert filters.short_time(NOON, SAIGON, NOON) == "19:00"

    def test_it_knows_that_clocks_changed_that_night(self) -> None:
        before = dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC)

        assert filters.short_time(before, PARIS, NOON) == "01:30"
        assert filters.short_time(NOON, PARIS, NOON) == "14:00"

    def test_it_writes_the_day_where_it_is_another_in_the_readers_zone(self) -> None:
        late = dt.datetime(2026, 3, 29, 22, 30, tzinfo=dt.UTC)

        assert filters.short_time(late, SAIGON, NOON) == "30 Mar"

    def test_it_writes_the_year_where_it_is_another(self) -> None:
        assert filters.short_time(NOON.replace(year=2024), PARIS, NOON) == "29 Mar 2024"

    def test_it_writes_everything_for_a_tooltip(self) -> None:
        assert filters.full_time(NOON, PARIS).startswith("Sunday 29 March 2026, 14:00 (Central European Summer Time")

    def test_it_writes_utc_for_machines(self) -> None:
        assert filters.machine_time(NOON.astimezone(SAIGON)) == "2026-03-29T12:00:00Z"

    @pytest.mark.parametrize(
        ("minutes", "words"),
        [
            (-0.5, "now"),
            (-3, "3 minutes ago"),
            (-70, "70 minutes ago"),
            (-80, "1 hour ago"),
            (125, "in 2 hours"),
            (-60 * 24 * 9, "1 week ago"),
        ],
    )
    def test_it_says_how_long_ago(self, minutes: float, words: str) -> None:
        assert filters.ago(NOON + dt.timedelta(minutes=minutes), NOON) == words

    def test_it_fills_a_field_in_the_readers_zone(self) -> None:
        assert filters.local_input(NOON, SAIGON) == "2026-03-29T19:00"
        assert filters.local_input(None, SAIGON) == ""


class TestNumbers:
    def test_it_groups_thousands(self) -> None:
        assert filters.number(1234567) == "1,234,567"

    def test_it_keeps_as_many_places_as_are_asked_for(self) -> None:
        assert filters.number(0.3, 2) == "0.30"


class TestLanguages:
    def test_they_stand_in_the_order_of_their_names(self) -> None:
        names = [name for _, name in filters.languages()]

        assert names[:2] == ["Arabic", "Chinese"]
        assert names == sorted(names)

    def test_it_names_a_language_and_tells_its_direction(self) -> None:
        assert (filters.language_name("ar"), filters.direction("ar")) == ("Arabic", "rtl")

    def test_it_leaves_an_unknown_code_as_it_is(self) -> None:
        assert (filters.language_name("tlh"), filters.direction("tlh")) == ("tlh", "ltr")


class TestPeople:
    @pytest.mark.parametrize(
        ("name", "letters"), [("Nguyễn Thị Lan", "NL"), ("mai", "M"), ("", ""), ("Ольга Петренко", "ОП")]
    )
    def test_it_takes_the_first_letters_of_first_and_last_word(self, name: str, letters: str) -> None:
        assert filters.initials(name) == letters

    def test_it_gives_a_person_the_same_colour_always(self) -> None:
        assert filters.hue("01m8") == filters.hue("01m8") < filters.HUES
