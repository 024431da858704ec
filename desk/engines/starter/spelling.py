"""How a drawn sentence is written down in its language: spaces, contractions, elisions; and forms without article."""

import re

_ARTICLE = re.compile(r"(?:the|el|la|los|las|le|les) (?=\S)|l['’](?=\S)")
_VOWEL = "aeiouàâéèêëîïôûAEIOUÀÂÉÈÊËÎÏÔÛ"

_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"\b([Aa]) (?=[AEIO][a-z])", r"\1n "),),  # U is spoken “you” in all adjectives of country that we have
    "es": (
        (r"\b([Dd])e el\b", r"\1el"),
        (r"\b([Aa]) el\b", r"\1l"),
        (r"\by (?=[IiÍí]\w|[Hh]i(?!e|a))", "e "),
        (r"\bo (?=[Oo]\w|[Hh]o)", "u "),
        (r"\blas (?=1:)", "la "),
    ),
    "fr": (
        (r"\b([Dd])e le\b", r"\1u"),
        (r"\b([Dd])e les\b", r"\1es"),
        (r"\bà le\b", "au"),
        (r"\bà les\b", "aux"),
        (r"\bÀ le\b", "Au"),
        (r"\bÀ les\b", "Aux"),
        (rf"\b([Dd]|(?:[Ll]ors|[Pp]uis)?[Qq]u)e (?=[{_VOWEL}])", r"\1'"),
        (r"\b1 (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)", "1er "),
        (r"« ", "«\u00a0"),
        (r" (?=[»:;?!%€])", "\u00a0"),
    ),
    "ru": ((r"\b([Оо]) (?=[аоуэиАОУЭИ])", r"\1б "),),
}


def spelled(text: str, language: str) -> str:
    """A drawn text as the language writes it: “de el Kremlin” → “del Kremlin”, “que il” → “qu'il”."""
    text = _tidy(text)
    for pattern, instead in _RULES.get(language, ()):
        text = re.sub(pattern, instead, text)
    return text


def bare(text: str) -> str:
    """A text without the definite article that it begins with."""
    return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text


def capitalised(text: str) -> str:
    """A text that begins with a capital, the rest left as it is."""
    return text[:1].upper() + text[1:]


def _tidy(text: str) -> str:
    """Single spaces, none before a comma or full stop where an optional part stood; no comma before another mark."""
    text = re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", text)).strip()
    return re.sub(r",(?=[,.:])", "", text)
