"""What a change of a term makes of texts that are there already."""

from dataclasses import replace

import pytest

from desk.domain.term import Form, FormStatus, Term
from desk.drafting.rewording import Rewording, Touched

FORBIDDEN = FormStatus.FORBIDDEN
OLD = Term("hall", {"vi": (Form("Nhà hát Crocus City"),), "en": (Form("Crocus City Theatre", article="the"),)})
NEW = replace(OLD, forms={**OLD.forms, "en": (Form("Crocus City Hall"),)})
MOSCOW = Term("moscow", {"vi": (Form("Matxcơva"),), "en": (Form("Moscow"), Form("Moskva", FORBIDDEN))})
SOURCE = "Nhà hát Crocus City ở Matxcơva bị tấn công."


def touched(target: str, old: Term | None = OLD, new: Term | None = NEW, source: str = SOURCE) -> Touched | None:
    return Rewording([OLD, MOSCOW], [old] if old else [], new).of(source, target, "vi", "en")


class TestRewording:
    def test_it_puts_the_new_form_where_the_old_one_stood(self) -> None:
        found = touched("The Crocus City Theatre in Moscow was attacked.")

        assert found == Touched("Crocus City Hall in Moscow was attacked.", missed=False)

    def test_it_leaves_a_text_that_has_the_new_form_already(self) -> None:
        assert touched("Crocus City Hall in Moscow was attacked.") is None

    def test_it_leaves_texts_without_the_term(self) -> None:
        assert touched("Moskva is large.", source="Matxcơva rất lớn.") is None

    def test_it_does_not_answer_for_other_terms(self) -> None:
        note = replace(OLD, note="Another note.")

        assert touched("The Crocus City Theatre in Moskva was attacked.", new=note) is None

    def test_it_lets_an_old_form_stand_that_is_still_let_pass(self) -> None:
        forms = (*NEW.forms["en"], Form("Crocus City Theatre", FormStatus.ADMITTED, article="the"))
        new = replace(NEW, forms={**NEW.forms, "en": forms})

        assert touched("The Crocus City Theatre in Moscow was attacked.", new=new) is None

    def test_a_new_term_puts_right_what_it_forbids(self) -> None:
        new = replace(NEW, forms={**NEW.forms, "en": (Form("Crocus City Hall"), Form("Crocus theatre", FORBIDDEN))})

        assert touched("They attacked the Crocus theatre.", old=None, new=new) == Touched(
            "They attacked Crocus City Hall.", missed=False
        )

    def test_it_says_where_a_person_has_to_look(self) -> None:
        found = touched("A venue in Moscow was attacked.", old=None)

        assert found == Touched("A venue in Moscow was attacked.", missed=True)

    @pytest.mark.parametrize("target", ["A venue in Moscow.", "The Crocus City Theatre in Moscow."])
    def test_a_term_that_ends_leaves_texts_as_they_are_and_is_asked_for_no_more(self, target: str) -> None:
        assert touched(target, new=None) == Touched(target, released=True)

    def test_a_term_that_ends_uncovers_what_another_forbids(self) -> None:
        cinema = Term("cinema", {"vi": (Form("Matxcơva"),), "en": (Form("Moscow"), Form("Theatre", FORBIDDEN))})

        found = Rewording([OLD, cinema], [OLD], None).of(SOURCE, "The Crocus City Theatre was attacked.", "vi", "en")

        assert found is not None
        assert found.released
        assert found.text != "The Crocus City Theatre was attacked."

    def test_two_terms_that_are_merged_are_held_as_one(self) -> None:
        venue = Term("venue", {"vi": (Form("khán phòng Crocus"),), "en": (Form("Crocus Auditorium", article="the"),)})
        forms = {"vi": (*NEW.forms["vi"], Form("khán phòng Crocus", FormStatus.ADMITTED)), "en": NEW.forms["en"]}
        rewording = Rewording([OLD, venue, MOSCOW], [OLD, venue], replace(NEW, forms=forms))

        found = rewording.of("Khán phòng Crocus bị tấn công.", "The Crocus Auditorium was attacked.", "vi", "en")

        assert found == Touched("Crocus City Hall was attacked.")

    def test_it_is_void_where_nothing_is_in_force(self) -> None:
        assert Rewording([MOSCOW], [], None).is_void
        assert not Rewording([MOSCOW], [], NEW).is_void

    def test_it_yields_to_a_longer_form_of_another_term(self) -> None:
        longer = Term("fan-club", {"vi": (Form("câu lạc bộ"),), "en": (Form("Crocus City Theatre Fan Club"),)})
        rewording = Rewording([OLD, longer], [OLD], NEW)

        assert rewording.of(SOURCE, "The Crocus City Theatre Fan Club.", "vi", "en") is None
