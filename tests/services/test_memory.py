"""The translation memory: what enters, and who is told of it when."""

import datetime as dt

import pytest

from desk.domain.draft import DraftKind
from desk.domain.provenance import Origin
from desk.domain.workflow import Role, State
from desk.memory.index import Match, Passage
from desk.models import Desk, Draft, MemoryEntry, StoryAccess, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor, system
from desk.services.memory import Memory
from desk.services.scores import Scores
from tests import factories
from tests.factories import House

HEADLINE = "Mưa lớn ở Hà Nội"
FIRST, SECOND, THIRD = factories.SENTENCES
IN_CONTEXT = Passage(SECOND, FIRST, THIRD)


def ask(home: House, passage: Passage = IN_CONTEXT, actor: Actor | None = None, pair: str = "vi en") -> Match | None:
    memory = Memory(home.session, actor or system(home.desk.id))
    [match] = memory.exact([passage], *pair.split())
    return match


class TestEntering:
    def test_nothing_is_remembered_before_approval(self, home: House) -> None:
        factories.submitted(home)

        assert ask(home) is None

    def test_an_approved_text_is_found_in_its_context(self, home: House) -> None:
        factories.approved(home)

        match = ask(home)

        assert match is not None
        assert (match.target, match.in_context) == ("Sentence gamma in plain English.", True)

    def test_it_names_where_it_comes_from(self, home: House) -> None:
        translation = factories.approved(home)

        match = ask(home)

        assert match is not None
        entry = home.session.get_one(MemoryEntry, match.entry_id)
        assert (entry.translation_id, entry.revision_id) == (translation.id, translation.revision_id)
        assert entry.unit_id == home.units(translation)[2].id
        assert entry.review_id is not None

    def test_the_same_text_elsewhere_is_a_match_out_of_context(self, home: House) -> None:
        factories.approved(home)

        match = ask(home, Passage(SECOND, "Một câu khác.", THIRD))

        assert match is not None
        assert not match.in_context

    def test_white_space_around_makes_no_difference(self, home: House) -> None:
        factories.approved(home)

        match = ask(home, Passage(f" {SECOND.replace(' ', '  ')}", FIRST, f"{THIRD}\n"))

        assert match is not None
        assert match.in_context

    def test_the_edges_of_an_article_are_a_context(self, home: House) -> None:
        factories.approved(home)

        match = ask(home, Passage(HEADLINE, "", FIRST))

        assert match is not None
        assert match.in_context

    def test_another_pair_is_another_memory(self, home: House) -> None:
        factories.approved(home)

        assert ask(home, pair="vi fr") is None

    def test_what_was_left_out_or_is_to_follow_does_not_enter(self, home: House) -> None:
        translation = factories.edited(home)
        units = home.units(translation)
        home.editing(home.translator).omit(units[2].id, "No news abroad.")
        units[3].to_follow = True
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert ask(home) is None
        assert ask(home, Passage(THIRD, SECOND, "")) is None
        assert ask(home, Passage(FIRST, HEADLINE, SECOND)) is not None

    def test_a_newer_approval_takes_the_place_of_the_older(self, home: House) -> None:
        translation = factories.approved(home)
        home.translations(home.editor).reopen(translation.id, "One word.")
        unit = home.units(translation)[2]
        home.editing(home.translator).confirm(unit.id, "Sentence gamma, better.", unit.version)
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        match = ask(home)

        assert match is not None
        assert match.target == "Sentence gamma, better."
        assert home.session.query(MemoryEntry).filter(MemoryEntry.voided_at.is_(None)).count() == 4

    def test_what_a_newer_approval_leaves_out_is_forgotten(self, home: House) -> None:
        translation = factories.approved(home)
        home.translations(home.editor).reopen(translation.id, "Untrue.")
        home.editing(home.translator).omit(home.units(translation)[2].id, "It was untrue.")
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert ask(home) is None
        assert ask(home, Passage(FIRST, HEADLINE, SECOND)) is not None

    def test_of_two_stories_the_newest_is_told(self, home: House) -> None:
        factories.approved(home)
        second = factories.edited(home)
        unit = home.units(second)[2]
        home.editing(home.translator).confirm(unit.id, "The newest.", unit.version)
        home.translations(home.translator).submit(second.id)
        home.translations(home.editor).approve(second.id)

        match = ask(home)

        assert match is not None
        assert match.target == "The newest."


