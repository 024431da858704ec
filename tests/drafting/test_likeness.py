"""Finding a name by its looks."""

import pytest
from rapidfuzz import fuzz

from desk.domain.draft import Alignment
from desk.domain.segment import Span
from desk.drafting import likeness
from desk.drafting.likeness import find_alike, is_inflected, is_of_a_people
from tests.patience import patience

SOURCE = "Hezbollah và Omar"
TERM = Span(0, 9)


def found(draft, *forms, source=SOURCE, alignment=None, taken=()):
    span = find_alike(draft, forms or ("Hezbollah",), source, TERM, alignment, taken)
    return span and span.of(draft)


def counting(monkeypatch, owner, name):
    """The calls of a function from now on, a list that grows."""
    calls, real = [], getattr(owner, name)

    def counted(*args, **options):
        calls.append(args)
        return real(*args, **options)

    monkeypatch.setattr(owner, name, counted)
    return calls


def invented(count):
    letters = "ABCDEGHIKL"
    return [letters[n % 10] + "".join(letters[n // 10**place % 10].lower() for place in range(6)) for n in range(count)]


class TestFindAlike:
    @pytest.mark.parametrize("name", ["Hizbullah", "Hezbolla", "Hizballah"])
    def test_it_finds_another_spelling(self, name):
        assert found(f"{name} called for peace") == name

    def test_it_finds_several_words(self):
        assert found("Serguei Lavrof came", "Sergei Lavrov") == "Serguei Lavrof"

    @pytest.mark.parametrize("draft", ["Hebrew called for peace", "Mezbollah spoke", "the hizbullah", "Nothing", ""])
    def test_it_finds_nothing_else(self, draft):
        assert found(draft) is None

    def test_a_text_full_of_names_costs_no_square(self):
        with patience():
            assert found("Ab " * 200_000 + "Hizbullah spoke") == "Hizbullah"

    def test_only_names_that_begin_like_the_form_are_compared(self, monkeypatch):
        compared = counting(monkeypatch, fuzz, "ratio")

        found(" ".join(name for name in invented(2_000) if name[0] != "H") + " Hizbullah Hamburg")

        assert len(compared) == 2

    def test_however_many_names_there_are_source_and_taken_are_gone_through_once(self, monkeypatch):
        sources, checked = counting(monkeypatch, likeness, "_runs_of_words"), counting(monkeypatch, Span, "overlaps")
        folded = counting(monkeypatch, likeness, "fold_text")
        text = " ".join(f"Hezbollah{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst")
        source = f"{SOURCE} {text}"
        words = [Span(place, place + 11) for place in range(0, len(text), 12)]
        looking = Alignment((TERM, Span(10, 12), Span(13, 17)), tuple(words), ((0.1, 0.0, 0.9),) * len(words))

        for form in ("Hezbollah", "Hezbolloh", "Hezballah"):
            assert found(text, form, source=source, alignment=looking, taken=words) is None

        assert len(sources) <= 3
        assert len(checked) <= 3 * len(looking.source)
        assert len(folded) <= len(words) + 3 * 2

    def test_short_forms_are_like_too_much(self):
        assert found("Iraq spoke", "Iran") is None

    def test_two_that_are_alike_are_none(self):
        assert found("Hizbullah and Hizballah") is None

    def test_a_name_that_the_source_has_is_another(self):
        assert found("Niger spoke", "Nigeria", source="Nigeria và Niger") is None

    def test_what_is_taken_is_left(self):
        assert found("Hizbullah spoke", taken=[Span(0, 9)]) is None

    def test_a_name_that_looks_at_another_is_left(self):
        here = (Span(0, 9), Span(10, 12), Span(13, 17))
        alignment = Alignment(here, (Span(0, 9),), ((0.1, 0.0, 0.9),))

        assert found("Hizbullah spoke", alignment=alignment) is None


class TestIsInflected:
    @pytest.mark.parametrize(
        ("said", "form", "language"),
        [
            ("Drohnen", "Drohne", "de"),
            ("طائرتان مسيرتان", "طائرة مسيرة", "ar"),
            ("Следственного комитета", "Следственный комитет", "ru"),
            ("Russian", "Russia", "en"),
            ("United Nations", "United Nation", "en"),
        ],
    )
    def test_another_case_or_number_is(self, said, form, language):
        assert is_inflected(said, form, language)

    @pytest.mark.parametrize(
        ("said", "form", "language"),
        [
            ("Kreuzbund", "Kreuz", "de"),
            ("United Arabic Emirates", "United Arab Emirates", "en"),
            ("Drohne", "Drohne", "de"),
            ("Kiev", "Kyiv", "en"),
            ("Moscows", "Moscow", "en"),
            ("Kremlins", "Kremlin", "es"),
        ],
    )
    def test_another_name_or_the_same_is_not(self, said, form, language):
        assert not is_inflected(said, form, language)


class TestIsOfAPeople:
    @pytest.mark.parametrize(
        ("said", "form"),
        [("French", "France"), ("украинский", "Украина"), ("française", "France")],
    )
    def test_an_adjective_of_the_name_is(self, said, form):
        assert is_of_a_people(said, form)

    @pytest.mark.parametrize(("said", "form"), [("Taliban", "Hamas"), ("France", "France"), ("Gaul", "France")])
    def test_other_words_are_not(self, said, form):
        assert not is_of_a_people(said, form)
