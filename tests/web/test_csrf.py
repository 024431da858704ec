"""The token under its mask."""

import re
from difflib import SequenceMatcher

import pytest

from desk.web.csrf import masked, unmasked
from tests.web.conftest import Visitor

TOKEN = "IjQyZmFiMTk3NzQ5NzU0ZTE4ZTY2Y2E5YTU4ZTM3YTk1MmRlMGQ2MzIi.Zx1a2b.kJ8sd9-aQ_x"


class TestMask:
    def test_it_comes_off_again(self):
        assert unmasked(masked(TOKEN)) == TOKEN

    def test_no_two_are_alike(self):
        one, other = masked(TOKEN), masked(TOKEN)

        assert SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size < 8

    @pytest.mark.parametrize("sent", [None, "", TOKEN, "abc", "é" * 8, "////"])
    def test_what_is_no_masked_token_is_left_for_the_judge(self, sent: str | None):
        assert unmasked(sent) == sent


class TestPages:
    def test_every_page_has_another_one_and_each_is_taken(self, translator: Visitor):
        seen = set()
        for _ in range(2):
            page = translator.get("/").get_data(as_text=True)
            seen.add(re.search(r'"X-CSRFToken": "([^"]+)"', page)[1])  # type: ignore[index]
            translator.post("/theme", {"theme": "dark"})

        assert len(seen) == 2

    def test_another_person_s_is_refused(self, translator: Visitor, editor: Visitor):
        editor.get("/")
        translator.token = editor.token

        translator.post("/theme", {"theme": "dark"}, status=400)

    def test_a_page_says_it_the_same_in_all_its_forms(self, translator: Visitor):
        page = translator.get("/").get_data(as_text=True)

        tokens = re.findall(r'name="csrf_token" value="([^"]+)"|"X-CSRFToken": "([^"]+)"', page)
        assert len({one or other for one, other in tokens}) == 1
