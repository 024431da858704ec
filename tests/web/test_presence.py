"""The page asks who else is there, and what they changed: cheaply, and without writing."""

import base64
import zlib
from typing import Any

import pytest
from sqlalchemy import select

from desk.domain.workflow import Role
from desk.models import Presence, Profile, Story, StoryAccess, Translation, Unit
from desk.services.presence import appear
from desk.web.sheet.seen import UNTOLD, stamp
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted


@pytest.fixture
def made(desk: WebDesk) -> Translation:
    with desk.work() as home:
        return factories.edited(home)


def units(desk: WebDesk, translation: Translation) -> list[Unit]:
    with desk.work() as home:
        return home.units(home.session.get_one(Translation, translation.id))


def marker(units: list[Unit], **instead: int) -> str:
    """What the page of a writer says of its rows; `instead` names bytes by the row's number, as `row2`."""
    stamps = [stamp(unit.version, unit.confirmed_at is not None) for unit in units]
    for name, byte in instead.items():
        stamps[int(name.removeprefix("row")) - 1] = byte
    return base64.urlsafe_b64encode(zlib.compress(bytes(stamps))).decode()


def look(visitor: Visitor, translation: Translation, seen: str | None = None, **more: Any) -> Any:
    asked = {} if seen is None else {"seen": seen}
    return visitor.get(f"/translations/{translation.id}/changes", query_string={**asked, **more}).json


def come(visitor: Visitor, translation: Translation, unit: str = "", status: int = 200) -> None:
    visitor.post(f"/translations/{translation.id}/here", {"unit": unit}, status=status)


