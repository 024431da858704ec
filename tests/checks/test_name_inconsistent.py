import pytest

from desk.checks.name_inconsistent import CHECK
from tests.checks.support import A, F, P, SmallGlossary, article, term


def here(
    *pairs: tuple[str, str], languages: str = "vi-en", glossary: SmallGlossary | None = None
) -> list[tuple[str, str]]:
    """The (segment, spelling) pairs that the check finds."""
    made = article(*pairs, languages=languages, glossary=glossary)
    return [(finding.segment, finding.values["here"]) for finding in CHECK.check(made)]


class TestByText:
    def test_it_finds_a_slip_in_a_name(self) -> None:
        pairs = [("Bà Zakharova nói.", "Ms Zakharova spoke."), ("Bà Zakharova đáp.", "Ms Zacharova answered.")]

        assert here(*pairs) == [("1", "Zacharova")]

    def test_it_points_at_the_name_on_both_sides(self) -> None:
        made = article(("Ông Lithgow nói.", "Lithgow spoke."), ("Rồi Lithgow đáp.", "Then Litgow answered."))
        (finding,) = CHECK.check(made)

        assert finding.source_span is not None
        assert finding.target_span is not None
        assert finding.source_span.of("Rồi Lithgow đáp.") == "Lithgow"
        assert finding.target_span.of("Then Litgow answered.") == "Litgow"

    def test_it_goes_by_what_is_usual(self) -> None:
        pairs = [("Jeff Flake nói.", "Jeff Flake spoke.")] * 3 + [("Ông Flake đáp.", "Mr Blake answered.")]

        assert here(*pairs) == [("3", "Blake")]

    @pytest.mark.parametrize(
        ("one", "other", "languages"),
        [
            (
                ("In Israel it rained.", "En Israel llovió."),
                ("The Israel team won.", "El equipo israelí ganó."),
                "en-es",
            ),
            (("Macedonia voted.", "A Macedônia votou."), ("Macedonia News", "Macedonia News"), "en-pt"),
            (("Bà Zakharova nói.", "Ms Zakharova spoke."), ("Bà Zakharova đáp.", "She answered."), "vi-en"),
            (("Рейтер Смитсон", "Smithson"), ("Смитсон", "Smitson"), "ru-en"),
            (("Ali nói.", "Ali spoke."), ("Ali đáp.", "Aly answered."), "vi-en"),
            (("Smith và Smyth.", "Smith and Smyth."), ("Smith đáp Smyths.", "Smyth answered."), "vi-en"),
        ],
    )
    def test_it_lets_other_differences_pass(self, one: tuple[str, str], other: tuple[str, str], languages: str) -> None:
        assert here(one, other, languages=languages) == []

    def test_it_lets_a_language_have_its_own_name(self) -> None:
        pairs = [("Bolivia hopes.", "A Bolívia espera.")] * 4 + [("Radio Bolivia", "Radio Bolivia")]

        assert here(*pairs, languages="en-pt") == []


class TestByGlossary:
    HALL = term(
        "hall",
        vi=[("nhà hát Crocus", P), ("Crocus City Hall", A)],
        en=[("Crocus City Hall", P), ("the Moscow concert venue", A), ("Crocus City theatre", F), ("CCH", A)],
    )

    def test_it_finds_two_allowed_forms_for_one(self) -> None:
        pairs = [("nhà hát Crocus", "Crocus City Hall"), ("nhà hát Crocus", "the Moscow concert venue")]

        assert here(*pairs, glossary=SmallGlossary(self.HALL)) == [("1", "the Moscow concert venue")]

    def test_it_takes_the_preferred_form_for_the_usual(self) -> None:
        pairs = [("nhà hát Crocus", "the Moscow concert venue")] * 2 + [("nhà hát Crocus", "Crocus City Hall")]

        assert [segment for segment, _ in here(*pairs, glossary=SmallGlossary(self.HALL))] == ["0", "1"]

    @pytest.mark.parametrize(
        "other",
        [
            ("Crocus City Hall", "the Moscow concert venue"),
            ("nhà hát Crocus", "CCH"),
            ("nhà hát Crocus", "Crocus City theatre"),
            ("nhà hát Crocus", "there"),
        ],
    )
    def test_it_lets_other_source_forms_abbreviations_and_forbidden_forms_pass(self, other: tuple[str, str]) -> None:
        assert here(("nhà hát Crocus", "Crocus City Hall"), other, glossary=SmallGlossary(self.HALL)) == []
