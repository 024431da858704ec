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


class TestNames:
    """What belongs to a name that attention found a part of."""

    def test_a_verb_before_the_article_stays(self):
        assert found("he told the Crocus Hall", told=0.9, the=0.8, Crocus=1.0, Hall=0.9) == "Crocus Hall"

    def test_a_verb_right_before_stays(self):
        assert found("men stormed Crocus Hall", stormed=0.9, Crocus=1.0, Hall=0.9) == "Crocus Hall"

    def test_an_adjective_with_a_hyphen_is_taken_in(self):
        draft = "by self-proclaimed Islamic State"

        assert found(draft, **{"self-proclaimed": 1.0}, Islamic=0.9, State=0.6) == "self-proclaimed Islamic State"

    def test_what_a_name_hangs_on_belongs_where_attention_says_so(self):
        assert (
            found("with head of the Crocus Hall", head=0.9, of=0.6, Crocus=1.0, Hall=0.9) == "head of the Crocus Hall"
        )
        assert found("the head of the Crocus Hall", head=0.3, of=0.1, Crocus=1.0, Hall=0.9) == "Crocus Hall"

    def test_names_joined_by_a_conjunction_are_two(self):
        assert found("South Korea and the Crocus Hall", Korea=0.5, Crocus=1.0, Hall=0.9) == "Crocus Hall"

    def test_capitals_beside_that_look_nowhere_are_taken_in(self):
        assert found("by Ansar Allah today", Ansar=1.0, Allah=0.02) == "Ansar Allah"
        assert found("the Public Security Ministry", Security=0.9, Ministry=0.9) == "Public Security Ministry"

    def test_capitals_that_look_at_another_name_stay(self):
        alignment = Alignment(
            words(SOURCE), words("by Ansar Omar"), ((0.2, 0.2, 0.2, 0.4), (0, 1, 0, 0), (0, 0, 0.1, 0.9))
        )

        span = locate("by Ansar Omar", TERM, alignment, "en", source=SOURCE, most_words=5)

        assert span.of("by Ansar Omar") == "Ansar"

    def test_a_day_is_no_part_of_a_name(self):
        assert found("by Hamas Friday", Hamas=1.0, Friday=0.2) == "Hamas"

    def test_in_a_headline_capitals_say_nothing(self):
        assert found("Houthi Rebels Attack Saudi Port", Houthi=1.0, Rebels=0.02) == "Houthi"

    def test_the_kind_of_thing_behind_the_name_is_taken_in(self):
        draft = "at the Crocus concert hall today"
        alignment = aligned(draft, Crocus=1.0, concert=0.2, hall=0.1)

        span = locate(draft, TERM, alignment, "en", source=SOURCE, most_words=5)

        assert span.of(draft) == "Crocus concert hall"

    def test_its_abbreviation_in_brackets_is_taken_in(self):
        masses = {"Islamic": 1.0, "State": 0.9, "(IS)": 0.9}

        assert found("the Islamic State (IS) said", **masses) == "Islamic State (IS)"

    def test_an_acronym_is_no_function_word(self):
        assert found("the threat from IS.", IS=1.0) == "IS"

    def test_french_words_are_parted_from_their_article(self):
        assert found("de l'Agence", language="fr", **{"l'Agence": 1.0}) == "Agence"


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
