"""Stories over the API: the queue's pages, who sees what, kill, embargo and removals."""

from typing import Any

import pytest

from desk.domain.cleaning import RemovalReason
from desk.domain.finding import Level
from desk.domain.workflow import Role
from desk.models import FindingRow, RemovalRow
from tests import factories
from tests.api.conftest import ARTICLE, Program, Queries, program
from tests.web.conftest import WebDesk


def take_in(who: Program, **particulars: Any) -> dict[str, Any]:
    story: dict[str, Any] = who.post("/stories", {**ARTICLE, **particulars}, 201)
    return story


class TestQueue:
    def test_it_comes_in_pages(self, translator: Program) -> None:
        for number in range(5):
            take_in(translator, title=f"Story {number}")

        first = translator.get("/stories?size=2")
        second = translator.client.get(first["next"], headers=translator.headers).json
        third = translator.client.get(second["next"], headers=translator.headers).json

        assert [len(page["items"]) for page in (first, second, third)] == [2, 2, 1]
        assert (first["total"], first["page"], first["size"], third["next"]) == (5, 1, 2, None)
        assert len({one["story"] for page in (first, second, third) for one in page["items"]}) == 5

    def test_it_keeps_its_filter_from_page_to_page(self, translator: Program) -> None:
        for number in range(3):
            take_in(translator, title=f"Mưa & gió {number}")
        take_in(translator, title="Nắng")

        page = translator.get("/stories", query_string={"text": "mưa &", "size": 2})

        assert page["total"] == 3
        assert translator.client.get(page["next"], headers=translator.headers).json["total"] == 3

    def test_it_is_filtered(self, translator: Program, drafted: str) -> None:
        take_in(translator, to=["fr"])
        translator.post(f"/translations/{drafted}/claim")

        assert [one["translation"] for one in translator.get("/stories?view=mine")["items"]] == [drafted]
        assert [one["to"] for one in translator.get("/stories?language=fr")["items"]] == ["fr"]
        assert translator.get("/stories?state=editing")["total"] == 1
        assert translator.get("/stories?page=9")["items"] == []

    def test_it_asks_as_much_for_many_as_for_few(self, translator: Program, queries: Queries) -> None:
        take_in(translator)
        queries.begin()
        translator.get("/stories")
        few = len(queries.asked)
        for _ in range(4):
            take_in(translator, to=["en", "fr"])

        queries.begin()
        translator.get("/stories")

        assert len(queries.asked) == few <= 12


class TestStory:
    def test_it_shows_its_source_and_translations(self, translator: Program) -> None:
        story = take_in(translator, to=["en", "fr"])

        shown = translator.get(f"/stories/{story['id']}")

        assert [block["kind"] for block in shown["article"]["blocks"]] == ["headline", "paragraph", "paragraph"]
        assert [(one["language"], one["units"]) for one in shown["translations"]] == [("en", 3), ("fr", 3)]

    def test_it_asks_as_much_for_many_translations_as_for_one(self, translator: Program, queries: Queries) -> None:
        one, many = take_in(translator), take_in(translator, to=["en", "fr", "es", "ru"])
        queries.begin()
        translator.get(f"/stories/{one['id']}")
        few = len(queries.asked)

        queries.begin()
        translator.get(f"/stories/{many['id']}")

        assert len(queries.asked) == few

    def test_it_is_killed_in_every_language(self, translator: Program, editor: Program) -> None:
        story = take_in(translator, to=["en", "fr"])
        translator.post(f"/stories/{story['id']}/kill", {"reason": "False."}, 403)

        killed = editor.post(f"/stories/{story['id']}/kill", {"reason": "False."})

        assert killed["killed_at"]
        states = [one["state"] for one in editor.get(f"/stories/{story['id']}")["translations"]]
        assert states == ["killed", "killed"]
        editor.post(f"/stories/{story['id']}/kill", {"reason": "False."}, 409)


class TestEmbargo:
    def test_it_keeps_the_zone_it_was_given_in(self, translator: Program, editor: Program) -> None:
        path = f"/stories/{take_in(translator)['id']}/embargo"

        held = editor.put(path, {"until": "2030-06-01T18:00:00", "zone": "Europe/Paris"})

        assert (held["embargo_until"], held["embargo_zone"]) == ("2030-06-01T16:00:00Z", "Europe/Paris")
        assert editor.put(path, {"until": None})["embargo_until"] is None

    def test_it_stops_publishing(self, editor: Program, approved: str) -> None:
        story = editor.get(f"/translations/{approved}")["story"]
        editor.put(f"/stories/{story}/embargo", {"until": "2999-01-01T00:00:00Z"})

        problem = editor.post(f"/translations/{approved}/publish", status=409)

        assert "embargo" in problem["detail"]

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"until": "0001-01-01T00:00:00Z"},
            {"until": "9999-12-31T23:59:59-12:00"},
            {"until": "2030-01-01T00:00:00", "zone": "Europe"},
            {"until": "2030-01-01T00:00:00", "zone": "../../etc/passwd"},
            {"until": "2030-01-01T00:00:00", "zone": ""},
            {"until": "2030-01-01T00:00:00", "zone": "Mars"},
            {"until": 1893456000},
        ],
    )
    def test_it_needs_a_time_that_there_is(self, translator: Program, editor: Program, body: object) -> None:
        editor.put(f"/stories/{take_in(translator)['id']}/embargo", body, 422)


