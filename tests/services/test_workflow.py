"""The moves of a translation and their guards, tried on rows."""

import datetime as dt

import pytest

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.provenance import Origin
from desk.domain.workflow import Action, Role, State
from desk.models import Transition
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.leases import expire_leases
from desk.services.translations import Returned
from tests import factories
from tests.factories import House


class TestClaiming:
    def test_it_gives_the_translation_to_the_translator(self, home: House) -> None:
        translation = factories.drafted(home)

        home.translations(home.translator).claim(translation.id)

        assert (translation.state, translation.holder_id) == (State.EDITING, home.translator.person_id)
        assert translation.lease_until is not None
        assert translation.lease_until > utc_now()

    def test_it_refuses_what_somebody_else_holds(self, home: House) -> None:
        translation = factories.drafted(home)
        other = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)
        home.translations(other).claim(translation.id)

        with pytest.raises(Conflict):
            home.translations(home.translator).claim(translation.id)

        assert translation.holder_id == other.person_id

    def test_it_refuses_an_editor_without_the_translators_hat(self, home: House) -> None:
        translation = factories.drafted(home)

        with pytest.raises(Forbidden):
            home.translations(home.editor).claim(translation.id)

    def test_it_writes_who_moved_it_and_when(self, home: House) -> None:
        translation = factories.drafted(home)

        home.translations(home.translator).claim(translation.id)

        last = home.session.query(Transition).order_by(Transition.id.desc()).first()
        assert last is not None
        assert (last.action, last.old, last.new) == (Action.CLAIM, State.DRAFTED, State.EDITING)
        assert last.person_id == home.translator.person_id

    def test_it_ends_when_the_lease_runs_out_and_keeps_what_was_written(self, home: House) -> None:
        translation = factories.drafted(home)
        home.translations(home.translator).claim(translation.id)
        unit = home.units(translation)[0]
        home.editing(home.translator).save(unit.id, "Half a thought", unit.version)

        expire_leases(home.session, utc_now() + dt.timedelta(hours=2))

        assert (translation.state, translation.holder_id) == (State.DRAFTED, None)
        assert home.units(translation)[0].text == "Half a thought"

    def test_it_goes_on_while_the_lease_lasts(self, home: House) -> None:
        translation = factories.drafted(home)
        home.translations(home.translator).claim(translation.id)

        expire_leases(home.session)

        assert translation.state is State.EDITING

    def test_an_editor_assigns_to_translators_alone(self, home: House) -> None:
        translation = factories.drafted(home)
        service = home.translations(home.editor)

        with pytest.raises(NotFound):
            service.assign(translation.id, home.administrator.person)
        service.assign(translation.id, home.translator.person)

        assert translation.holder_id == home.translator.person_id


class TestSubmitting:
    def test_it_asks_for_every_confirmation(self, home: House) -> None:
        translation = factories.edited(home)
        home.editing(home.translator).unconfirm(home.units(translation)[1].id)

        with pytest.raises(Conflict, match="number 2"):
            home.translations(home.translator).submit(translation.id)

        assert translation.state is State.EDITING

    def test_it_is_stopped_by_a_blocking_finding(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "Heavy rain fell in Hanoi, especially", unit.version)

        with pytest.raises(Conflict, match="blocking"):
            home.translations(home.translator).submit(translation.id)

    def test_a_contested_finding_lets_it_pass_and_stops_the_approval(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "Heavy rain fell in Hanoi, especially", unit.version)
        blocking = [f for f in home.findings(home.translator).check(translation) if f.level.value == "block"]
        for finding in blocking:
            home.findings(home.translator).contest(finding.id, "The source stops here too.")

        home.translations(home.translator).submit(translation.id)

        with pytest.raises(Conflict, match="open"):
            home.translations(home.editor).approve(translation.id)
        for finding in blocking:
            home.findings(home.editor).accept(finding.id, "So it does.")
        home.translations(home.editor).approve(translation.id)
        assert translation.state is State.APPROVED

    def test_only_the_holder_submits(self, home: House) -> None:
        translation = factories.edited(home)
        other = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)

        with pytest.raises(Forbidden):
            home.translations(other).submit(translation.id)

    def test_who_submitted_takes_it_back(self, home: House) -> None:
        translation = factories.submitted(home)
        other = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)

        with pytest.raises(Forbidden):
            home.translations(other).recall(translation.id)
        home.translations(home.translator).recall(translation.id)

        assert (translation.state, translation.holder_id) == (State.EDITING, home.translator.person_id)


