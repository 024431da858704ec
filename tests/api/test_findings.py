"""What people say of findings over the API."""

import pytest

from tests.api.conftest import ENGLISH, Program, confirm_all


@pytest.fixture
def repeated(translator: Program, claimed: str) -> str:
    """The path of a warning."""
    unit = translator.get(f"/translations/{claimed}")["units"][1]["id"]
    body = {"text": "It rained rained in Hanoi.", "based_on": 1}
    saved = translator.put(f"/translations/{claimed}/units/{unit}", body)
    return "/findings/" + next(one["id"] for one in saved["findings"] if one["check"] == "repeated_words")


class TestFinding:
    def test_it_is_dismissed_with_a_reason(self, translator: Program, claimed: str, repeated: str) -> None:
        said = translator.post(f"{repeated}/dismiss", {"reason": "A figure of speech."})

        assert (said["state"], said["reason"]) == ("dismissed", "A figure of speech.")
        shown = translator.get(f"/translations/{claimed}")["units"][1]["findings"]
        assert "dismissed" in [one["state"] for one in shown]

    def test_it_is_not_dismissed_without(self, translator: Program, repeated: str) -> None:
        translator.post(f"{repeated}/dismiss", {"reason": "\n"}, 422)
        translator.post(f"{repeated}/dismiss", {}, 422)

    def test_it_is_contested_only_where_it_blocks(self, translator: Program, repeated: str) -> None:
        translator.post(f"{repeated}/contest", {"reason": "No."}, 422)

    def test_it_is_accepted_by_editors(self, translator: Program, editor: Program, repeated: str) -> None:
        translator.post(f"{repeated}/accept", {"reason": "Fine."}, 403)

        assert editor.post(f"{repeated}/accept", {"reason": "Fine."})["state"] == "dismissed"

    def test_it_no_longer_stands_when_the_text_has_changed(
        self, translator: Program, claimed: str, repeated: str
    ) -> None:
        confirm_texts = (ENGLISH[0], ENGLISH[1], ENGLISH[2])
        confirm_all(translator, claimed, confirm_texts)

        translator.post(f"{repeated}/dismiss", {"reason": "A figure of speech."}, 409)

    def test_it_is_unknown(self, translator: Program) -> None:
        translator.post(f"/findings/{'0' * 26}/dismiss", {"reason": "No."}, 404)
