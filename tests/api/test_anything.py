"""Whatever a program sends, the desk answers as its description says, and never fails."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import api
from desk.api.operation import Operation
from tests.api.conftest import Program

FUZZ = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
TIMES = st.datetimes().map(lambda moment: moment.isoformat()) | st.just("2030-01-01T00:00:00Z") | TEXTS
PLAUSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "reason": TEXTS,
    "note": TEXTS,
    "title": TEXTS,
    "based_on": st.integers(-1, 2**40),
    "milliseconds": st.integers(-1, 2**70),
    "until": TIMES,
    "due_at": TIMES,
    "zone": TEXTS | st.sampled_from(["UTC", "Europe", "Asia/Ho_Chi_Minh"]),
    "to": st.lists(st.sampled_from(["en", "vi", "xx"]), max_size=3),
    "from": st.sampled_from(["vi", "en", "xx"]),
    "content_hash": st.just("0" * 64),
}
WRITING = [one for one in api.OPERATIONS if one.body.model_fields and "url" not in one.body.model_fields]


def bodies(one: Operation) -> st.SearchStrategy[Any]:
    """Bodies that nearly fit, so that some come through to the services."""
    names = [field.alias or name for name, field in one.body.model_fields.items()]
    fields = {name: PLAUSIBLE.get(name, ANYTHING) for name in names}
    return st.fixed_dictionaries({}, optional=fields) | st.dictionaries(st.sampled_from(names), ANYTHING)


@pytest.fixture
def paths(claimed: str, translator: Program) -> dict[str, str]:
    read = translator.get(f"/translations/{claimed}")
    return {"translation_id": claimed, "unit_id": read["units"][0]["id"], "story_id": read["story"]}


class TestAnything:
    @settings(FUZZ, max_examples=300)
    @given(one=st.sampled_from(WRITING), data=st.data())
    def test_it_is_a_body(self, colleague: Program, paths: dict[str, str], one: Operation, data: st.DataObject) -> None:
        path = one.path
        for name in one.variables:
            path = path.replace(f"{{{name}}}", paths.get(name, "0" * 26))
        body = data.draw(bodies(one) | ANYTHING)

        answer = colleague.send(one.method, path, data=json.dumps(body), content_type="application/json")

        assert answer.status_code < 500

    @FUZZ
    @given(text=TEXTS, title=st.none() | TEXTS, due_at=st.none() | TIMES)
    def test_it_is_an_article(self, translator: Program, text: str, title: str | None, due_at: str | None) -> None:
        body = {"text": text, "title": title, "due_at": due_at, "from": "vi", "to": ["en"]}

        assert translator.send("POST", "/stories", json=body).status_code < 500

    @FUZZ
    @given(query=st.dictionaries(st.sampled_from(["page", "size", "view", "state", "language", "text", "x"]), TEXTS))
    def test_it_is_a_query(self, translator: Program, query: dict[str, str]) -> None:
        assert translator.send("GET", "/stories", query_string=query).status_code in (200, 422)

    @FUZZ
    @given(content=st.binary(max_size=60))
    def test_it_is_bytes(self, translator: Program, content: bytes) -> None:
        answer = translator.send("POST", "/stories", data=content, content_type="application/json")

        assert answer.status_code in (400, 422)

    @FUZZ
    @given(segments=st.lists(TEXTS, max_size=3))
    def test_it_is_an_address(self, translator: Program, segments: list[str]) -> None:
        answer = translator.send("GET", "/" + "/".join(quote(one, safe="") for one in segments))

        assert answer.status_code < 500
