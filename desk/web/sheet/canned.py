"""Sentences that people would otherwise type again and again, and the categories of the MQM core."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DISMISS = (
    _("Right as it is."),
    _("The source has it so."),
    _("A quotation: it stays as it was said."),
    _("The desk writes it so."),
    _("A name, and it is written so."),
)

CONTEST = (
    _("Source and target agree here."),
    _("The source has it so."),
    _("It is said elsewhere in the sentence."),
    _("The term does not fit here."),
)

ACCEPT = (
    _("The translator is right."),
    _("Seen, and right as it is."),
)

OMIT = (
    _("It says again what was said before."),
    _("It matters only where it was first published."),
    _("It is part of the page, not of the article."),
)

REASONS: Mapping[str, tuple[LazyString, ...]] = {"dismiss": DISMISS, "contest": CONTEST, "accept": ACCEPT}
"""By verdict on a finding."""

CATEGORIES: Mapping[str, LazyString] = {
    "accuracy/mistranslation": _("Mistranslation"),
    "accuracy/omission": _("Omission"),
    "accuracy/addition": _("Addition"),
    "terminology": _("Terminology"),
    "fluency/grammar": _("Fluency, grammar"),
    "style": _("Style"),
    "locale": _("Locale: dates, numbers, names"),
    "other": _("Other"),
}
"""The core of the MQM typology, as the desk's categories of why a segment goes back."""

RETURN = (
    _("The meaning is another than in the source."),
    _("Something of the source is missing."),
    _("Something was added that the source does not say."),
    _("A name or a term is not as the desk writes it."),
    _("Check the figure against the source."),
    _("Read this aloud."),
)
