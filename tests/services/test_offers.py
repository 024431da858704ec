"""A correction made once is offered for the other segments that need it."""

import pytest

from desk.models import Translation
from desk.services.offers import Offer, offers
from tests import factories
from tests.factories import House

SENTENCES = ("Một.", "Hai.", "Ba.", "Bốn.")


def corrected(home: House, draft: str, final: str, *others: str) -> tuple[Translation, list[Offer]]:
    """A translation whose first paragraph became `final`, with other texts behind it; and what is offered then."""
    translation = factories.drafted(home, *SENTENCES)
    home.translations(home.translator).claim(translation.id)
    unit = factories.drafted_as(home, home.units(translation)[1], draft)
    for other, text in zip(home.units(translation)[2:], others, strict=False):
        factories.drafted_as(home, other, text)
    home.editing(home.translator).confirm(unit.id, final, unit.version)
    return translation, offers(home.session, unit)


class TestOffers:
    def test_a_name_is_offered_for_the_segments_that_have_it(self, home: House) -> None:
        _, found = corrected(
            home,
            "Men shot at Crocus City theater today.",
            "Men shot at Crocus City Hall today.",
            "Crocus City theater burnt.",
            "Nobody came.",
            "The roof of Crocus City theater fell in.",
        )

        assert found == [Offer("Crocus City theater", "Crocus City Hall", [3, 5])]

    def test_what_changed_alone_is_offered_where_the_whole_name_stands_nowhere(self, home: House) -> None:
        _, found = corrected(
            home, "Today Maria Zakharov spoke.", "Today Maria Zakharova spoke.", "Later Zakharov left."
        )

        assert found == [Offer("Zakharov", "Zakharova", [3])]

    def test_nothing_is_offered_for_a_segment_that_says_it_right(self, home: House) -> None:
        _, found = corrected(
            home,
            "Men shot at Crocus City theater today.",
            "Men shot at Crocus City Hall today.",
            "Crocus City Hall burnt.",
        )

        assert found == []

    @pytest.mark.parametrize("final", ["Men fired at the crowd today.", "Men shot at the people today."])
    def test_a_word_that_is_no_name_is_not(self, home: House, final: str) -> None:
        _, found = corrected(home, "Men shot at the crowd today.", final, "They shot at the crowd again.")

        assert found == []

    @pytest.mark.parametrize(
        ("draft", "final", "other", "offer"),
        [
            ("وصل زاخاروف اليوم.", "وصل زاخاروفا اليوم.", "قال زاخاروف ذلك.", Offer("زاخاروف", "زاخاروفا", [3])),
            ("他在音乐厅。", "他在剧院。", "音乐厅着火了。", Offer("音乐厅", "剧院", [3])),
        ],
    )
    def test_without_capitals_a_short_change_is(
        self, home: House, draft: str, final: str, other: str, offer: Offer
    ) -> None:
        _, found = corrected(home, draft, final, other)

        assert found == [offer]

    def test_three_at_most(self, home: House) -> None:
        _, found = corrected(
            home,
            "Then Anna Blom met Carl Dahl, Eva Falk and Gun Holm.",
            "Then Anna Berg met Carl Ek, Eva Fors and Gun Hall.",
            "Anna Blom, Carl Dahl, Eva Falk, Gun Holm.",
        )

        assert len(found) == 3