class TestPeople:
    def test_it_shows_who_else_is_there_and_where(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        second = units(desk, made)[1].id
        come(editor, made, second)
        come(translator, made)

        answer = look(translator, made)

        assert answer["here"] == [{"person": desk.editor.person_id, "name": "Lan", "unit": second}]
        assert "Lan" in answer["people"]
        assert list(answer["segments"]) == [second]
        assert "is here" in answer["segments"][second]

    def test_who_writes_is_shown_writing(
        self, desk: WebDesk, translator: Visitor, editor: Visitor, made: Translation
    ) -> None:
        come(editor, made)
        with desk.work() as home:
            third = home.units(home.session.get_one(Translation, made.id))[2]
            home.editing(home.editor).save(third.id, "He declined.", third.version)

        answer = look(translator, made)

        assert "is writing here" in answer["segments"][third.id]

    def test_nobody_else_is_a_short_answer(self, translator: Visitor, made: Translation) -> None:
        come(translator, made)

        assert look(translator, made) == {"result": "seen", "here": [], "people": "", "segments": {}}

    def test_a_name_is_a_text(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        evil = desk.person("evil", Role.EDITOR)
        with desk.work() as home:
            home.session.get_one(Profile, evil.person_id).name = "<script>x"
        come(desk.visitor(evil), made, units(desk, made)[0].id)

        answer = look(translator, made)

        assert "<script" not in answer["people"] + "".join(answer["segments"].values())
        assert "&lt;script" in answer["people"]

    def test_of_a_story_that_one_may_not_see_nothing_is_said_or_written(
        self, desk: WebDesk, editor: Visitor, made: Translation
    ) -> None:
        with desk.work() as home:
            home.session.get_one(Story, made.story_id).restricted = True
            home.session.add(StoryAccess(story_id=made.story_id, person_id=desk.translator.person))

        editor.get(f"/translations/{made.id}/changes", status=404)
        come(editor, made, status=404)

        with desk.work() as home:
            assert home.session.scalars(select(Presence)).all() == []

    def test_it_is_for_who_is_signed_in(self, nobody: Visitor, made: Translation) -> None:
        come(nobody, made, status=303)
        nobody.get(f"/translations/{made.id}/changes", status=303)


class TestRows:
    def test_it_brings_what_another_wrote(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        before = marker(units(desk, made))
        with desk.work() as home:
            second = home.units(home.session.get_one(Translation, made.id))[1]
            home.editing(home.editor).save(second.id, "Three were hurt.", second.version)

        answer = look(translator, made, before)

        assert list(answer["units"]) == [second.id]
        assert answer["units"][second.id]["text"] == "Three were hurt."
        assert answer["summary"]["confirmed"] == 3
        assert look(translator, made, marker(units(desk, made)))["moved"] is False

    def test_it_brings_a_confirmation(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        before = marker(units(desk, made))
        with desk.work() as home:
            home.editing(home.editor).unconfirm(home.units(home.session.get_one(Translation, made.id))[0].id)

        answer = look(translator, made, before)

        assert [parts["status"] for parts in answer["units"].values()] == ["edited"]
        assert [parts["stamp"] for parts in answer["units"].values()] == [
            stamp(one.version, False) for one in units(desk, made)[:1]
        ]

    def test_it_is_silent_of_a_row_whose_text_is_on_its_way(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        before = units(desk, made)
        with desk.work() as home:
            second = home.units(home.session.get_one(Translation, made.id))[1]
            home.editing(home.editor).save(second.id, "Three were hurt.", second.version)

        assert "units" not in look(translator, made, marker(before, row2=UNTOLD))

    def test_it_draws_them_for_the_review(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            submitted = factories.submitted(home)
        before = marker(units(desk, submitted))
        with desk.work() as home:
            second = home.units(home.session.get_one(Translation, submitted.id))[1]
            home.editing(home.editor).save(second.id, "Three were hurt.", second.version)

        answer = look(editor, submitted, before, view="review")

        assert "<ins>" in answer["units"][second.id]["changes"]

    @pytest.mark.parametrize("made_up", ["", "x", "====", "eJw", base64.urlsafe_b64encode(b"x" * 9).decode()])
    def test_other_segments_are_another_page(self, translator: Visitor, made: Translation, made_up: str) -> None:
        assert look(translator, made, made_up)["moved"] is True

    def test_it_says_why_one_may_not_write_any_more(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        before = marker(units(desk, made))
        with desk.work() as home:
            home.translations(home.translator).release(made.id)

        assert "cannot be changed now" in look(translator, made, before)["refused"]

    def test_every_stamp_is_a_byte_that_tells_changes_apart(self) -> None:
        stamps = [stamp(version, confirmed) for version in range(500) for confirmed in (False, True)]

        assert set(stamps) == set(range(UNTOLD))
        assert all(stamp(n, c) != stamp(n + 1, d) for n in range(300) for c in (False, True) for d in (False, True))
        assert all(stamp(n, False) != stamp(n, True) for n in range(300))


class TestCost:
    def test_who_is_there_costs_one_query_however_many_there_are(
        self, desk: WebDesk, translator: Visitor, made: Translation
    ) -> None:
        seen = marker(units(desk, made))
        look(translator, made, seen)
        with counted(desk) as alone:
            look(translator, made, seen)
        for name in ("anh", "binh", "chi", "dung"):
            actor = desk.person(name, Role.EDITOR)
            with desk.work() as home:
                appear(home.session, actor, home.session.get_one(Translation, made.id), "")

        with counted(desk) as together:
            answer = look(translator, made, seen)

        assert len(answer["here"]) == 4
        assert len(together) == len(alone)
        assert [one for one in together if "presence" in one] == [one for one in alone if "presence" in one]
        assert len([one for one in alone if "presence" in one]) == 1

    def test_a_look_writes_nothing(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        come(translator, made)

        with counted(desk) as statements:
            look(translator, made, marker(units(desk, made)))

        assert not [one for one in statements if one.lstrip().split()[0] in ("INSERT", "UPDATE", "DELETE")]

    def test_to_be_there_locks_no_text(self, desk: WebDesk, translator: Visitor, made: Translation) -> None:
        translator.get("/patterns")
        with counted(desk) as statements:
            come(translator, made)

        assert not [one for one in statements if "FOR UPDATE" in one]
        assert len([one for one in statements if "INSERT INTO presence" in one]) == 1
        assert not [one for one in statements if one.lstrip().startswith("UPDATE")]
