"""The Spanish and French articles before a form, drawn together with "de" and "a" or "à" as the languages do."""

import re
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.forms import article_of, is_common
from desk.glossary.lead import Lead, words_before


@dataclass(frozen=True, slots=True)
class _Grammar:
    """A language's words before a noun. `drawn` maps (preposition, article) to the word that they become."""

    prepositions: str
    articles: str
    indefinite: dict[str, str]
    drawn: dict[tuple[str, str], str]
    plural: dict[str, str]
    elides: bool = False


_SPANISH = _Grammar(
    "de|a",
    "el|la|los|las",
    {"el": "un", "la": "una", "los": "unos", "las": "unas"},
    {("de", "el"): "del", ("a", "el"): "al"},
    {"el": "los", "la": "las", "los": "los", "las": "las"},
)
_FRENCH = _Grammar(
    "de|à",
    "le|la|les",
    {"le": "un", "la": "une", "les": "des"},
    {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"},
    {"le": "les", "la": "les", "l'": "les", "les": "les"},
    elides=True,
)
_VOWEL = re.compile("[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)


def spanish_lead(text: str, span: Span, wanted: Form, found: Form | None, said: str) -> Lead:
    """The words before `said` when it stands at `text[span]`."""
    return _lead(_SPANISH, text, span, wanted, found, said)


def french_lead(text: str, span: Span, wanted: Form, found: Form | None, said: str) -> Lead:
    """The words before `said` when it stands at `text[span]`."""
    return _lead(_FRENCH, text, span, wanted, found, said)


def _lead(grammar: _Grammar, text: str, span: Span, wanted: Form, found: Form | None, said: str) -> Lead:
    indefinite = words_before(f"({'|'.join(grammar.indefinite.values())}) ", text, span.start)
    if indefinite and indefinite[1].lower() != "des":
        article = grammar.indefinite.get(article_of(wanted), indefinite[1].lower())
        return Lead(indefinite.start(), f"{article} ")
    start, preposition, now = _now(grammar, text, span.start)
    if start == span.start and not _takes_article_bare(text, span, wanted, found):
        return Lead(span.start, "")
    article = _article(now, wanted, found)
    if article and said.lower() != wanted.text.lower():  # common nouns alone have another form here: the plural
        article = grammar.plural[article]
    return Lead(start, _written(grammar, preposition, article, said))


def _now(grammar: _Grammar, text: str, position: int) -> tuple[int, str, str]:
    """Where the words before a form begin, with their preposition and their article (either may be empty)."""
    drawn = {word: pair for pair, word in grammar.drawn.items()}
    if together := words_before(f"({'|'.join(drawn)}) ", text, position):
        return together.start(), *drawn[together[1].lower()]
    pattern = f"(?:({grammar.prepositions}) )?(?:({grammar.articles}) |(l)['’])"
    if found := words_before(pattern, text, position):
        article = "l'" if found[3] else found[2].lower()
        return found.start(), (found[1] or "").lower(), article
    if alone := words_before(f"({grammar.prepositions}) |(d)['’]", text, position):
        return alone.start(), "de" if alone[2] else alone[1].lower(), ""
    return position, "", ""


def _article(now: str, wanted: Form, found: Form | None) -> str:
    """The article that the wanted form has here: its own, none for a name without, the present one otherwise."""
    own = article_of(wanted)
    if now:
        return own if own or not is_common(wanted.text) else now
    is_bare_on_purpose = is_common(wanted.text) or (found is not None and article_of(found))
    return "" if is_bare_on_purpose else own


def _takes_article_bare(text: str, span: Span, wanted: Form, found: Form | None) -> bool:
    """Whether a name that takes an article comes where none stands: at the start, or after a sign."""
    if not article_of(wanted) or is_common(wanted.text) or (found is not None and article_of(found)):
        return False
    before = text[: span.start].rstrip()
    return not before or not before[-1].isalnum()


def _written(grammar: _Grammar, preposition: str, article: str, said: str) -> str:
    vowel = bool(_VOWEL.match(said))
    if grammar.elides and article in ("le", "la") and vowel:
        article = "l'"
    elif article == "l'" and not vowel and said[:1].lower() != "h":
        article = "le"
    if drawn := grammar.drawn.get((preposition, article)):
        return f"{drawn} "
    if preposition == "de" and not article and grammar.elides and vowel:
        return "d'"
    ending = article if article.endswith("'") or not article else f"{article} "
    return f"{preposition} {ending}" if preposition else ending
