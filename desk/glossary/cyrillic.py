"""Russian and Ukrainian words beside a form: an adjective before it, and a verb in the past behind its subject."""

import re

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.cyrillic_words import (
    ADVERBS,
    FULL_BEFORE,
    HARD,
    HARD_STEMS,
    PAST,
    REFLEXIVE,
    SAYING,
    SHORT,
    SOFT,
    SOFT_STEMS,
    WITHOUT_L,
)
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
        start, before = _preposition(setting, language)
    end, after = _verb(setting, language, old, new) if setting.case == "nom" else (setting.span.end, "")
    if start == setting.span.start and end == setting.span.end and setting.case == "nom":
        start, before = _said_before(setting, language, old, new)
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


def _preposition(setting: Setting, language: str) -> tuple[int, str]:
    """A Russian preposition as it sounds before the form: "об ООН", "во Франции", "со Следственным комитетом"."""
    found = words_before("(об?|во?|со?|ко?) ", setting.text, setting.span.start) if language == "ru" else None
    if found is None:
        return setting.span.start, ""
    bare, said = found[1].lower()[0], setting.said.lstrip('«„"')
    full = (_FULL_BEFORE_LETTERS if said.isupper() else FULL_BEFORE)[bare]
    longer = "об" if bare == "о" else bare + "о"
    return found.start(), like(found[1], longer if re.match(full, said.lower()) else bare) + " "


_FULL_BEFORE_LETTERS = FULL_BEFORE | {"в": "$", "с": "$"}  # acronyms are spelled out


def _said_before(setting: Setting, language: str, old: str, new: str) -> tuple[int, str]:
    """Where a verb of saying before its subject begins ("сообщила служба"), and how it reads from now on."""
    endings, _ = PAST[language]
    pattern = f"({SAYING[language]})({'|'.join(sorted(endings.values(), key=len, reverse=True))}) "
    found = words_before(pattern, setting.text, setting.span.start)
    if found is None or not old or not new or old == new or found[2] != endings[old]:
        return setting.span.start, ""
    return found.start(), f"{found[1]}{endings[new]} "


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
    if short := _short(setting, old, new) if language == "ru" else None:
        return short
    endings, pattern = PAST[language]
    found = words_after(rf" ((?:{ADVERBS}) )?((?:не )?\w+?){pattern}", setting.text, setting.span.end)
    if found is None or not old or not new or old == new or found[4] != endings[old]:
        return setting.span.end, ""
    reflexive = REFLEXIVE[language].get(new, found[5]) if found[5] else ""
    return found.end(), f" {found[1] or ''}{found[2]}{found[3]}{endings[new]}{reflexive}"


def _short(setting: Setting, old: str, new: str) -> tuple[int, str] | None:
    """A Russian short participle behind its subject, with "был" before it or alone: "была обвинена", "готов"."""
    found = words_after(
        rf"( был[аои]?)? ((?:{SHORT})|\w+(?:ен|ён|ан|ыт|ят|ит))([аоы]?)", setting.text, setting.span.end
    )
    ending = {"m": "", "f": "а", "n": "о", "p": "ы"}
    if found is None or not old or not new or old == new or found[3] != ending[old]:
        return None
    if not found[1] and not re.fullmatch(SHORT, found[2]):
        return None
    was = f" был{ {'m': '', 'f': 'а', 'n': 'о', 'p': 'и'}[new] }" if found[1] else ""
    stem = found[2].replace("ё", "е") if new != "m" else found[2]
    return found.end(), f"{was} {stem}{ending[new]}"


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
