"""Words for the values of the domain's enumerations, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

WORDS: Mapping[str, LazyString] = {
    "drafting": _("drafting"),
    "drafted": _("drafted"),
    "editing": _("editing"),
    "submitted": _("submitted"),
    "approved": _("approved"),
    "cancelled": _("cancelled"),
    "proposed": _("proposed"),
    "obsolete": _("obsolete"),
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
    "preferred": _("preferred"),
    "admitted": _("admitted"),
    "forbidden": _("forbidden"),
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
    "updated": _("updated"),
    "draft_done": _("drafted"),
    "redraft": _("asked for new drafts"),
    "claim": _("claimed"),
    "assign": _("assigned"),
    "hand_over": _("handed over"),
    "release": _("given back"),
    "expire": _("the claim ran out"),
    "submit": _("submitted"),
    "recall": _("taken back"),
    "return": _("sent back"),
    "approve": _("approved"),
    "reopen": _("approval taken back"),
    "publish": _("published"),
    "revise": _("next version opened"),
    "withdraw": _("withdrawn"),
    "cancel": _("cancelled"),
    "resume": _("taken up again"),
    "kill": _("story killed"),
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "push_alert": _("Push alert"),
    "seo_title": _("Title for search engines"),
    "slug": _("Address (slug)"),
    "section": _("Section"),
    "tags": _("Tags"),
}
"""By value; a value stands for the same thing in every enumeration that has it."""


def word(value: StrEnum | str) -> str:
    """The word for a value; the value itself where there is none."""
    known = WORDS.get(str(value))
    return str(value) if known is None else str(known)
