"""Fresh sentences whose required forms the model never saw, drafted by the starter package vi→en.

The sentences are drawn from the starter's grammar with a seed of their own, and only those are taken that the corpus
holds out of every training. `benchmarks/terms/fresh.tsv` invents a new English form for each term of the grammar; the
reference is the grammar's English with that form in the term's place. The glossary then knows all the variants that the
grammar (and so the model) may say, one of them, or none.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from terms_measures import bare, chrf, counted, left, pattern, percent

from desk.domain.draft import EngineOutput
from desk.domain.term import TermStatus
from desk.drafting.terms import hold_terms
from desk.engines.argos import ArgosEngine
from desk.engines.install import install_file
from desk.engines.starter.catalogue import STARTERS
from desk.engines.starter.corpus import is_held_out
from desk.engines.starter.grammar import Grammar
from desk.engines.starter.lexicon import read_lexicon
from desk.glossary.files import load
from desk.glossary.matcher import Glossary

TERMS = Path(__file__).parent / "terms" / "fresh.tsv"
SEED = 7_061_945
SENTENCES = 1_000
KNOWN = ("all", "one", "none")
GOALS = {"present": 99.0, "forbidden": 0, "behind": 1.0}
"""Per cent of terms present; forbidden forms left; points of chrF behind replacement with all variants known."""


@dataclass(frozen=True)
class Concept:
    """A term: the form that is required, the Vietnamese forms, and the English that the grammar has for them."""

    id: str
    required: str
    sources: tuple[str, ...]
    variants: tuple[str, ...]

    def entry(self, known: str) -> dict[str, Any]:
        """As a glossary's file has it; of the variants all are known, the first alone, or none."""
        forbidden = {"all": self.variants, "one": self.variants[:1], "none": ()}[known]
        english: dict[str, Any] = {"preferred": self.required}
        if forbidden:
            english["forbidden"] = list(forbidden)
        first, *others = self.sources
        return {"id": self.id, "forms": {"en": english, "vi": {"preferred": first, "admitted": others}}}


@dataclass(frozen=True)
class Sentence:
    """A sentence to draft, its reference with the required forms in it, and its terms, once per occurrence."""

    source: str
    reference: str
    concepts: tuple[Concept, ...]


def concepts() -> list[Concept]:
    """The terms of the file, with the variants of the lexicon. Two rules of the lexicon may be one term."""
    rules = [rule for symbol in read_lexicon("vi").values() if symbol.is_term for rule in symbol.rules]
    found = []
    for number, line in enumerate(_lines(TERMS)):
        required, sources = line.split("\t")
        forms = tuple(sources.split(" / "))
        english = [way for rule in rules if {vi for _, vi in rule.left} & set(forms) for _, way in rule.right]
        unlike = {bare(way, "en").casefold(): way for way in reversed(english)}
        found.append(Concept(f"fresh-{number}", required, forms, tuple(reversed(unlike.values()))))
    return found


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


class Sentences:
    """Draws sentences with terms, and says how many were passed over and why."""

    def __init__(self, known: list[Concept]) -> None:
        self._by_source = {form.casefold(): concept for concept in known for form in concept.sources}
        self._sources = pattern(self._by_source, "vi")
        self.passed_over = 0

    def draw(self, count: int, seed: int = SEED) -> list[Sentence]:
        found: dict[str, Sentence] = {}
        for pair in Grammar(seed).pairs():
            if len(found) == count:
                break
            if not pair.terms or pair.source in found or not is_held_out(pair.source):
                continue
            sentence = self.sentence(pair.source, pair.target, pair.terms)
            if sentence is None:
                self.passed_over += 1
            else:
                found[pair.source] = sentence
        return list(found.values())

    def sentence(self, source: str, english: str, terms: tuple[tuple[str, str], ...]) -> Sentence | None:
        """None where a term also stands outside the grammar's own places, or cannot be told apart in the English."""
        drawn = [(self._by_source.get(vi.casefold()), en) for vi, en in terms]
        there = list(self._sources.finditer(source))
        if sorted(found[0].casefold() for found in there) != sorted(vi.casefold() for vi, _ in terms):
            return None
        if any(concept is None for concept, _ in drawn) or self._explains_itself(source, there):
            return None
        reference = english
        for concept, en in sorted(drawn, key=lambda each: -len(each[1])):
            reference = _exchanged(reference, en, concept.required)
            if reference is None:
                return None
        reference = re.sub("\ue000(.*?)\ue001", r"\1", reference)
        return Sentence(source, reference, tuple(concept for concept, _ in drawn))

    def _explains_itself(self, source: str, there: list[re.Match[str]]) -> bool:
        """Whether a term stands beside itself in other words ("IS-K, the IS branch in Afghanistan")."""
        return any(
            self._by_source[one[0].casefold()] is self._by_source[other[0].casefold()]
            and source[one.end() : other.start()] == ", "
            for one, other in pairwise(there)
        )


