"""Gender and number of a form, as the glossary says or its article shows."""

from desk.domain.term import Form, Gender, Number

_BY_ARTICLE: dict[str, dict[str, str]] = {
    "es": {"el": "m", "la": "f", "los": "mp", "las": "fp"},
    "fr": {"le": "m", "la": "f", "les": "p"},
    "de": {"der": "m", "die": "f", "das": "n"},
}
_LETTERS = {Gender.MASCULINE: "m", Gender.FEMININE: "f", Gender.NEUTER: "n"}


def gender_of(form: Form, language: str) -> str:
    """“m”, “f” or “n”, with “p” behind it in the plural; “p” alone or nothing where the gender is not known."""
    shown = _BY_ARTICLE.get(language, {}).get(form.article, "")
    gender = _LETTERS.get(form.gender, shown.removesuffix("p")) if form.gender else shown.removesuffix("p")
    many = form.number is Number.PLURAL or (form.number is None and shown.endswith("p"))
    return gender + "p" if many else gender


def in_plural(gender: str) -> str:
    """The same gender in the plural."""
    return gender if gender.endswith("p") else gender + "p"
