"""A sentence that an article repeats is filled in where nobody has touched it, and stays to be read."""

from desk.domain.provenance import Origin
from desk.models import Edit, Translation, Unit
from desk.services.repeats import fill_repeats
from tests import factories
from tests.factories import House

SENTENCES = ("Trời mưa.", "Ba người bị thương.", "Trời  mưa.", "Trời mưa.")


def confirmed(home: House, translation: Translation, number: int, text: str) -> Unit:
    unit = home.units(translation)[number]
    home.editing(home.translator).confirm(unit.id, text, unit.version)
    return unit


def claimed(home: House) -> Translation:
    translation = factories.drafted(home, *SENTENCES)
    home.translations(home.translator).claim(translation.id)
    return translation


class TestFilling:
    def test_it_fills_in_the_same_sentence_and_no_other(self, home: House) -> None:
        translation = claimed(home)
        other = home.units(translation)[2].text

        filled = fill_repeats(home.editing(home.translator), confirmed(home, translation, 1, "It rains."))

        units = home.units(translation)
        assert filled == [units[3], units[4]]
        assert [units[3].text, units[2].text, units[4].text] == ["It rains.", other, "It rains."]

    def test_it_leaves_them_to_be_read(self, home: House) -> None:
        translation = claimed(home)

        fill_repeats(home.editing(home.translator), confirmed(home, translation, 1, "It rains."))

        filled = home.units(translation)[4]
        assert (filled.confirmed_at, filled.author_id) == (None, home.translator.person_id)
        assert filled.origin is Origin.POST_EDITED

    def test_the_edit_says_where_it_comes_from(self, home: House) -> None:
        translation = claimed(home)

        fill_repeats(home.editing(home.translator), confirmed(home, translation, 1, "It rains."))

        edit = home.session.query(Edit).filter_by(unit_id=home.units(translation)[4].id).one()
        assert (edit.after, edit.reason) == ("It rains.", "as in segment 2")

    def test_what_a_person_wrote_stays(self, home: House) -> None:
        translation = claimed(home)
        mine = home.units(translation)[3]
        home.editing(home.translator).save(mine.id, "Rain falls.", mine.version)

        fill_repeats(home.editing(home.translator), confirmed(home, translation, 1, "It rains."))

        assert home.units(translation)[3].text == "Rain falls."

    def test_what_is_left_out_fills_in_nothing(self, home: House) -> None:
        translation = claimed(home)
        unit = home.editing(home.translator).omit(home.units(translation)[1].id, "Said below.")

        assert fill_repeats(home.editing(home.translator), unit) == []
