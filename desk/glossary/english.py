"""The English article before a name: "the Crocus City theatre" but "Crocus City Hall"; "an FSB officer"."""

import re

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.forms import article_of, is_common
from desk.glossary.lead import Lead, words_before

# Words that no noun phrase goes on with: what follows a name and is one of these is no noun that the name describes.
_FUNCTION_WORDS = """
a an the this that these those and or but nor so yet if as than then when while where which who whom whose
about above across after against along amid among around at before behind below beneath beside between beyond by
despite down during except for from in inside into like near of off on onto out outside over past since through
throughout to toward towards under until up upon via with within without because although though unless whether
is are was were be been being has have had do does did will would can could may might must shall should
he she it they we you i his her its their our your my him them us also not never no only just still already now
again there here today yesterday tomorrow later earlier
said says say told tells tell killed became becomes began begins came comes made makes took takes gave gives
went goes held holds saw sees knew knows found finds left led leads met meets sent sends lost won fell felt
warns denies claims calls reports announces confirms declares stresses adds argues admits
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_DETERMINERS = "a|an|the|this|that|these|those|his|her|its|their|our|your|my|no|any|every|each|some|[\\w.-]+['’]s?"
_LINKS = (
    "about|above|across|after|against|along|amid|among|around|at|before|behind|below|beneath|beside|between|beyond|by|"
    "despite|during|except|for|from|in|inside|into|like|near|of|off|on|onto|outside|over|past|since|through|to|toward|"
    "towards|under|until|upon|via|with|within|without|and|or|but|that|because|while|when|as|if|said|says|told"
)
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
_CONSONANT_SOUND = re.compile(r"(?:eu|uni(?![nm])|use|usu|uk|one(?!r)|once|ut[ie])", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)


def lead(text: str, span: Span, wanted: Form, found: Form | None, said: str) -> Lead:
    """The article before `said` when it stands at `text[span]`."""
    stays = Lead(span.start, "")
    if (indefinite := words_before("an? ", text, span.start)) is not None:
        return Lead(indefinite.start(), "an " if _begins_with_vowel(said) else "a ")
    if is_common(wanted.text):
        return stays
    if (definite := words_before("the ", text, span.start)) is not None:
        keeps = article_of(wanted) or _describes_noun(text, span.end)
        return stays if keeps else Lead(definite.start(), "")
    return Lead(span.start, "the ") if _needs_article(text, span, wanted, found) else stays


def _needs_article(text: str, span: Span, wanted: Form, found: Form | None) -> bool:
    """Whether a name that takes "the" comes into a place where none stands, and one can stand."""
    if not article_of(wanted) or (found is not None and article_of(found)) or _describes_noun(text, span.end):
        return False
    before = text[: span.start]
    if words_before(f"(?:{_DETERMINERS}) ", text, span.start):
        return False
    return (
        not before.strip()
        or not before.rstrip()[-1].isalnum()
        or bool(words_before(f"(?:{_LINKS}) ", text, span.start))
    )


def _describes_noun(text: str, end: int) -> bool:
    """Whether the name goes before a noun, as in "the Crocus City Hall attack", so that the article is the noun's."""
    following = re.compile(r" ([a-z][a-z-]*)").match(text, end)
    if following is None or following[1] in _FUNCTION:
        return False
    return not following[1].endswith(("ed", "ly"))


def _begins_with_vowel(said: str) -> bool:
    """Whether a word is said with a vowel first; short capitals are spelled out ("an FSB", "a UN", "a NATO")."""
    word = re.split(r"[\s-]", said, maxsplit=1)[0]
    if word.isupper() and (len(word) <= 3 or not re.search("[AEIOUY]", word)):
        return word[:1] in _SPELLED_WITH_VOWEL
    if _SILENT_H.match(word):
        return True
    return word[:1].lower() in "aeiou" and not _CONSONANT_SOUND.match(word)
