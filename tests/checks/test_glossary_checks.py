import pytest

from desk.checks import Check, Glossary
from desk.checks.glossary_forbidden import CHECK as FORBIDDEN
from desk.checks.glossary_missing import CHECK as MISSING
from desk.domain.finding import Finding, Level
from desk.domain.segment import Span
from desk.domain.term import Form, Term
from desk.glossary.matcher import Glossary as RealGlossary
from tests.checks.support import A, F, P, SmallGlossary, article, fixed, term

HALL = term(
    "hall",
    vi=[("Crocus City Hall", P), ("nhà hát Crocus", A)],
    en=[("Crocus City Hall", P), ("Crocus concert hall", A), ("Crocus City theatre", F), ("Crocus City theater", F)],
)
KEPT = Term("vtv", {"vi": (Form("VTV1"),)}, Level.BLOCK, do_not_translate=True)
KYIV = term("kyiv", vi=[("Kiev", P)], en=[("Kyiv", P), ("Kiev", F)])
CUTLET = term("cutlet", vi=[("gà Kiev", P)], en=[("chicken Kiev", P)])
SERVICE = term("fsb", vi=[("FSB", P)], en=[("FSB", P), ("Russian secret police", F)])
PLANE = term("drone", vi=[("máy bay không người lái", P)], en=[("drone", P), ("unmanned plane", F)])
SLUR = term("slur", vi=[("từ cấm", P)], en=[("slurword", F)])
TERMS = (HALL, KEPT, KYIV, CUTLET, SERVICE, PLANE, SLUR)


@pytest.fixture(params=[SmallGlossary, lambda *terms: RealGlossary(terms)], ids=["small", "real"])
def glossary(request: pytest.FixtureRequest) -> Glossary:
    made: Glossary = request.param(*TERMS)
    return made


def findings(check: Check, source: str, target: str, glossary: Glossary | None) -> list[Finding]:
    return list(check.check(article((source, target), glossary=glossary)))


class TestGlossaryMissing:
    def test_it_finds_a_term_without_any_allowed_form(self, glossary: Glossary) -> None:
        (finding,) = findings(MISSING, "Ở Crocus City Hall.", "At the concert venue.", glossary)

        assert (finding.level, finding.source_span) == (Level.WARN, Span(2, 18))
        assert finding.values["term"] == "hall"

    def test_it_tells_the_form_that_the_desk_writes_and_knows_all_that_pass(self, glossary: Glossary) -> None:
        (finding,) = findings(MISSING, "Ở nhà hát Crocus.", "At the concert venue.", glossary)

        assert finding.message == (
            "“nhà hát Crocus” is a term, and the target has no form of it; the desk writes “Crocus City Hall”."
        )
        assert finding.values["forms"] == "Crocus City Hall, Crocus concert hall"

    def test_it_tells_what_is_not_translated_as_the_source_has_it(self, glossary: Glossary) -> None:
        (finding,) = findings(MISSING, "Xem VTV1.", "Watch it.", glossary)

        assert finding.message.endswith("the desk writes “VTV1”.")

    @pytest.mark.parametrize("target", ["At Crocus City Hall.", "At the Crocus concert hall.", "CROCUS CITY HALL"])
    def test_it_takes_any_allowed_form(self, target: str, glossary: Glossary) -> None:
        assert findings(MISSING, "Ở Crocus City Hall.", target, glossary) == []

    def test_it_asks_once_for_what_the_source_says_twice(self, glossary: Glossary) -> None:
        source = "Crocus City Hall … nhà hát Crocus"

        assert findings(MISSING, source, "Crocus City Hall … there", glossary) == []
        assert len(findings(MISSING, source, "There", glossary)) == 1

    def test_it_leaves_a_forbidden_form_to_the_other_check(self, glossary: Glossary) -> None:
        assert findings(MISSING, "Ở Crocus City Hall.", "At the Crocus City theatre.", glossary) == []

    def test_it_has_the_level_of_the_term(self, glossary: Glossary) -> None:
        (finding,) = findings(MISSING, "Xem VTV1.", "Watch it.", glossary)

        assert finding.level is Level.BLOCK

    def test_it_wants_what_is_not_translated_as_it_is(self, glossary: Glossary) -> None:
        assert findings(MISSING, "Xem VTV1.", "Watch VTV1.", glossary) == []

    def test_it_finds_nothing_without_a_glossary(self) -> None:
        assert findings(MISSING, "Ở Crocus City Hall.", "There.", None) == []


