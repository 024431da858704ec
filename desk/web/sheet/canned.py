"""Sentences that people would otherwise type again and again, and the categories of the MQM core."""

from collections.abc import Mapping

DISMISS = (
    "Right as it is.",
    "The source has it so.",
    "A quotation: it stays as it was said.",
    "The desk writes it so.",
    "A name, and it is written so.",
)

CONTEST = (
    "Source and target agree here.",
    "The source has it so.",
    "It is said elsewhere in the sentence.",
    "The term does not fit here.",
)

ACCEPT = (
    "The translator is right.",
    "Seen, and right as it is.",
)

OMIT = (
    "It says again what was said before.",
    "It matters only where it was first published.",
    "It is part of the page, not of the article.",
)

REASONS: Mapping[str, tuple[str, ...]] = {"dismiss": DISMISS, "contest": CONTEST, "accept": ACCEPT}
"""By verdict on a finding."""

CATEGORIES: Mapping[str, str] = {
    "accuracy/mistranslation": "Mistranslation",
    "accuracy/omission": "Omission",
    "accuracy/addition": "Addition",
    "terminology": "Terminology",
    "fluency/grammar": "Fluency, grammar",
    "style": "Style",
    "locale": "Locale: dates, numbers, names",
    "other": "Other",
}
"""The core of the MQM typology, as the desk's categories of why a segment goes back."""

RETURN = (
    "The meaning is another than in the source.",
    "Something of the source is missing.",
    "Something was added that the source does not say.",
    "A name or a term is not as the desk writes it.",
    "Check the figure against the source.",
    "Read this aloud.",
)