class TestRestricted:
    def test_it_is_not_there_for_others(self, desk: WebDesk, translator: Program, editor: Program) -> None:
        story = take_in(translator, restricted=True)
        translation = story["translations"][0]["id"]
        other = program(desk, desk.person("other", Role.TRANSLATOR))

        assert translator.get("/stories")["total"] == 1
        for who in (other, editor):
            assert who.get("/stories")["total"] == 0
            who.get(f"/stories/{story['id']}", 404)
            who.get(f"/stories/{story['id']}/removals", 404)
            who.get(f"/translations/{translation}", 404)
            who.get(f"/translations/{translation}/export", 404)
        other.post(f"/translations/{translation}/claim", status=404)
        editor.post(f"/stories/{story['id']}/kill", {"reason": "False."}, 404)


NEWER = {"text": "Mưa lớn ở Hà Nội\n\nHà Nội mưa lớn.\n\nBốn người bị thương.\n\nMưa còn kéo dài.", "from": "vi"}


class TestANewerText:
    def test_it_makes_a_revision(self, translator: Program, drafted: str) -> None:
        story = translator.get(f"/translations/{drafted}")["story"]

        revised = translator.post(f"/stories/{story}/text", NEWER)

        assert {name: revised[name] for name in ("number", "stayed", "changed", "added", "retired")} == {
            "number": 2,
            "stayed": 2,
            "changed": 1,
            "added": 1,
            "retired": 0,
        }
        assert translator.get(f"/stories/{story}")["article"]["revision"] == revised["revision"]

    def test_it_is_refused_whole(self, translator: Program, editor: Program, administrator: Program) -> None:
        story = take_in(translator)["id"]
        path = f"/stories/{story}/text"

        administrator.post(path, NEWER, 403)
        translator.post(path, ARTICLE, 422)
        translator.post(path, {name: ARTICLE[name] for name in ("text", "from")}, 409)
        translator.post(path, {**NEWER, "html": "<p>Both.</p>"}, 422)
        translator.post(path, {"text": "Il pleut à Hanoï depuis ce matin.", "from": "fr"}, 404)
        editor.post(f"/stories/{story}/kill", {"reason": "False."})
        translator.post(path, NEWER, 409)

        assert translator.get(f"/stories/{story}")["article"]["revision_number"] == 1


class TestRemovals:
    def test_they_are_listed_and_undone(self, desk: WebDesk, translator: Program) -> None:
        with desk.work() as home:
            story = factories.removal(home).id

        page = translator.get(f"/stories/{story}/removals")
        undone = translator.post(f"/removals/{page['items'][0]['id']}/undo")

        assert [(one["text"], one["reason"]) for one in page["items"]] == [("12 bình luận", "comment_count")]
        assert undone["number"] == 2
        texts = [block["text"] for block in translator.get(f"/stories/{story}")["article"]["blocks"]]
        assert "12 bình luận" in texts
        assert translator.get(f"/stories/{story}/removals")["items"] == []
        translator.post(f"/removals/{page['items'][0]['id']}/undo", status=409)


class TestPartsOfARestrictedStory:
    def test_an_id_of_its_parts_tells_nothing(self, desk: WebDesk, colleague: Program) -> None:
        """A refusal that named the story or the translation would say that there is one, and what belongs to it."""
        with desk.work() as home:
            story = factories.story(home, restricted=True)
            translation = factories.translation_of(home, story)
            factories.draft_all(home.session, translation)
            unit = home.units(translation)[0]
            removal = RemovalRow(
                revision_id=translation.revision_id, block=0, start=0, end=1, text="x", reason=RemovalReason.FURNITURE
            )
            finding = FindingRow(
                translation_id=translation.id,
                unit_id=unit.id,
                revision_id=translation.revision_id,
                check="repeated_words",
                level=Level.WARN,
                message="“the the”",
                fingerprint="f",
            )
            home.session.add_all([removal, finding])
            home.session.flush()
            ids = (unit.id, removal.id, finding.id)

        told = [
            colleague.put(f"/translations/{ids[0]}/units/{ids[0]}", {"text": "x", "based_on": 0}, 404),
            colleague.post(f"/removals/{ids[1]}/undo", status=404),
            colleague.post(f"/findings/{ids[2]}/dismiss", {"reason": "No"}, 404),
        ]

        assert [one["detail"] for one in told] == [
            f"There is no unit {ids[0]}.",
            f"There is no removal {ids[1]}.",
            f"There is no finding {ids[2]}.",
        ]
