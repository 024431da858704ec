"""Undoing a cleaning makes a revision in which everything else stays."""

import pytest

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.errors import Conflict
from desk.domain.workflow import State
from desk.models import RemovalRow, Revision, Translation
from desk.models.base import utc_now
from desk.services.editing import Saved
from desk.services.intake import IntakeService
from desk.services.people import People
from desk.services.scores import Scores
from desk.services.units import is_confirmed, source_text
from tests import factories
from tests.factories import House

LINE = "12 bình luận"
TAKEN = Removal(2, 0, len(LINE), LINE, "", RemovalReason.COMMENT_COUNT)
TEXTS = (factories.SENTENCES[0], LINE, *factories.SENTENCES[1:])


def undo(home: House, translation: Translation) -> Revision:
    removal = home.session.query(RemovalRow).filter_by(revision_id=translation.revision_id).one()
    revision = IntakeService(home.session, home.translator, lambda a, b: True).undo_removal(removal.id)
    home.session.expire_all()
    return revision


def sources(home: House, translation: Translation) -> list[str]:
    return [source_text(unit) for unit in home.units(translation)]


class TestUndoing:
    def test_it_brings_the_line_back_in_its_place(self, home: House) -> None:
        translation = factories.drafted(home, *TEXTS, removals=[TAKEN])
        assert LINE not in sources(home, translation)

        revision = undo(home, translation)

        assert sources(home, translation)[2] == LINE
        assert translation.revision_id == revision.id
        assert [unit.position for unit in home.units(translation)] == list(range(5))

    def test_it_keeps_every_human_text_and_confirmation(self, home: House) -> None:
        translation = factories.edited(home, *TEXTS, removals=[TAKEN])
        before = {unit.id: unit.text for unit in home.units(translation)}

        undo(home, translation)

        after = {unit.id: (unit.text, is_confirmed(unit)) for unit in home.units(translation)}
        assert {key: after[key] for key in before} == {key: (text, True) for key, text in before.items()}

    def test_only_the_new_line_is_drafted(self, home: House) -> None:
        translation = factories.edited(home, *TEXTS, removals=[TAKEN])
        undo(home, translation)

        factories.draft_all(home.session, translation)

        texts = [unit.text for unit in home.units(translation)]
        assert texts[2] == f"[en] {LINE}"
        assert sum(text.startswith("[en]") for text in texts) == 1

    def test_the_new_line_of_a_submitted_text_is_drafted_and_keeps_it_from_approval(self, home: House) -> None:
        translation = factories.submitted(home, *TEXTS, removals=[TAKEN])
        undo(home, translation)

        factories.draft_all(home.session, translation)

        assert translation.state is State.SUBMITTED
        assert home.units(translation)[2].text == f"[en] {LINE}"
        with pytest.raises(Conflict, match="not confirmed"):
            home.translations(home.editor).approve(translation.id)

    def test_a_machines_text_is_drafted_anew_where_its_sentence_has_changed(self, home: House) -> None:
        part = Removal(1, 0, len("Tin nóng: "), "Tin nóng: ", "", RemovalReason.FURNITURE)
        translation = factories.drafted(home, "Tin nóng: Hà Nội mưa lớn.", removals=[part])
        assert home.units(translation)[1].text == "[en] Hà Nội mưa lớn."
        undo(home, translation)

        factories.draft_all(home.session, translation)

        assert home.units(translation)[1].text == "[en] Tin nóng: Hà Nội mưa lớn."

    def test_an_approval_falls_with_its_source(self, home: House) -> None:
        translation = factories.approved(home, *TEXTS, removals=[TAKEN])

        undo(home, translation)

        assert (translation.state, translation.holder_id) == (State.EDITING, home.translator.person_id)
        assert Scores(home.session).of(translation) == []

    def test_an_approval_whose_translator_has_left_goes_back_to_the_queue(self, home: House) -> None:
        translation = factories.approved(home, *TEXTS, removals=[TAKEN])
        People(home.session, home.administrator).leave(home.translator.person)
        removal = home.session.query(RemovalRow).filter_by(revision_id=translation.revision_id).one()

        IntakeService(home.session, home.editor, lambda a, b: True).undo_removal(removal.id)

        assert (translation.state, translation.holder_id) == (State.DRAFTED, None)

    def test_a_text_for_a_segment_that_lost_its_place_is_kept(self, home: House) -> None:
        translation = factories.edited(home, *TEXTS, removals=[TAKEN])
        unit = home.units(translation)[1]
        unit.retired_at = utc_now()

        outcome = home.editing(home.translator).save(unit.id, "Written meanwhile.", unit.version)

        assert outcome.result is Saved.PROPOSED

    def test_a_publication_stays_and_the_translation_is_stale(self, home: House) -> None:
        translation = factories.published(home, *TEXTS, removals=[TAKEN])
        old = translation.revision_id

        revision = undo(home, translation)

        assert (translation.state, translation.revision_id) == (State.PUBLISHED, old)
        assert revision.id != old

    def test_the_old_revision_takes_no_second_undo(self, home: House) -> None:
        translation = factories.drafted(home, *TEXTS, removals=[TAKEN])
        removal = home.session.query(RemovalRow).filter_by(revision_id=translation.revision_id).one()
        undo(home, translation)

        with pytest.raises(Conflict, match="newer"):
            IntakeService(home.session, home.translator, lambda a, b: True).undo_removal(removal.id)
