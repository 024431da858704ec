"""Undoing a cleaning makes a revision in which everything else stays."""

import pytest

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.draft import EngineModel
from desk.domain.errors import Conflict, NotFound
from desk.domain.workflow import State
from desk.drafting.pipeline import draft
from desk.engines.quiet import QuietEngine
from desk.models import RemovalRow, Revision, Translation
from desk.models.base import utc_now
from desk.services.draft_queue import DraftQueue, queue_of
from desk.services.drafting import Drafting
from desk.services.editing import Saved
from desk.services.intake import IntakeService
from desk.services.people import People
from desk.services.revision_changes import Changes, changes
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


class TestRevising:
    """A newer text of the article: what changed is drafted alone."""

    def revise(self, home: House, translation: Translation, *texts: str) -> None:
        service = IntakeService(home.session, home.translator, lambda a, b: True)
        service.revise(translation.story_id, factories.read_article(*texts))
        home.session.expire_all()

    def drafted_texts(self, home: House, translation: Translation) -> list[str]:
        engine = QuietEngine()
        factories.draft_all(home.session, translation, engine)
        return [text for texts, _, _ in engine.calls for text in texts]

    def test_the_changed_paragraph_alone_goes_to_the_engine(self, home: House) -> None:
        translation = factories.drafted(home)
        before = [unit.id for unit in home.units(translation)]
        first, _, third = factories.SENTENCES

        self.revise(home, translation, first, "Bốn người bị thương.", third)

        assert self.drafted_texts(home, translation) == ["Bốn người bị thương."]
        units = home.units(translation)
        assert [unit.id for unit in units] == before
        assert [unit.text for unit in units][1:] == [f"[en] {first}", "[en] Bốn người bị thương.", f"[en] {third}"]

    def test_an_added_paragraph_alone_goes_to_the_engine(self, home: House) -> None:
        translation = factories.drafted(home)

        self.revise(home, translation, *factories.SENTENCES, "Mưa còn kéo dài.")

        assert self.drafted_texts(home, translation) == ["Mưa còn kéo dài."]

    def test_a_removed_paragraph_costs_no_draft(self, home: House) -> None:
        translation = factories.drafted(home)

        self.revise(home, translation, factories.SENTENCES[0], factories.SENTENCES[2])

        assert self.drafted_texts(home, translation) == []
        assert len(home.units(translation)) == 3

    def test_what_a_person_wrote_is_kept_and_not_drafted(self, home: House) -> None:
        translation = factories.edited(home)
        first, _, third = factories.SENTENCES

        self.revise(home, translation, first, "Bốn người bị thương.", third)

        assert self.drafted_texts(home, translation) == []
        unit = home.units(translation)[2]
        assert unit.text == "Sentence gamma in plain English."
        assert not is_confirmed(unit)

    def test_a_paragraph_whose_draft_failed_is_drafted_when_it_changes(self, home: House) -> None:
        first, second, third = factories.SENTENCES
        translation = factories.translation_of(home, factories.story(home))
        factories.draft_all(home.session, translation, QuietEngine(failing=frozenset({second})))

        self.revise(home, translation, first, "Bốn người bị thương.", third)

        assert self.drafted_texts(home, translation) == ["Bốn người bị thương."]
        assert home.units(translation)[2].draft_error == ""

    def test_what_waits_already_goes_on_waiting(self, home: House) -> None:
        translation = factories.drafted(home)
        home.translations(home.translator).redraft(translation.id)
        first, _, third = factories.SENTENCES

        self.revise(home, translation, first, "Bốn người bị thương.", third)

        assert len(self.drafted_texts(home, translation)) == 4

    def test_a_draft_of_the_former_sentence_comes_too_late(self, home: House) -> None:
        translation = factories.translation_of(home, factories.story(home))
        queue = queue_of(translation)
        chunk = DraftQueue(home.session, queue).next_chunk(10_000)
        first, _, third = factories.SENTENCES
        self.revise(home, translation, first, "Bốn người bị thương.", third)

        results = draft([one.passage for one in chunk], "vi", "en", QuietEngine())
        by_unit = {one.unit_id: result for one, result in zip(chunk, results, strict=True)}
        stored = Drafting(home.session).store(chunk, by_unit, EngineModel("quiet", "quiet", "1"))

        assert stored == 3
        assert self.drafted_texts(home, translation) == ["Bốn người bị thương."]

    def test_it_counts_what_changed_in_the_article(self, home: House) -> None:
        translation = factories.drafted(home)
        first, _, third = factories.SENTENCES

        self.revise(home, translation, first, "Bốn người bị thương.", third, "Mưa còn kéo dài.")
        self.revise(home, translation, first, "Bốn người bị thương.")

        _, second, last = translation.article.revisions
        assert changes(second) == Changes(stayed=3, changed=1, added=1, retired=0)
        assert changes(last) == Changes(stayed=3, changed=0, added=0, retired=2)

    def test_what_is_published_follows_as_soon_as_it_is_opened_again(self, home: House) -> None:
        translation = factories.published(home)
        first, _, third = factories.SENTENCES
        self.revise(home, translation, first, "Bốn người bị thương.", third, "Mưa còn kéo dài.")
        assert translation.revision.number == 1

        home.translations(home.translator).revise(translation.id)

        assert self.drafted_texts(home, translation) == ["Mưa còn kéo dài."]
        assert (translation.state, translation.revision.number) == (State.EDITING, 2)
        assert [is_confirmed(unit) for unit in home.units(translation)] == [True, True, False, True, False]
        assert home.units(translation)[2].text == "Sentence gamma in plain English."

    def test_the_same_text_is_no_revision(self, home: House) -> None:
        translation = factories.drafted(home)

        with pytest.raises(Conflict, match="this very text"):
            self.revise(home, translation, *factories.SENTENCES)

    def test_a_killed_story_takes_none(self, home: House) -> None:
        translation = factories.drafted(home)
        home.publishing(home.editor).kill(translation.story_id, "Untrue.")

        with pytest.raises(Conflict, match="killed"):
            self.revise(home, translation, "Một câu khác.")

    def test_a_story_in_another_language_takes_none(self, home: House) -> None:
        translation = factories.drafted(home)
        service = IntakeService(home.session, home.translator, lambda a, b: True)

        with pytest.raises(NotFound, match="no article in French"):
            service.revise(translation.story_id, factories.read_article("Bonjour à tous.", language="fr"))
