"""What Arabic writes onto a form: "and", "so", "in", "like", "to", and the article that "to" swallows."""

import re

from desk.glossary.lead import Agreed, Setting

_ARTICLE = "ال"
_ONTO = re.compile("([وف]?)([بك]?)(?:ال|(لل))")
"""What may stand before a word of which only a word is known: letters that could be its own are left alone."""


def agreed(setting: Setting) -> Agreed:
    """The form with what was written onto the one that gives way. "ل" before the article becomes "لل"."""
    text, span, said = setting.text, setting.span, setting.said
    clitics = ""
    if setting.found is None and (onto := _ONTO.match(setting.surface)):
        clitics = onto[1] + onto[2] + ("ل" if onto[3] else "")
    if clitics.endswith("ل"):
        return Agreed(span, clitics, _after_to(said))
    if not clitics and text[: span.start].endswith("ل") and _writes_onto(text, span.start):
        return Agreed(span, "", _after_to(said))
    return Agreed(span, clitics, said)


def _writes_onto(text: str, position: int) -> bool:
    """Whether the letters before a position are "to", perhaps after "and" or "so", and nothing more."""
    return re.search(r"(?:^|[^\w])[وف]?ل$", text[:position]) is not None


def _after_to(said: str) -> str:
    """A form as it goes on after the letter "ل": the article loses its alef, and all of itself before another lam."""
    if not said.startswith(_ARTICLE):
        return said
    rest = said.removeprefix(_ARTICLE)
    return rest if rest.startswith("ل") else "ل" + rest
