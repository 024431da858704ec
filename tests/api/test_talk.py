"""Comments and notifications over the API."""

from desk.models import Translation
from tests.api.conftest import Program
from tests.web.conftest import WebDesk


class TestComments:
    def test_a_thread_goes_its_way(self, translator: Program, editor: Program, claimed: str) -> None:
        unit = translator.get(f"/translations/{claimed}")["units"][1]["id"]
        path = f"/translations/{claimed}/comments"

        begun = translator.post(path, {"text": "Sure, @lan?", "unit": unit, "blocks": True}, 201)
        replied = editor.post(f"/comments/{begun['id']}/reply", {"text": "Yes."}, 201)
        translator.post(f"/comments/{begun['id']}/change", {"text": "Really, @lan?"})
        resolved = editor.post(f"/comments/{begun['id']}/resolve")
        reopened = editor.post(f"/comments/{begun['id']}/reopen")
        removed = editor.post(f"/comments/{replied['comments'][1]['id']}/remove")

        assert (begun["unit_id"], begun["blocks"], begun["open"], begun["unheard"]) == (unit, True, True, [])
        assert (resolved["open"], reopened["open"]) == (False, True)
        assert [one["text"] for one in removed["comments"]] == ["Really, @lan?", ""]
        assert translator.get(path)["items"] == [{k: v for k, v in removed.items() if k != "unheard"}]
        kept = translator.get(f"/comments/{begun['id']}/changes")["items"]
        assert [one["action"] for one in kept] == ["written", "changed", "resolved", "reopened"]

    def test_only_its_author_changes_a_comment(self, translator: Program, editor: Program, claimed: str) -> None:
        begun = translator.post(f"/translations/{claimed}/comments", {"text": "Mine"}, 201)

        editor.post(f"/comments/{begun['id']}/change", {"text": "Yours"}, 403)
        editor.post(f"/comments/{begun['id']}/remove", None, 403)

    def test_of_a_secret_story_there_is_nothing(
        self, desk: WebDesk, translator: Program, editor: Program, claimed: str
    ) -> None:
        begun = translator.post(f"/translations/{claimed}/comments", {"text": "Psst"}, 201)
        with desk.work() as home:
            home.session.get_one(Translation, claimed).story.restricted = True

        editor.get(f"/translations/{claimed}/comments", 404)
        editor.get(f"/comments/{begun['id']}/changes", 404)
        editor.post(f"/comments/{begun['id']}/reply", {"text": "Hello"}, 404)


class TestNotifications:
    def test_they_are_listed_and_read(self, translator: Program, editor: Program, claimed: str) -> None:
        for text in ("@mai one", "@mai two", "@mai three"):
            editor.post(f"/translations/{claimed}/comments", {"text": text}, 201)

        listed = translator.get("/notifications")
        first = translator.post(f"/notifications/{listed['items'][0]['id']}/read")
        rest = translator.post("/notifications/read", {"until": listed["items"][1]["id"]})

        assert [one["said"] for one in listed["items"]] == ["@mai three", "@mai two", "@mai one"]
        assert listed["items"][0]["path"] == f"/translations/{claimed}#talk"
        assert (first["read"], first["kind"], first["who"]) == (True, "mention", "Lan")
        assert all(one["read"] for one in rest["items"])
        editor.post(f"/notifications/{listed['items'][0]['id']}/read", None, 404)
