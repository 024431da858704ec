"""English words around a name: "the Crocus theatre" but "Crocus City Hall"; "an FSB officer"; "the Houthis are"."""

import re

from desk.domain.segment import Span
from desk.domain.term import Form, Number
from desk.glossary.forms import article_of, is_common
from desk.glossary.lead import Agreed, Setting, words_after, words_before

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
_DETERMINERS = "a|an|the|this|these|those|his|her|its|their|our|your|my|no|any|every|each|some|[\\w.-]+['’]s?"
_LINKS = (
    "about|above|across|after|against|along|amid|among|around|at|before|behind|below|beneath|beside|between|beyond|by|"
    "despite|during|except|for|from|in|inside|into|like|near|of|off|on|onto|outside|over|past|since|through|to|toward|"
    "towards|under|until|upon|via|with|within|without|and|or|but|that|because|while|when|as|if|said|says|told"
)
_DESCRIBING = "occupied|besieged|northern|southern|eastern|western|central|embattled|neighbou?ring|war-torn"
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
_CONSONANT_SOUND = re.compile(r"(?:eu|uni(?![nm])|use|usu|uk|one(?!r)|once|ut[ie])", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)


_PAIRS = (
    "is are, was were, has have, does do, isn't aren't, wasn't weren't, hasn't haven't, says say, claims claim, "
    "denies deny, warns warn, reports report, calls call, wants want, plans plan, holds hold, controls control, "
    "accuses accuse, insists insist, confirms confirm, operates operate, remains remain, fights fight"
)
_PLURAL_VERBS = dict(pair.split() for pair in _PAIRS.split(", "))
_SINGULAR_VERBS = {plural: singular for singular, plural in _PLURAL_VERBS.items()}
_CLAUSE = "(?:that|but|while|when|if|because|where|after|before|until|although|though) "
_MANY = re.compile(
    "(?:forces|guards|brigades|rebels|troops|militants|fighters|talks|accords|games|islands|[a-z]{2,}(?:is|ans|ists))$",
    re.IGNORECASE,
)


def agreed(setting: Setting) -> Agreed:
    """The article before the form, and a possessive or a verb right behind it."""
    start, words = _lead(setting)
    end, after = _behind(setting, start)
    if start < setting.around.start:
        start, words = setting.span.start, ""
    if end > setting.around.end:
        end, after = setting.span.end, ""
    return Agreed(Span(start, end), words, setting.said, after)


def is_plural(form: Form) -> bool:
    """Whether a name takes a plural verb: "the Houthis", "the Israel Defense Forces", and not "the United States"."""
    if form.number is not None:
        return form.number is Number.PLURAL
    return bool(article_of(form)) and _MANY.search(form.text) is not None


def _lead(setting: Setting) -> tuple[int, str]:
    """Where the words before the form begin, and what they are from now on, with their space."""
    text, span, wanted, said = setting.text, setting.span, setting.wanted, setting.said
    common = is_common(wanted.text)
    if (indefinite := words_before("an? ", text, span.start)) is not None:
        if common or not stands_alone(text, span.end):
            return indefinite.start(), "an " if _begins_with_vowel(said) else "a "
        return indefinite.start(), "the " if article_of(wanted) else ""
    if common:
        return span.start, ""
    if (definite := words_before("the ", text, span.start)) is not None:
        keeps = article_of(wanted) or _describes_noun(text, span.end)
        return (span.start, "") if keeps else (definite.start(), "")
    place = words_before(f"(?:{_LINKS}) ((?:{_DESCRIBING}) )", text, span.start)
    if place is not None and _needs_article(text, Span(place.start(1), span.end), wanted, setting.found):
        return place.start(1), f"the {place[1]}"
    return span.start, "the " if _needs_article(text, span, wanted, setting.found) else ""


def stands_alone(text: str, end: int) -> bool:
    """Whether nothing follows that a name could describe: the end, a sign, or a word that ends the noun phrase."""
    following = re.compile(r"([-'’]?)\s?(\w*)").match(text, end)
    if following is None or following[1]:
        return False
    word = following[2].lower()
    return not word or word in _FUNCTION or (word == following[2] and word.endswith(("ed", "ly")))


def _behind(setting: Setting, start: int) -> tuple[int, str]:
    """Where the words that depend on the form's number end, and what they are from now on."""
    text, end, many = setting.text, setting.span.end, is_plural(setting.wanted)
    if possessive := re.compile("(['’])(s?)(?= \\w)").match(text, end):
        was_plural = not possessive[2] and setting.surface.endswith("s")
        if many and possessive[2]:
            return possessive.end(), possessive[1]
        if was_plural and not setting.said.endswith("s") and not re.search(r"(?:^|\s)['‘]\w", text[:end]):
            return possessive.end(), f"{possessive[1]}s"
        return end, ""
    table = _PLURAL_VERBS if many else _SINGULAR_VERBS
    verb = words_after(f" ({'|'.join(table)})", text, end)
    if verb is None or is_common(setting.wanted.text) or _was_plural(setting) is many or not _is_subject(text, start):
        return end, ""
    said = " " + table[verb[1].lower()]
    if pronoun := words_after(rf"( that)? {'it' if many else 'they'} ({'|'.join(table)})", text, verb.end()):
        end = pronoun.end()
        return end, f"{said}{pronoun[1] or ''} {'they' if many else 'it'} {table[pronoun[2].lower()]}"
    return verb.end(), said


def _was_plural(setting: Setting) -> bool:
    found = setting.found
    return is_plural(found) if found is not None else setting.surface.endswith("s") and not setting.surface.isupper()


def _is_subject(text: str, start: int) -> bool:
    """Whether what begins here, its article aside, is the subject of its clause for certain."""
    start = article.start() if (article := words_before("the ", text, start)) else start
    before = text[:start].rstrip(" \"“‘'")
    return not before or before[-1] in ".!?:;—" or words_before(_CLAUSE, text, start) is not None


def _needs_article(text: str, span: Span, wanted: Form, found: Form | None) -> bool:
    """Whether a name that takes "the" comes into a place where none stands, and one can stand."""
    before = text[: span.start]
    dropped = found is not None and article_of(found) and not _is_running(text)
    if not article_of(wanted) or dropped or (_describes_noun(text, span.end) and not _had_owner(text, span)):
        return False
    if words_before(f"(?:{_DETERMINERS}) ", text, span.start):
        return False
    return (
        not before.strip()
        or not before.rstrip()[-1].isalnum()
        or bool(words_before(f"(?:{_LINKS}) ", text, span.start))
    )


def _is_running(text: str) -> bool:
    """Whether a text is a sentence: headlines end without a stop, and drop articles."""
    return text.rstrip(" \"'”’)").endswith((".", "!", "?", "…"))


def _had_owner(text: str, span: Span) -> bool:
    """Whether what gives way needed no article: a pronoun, or a name behind its owner ("Germany's Federal Day")."""
    return re.match(r"[\w.-]+['’]s |(?:he|she|it|they)$", span.of(text), re.IGNORECASE) is not None


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
