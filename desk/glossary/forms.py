"""Forms as a glossary writes them: with the article that a name takes in running text, and its capitals.

A file writes "the Kremlin" and "Hamas", "el Kremlin" and "la OTAN": the form as it stands in the middle of a sentence.
The form itself is the bare "Kremlin" ("Kremlin spokesman" is right too); the article is kept beside it.
"""

from desk.domain.segment import Span
from desk.domain.term import Form

ARTICLES: dict[str, tuple[str, ...]] = {
    "en": ("the ",),
    "de": ("der ", "die ", "das "),
    "es": ("el ", "la ", "los ", "las "),
    "fr": ("le ", "la ", "les ", "l'", "l’"),
}
"""The definite articles that a file may write before a form. With a capital they belong to the name ("The Hague")."""

SHORT = 5  # letters; capitals of at most so many are an acronym, in which case always counts ("WHO" is not "who")


def article_of(form: Form) -> str:
    """The article that a form takes in running text, or nothing."""
    return form.article


def split_article(text: str, language: str) -> tuple[str, str]:
    """A form as written, in its article (without space, apostrophe straight) and the bare form."""
    for article in ARTICLES.get(language, ()):
        if text.startswith(article) and len(text) > len(article):
            return article.strip().replace("’", "'"), text[len(article) :]
    return "", text


def is_acronym(text: str) -> bool:
    """Whether a form is capitals throughout and short: its case counts whatever the file says."""
    return text.isupper() and text == text.upper() and 1 < sum(map(str.isalpha, text)) <= SHORT


def is_common(text: str) -> bool:
    """Whether a form is a common noun, written small throughout, of which there are many: "drone", "airstrike"."""
    return text[:1].islower() and text == text.lower()


def is_whole_capitals(text: str) -> bool:
    """Whether a text has several letters and no small one."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def capitalised(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
