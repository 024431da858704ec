"""What is published is what was approved, and never changes."""

import datetime as dt
import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.term import Form, Term
from desk.domain.workflow import State
from desk.models import APPEND_ONLY, MemoryEntry, Publication, Translation
from desk.models.base import utc_now
from desk.services.comments import Comments
from desk.services.glossary_terms import Terms
from desk.services.memory_entries import MemoryEntries
from desk.services.published import standing
from desk.services.publishing import Readers, publication_record
from desk.services.target_fields import TargetFields
from tests import factories
from tests.factories import House


def only(home: House, translation: Translation) -> Publication:
    return home.session.query(Publication).filter_by(translation_id=translation.id).one()


class TestPublishing:
    def test_it_stores_the_document_that_was_approved(self, home: House) -> None:
        translation = factories.approved(home)

        publication = home.publishing(home.editor).publish(translation.id)

        texts = [unit["text"] for unit in json.loads(publication.document)["units"]]
        assert texts == [unit.text for unit in home.units(translation)]
        assert publication.content_hash == publication.review.content_hash
        assert translation.state is State.PUBLISHED

    def test_it_refuses_a_text_that_is_not_the_approved_one(self, home: House) -> None:
        translation = factories.approved(home)
        home.units(translation)[0].text = "Slipped in behind everybody's back."
        home.session.flush()

        with pytest.raises(Conflict, match="approved again"):
            home.publishing(home.editor).publish(translation.id)

    def test_it_refuses_what_nobody_approved(self, home: House) -> None:
        translation = factories.submitted(home)

        with pytest.raises(Conflict):
            home.publishing(home.editor).publish(translation.id)

    def test_it_waits_for_the_embargo(self, home: House) -> None:
        translation = factories.approved(home)
        publishing = home.publishing(home.editor)
        publishing.embargo(translation.story_id, utc_now() + dt.timedelta(hours=1))

        with pytest.raises(Conflict, match="embargo"):
            publishing.publish(translation.id)
        publishing.embargo(translation.story_id, None)

        publishing.publish(translation.id)

    def test_an_embargo_is_understood_in_its_zone(self, home: House) -> None:
        translation = factories.approved(home)

        story = home.publishing(home.editor).embargo(
            translation.story_id,
            dt.datetime(2030, 6, 1, 9, 0),  # noqa: DTZ001 - a naive time is the subject
            "Asia/Ho_Chi_Minh",
        )
        home.session.flush()
        home.session.refresh(story)

        assert story.embargo_until == dt.datetime(2030, 6, 1, 2, 0, tzinfo=dt.UTC)

    def test_a_translator_publishes_nothing(self, home: House) -> None:
        translation = factories.approved(home)

        with pytest.raises(Forbidden):
            home.publishing(home.translator).publish(translation.id)

    def test_it_traces_each_sentence_to_its_source_draft_and_edits(self, home: House) -> None:
        translation = factories.published(home)

        trace = only(home, translation).provenance

        unit = trace["units"][1]
        assert unit["source"][0]["text"] == factories.SENTENCES[0]
        assert unit["draft"]["engine"] == "quiet"
        assert [edit["after"] for edit in unit["edits"]] == ["Sentence beta in plain English."]
        assert unit["edits"][0]["author"] == home.translator.person_id
        assert trace["approval"]["editor"] == home.editor.person_id

    def test_readers_get_no_working_texts(self, home: House) -> None:
        record = publication_record(only(home, factories.published(home)))

        assert "provenance" not in record
        assert "mai" not in json.dumps(record)


class TestNextVersion:
    def test_a_correction_has_its_note_and_leaves_the_first_version_alone(self, home: House) -> None:
        translation = factories.published(home)
        first = only(home, translation)
        before = first.document
        home.translations(home.translator).revise(translation.id, correction_note="The name was wrong.")
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "A corrected sentence.", unit.version)
        assert Readers(home.session).standing(translation.id) is first
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        second = home.publishing(home.editor).publish(translation.id)

        assert (second.number, second.kind, second.note) == (2, "correction", "The name was wrong.")
        assert first.document == before
        home.session.expire(first)
        assert [event.event for event in first.events] == ["published", "corrected"]
        assert Readers(home.session).standing(translation.id) is second

    def test_an_update_is_no_correction(self, home: House) -> None:
        translation = factories.published(home)
        home.translations(home.editor).revise(translation.id)
        home.editing(home.editor).log_all(translation)
        translation.holder_id = home.translator.person_id
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert home.publishing(home.editor).publish(translation.id).kind == "update"


