"""A change of a term shows what it touches before it is made, and then does just that."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from desk.domain.draft import DraftKind
from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.provenance import Origin
from desk.domain.term import Form, FormStatus, Term, TermState
from desk.domain.workflow import Role, State
from desk.glossary.matcher import Glossary
from desk.models import (
    Draft,
    Edit,
    EffectKind,
    EffectOutcome,
    PlanState,
    TermEffect,
    TermPlan,
    TermRow,
    TermSuggestion,
    Translation,
    Unit,
)
from desk.services import glossary_effects
from desk.services.exchange import export_records
from desk.services.findings import Findings, findings_of
from desk.services.glossary_current import Glossaries
from desk.services.glossary_effects import Acting, Looking, rewording
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import Terms
from desk.services.glossary_touched import TouchedTexts
from desk.services.scores import Scores
from tests import factories
from tests.factories import House

OLD = Term("kremlin", {"vi": (Form("Điện Kremlin"),), "en": (Form("Kremlin Palace", article="the"),)})
NEW = replace(
    OLD,
    forms={
        "vi": OLD.forms["vi"],
        "en": (Form("Kremlin", article="the"), Form("Kremlin Palace", FormStatus.FORBIDDEN, article="the")),
    },
)
SENTENCES = ("Điện Kremlin từ chối bình luận.", "Ba người bị thương.")
DRAFT = "The Kremlin Palace declined to comment."
REPAIRED = "The Kremlin declined to comment."


@pytest.fixture
def row(home: House) -> TermRow:
    terms = Terms(home.session, home.editor)
    made = terms.propose(OLD)
    return terms.approve(made.id, made.version)


def look(home: House, plan: TermPlan, size: int = 2) -> None:
    """Does what the job does."""
    looking, after, more = Looking(home.session, home.editor, plan), "", True
    change = rewording(Glossaries(Glossary).of(home.session, home.desk.id), plan)
    while more:
        found, after, _ = looking.chunk(after, size, change)
        home.session.add_all(found)
        more = bool(after)
    plan.state = PlanState.READY
    home.session.flush()


def act(home: House, plan: TermPlan) -> None:
    glossary = Glossaries(Glossary).of(home.session, home.desk.id)
    acting = Acting(home.session, home.editor, plan, glossary)
    while (translation_id := acting.next_translation()) is not None:
        acting.see_to(translation_id)


def planned(home: House, row: TermRow, term: Term = NEW) -> TermPlan:
    plan = TermPlans(home.session, home.editor).change(row.id, term, row.version, "Shorter.")
    look(home, plan)
    return plan


def say(home: House, translation: Translation, text: str = DRAFT) -> None:
    """Puts a machine's text into the first paragraph."""
    unit = home.units(translation)[1]
    unit.text = unit.logged_text = text
    home.session.flush()


def effects(home: House, plan: TermPlan) -> Sequence[TermEffect]:
    return home.session.query(TermEffect).filter_by(plan_id=plan.id).order_by(TermEffect.id).all()


def only(home: House, plan: TermPlan) -> TermEffect:
    [effect] = effects(home, plan)
    return effect


def checks(home: House, translation: Translation) -> set[str]:
    """The checks that found something in a text."""
    return {found.check for found in findings_of(home.session, translation)}


