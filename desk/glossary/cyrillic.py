"""Russian and Ukrainian words beside a form: an adjective before it, and a verb in the past behind its subject."""

import re

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.cyrillic_words import HARD, HARD_STEMS, PAST, REFLEXIVE, SOFT, SOFT_STEMS, WITHOUT_L
from desk.glossary.endings import ADJECTIVES
from desk.glossary.forms import is_acronym
from desk.glossary.genders import gender_of
from desk.glossary.lead import Agreed, Setting, like, words_after, words_before


def russian(setting: Setting) -> Agreed:
    """The form with the words beside it that agree in gender and number."""
    return _agreed(setting, "ru")


def ukrainian(setting: Setting) -> Agreed:
    """The form with the words beside it that agree in gender and number."""
    return _agreed(setting, "uk")


def _agreed(setting: Setting, language: str) -> Agreed:
    old = _gender(setting.found or Form(setting.surface), language)
    new = _gender(setting.wanted, language)
    start, before = _adjective(setting, language, old, new)
    if start == setting.span.start:
        start, before = _about(setting, language)
    end, after = _verb(setting, language, old, new) if setting.case == "nom" else (setting.span.end, "")
    if start < setting.around.start:
        start, before = setting.span.start, ""
    if end > setting.around.end:
        end, after = setting.span.end, ""
    return Agreed(Span(start, end), before, setting.said, after)


def _gender(form: Form, language: str) -> str:
    """“m”, “f”, “n” or “p”: as the glossary says, else by the ending of the noun; nothing where neither tells."""
    if said := gender_of(form, language):
        return said[-1]
    words = form.text.strip('«»„“"').split(" ")
    adjective = re.compile("|".join(f"(?:{rule[0]})$" for rule in ADJECTIVES[language]))
    noun = next((word for word in words if not adjective.search(word)), words[-1])
    if is_acronym(noun) or not noun:
        return ""
    endings = (
        ("(?:сть|знь)$", "f"),
        ("(?:ль|рь|нь|[бвгджзклмнпрстфхцчшщй])$", "m"),
        ("мя$", "n"),
        ("[ая]$", "f"),
        ("[оеє]$", "n"),
        ("[ыиі]$", "p"),
    )
    return next((gender for ending, gender in endings if re.search(ending, noun.lower())), "")


def _about(setting: Setting, language: str) -> tuple[int, str]:
    """The Russian preposition “о”, “об” before a vowel."""
    found = words_before("(об?) ", setting.text, setting.span.start) if language == "ru" else None
    if found is None:
        return setting.span.start, ""
    vowel = setting.said.lstrip('«„"')[:1].lower() in tuple("аиоуэ")
    return found.start(), like(found[1], "об " if vowel else "о ")


def _adjective(setting: Setting, language: str, old: str, new: str) -> tuple[int, str]:
    """Where an adjective before the form begins, and how it reads from now on, with its space."""
    start = setting.span.start
    found = words_before(f"({HARD_STEMS[language]}|{SOFT_STEMS})([а-яёіїє]+) ", setting.text, start)
    if found is None or not old or not new or old == new:
        return start, ""
    soft = re.fullmatch(SOFT_STEMS, found[1].lower()) is not None
    cells = (SOFT if soft else HARD)[language]
    after_k = language == "ru" and found[1].endswith("к")
    ending = re.sub("^и", "ы", found[2]) if after_k else found[2]
    fitting = [cell[0] for cell, said in cells.items() if said == ending and cell[1] == old]
    if not fitting:
        return start, ""
    now = cells[setting.case if setting.case in fitting else fitting[0], new]
    return found.start(), found[1] + (re.sub("^ы", "и", now) if after_k else now) + " "


def _verb(setting: Setting, language: str, old: str, new: str) -> tuple[int, str]:
    """Where a verb in the past behind the form ends, and how it reads from now on, with its space."""
    if language == "ru" and (irregular := _irregular(setting, old, new)):
        return irregular
    endings, pattern = PAST[language]
    found = words_after(rf" ((?:не )?\w+?){pattern}", setting.text, setting.span.end)
    if found is None or not old or not new or old == new or found[3] != endings[old]:
        return setting.span.end, ""
    reflexive = REFLEXIVE[language].get(new, found[4]) if found[4] else ""
    return found.end(), f" {found[1]}{found[2]}{endings[new]}{reflexive}"


_WHO = {"": "m", "ла": "f", "ло": "n", "ли": "p", "ёл": "m", "ел": "m"}


def _irregular(setting: Setting, old: str, new: str) -> tuple[int, str] | None:
    """A Russian verb whose masculine is another: "опроверг", "опровергла"; "пришёл", "пришла"."""
    if not old or not new or old == new:
        return None
    text, end = setting.text, setting.span.end
    found = words_after(rf" (не )?({WITHOUT_L})(л[аои])?", text, end)
    gone = found or words_after(r" (не )?(\w*ш)([её]л|л[аои])", text, end)
    if gone is None or _WHO[gone[3] or ""] != old:
        return None
    endings = PAST["ru"][0] | {"m": "" if found else "ёл"}
    return gone.end(), f" {gone[1] or ''}{gone[2]}{endings[new]}"
