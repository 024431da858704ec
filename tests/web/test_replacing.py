"""Find and replace in the sheet, as its script asks for it."""

from typing import Any

import pytest

from desk.models import Translation
from tests import factories
from tests.web.conftest import Visitor, WebDesk
from tests.web.test_replacements import text_of, with_text


@pytest.fixture
def made(desk: WebDesk) -> str:
    return with_text(desk, "edited")


def send(visitor: Visitor, path: str, fields: dict[str, Any], *, status: int = 200) -> Any:
    if not visitor.token:
        visitor.get("/patterns")
    answer = visitor.client.post(path, json=fields, headers={"X-CSRFToken": visitor.token})
    assert answer.status_code == status, answer.text
    return answer.json


def look(visitor: Visitor, translation: str, **more: Any) -> Any:
    fields = {"wanted": "theater", "by": "hall", "words": True, **more}
    return send(visitor, f"/translations/{translation}/replacements", fields)


class TestReplacing:
    def test_it_lists_what_would_change(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        answer = look(translator, made)

        assert (answer["result"], answer["count"]) == ("looked", 1)
        assert "<ins>" in answer["html"]
        assert "Segment 2" in answer["html"]
        assert text_of(desk, made) == "The theater burnt."

    def test_it_answers_with_the_rows_that_changed(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        found = look(translator, made)["id"]

        answer = send(translator, f"/translations/{made}/replacements/{found}/make", {})

        [row] = answer["units"].values()
        assert (row["text"], answer["said"]) == ("The hall burnt.", "1 segment changed.")

    def test_it_leaves_out_what_is_not_ticked_and_takes_back(
        self, desk: WebDesk, translator: Visitor, made: str
    ) -> None:
        with desk.work() as home:
            unit = home.units(home.session.get_one(Translation, made))[1].id
        none = look(translator, made)["id"]
        send(translator, f"/translations/{made}/replacements/{none}/make", {"without": [unit]})
        assert text_of(desk, made) == "The theater burnt."

        found = look(translator, made)["id"]
        send(translator, f"/translations/{made}/replacements/{found}/make", {})
        answer = send(translator, f"/translations/{made}/replacements/{found}/undo", {})

        assert [row["text"] for row in answer["units"].values()] == ["The theater burnt."]

    def test_what_cannot_be_looked_for_is_refused_in_words(self, translator: Visitor, made: str) -> None:
        answer = send(translator, f"/translations/{made}/replacements", {"wanted": "", "by": "x"}, status=422)

        assert "Say what to look for" in answer["reason"]

    def test_another_translations_is_not_found(self, desk: WebDesk, translator: Visitor, made: str) -> None:
        other = with_text(desk, "edited")
        found = look(translator, made)["id"]

        send(translator, f"/translations/{other}/replacements/{found}/make", {}, status=404)

        assert text_of(desk, made) == "The theater burnt."

    @pytest.mark.parametrize("fields", [[], "x", {"without": "x"}, {"without": [None, 3]}])
    def test_nothing_that_is_sent_makes_it_fail(self, translator: Visitor, made: str, fields: Any) -> None:
        found = look(translator, made)["id"]

        send(translator, f"/translations/{made}/replacements/{found}/make", fields)

    def test_a_script_in_a_text_stays_text(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home, "Một.")
            unit = home.units(made)[1]
            unit.text = unit.logged_text = "<script>theater</script>"

        assert "<script>" not in look(translator, made.id)["html"]
