"""A glossary of 100,000 terms: seconds to build, memory, and milliseconds to find the terms of an article.

    python benchmarks/glossary.py [--terms 100000] [--language en]

Terms are invented names of one to three words, each with a preferred and a forbidden form; the article has 1,000 words,
some thirty of them names from the glossary. In Russian and German the names are found inflected as well. The figures
are printed with the machine and its load, and each as a ratio to a plain pyahocorasick automaton of the same forms
made in the same run, which finds strings and knows no words, cases, variants or offsets.

Seconds are those of one core. An article is "new" when its terms are met for the first time, then "again".
"""

import argparse
import ctypes
import gc
import os
import platform
import random
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ahocorasick

from desk.domain.term import Form, FormStatus, Term
from desk.glossary.fold import fold
from desk.glossary.matcher import Glossary

LETTERS = {
    # consonants and vowels of names, and those of the words around them
    "en": ("bcdfghjklmnprstvwz", "aeiou", "bdglmnrst", "yq"),
    "ru": ("бвгдзклмнпрстфхцчш", "аеиоу", "бглмнрст", "ыэ"),
    "de": ("bcdfghklmnprstwz", "aeiouäü", "bdglmnrst", "yö"),
    "vi": ("bcdđghklmnprstvx", "aăâêeioôơuưáàạéèẹ", "bglmnrst", "ởẫ"),
}
ROUNDS = 20


def word(rng: random.Random, consonants: str, vowels: str) -> str:
    return "".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.randint(2, 4)))


def name(rng: random.Random, language: str) -> str:
    consonants, vowels, _, _ = LETTERS[language]
    return " ".join(
        word(rng, consonants, vowels).capitalize() + rng.choice(consonants) for _ in range(rng.randint(1, 3))
    )


def terms(count: int, language: str, rng: random.Random) -> list[Term]:
    names = iter({name(rng, language): None for _ in range(3 * count)})
    return [
        Term(f"t{number}", {language: (Form(next(names)), Form(next(names), FormStatus.FORBIDDEN))})
        for number in range(count)
    ]


def article(known: list[Term], language: str, rng: random.Random) -> str:
    _, _, consonants, vowels = LETTERS[language]
    words: list[str] = []
    while len(words) < 1_000:
        if rng.random() < 0.03:
            words += rng.choice(rng.choice(known).forms[language]).text.split()
        else:
            words.append(word(rng, consonants, vowels))
    return " ".join(words[:1_000])


def resident() -> float:
    """Megabytes that the process holds, without those that it has given up."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def plain_automaton(known: list[Term], language: str) -> Any:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for number, term in enumerate(known):
        for form in term.forms[language]:
            automaton.add_word(fold(form.text).text, number)
    automaton.make_automaton()
    return automaton


def built(make: Callable[[], Any]) -> tuple[Any, float, float]:
    """What is made, in how many seconds of one core, and how many megabytes it takes."""
    held, began = resident(), time.process_time()
    made = make()
    took = time.process_time() - began
    return made, took, resident() - held


def each(find: Callable[[str], Any], texts: list[str]) -> float:
    """Milliseconds of one core that finding takes, the median of the texts."""
    times = []
    for text in texts:
        began = time.process_time()
        find(text)
        times.append((time.process_time() - began) * 1_000)
    return statistics.median(times)


def glossary_of(known: list[Term], language: str) -> Glossary:
    glossary = Glossary(known)
    glossary.match("", language)  # an index is made when its language is first asked for
    return glossary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--language", choices=sorted(LETTERS), default="en")
    options = parser.parse_args()
    language = options.language
    rng = random.Random(1)
    known = terms(options.terms, language, rng)
    texts = [article(known, language, rng) for _ in range(ROUNDS)]
    glossary, seconds, megabytes = built(lambda: glossary_of(known, language))
    new = each(lambda text: glossary.match(text, language), texts)
    again = each(lambda text: glossary.match(text, language), texts)
    grown = resident()
    found = sum(len(glossary.match(text, language)) for text in texts) // ROUNDS
    automaton, plain_seconds, plain_megabytes = built(lambda: plain_automaton(known, language))
    plain = each(lambda text: list(automaton.iter(fold(text).text)), texts)
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.python_version()}")
    print(
        f"terms           {len(known):,} ({language}, two forms each), {found} finds an article, {grown:.0f} MB in all"
    )
    print("                  glossary      plain automaton    ratio")
    row("build", seconds, plain_seconds, "s")
    row("memory", megabytes, plain_megabytes, "MB")
    row("article, new", new, plain, "ms")
    row("article, again", again, plain, "ms")


def row(name: str, ours: float, plain: float, unit: str) -> None:
    print(f"{name:15} {ours:8.2f} {unit:3} {plain:15.2f} {unit:3} {ours / plain:10.2f}")


if __name__ == "__main__":
    main()
