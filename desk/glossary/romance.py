"""Spanish and French words before a form: determiners, drawn together with "de" and "a" or "à", and an adjective."""

import re
from dataclasses import dataclass, field

from desk.domain.segment import Span
from desk.glossary import french_words, spanish_words
from desk.glossary.forms import article_of, is_common
from desk.glossary.genders import gender_of, in_plural
from desk.glossary.lead import Agreed, Setting, begins_sentence, like, words_before
from desk.glossary.romance_words import COLUMNS, Words


@dataclass(slots=True)
class _Before:
    """The words before a form as they stand, in small letters; empty where there is none."""

    start: int
    preposition: str = ""
    determiner: str = ""
    adjective: str = ""
    old: set[str] = field(default_factory=set)  # genders that the determiner could be of


def spanish(setting: Setting) -> Agreed:
    """The form with the words around it that agree."""
    return _agreed(setting, "es", spanish_words.WORDS)


def french(setting: Setting) -> Agreed:
    """The form with the words around it that agree."""
    return _agreed(setting, "fr", french_words.WORDS)


def _agreed(setting: Setting, language: str, words: Words) -> Agreed:
    now = _before(setting, words)
    new = gender_of(setting.wanted, language)
    if new and is_common(setting.wanted.text) and setting.said.lower() != setting.wanted.text.lower():
        new = in_plural(new)  # common nouns alone have another form here: the plural
    old = _old(setting, now, language)
    before = _written(setting, words, now, new)
    is_subject = not now.preposition and words_before(words.prepositions, setting.text, now.start) is None
    end, after = words.behind(setting, old, new, is_subject)
    start = now.start
    if start < setting.around.start:
        start, before = setting.span.start, ""
    if end > setting.around.end:
        end, after = setting.span.end, ""
    if start == setting.span.start and not before and language == "es":
        start, before = _conjunction(setting)
    if start < now.start or start == now.start != setting.span.start:
        start, before = _all_of_it(setting, words, start, before, new)
    return Agreed(Span(start, end), before, setting.said, after)


def _conjunction(setting: Setting) -> tuple[int, str]:
    """Spanish "y" and "o" before a bare form, "e" and "u" before the same sound."""
    found = words_before("([yeou]) ", setting.text, setting.span.start)
    if found is None or found[1].isupper():
        return setting.span.start, ""
    said = setting.said.lower()
    if found[1] in "ye":
        return found.start(), "e " if re.match("h?i(?![aeo])", said) else "y "
    return found.start(), "u " if re.match("h?o", said) else "o "


def _all_of_it(setting: Setting, words: Words, start: int, before: str, new: str) -> tuple[int, str]:
    """ "Toda la", "tout le" before the article, in the gender of the form."""
    found = words_before(f"({'|'.join(words.all_of_it)}) ", setting.text, start)
    if found is None or new not in COLUMNS or found.start() < setting.around.start:
        return start, before
    return found.start(), like(found[1], words.all_of_it[COLUMNS.index(new)]) + " " + before


def _old(setting: Setting, now: _Before, language: str) -> str:
    """The gender and number of what gives way, nothing where they cannot be told."""
    found = gender_of(setting.found, language) if setting.found else ""
    if len(now.old) == 1:
        [only] = now.old
        return only
    if now.old and found not in now.old:
        return "p" if all(gender.endswith("p") for gender in now.old) else ""
    return found


def _before(setting: Setting, words: Words) -> _Before:
    text, position = setting.text, setting.span.start
    adjective = words_before(f"({words.before_noun}) ", text, position)
    if adjective is not None:
        now = _determined(text, adjective.start(), words)
        if now.determiner:
            now.adjective = adjective[1]
            return now
    return _determined(text, position, words)


def _determined(text: str, position: int, words: Words) -> _Before:
    together = words_before(f"({'|'.join(words.drawn_words)}) ", text, position)
    if together and (together[1].islower() or begins_sentence(text, together.start())):
        preposition, article = words.drawn_words[together[1].lower()]
        return _Before(together.start(), preposition, article, old=words.columns(article))
    pattern = rf"(?:({words.drawing}) )?(?:({'|'.join(words.determiners)}) |(l)['’])"
    if found := words_before(pattern, text, position):
        determiner = "l'" if found[3] else found[2].lower()
        return _Before(found.start(), (found[1] or "").lower(), determiner, old=words.columns(determiner))
    if alone := words_before(rf"({words.drawing}) |(d|\w*qu)['’]", text, position):
        return _Before(alone.start(), (alone[1] or f"{alone[2]}e").lower())
    return _Before(position)


def _written(setting: Setting, words: Words, now: _Before, new: str) -> str:
    """The words before the form from now on."""
    determiner = _determiner(setting, words, now, new)
    adjective = ""
    if now.adjective:
        adjective = (words.inflected(now.adjective, new) or now.adjective) if new else now.adjective
    following = adjective or setting.said
    joined = words.joined(now.preposition, determiner, following)
    return f"{joined}{adjective} " if adjective else joined


def _determiner(setting: Setting, words: Words, now: _Before, new: str) -> str:
    """The determiner that the wanted form has here: its own article, none for a name without, else the present one."""
    wanted = setting.wanted
    named = setting.found.text if setting.found else setting.surface
    common = is_common(wanted.text) and not named[:1].isupper()
    own = article_of(wanted)
    if now.determiner and now.determiner not in words.definite:
        row = next(row for row in words.rows if now.determiner in row)
        return row[COLUMNS.index(new)] if new in COLUMNS else now.determiner
    if now.determiner:
        if not own:
            keeps = common or now.adjective
            return words.article(now.determiner, new) if keeps else ""
        return words.article(own, new)
    if common or (setting.found is not None and article_of(setting.found)):
        return ""
    takes_one = now.preposition or words_before(words.before_article, setting.text, now.start)
    return own if takes_one or _may_begin(setting.text, now.start) else ""


def _may_begin(text: str, start: int) -> bool:
    """Whether a name with an article can stand here though none stood before: at the start, or after a sign."""
    before = text[:start].rstrip()
    return not before or not before[-1].isalnum()
