"""Restricted stories: who names people, what being named opens, and what happens when a name is taken away."""

import pytest

from desk.domain.errors import Conflict, Forbidden, NotFound
from desk.domain.workflow import Role, State
from desk.services import access
from desk.services.actor import Actor
from desk.services.queue import Queue, QueueFilter
from desk.services.story_access import NAMED, RESTRICTED, TAKEN_AWAY, StoryAccesses
from tests import factories
from tests.factories import House


@pytest.fixture
def binh(home: House) -> Actor:
    return factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)


def sees(home: House, actor: Actor, story_id: str) -> bool:
    try:
        access.story(home.session, actor, story_id, lock=False)
    except NotFound:
        return False
    return True


class TestNaming:
    def test_who_took_it_in_names_others(self, home: House, binh: Actor) -> None:
        story = factories.story(home, restricted=True)
        assert not sees(home, binh, story.id)

        StoryAccesses(home.session, home.translator).name(story.id, binh.person)

        assert sees(home, binh, story.id)
        assert not sees(home, home.editor, story.id)
        assert Queue(home.session, binh).page(QueueFilter()).total == 1

    def test_who_is_not_named_finds_no_such_story_to_name_anybody_in(self, home: House, binh: Actor) -> None:
        story = factories.story(home, restricted=True)

        for act in (StoryAccesses(home.session, home.editor).name, StoryAccesses(home.session, binh).take_away):
            with pytest.raises(NotFound):
                act(story.id, home.editor.person)
        with pytest.raises(NotFound):
            StoryAccesses(home.session, home.editor).view(story.id)

    def test_a_translator_who_is_named_names_nobody(self, home: House, binh: Actor) -> None:
        story = factories.story(home, restricted=True)
        StoryAccesses(home.session, home.translator).name(story.id, binh.person)

        with pytest.raises(Forbidden):
            StoryAccesses(home.session, binh).name(story.id, home.editor.person)

    def test_it_knows_nobody_from_elsewhere(self, home: House) -> None:
        story = factories.story(home, restricted=True)

        with pytest.raises(NotFound):
            StoryAccesses(home.session, home.translator).name(story.id, "01m8nobody")

    def test_a_story_that_all_see_has_nobody_to_name(self, home: House, binh: Actor) -> None:
        story = factories.story(home)

        with pytest.raises(Conflict):
            StoryAccesses(home.session, home.translator).name(story.id, binh.person)

    def test_each_act_is_recorded(self, home: House, binh: Actor) -> None:
        story = factories.story(home, restricted=True)
        accesses = StoryAccesses(home.session, home.translator)
        accesses.name(story.id, binh.person)
        accesses.name(story.id, binh.person)
        accesses.take_away(story.id, binh.person)

        view = accesses.view(story.id)

        assert [(one.action, one.details["person"]) for one in view.record] == [
            (NAMED, binh.person),
            (TAKEN_AWAY, binh.person),
        ]
        assert view.named == [(home.translator.person, "Mai")]
        assert "Binh" in [name for _, name in view.others]


class TestTakingAway:
    def test_what_they_held_is_free_again_and_nothing_is_lost(self, home: House, binh: Actor) -> None:
        translation = factories.drafted(home, restricted=True)
        accesses = StoryAccesses(home.session, home.translator)
        accesses.name(translation.story_id, binh.person)
        home.translations(binh).claim(translation.id)
        unit = home.units(translation)[1]
        home.editing(binh).save(unit.id, "It rained.", unit.version)

        accesses.take_away(translation.story_id, binh.person)

        assert not sees(home, binh, translation.story_id)
        assert translation.state is State.DRAFTED
        assert translation.holder_id is None
        assert unit.text == "It rained."

    def test_somebody_stays_named(self, home: House) -> None:
        story = factories.story(home, restricted=True)

        with pytest.raises(Conflict, match="at least one"):
            StoryAccesses(home.session, home.translator).take_away(story.id, home.translator.person)

    def test_nobody_loses_what_they_never_had(self, home: House, binh: Actor) -> None:
        story = factories.story(home, restricted=True)

        with pytest.raises(NotFound):
            StoryAccesses(home.session, home.translator).take_away(story.id, binh.person)


class TestRestricting:
    def test_it_hides_a_story_from_all_but_those_at_work_on_it(self, home: House, binh: Actor) -> None:
        translation = factories.edited(home)
        accesses = StoryAccesses(home.session, home.editor)

        accesses.restrict(translation.story_id)

        assert sees(home, home.editor, translation.story_id)
        assert sees(home, home.translator, translation.story_id)
        assert not sees(home, binh, translation.story_id)
        assert [one.action for one in accesses.view(translation.story_id).record] == [RESTRICTED]
        assert Queue(home.session, binh).page(QueueFilter()).total == 0

    def test_it_opens_a_story_again(self, home: House, binh: Actor) -> None:
        story = factories.story(home, restricted=True)

        StoryAccesses(home.session, home.translator).open(story.id)

        assert sees(home, binh, story.id)
        assert Queue(home.session, binh).page(QueueFilter()).total == 1


class TestAssigning:
    def test_nobody_is_given_what_they_may_not_see(self, home: House, binh: Actor) -> None:
        translation = factories.drafted(home, restricted=True)
        accesses = StoryAccesses(home.session, home.translator)
        accesses.name(translation.story_id, home.editor.person)

        with pytest.raises(Conflict, match="name them first"):
            home.translations(home.editor).assign(translation.id, binh.person)
        accesses.name(translation.story_id, binh.person)
        home.translations(home.editor).assign(translation.id, binh.person)

        assert translation.holder_id == binh.person


class TestHandingOver:
    def test_its_holder_gives_it_to_a_colleague_with_a_note(self, home: House, binh: Actor) -> None:
        translation = factories.edited(home)

        home.translations(home.translator).hand_over(translation.id, binh.person, "The last caption is open.")

        assert (translation.state, translation.holder_id) == (State.EDITING, binh.person)
        (row,) = Queue(home.session, binh).page(QueueFilter()).rows
        assert row.note == "The last caption is open."
        assert home.units(translation)[1].text.startswith("Sentence")

    def test_an_editor_takes_it_over_for_somebody(self, home: House, binh: Actor) -> None:
        translation = factories.edited(home)

        home.translations(home.editor).hand_over(translation.id, binh.person)

        assert translation.holder_id == binh.person

    def test_nobody_else_does(self, home: House, binh: Actor) -> None:
        translation = factories.edited(home)

        with pytest.raises(Forbidden):
            home.translations(binh).hand_over(translation.id, binh.person)

    @pytest.mark.parametrize("make", [factories.drafted, factories.submitted])
    def test_only_what_is_being_edited_changes_hands(self, home: House, binh: Actor, make: object) -> None:
        translation = make(home)  # type: ignore[operator]

        with pytest.raises(Conflict):
            home.translations(home.editor).hand_over(translation.id, binh.person)

    def test_it_goes_to_translators_alone(self, home: House) -> None:
        translation = factories.edited(home)

        with pytest.raises(NotFound):
            home.translations(home.translator).hand_over(translation.id, home.administrator.person)
