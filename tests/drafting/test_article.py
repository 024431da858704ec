"""Terms over an article: siblings agree, and what is mentioned first is introduced once."""

from dataclasses import replace

import pytest

from desk.domain.segment import BlockKind, Span
from desk.domain.term import Form, FormStatus, Repair, Term, TermOutcome, TermStatus
from desk.drafting.article import ArticleUnit, hold_over_article
from desk.glossary.matcher import Glossary

ADMITTED = FormStatus.ADMITTED
KEPT, REPAIRED, MISSED = TermStatus.KEPT, TermStatus.REPAIRED, TermStatus.MISSED
HERE = Span(0, 4)  # in the source; where does not matter to an article

GLOSSARY = Glossary(
    [
        Term("crocus", {"en": (Form("Crocus City Hall"),)}),
        Term("kremlin", {"en": (Form("Kremlin", article="the"),)}),
        Term(
            "isis-k",
            {"en": (Form("ISIS-K"), Form("Islamic State Khorasan", ADMITTED))},
            first_mention={"en": "Islamic State Khorasan (ISIS-K)"},
        ),
        Term("guard", {"en": (Form("OG", article="the"),)}, first_mention={"en": "the Old Guard (OG)"}),
        Term(
            "wagner",
            {"en": (Form("Wagner"),), "ru": (Form("Вагнер"),)},
            first_mention={"en": "Wagner, a Russian mercenary force", "ru": "Вагнер, частная военная компания"},
        ),
    ]
)


def kept(term, form, text):
    start = text.index(form)
    return TermOutcome(term, form, KEPT, HERE, Span(start, start + len(form)))


def spliced(term, form, text, was, written=None):
    """An outcome of a term that attention found: `written` is the form with what had to agree."""
    start, at = text.index(form), text.index(written or form)
    whole = Span(at, at + len(written or form))
    return TermOutcome(term, form, REPAIRED, HERE, Span(start, start + len(form)), Repair.ATTENTION, whole, was)


def missed(term, form):
    return TermOutcome(term, form, MISSED, HERE)


def unit(text, *outcomes, kind=BlockKind.PARAGRAPH, free=True):
    return ArticleUnit(text[:8], kind, text, free, tuple(outcomes))


def texts(*units, language="en"):
    return [each.text for each in hold_over_article(GLOSSARY, units, language)]


class TestSiblings:
    SHOWN = "A fire at Crocus City Hall."
    FOUND = spliced("crocus", "Crocus City Hall", SHOWN, "the Crocus concert hall", "Crocus City Hall")

    def test_the_same_words_are_put_right_elsewhere(self):
        late = unit("They fled the Crocus concert hall.", missed("crocus", "Crocus City Hall"))

        _, held = hold_over_article(GLOSSARY, [unit(self.SHOWN, self.FOUND), late], "en")

        [outcome] = held.outcomes
        assert held.text == "They fled Crocus City Hall."
        assert (outcome.status, outcome.repair) == (REPAIRED, Repair.SIBLING)
        assert outcome.target_span.of(held.text) == "Crocus City Hall"
        assert (outcome.written.of(held.text), outcome.was) == ("Crocus City Hall", "the Crocus concert hall")

    def test_it_works_backwards_too(self):
        early = unit("The Crocus concert hall burned.", missed("crocus", "Crocus City Hall"))

        assert texts(early, unit(self.SHOWN, self.FOUND))[0] == "Crocus City Hall burned."

    def test_every_missed_occurrence_gets_a_place_of_its_own(self):
        both = missed("crocus", "Crocus City Hall"), missed("crocus", "Crocus City Hall")
        late = unit("From the Crocus concert hall to the Crocus concert hall.", *both)

        _, held = hold_over_article(GLOSSARY, [unit(self.SHOWN, self.FOUND), late], "en")

        assert held.text == "From Crocus City Hall to Crocus City Hall."
        assert [outcome.target_span.start for outcome in held.outcomes] == [5, 25]

    def test_what_a_person_touched_is_not_changed(self):
        late = unit("They fled the Crocus concert hall.", missed("crocus", "Crocus City Hall"), free=False)

        assert texts(unit(self.SHOWN, self.FOUND), late)[1] == late.text

    def test_a_common_word_teaches_nothing(self):
        shown = unit(self.SHOWN, replace(self.FOUND, was="the building"))
        late = unit("They fled the building.", missed("crocus", "Crocus City Hall"))

        assert texts(shown, late)[1] == "They fled the building."

    def test_words_that_stood_for_two_terms_teach_nothing(self):
        other = unit("The Kremlin fell.", spliced("kremlin", "Kremlin", "The Kremlin fell.", "The Crocus concert hall"))
        late = unit("They fled the Crocus concert hall.", missed("crocus", "Crocus City Hall"))

        assert texts(unit(self.SHOWN, self.FOUND), other, late)[2] == late.text

    def test_another_term_is_not_overwritten(self):
        text = "The Kremlin concert was off."
        shown = unit(self.SHOWN, replace(self.FOUND, was="Kremlin Palace"))
        late = unit(text, kept("kremlin", "Kremlin", text), missed("crocus", "Crocus City Hall"))

        assert texts(shown, late)[1] == text

    def test_known_variants_do_not_teach(self):
        shown = unit(self.SHOWN, replace(self.FOUND, repair=Repair.VARIANT))
        late = unit("They fled the Crocus concert hall.", missed("crocus", "Crocus City Hall"))

        assert texts(shown, late)[1] == late.text


