"""Russian and Ukrainian words beside a form: an adjective before it, and a verb in the past behind its subject."""

import re
from collections.abc import Iterator

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.cases import case_of, cases_by_ending
from desk.glossary.endings import ADJECTIVES
from desk.glossary.forms import is_acronym
from desk.glossary.genders import gender_of
from desk.glossary.lead import Agreed, Setting, words_after, words_before

_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
_ENDINGS = {
    "ru": {
        "m": "ый ого ому ый ым ом",
        "n": "ое ого ому ое ым ом",
        "f": "ая ой ой ую ой ой",
        "p": "ые ых ым ые ыми ых",
    },
    "uk": {
        "m": "ий ого ому ий им ому",
        "n": "е ого ому е им ому",
        "f": "а ої ій у ою ій",
        "p": "і их им і ими их",
    },
}


def _by_case(row: str) -> Iterator[tuple[str, str]]:
    return zip(_CASES, row.split(), strict=True)


_CELLS = {
    language: {(case, gender): ending for gender, row in rows.items() for case, ending in _by_case(row)}
    for language, rows in _ENDINGS.items()
}
_STEMS = {"ru": "[а-яё]{3,}(?:н|[сц]к|ов|ев|нн)", "uk": "[а-яіїєґ'’]{3,}(?:н|[сц]ьк|ов|ев|нн)"}
_PAST = {
    "ru": ({"m": "л", "f": "ла", "n": "ло", "p": "ли"}, "([аеёиоуыюя])(ла|ло|ли|л)(ся|сь)?"),
    "uk": ({"m": "в", "f": "ла", "n": "ло", "p": "ли"}, "([аеєиіоуюяї])(ла|ло|ли|в)(ся|сь)?"),
}
_REFLEXIVE = {"ru": {"m": "ся"}, "uk": {}}


def russian(setting: Setting) -> Agreed:
    """The form with the words beside it that agree in gender and number."""
    return _agreed(setting, "ru")


def ukrainian(setting: Setting) -> Agreed:
    """The form with the words beside it that agree in gender and number."""
    return _agreed(setting, "uk")


def _agreed(setting: Setting, language: str) -> Agreed:
    old = _gender(setting.found or Form(setting.surface), language)
    new = _gender(setting.wanted, language)
    case = case_of(setting.text, setting.span, language, cases_by_ending(setting.surface, language))
    start, before = _adjective(setting, language, old, new, case)
    end, after = _verb(setting, language, old, new) if case == "nom" else (setting.span.end, "")
    if start < setting.around.start:
        start, before = setting.span.start, ""
    if end > setting.around.end:
        end, after = setting.span.end, ""
    return Agreed(Span(start, end), before, setting.said, after)


def _gender(form: Form, language: str) -> str:
    """“m”, “f”, “n” or “p”: as the glossary says, else by the ending of the noun; nothing where neither tells."""
    if said := gender_of(form, language):
        return said[-1]
    words = form.text.split(" ")
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


def _adjective(setting: Setting, language: str, old: str, new: str, case: str) -> tuple[int, str]:
    """Where an adjective before the form begins, and how it reads from now on, with its space."""
    start = setting.span.start
    found = words_before(f"({_STEMS[language]})([а-яёіїє]+) ", setting.text, start)
    if found is None or not old or not new or old == new:
        return start, ""
    cells = _CELLS[language]
    after_k = language == "ru" and found[1].endswith("к")
    ending = re.sub("^и", "ы", found[2]) if after_k else found[2]
    fitting = [cell[0] for cell, said in cells.items() if said == ending and cell[1] == old]
    if not fitting:
        return start, ""
    now = cells[case if case in fitting else fitting[0], new]
    return found.start(), found[1] + (re.sub("^ы", "и", now) if after_k else now) + " "


def _verb(setting: Setting, language: str, old: str, new: str) -> tuple[int, str]:
    """Where a verb in the past behind the form ends, and how it reads from now on, with its space."""
    endings, pattern = _PAST[language]
    found = words_after(rf" ((?:не )?\w+?){pattern}", setting.text, setting.span.end)
    if found is None or not old or not new or old == new or found[3] != endings[old]:
        return setting.span.end, ""
    reflexive = _REFLEXIVE[language].get(new, "сь" if language == "ru" else found[4]) if found[4] else ""
    return found.end(), f" {found[1]}{found[2]}{endings[new]}{reflexive}"
