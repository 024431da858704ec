"""What attention and term work add to the time of drafting the same sentences.

Three ways take turns: the engine without attention, with attention, and with attention and terms. Of each the best
round counts, on the clock and in seconds of processor, which colleagues on the same machine disturb less.
"""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from terms_fresh import SEED, Drafts, Sentences, concepts

from desk.drafting.pipeline import draft
from desk.drafting.terms import hold_terms
from desk.engines.argos import ArgosEngine
from desk.engines.install import install_file
from desk.engines.starter.catalogue import STARTERS
from desk.glossary.files import load
from desk.glossary.matcher import Glossary

GLOSSARIES = Path(__file__).parents[1] / "glossaries"
GOAL = 15.0
"""Per cent that term work may add to the time of drafting."""
Clock = tuple[float, float]


def taken(work: Callable[[], object]) -> Clock:
    began, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - worked


def times(count: int, rounds: int) -> dict[str, Any]:
    """Seconds and ratios, with the terms of the desk's own glossaries and with those of the fresh sentences."""
    known = concepts()
    sentences = Sentences(known).draw(count, SEED + 1)
    texts = [sentence.source for sentence in sentences]
    glossaries = {"desk": load([GLOSSARIES]), "fresh": Drafts(sentences, known).glossary("none")}
    with tempfile.TemporaryDirectory() as folder:
        install_file(STARTERS["vi-en"].file, Path(folder))
        bare = ArgosEngine(Path(folder), with_alignment=False)
        attentive = ArgosEngine(Path(folder))
        ways: dict[str, Callable[[], object]] = {
            "engine": partial(draft, texts, "vi", "en", bare),
            "attention": partial(draft, texts, "vi", "en", attentive),
        }
        for name, glossary in glossaries.items():
            ways[f"terms_{name}"] = partial(draft, texts, "vi", "en", attentive, hold_terms=held_by(glossary))
        for way in ways.values():
            way()  # models and automata are loaded now
        measured = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                measured[name].append(taken(way))
    return {"sentences": len(texts), "rounds": rounds, **{name: _best(each) for name, each in measured.items()}}


def held_by(glossary: Glossary) -> Callable[..., Any]:
    return partial(hold_terms, glossary)


def _best(rounds: list[Clock]) -> dict[str, float]:
    clock, worked = (min(column) for column in zip(*rounds, strict=True))
    return {"seconds": round(clock, 3), "processor": round(worked, 3)}


def added(result: dict[str, Any], way: str, to: str, by: str) -> float:
    """Per cent that a way adds to another."""
    return round(100 * (result[way][by] / result[to][by] - 1), 1)