def isis(text, **options):
    return unit(text, kept("isis-k", "ISIS-K", text), **options)


def long(text, **options):
    return unit(text, kept("isis-k", "Islamic State Khorasan", text), **options)


def wagner(text, **options):
    return unit(text, kept("wagner", "Wagner", text), **options)


class TestFirstMention:
    def test_the_first_paragraph_that_has_it_introduces_it(self):
        assert texts(unit("Nothing."), isis("He blamed ISIS-K."), isis("ISIS-K denied it.")) == [
            "Nothing.",
            "He blamed Islamic State Khorasan (ISIS-K).",
            "ISIS-K denied it.",
        ]

    def test_its_outcome_says_so_and_what_stood_there(self):
        [held] = hold_over_article(GLOSSARY, [isis("He blamed ISIS-K.")], "en")

        [outcome] = held.outcomes
        assert (outcome.status, outcome.repair, outcome.was) == (REPAIRED, Repair.FIRST_MENTION, "ISIS-K")
        assert outcome.target_span.of(held.text) == "Islamic State Khorasan (ISIS-K)"

    @pytest.mark.parametrize(
        "kind", [BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.SUBHEADING, BlockKind.CAPTION]
    )
    def test_display_text_stays_short_and_does_not_count(self, kind):
        assert texts(isis("ISIS-K blamed", kind=kind), isis("He blamed ISIS-K."))[0] == "ISIS-K blamed"
        assert texts(isis("ISIS-K blamed", kind=kind), isis("He blamed ISIS-K."))[1].endswith("(ISIS-K).")

    def test_a_paragraph_drafted_again_makes_no_second_one(self):
        article = [isis("He blamed ISIS-K."), isis("ISIS-K denied it."), isis("ISIS-K spoke.")]
        again = [*article[:2], isis("ISIS-K spoke again.")]

        assert texts(*again)[2] == "ISIS-K spoke again."
        assert sum("(ISIS-K)" in text for text in texts(*again)) == 1

    def test_a_second_time_changes_nothing(self):
        article = [isis("He blamed ISIS-K."), isis("ISIS-K denied it.")]

        assert texts(*article) == texts(*article)

    def test_a_person_who_wrote_of_it_first_decides(self):
        mine = isis("We write of ISIS-K here.", free=False)

        assert texts(mine, isis("He blamed ISIS-K."))[1] == "He blamed ISIS-K."

    def test_a_person_who_introduced_it_later_is_left_alone(self):
        mine = unit("He meant Islamic State Khorasan (ISIS-K).", free=False)

        assert texts(isis("He blamed ISIS-K."), mine)[0] == "He blamed ISIS-K."

    def test_a_first_mention_with_its_article_in_capitals_is_one(self):
        mine = unit("The Old Guard (OG) spoke.", free=False)

        assert texts(unit("He left the OG.", kept("guard", "OG", "He left the OG.")), mine)[0] == "He left the OG."

    def test_a_text_that_explains_it_needs_no_introduction(self):
        assert texts(isis("ISIS-K, the group's Afghan arm, denied it."), isis("ISIS-K spoke."))[1] == "ISIS-K spoke."
        assert texts(wagner("Wagner (a private army) denied it."))[0] == "Wagner (a private army) denied it."

    def test_words_in_quotation_marks_stay(self):
        assert texts(isis("“ISIS-K did it,” he said."), isis("He blamed ISIS-K.")) == [
            "“ISIS-K did it,” he said.",
            "He blamed Islamic State Khorasan (ISIS-K).",
        ]

    @pytest.mark.parametrize("text", ["ISIS-K's men left.", "ISIS-K’s men left.", "An ISIS-K-linked man left."])
    def test_brackets_are_not_put_before_a_possessive_or_into_a_word(self, text):
        assert texts(isis(text), isis("He blamed ISIS-K.")) == [text, "He blamed Islamic State Khorasan (ISIS-K)."]

    def test_a_place_that_cannot_bear_it_leaves_it_to_the_next(self):
        assert texts(
            wagner("Wagner fighters left."), wagner("Wagner's men left."), wagner("He left Wagner in May.")
        ) == [
            "Wagner fighters left.",
            "Wagner's men left.",
            "He left Wagner, a Russian mercenary force, in May.",
        ]

    def test_the_explanation_is_closed_by_a_comma_where_the_sentence_goes_on(self):
        assert texts(wagner("He left Wagner.")) == ["He left Wagner, a Russian mercenary force."]
        assert texts(wagner("Wagner said so.")) == ["Wagner, a Russian mercenary force, said so."]

    def test_no_explanation_comes_between_a_name_and_its_place(self):
        assert texts(wagner("He left Wagner in Bakhmut and fled."), wagner("He left Wagner.")) == [
            "He left Wagner in Bakhmut and fled.",
            "He left Wagner, a Russian mercenary force.",
        ]

    def test_brackets_stand_before_a_place(self):
        assert texts(isis("He led ISIS-K in Kunar.")) == ["He led Islamic State Khorasan (ISIS-K) in Kunar."]

    def test_an_explanation_is_not_declined(self):
        dative = TermOutcome("wagner", "Вагнер", KEPT, HERE, Span(2, 9))
        named = TermOutcome("wagner", "Вагнер", KEPT, HERE, Span(0, 6))

        assert texts(unit("К Вагнеру пришли.", dative), unit("Вагнер ушёл.", named), language="ru") == [
            "К Вагнеру пришли.",
            "Вагнер, частная военная компания, ушёл.",
        ]

    def test_longer_forms_give_way_once_the_short_one_is_known(self):
        [_, held] = hold_over_article(
            GLOSSARY, [isis("He blamed ISIS-K."), long("So did Islamic State Khorasan.")], "en"
        )

        [outcome] = held.outcomes
        assert held.text == "So did ISIS-K."
        assert (outcome.status, outcome.repair) == (REPAIRED, Repair.INTRODUCED)
        assert (outcome.form, outcome.was) == ("ISIS-K", "Islamic State Khorasan")

    def test_a_persons_first_mention_makes_the_short_form_known_too(self):
        mine = unit("He meant Islamic State Khorasan (ISIS-K).", free=False)

        assert texts(mine, long("So did Islamic State Khorasan."))[1] == "So did ISIS-K."

    @pytest.mark.parametrize(
        ("text", "options"),
        [
            ("“Islamic State Khorasan did it,” he said.", {}),
            ("Islamic State Khorasan (ISIS-K) again.", {}),
            ("Islamic State Khorasan at work", {"kind": BlockKind.CAPTION}),
            ("It was Islamic State Khorasan.", {"free": False}),
        ],
    )
    def test_longer_forms_stay_in_quotations_and_display_and_where_they_are_explained(self, text, options):
        assert texts(isis("He blamed ISIS-K."), long(text, **options))[1] == text

    def test_longer_forms_stay_before_the_first_mention_and_without_one(self):
        mine = unit("He meant Islamic State Khorasan (ISIS-K).", free=False)
        before = long("“Islamic State Khorasan did it,” he said.")

        assert texts(long("So did Islamic State Khorasan."), mine)[0] == "So did Islamic State Khorasan."
        assert texts(before, isis("ISIS-K, the Afghan group, left."), long("So did Islamic State Khorasan."))[2] == (
            "So did Islamic State Khorasan."
        )

    def test_spans_of_other_terms_move(self):
        text = "ISIS-K and the Kremlin."

        [held] = hold_over_article(
            GLOSSARY, [unit(text, kept("isis-k", "ISIS-K", text), kept("kremlin", "Kremlin", text))], "en"
        )

        assert [outcome.target_span.of(held.text) for outcome in held.outcomes] == [
            "Islamic State Khorasan (ISIS-K)",
            "Kremlin",
        ]
