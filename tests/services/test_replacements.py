"""Words are replaced in the texts that one may write, as they were looked at, with a record and a way back."""

from collections.abc import Sequence

import pytest

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.provenance import Origin
from desk.domain.workflow import Role, State
from desk.models import (
    ChangeKind,
    ChangeOutcome,
    Edit,
    Job,
    Proposal,
    Replacement,
    ReplacementChange,
    ReplacementState,
    Translation,
)
from desk.services.actor import Actor
from desk.services.findings import findings_of
from desk.services.replacements import Replacements, work
from desk.services.replacing import Changing, Looking
from desk.text.replacing import Wanted
from tests import factories
from tests.factories import House

SENTENCES = ("Một.", "Hai.", "Ba.")
THEATER, HALL = Wanted("theater"), "concert hall"


def of(home: House, actor: Actor) -> Replacements:
    return Replacements(home.session, actor, home.findings(actor))


def say(home: House, translation: Translation, *texts: str) -> Translation:
    """Puts texts behind the headline, as if they had always stood there."""
    for unit, text in zip(home.units(translation)[1:], texts, strict=False):
        unit.text = unit.logged_text = text
    home.session.flush()
    return translation


def texts(home: House, translation: Translation) -> list[str]:
    return [unit.text for unit in home.units(translation)[1:]]


def edited(home: House, *said: str) -> Translation:
    return say(home, factories.edited(home, *SENTENCES), *said)


def over_desk(home: House, wanted: Wanted = THEATER, by: str = HALL) -> Replacement:
    """Does what the job does: looks in chunks."""
    made = of(home, home.editor).over_desk("en", wanted, by)
    looking, after, more = Looking(home.session, home.editor, made), "", True
    while more:
        found, after, _ = looking.chunk(after, 3)
        home.session.add_all(found)
        more = bool(after)
    made.state = ReplacementState.READY
    home.session.flush()
    return made


def finish(home: House, replacement: Replacement) -> None:
    """Does what the job does: a translation at a time."""
    changing = Changing(home.session, home.editor, replacement, home.findings(home.editor))
    while replacement.state in (ReplacementState.ACTING, ReplacementState.UNDOING):
        work(changing)


def changes(home: House, replacement: Replacement) -> Sequence[ReplacementChange]:
    return [one.change for one in of_maker(home, replacement).changes(replacement)]


def of_maker(home: House, replacement: Replacement) -> Replacements:
    maker = next(one for one in (home.translator, home.editor) if one.person_id == replacement.created_by)
    return of(home, maker)


