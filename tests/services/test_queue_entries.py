"""The queue's rows: whatever happens to a translation, they say what making them anew would say."""

from typing import Any

import pytest
from sqlalchemy import delete, inspect, select

from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.workflow import Role
from desk.models import Outlet, QueueEntry, Translation
from desk.models.base import utc_now
from desk.services.intake import IntakeService
from desk.services.kept_in_step import catch_up, touch
from desk.services.leases import expire_leases
from desk.services.planning import Planning, topics
from desk.services.progress import drafting_job
from desk.services.queue_entries import QueueEntries
from desk.services.story_access import StoryAccesses
from desk.text.counting import count_words
from tests import factories
from tests.factories import House


def rows(home: House) -> dict[str, dict[str, Any]]:
    """The queue's rows as they stand."""
    found = home.session.scalars(select(QueueEntry).execution_options(populate_existing=True))
    names = [column.key for column in inspect(QueueEntry).column_attrs]
    return {one.translation_id: {name: getattr(one, name) for name in names} for one in found}


def anew(home: House) -> dict[str, dict[str, Any]]:
    """The queue's rows as they would be made from nothing."""
    home.session.execute(delete(QueueEntry))
    home.session.expire_all()
    for _ in QueueEntries(home.session).rebuild():
        pass
    return rows(home)


def entry(home: House, translation: Translation) -> QueueEntry:
    catch_up(home.session)
    return home.session.get_one(QueueEntry, translation.id, populate_existing=True)


def revise(home: House, translation: Translation) -> None:
    service = IntakeService(home.session, home.translator, lambda source, target: True)
    service.revise(translation.story_id, factories.read_article("Hà Nội tạnh mưa.", *factories.SENTENCES[1:]))


def dismiss(home: House, translation: Translation) -> None:
    unit = home.units(translation)[1]
    home.editing(home.translator).save(unit.id, "The the rain fell.", unit.version)
    catch_up(home.session)
    (finding,) = home.findings(home.translator).check(translation)
    catch_up(home.session)
    home.findings(home.translator).dismiss(finding.id, "It is a name.")


def run_out(home: House, translation: Translation) -> None:
    translation.lease_until = utc_now()
    expire_leases(home.session)


HAPPENINGS = {
    "omitted": lambda home, one: home.editing(home.translator).omit(home.units(one)[1].id, "Said twice."),
    "unconfirmed": lambda home, one: home.editing(home.translator).unconfirm(home.units(one)[1].id),
    "dismissed": dismiss,
    "released": lambda home, one: home.translations(home.translator).release(one.id),
    "redrafted": lambda home, one: home.translations(home.translator).redraft(one.id, everything=True),
    "submitted": lambda home, one: home.translations(home.translator).submit(one.id),
    "cancelled": lambda home, one: home.translations(home.editor).cancel(one.id, "Nobody needs it."),
    "killed": lambda home, one: home.publishing(home.editor).kill(one.story_id, "It was false."),
    "revised": revise,
    "run out": run_out,
    "due": lambda home, one: Planning(home.session, home.editor).set_due(one.id, utc_now()),
    "breaking": lambda home, one: Planning(home.session, home.editor).set_breaking(one.story_id, breaking=True),
    "filed": lambda home, one: Planning(home.session, home.editor).set_topic(one.story_id, "Weather"),
    "restricted": lambda home, one: StoryAccesses(home.session, home.editor).restrict(one.story_id),
}


