"""The languages the desk knows, with the direction they are written in."""

from dataclasses import dataclass

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code as Argos writes it, its English name, its own name, and "ltr" or "rtl"."""

    code: str
    name: str
    own_name: str
    direction: str = "ltr"

    def __str__(self) -> str:
        return self.name


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "Arabic", "العربية", "rtl"),
        Language("cs", "Czech", "čeština"),
        Language("de", "German", "Deutsch"),
        Language("en", "English", "English"),
        Language("es", "Spanish", "español"),
        Language("fa", "Persian", "فارسی", "rtl"),
        Language("fr", "French", "français"),
        Language("he", "Hebrew", "עברית", "rtl"),
        Language("hi", "Hindi", "हिन्दी"),
        Language("id", "Indonesian", "Bahasa Indonesia"),
        Language("it", "Italian", "italiano"),
        Language("ja", "Japanese", "日本語"),
        Language("ko", "Korean", "한국어"),
        Language("nl", "Dutch", "Nederlands"),
        Language("pl", "Polish", "polski"),
        Language("pt", "Portuguese", "português"),
        Language("ru", "Russian", "русский"),
        Language("th", "Thai", "ไทย"),
        Language("tr", "Turkish", "Türkçe"),
        Language("uk", "Ukrainian", "українська"),
        Language("vi", "Vietnamese", "Tiếng Việt"),
        Language("zh", "Chinese", "中文"),
    )
}

WITHOUT_SPACES = frozenset({"ja", "th", "zh"})
"""Languages whose words are not set apart by spaces."""


def language(code: str) -> Language:
    """The language of a code. Raises `Invalid` for a code that the desk does not know."""
    try:
        return LANGUAGES[code]
    except KeyError:
        raise Invalid(
            phrase(
                "“{code}” is not a language the desk knows; it knows {languages}.",
                code=code,
                languages=", ".join(LANGUAGES),
            )
        ) from None
