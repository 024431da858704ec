"""A published document, set."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.web.paper import paper, runs_of, safe_link


def unit(text: str, paragraph: int = 0, kind: str = "paragraph", **more: Any) -> dict[str, Any]:
    return {"id": "u", "kind": kind, "paragraph": paragraph, "text": text, "marks": []} | {
        "omitted": False,
        "to_follow": False,
        **more,
    }


def document(*units: dict[str, Any], language: str = "en") -> str:
    return json.dumps({"version": "v1", "language": language, "revision": "r", "fields": {}, "units": units})


class TestPaper:
    def test_it_joins_the_sentences_of_a_paragraph(self) -> None:
        found = paper(document(unit("Rain fell.", 1), unit("Roads flooded.", 1), unit("Later it stopped.", 2)))

        assert [one.text for one in found.body] == ["Rain fell. Roads flooded.", "Later it stopped."]

    def test_it_puts_no_space_where_the_language_has_none(self) -> None:
        found = paper(document(unit("下雨了。", 1), unit("路被淹了。", 1), language="zh"))

        assert found.body[0].text == "下雨了。路被淹了。"

    def test_it_leaves_out_what_was_left_out_or_is_to_follow(self) -> None:
        found = paper(document(unit("Kept.", 1), unit("Dropped.", 1, omitted=True), unit("Later.", 2, to_follow=True)))

        assert [one.text for one in found.body] == ["Kept."]
        assert found.to_follow

    def test_it_knows_headline_and_standfirst(self) -> None:
        found = paper(document(unit("Head", 0, "headline"), unit("Stand.", 1, "standfirst"), unit("Body.", 2)))

        assert found.headline.text == "Head"
        assert [one.text for one in found.standfirst] == ["Stand."]
        assert [one.text for one in found.body] == ["Body."]
        assert found.summary == "Stand."

    def test_it_has_a_headline_where_the_article_had_none(self) -> None:
        assert paper(document(unit("Only a body."))).headline.text == "Only a body."


class TestRuns:
    def test_it_sets_links_and_emphasis(self) -> None:
        found = runs_of("see here now", [["link", 4, 8, {"href": "https://example.org"}], ["emphasis", 4, 12, {}]])

        assert [(run.text, run.href, run.emphasis) for run in found] == [
            ("see ", "", False),
            ("here", "https://example.org", True),
            (" now", "", True),
        ]

    @given(st.text(max_size=15), st.lists(st.tuples(st.integers(-2, 20), st.integers(-2, 20)), max_size=4))
    def test_its_runs_join_to_the_text_again(self, text: str, spans: list[tuple[int, int]]) -> None:
        found = runs_of(text, [["strong", start, end, {}] for start, end in spans])

        assert "".join(run.text for run in found) == text


class TestSafeLink:
    @pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://example.org"])
    def test_it_follows_the_web(self, address: str) -> None:
        assert safe_link(address) == address

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//example.org", "/here", "", "http://["],
    )
    def test_it_follows_nothing_else(self, address: str) -> None:
        assert safe_link(address) == ""
