"""Gender and number of a form, as its article or the glossary's own word on it tell."""

from desk.domain.term import Form
from desk.glossary.forms import article_of

_BY_ARTICLE: dict[str, dict[str, str]] = {
    "es": {"el": "m", "la": "f", "los": "mp", "las": "fp"},
    "fr": {"le": "m", "la": "f", "les": "p"},
    "de": {"der": "m", "die": "f", "das": "n"},
}


def gender_of(form: Form, language: str) -> str:
    """“m”, “f” or “n”, with “p” behind it in the plural; “p” alone or nothing where the gender is not known."""
    return _BY_ARTICLE.get(language, {}).get(article_of(form), "")


def in_plural(gender: str) -> str:
    """The same gender in the plural."""
    return gender if gender.endswith("p") else gender + "p"
