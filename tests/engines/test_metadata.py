import json

import pytest

from desk.domain.errors import Invalid
from desk.engines.metadata import Metadata, read_metadata

GOOD = {"package_version": "1.9", "from_code": "en", "to_code": "pt-BR", "from_name": "English"}


class TestReadMetadata:
    def test_it_reads_languages_and_version(self) -> None:
        metadata = read_metadata(json.dumps(GOOD).encode())

        assert metadata == Metadata("en", "pt-BR", "1.9")
        assert metadata.name == "translate-en_pt-BR"
        assert metadata.folder_name == "translate-en_pt-BR-1_9"

    def test_it_reads_the_desk_s_own_marks(self) -> None:
        metadata = read_metadata(json.dumps({**GOOD, "desk": {"starter": True, "card": "For trying."}}).encode())

        assert (metadata.starter, metadata.card) == (True, "For trying.")

    def test_a_card_moves_no_terminal(self) -> None:
        values = {**GOOD, "desk": {"card": "For\x1b[2J\n\u202etrying.\0"}}

        assert read_metadata(json.dumps(values).encode()).card == "For[2J trying."

    def test_it_reads_a_target_prefix(self) -> None:
        assert read_metadata(json.dumps({**GOOD, "target_prefix": ">>por<<"}).encode()).target_prefix == ">>por<<"

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"from_code": None}, "“from_code”"),
            ({"from_code": ""}, "“from_code”"),
            ({"to_code": "../../etc"}, "“../../etc” as “to_code”"),
            ({"to_code": "EN"}, "not the code of a language"),
            ({"to_code": "en"}, "both languages"),
            ({"to_code": 7}, "no text"),
            ({"package_version": "1/../2"}, "no version"),
            ({"type": "sbd"}, "type “sbd”"),
            ({"to_code": "pt" + "-BR" * 100}, "not the code of a language"),
            ({"desk": {"card": "x" * 2_001}}, "longer than 2,000 characters"),
        ],
    )
    def test_it_refuses_what_is_wrong(self, change: dict[str, object], message: str) -> None:
        with pytest.raises(Invalid, match=message.replace(".", r"\.")):
            read_metadata(json.dumps({**GOOD, **change}).encode())

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
    def test_it_refuses_what_is_no_object(self, content: bytes) -> None:
        with pytest.raises(Invalid, match=r"metadata\.json"):
            read_metadata(content)