class TestHiding:
    """Whatever happens to the story happens to its memory."""

    @pytest.fixture
    def translation(self, home: House) -> Translation:
        made = factories.published(home)
        assert ask(home) is not None
        return made

    def test_a_voided_approval_hides_it(self, home: House) -> None:
        translation = factories.approved(home)

        home.translations(home.editor).reopen(translation.id, "Look again.")

        assert ask(home) is None

    def test_a_kill_hides_it(self, home: House, translation: Translation) -> None:
        home.publishing(home.editor).kill(translation.story_id, "Untrue.")

        assert ask(home) is None

    def test_a_takedown_hides_it(self, home: House, translation: Translation) -> None:
        home.publishing(home.editor).withdraw(translation.id, "A court says so.")

        assert ask(home) is None

    def test_an_embargo_hides_it_until_it_has_passed(self, home: House, translation: Translation) -> None:
        home.publishing(home.editor).embargo(translation.story_id, utc_now() + dt.timedelta(hours=1))
        assert ask(home) is None

        home.publishing(home.editor).embargo(translation.story_id, utc_now() - dt.timedelta(seconds=1))

        assert ask(home) is not None

    def test_a_correction_under_way_hides_it(self, home: House, translation: Translation) -> None:
        home.translations(home.editor).revise(translation.id, correction_note="The number was wrong.")

        assert ask(home) is None

    def test_a_restricted_story_is_told_to_those_who_are_named_alone(
        self, home: House, translation: Translation
    ) -> None:
        translation.story.restricted = True
        home.session.add(StoryAccess(story_id=translation.story_id, person_id=home.translator.person))
        home.session.flush()

        assert ask(home, actor=home.translator) is not None
        assert ask(home, actor=home.editor) is None

    def test_a_restricted_story_is_not_told_to_the_desk_which_drafts_for_everybody(
        self, home: House, translation: Translation
    ) -> None:
        translation.story.restricted = True
        home.session.flush()

        assert ask(home) is None

    def test_another_desk_is_told_nothing(self, home: House, translation: Translation) -> None:
        other = Desk(name="Sports", settings={})
        home.session.add(other)
        home.session.flush()

        assert ask(home, actor=system(other.id)) is None
        stranger = Actor(home.translator.person_id, other.id, frozenset({Role.TRANSLATOR}))
        assert ask(home, actor=stranger) is None


class TestDrafts:
    """What a unit that began with the memory is from then on."""

    @pytest.fixture
    def remembered(self, home: House) -> Translation:
        """A story like an approved one, every unit from the memory."""
        factories.approved(home)
        translation = factories.translation_of(home, factories.story(home))
        factories.draft_all(home.session, translation, remembers=True)
        return translation

    def test_a_unit_from_the_memory_says_so(self, home: House, remembered: Translation) -> None:
        unit = home.units(remembered)[2]

        assert (unit.text, unit.origin) == ("Sentence gamma in plain English.", Origin.MEMORY)
        assert unit.draft is not None
        assert (unit.draft.kind, unit.draft.engine) == (DraftKind.MEMORY, "memory")
        match = ask(home)
        assert match is not None
        assert unit.draft.memory_id == match.entry_id

    def test_it_has_no_other_draft(self, home: House, remembered: Translation) -> None:
        ids = [unit.id for unit in home.units(remembered)]

        kinds = {draft.kind for draft in home.session.query(Draft).filter(Draft.unit_id.in_(ids))}

        assert kinds == {DraftKind.MEMORY}

    def test_a_confirmed_one_stays_the_memorys(self, home: House, remembered: Translation) -> None:
        home.translations(home.translator).claim(remembered.id)
        unit = home.units(remembered)[2]

        home.editing(home.translator).confirm(unit.id, unit.text, unit.version)

        assert (unit.origin, unit.author_id) == (Origin.MEMORY, None)

    def test_scores_leave_it_out_edited_or_not(self, home: House, remembered: Translation) -> None:
        home.translations(home.translator).claim(remembered.id)
        for number, unit in enumerate(home.units(remembered)):
            text = unit.text if number else "Rewritten by hand."
            home.editing(home.translator).confirm(unit.id, text, unit.version)
        home.translations(home.translator).submit(remembered.id)

        home.translations(home.editor).approve(remembered.id)

        assert remembered.state is State.APPROVED
        assert Scores(home.session).of(remembered) == []
