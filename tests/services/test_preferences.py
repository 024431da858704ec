"""What people choose for themselves."""

import pytest
from sqlalchemy import func, select

from desk.domain.errors import Forbidden, Invalid
from desk.models import Preference
from desk.services.actor import system
from desk.services.own_profile import OwnProfile, zones
from desk.services.people import People
from desk.services.preferences import Choice, Preferences, of_everybody
from tests.factories import House


class TestChoosing:
    def test_it_keeps_a_choice_for_its_person_alone(self, home: House) -> None:
        Preferences(home.session, home.editor).choose(Choice.LANGUAGE, "ar")

        Preferences(home.session, home.translator).choose(Choice.LANGUAGE, "vi")

        assert Preferences(home.session, home.translator).read(Choice.LANGUAGE) == "vi"
        assert Preferences(home.session, home.editor).read(Choice.LANGUAGE) == "ar"

    def test_it_takes_the_latest(self, home: House) -> None:
        mine = Preferences(home.session, home.translator)
        mine.choose(Choice.KEYS, {"copy": "c"})

        mine.choose(Choice.KEYS, {"copy": "k"})

        assert mine.read(Choice.KEYS) == {"copy": "k"}

    def test_it_says_nothing_where_nothing_was_chosen(self, home: House) -> None:
        assert Preferences(home.session, home.translator).read(Choice.KEYS) is None

    def test_it_forgets(self, home: House) -> None:
        mine = Preferences(home.session, home.translator)
        mine.choose(Choice.LANGUAGE, "vi")

        mine.choose(Choice.LANGUAGE, None)
        mine.choose(Choice.LANGUAGE, None)

        assert mine.read(Choice.LANGUAGE) is None

    def test_the_desk_itself_prefers_nothing(self, home: House) -> None:
        with pytest.raises(Forbidden):
            Preferences(home.session, system(home.desk.id))

    def test_it_tells_of_several_people(self, home: House) -> None:
        Preferences(home.session, home.translator).choose(Choice.LANGUAGE, "vi")
        Preferences(home.session, home.administrator).choose(Choice.LANGUAGE, "es")

        found = of_everybody(home.session, Choice.LANGUAGE, [home.translator.person, home.editor.person])

        assert found == {home.translator.person: "vi"}

    def test_they_go_with_their_person(self, home: House) -> None:
        Preferences(home.session, home.translator).choose(Choice.LANGUAGE, "vi")
        Preferences(home.session, home.editor).choose(Choice.LANGUAGE, "es")

        People(home.session, home.administrator).leave(home.translator.person)

        assert home.session.scalar(select(func.count()).select_from(Preference)) == 1


class TestOwnProfile:
    def test_it_changes(self, home: House) -> None:
        OwnProfile(home.session, home.translator).change("  Mai  Trần ", " mai@newsroom.example ", "Asia/Ho_Chi_Minh")

        found = OwnProfile(home.session, home.translator).read()
        assert (found.name, found.email, found.time_zone) == ("Mai Trần", "mai@newsroom.example", "Asia/Ho_Chi_Minh")

    def test_it_needs_no_address(self, home: House) -> None:
        OwnProfile(home.session, home.translator).change("Mai", "", "UTC")

        assert OwnProfile(home.session, home.translator).read().email == ""

    @pytest.mark.parametrize(
        "address", ["mai", "@newsroom.example", "mai@", "mai@a.example, b@b.example", "mai@a.example\nBcc: x@b.example"]
    )
    def test_it_refuses_what_is_no_address(self, home: House, address: str) -> None:
        with pytest.raises(Invalid, match="not a mail address"):
            OwnProfile(home.session, home.translator).change("Mai", address, "UTC")

    @pytest.mark.parametrize("name", ["", "   ", "x" * 201])
    def test_it_refuses_a_name_that_is_none(self, home: House, name: str) -> None:
        with pytest.raises(Invalid, match="A name has"):
            OwnProfile(home.session, home.translator).change(name, "", "UTC")

    @pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
    def test_it_refuses_a_zone_that_is_none(self, home: House, zone: str) -> None:
        with pytest.raises(Invalid, match="no time zone"):
            OwnProfile(home.session, home.translator).change("Mai", "", zone)

    def test_every_zone_offered_is_one(self, home: House) -> None:
        assert "Asia/Ho_Chi_Minh" in zones()
        assert "UTC" in zones()