class TestLooking:
    def test_it_shows_what_becomes_of_a_draft(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)

        effect = only(home, planned(home, row))

        assert (effect.kind, effect.before, effect.after) == (
            EffectKind.DRAFT,
            DRAFT,
            "The Kremlin declined to comment.",
        )

    def test_it_tells_whose_texts_they_are(self, home: House, row: TermRow) -> None:
        kinds = {}
        for make in (factories.drafted, factories.edited, factories.approved, factories.published):
            translation = make(home, *SENTENCES)
            say(home, translation)
            kinds[translation.id] = make.__name__

        found = {kinds[one.translation_id]: one.kind.value for one in effects(home, planned(home, row))}

        assert found == {"drafted": "draft", "edited": "written", "approved": "approved", "published": "published"}

    def test_a_draft_that_somebody_writes_in_now_is_theirs(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)
        home.translations(home.translator).claim(translation.id)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, DRAFT, unit.version)

        effect = only(home, planned(home, row))

        assert (unit.origin, effect.kind) == (Origin.MACHINE, EffectKind.WRITTEN)

    def test_it_counts_by_kind_and_language(self, home: House, row: TermRow) -> None:
        for _ in range(3):
            say(home, factories.drafted(home, *SENTENCES))

        plan = planned(home, row)

        assert TouchedTexts(home.session, home.editor).counts(plan).every[EffectKind.DRAFT] == {"en": 3}

    def test_it_shows_nothing_that_its_maker_may_not_see(self, home: House, row: TermRow) -> None:
        say(home, factories.drafted(home, *SENTENCES, restricted=True))

        assert effects(home, planned(home, row)) == []

    def test_a_story_that_was_restricted_since_is_shown_no_more(self, home: House, row: TermRow) -> None:
        translation = factories.published(home, *SENTENCES)
        say(home, translation)
        plan, plans = planned(home, row), TermPlans(home.session, home.editor)
        texts = TouchedTexts(home.session, home.editor)
        assert texts.counts(plan).every[EffectKind.PUBLISHED] == {"en": 1}

        translation.story.restricted = True
        home.session.flush()

        assert texts.effects(plan, None, "", 1) == ([], 0)
        assert texts.touched(plan) == []
        assert not any(texts.counts(plan).every.values())
        assert plans.carry_out(plan.id, [translation.id]).opens == []
        act(home, plan)
        assert texts.outcomes(plan) == {}

    def test_it_leaves_killed_and_withdrawn_texts(self, home: House, row: TermRow) -> None:
        translation = factories.published(home, *SENTENCES)
        say(home, translation)
        home.publishing(home.editor).withdraw(translation.id, "Wrong.")

        assert effects(home, planned(home, row)) == []

    def test_it_is_for_its_maker_alone(self, home: House, row: TermRow) -> None:
        plan = planned(home, row)
        other = factories.person(home.session, home.desk, "eva", Role.EDITOR)

        with pytest.raises(NotFound):
            TermPlans(home.session, other).get(plan.id)
        with pytest.raises(Forbidden):
            TermPlans(home.session, home.translator).change(row.id, NEW, row.version)


