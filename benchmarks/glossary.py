"""A glossary of 100,000 terms: seconds to build, memory, and milliseconds to find the terms of an article.

    python benchmarks/glossary.py [--terms 100000] [--language en]

Terms are invented names of one to three words, each with a preferred and a forbidden form; the article has 1,000 words,
some thirty of them names from the glossary. The figures are printed with the machine and its load.
"""

import argparse
import os
import platform
import random
import resource
import statistics
import time
from pathlib import Path

from desk.domain.term import Form, FormStatus, Term
from desk.glossary.matcher import Glossary

LETTERS = {
    # consonants and vowels of names, and those of the words around them
    "en": ("bcdfghjklmnprstvwz", "aeiou", "bdglmnrst", "yq"),
    "ru": ("бвгдзклмнпрстфхцчш", "аеиоу", "бглмнрст", "ыэ"),
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
    """Megabytes that the process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--language", choices=sorted(LETTERS), default="en")
    options = parser.parse_args()
    rng = random.Random(1)
    known = terms(options.terms, options.language, rng)
    texts = [article(known, options.language, rng) for _ in range(ROUNDS)]
    held = resident()
    began, working = time.perf_counter(), time.process_time()
    glossary = Glossary(known)
    glossary.match("", options.language)
    built, worked = time.perf_counter() - began, time.process_time() - working
    times = []
    found = 0
    for text in texts:
        began = time.perf_counter()
        found += len(glossary.match(text, options.language))
        times.append((time.perf_counter() - began) * 1_000)
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}")
    print(f"terms          {len(known):,} ({options.language}, two forms each)")
    print(f"build          {worked:.2f} s of one core ({built:.2f} s on the clock)")
    print(f"memory         {resident() - held:.0f} MB beside the terms")
    print(f"1,000 words    {statistics.median(times):.2f} ms (median of {ROUNDS}; {found // ROUNDS} finds each)")


if __name__ == "__main__":
    main()
