"""By which ways people are told."""

import pytest

from desk.domain.errors import Invalid
from desk.domain.notification import NotificationKind, Way, Ways, choice, ways

ALL = [(kind.value, way.value) for kind in NotificationKind for way in Way]
USUAL = [(kind.value, "page") for kind in NotificationKind] + [
    (kind.value, "mail") for kind in NotificationKind if ways(None, kind).mail
]


class TestChoosing:
    def test_everything_is_on_the_pages_where_nothing_was_chosen(self) -> None:
        assert all(ways(None, kind).page for kind in NotificationKind)

    def test_nothing_is_kept_of_what_is_usual(self) -> None:
        assert choice(USUAL) is None

    def test_each_kind_can_be_switched_off_by_either_way(self) -> None:
        for kind, way in ALL:
            chosen = choice(one for one in ALL if one != (kind, way))

            found = ways(chosen, NotificationKind(kind))
            assert found == Ways(page=way != "page", mail=way != "mail")

    def test_other_kinds_stay_as_they_are_usually(self) -> None:
        chosen = choice(one for one in USUAL if one != ("mention", "mail"))

        assert chosen == {"mention": {"mail": False}}

    @pytest.mark.parametrize("one", [("mention", "pigeon"), ("gossip", "mail")])
    def test_it_refuses_what_there_is_none_of(self, one: tuple[str, str]) -> None:
        with pytest.raises(Invalid):
            choice([one])

    @pytest.mark.parametrize("kept", [[], "x", {"mention": 1}, {"mention": {"mail": "yes"}}])
    def test_what_cannot_be_read_switches_nothing_on(self, kept: object) -> None:
        assert ways(kept, NotificationKind.APPROVED).mail is False
