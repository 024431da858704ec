"""Choosing keys on the page of preferences, and having them on the pages where one works."""

import json
import re
from html import unescape
from typing import Any

import pytest
from werkzeug.test import TestResponse

from desk.web.sheet.commands import COMMANDS
from tests import factories
from tests.web.conftest import Visitor, WebDesk

TYPED = {f"key-{command.name}": command.key for command in COMMANDS if command.changeable} | {"single": "yes"}


def keys_of(page: str) -> dict[str, Any]:
    """What a page tells its script of the keys."""
    found = re.search(r'data-keys="([^"]*)"', page)
    assert found is not None
    keys: dict[str, Any] = json.loads(unescape(found[1]))
    return keys


def switched_off(visitor: Visitor) -> TestResponse:
    """What the list of keys does where its box is unticked."""
    sent = {"json": {"on": False}, "headers": {"X-CSRFToken": visitor.token}}
    return visitor.client.post("/preferences/keys/single", **sent)


@pytest.fixture
def edited(desk: WebDesk) -> str:
    with desk.work() as home:
        return factories.edited(home).id


class TestSection:
    def test_it_shows_each_command_with_its_key(self, translator: Visitor) -> None:
        page = translator.get("/preferences").text

        assert 'name="key-copy-source" value="S"' in page
        assert page.count('name="key-') == len([command for command in COMMANDS if command.changeable])

    def test_other_keys_hold_on_the_page(self, translator: Visitor, edited: str) -> None:
        translator.follow(translator.post("/preferences/keys", {**TYPED, "key-copy-source": "Q"}))

        page = translator.get(f"/translations/{edited}").text

        assert keys_of(page)["keys"]["q"] == "copy-source"
        assert "s" not in keys_of(page)["keys"]
        assert 'value="Q"' in translator.get("/preferences").text

    def test_they_are_of_one_person(self, translator: Visitor, editor: Visitor, edited: str) -> None:
        translator.post("/preferences/keys", {**TYPED, "key-copy-source": "q"})

        assert keys_of(editor.get(f"/translations/{edited}").text)["keys"]["s"] == "copy-source"

    def test_tooltips_and_the_list_follow_them(self, translator: Visitor, edited: str) -> None:
        translator.post("/preferences/keys", {**TYPED, "key-next-unconfirmed": "q", "key-omit": ""})

        page = translator.get(f"/translations/{edited}").text

        assert "Next unconfirmed segment (Q)" in page
        assert "<kbd>Q</kbd></span></dt><dd>Write in the next unconfirmed segment</dd>" in page
        assert '<span class="muted">none</span></dt><dd>Leave the segment out</dd>' in page

    def test_a_clash_is_named_and_nothing_is_kept(self, translator: Visitor, edited: str) -> None:
        page = translator.post("/preferences/keys", {**TYPED, "key-copy-source": "r"}, status=422).text

        assert "“R” cannot be for two things on a page" in unescape(page)
        assert 'name="key-copy-source" value="r"' in page
        assert keys_of(translator.get(f"/translations/{edited}").text)["keys"]["s"] == "copy-source"

    def test_one_goes_back_to_the_usual_keys(self, translator: Visitor, edited: str) -> None:
        translator.post("/preferences/keys", {"key-copy-source": "q"})

        translator.post("/preferences/keys", {**TYPED, "key-copy-source": "q", "usual": "yes"})

        keys = keys_of(translator.get(f"/translations/{edited}").text)
        assert (keys["keys"]["s"], keys["single"]) == ("copy-source", True)


class TestSingle:
    def test_the_switch_of_the_list_is_kept_and_leaves_the_keys(self, translator: Visitor, edited: str) -> None:
        translator.post("/preferences/keys", {**TYPED, "key-copy-source": "q"})

        answer = switched_off(translator)

        assert answer.json == {"result": "saved", "on": False}
        keys = keys_of(translator.get(f"/translations/{edited}").text)
        assert (keys["single"], keys["keys"]["q"]) == (False, "copy-source")

    def test_the_leader_is_chosen_and_stays_when_they_are_switched(self, translator: Visitor, edited: str) -> None:
        translator.post("/preferences/keys", {**TYPED, "leader": "F2"})

        translator.client.post(
            "/preferences/keys/single", json={"on": False}, headers={"X-CSRFToken": translator.token}
        )

        assert keys_of(translator.get(f"/translations/{edited}").text)["leader"] == "F2"
        assert '<option value="F2" selected>' in translator.get("/preferences").text

    def test_the_form_switches_them_off(self, translator: Visitor, edited: str) -> None:
        translator.post("/preferences/keys", {name: key for name, key in TYPED.items() if name != "single"})

        assert keys_of(translator.get(f"/translations/{edited}").text)["single"] is False
        assert "Next unconfirmed segment (U)" not in translator.get(f"/translations/{edited}").text


class TestReview:
    def test_it_has_keys_of_its_own(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home).id
        editor.post("/preferences/keys", {**TYPED, "key-tick": "q"})

        page = editor.get(f"/translations/{made}/review").text

        assert keys_of(page)["keys"]["q"] == "tick"
        assert "copy-source" not in keys_of(page)["keys"].values()
        assert "<dd>Tick it for return, and say why</dd>" in page
