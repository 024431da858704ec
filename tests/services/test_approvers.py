"""Who can still approve a text."""

from desk.domain.workflow import Role
from desk.models import Person, StoryAccess
from desk.models.base import utc_now
from desk.services.approvers import Approvers, approvers
from desk.services.target_fields import TargetFields
from tests import factories
from tests.factories import House


def of(home: House, made: object) -> Approvers:
    return approvers(home.session, made, home.units(made))  # type: ignore[arg-type]


def names(found: Approvers) -> list[str]:
    return [one.name for one in found.able]


class TestApprovers:
    def test_they_are_the_desks_editors_by_name(self, home: House) -> None:
        factories.person(home.session, home.desk, "anna", Role.EDITOR)

        assert names(of(home, factories.submitted(home))) == ["Anna", "Lan", "Noise"]

    def test_who_wrote_a_unit_is_none_of_them(self, home: House) -> None:
        made = factories.submitted(home)
        unit = home.units(made)[1]
        home.editing(home.editor).save(unit.id, "An editor's own words.", unit.version)

        found = of(home, made)

        assert names(found) == ["Noise"]
        assert found.bars(home.editor.person_id)
        assert [one.name for one in found.besides(home.editor.person_id)] == ["Noise"]

    def test_who_wrote_a_field_is_none_of_them(self, home: House) -> None:
        made = factories.submitted(home)
        TargetFields(home.session, home.editing(home.editor)).save(made.id, "section", "Asia", 0)

        assert names(of(home, made)) == ["Noise"]

    def test_who_has_left_or_may_not_see_the_story_is_none_of_them(self, home: House) -> None:
        made = factories.submitted(home)
        gone = factories.person(home.session, home.desk, "gone", Role.EDITOR)
        home.session.get_one(Person, gone.person).left_at = utc_now()
        made.story.restricted = True
        home.session.add(StoryAccess(story_id=made.story_id, person_id=home.editor.person))
        home.session.flush()

        assert names(of(home, made)) == ["Lan"]

    def test_a_desk_without_four_eyes_lets_all_of_them(self, home: House) -> None:
        home.desk.settings = {**home.desk.settings, "four_eyes": False}
        made = factories.submitted(home)
        unit = home.units(made)[1]
        home.editing(home.editor).save(unit.id, "An editor's own words.", unit.version)

        found = of(home, made)

        assert not found.four_eyes
        assert names(found) == ["Lan", "Noise"]
        assert not found.bars(home.editor.person_id)
