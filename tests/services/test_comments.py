"""What people say to each other beside the text."""

from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from desk.domain.workflow import Role, State
from desk.models import Comment, CommentChange, StoryAccess, Translation
from desk.services.actor import Actor
from desk.services.comment_threads import addressees, blocking, changes_of, threads_of
from desk.services.comments import MAX_LENGTH, Comments
from desk.services.intake import IntakeService
from tests import factories
from tests.factories import House


def comments(home: House, actor: Actor) -> Comments:
    return Comments(home.session, actor)


def restricted(home: House, *people: Actor) -> Translation:
    """A submitted translation of a story that only these people, and its translator, may see."""
    translation = factories.submitted(home)
    translation.story.restricted = True
    for person in {home.translator.person, *(one.person for one in people)}:
        home.session.add(StoryAccess(story_id=translation.story_id, person_id=person))
    home.session.flush()
    return translation


class TestWriting:
    def test_a_thread_hangs_on_its_segment(self, home: House) -> None:
        translation = factories.edited(home)
        factories.edited(home)
        unit = home.units(translation)[2]

        said = comments(home, home.translator).write(translation.id, "Is this the right name?", unit_id=unit.id)
        comments(home, home.editor).reply(said.comment.id, "It is.")

        (thread,) = threads_of(home.session, translation)
        assert [one.text for one in thread.all] == ["Is this the right name?", "It is."]
        assert (thread.number, thread.unit_id, thread.open, thread.blocks) == (3, unit.id, True, False)

    def test_a_reply_to_a_reply_stays_in_the_thread(self, home: House) -> None:
        translation = factories.edited(home)
        first = comments(home, home.translator).write(translation.id, "One").comment
        second = comments(home, home.editor).reply(first.id, "Two").comment

        comments(home, home.translator).reply(second.id, "Three")

        (thread,) = threads_of(home.session, translation)
        assert [one.text for one in thread.replies] == ["Two", "Three"]

    def test_a_thread_on_the_article_has_no_number(self, home: House) -> None:
        translation = factories.edited(home)

        comments(home, home.editor).write(translation.id, "Mind the tone.")

        assert [one.number for one in threads_of(home.session, translation)] == [None]

    @pytest.mark.parametrize("empty", ["", "  \n ", "\u200b\x00"])
    def test_it_needs_words(self, home: House, empty: str) -> None:
        with pytest.raises(Invalid, match="without words"):
            comments(home, home.editor).write(factories.edited(home).id, empty)

    def test_it_has_an_end(self, home: House) -> None:
        with pytest.raises(TooLarge):
            comments(home, home.editor).write(factories.edited(home).id, "x" * (MAX_LENGTH + 1))

    def test_a_segment_of_another_translation_is_none_of_this_one(self, home: House) -> None:
        translation, other = factories.edited(home), factories.edited(home)

        with pytest.raises(NotFound):
            comments(home, home.editor).write(translation.id, "Here?", unit_id=home.units(other)[0].id)

    def test_it_keeps_ids_and_no_names(self, home: House) -> None:
        comment = comments(home, home.editor).write(factories.edited(home).id, "Ask @mai.").comment

        assert comment.text == f"Ask @{home.translator.person}."

    def test_a_segment_that_the_article_lost_leaves_its_threads_to_the_article(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[3]
        comments(home, home.editor).write(translation.id, "Check this.", unit_id=unit.id, blocks=True)

        newer = factories.read_article(*factories.SENTENCES[:2])
        IntakeService(home.session, home.translator, lambda source, target: True).revise(translation.story_id, newer)

        (thread,) = threads_of(home.session, translation)
        assert (thread.number, thread.unit_id, thread.lost, thread.blocks) == (None, None, True, True)
        assert blocking(home.session, translation) == [None]


class TestChanging:
    def test_every_text_is_kept(self, home: House) -> None:
        mine = comments(home, home.translator)
        comment = mine.write(factories.edited(home).id, "One").comment

        mine.change(comment.id, "Two")
        mine.change(comment.id, "Two")
        mine.remove(comment.id)

        kept = [(one.action, one.text) for one in changes_of(home.session, home.editor, comment.id)]
        assert kept == [("written", "One"), ("changed", "Two"), ("removed", "")]
        assert (comment.text, comment.removed_at is None) == ("", False)

    @pytest.mark.parametrize("act", ["change", "remove"])
    def test_only_its_author_changes_it(self, home: House, act: str) -> None:
        comment = comments(home, home.translator).write(factories.edited(home).id, "Mine").comment
        arguments = (comment.id, "Yours") if act == "change" else (comment.id,)

        with pytest.raises(Forbidden):
            getattr(comments(home, home.editor), act)(*arguments)

    def test_what_was_taken_back_stays_so(self, home: House) -> None:
        mine = comments(home, home.translator)
        comment = mine.write(factories.edited(home).id, "Mine").comment
        mine.remove(comment.id)

        with pytest.raises(Conflict):
            mine.change(comment.id, "Again")

    @pytest.mark.parametrize("statement", ["UPDATE comment_change SET text = 'x'", "DELETE FROM comment_change"])
    def test_the_database_itself_keeps_the_texts(self, home: House, statement: str) -> None:
        comments(home, home.translator).write(factories.edited(home).id, "Mine")

        with pytest.raises(DBAPIError, match="append-only"), home.session.begin_nested():
            home.session.execute(text(statement))

    @pytest.mark.parametrize(
        "broken",
        [
            {"text": ""},
            {"resolved_by": "person"},
            {"thread_id": "self", "blocks": True},
        ],
    )
    def test_the_database_itself_refuses_nonsense(self, home: House, broken: dict[str, Any]) -> None:
        comment = comments(home, home.translator).write(factories.edited(home).id, "Mine").comment
        stand_ins = {"person": home.editor.person, "self": comment.id}
        values = {
            name: stand_ins.get(value, value) if isinstance(value, str) else value for name, value in broken.items()
        }

        with pytest.raises(DBAPIError), home.session.begin_nested():
            home.session.execute(update(Comment).where(Comment.id == comment.id).values(**values))


class TestResolving:
    def test_it_says_who_and_when_and_can_be_opened_again(self, home: House) -> None:
        translation = factories.edited(home)
        comment = comments(home, home.editor).write(translation.id, "Look").comment

        comments(home, home.translator).resolve(comment.id)
        closed = threads_of(home.session, translation)[0].open, comment.resolved_by, comment.resolved_at is not None
        comments(home, home.editor).reopen(comment.id)

        assert closed == (False, home.translator.person, True)
        assert threads_of(home.session, translation)[0].open
        assert [one.action for one in changes_of(home.session, home.editor, comment.id)] == [
            "written",
            "resolved",
            "reopened",
        ]

    def test_twice_is_once_too_often(self, home: House) -> None:
        mine = comments(home, home.editor)
        comment = mine.write(factories.edited(home).id, "Look").comment
        mine.resolve(comment.id)

        with pytest.raises(Conflict):
            mine.resolve(comment.id)

    def test_a_reply_resolves_nothing(self, home: House) -> None:
        mine = comments(home, home.editor)
        reply = mine.reply(mine.write(factories.edited(home).id, "Look").comment.id, "I do").comment

        with pytest.raises(Invalid):
            mine.resolve(reply.id)

    def test_what_blocks_is_not_waved_through_by_another_translator(self, home: House) -> None:
        other = factories.person(home.session, home.desk, "other", Role.TRANSLATOR)
        comment = comments(home, home.translator).write(factories.edited(home).id, "Stop", blocks=True).comment

        with pytest.raises(Forbidden):
            comments(home, other).resolve(comment.id)
        comments(home, home.editor).resolve(comment.id)

        assert comment.resolved_by == home.editor.person


class TestBlocking:
    def test_it_holds_the_approval_up_and_not_the_submission(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        comment = comments(home, home.translator).write(translation.id, "Ask her", unit_id=unit.id, blocks=True).comment
        comments(home, home.translator).write(translation.id, "By the way")
        home.translations(home.translator).submit(translation.id)

        with pytest.raises(Conflict, match="blocks approval is open, at segment 2"):
            home.translations(home.editor).approve(translation.id)
        comments(home, home.editor).resolve(comment.id)
        home.translations(home.editor).approve(translation.id)

        assert translation.state is State.APPROVED

    def test_it_holds_the_publication_up_after_the_approval(self, home: House) -> None:
        translation = factories.approved(home)
        comment = comments(home, home.translator).write(translation.id, "Wait", blocks=True).comment

        with pytest.raises(Conflict, match="on the article"):
            home.publishing(home.editor).publish(translation.id)
        comments(home, home.translator).remove(comment.id)
        home.publishing(home.editor).publish(translation.id)

        assert translation.state is State.PUBLISHED

    def test_of_another_translation_it_holds_nothing_up(self, home: House) -> None:
        other, translation = factories.submitted(home), factories.submitted(home)
        comments(home, home.editor).write(other.id, "Stop", blocks=True)

        home.translations(home.editor).approve(translation.id)

        assert translation.state is State.APPROVED


class TestSecrets:
    def test_nobody_else_learns_that_there_is_one(self, home: House) -> None:
        comment = comments(home, home.translator).write(restricted(home).id, "Psst").comment
        stranger = comments(home, home.editor)

        for act in (
            lambda: stranger.write(comment.translation_id, "Hello"),
            lambda: stranger.reply(comment.id, "Hello"),
            lambda: stranger.resolve(comment.id),
            lambda: changes_of(home.session, home.editor, comment.id),
            lambda: changes_of(home.session, home.editor, "0" * 26),
        ):
            with pytest.raises(NotFound):
                act()

    def test_it_says_who_may_not_see_the_story(self, home: House) -> None:
        said = comments(home, home.translator).write(restricted(home).id, "@lan @root look")

        assert set(said.unheard) == {home.editor.person, home.administrator.person}

    def test_it_offers_people_and_says_whether_they_see(self, home: House) -> None:
        translation = restricted(home, home.editor)

        found = {one.username: one.sees for one in addressees(home.session, translation, "")}

        assert found == {"mai": True, "lan": True, "noise": False, "root": False}

    @pytest.mark.parametrize("beginning", ["%", "_an", "\\"])
    def test_what_one_types_is_no_pattern(self, home: House, beginning: str) -> None:
        assert addressees(home.session, factories.edited(home), beginning) == []

    def test_it_offers_by_the_beginning_of_a_name(self, home: House) -> None:
        assert [one.username for one in addressees(home.session, factories.edited(home), "La")] == ["lan"]


class TestReading:
    def test_it_takes_one_query_however_many_there_are(self, home: House) -> None:
        translation = factories.edited(home)
        for unit in home.units(translation):
            first = comments(home, home.translator).write(translation.id, "Look", unit_id=unit.id).comment
            comments(home, home.editor).reply(first.id, "I do")
        home.session.expire_all()
        home.session.refresh(translation)
        count = 0

        from sqlalchemy import event

        def note(*_: object) -> None:
            nonlocal count
            count += 1

        engine = home.session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            found = threads_of(home.session, translation)
            assert [one.number for one in found] == [1, 2, 3, 4]
        finally:
            event.remove(engine, "before_cursor_execute", note)

        assert count == 1
        assert home.session.scalar(select(func.count()).select_from(Comment)) == 8
        assert home.session.scalar(select(func.count()).select_from(CommentChange)) == 8
