"""Saving: versions, conflicts, proposals, bursts; and that no word is ever lost."""

import datetime as dt

import pytest

from desk.domain.errors import Forbidden, Invalid, TooLarge
from desk.domain.provenance import Origin
from desk.domain.workflow import Role
from desk.models import Edit, Proposal, Translation, Unit
from desk.models.base import utc_now
from desk.services.editing import MAX_LENGTH, Saved
from desk.services.leases import expire_leases
from desk.services.units import is_confirmed
from tests import factories
from tests.factories import House


@pytest.fixture
def held(home: House) -> Translation:
    translation = factories.drafted(home)
    home.translations(home.translator).claim(translation.id)
    return translation


def edits(home: House, unit: Unit) -> list[Edit]:
    return home.session.query(Edit).filter_by(unit_id=unit.id).order_by(Edit.id).all()


def proposals(home: House, unit: Unit) -> list[Proposal]:
    return home.session.query(Proposal).filter_by(unit_id=unit.id).order_by(Proposal.id).all()


class TestSaving:
    def test_it_moves_the_version_on(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        before = unit.version

        outcome = home.editing(home.translator).save(unit.id, "Rain in Hanoi.", before)

        assert (outcome.result, outcome.version, unit.text) == (Saved.SAVED, before + 1, "Rain in Hanoi.")

    def test_it_says_whose_text_it_is(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        assert (unit.origin, unit.author_id) == (Origin.MACHINE, None)

        home.editing(home.translator).save(unit.id, "Rain in Hanoi.", unit.version)

        assert (unit.origin, unit.author_id) == (Origin.POST_EDITED, home.translator.person_id)

    def test_a_draft_put_back_is_a_machines_again(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).save(unit.id, "Rain in Hanoi.", unit.version)

        home.editing(home.translator).restore_draft(unit.id, unit.version)

        assert (unit.text, unit.origin, unit.author_id) == ("[en] Hà Nội mưa lớn.", Origin.MACHINE, None)

    def test_the_same_text_again_changes_nothing(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).save(unit.id, "Rain in Hanoi.", unit.version)
        version = unit.version

        outcome = home.editing(home.translator).save(unit.id, "Rain in Hanoi.", version - 1)

        assert (outcome.result, outcome.version) == (Saved.SAVED, version)

    def test_it_stores_one_normal_form(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]

        home.editing(home.translator).save(unit.id, "Cafe\u0301 in Hanoi.", unit.version)

        assert unit.text == "Café in Hanoi."

    def test_it_refuses_a_book(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]

        with pytest.raises(TooLarge):
            home.editing(home.translator).save(unit.id, "x" * (MAX_LENGTH + 1), unit.version)

    def test_it_keeps_the_claim_alive(self, home: House, held: Translation) -> None:
        held.lease_until = utc_now() + dt.timedelta(minutes=1)
        unit = home.units(held)[1]

        home.editing(home.translator).save(unit.id, "Rain.", unit.version)

        assert held.lease_until > utc_now() + dt.timedelta(minutes=30)


class TestTwoPeople:
    def test_nobody_loses_words(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        seen = unit.version
        home.editing(home.translator).save(unit.id, "It rained in Hanoi.", seen)

        outcome = home.editing(home.editor).save(unit.id, "Heavy rain hit Hanoi.", seen)

        assert outcome.result is Saved.CONFLICT
        assert (outcome.mine, outcome.theirs) == ("Heavy rain hit Hanoi.", "It rained in Hanoi.")
        assert unit.text == "It rained in Hanoi."
        assert [(p.author_id, p.text) for p in proposals(home, unit)] == [
            (home.editor.person_id, "Heavy rain hit Hanoi.")
        ]

    def test_each_ones_burst_is_an_edit_of_their_own(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).save(unit.id, "It rained.", unit.version)

        home.editing(home.editor).save(unit.id, "It poured.", unit.version, end_of_burst=True)

        assert [(e.author_id, e.after) for e in edits(home, unit)] == [
            (home.translator.person_id, "It rained."),
            (home.editor.person_id, "It poured."),
        ]


class TestLateTexts:
    def test_a_text_after_the_lease_is_kept_as_a_proposal(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        expire_leases(home.session, utc_now() + dt.timedelta(hours=2))

        outcome = home.editing(home.translator).save(unit.id, "Written on a train.", unit.version)

        assert outcome.result is Saved.PROPOSED
        assert unit.text == "[en] Hà Nội mưa lớn."
        assert [p.text for p in proposals(home, unit)] == ["Written on a train."]

    def test_a_text_after_approval_voids_nothing(self, home: House) -> None:
        translation = factories.approved(home)
        unit = home.units(translation)[1]

        outcome = home.editing(home.translator).save(unit.id, "Too late.", unit.version)

        assert (outcome.result, translation.state.value) == (Saved.PROPOSED, "approved")

    def test_an_editor_writes_into_what_was_submitted(self, home: House) -> None:
        translation = factories.submitted(home)
        unit = home.units(translation)[1]

        outcome = home.editing(home.editor).save(unit.id, "A better sentence.", unit.version)

        assert outcome.result is Saved.SAVED
        assert (unit.author_id, is_confirmed(unit)) == (home.editor.person_id, True)

    def test_a_translator_does_not(self, home: House) -> None:
        translation = factories.submitted(home)
        unit = home.units(translation)[1]

        assert home.editing(home.translator).save(unit.id, "One more.", unit.version).result is Saved.PROPOSED

    def test_another_translator_does_not_write_in_a_held_one(self, home: House, held: Translation) -> None:
        other = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)
        unit = home.units(held)[1]

        assert home.editing(other).save(unit.id, "Mine.", unit.version).result is Saved.PROPOSED
        with pytest.raises(Forbidden):
            home.editing(other).omit(unit.id, "I said so.")


class TestBursts:
    def test_saves_of_one_burst_are_one_edit(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        editing = home.editing(home.translator)
        editing.save(unit.id, "It r", unit.version, milliseconds=700)
        editing.save(unit.id, "It rained.", unit.version, milliseconds=900)

        editing.confirm(unit.id, "It rained hard.", unit.version, milliseconds=400)

        (edit,) = edits(home, unit)
        assert (edit.before, edit.after) == ("[en] Hà Nội mưa lớn.", "It rained hard.")
        assert edit.milliseconds == 2000
        assert edit.draft_id == unit.draft_id

    def test_confirming_an_untouched_draft_is_no_edit(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]

        home.editing(home.translator).confirm(unit.id, unit.text, unit.version)

        assert edits(home, unit) == []
        assert (unit.origin, unit.confirmed_by) == (Origin.MACHINE, home.translator.person_id)

    def test_moving_on_ends_the_burst(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).save(unit.id, "It rained.", unit.version)

        home.translations(home.translator).release(held.id)

        assert [edit.after for edit in edits(home, unit)] == ["It rained."]


class TestConfirming:
    def test_it_holds_until_the_text_changes(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).confirm(unit.id, "It rained.", unit.version)
        assert is_confirmed(unit)

        home.editing(home.translator).save(unit.id, "It rained hard.", unit.version)

        assert not is_confirmed(unit)

    def test_an_empty_text_is_not_confirmed(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]

        with pytest.raises(Invalid, match="empty"):
            home.editing(home.translator).confirm(unit.id, " ", unit.version)


class TestLeavingOut:
    def test_it_needs_a_reason_and_is_confirmed_by_it(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        with pytest.raises(Invalid):
            home.editing(home.translator).omit(unit.id, "")

        home.editing(home.translator).omit(unit.id, "The weather is no news abroad.")

        assert (unit.text, unit.origin, is_confirmed(unit)) == ("", Origin.OMITTED, True)
        assert [edit.after for edit in edits(home, unit)] == [""]

    def test_saving_nothing_leaves_it_out_still(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).omit(unit.id, "No news.")

        home.editing(home.translator).save(unit.id, "", unit.version)

        assert (unit.origin, unit.omitted_reason) == (Origin.OMITTED, "No news.")

    def test_it_can_be_taken_in_again_without_a_text(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).omit(unit.id, "No news.")

        home.editing(home.translator).include(unit.id)

        assert (unit.origin, unit.omitted_reason, is_confirmed(unit)) == (Origin.NONE, "", False)

    def test_writing_takes_it_back(self, home: House, held: Translation) -> None:
        unit = home.units(held)[1]
        home.editing(home.translator).omit(unit.id, "No news.")

        home.editing(home.translator).save(unit.id, "News after all.", unit.version)

        assert (unit.origin, unit.omitted_reason) == (Origin.POST_EDITED, "")
