"""What the benchmark of terms counts: forms in a text, chrF, and what a plain replacement would have done.

Nothing here comes from the desk's glossary: it has its own idea of where a form stands, so that the desk is not
measured with its own ruler.
"""

import re
from collections.abc import Iterable, Sequence

from sacrebleu.metrics.chrf import CHRF

ARTICLES = {
    "en": ("the ",),
    "de": ("der ", "die ", "das "),
    "es": ("el ", "la ", "los ", "las "),
    "fr": ("le ", "la ", "les ", "l'"),
}
"""What a glossary's file may write before a form."""
SHORT = 5  # letters; shorter capitals are an acronym, whose case counts


def bare(form: str, language: str) -> str:
    """A form as written in a glossary, without the article that it takes."""
    for article in ARTICLES.get(language, ()):
        if form.startswith(article):
            return form[len(article) :]
    return form


def pattern(forms: Iterable[str], language: str) -> re.Pattern[str]:
    """Whole words, the longest form first; in any case but for acronyms. In Arabic a clitic may stand before it."""
    edge, end = (r"(?:(?<!\w)|(?<=[وفبكل])|(?<=لـ))", r"(?!\w)") if language == "ar" else (r"(?<!\w)", r"(?!\w)")
    ways = [_way(form) for form in sorted(set(forms), key=len, reverse=True)]
    return re.compile(f"{edge}(?:{'|'.join(ways)}){end}" if ways else r"(?!)")


def _way(form: str) -> str:
    is_acronym = form.isupper() and len(form) <= SHORT
    escaped = re.sub("['’]", "['’]", re.escape(form))
    return escaped if is_acronym else f"(?i:{escaped})"


def counted(forms: Iterable[str], text: str, language: str) -> int:
    return sum(1 for _ in pattern(forms, language).finditer(text))


def left(forbidden: Iterable[str], allowed: Iterable[str], text: str, language: str) -> int:
    """How many forbidden forms stand in a text, those inside an allowed one not counted."""
    shields = [found.span() for found in pattern(allowed, language).finditer(text)]
    found = [found.span() for found in pattern(forbidden, language).finditer(text)]
    return sum(1 for start, end in found if not any(a <= start and end <= b for a, b in shields))


def replaced(text: str, variants: dict[str, str], language: str) -> str:
    """Plain replacement: each known variant gives way to the form beside it, and nothing around it changes."""
    known = {variant.casefold(): form for variant, form in variants.items()}
    found = pattern(variants, language)
    return found.sub(lambda match: known.get(match[0].casefold().replace("’", "'"), match[0]), text)


def chrf(outputs: Sequence[str], references: Sequence[str]) -> float:
    """chrF of the corpus, 0 to 100, as sacrebleu gives it without options. 0 for an empty one."""
    return float(CHRF().corpus_score(list(outputs), [list(references)]).score) if outputs else 0.0


def percent(part: float, whole: float) -> float | None:
    """A share in per cent to one decimal, None of nothing."""
    return round(100 * part / whole, 1) if whole else None
