"""Two terms made one."""

from desk.domain.finding import Level
from desk.domain.term import Form, FormStatus, Scope, Term
from desk.glossary.combining import Contradiction, combined, contradictions

ADMITTED, FORBIDDEN, PREFERRED = FormStatus.ADMITTED, FormStatus.FORBIDDEN, FormStatus.PREFERRED
FIRST = Term("isis-k", {"en": (Form("ISIS-K"), Form("IS-K", FORBIDDEN))}, note="A group.", sources=("One.",))
SECOND = Term(
    "islamic-state-khorasan",
    {"en": (Form("Islamic State Khorasan"), Form("is-k", ADMITTED)), "vi": (Form("IS-K"),)},
    level=Level.BLOCK,
    note="In Afghanistan.",
    sources=("One.", "Two."),
    first_mention={"en": "Islamic State Khorasan (ISIS-K)"},
    scope=Scope(topics=("conflict",)),
)


class TestCombining:
    def test_it_keeps_one_preferred_form_and_lets_the_other_pass(self) -> None:
        assert combined(FIRST, SECOND).forms == {
            "en": (Form("ISIS-K"), Form("IS-K", FORBIDDEN), Form("Islamic State Khorasan", ADMITTED)),
            "vi": (Form("IS-K"),),
        }

    def test_it_keeps_all_else_that_either_says(self) -> None:
        made = combined(FIRST, SECOND)

        assert (made.id, made.level, made.note) == ("isis-k", Level.BLOCK, "A group. In Afghanistan.")
        assert made.sources == ("One.", "Two.")
        assert made.first_mention == SECOND.first_mention

    def test_a_limit_of_one_alone_limits_nothing(self) -> None:
        assert combined(FIRST, SECOND).scope == Scope()

    def test_a_term_with_itself_is_itself(self) -> None:
        assert combined(SECOND, SECOND) == SECOND


class TestContradictions:
    def test_it_names_what_one_allows_and_the_other_forbids(self) -> None:
        assert contradictions(FIRST, SECOND) == [Contradiction("en", "is-k", FORBIDDEN, ADMITTED)]

    def test_preferred_and_admitted_contradict_nothing(self) -> None:
        other = Term("other", {"en": (Form("ISIS-K", ADMITTED),)})

        assert contradictions(FIRST, other) == []