class TestReturning:
    def test_it_sends_one_segment_back_with_its_reason(self, home: House) -> None:
        translation = factories.submitted(home)
        unit = home.units(translation)[2]

        review = home.translations(home.editor).return_(
            translation.id, [Returned(unit.id, "accuracy/mistranslation", "Who says so?")]
        )

        assert (translation.state, translation.holder_id) == (State.EDITING, home.translator.person_id)
        assert [(r.unit_id, r.text) for r in review.reasons] == [(unit.id, "Who says so?")]
        assert [u.confirmed_at is None for u in home.units(translation)] == [False, False, True, False]

    def test_it_needs_a_reason(self, home: House) -> None:
        translation = factories.submitted(home)

        with pytest.raises(Invalid):
            home.translations(home.editor).return_(translation.id, [Returned(home.units(translation)[0].id)])
        with pytest.raises(Invalid):
            home.translations(home.editor).return_(translation.id, [])

        assert translation.state is State.SUBMITTED

    def test_a_translator_returns_nothing(self, home: House) -> None:
        translation = factories.submitted(home)

        with pytest.raises(Forbidden):
            home.translations(home.translator).return_(translation.id, [], "No.")


class TestApproving:
    def test_it_is_of_the_text_that_was_read(self, home: House) -> None:
        translation = factories.submitted(home)

        with pytest.raises(Conflict, match="changed since"):
            home.translations(home.editor).approve(translation.id, expected_hash="0" * 64)

        assert translation.state is State.SUBMITTED

    def test_who_wrote_a_unit_cannot_approve(self, home: House) -> None:
        both = factories.person(home.session, home.desk, "both", Role.TRANSLATOR, Role.EDITOR)
        translation = factories.submitted(home)
        unit = home.units(translation)[0]
        home.editing(both).save(unit.id, "Written by the editor in person.", unit.version)

        with pytest.raises(Forbidden, match="another editor"):
            home.translations(both).approve(translation.id)

        home.translations(home.editor).approve(translation.id)
        assert translation.state is State.APPROVED

    def test_who_only_confirmed_a_draft_cannot_approve_either(self, home: House) -> None:
        both = factories.person(home.session, home.desk, "both", Role.TRANSLATOR, Role.EDITOR)
        translation = factories.drafted(home)
        home.translations(both).claim(translation.id)
        for unit in home.units(translation):
            home.editing(both).confirm(unit.id, unit.text, unit.version)
        assert {unit.origin for unit in home.units(translation)} == {Origin.MACHINE}
        for finding in home.findings(both).check(translation):
            home.findings(both).dismiss(finding.id, "quiet engine")
        home.translations(both).submit(translation.id)

        with pytest.raises(Forbidden):
            home.translations(both).approve(translation.id)

    def test_a_desk_may_switch_four_eyes_off_and_the_review_says_so(self, home: House) -> None:
        home.desk.settings = {**home.desk.settings, "four_eyes": False}
        translation = factories.submitted(home)
        unit = home.units(translation)[0]
        home.editing(home.editor).save(unit.id, "Written by the editor in person.", unit.version)

        review = home.translations(home.editor).approve(translation.id)

        assert review.four_eyes is False

    def test_a_translator_approves_nothing(self, home: House) -> None:
        translation = factories.submitted(home)

        with pytest.raises(Forbidden):
            home.translations(home.translator).approve(translation.id)

    def test_an_open_warning_stops_it(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "The the rain fell on Hanoi.", unit.version)
        home.translations(home.translator).submit(translation.id)

        with pytest.raises(Conflict, match="open"):
            home.translations(home.editor).approve(translation.id)

    def test_reopening_voids_it_and_its_scores(self, home: House) -> None:
        from desk.services.scores import Scores

        translation = factories.approved(home)
        assert Scores(home.session).of(translation)

        home.translations(home.editor).reopen(translation.id)

        assert translation.state is State.EDITING
        assert Scores(home.session).of(translation) == []


class TestVisibility:
    def test_a_restricted_story_is_seen_by_those_named_alone(self, home: House) -> None:
        translation = factories.drafted(home, restricted=True)
        other = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)

        with pytest.raises(NotFound):
            home.translations(other).claim(translation.id)
        home.translations(home.translator).claim(translation.id)

    def test_another_desks_story_does_not_exist(self, home: House) -> None:
        translation = factories.drafted(home)
        stranger = Actor(home.translator.person_id, "0" * 26, frozenset({Role.TRANSLATOR}))

        with pytest.raises(NotFound):
            home.translations(stranger).claim(translation.id)
