"""Comments on the pages of editor, review and story."""

import re
from typing import Any

import pytest

from desk.models import Comment, StoryAccess
from desk.services.comments import Comments
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

JSON = {"Accept": "application/json"}


def submitted(desk: WebDesk) -> tuple[str, str]:
    """A submitted translation, and the id of its second unit."""
    with desk.work() as home:
        translation = factories.submitted(home)
        return translation.id, home.units(translation)[1].id


def say(desk: WebDesk, translation_id: str, text: str, **more: Any) -> str:
    """Something that the translator says."""
    with desk.work() as home:
        return Comments(home.session, home.translator).write(translation_id, text, **more).comment.id


def scripted(visitor: Visitor, path: str, data: dict[str, str], status: int = 200) -> Any:
    """What the sheet's script gets."""
    visitor._take_token()
    answer = visitor.client.post(path, data={"csrf_token": visitor.token, **data}, headers=JSON)
    assert answer.status_code == status, answer.text
    return answer.json


class TestArticle:
    @pytest.mark.parametrize("page", ["", "/review"])
    def test_it_is_written_and_read_on_both_pages(self, desk: WebDesk, editor: Visitor, page: str) -> None:
        translation_id, _ = submitted(desk)
        address = f"/translations/{translation_id}{page}"

        answer = editor.post(f"/translations/{translation_id}/comments", {"text": "Mind the tone.", "next": address})

        assert answer.location == f"{address}#talk-{translation_id}"
        assert "Mind the tone." in editor.follow(answer).text

    def test_it_leads_nowhere_else(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, _ = submitted(desk)

        answer = editor.post(
            f"/translations/{translation_id}/comments", {"text": "Hello", "next": "https://evil.example/"}
        )

        assert (answer.location or "").startswith(f"/translations/{translation_id}")

    def test_what_is_said_is_shown_and_not_run(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, _ = submitted(desk)
        say(desk, translation_id, '<script>alert(1)</script> https://a.example/?a="><b> javascript:alert(1) @lan')

        page = editor.get(f"/translations/{translation_id}").text

        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert 'href="https://a.example/?a="' in page
        assert 'href="javascript' not in page
        assert '<span class="mention">@<bdi>Lan</bdi></span>' in page

    def test_the_story_shows_what_was_said_in_each_language(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, _ = submitted(desk)
        say(desk, translation_id, "Mind the tone.")
        with desk.work() as home:
            story_id = home.session.query(Comment).one().translation.story_id

        assert "Mind the tone." in editor.get(f"/stories/{story_id}").text

    def test_a_form_without_words_is_refused_on_a_page(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, _ = submitted(desk)

        assert (
            "without words" in editor.post(f"/translations/{translation_id}/comments", {"text": " "}, status=422).text
        )


class TestSegment:
    def test_its_row_says_that_there_are_some(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        comment_id = say(desk, translation_id, "Sure?", unit_id=unit_id)

        for page in ("", "/review"):
            assert "1 open thread at segment 2" in editor.get(f"/translations/{translation_id}{page}").text
        editor.post(f"/comments/{comment_id}/resolve")
        assert "0 open threads at segment 2" in editor.get(f"/translations/{translation_id}").text

    def test_its_dialog_shows_its_threads_alone(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        say(desk, translation_id, "About the segment", unit_id=unit_id)
        say(desk, translation_id, "About the article")

        part = editor.get(f"/translations/{translation_id}/comments?unit={unit_id}").text

        assert "About the segment" in part
        assert "About the article" not in part
        assert 'data-mentions="/translations/' in part

    @pytest.mark.parametrize("view", ["", "?view=review"])
    def test_the_script_gets_the_threads_the_row_and_the_figures(
        self, desk: WebDesk, editor: Visitor, view: str
    ) -> None:
        translation_id, unit_id = submitted(desk)

        answer = scripted(
            editor,
            f"/translations/{translation_id}/comments{view}",
            {"text": "Stop here", "unit": unit_id, "blocks": "yes"},
        )

        assert answer["result"] == "saved"
        assert "Stop here" in answer["html"]
        assert "unit-talk-stops" in answer["units"][unit_id]["gutter"]
        said = answer["summary"]["obstacles"] if view else answer["summary"]["stops"]
        assert "1 comment blocks approval" in said if view else "#u2" in said

    def test_a_refusal_is_told_to_the_script_and_nothing_is_kept(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)

        answer = scripted(editor, f"/translations/{translation_id}/comments", {"text": "", "unit": unit_id}, 422)

        assert (answer["result"], "without words" in answer["reason"]) == ("refused", True)


class TestHelp:
    def test_it_stands_beside_the_article_while_one_works(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        address = f"/translations/{translation_id}/units/{unit_id}/help"
        assert 'data-help-part="comments"' not in editor.get(address).text
        closed = say(desk, translation_id, "Settled long ago", unit_id=unit_id)
        editor.post(f"/comments/{closed}/resolve")
        say(desk, translation_id, "Is <b>this</b> right, @lan?", unit_id=unit_id, blocks=True)

        page = editor.get(address).text

        part = page[page.index('data-help-part="comments"') :]
        assert "Is &lt;b&gt;this&lt;/b&gt; right, " in part
        assert part.index("Blocks approval") < part.index("Settled long ago")
        assert 'data-does="comment"' in part


class TestActs:
    def test_every_act_has_its_address(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        comment_id = say(desk, translation_id, "One", unit_id=unit_id)

        editor.post(f"/comments/{comment_id}/reply", {"text": "Answer"})
        translator.post(f"/comments/{comment_id}/change", {"text": "Two"})
        editor.post(f"/comments/{comment_id}/resolve")
        editor.post(f"/comments/{comment_id}/reopen")
        page = translator.get(f"/comments/{comment_id}/changes").text
        translator.post(f"/comments/{comment_id}/remove")

        assert all(word in page for word in ("One", "Two", "wrote it", "changed it", "resolved it", "opened it again"))
        part = editor.get(f"/translations/{translation_id}/comments?unit={unit_id}").text
        assert "Taken back by its author." in part
        assert "Answer" in part
        assert "Two" not in part

    def test_only_its_author_is_offered_to_change_it(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        comment_id = say(desk, translation_id, "Mine, @lan", unit_id=unit_id)
        address = f"/translations/{translation_id}/comments?unit={unit_id}"

        assert f"/comments/{comment_id}/change" not in editor.get(address).text
        assert "\nMine, @lan</textarea>" in translator.get(address).text
        editor.post(f"/comments/{comment_id}/change", {"text": "Yours"}, status=403)

    def test_there_are_no_other_acts(self, desk: WebDesk, editor: Visitor) -> None:
        comment_id = say(desk, submitted(desk)[0], "One")

        editor.post(f"/comments/{comment_id}/burn", status=404)


class TestBlocking:
    def test_the_review_shows_it_among_the_obstacles_and_keeps_from_approving(
        self, desk: WebDesk, editor: Visitor
    ) -> None:
        translation_id, unit_id = submitted(desk)
        say(desk, translation_id, "Stop", unit_id=unit_id, blocks=True)

        page = editor.get(f"/translations/{translation_id}/review").text

        assert re.search(r'1 comment blocks approval \(<a href="#u2">', page)
        seen = re.search(r'name="content_hash" value="(\w+)"', page)
        assert seen
        refused = editor.post(f"/translations/{translation_id}/approve", {"content_hash": seen[1]}, status=409)
        assert "A comment that blocks approval is open, at segment 2" in refused.text

    def test_on_the_article_it_leads_to_the_article(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, _ = submitted(desk)
        say(desk, translation_id, "Stop", blocks=True)

        assert '<a href="#talk">on the article</a>' in editor.get(f"/translations/{translation_id}/review").text

    def test_after_the_approval_the_publication_waits(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            translation_id = factories.approved(home).id
        say(desk, translation_id, "Wait", blocks=True)

        page = editor.get(f"/translations/{translation_id}/review").text

        assert "holds the publication up" in page
        editor.post(f"/translations/{translation_id}/publish", status=409)


class TestMentions:
    def test_names_are_offered(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, _ = submitted(desk)

        assert editor.get(f"/translations/{translation_id}/addressees?q=ma").json == [
            {"username": "mai", "name": "Mai", "sees": True}
        ]

    def test_who_may_not_see_the_story_is_said(self, desk: WebDesk, translator: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        with desk.work() as home:
            story = home.session.query(factories.Translation).one().story
            story.restricted = True
            home.session.add(StoryAccess(story_id=story.id, person_id=home.translator.person))

        answer = scripted(
            translator, f"/translations/{translation_id}/comments", {"text": "@lan look", "unit": unit_id}
        )
        back = translator.post(f"/translations/{translation_id}/comments", {"text": "@lan look"})

        assert "may not see it: Lan." in answer["unheard"]
        assert "may not see it: Lan." in translator.follow(back).text

    def test_a_secret_story_is_nobody_elses(self, desk: WebDesk, editor: Visitor) -> None:
        translation_id, unit_id = submitted(desk)
        comment_id = say(desk, translation_id, "Psst", unit_id=unit_id)
        with desk.work() as home:
            home.session.query(factories.Translation).one().story.restricted = True

        for path in (
            f"/translations/{translation_id}/comments?unit={unit_id}",
            f"/translations/{translation_id}/addressees?q=m",
            f"/comments/{comment_id}/changes",
        ):
            editor.get(path, status=404)
        for path in (f"/translations/{translation_id}/comments", f"/comments/{comment_id}/reply"):
            editor.post(path, {"text": "Hello"}, status=404)


class TestQueries:
    @pytest.mark.parametrize("page", ["", "/review"])
    def test_many_threads_cost_as_many_queries_as_one(self, desk: WebDesk, editor: Visitor, page: str) -> None:
        translation_id, unit_id = submitted(desk)
        say(desk, translation_id, "@lan first")
        say(desk, translation_id, "@lan first", unit_id=unit_id)
        with counted(desk) as few:
            editor.get(f"/translations/{translation_id}{page}")
        for number in range(5):
            comment_id = say(desk, translation_id, f"@mai {number}")
            editor.post(f"/comments/{comment_id}/reply", {"text": "Yes"})
        with counted(desk) as many:
            editor.get(f"/translations/{translation_id}{page}")

        assert len(many) == len(few)
