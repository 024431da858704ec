"""Words for the values of the domain's enumerations, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

WORDS: Mapping[str, LazyString] = {
    "open": _("open"),
    "fixed": _("fixed"),
    "dismissed": _("dismissed"),
    "contested": _("contested"),
    "accepted": _("let pass"),
    "translator": _("translator"),
    "editor": _("editor"),
    "administrator": _("administrator"),
    "system": _("the desk"),
    "noun": _("noun"),
    "proper noun": _("proper noun"),
    "verb": _("verb"),
    "adjective": _("adjective"),
    "adverb": _("adverb"),
    "other": _("other"),
    "masculine": _("masculine"),
    "feminine": _("feminine"),
    "neuter": _("neuter"),
    "singular": _("singular"),
    "plural": _("plural"),
    "dual": _("dual"),
    "mass": _("not counted"),
    "published": _("published"),
    "corrected": _("corrected"),
    "withdrawn": _("withdrawn"),
    "killed": _("killed"),
    "publication": _("publication"),
    "correction": _("correction"),
    "update": _("update"),
}
"""By value; a value stands for the same thing in every enumeration that has it."""


def word(value: StrEnum | str) -> str:
    """The word for a value; the value itself where there is none."""
    known = WORDS.get(str(value))
    return str(value) if known is None else str(known)