class TestActing:
    def test_it_repairs_drafts_that_nobody_touched(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)

        TermPlans(home.session, home.editor).carry_out(plan.id)
        act(home, plan)

        unit = home.units(translation)[1]
        assert (unit.text, unit.origin, unit.author_id) == (REPAIRED, Origin.MACHINE, None)
        edit = home.session.query(Edit).filter_by(unit_id=unit.id).one()
        assert (edit.before, edit.author_id, edit.reason) == (DRAFT, home.editor.person_id, "term: kremlin")
        assert only(home, plan).outcome is EffectOutcome.REPAIRED

    def test_a_persons_text_gets_a_finding_and_stays(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        home.translations(home.translator).claim(translation.id)
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, DRAFT, unit.version)
        plan = planned(home, row)

        TermPlans(home.session, home.editor).carry_out(plan.id)
        act(home, plan)

        assert (unit.text, unit.confirmed_by) == (DRAFT, home.translator.person_id)
        assert only(home, plan).outcome is EffectOutcome.TOLD
        assert "glossary_forbidden" in checks(home, translation)

    def test_it_leaves_what_was_changed_since_it_was_looked_at(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)
        home.translations(home.translator).claim(translation.id)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, "My own text.", unit.version)

        TermPlans(home.session, home.editor).carry_out(plan.id)
        act(home, plan)

        assert unit.text == "My own text."
        assert only(home, plan).outcome is EffectOutcome.CHANGED

    def test_it_leaves_what_was_drafted_anew_since_it_was_looked_at(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)
        unit = factories.drafted_as(home, home.units(translation)[1], "The Kremlin Palace was silent.")

        TermPlans(home.session, home.editor).carry_out(plan.id)
        act(home, plan)

        assert unit.text == "The Kremlin Palace was silent."
        assert only(home, plan).outcome is EffectOutcome.CHANGED

    def test_it_leaves_what_its_maker_may_not_see_any_more(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)
        translation.story.restricted = True

        TermPlans(home.session, home.editor).carry_out(plan.id)
        act(home, plan)

        assert home.units(translation)[1].text == DRAFT
        assert only(home, plan).outcome is EffectOutcome.REFUSED

    def test_it_opens_nothing_whose_text_is_another_by_now(self, home: House, row: TermRow) -> None:
        translation = factories.published(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)
        say(home, translation, "Moscow declined to comment.")

        TermPlans(home.session, home.editor).carry_out(plan.id, [translation.id], "A note.")
        act(home, plan)

        assert translation.state is State.PUBLISHED
        assert only(home, plan).outcome is EffectOutcome.CHANGED

    def test_it_opens_what_was_ticked(self, home: House, row: TermRow) -> None:
        ticked, other = factories.published(home, *SENTENCES), factories.published(home, *SENTENCES)
        for translation in (ticked, other):
            say(home, translation)
        plan = planned(home, row)

        TermPlans(home.session, home.editor).carry_out(plan.id, [ticked.id], "We wrote “Kremlin Palace”.")
        act(home, plan)

        assert (ticked.state, ticked.correction_note) == (State.EDITING, "We wrote “Kremlin Palace”.")
        assert ticked.holder_id == home.editor.person_id
        assert home.units(ticked)[1].text == DRAFT
        assert other.state is State.PUBLISHED
        assert "glossary_forbidden" in checks(home, ticked)

    def test_a_correction_needs_a_note(self, home: House, row: TermRow) -> None:
        translation = factories.published(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)

        with pytest.raises(Invalid, match="note"):
            TermPlans(home.session, home.editor).carry_out(plan.id, [translation.id])

    def test_it_takes_back_approvals_that_were_ticked(self, home: House, row: TermRow) -> None:
        translation = factories.approved(home, *SENTENCES)
        say(home, translation)
        plan = planned(home, row)

        TermPlans(home.session, home.editor).carry_out(plan.id, [translation.id])
        act(home, plan)

        assert translation.state is State.EDITING
        assert only(home, plan).outcome is EffectOutcome.OPENED

    def test_it_opens_nothing_that_it_does_not_touch(self, home: House, row: TermRow) -> None:
        translation = factories.published(home, *SENTENCES)
        plan = planned(home, row)

        TermPlans(home.session, home.editor).carry_out(plan.id, [translation.id], "A note.")
        act(home, plan)

        assert translation.state is State.PUBLISHED

    def test_it_makes_exactly_the_change_that_was_looked_at(self, home: House, row: TermRow) -> None:
        plan = planned(home, row)
        Terms(home.session, home.editor).change(row.id, replace(OLD, note="Meanwhile."), row.version)

        with pytest.raises(Conflict, match="meanwhile"):
            TermPlans(home.session, home.editor).carry_out(plan.id)

    def test_it_is_carried_out_once(self, home: House, row: TermRow) -> None:
        plan = planned(home, row)
        TermPlans(home.session, home.editor).carry_out(plan.id)

        with pytest.raises(Conflict, match="already"):
            TermPlans(home.session, home.editor).carry_out(plan.id)

    def test_a_proposal_is_brought_into_force_with_what_it_touches(self, home: House) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation)
        made = Terms(home.session, home.translator).propose(NEW)
        plans = TermPlans(home.session, home.editor)

        plan = plans.approve(made.id, made.version)
        look(home, plan)
        plans.carry_out(plan.id)
        act(home, plan)

        assert made.state.value == "approved"
        assert home.units(translation)[1].text == REPAIRED


class TestRetiring:
    """Taking a term out of force shows where it stands, and changes no text."""

    def planned(self, home: House, row: TermRow) -> TermPlan:
        plan = TermPlans(home.session, home.editor).retire(row.id, row.version, "It burnt down.")
        look(home, plan)
        return plan

    def test_it_shows_where_the_term_stands(self, home: House, row: TermRow) -> None:
        kinds = {}
        for make in (factories.drafted, factories.edited, factories.approved, factories.published):
            translation = make(home, *SENTENCES)
            say(home, translation)
            kinds[translation.id] = make.__name__

        found = effects(home, self.planned(home, row))

        assert {kinds[one.translation_id]: one.kind.value for one in found} == {
            "drafted": "draft",
            "edited": "written",
            "approved": "approved",
            "published": "published",
        }
        assert all(one.before == one.after for one in found)

    def test_open_texts_are_checked_without_it(self, home: House, row: TermRow) -> None:
        translation = factories.drafted(home, *SENTENCES)
        say(home, translation, "Moscow declined to comment.")
        glossary = Glossaries(Glossary).of(home.session, home.desk.id)
        Findings(home.session, home.editor, glossary).check(translation)
        assert "glossary_missing" in checks(home, translation)
        plan = self.planned(home, row)

        TermPlans(home.session, home.editor).carry_out(plan.id, redraft=True)
        act(home, plan)

        assert row.state is TermState.OBSOLETE
        assert only(home, plan).outcome is EffectOutcome.LEFT
        assert "glossary_missing" not in checks(home, translation)

    def test_it_opens_nothing(self, home: House, row: TermRow) -> None:
        translation = factories.published(home, *SENTENCES)
        say(home, translation)
        plan = self.planned(home, row)

        assert TouchedTexts(home.session, home.editor).touched(plan) == []
        assert TermPlans(home.session, home.editor).carry_out(plan.id, [translation.id], "A note.").opens == []
        act(home, plan)
        assert translation.state is State.PUBLISHED

    def test_it_needs_a_reason_and_a_term_in_force(self, home: House, row: TermRow) -> None:
        plans = TermPlans(home.session, home.editor)
        with pytest.raises(Invalid, match="why"):
            plans.retire(row.id, row.version, " ")
        Terms(home.session, home.editor).retire(row.id, row.version, "Gone.")

        with pytest.raises(Conflict, match="obsolete"):
            plans.retire(row.id, row.version, "Gone.")

    def test_bringing_it_back_shows_what_lacks_it(self, home: House, row: TermRow) -> None:
        say(home, factories.drafted(home, *SENTENCES), "Moscow declined to comment.")
        Terms(home.session, home.editor).retire(row.id, row.version, "Gone.")

        plan = TermPlans(home.session, home.editor).approve(row.id, row.version)
        look(home, plan)
        TermPlans(home.session, home.editor).carry_out(plan.id)

        assert only(home, plan).before == only(home, plan).after
        assert row.state is TermState.APPROVED


