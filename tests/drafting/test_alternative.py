"""A sentence decoded again with its terms."""

from collections.abc import Sequence

from desk.domain.draft import Alignment, EngineModel, EngineOutput
from desk.domain.segment import Span
from desk.domain.term import Form, Repair, Term, TermOutcome, TermStatus
from desk.drafting.alternative import decode_again, is_wanting
from desk.glossary.matcher import Glossary
from tests.drafting.test_terms import pointing, words

GLOSSARY = Glossary(
    [
        Term("crocus", {"vi": (Form("nhà hát Crocus"),), "en": (Form("Crocus City Hall"),)}),
        Term("kremlin", {"vi": (Form("Kremlin"),), "en": (Form("Kremlin", article="the"),)}),
    ]
)
SOURCE = "Kremlin ở nhà hát Crocus"


class Redecoder:
    """An engine with one draft, which continues every beginning with the same words."""

    name = "redecoder"

    def __init__(self, draft: EngineOutput, rest: str = " it is.") -> None:
        self.draft, self.rest = draft, rest
        self.beginnings: list[str] = []

    def pairs(self) -> list[tuple[str, str]]:
        return [("vi", "en")]

    def model(self, source: str, target: str) -> EngineModel:
        return EngineModel(self.name, "one", "1")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[EngineOutput]:
        return [self.draft for _ in texts]

    def redecode(self, text: str, source: str, target: str, prefix_text: str) -> EngineOutput:
        self.beginnings.append(prefix_text)
        return EngineOutput(prefix_text + self.rest)


def again(engine: Redecoder, source: str = SOURCE):  # type: ignore[no-untyped-def]
    return decode_again(GLOSSARY, source, "vi", "en", engine)


class TestDecodeAgain:
    def test_the_beginning_ends_with_the_term(self) -> None:
        source, draft = "ở nhà hát Crocus", "People at the Saffron Arena left."
        engine = Redecoder(EngineOutput(draft, alignment=pointing(source, draft, ("Crocus", "Saffron Arena"))))

        result = again(engine, source)

        assert engine.beginnings == ["People at Crocus City Hall"]
        assert result.text == "People at Crocus City Hall it is."
        assert [outcome.status for outcome in result.terms] == [TermStatus.KEPT]

    def test_a_missed_term_goes_where_it_is_likeliest(self) -> None:
        source, draft = "ở nhà hát Crocus", "They went somewhere else."
        rows = ((0.9, 0, 0, 0.1), (1.0, 0, 0, 0), (0.7, 0, 0, 0.3), (1.0, 0, 0, 0))
        engine = Redecoder(EngineOutput(draft, alignment=Alignment(words(source), words(draft), rows)))

        again(engine, source)

        assert engine.beginnings == ["They went Crocus City Hall"]

    def test_terms_are_given_from_left_to_right(self) -> None:
        draft = "Moscow in the Arena."
        source = SOURCE
        pairs = pointing(source, draft, ("Kremlin", "Moscow"), ("nhà hát Crocus", "Arena"))
        engine = Redecoder(EngineOutput(draft, alignment=pairs))

        again(engine)

        assert engine.beginnings[0] == "The Kremlin"

    def test_it_ends_where_the_engine_gives_no_more_hold(self) -> None:
        draft = "Moscow in the Arena."
        engine = Redecoder(EngineOutput(draft, alignment=pointing(SOURCE, draft, ("Kremlin", "Moscow"))))

        assert again(engine) is not None
        assert len(engine.beginnings) == 1

    def test_nothing_shows_where_it_belongs_without_attention(self) -> None:
        assert again(Redecoder(EngineOutput("They left."))) is None

    def test_a_draft_that_has_its_terms_needs_none(self) -> None:
        engine = Redecoder(EngineOutput("The Kremlin at Crocus City Hall."))

        assert again(engine) is None
        assert engine.beginnings == []

    def test_an_engine_that_fails_gives_none(self) -> None:
        assert again(Redecoder(EngineOutput("", error="The model found no end."))) is None


class TestIsWanting:
    def test_a_term_that_is_missing_or_was_spliced_is(self) -> None:
        here = Span(0, 3)

        def outcome(status: TermStatus, repair: Repair | None = None) -> TermOutcome:
            return TermOutcome("kremlin", "Kremlin", status, here, here, repair)

        assert is_wanting(TermOutcome("kremlin", "Kremlin", TermStatus.MISSED, here))
        assert is_wanting(outcome(TermStatus.REPAIRED, Repair.ATTENTION))
        assert not is_wanting(outcome(TermStatus.REPAIRED, Repair.VARIANT))
        assert not is_wanting(outcome(TermStatus.KEPT))
