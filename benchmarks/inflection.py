"""Inflected forms: how many the desk finds, and how many libraries for lemmas and stems would.

    python benchmarks/inflection.py

`inflected.tsv` holds 40 forms a language as a glossary lists them, each with one of its inflections; the desk's rules
were mended with what it showed. `inflected-fresh.tsv` holds 20 more that were written afterwards. When they had been
seen, rules were still mended for Spanish, French and German umlauts, so for these they are no wholly blind test. A
library finds an inflection where it gives each of its words the lemma of the word in the form. Of simplemma, pymorphy3
and PyStemmer those are asked that are installed: the desk needs none of them.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from desk.domain.term import Form, Term
from desk.glossary.matcher import Glossary

LANGUAGES = ("ru", "uk", "es", "fr", "de", "ar")
SNOWBALL = {"ru": "russian", "es": "spanish", "fr": "french", "de": "german", "ar": "arabic"}
PYMORPHY = {"ru": "pymorphy3_dicts_ru", "uk": "pymorphy3_dicts_uk"}
Finds = Callable[[str, str], bool]


def by_desk(language: str) -> Finds:
    def finds(form: str, inflected: str) -> bool:
        text = f"– {inflected}."
        matches = Glossary([Term("x", {language: (Form(form),)})]).match(text, language)
        return bool(matches) and matches[0].span.end == len(text) - 1

    return finds


def by_lemma(lemmas: Callable[[str], set[str]]) -> Finds:
    def finds(form: str, inflected: str) -> bool:
        words, others = form.split(), inflected.split()
        same_length = len(words) == len(others)
        return same_length and all(lemmas(one) & lemmas(other) for one, other in zip(words, others, strict=True))

    return finds


def libraries(language: str) -> dict[str, Finds]:
    found: dict[str, Finds] = {}
    if language != "ar" and (simplemma := installed("simplemma")):
        found["simplemma"] = by_lemma(lambda word: {simplemma.lemmatize(word, lang=language).lower()})
    if language in SNOWBALL and (snowball := installed("Stemmer")):
        stemmer = snowball.Stemmer(SNOWBALL[language])
        found["snowball"] = by_lemma(lambda word: {stemmer.stemWord(word.lower())})
    if language in PYMORPHY and installed(PYMORPHY[language]) and (pymorphy := installed("pymorphy3")):
        analyzer = pymorphy.MorphAnalyzer(lang=language)
        found["pymorphy3"] = by_lemma(lambda word: {parse.normal_form for parse in analyzer.parse(word)})
    return found


def installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


def main() -> None:
    for name in ("inflected.tsv", "inflected-fresh.tsv"):
        rows = [line.split("\t") for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()[1:]]
        print(name)
        for language in LANGUAGES:
            pairs = [(form, inflected) for code, form, inflected in rows if code == language]
            ways = {"desk": by_desk(language), **libraries(language)}
            counts = [f"{way} {sum(finds(*pair) for pair in pairs)}" for way, finds in ways.items()]
            print(f"  {language} of {len(pairs)}: {', '.join(counts)}")


if __name__ == "__main__":
    main()
