"""Forms as a glossary writes them: with the article that a name takes in running text, and its capitals.

A file writes "the Kremlin" and "Hamas", "el Kremlin" and "la OTAN": the form as it stands in the middle of a sentence.
The form itself is the bare "Kremlin" ("Kremlin spokesman" is right too); the article is kept beside it.
"""

from dataclasses import replace

from desk.domain.segment import Span
from desk.domain.term import Form, Gender, Number

ARTICLES: dict[str, tuple[str, ...]] = {
    "en": ("the ",),
    "de": ("der ", "die ", "das "),
    "es": ("el ", "la ", "los ", "las "),
    "fr": ("le ", "la ", "les ", "l'", "l’"),
}
"""The definite articles that a file may write before a form. With a capital they belong to the name ("The Hague")."""

_GENDERS = {"el": Gender.MASCULINE, "la": Gender.FEMININE, "los": Gender.MASCULINE, "las": Gender.FEMININE}
_GENDERS |= {"le": Gender.MASCULINE}
_PLURAL_ARTICLES = ("los", "las", "les")
_TELLING_ARTICLES = ("el", "la", "los", "las", "le", "les", "l'")

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


def with_article(form: Form) -> str:
    """A form as a file writes it, in the middle of a sentence: "the Kremlin", "l'ONU"."""
    if not form.article:
        return form.text
    return form.article + form.text if form.article.endswith("'") else f"{form.article} {form.text}"


def completed(form: Form, language: str) -> Form:
    """The form with what its own text says: its article set apart, and its gender, number and case where those tell.

    What is said already stays, since an article does not tell everything: "el águila" is feminine.
    """
    article, text = (form.article, form.text) if form.article else split_article(form.text, language)
    tells = article in _TELLING_ARTICLES
    counts = form.case_sensitive or is_acronym(text)
    if text == form.text and counts == form.case_sensitive and not tells:
        return form
    number = Number.PLURAL if article in _PLURAL_ARTICLES else Number.SINGULAR
    return replace(
        form,
        text=text,
        article=article,
        case_sensitive=counts,
        gender=form.gender or _GENDERS.get(article),
        number=form.number or (number if tells else None),
    )


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
