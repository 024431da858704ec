"""Mentions and addresses in what people write to each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.mention import Piece, PieceKind, mentioned, pieces, stored, written

MAI, LAN = "0" * 26, "1" * 26
PEOPLE = {"mai": MAI, "lan.anh": LAN}


class TestStoring:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("@mai please look", f"@{MAI} please look"),
            ("ask @Lan.Anh.", f"ask @{LAN}."),
            ("(@mai)", f"(@{MAI})"),
            ("@mai, @mai", f"@{MAI}, @{MAI}"),
        ],
    )
    def test_it_keeps_ids_instead_of_names(self, text: str, kept: str) -> None:
        found, _ = stored(text, PEOPLE)

        assert found == kept
        assert written(found, {MAI: "mai", LAN: "lan.anh"}) == text.replace("Lan.Anh", "lan.anh")

    @pytest.mark.parametrize("text", ["write to x@mai", "@nobody", "@maid", "a/@mai", "@ mai", "@@mai"])
    def test_it_leaves_what_names_nobody(self, text: str) -> None:
        assert stored(text, PEOPLE) == (text, [])

    def test_it_names_each_person_once(self) -> None:
        assert stored("@lan.anh @mai @lan.anh", PEOPLE)[1] == [LAN, MAI]

    def test_it_tells_who_stands_in_a_stored_text(self) -> None:
        assert mentioned(f"@{LAN} and @{MAI}, @{LAN}") == [LAN, MAI]

    def test_whoever_has_left_has_no_name(self) -> None:
        assert written(f"@{MAI}", {}) == f"@{MAI}"


class TestPieces:
    def test_it_finds_mentions_and_addresses(self) -> None:
        found = pieces(f"@{MAI}: see https://a.example/x?y=1.")

        assert found == [
            Piece(PieceKind.MENTION, MAI),
            Piece(PieceKind.TEXT, ": see "),
            Piece(PieceKind.LINK, "https://a.example/x?y=1"),
            Piece(PieceKind.TEXT, "."),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "http://[broken",
            "https://desk.example@evil.example/",
            "ftp://a.example/",
        ],
    )
    def test_what_is_no_safe_address_stays_text(self, text: str) -> None:
        assert [piece.kind for piece in pieces(text)] == [PieceKind.TEXT]

    def test_a_bracket_around_an_address_is_no_part_of_it(self) -> None:
        assert Piece(PieceKind.LINK, "https://a.example/x_(y)") in pieces("(https://a.example/x_(y))")

    def test_an_address_ends_before_what_would_end_its_tag(self) -> None:
        assert Piece(PieceKind.LINK, "https://a.example/") in pieces('https://a.example/"><script>')

    @given(st.text(st.sampled_from(f"@{MAI[0]}htps:/.() mai\n<\"'é"), max_size=80))
    def test_pieces_join_to_the_text_again(self, text: str) -> None:
        whole = "".join(("@" if one.kind is PieceKind.MENTION else "") + one.text for one in pieces(text))

        assert whole == text