class TestWithdrawing:
    def test_it_takes_one_language_from_readers(self, home: House) -> None:
        translation = factories.published(home)
        assert [p.translation_id for p in standing(home.session, 1, 50)[0]] == [translation.id]

        home.publishing(home.editor).withdraw(translation.id, "Wrong photo")

        home.session.expire_all()
        readers = Readers(home.session)
        assert readers.standing(translation.id) is None
        assert standing(home.session, 1, 50) == ([], 0)
        gone = readers.gone(readers.newest(translation.id))
        assert gone is not None
        assert (gone.event, gone.reason) == ("withdrawn", "Wrong photo")

    def test_a_version_that_was_withdrawn_stays_so_when_the_next_one_is_out(self, home: House) -> None:
        translation = factories.published(home)
        first = only(home, translation)
        home.publishing(home.editor).withdraw(translation.id, "Wrong photo")
        home.translations(home.translator).revise(translation.id)
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        second = home.publishing(home.editor).publish(translation.id)

        readers = Readers(home.session)
        assert readers.gone(first) is not None
        assert readers.standing(translation.id) is second

    def test_it_needs_a_reason(self, home: House) -> None:
        translation = factories.published(home)

        with pytest.raises(Invalid):
            home.publishing(home.editor).withdraw(translation.id, " ")


class TestKilling:
    @pytest.mark.parametrize("make", [factories.drafted, factories.edited, factories.submitted, factories.published])
    def test_it_takes_every_language_from_every_state(self, home: House, make: object) -> None:
        translation = make(home)  # type: ignore[operator]

        home.publishing(home.editor).kill(translation.story_id, "The report was false.")

        assert translation.state is State.KILLED
        assert translation.story.killed_at is not None
        assert standing(home.session, 1, 50) == ([], 0)

    def test_it_is_the_editors(self, home: House) -> None:
        translation = factories.drafted(home)

        with pytest.raises(Forbidden):
            home.publishing(home.translator).kill(translation.story_id, "No.")

    def test_nothing_moves_afterwards(self, home: House) -> None:
        translation = factories.approved(home)
        home.publishing(home.editor).kill(translation.story_id, "The report was false.")

        with pytest.raises(Conflict):
            home.publishing(home.editor).publish(translation.id)


class TestAppendOnly:
    @pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"], ids=["update", "delete"])
    def test_the_database_itself_refuses_to_change_a_row(self, home: House, verb: str) -> None:
        translation = factories.submitted(home)
        translations, findings = home.translations(home.editor), home.findings(home.editor)
        translations.return_(translation.id, [], "Read it again.")
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "The the rain fell on Hanoi.", unit.version)
        home.editing(home.translator).save(unit.id, "An older thought.", unit.version - 1)
        for finding in findings.check(translation):
            findings.dismiss(finding.id, "It stands so.")
        home.translations(home.translator).submit(translation.id)
        translations.return_(translation.id, [factories.returned(unit.id)])
        home.editing(home.translator).confirm(unit.id, unit.text, unit.version)
        home.translations(home.translator).submit(translation.id)
        translations.approve(translation.id)
        home.publishing(home.editor).publish(translation.id)
        factories.audit(home)
        factories.removal(home)
        Terms(home.session, home.editor).propose(Term("hanoi", {"en": (Form("Hanoi"),)}))
        renamed = factories.renamed(home)
        TargetFields(home.session, home.editing(home.translator)).save(renamed.id, "slug", "albert-hall", 0)
        Comments(home.session, home.editor).write(translation.id, "Well done.")
        entry = home.session.query(MemoryEntry).filter_by(translation_id=translation.id).first()
        assert entry is not None
        MemoryEntries(home.session, home.editor).change(entry.id, "It rained.", entry.version)

        for table in APPEND_ONLY:
            rows = home.session.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            assert rows, f"the test has no row in {table} to try"
            with pytest.raises(DBAPIError, match=f"{table}.* is append-only"), home.session.begin_nested():
                home.session.execute(text(verb.format(table)))

    @pytest.mark.parametrize("table", ["transition", "edit", "publication"])
    def test_replacing_a_row_is_changing_it(self, home: House, table: str) -> None:
        if home.session.get_bind().dialect.name != "sqlite":
            return  # PostgreSQL has no INSERT OR REPLACE
        factories.published(home)

        with pytest.raises(DBAPIError, match="append-only"), home.session.begin_nested():
            home.session.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))
