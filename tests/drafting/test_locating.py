"""Finding by attention what became of a span of the source."""

import re

from hypothesis import given
from hypothesis import strategies as st

from desk.domain.draft import Alignment
from desk.domain.segment import Span
from desk.drafting.locating import in_noun_place, locate, mass_on

SOURCE = "A Nhà hát B"
TERM = Span(2, 9)


def words(text):
    return tuple(Span(found.start(), found.end()) for found in re.finditer(r"\S+", text))


def aligned(draft, **masses):
    """An alignment in which the named words of the draft look at the term with the mass given, others elsewhere."""
    rows = []
    for span in words(draft):
        mass = masses.get(span.of(draft).strip(".,"), 0.0)
        rows.append((1 - mass, mass / 2, mass / 2, 0.0))
    return Alignment(words(SOURCE), words(draft), tuple(rows))


def found(draft, most_words=5, taken=(), language="en", **masses):
    span = locate(draft, TERM, aligned(draft, **masses), language, most_words=most_words, taken=taken)
    return span and span.of(draft)


class TestLocate:
    def test_it_finds_words_that_look_at_the_term(self):
        assert found("They burned Crocus Hall down.", Crocus=0.9, Hall=0.8) == "Crocus Hall"

    def test_it_bridges_function_words(self):
        assert found("the Ministry of Justice said", Ministry=0.9, Justice=0.6) == "Ministry of Justice"

    def test_it_takes_in_the_last_word_of_a_name(self):
        assert found("the National Guard said", National=0.9, Guard=0.2) == "National Guard"

    def test_it_leaves_a_verb_behind_a_name(self):
        assert found("The Pope called for peace", Pope=1.0, called=0.42) == "Pope"

    def test_it_never_finds_function_words_alone(self):
        assert found("It was at the end", It=0.9, the=0.9) is None

    def test_it_stops_at_numbers_and_punctuation(self):
        assert found("Crocus 12 Hall", Crocus=0.9, Hall=0.8) == "Crocus"
        assert found("Crocus, Hall", Crocus=0.9, Hall=0.95) == "Hall"

    def test_it_does_not_find_numbers(self):
        assert found("about 143 there", **{"143": 1.0}) is None

    def test_it_refuses_weak_attention(self):
        assert found("They burned Crocus Hall down", Crocus=0.4, Hall=0.4) is None

    def test_it_refuses_a_run_that_is_too_long(self):
        assert found("Big Old Red Hall", most_words=3, Big=0.9, Old=0.9, Red=0.9, Hall=0.9) is None

    def test_it_leaves_what_is_taken(self):
        assert found("Crocus and Hall", taken=[Span(0, 6)], Crocus=1.0, Hall=0.8) == "Hall"

    def test_it_prefers_the_most_attentive_run(self):
        assert found("theatre, or a Big Hall", theatre=0.9, Big=0.9, Hall=0.9) == "Big Hall"

    def test_it_takes_abbreviations_whole(self):
        assert found("the U.S. Navy said", **{"U.S": 0.9}, Navy=0.9) == "U.S. Navy"

    def test_it_goes_by_tokens_where_words_are_not_set_apart(self):
        draft = "在剧院里"
        alignment = Alignment(words(SOURCE), (Span(0, 1), Span(1, 3), Span(3, 4)), ((1, 0, 0), (0, 1, 0), (1, 0, 0)))

        span = locate(draft, TERM, alignment, "zh", most_words=5)

        assert span == Span(1, 3)

    @given(
        st.text(max_size=30),
        st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=6),
        st.lists(st.lists(st.floats(), max_size=6), max_size=8),
        st.sampled_from(["en", "zh", "vi", "ar"]),
    )
    def test_it_survives_any_alignment(self, draft, spans, weights, language):
        tokens = tuple(Span(*span) for span in spans)
        alignment = Alignment(tokens, tokens, tuple(tuple(row) for row in weights))

        span = locate(draft, TERM, alignment, language, most_words=5)

        assert span is None or 0 <= span.start < span.end <= len(draft)


class TestMassOn:
    def test_it_is_that_of_the_most_attentive_token(self):
        draft = "Crocus Hall"

        assert mass_on(Span(0, 11), TERM, aligned(draft, Crocus=0.3, Hall=0.7)) == 0.7


class TestInNounPlace:
    def test_a_noun_follows_a_function_word_a_number_or_nothing(self):
        assert in_noun_place("the strike hit", Span(4, 10), "en")
        assert in_noun_place("12 strikes hit", Span(3, 10), "en")
        assert in_noun_place("Strikes hit", Span(0, 7), "en")

    def test_a_verb_is_no_noun(self):
        assert not in_noun_place("Israel bombed it", Span(7, 13), "en")
        assert not in_noun_place("was bombed", Span(4, 10), "en")
