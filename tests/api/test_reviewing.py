"""What an editor reads over the API before deciding."""

import pytest

from tests.api.conftest import ENGLISH, Program, Queries
from tests.web.conftest import WebDesk


@pytest.fixture
def answered(translator: Program, editor: Program, submitted: str) -> str:
    """A translation whose second unit went back, was mended, and was submitted again."""
    unit = editor.get(f"/translations/{submitted}")["units"][1]
    reasons = [{"unit": unit["id"], "category": "style", "text": "Shorter."}]
    editor.post(f"/translations/{submitted}/return", {"reasons": reasons})
    body = {"text": "It poured in Hanoi.", "based_on": unit["version"], "confirm": True}
    translator.put(f"/translations/{submitted}/units/{unit['id']}", body)
    translator.post(f"/translations/{submitted}/submit")
    return submitted


class TestComparison:
    def test_it_is_with_drafts_where_nothing_else_is_asked(self, editor: Program, submitted: str) -> None:
        found = editor.get(f"/translations/{submitted}/comparison")

        assert (found["compare"], found["review"], found["changed"]) == ("draft", None, 3)
        assert found["units"][1]["before"] == "[en] Hà Nội mưa lớn."
        assert found["units"][1]["after"] == ENGLISH[1]

    def test_it_is_with_the_text_that_was_reviewed_last(self, editor: Program, answered: str) -> None:
        found = editor.get(f"/translations/{answered}/comparison?compare=last_review")

        assert (found["review"]["decision"], found["changed"]) == ("returned", 1)
        assert [one["changed"] for one in found["units"]] == [False, True, False]
        changed = found["units"][1]
        assert (changed["before"], changed["after"]) == (ENGLISH[1], "It poured in Hanoi.")
        assert "".join(part["text"] for part in changed["parts"] if part["kind"] != "inserted") == ENGLISH[1]

    def test_it_names_fields_that_were_changed_since(
        self, translator: Program, editor: Program, submitted: str
    ) -> None:
        editor.post(f"/translations/{submitted}/return", {"note": "All of it."})
        body = {"name": "section", "text": "Asia", "based_on": 0}
        translator.put(f"/translations/{submitted}/fields", body)

        found = editor.get(f"/translations/{submitted}/comparison?compare=last_review")

        assert found["fields"] == [{"name": "section", "before": "", "after": "Asia"}]

    def test_a_text_without_a_review_has_none_to_be_compared_with(self, editor: Program, submitted: str) -> None:
        problem = editor.get(f"/translations/{submitted}/comparison?compare=last_review", 404)

        assert problem["detail"] == "No editor has decided on this translation before."

    def test_it_can_be_compared_with_nothing_else(self, editor: Program, submitted: str) -> None:
        editor.get(f"/translations/{submitted}/comparison?compare=yesterday", 422)

    def test_its_hash_is_that_of_an_approval(self, editor: Program, answered: str) -> None:
        found = editor.get(f"/translations/{answered}/comparison?compare=last_review")

        editor.post(f"/translations/{answered}/approve", {"content_hash": found["content_hash"]})

    def test_it_asks_a_fixed_number_of_queries(self, editor: Program, answered: str, queries: Queries) -> None:
        queries.begin()
        editor.get(f"/translations/{answered}/comparison?compare=last_review")

        assert len(queries.asked) <= 16


class TestApprovers:
    def test_they_are_the_editors_who_wrote_nothing_of_it(self, desk: WebDesk, editor: Program, submitted: str) -> None:
        unit = editor.get(f"/translations/{submitted}")["units"][1]
        editor.put(f"/translations/{submitted}/units/{unit['id']}", {"text": "It poured.", "based_on": unit["version"]})

        found = editor.get(f"/translations/{submitted}/approvers")

        told = {one["name"]: (one["wrote"], one["may_approve"]) for one in found["editors"]}
        assert found["four_eyes"] is True
        assert told == {"Lan": (True, False), "Noise": (False, True)}

    def test_a_desk_without_four_eyes_lets_writers_approve(
        self, desk: WebDesk, editor: Program, submitted: str
    ) -> None:
        with desk.work() as home:
            home.desk.settings = {**home.desk.settings, "four_eyes": False}
        unit = editor.get(f"/translations/{submitted}")["units"][1]
        editor.put(f"/translations/{submitted}/units/{unit['id']}", {"text": "It poured.", "based_on": unit["version"]})

        found = editor.get(f"/translations/{submitted}/approvers")

        assert [one["may_approve"] for one in found["editors"]] == [True, True]