class TestInOneTranslation:
    def test_it_shows_what_would_change_and_changes_nothing(self, home: House) -> None:
        translation = edited(home, "The theater burnt.", "Three were hurt.", "Theater owners said nothing.")

        found = of(home, home.translator).in_translation(translation.id, THEATER, HALL)

        assert [(one.before, one.after) for one in changes(home, found)] == [
            ("The theater burnt.", "The concert hall burnt."),
            ("Theater owners said nothing.", "Concert hall owners said nothing."),
        ]
        assert texts(home, translation)[0] == "The theater burnt."

    def test_it_changes_what_was_chosen_alone(self, home: House) -> None:
        translation = edited(home, "The theater burnt.", "A theater.", "None.")
        mine = of(home, home.translator)
        found = mine.in_translation(translation.id, THEATER, HALL)

        mine.make(found.id, without=[home.units(translation)[2].id])

        assert texts(home, translation) == ["The concert hall burnt.", "A theater.", "None."]
        assert found.state is ReplacementState.DONE
        assert mine.outcomes(found) == {ChangeOutcome.MADE: 1, ChangeOutcome.LEFT: 1}

    def test_it_writes_an_edit_that_says_why(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        mine = of(home, home.translator)

        mine.make(mine.in_translation(translation.id, THEATER, HALL).id)

        edit = home.session.query(Edit).order_by(Edit.id.desc()).first()
        assert edit is not None
        assert (edit.before, edit.after, edit.author_id, edit.reason) == (
            "The theater burnt.",
            "The concert hall burnt.",
            home.translator.person_id,
            "replaced “theater” by “concert hall”",
        )

    def test_what_was_confirmed_stays_confirmed_and_nothing_else_becomes_so(self, home: House) -> None:
        translation = edited(home, "The theater burnt.", "A theater.")
        first, second = home.units(translation)[1:3]
        home.editing(home.translator).unconfirm(second.id)
        mine = of(home, home.translator)

        mine.make(mine.in_translation(translation.id, THEATER, HALL).id)

        first, second = home.units(translation)[1:3]
        assert (first.confirmed_by, second.confirmed_by) == (home.translator.person_id, None)

    def test_a_text_that_went_on_meanwhile_is_left_alone(self, home: House) -> None:
        translation = edited(home, "The theater burnt.", "A theater.")
        mine = of(home, home.translator)
        found = mine.in_translation(translation.id, THEATER, HALL)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, "The theater burnt down.", unit.version)

        mine.make(found.id)

        assert texts(home, translation)[:2] == ["The theater burnt down.", "A concert hall."]
        assert mine.outcomes(found) == {ChangeOutcome.MADE: 1, ChangeOutcome.MOVED_ON: 1}
        assert home.session.query(Proposal).count() == 0

    def test_it_checks_the_text_again(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        mine = of(home, home.translator)

        mine.make(mine.in_translation(translation.id, Wanted("The theater burnt."), "12 comments").id)

        assert "boilerplate_left" in {one.check for one in findings_of(home.session, translation)}

    def test_it_writes_nowhere_where_its_maker_may_not(self, home: House) -> None:
        translation = say(home, factories.submitted(home, *SENTENCES), "The theater burnt.")
        mine = of(home, home.translator)

        found = mine.in_translation(translation.id, THEATER, HALL)
        mine.make(found.id)

        assert [one.kind for one in changes(home, found)] == [ChangeKind.CLOSED]
        assert texts(home, translation)[0] == "The theater burnt."

    def test_it_is_made_once(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        mine = of(home, home.translator)
        found = mine.make(mine.in_translation(translation.id, THEATER, "theater hall").id)

        with pytest.raises(Conflict):
            mine.make(found.id)

    @pytest.mark.parametrize(
        ("wanted", "by"), [("", "x"), ("  ", "x"), ("x" * 501, "y"), ("x", "y" * 501), ("same", "same")]
    )
    def test_it_refuses_what_says_nothing(self, home: House, wanted: str, by: str) -> None:
        translation = edited(home)

        with pytest.raises(Invalid):
            of(home, home.translator).in_translation(translation.id, Wanted(wanted), by)

    def test_it_is_its_makers_alone(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        found = of(home, home.translator).in_translation(translation.id, THEATER, HALL)

        with pytest.raises(NotFound):
            of(home, home.editor).make(found.id)

    def test_it_does_not_look_into_a_story_that_is_not_to_be_seen(self, home: House) -> None:
        translation = factories.edited(home, *SENTENCES, restricted=True)

        with pytest.raises(NotFound):
            of(home, home.editor).in_translation(translation.id, THEATER, HALL)


class TestUndoing:
    def test_it_takes_everything_back(self, home: House) -> None:
        translation = edited(home, "The theater burnt.", "A theater.")
        mine = of(home, home.translator)
        found = mine.make(mine.in_translation(translation.id, THEATER, HALL).id)

        mine.undo(found.id)

        assert texts(home, translation)[:2] == ["The theater burnt.", "A theater."]
        assert found.state is ReplacementState.UNDONE
        assert home.units(translation)[1].confirmed_by == home.translator.person_id

    def test_it_leaves_what_was_written_since(self, home: House) -> None:
        translation = edited(home, "The theater burnt.", "A theater.")
        mine = of(home, home.translator)
        found = mine.make(mine.in_translation(translation.id, THEATER, HALL).id)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, "The concert hall burnt down.", unit.version)

        mine.undo(found.id)

        assert texts(home, translation)[:2] == ["The concert hall burnt down.", "A theater."]
        assert mine.outcomes(found) == {ChangeOutcome.MOVED_ON: 1, ChangeOutcome.UNDONE: 1}

    def test_what_was_not_made_cannot_be_taken_back(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        mine = of(home, home.translator)

        with pytest.raises(Conflict):
            mine.undo(mine.in_translation(translation.id, THEATER, HALL).id)


class TestOverTheDesk:
    def test_it_is_for_editors(self, home: House) -> None:
        with pytest.raises(Forbidden):
            of(home, home.translator).over_desk("en", THEATER, HALL)

    def test_it_asks_a_job_to_look(self, home: House) -> None:
        found = of(home, home.editor).over_desk("en", THEATER, HALL)

        assert home.session.query(Job).filter_by(kind="replacement", key=f"replacement:{found.id}").count() == 1

    def test_it_tells_whose_texts_they_are(self, home: House) -> None:
        kinds = {}
        for make in (factories.drafted, factories.edited, factories.submitted, factories.approved, factories.published):
            kinds[say(home, make(home, *SENTENCES), "The theater burnt.").id] = make.__name__
        say(home, factories.drafted(home, *SENTENCES, target="es"), "The theater burnt.")
        say(home, factories.drafted(home, *SENTENCES, restricted=True), "The theater burnt.")

        found = over_desk(home)

        assert {kinds[one.translation_id]: one.kind.value for one in changes(home, found)} == {
            "drafted": "draft",
            "edited": "written",
            "submitted": "written",
            "approved": "approved",
            "published": "published",
        }

    def test_a_machines_draft_stays_a_machines(self, home: House) -> None:
        translation = say(home, factories.drafted(home, *SENTENCES), "The theater burnt.")
        found = over_desk(home)

        of(home, home.editor).make(found.id)
        finish(home, found)

        unit = home.units(translation)[1]
        assert (unit.text, unit.origin, unit.author_id) == ("The concert hall burnt.", Origin.MACHINE, None)

    def test_what_a_person_wrote_and_nobody_holds_is_left(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        home.translations(home.translator).release(translation.id)
        found = over_desk(home)

        of(home, home.editor).make(found.id)
        finish(home, found)

        assert texts(home, translation)[0] == "The theater burnt."

    def test_approved_texts_are_opened_only_where_ticked(self, home: House) -> None:
        ticked, other = (say(home, factories.approved(home, *SENTENCES), "The theater burnt.") for _ in range(2))
        found = over_desk(home)

        of(home, home.editor).make(found.id, opens=[ticked.id])
        finish(home, found)

        assert (ticked.state, texts(home, ticked)[0]) == (State.EDITING, "The concert hall burnt.")
        assert (other.state, texts(home, other)[0]) == (State.APPROVED, "The theater burnt.")

    def test_a_published_text_gets_a_correction_with_a_note(self, home: House) -> None:
        translation = say(home, factories.published(home, *SENTENCES), "The theater burnt.")
        found = over_desk(home)
        mine = of(home, home.editor)

        with pytest.raises(Invalid, match="note"):
            mine.make(found.id, opens=[translation.id])
        mine.make(found.id, opens=[translation.id], note="It was a concert hall.")
        finish(home, found)

        assert (translation.state, translation.correction_note) == (State.EDITING, "It was a concert hall.")
        assert texts(home, translation)[0] == "The concert hall burnt."

    def test_it_stops_at_what_was_restricted_meanwhile(self, home: House) -> None:
        translation = edited(home, "The theater burnt.")
        found = over_desk(home)
        translation.story.restricted = True
        home.session.flush()

        of(home, home.editor).make(found.id)
        finish(home, found)

        assert texts(home, translation)[0] == "The theater burnt."
        assert changes(home, found) == []

    def test_the_record_shows_what_was_made(self, home: House) -> None:
        edited(home, "The theater burnt.")
        mine = of(home, home.editor)
        over_desk(home, Wanted("nothing"), "something")
        made = over_desk(home)
        mine.make(made.id)
        finish(home, made)

        assert [one.id for one in mine.mine()] == [made.id]

    def test_it_takes_back_all_over_the_desk(self, home: House) -> None:
        draft = say(home, factories.drafted(home, *SENTENCES), "The theater burnt.")
        written = edited(home, "A theater.")
        found = over_desk(home)
        of(home, home.editor).make(found.id)
        finish(home, found)

        of(home, home.editor).undo(found.id)
        finish(home, found)

        assert (texts(home, draft)[0], texts(home, written)[0]) == ("The theater burnt.", "A theater.")

    def test_somebody_without_the_role_opens_nothing(self, home: House) -> None:
        translation = say(home, factories.approved(home, *SENTENCES), "The theater burnt.")
        mine = of(home, home.translator)
        found = mine.in_translation(translation.id, THEATER, HALL)

        with pytest.raises(Forbidden):
            mine.make(found.id, opens=[translation.id])

    def test_a_person_with_both_hats_cannot_approve_what_they_replaced(self, home: House) -> None:
        both = factories.person(home.session, home.desk, "both", Role.TRANSLATOR, Role.EDITOR)
        translation = say(home, factories.submitted(home, *SENTENCES), "The theater burnt.")
        mine = of(home, both)
        mine.make(mine.in_translation(translation.id, THEATER, HALL).id)

        with pytest.raises(Forbidden, match="another editor"):
            home.translations(both).approve(translation.id)