class TestMerging:
    FORT = Term("fort", {"vi": (Form("Pháo đài đỏ"),), "en": (Form("Red Fort", article="the"),)})
    SAID = ("Pháo đài đỏ từ chối bình luận.", "Ba người bị thương.")

    @pytest.fixture
    def other(self, home: House) -> TermRow:
        terms = Terms(home.session, home.editor)
        made = terms.propose(self.FORT)
        return terms.approve(made.id, made.version)

    def both(self) -> Term:
        """Both as one; what the second wrote until now is left out."""
        return replace(NEW, forms={**NEW.forms, "vi": (*NEW.forms["vi"], Form("Pháo đài đỏ", FormStatus.ADMITTED))})

    def test_what_either_wrote_gives_way(self, home: House, row: TermRow, other: TermRow) -> None:
        first, second = factories.drafted(home, *SENTENCES), factories.drafted(home, *self.SAID)
        say(home, first)
        say(home, second, "The Red Fort declined to comment.")
        plans = TermPlans(home.session, home.editor)

        plan = plans.merge(row.id, other.id, self.both(), (row.version, other.version), "The same.")
        look(home, plan)
        assert [one.after for one in effects(home, plan)] == [REPAIRED, REPAIRED]
        assert other.state is TermState.APPROVED
        plans.carry_out(plan.id)
        act(home, plan)

        assert (other.state, other.merged_into_id) == (TermState.OBSOLETE, row.id)
        assert [home.units(one)[1].text for one in (first, second)] == [REPAIRED, REPAIRED]

    def test_a_term_in_force_that_gives_way_to_a_proposal_is_released(self, home: House, other: TermRow) -> None:
        say(home, factories.drafted(home, *self.SAID), "The Red Fort declined to comment.")
        proposal = Terms(home.session, home.translator).propose(OLD)

        plan = TermPlans(home.session, home.editor).merge(
            proposal.id, other.id, self.both(), (proposal.version, other.version)
        )
        look(home, plan)

        assert plan.releases
        assert only(home, plan).before == only(home, plan).after

    def test_it_makes_exactly_the_merge_that_was_looked_at(self, home: House, row: TermRow, other: TermRow) -> None:
        plans = TermPlans(home.session, home.editor)
        plan = plans.merge(row.id, other.id, self.both(), (row.version, other.version))
        look(home, plan)
        Terms(home.session, home.editor).change(other.id, replace(self.FORT, note="Red."), other.version)

        with pytest.raises(Conflict, match="meanwhile"):
            plans.carry_out(plan.id)

    def test_a_term_is_not_merged_with_itself(self, home: House, row: TermRow) -> None:
        with pytest.raises(Conflict, match="different"):
            TermPlans(home.session, home.editor).merge(row.id, row.id, OLD, (row.version, row.version))


