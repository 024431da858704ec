"""Who else has a translation open: told to those who may see it, written seldom, and gone after a minute."""

import datetime as dt
from collections.abc import Sequence

import pytest
from sqlalchemy import event, select

from desk.domain.workflow import Role
from desk.models import Membership, Presence, Story, StoryAccess, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.people import People
from desk.services.presence import EVERY, GONE, Here, appear, forget_gone, others
from desk.services.units import outline_of
from tests import factories
from tests.factories import House

NOW = utc_now()


@pytest.fixture
def made(home: House) -> Translation:
    """A translation that the translator holds, beside another one that somebody else has open."""
    noise = factories.edited(home)
    appear(home.session, factories.person(home.session, home.desk, "tuan", Role.EDITOR), noise, "", NOW)
    return factories.edited(home)


def seen(home: House, translation: Translation, actor: Actor, now: dt.datetime = NOW) -> Sequence[Here]:
    return others(home.session, actor, translation, outline_of(home.session, translation), now)


def unit_ids(home: House, translation: Translation) -> list[str]:
    return [unit.id for unit in home.units(translation)]


class TestOthers:
    def test_it_names_who_is_there_and_where(self, home: House, made: Translation) -> None:
        second = unit_ids(home, made)[1]
        appear(home.session, home.editor, made, second, NOW)
        appear(home.session, home.translator, made, "", NOW)

        assert seen(home, made, home.translator) == [Here(home.editor.person, "Lan", second, writes=False)]
        assert seen(home, made, home.editor) == [Here(home.translator.person, "Mai", None, writes=False)]

    def test_who_writes_is_where_they_write(self, home: House, made: Translation) -> None:
        first, second = home.units(made)[:2]
        appear(home.session, home.editor, made, first.id, NOW)

        home.editing(home.editor).save(second.id, "Three were hurt.", second.version)

        assert seen(home, made, home.translator) == [Here(home.editor.person, "Lan", second.id, writes=True)]

    def test_who_said_nothing_for_a_while_is_gone(self, home: House, made: Translation) -> None:
        appear(home.session, home.editor, made, "", NOW)

        assert seen(home, made, home.translator, NOW + GONE - dt.timedelta(seconds=1))
        assert not seen(home, made, home.translator, NOW + GONE)

    def test_a_unit_of_another_translation_is_no_place(self, home: House, made: Translation) -> None:
        elsewhere = unit_ids(home, factories.edited(home))[0]

        appear(home.session, home.editor, made, elsewhere, NOW)
        appear(home.session, home.administrator, made, "no such unit", NOW)

        assert [one.unit_id for one in seen(home, made, home.translator)] == [None, None]

    def test_they_come_by_name(self, home: House, made: Translation) -> None:
        for name in ("zoe", "anh"):
            appear(home.session, factories.person(home.session, home.desk, name, Role.EDITOR), made, "", NOW)
        appear(home.session, home.editor, made, "", NOW)

        assert [one.name for one in seen(home, made, home.translator)] == ["Anh", "Lan", "Zoe"]


class TestWhoMaySee:
    """Whoever lost the right a moment ago is not told of any more."""

    def test_of_a_restricted_story_only_those_who_are_named(self, home: House, made: Translation) -> None:
        for actor in (home.editor, home.administrator):
            appear(home.session, actor, made, "", NOW)
        story = home.session.get_one(Story, made.story_id)
        story.restricted = True
        for actor in (home.translator, home.administrator):
            home.session.add(StoryAccess(story_id=story.id, person_id=actor.person))
        home.session.flush()

        assert [one.person_id for one in seen(home, made, home.translator)] == [home.administrator.person]

    def test_nobody_who_belongs_to_the_desk_no_longer(self, home: House, made: Translation) -> None:
        appear(home.session, home.editor, made, "", NOW)
        for membership in home.session.scalars(select(Membership).where(Membership.person_id == home.editor.person)):
            home.session.delete(membership)
        home.session.flush()

        assert seen(home, made, home.translator) == []

    def test_nobody_who_has_left(self, home: House, made: Translation) -> None:
        appear(home.session, home.editor, made, "", NOW)

        People(home.session, home.administrator).leave(home.editor.person)

        assert seen(home, made, home.translator) == []


class TestWriting:
    def test_nothing_is_written_twice_in_a_while(self, home: House, made: Translation) -> None:
        first, second = unit_ids(home, made)[:2]
        appear(home.session, home.editor, made, first, NOW)

        appear(home.session, home.editor, made, second, NOW + EVERY / 2)

        assert rows(home, made) == [(home.editor.person, first, NOW)]

    def test_the_next_word_moves_the_one_row(self, home: House, made: Translation) -> None:
        first, second = unit_ids(home, made)[:2]
        appear(home.session, home.editor, made, first, NOW)

        appear(home.session, home.editor, made, second, NOW + EVERY)

        assert rows(home, made) == [(home.editor.person, second, NOW + EVERY)]

    def test_the_sweep_takes_out_who_is_gone(self, home: House, made: Translation) -> None:
        appear(home.session, home.editor, made, "", NOW)
        appear(home.session, home.translator, made, "", NOW - GONE)

        forget_gone(home.session, NOW)

        assert [row[0] for row in rows(home, made)] == [home.editor.person]

    def test_it_is_one_query_however_many_there_are(self, home: House, made: Translation) -> None:
        outline = outline_of(home.session, made)
        asked: list[str] = []
        note = lambda *given: asked.append(given[2])  # noqa: E731
        for name in ("anh", "binh", "chi"):
            appear(home.session, factories.person(home.session, home.desk, name, Role.EDITOR), made, "", NOW)
        home.session.flush()

        event.listen(home.session.get_bind(), "before_cursor_execute", note)
        found = others(home.session, home.translator, made, outline, NOW)
        event.remove(home.session.get_bind(), "before_cursor_execute", note)

        assert (len(found), len(asked)) == (3, 1)


def rows(home: House, translation: Translation) -> list[tuple[str, str | None, dt.datetime]]:
    home.session.expire_all()
    found = home.session.scalars(select(Presence).where(Presence.translation_id == translation.id))
    return [(one.person_id, one.unit_id, one.seen_at) for one in found]
