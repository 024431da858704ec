"""What keys somebody has, of what they chose."""

import pytest

from desk.domain.errors import Invalid
from desk.web.sheet.bindings import bindings, choice, shown
from desk.web.sheet.commands import COMMANDS, DIGITS, EDITOR, REVIEW, View

USUAL = {command.name: command.key for command in COMMANDS}


class TestBindings:
    @pytest.mark.parametrize("nothing", [None, [], "s", {}, {"keys": 7}, {"keys": {"no-command": "y"}}])
    def test_what_cannot_be_read_is_no_choice(self, nothing: object) -> None:
        found = bindings(nothing)

        assert found.keys == USUAL
        assert found.single

    def test_a_key_that_is_no_text_is_none(self) -> None:
        assert bindings({"keys": {"copy-source": 7}}).keys == {**USUAL, "copy-source": ""}

    def test_a_choice_takes_the_place_of_the_usual_key(self) -> None:
        found = bindings({"keys": {"copy-source": "q"}, "single": False})

        assert found.keys == {**USUAL, "copy-source": "q"}
        assert not found.single

    def test_a_key_may_be_left_out(self) -> None:
        assert bindings({"keys": {"copy-source": ""}}).keys["copy-source"] == ""

    def test_what_somebody_chose_goes_before_a_usual_key_that_came_later(self) -> None:
        found = bindings({"keys": {"copy-source": "c"}})

        assert found.keys["copy-source"] == "c"
        assert found.keys["confirm"] == ""

    def test_a_page_has_its_own_commands_alone(self) -> None:
        found = bindings({"keys": {"copy-source": "q"}})

        assert found.on_page(View.EDITOR)["keys"]["q"] == "copy-source"
        assert "q" not in found.on_page(View.REVIEW)["keys"]
        assert {found.on_page(View.EDITOR)["keys"][digit] for digit in DIGITS} == {"match"}
        assert found.on_page(View.REVIEW)["keys"]["2"] == "final"

    def test_tooltips_name_a_key_only_where_it_acts(self) -> None:
        assert bindings(None).hint("copy-source") == " (S)"
        assert bindings({"single": False}).hint("copy-source") == " (Ctrl+, S)"
        assert bindings({"keys": {"copy-source": ""}}).hint("copy-source") == ""
        assert bindings({"single": False, "leader": ""}).hint("copy-source") == ""

    @pytest.mark.parametrize(("kept", "leader"), [("F2", "F2"), ("", ""), ("Ctrl+Alt+Del", "Ctrl+,"), (7, "Ctrl+,")])
    def test_the_leader_is_one_of_few(self, kept: object, leader: str) -> None:
        assert bindings({"leader": kept}).leader == leader


class TestShown:
    @pytest.mark.parametrize(("key", "seen"), [("s", "S"), ("?", "?"), ("ß", "ß"), (DIGITS, "1 – 9"), ("", "")])
    def test_it_is_as_on_the_keyboard(self, key: str, seen: str) -> None:
        assert shown(key) == seen


class TestChoice:
    def test_the_usual_keys_are_no_choice(self) -> None:
        assert choice(USUAL) is None

    def test_what_is_other_than_usual_is_kept(self) -> None:
        assert choice({"copy-source": " Q ", "confirm": ""}, single=False) == {
            "keys": {"copy-source": "q", "confirm": ""},
            "single": False,
        }

    def test_what_was_kept_comes_back(self) -> None:
        kept = choice({"copy-source": "ơ", "edit": "5", "keys": "؟"})

        again = bindings(kept)

        assert (again.keys["copy-source"], again.keys["edit"], again.keys["keys"]) == ("ơ", "5", "؟")
        assert choice(again.keys) == kept

    def test_two_keys_may_change_places(self) -> None:
        assert choice({"next-segment": "k", "previous-segment": "j"}) is not None

    def test_pages_may_have_one_key_for_two_things(self) -> None:
        editors = next(one for one in COMMANDS if one.views == EDITOR and one.changeable)
        reviews = next(one for one in COMMANDS if one.views == REVIEW)

        assert choice({editors.name: "ö", reviews.name: "ö"}) is not None

    def test_it_says_which_two_commands_clash(self) -> None:
        with pytest.raises(Invalid, match="“N”") as refused:
            choice({"copy-source": "n"})

        assert "“Copy the source into the text” and “Next open finding”" in str(refused.value)

    @pytest.mark.parametrize(
        ("key", "why"),
        [
            ("ab", "one character: “ab”"),
            ("sé", "one character"),
            ("/", "search field"),
            ("4", "Digits put in"),
            ("\u0301", "one character"),
            ("s\u0000t", "one character"),
        ],
    )
    def test_it_refuses_what_cannot_be_a_key_and_names_the_command(self, key: str, why: str) -> None:
        with pytest.raises(Invalid, match=why) as refused:
            choice({"copy-source": key})

        assert "“Copy the source into the text”" in str(refused.value)

    def test_another_leader_is_kept(self) -> None:
        assert choice({}, "F2") == {"leader": "F2"}
        assert choice({}, "") == {"leader": ""}

    def test_a_leader_that_belongs_to_others_is_refused(self) -> None:
        with pytest.raises(Invalid, match="“Alt\\+S” cannot be"):
            choice({}, "Alt+S")

    def test_matches_keep_their_digits(self) -> None:
        assert choice({"match": "m"}) is None
