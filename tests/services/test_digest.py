"""Sentences that read differently after review."""

import datetime as dt

import pytest
from sqlalchemy import event

from desk.domain.errors import NotFound
from desk.domain.week import Week, week_named, week_of
from desk.domain.workflow import Role
from desk.models import Notification, Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.digest import Digest, RereadArticle, tell_everybody
from tests import factories
from tests.factories import House


def approve(home: House, translation: Translation) -> None:
    """Another editor approves, since the first one wrote in it."""
    other = factories.person(home.session, home.desk, f"second-{translation.id}", Role.EDITOR)
    home.translations(other).approve(translation.id)


def changed(home: House, text: str = "Better words.") -> Translation:
    """A translation in which the editor changed the second sentence before it was approved."""
    translation = factories.submitted(home)
    unit = home.units(translation)[1]
    home.editing(home.editor).save(unit.id, text, unit.version, end_of_burst=True)
    approve(home, translation)
    return translation


def mine(home: House, person: Actor, week: Week | None = None) -> list[RereadArticle]:
    return Digest(home.session, person, week or week_of(utc_now())).mine()


def texts(found: list[RereadArticle]) -> list[tuple[str, str]]:
    return [(one.before, one.after) for article in found for one in article.sentences]


class TestWeeks:
    def test_a_week_is_from_monday_to_sunday(self) -> None:
        week = week_of(dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC))

        assert (week.name, week.monday, week.last_day) == ("2026-W48", dt.date(2026, 11, 23), dt.date(2026, 11, 29))
        assert week_named("2026-W48") == week
        assert week.before().name == "2026-W47"

    def test_the_first_days_of_a_year_may_be_of_the_last_week(self) -> None:
        assert week_of(dt.datetime(2027, 1, 1, tzinfo=dt.UTC)).name == "2026-W53"

    @pytest.mark.parametrize("name", ["", "2026-W54", "2026-W00", "2026-48", "0000-W01", "2026-W48x"])
    def test_there_are_no_others(self, name: str) -> None:
        with pytest.raises(NotFound):
            week_named(name)


class TestDigest:
    def test_it_shows_what_the_editor_changed(self, home: House) -> None:
        changed(home)
        factories.approved(home)

        found = mine(home, home.translator)

        assert texts(found) == [("Sentence beta in plain English.", "Better words.")]
        assert found[0].sentences[0].source == factories.SENTENCES[0]

    def test_it_is_nobody_elses(self, home: House) -> None:
        changed(home)

        assert mine(home, home.editor) == []

    def test_what_one_changed_oneself_is_no_news(self, home: House) -> None:
        translation = factories.submitted(home)
        unit = home.units(translation)[1]
        home.translations(home.editor).return_(translation.id, [factories.returned(unit.id)])
        home.editing(home.translator).confirm(unit.id, "My second thought.", unit.version)
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert mine(home, home.translator) == []

    def test_what_a_colleague_wrote_before_the_submission_is_no_review(self, home: House) -> None:
        translation = factories.edited(home)
        heir = factories.person(home.session, home.desk, "heir", Role.TRANSLATOR)
        home.translations(home.translator).hand_over(translation.id, heir.person)
        unit = home.units(translation)[1]
        home.editing(heir).confirm(unit.id, "The colleague's words.", unit.version)
        home.translations(heir).submit(translation.id)
        home.translations(home.editor).approve(translation.id)

        assert mine(home, home.translator) == []
        assert mine(home, heir) == []

    def test_what_reads_the_same_in_the_end_is_no_news(self, home: House) -> None:
        translation = factories.submitted(home)
        unit = home.units(translation)[1]
        for text in ("Another thought.", "Sentence beta in plain English."):
            home.editing(home.editor).save(unit.id, text, unit.version, end_of_burst=True)
        approve(home, translation)

        assert mine(home, home.translator) == []

    def test_it_counts_from_the_submission_of_this_version(self, home: House) -> None:
        translation = changed(home)
        home.translations(home.editor).reopen(translation.id)
        home.translations(home.translator).submit(translation.id)
        approve_again = factories.person(home.session, home.desk, "third", Role.EDITOR)
        home.translations(approve_again).approve(translation.id)

        assert mine(home, home.translator) == []

    def test_another_week_has_its_own(self, home: House) -> None:
        changed(home)

        assert mine(home, home.translator, week_of(utc_now()).before()) == []

    def test_of_a_story_that_one_may_not_see_any_more_it_shows_nothing(self, home: House) -> None:
        translation = changed(home)
        translation.story.restricted = True
        home.session.flush()

        assert mine(home, home.translator) == []

    def test_it_makes_as_many_queries_for_many_as_for_one(self, home: House) -> None:
        def queries() -> int:
            home.session.expire_all()
            seen: list[str] = []
            engine = home.session.get_bind()

            def note(*arguments: object) -> None:
                seen.append(str(arguments[2]))

            event.listen(engine, "before_cursor_execute", note)
            try:
                for article in mine(home, home.translator):
                    assert article.translation.story.title
                    assert article.translation.article.language
            finally:
                event.remove(engine, "before_cursor_execute", note)
            return len(seen)

        changed(home)
        few = queries()
        for _ in range(3):
            changed(home)

        assert queries() == few


class TestTelling:
    def test_it_tells_those_who_have_something_to_read_once(self, home: House) -> None:
        changed(home)
        week = week_of(utc_now())

        for _ in range(2):
            tell_everybody(home.session, [home.desk.id], week)

        kept = [(one.person_id, one.key) for one in home.session.query(Notification).filter_by(kind="digest")]
        assert kept == [(home.translator.person, f"digest:{week.name}")]