class TestStep:
    @pytest.mark.parametrize("happening", HAPPENINGS)
    def test_they_follow_whatever_happens(self, home: House, happening: str) -> None:
        translation = factories.edited(home)
        noise = factories.submitted(home)
        catch_up(home.session)
        before = rows(home)

        HAPPENINGS[happening](home, translation)
        catch_up(home.session)

        found = rows(home)
        assert found == anew(home)
        assert found[noise.id] == before[noise.id]
        if happening not in ("dismissed", "omitted"):  # of which the end is as the beginning
            assert found[translation.id] != before[translation.id]

    def test_they_follow_a_translation_to_its_readers(self, home: House) -> None:
        for make in (factories.drafted, factories.submitted, factories.approved, factories.published):
            make(home)
        returned = factories.submitted(home)
        home.translations(home.editor).return_(returned.id, [factories.returned(home.units(returned)[0].id)])
        catch_up(home.session)

        found = rows(home)

        assert found == anew(home)
        assert found[returned.id]["returned"]

    def test_they_are_made_once_however_often_a_transaction_writes(
        self, home: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr(QueueEntries, "refresh", lambda self, ids: asked.append(list(ids)))

        translation = factories.edited(home)
        catch_up(home.session)
        catch_up(home.session)

        assert asked == [[translation.id]]

    def test_a_lease_that_is_renewed_is_no_news(self, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, "One.", unit.version)
        catch_up(home.session)
        monkeypatch.setattr(QueueEntries, "refresh", lambda self, ids: pytest.fail("The queue was made anew."))

        home.editing(home.translator).save(unit.id, "One more.", unit.version)
        catch_up(home.session)

    def test_a_commit_brings_them_into_step(self, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr(QueueEntries, "refresh", lambda self, ids: asked.append(list(ids)))
        translation = factories.drafted(home)

        home.session.dispatch.before_commit(home.session)

        assert asked == [[translation.id]]

    def test_what_no_session_sees_can_be_said(self, home: House) -> None:
        translation = factories.drafted(home)
        catch_up(home.session)
        home.session.execute(delete(QueueEntry))

        assert QueueEntries(home.session).missing() == [translation.id]
        touch(home.session, [translation.id])
        catch_up(home.session)

        assert QueueEntries(home.session).missing() == []


class TestMeasures:
    def test_words_to_do_are_those_of_unconfirmed_sentences(self, home: House) -> None:
        translation = factories.edited(home, "Mưa lớn.", "Ba người bị thương.")
        home.editing(home.translator).unconfirm(home.units(translation)[1].id)

        found = entry(home, translation)

        assert (found.words, found.words_to_do) == (5 + 2 + 4, 2)
        assert (found.units, found.confirmed) == (3, 2)

    def test_a_sentence_that_changed_since_is_to_do_again(self, home: House) -> None:
        translation = factories.edited(home)

        revise(home, translation)

        assert entry(home, translation).words_to_do == 4

    def test_an_outlet_lends_its_topic(self, home: House) -> None:
        outlet = Outlet(desk_id=home.desk.id, name="Tuổi Trẻ", topic="Weather")
        home.session.add(outlet)
        home.session.flush()

        lent = factories.drafted(home, outlet_id=outlet.id)
        own = factories.drafted(home, outlet_id=outlet.id, topic="Sport")

        assert (entry(home, lent).topic, entry(home, own).topic) == ("Weather", "Sport")

    def test_confidence_leaves_out_what_people_wrote(self, home: House) -> None:
        translation = factories.drafted(home)
        home.translations(home.translator).claim(translation.id)
        units = home.units(translation)
        for unit, score in zip(units, (-0.1, -0.2, -0.6, -9.0), strict=True):
            factories.drafted_as(home, unit, unit.text, score=score)
        home.editing(home.translator).save(units[3].id, "Somebody wrote this.", units[3].version)

        assert entry(home, translation).confidence == pytest.approx(-0.3)


class TestPlanning:
    def test_only_an_editor_says_what_is_due_and_what_breaks(self, home: House) -> None:
        translation = factories.drafted(home)
        planning = Planning(home.session, home.translator)

        with pytest.raises(Forbidden):
            planning.set_due(translation.id, utc_now())
        with pytest.raises(Forbidden):
            planning.set_breaking(translation.story_id, breaking=True)

    def test_what_is_published_is_due_no_more(self, home: House) -> None:
        translation = factories.published(home)

        with pytest.raises(Conflict, match="published"):
            Planning(home.session, home.editor).set_due(translation.id, utc_now())

    def test_it_asks_for_the_drafts_of_what_has_become_breaking_news(self, home: House) -> None:
        translation = factories.translation_of(home, factories.story(home))

        Planning(home.session, home.editor).set_breaking(translation.story_id, breaking=True)

        job = drafting_job(home.session, translation)
        assert job is not None
        assert job.key.endswith(":breaking")

    def test_it_offers_topics_of_what_one_may_see(self, home: House) -> None:
        factories.drafted(home, topic="Weather")
        factories.drafted(home, topic="Secret", restricted=True)
        stranger = factories.person(home.session, home.desk, "binh", Role.EDITOR)

        assert topics(home.session, stranger) == ["Weather"]
        assert topics(home.session, home.translator) == ["Secret", "Weather"]

    def test_a_topic_is_a_word_or_two(self, home: House) -> None:
        with pytest.raises(Invalid, match="80"):
            factories.drafted(home, topic="x" * 81)


class TestCounting:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", 0),
            ("Ông Peskov từ chối bình luận.", 6),
            ("It’s 3.5 per cent – well-known.", 5),
            ("北京今天下雨。", 3),
            ("東京 Tokyo", 2),
            ("ประเทศไทย", 5),
            ("كتب الصحفي المقال", 3),
            ("—", 0),
        ],
    )
    def test_it_counts_words_in_every_script(self, text: str, words: int) -> None:
        assert count_words(text) == words