class TestGlossaryForbidden:
    def test_it_blocks_a_forbidden_form_and_names_the_right_one(self, glossary: Glossary) -> None:
        target = "At the Crocus City theatre."
        (finding,) = findings(FORBIDDEN, "Ở Crocus City Hall.", target, glossary)

        assert finding.level is Level.BLOCK
        assert finding.target_span is not None
        assert finding.target_span.of(target) == "Crocus City theatre"
        assert finding.source_span == Span(2, 18)
        assert "write “Crocus City Hall”" in finding.message

    def test_it_finds_every_place(self, glossary: Glossary) -> None:
        target = "Crocus City theatre, Crocus City theater"

        assert len(findings(FORBIDDEN, "Crocus City Hall", target, glossary)) == 2

    def test_it_needs_no_term_in_the_source(self, glossary: Glossary) -> None:
        (finding,) = findings(FORBIDDEN, "Ở đó.", "In Kiev.", glossary)

        assert finding.source_span is None

    def test_it_lets_a_form_inside_a_longer_one_pass(self, glossary: Glossary) -> None:
        assert findings(FORBIDDEN, "Món gà Kiev.", "A chicken Kiev.", glossary) == []

    def test_it_lets_a_form_pass_that_the_meant_term_allows(self) -> None:
        is_group = term("is", vi=[("IS", P)], en=[("IS", F)])
        station = term("station", vi=[("trạm IS", P)], en=[("IS", P)])
        both = SmallGlossary(is_group, station)

        assert findings(FORBIDDEN, "Ở trạm IS", "At IS", both) == []
        assert findings(FORBIDDEN, "Ở IS", "At IS", both) != []

    @pytest.mark.parametrize(
        ("target", "right"),
        [
            ("He was at the Crocus City theatre.", "He was at Crocus City Hall."),
            ("The Crocus City theatre burned.", "Crocus City Hall burned."),
            ("It burned. The Crocus City theater is gone.", "It burned. Crocus City Hall is gone."),
            ("the Crocus City theatre attack", "the Crocus City Hall attack"),
            ("FIRE AT THE CROCUS CITY THEATRE", "FIRE AT CROCUS CITY HALL"),
            ("A Russian secret police officer", "An FSB officer"),
            ("Unmanned plane shot down", "Drone shot down"),
            ("They shot at an unmanned plane.", "They shot at a drone."),
            ("In Kiev.", "In Kyiv."),
        ],
    )
    def test_it_offers_the_preferred_form_with_article_and_capitals(
        self, glossary: Glossary, target: str, right: str
    ) -> None:
        (finding,) = findings(FORBIDDEN, "Ở đó.", target, glossary)

        assert fixed(target, finding.fix) == right

    def test_it_offers_forms_in_number(self) -> None:
        target = "Unmanned planes were shot down."
        (finding,) = findings(FORBIDDEN, "Ở đó.", target, RealGlossary((PLANE,)))

        assert fixed(target, finding.fix) == "Drones were shot down."

    def test_its_offer_names_what_it_writes(self, glossary: Glossary) -> None:
        (finding,) = findings(FORBIDDEN, "Ở đó.", "At the Crocus City theatre.", glossary)

        assert finding.fix is not None
        assert finding.fix.label == "Write “Crocus City Hall”"

    def test_it_offers_nothing_where_the_glossary_has_nothing_better(self, glossary: Glossary) -> None:
        (finding,) = findings(FORBIDDEN, "Ở đó.", "A slurword.", glossary)

        assert finding.fix is None
        assert finding.message == "“slurword” is not printed here."

    def test_it_lets_the_desks_own_first_mention_pass(self) -> None:
        forms = {"en": (Form("ISIS-K"), Form("Islamic State Khorasan", F)), "vi": (Form("ISIS-K"),)}
        glossary = RealGlossary((Term("isis-k", forms, first_mention={"en": "Islamic State Khorasan (ISIS-K)"}),))

        assert findings(FORBIDDEN, "ISIS-K đã nhận.", "Islamic State Khorasan (ISIS-K) claimed it.", glossary) == []
        assert len(findings(FORBIDDEN, "ISIS-K đã nhận.", "Islamic State Khorasan claimed it.", glossary)) == 1