def _exchanged(text: str, drawn: str, required: str) -> str | None:
    """The text with the one place of a drawn form exchanged for the required one, marked so that it is left alone."""
    open_text = re.sub("\ue000.*?\ue001", lambda done: "\ue002" * len(done[0]), text)
    for before, after in ((drawn, required), (bare(drawn, "en"), bare(required, "en"))):
        places = [
            found.start() for found in re.finditer(rf"(?<!\w){re.escape(before)}(?!\w)", open_text, re.IGNORECASE)
        ]
        if len(places) == 1:
            start = places[0]
            is_capital = text[start] != before[0]
            form = after[:1].upper() + after[1:] if is_capital or start == 0 else after
            return f"{text[:start]}\ue000{form}\ue001{text[start + len(before) :]}"
        if places:
            return None
    return None


class Drafts:
    """The starter package's outputs for sentences, and what becomes of them."""

    def __init__(self, sentences: list[Sentence], known: list[Concept]) -> None:
        self.sentences, self.concepts = sentences, known

    @cached_property
    def outputs(self) -> list[EngineOutput]:
        with tempfile.TemporaryDirectory() as folder:
            install_file(STARTERS["vi-en"].file, Path(folder))
            return ArgosEngine(Path(folder)).translate([each.source for each in self.sentences], "vi", "en")

    def glossary(self, known: str) -> Glossary:
        document = {"title": known, "topic": "benchmark", "terms": [each.entry(known) for each in self.concepts]}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "fresh.yaml"
            path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
            return load([path])

    def held(self, known: str) -> tuple[list[str], int]:
        """The desk's texts, and how many terms it reports as missed."""
        glossary = self.glossary(known)
        results = [
            hold_terms(glossary, sentence.source, output, "vi", "en")
            for sentence, output in zip(self.sentences, self.outputs, strict=True)
        ]
        missed = sum(outcome.status is TermStatus.MISSED for _, outcomes in results for outcome in outcomes)
        return [text for text, _ in results], missed

    def plain(self) -> list[str]:
        """Replacement with all variants known, of the terms that the source has."""
        return [
            _replaced(output.text, sentence.concepts)
            for sentence, output in zip(self.sentences, self.outputs, strict=True)
        ]


def _replaced(text: str, known: tuple[Concept, ...]) -> str:
    """Each variant, the longest first, gives way to the required form; with its article where it has one itself."""
    ways: dict[str, str] = {}
    for concept, variant in ((each, variant) for each in known for variant in each.variants):
        ways[bare(variant, "en").casefold()] = bare(concept.required, "en")
        ways[variant.casefold()] = concept.required

    def exchanged(found: re.Match[str]) -> str:
        form = ways[found[0].casefold()]
        return form[:1].upper() + form[1:] if found.start() == 0 else form

    return pattern(ways, "en").sub(exchanged, text)


def figures(drafts: Drafts, texts: list[str], known: str) -> dict[str, Any]:
    """Shares are of 100. `forbidden` counts forms that the glossary knows, `old_names` all that the grammar has."""
    pairs = list(zip(drafts.sentences, texts, strict=True))
    present = [_presence(sentence, text) for sentence, text in pairs]
    return {
        "present": percent(sum(found for found, _ in present), sum(wanted for _, wanted in present)),
        "forbidden": sum(_left(sentence, text, known) for sentence, text in pairs),
        "old_names": sum(_left(sentence, text, "all") for sentence, text in pairs),
        "chrf": round(chrf(texts, [sentence.reference for sentence in drafts.sentences]), 2),
    }


def _presence(sentence: Sentence, text: str) -> tuple[int, int]:
    unlike = dict.fromkeys(sentence.concepts)
    wanted = {concept: sentence.concepts.count(concept) for concept in unlike}
    found = [min(many, counted([bare(concept.required, "en")], text, "en")) for concept, many in wanted.items()]
    return sum(found), sum(wanted.values())


def _left(sentence: Sentence, text: str, known: str) -> int:
    """Forbidden forms of the sentence's terms that are still there."""
    number = {"all": None, "one": 1, "none": 0}[known]
    forbidden = {bare(form, "en") for concept in sentence.concepts for form in concept.variants[:number]}
    return left(forbidden, {bare(concept.required, "en") for concept in sentence.concepts}, text, "en")


def fresh(count: int, seed: int = SEED) -> dict[str, Any]:
    """All figures: the draft as it is, plain replacement, and the desk with each of the three glossaries."""
    known = concepts()
    drawing = Sentences(known)
    drafts = Drafts(drawing.draw(count, seed), known)
    result: dict[str, Any] = {
        "sentences": len(drafts.sentences),
        "terms": sum(len(sentence.concepts) for sentence in drafts.sentences),
        "concepts": len({concept for sentence in drafts.sentences for concept in sentence.concepts}),
        "passed_over": drawing.passed_over,
        "failed_drafts": sum(output.error is not None for output in drafts.outputs),
        "draft": figures(drafts, [output.text for output in drafts.outputs], "all"),
        "plain": figures(drafts, drafts.plain(), "all"),
    }
    for way in KNOWN:
        texts, missed = drafts.held(way)
        result[way] = {**figures(drafts, texts, way), "missed": missed}
        result[way]["behind"] = round(result["plain"]["chrf"] - result[way]["chrf"], 2)
    return result
