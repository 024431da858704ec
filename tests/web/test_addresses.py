"""Where a link may send people."""

import pytest

from desk.web.addresses import local


class TestLocal:
    @pytest.mark.parametrize("address", ["/", "/stories/01m8", "/?view=mine&q=a b", "/a//b"])
    def test_it_lets_paths_of_the_desk_pass(self, address: str) -> None:
        assert local(address) == address

    @pytest.mark.parametrize(
        "address",
        [
            None,
            "",
            "https://elsewhere.example",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "\\/elsewhere.example",
            "/\t/elsewhere.example",
            "/\n/elsewhere.example",
            "javascript:alert(1)",
            "stories",
            " /stories",
        ],
    )
    def test_it_sends_nobody_elsewhere(self, address: str | None) -> None:
        assert local(address, "/otherwise") == "/otherwise"
