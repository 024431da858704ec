"""Holding terms in drafts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.draft import Alignment, EngineOutput
from desk.domain.segment import Span
from desk.domain.term import Form, FormStatus, Repair, Term, TermStatus
from desk.drafting.terms import _with_rest, hold_terms
from desk.glossary.matcher import Glossary
from tests.patience import patience

ADMITTED, FORBIDDEN = FormStatus.ADMITTED, FormStatus.FORBIDDEN
KEPT, REPAIRED, MISSED = TermStatus.KEPT, TermStatus.REPAIRED, TermStatus.MISSED

GLOSSARY = Glossary(
    [
        Term(
            "crocus",
            {
                "vi": (Form("Nhà hát Crocus City"), Form("nhà hát Crocus", ADMITTED)),
                "en": (Form("Crocus City Hall"), Form("Crocus City theatre", FORBIDDEN)),
            },
        ),
        Term(
            "fsb",
            {
                "vi": (Form("Cơ quan An ninh Liên bang Nga"), Form("FSB", ADMITTED)),
                "en": (
                    Form("FSB", case_sensitive=True, article="the"),
                    Form("Federal Security Service", ADMITTED, article="the"),
                    Form("Federal Security Agency", FORBIDDEN, article="the"),
                ),
            },
        ),
        Term("kyiv", {"vi": (Form("Kiev"),), "en": (Form("Kyiv"), Form("Kiev", FORBIDDEN))}),
        Term("drone", {"vi": (Form("máy bay không người lái"),), "en": (Form("drone"),)}),
        Term("boko-haram", {"vi": (Form("Boko Haram"),)}, do_not_translate=True),
        Term("siege", {"vi": (Form("vây hãm"),), "en": (Form("siege"), Form("attack Kiev", FORBIDDEN))}),
        Term("france", {"vi": (Form("Pháp"),), "en": (Form("France"),)}),
    ]
)


def words(text):
    return tuple(Span(found.start(), found.end()) for found in re.finditer(r"[\w-]+", text))


def pointing(source, draft, *pairs):
    """An alignment in which each draft words look at the source words they are paired with."""
    source_words, draft_words = words(source), words(draft)
    rows = [[0.0] * len(source_words) for _ in draft_words]
    for there, here in pairs:
        at, to = source.index(there), draft.index(here)
        wanted = [i for i, span in enumerate(source_words) if span.overlaps(Span(at, at + len(there)))]
        for row, span in zip(rows, draft_words, strict=True):
            if span.overlaps(Span(to, to + len(here))):
                for i in wanted:
                    row[i] = 1 / len(wanted)
    return Alignment(source_words, draft_words, tuple(map(tuple, rows)))


def hold(source, draft, *pairs):
    alignment = pointing(source, draft, *pairs) if pairs else None
    return hold_terms(GLOSSARY, source, EngineOutput(draft, alignment=alignment), "vi", "en")


class TestLongerForms:
    """What another term says around a form of this one."""

    KYIV = Term("kyiv", {"vi": (Form("Kiev"),), "en": (Form("Kyiv"), Form("Kiev", FORBIDDEN))})

    def hold(self, source: str, draft: str, status: FormStatus) -> tuple[str, list[TermStatus]]:
        cake = Term("cake", {"vi": (Form("bánh"),), "en": (Form("Kiev cake"), Form("cake from Kiev", status))})
        text, outcomes = hold_terms(Glossary([self.KYIV, cake]), source, EngineOutput(draft), "vi", "en")
        return text, [outcome.status for outcome in outcomes]

    def test_a_forbidden_one_that_the_source_does_not_name_shields_nothing(self) -> None:
        assert self.hold("Ở Kiev.", "A cake from Kiev.", FORBIDDEN) == ("A cake from Kyiv.", [REPAIRED])

    def test_an_allowed_one_shields(self) -> None:
        assert self.hold("Ở Kiev.", "A cake from Kiev.", ADMITTED) == ("A cake from Kiev.", [MISSED])

    def test_one_that_the_source_names_gives_way_as_a_whole(self) -> None:
        assert self.hold("Ở Kiev có bánh.", "Try cake from Kiev.", FORBIDDEN) == ("Try Kiev cake.", [MISSED, REPAIRED])


class TestKept:
    @pytest.mark.parametrize("draft", ["The FSB said so.", "The Federal Security Service said so."])
    def test_an_allowed_form_is_kept(self, draft):
        text, [outcome] = hold("Cơ quan An ninh Liên bang Nga nói.", draft)

        assert text == draft
        assert (outcome.term, outcome.status) == ("fsb", KEPT)
        assert outcome.target_span.of(text) == outcome.form

    def test_a_wrong_article_before_it_is_mended(self):
        text, [outcome] = hold("FSB nói.", "A FSB officer said so.")

        assert text == "An FSB officer said so."
        assert (outcome.status, outcome.repair) == (REPAIRED, Repair.AGREEMENT)
        assert (outcome.target_span.of(text), outcome.was) == ("FSB", "A FSB")

    def test_every_occurrence_is_kept_by_a_form_of_its_own(self):
        _, outcomes = hold("FSB nói với FSB.", "The FSB told the FSB.")

        assert [outcome.target_span for outcome in outcomes] == [Span(4, 7), Span(17, 20)]
        assert [outcome.source_span for outcome in outcomes] == [Span(0, 3), Span(12, 15)]

    def test_one_form_keeps_one_occurrence(self):
        _, outcomes = hold("FSB nói với FSB.", "It told the FSB.")

        assert [outcome.status for outcome in outcomes] == [KEPT, MISSED]

    def test_attention_says_which_occurrence_is_kept(self):
        source = "FSB nói với Cơ quan An ninh Liên bang Nga."

        _, outcomes = hold(source, "It told the FSB.", ("Cơ quan An ninh Liên bang Nga", "FSB"))

        assert [outcome.status for outcome in outcomes] == [MISSED, KEPT]

    def test_what_is_not_translated_is_kept_as_it_is(self):
        text, [outcome] = hold("Boko Haram nói.", "Boko Haram spoke.")

        assert (text, outcome.status, outcome.form) == ("Boko Haram spoke.", KEPT, "Boko Haram")

    def test_a_text_without_terms_stays(self):
        assert hold("Xin chào.", "Hello Kiev.") == ("Hello Kiev.", ())


class TestPartOfItself:
    COUNCIL = Glossary(
        [
            Term(
                "council",
                {
                    "en": (Form("Security Council"),),
                    "de": (Form("Sicherheitsrat", article="der"), Form("Rat", FORBIDDEN, article="der")),
                },
            )
        ]
    )

    @pytest.mark.parametrize(
        ("draft", "held"),
        [
            ("Der Sicherheitsrat folgte dem Rat.", "Der Sicherheitsrat folgte dem Rat."),
            ("Der Rat tagte.", "Der Sicherheitsrat tagte."),
        ],
    )
    def test_it_stays_where_the_term_stands_already(self, draft, held):
        text, _ = hold_terms(self.COUNCIL, "The Security Council met.", EngineOutput(draft), "en", "de")

        assert text == held


class TestReplaced:
    def test_a_forbidden_form_gives_way_with_its_article(self):
        text, [outcome] = hold("ở Nhà hát Crocus City", "It was at the Crocus City theatre.")

        assert text == "It was at Crocus City Hall."
        assert (outcome.status, outcome.form) == (REPAIRED, "Crocus City Hall")
        assert outcome.target_span.of(text) == "Crocus City Hall"

    def test_spans_are_those_of_the_finished_text(self):
        source = "FSB ở Kiev và Nhà hát Crocus City, Kiev"
        draft = "The Federal Security Agency in Kiev and at the Crocus City theatre, Kyiv"

        text, outcomes = hold(source, draft)

        assert text == "The FSB in Kyiv and at Crocus City Hall, Kyiv"
        assert [outcome.target_span.of(text) for outcome in outcomes] == ["FSB", "Kyiv", "Crocus City Hall", "Kyiv"]
        assert [outcome.status for outcome in outcomes] == [REPAIRED, REPAIRED, REPAIRED, KEPT]

    def test_forms_beyond_those_of_the_source_give_way_too(self):
        text, [outcome] = hold("Kiev", "Kiev, that is Kiev")

        assert text == "Kyiv, that is Kyiv"
        assert outcome.target_span == Span(0, 4)

    def test_the_source_form_left_untranslated_gives_way(self):
        text, [outcome] = hold("ở Nhà hát Crocus City", "It was at Nhà hát Crocus City.")

        assert text == "It was at Crocus City Hall."
        assert outcome.status is REPAIRED

    def test_forbidden_forms_of_terms_that_the_source_has_not_are_left_to_the_checks(self):
        text, _ = hold("FSB", "The FSB in Kiev")

        assert text == "The FSB in Kiev"

    def test_a_name_is_not_written_twice_beside_itself(self):
        draft = "Crocus City Hall, the Crocus City theatre, burned."

        text, [outcome] = hold("Nhà hát Crocus City, nhà hát Crocus, cháy.", draft)

        assert text == draft
        assert outcome.status is KEPT


class TestSpliced:
    def test_the_form_is_put_where_attention_points(self):
        source = "Vụ nổ ở nhà hát Crocus"

        text, [outcome] = hold(source, "A blast at the Saffron Arena", ("nhà hát Crocus", "Saffron Arena"))

        assert text == "A blast at Crocus City Hall"
        assert outcome.status is REPAIRED
        assert outcome.target_span.of(text) == "Crocus City Hall"

    def test_what_the_form_would_repeat_is_taken_in(self):
        text, _ = hold("ở nhà hát Crocus", "at the Crocus Hall today", ("nhà hát Crocus", "Crocus"))

        assert text == "at Crocus City Hall today"

    def test_an_article_is_added_at_the_start(self):
        text, _ = hold("FSB nói", "Spies said so", ("FSB", "Spies"))

        assert text == "The FSB said so"

    def test_a_common_noun_keeps_its_number(self):
        text, _ = hold("các máy bay không người lái", "of the planes", ("máy bay không người lái", "planes"))

        assert text == "of the drones"

    def test_a_common_noun_is_not_put_in_place_of_a_verb(self):
        source, draft = "máy bay không người lái bay", "Israel bombed it"

        text, [outcome] = hold(source, draft, ("máy bay không người lái", "bombed"))

        assert (text, outcome.status) == (draft, MISSED)

    def test_a_country_is_not_put_in_place_of_its_people(self):
        draft = "The French army said"

        text, [outcome] = hold("Quân đội Pháp nói", draft, ("Pháp", "French"))

        assert (text, outcome.status) == (draft, MISSED)

    def test_what_is_not_translated_is_spliced_in(self):
        text, [outcome] = hold("Boko Haram nói", "Western Learning spoke", ("Boko Haram", "Western Learning"))

        assert (text, outcome.status) == ("Boko Haram spoke", REPAIRED)

    def test_another_term_is_never_overwritten(self):
        source = "FSB ở Kiev"

        text, outcomes = hold(source, "in Kyiv", ("FSB", "Kyiv"), ("Kiev", "Kyiv"))

        assert text == "in Kyiv"
        assert [outcome.status for outcome in outcomes] == [MISSED, KEPT]

    def test_two_terms_are_not_put_in_one_place(self):
        source = "FSB, Nhà hát Crocus City"

        text, outcomes = hold(source, "the Arena", ("FSB", "Arena"), ("Nhà hát Crocus City", "Arena"))

        assert [outcome.status for outcome in outcomes] == [REPAIRED, MISSED]
        assert text == "the FSB"


class TestMissed:
    def test_without_alignment_a_term_is_missed(self):
        text, [outcome] = hold("FSB nói", "They said")

        assert text == "They said"
        assert (outcome.status, outcome.target_span, outcome.source_span) == (MISSED, None, Span(0, 3))

    def test_a_place_that_cannot_be_believed_is_left(self):
        text, [outcome] = hold("FSB nói", "It said on 12 May", ("FSB", "It"), ("FSB", "12"))

        assert (text, outcome.status) == ("It said on 12 May", MISSED)

    def test_an_empty_draft_misses_all(self):
        output = EngineOutput("", error="too long")

        assert [outcome.status for outcome in hold_terms(GLOSSARY, "FSB", output, "vi", "en")[1]] == [MISSED]


SOURCE_WORDS = st.sampled_from(
    [
        "Kiev",
        "FSB",
        "Nhà hát Crocus City",
        "nhà hát Crocus",
        "máy bay không người lái",
        "và",
        "nói,",
        "Boko Haram",
        "12",
    ]
)
DRAFT_WORDS = st.sampled_from(
    [
        "Kiev",
        "KIEV",
        "Kyiv,",
        "the",
        "The",
        "FSB",
        "Federal Security Agency",
        "Crocus City theatre",
        "Nhà hát Crocus City",
        "Crocus",
        "Hall",
        "drones",
        "planes",
        "Arena",
        "a",
        "said",
        "12",
        "Boko Haram",
        "-",
        "“",
        "U.S.",
        "attack",
    ]
)


@st.composite
def cases(draw):
    source = " ".join(draw(st.lists(SOURCE_WORDS, min_size=1, max_size=5)))
    draft = " ".join(draw(st.lists(DRAFT_WORDS, max_size=9)))
    here, there = words(source), words(draft)
    looks = [draw(st.integers(0, max(len(here) - 1, 0))) for _ in there]
    rows = tuple(tuple(float(i == look) for i in range(len(here))) for look in looks)
    return source, EngineOutput(draft, alignment=draw(st.sampled_from([None, Alignment(here, there, rows)])))


class TestInvariants:
    def test_a_word_without_end_before_a_name_costs_no_square(self):
        blob = "q" * 200_000

        with patience():
            span = _with_rest(f"{blob} City Crocus", Span(len(blob) + 6, len(blob) + 12), "Crocus City Hall")

        assert (span.start, span.end) == (len(blob) + 1, len(blob) + 12)

    @settings(max_examples=300)
    @given(cases())
    def test_outcomes_point_at_allowed_forms_in_the_finished_text(self, case):
        source, output = case

        text, outcomes = hold_terms(GLOSSARY, source, output, "vi", "en")

        expected = GLOSSARY.expected(source, "vi", "en")
        assert [(outcome.term, outcome.source_span) for outcome in outcomes] == [
            (match.term.id, match.span) for match in expected
        ]
        spans = [outcome.target_span for outcome in outcomes if outcome.target_span]
        assert len(set(spans)) == len(spans)
        for outcome in outcomes:
            assert (outcome.target_span is None) is (outcome.status is MISSED)
            if outcome.target_span and outcome.term != "boko-haram":
                found = [match for match in GLOSSARY.match(text, "en") if match.span == outcome.target_span]
                assert [match.term.id for match in found if match.form.status is not FORBIDDEN] == [outcome.term]

    @settings(max_examples=200)
    @given(cases())
    def test_a_second_time_changes_nothing_more_without_attention(self, case):
        source, output = case
        text, _ = hold_terms(GLOSSARY, source, output, "vi", "en")

        assert hold_terms(GLOSSARY, source, EngineOutput(text), "vi", "en")[0] == text

    @given(
        st.text(max_size=20),
        st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=5),
        st.lists(st.lists(st.floats(), max_size=5), max_size=6),
    )
    def test_it_never_raises(self, draft, spans, weights):
        tokens = tuple(Span(*span) for span in spans)
        alignment = Alignment(tokens, tokens, tuple(tuple(row) for row in weights))

        hold_terms(GLOSSARY, "FSB ở Kiev và Boko Haram", EngineOutput(draft, alignment=alignment), "vi", "en")