class TestAtOnce:
    """With the glossary in force, what surely touches nothing is done when the plan comes back."""

    def plans(self, home: House) -> TermPlans:
        return TermPlans(home.session, home.editor, Glossaries(Glossary).of(home.session, home.desk.id))

    def test_what_touches_no_text_is_done(self, home: House, row: TermRow) -> None:
        say(home, factories.drafted(home, "Ba người bị thương."), "Three people were hurt.")

        plan = self.plans(home).retire(row.id, row.version, "Gone.")

        assert (plan.state, row.state) == (PlanState.DONE, TermState.OBSOLETE)
        assert self.plans(home).job(plan) is None

    def test_what_touches_a_text_is_looked_at_first(self, home: House, row: TermRow) -> None:
        say(home, factories.published(home, *SENTENCES))

        plan = self.plans(home).retire(row.id, row.version, "Gone.")

        assert (plan.state, row.state) == (PlanState.LOOKING, TermState.APPROVED)
        assert self.plans(home).job(plan) is not None

    def test_so_is_what_may_touch_more_texts_than_are_looked_at_at_once(
        self, home: House, row: TermRow, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        factories.drafted(home, "Ba người bị thương.", "Hai người chết.")
        monkeypatch.setattr(glossary_effects, "AT_ONCE", 2)

        assert self.plans(home).retire(row.id, row.version, "Gone.").state is PlanState.LOOKING

    def test_a_note_touches_no_text_whatever_there_is(self, home: House, row: TermRow) -> None:
        say(home, factories.drafted(home, *SENTENCES))

        plan = self.plans(home).change(row.id, replace(OLD, note="A place."), row.version)

        assert (plan.state, row.content["note"]) == (PlanState.DONE, "A place.")


class TestAfterwards:
    """Whoever writes in a reworded draft starts from the new words."""

    @pytest.fixture
    def translation(self, home: House, row: TermRow) -> Translation:
        translation = factories.drafted(home, *SENTENCES)
        factories.drafted_as(home, home.units(translation)[1], DRAFT)
        plan = planned(home, row)
        TermPlans(home.session, home.editor).carry_out(plan.id)
        act(home, plan)
        home.translations(home.translator).claim(translation.id)
        return translation

    def write(self, home: House, translation: Translation, text: str) -> Unit:
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, text, unit.version)
        return unit

    def test_restoring_brings_them_back_and_keeps_the_older_draft(self, home: House, translation: Translation) -> None:
        unit = self.write(home, translation, "Nobody said a word.")
        assert unit.origin is Origin.POST_EDITED

        home.editing(home.translator).restore_draft(unit.id, unit.version)

        assert (unit.text, unit.origin, unit.author_id) == (REPAIRED, Origin.MACHINE, None)
        drafts = home.session.scalars(select(Draft.text).where(Draft.unit_id == unit.id)).all()
        assert DRAFT in drafts
        edits = home.session.scalars(select(Edit).where(Edit.unit_id == unit.id).order_by(Edit.id)).all()
        assert [(one.before, one.after) for one in edits] == [
            (DRAFT, REPAIRED),
            (REPAIRED, "Nobody said a word."),
            ("Nobody said a word.", REPAIRED),
        ]

    def test_the_older_draft_written_again_is_a_persons_text(self, home: House, translation: Translation) -> None:
        unit = self.write(home, translation, DRAFT)

        assert (unit.origin, unit.author_id) == (Origin.POST_EDITED, home.translator.person_id)

    def test_restoring_after_an_alternative_brings_them_back(self, home: House, translation: Translation) -> None:
        unit = home.units(translation)[1]
        assert unit.draft is not None
        copied = {
            column.key: getattr(unit.draft, column.key) for column in Draft.__table__.columns if column.key != "id"
        }
        other = Draft(**copied | {"kind": DraftKind.ALTERNATIVE, "text": "The Kremlin would not comment."})
        home.session.add(other)
        home.session.flush()
        editing = home.editing(home.translator)
        editing.begin_with(unit.id, other, unit.version)
        assert unit.text == other.text

        editing.restore_draft(unit.id, unit.version)

        assert (unit.text, unit.origin) == (REPAIRED, Origin.MACHINE)

    def test_scores_measure_against_them(self, home: House, translation: Translation) -> None:
        units = home.units(translation)
        for unit in units:
            home.editing(home.translator).confirm(unit.id, unit.text, unit.version)
        home.translations(home.translator).submit(translation.id)
        for found in findings_of(home.session, translation):
            home.findings(home.editor).dismiss(found.id, "As it should be.")

        home.translations(home.editor).approve(translation.id)

        scores = {row.metric: row.value for row in Scores(home.session).of(translation)}
        assert (scores["hter"], scores["chrf"]) == (0, 100)
        record = list(export_records(home.session, translation))[1]
        assert (record["draft"], record["final"]) == (REPAIRED, REPAIRED)

    def test_the_desks_own_change_is_no_evidence_of_a_name(self, home: House, translation: Translation) -> None:
        self.write(home, translation, "The Kremlin declined to comment on Monday.")

        assert home.session.query(TermSuggestion).count() == 0
