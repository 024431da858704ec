"""German words around a form: the article in its case, drawn together with a preposition, and adjectives between."""

import re
from dataclasses import dataclass

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.forms import article_of, is_common
from desk.glossary.genders import gender_of
from desk.glossary.lead import Agreed, Setting, words_after, words_before
from desk.glossary.romance_words import both_ways

_CASES = ("nom", "acc", "dat", "gen")
_GENDERS = ("m", "f", "n", "p")
_DEFINITE = "der die das die, den die das die, dem der dem den, des der des der"
_STRONG = "er e es e, en e es e, em er em en, es er es er"
_AFTER_EIN = "er e es en, en e es en, en en en en, en en en en"
_EIN = "- e - e, en e - e, em er em en, es er es er"
_DRAWN = {
    ("in", "dem"): "im", ("an", "dem"): "am", ("zu", "dem"): "zum", ("zu", "der"): "zur", ("von", "dem"): "vom",
    ("bei", "dem"): "beim", ("in", "das"): "ins", ("an", "das"): "ans",
}  # fmt: skip
_WORDS_DRAWN = {word: pair for pair, word in _DRAWN.items()}
_TAKES: dict[str, tuple[str, ...]] = {
    preposition: cases
    for prepositions, cases in (
        ("mit von zu bei nach aus seit gegenüber laut samt", ("dat",)),
        ("für durch gegen ohne um", ("acc",)),
        ("wegen während trotz seitens innerhalb außerhalb anstelle aufgrund", ("gen", "dat")),
        ("in an auf über unter vor hinter neben zwischen", ("dat", "acc")),
    )
    for preposition in prepositions.split()
}
_CONJUNCTIONS = "(?:dass|weil|ob|wenn|als|da|obwohl|während|nachdem|bevor|wie|wo) "
_BEGINS_WITHOUT_SUBJECT = re.compile(
    "(?:Am|Im|Nach|In|Seit|Laut|Heute|Gestern|Zuvor|Zudem|Auch|Dort|Damals|Dabei|Bei|Mit|Vor|Unterdessen|Inzwischen|"
    "Daraufhin|Später|Zugleich|Außerdem|Danach|An|Auf|Bereits|Erst|Für|Gegen|Während|Nun|Jetzt|Dann|Darauf|Deshalb) "
)
_VERBS = both_ways(
    "ist/sind, war/waren, hat/haben, wird/werden, wurde/wurden, hatte/hatten, soll/sollen, kann/können, will/wollen, "
    "muss/müssen, sollte/sollten, konnte/konnten, wollte/wollten, teilte/teilten, erklärte/erklärten, "
    "meldete/meldeten, warnte/warnten, sagte/sagten, "
    "griff/griffen, bestätigte/bestätigten, kündigte/kündigten, bezeichnete/bezeichneten"
)
_COUNTS = (
    "(?:[2-9]|[0-9]{2,}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|mehrere|viele|einige|"
    "wenige|hunderte|tausende|beide|alle) "
)
_PLURAL_HEAD = re.compile(
    "(?:kräfte|Nationen|Staaten|Rebellen|Truppen|Milizen|Brigaden|Behörden|Taliban|Huthis?|Garden)$"
)


def _table(cells: str, stem: str = "") -> dict[tuple[str, str], str]:
    """Words by case and gender; "-" is no ending."""
    rows = zip(_CASES, cells.split(", "), strict=True)
    return {(c, g): stem + w.strip("-") for c, row in rows for g, w in zip(_GENDERS, row.split(), strict=True)}


_ARTICLES = _table(_DEFINITE)
_WEAK = {
    cell: "e" if (cell[0] == "nom" and cell[1] != "p") or cell in (("acc", "f"), ("acc", "n")) else "en"
    for cell in _ARTICLES
}
_ROWS = [
    (_ARTICLES, _WEAK),
    *((_table(_STRONG, stem), _WEAK) for stem in ("dies", "jen", "jed", "welch")),
    *((_table(_EIN, stem), _table(_AFTER_EIN)) for stem in ("ein", "kein", "sein", "ihr", "unser")),
]
_DETERMINERS = sorted({word for table, _ in _ROWS for word in table.values()})
_PREPOSITIONS = sorted(_TAKES)


@dataclass(frozen=True, slots=True)
class _Before:
    """The words before a form as they stand, in small letters; empty where there is none."""

    start: int
    preposition: str = ""
    determiner: str = ""
    adjective: str = ""


def agreed(setting: Setting) -> Agreed:
    """The form with article, adjective and verb in the case and number of the place."""
    now = _before(setting.text, setting.span.start)
    many = _is_many(setting, now)
    new, case = "p" if many else _of(setting.wanted), _case(setting, now)
    said = _plural(setting.said, setting.wanted, case) if many else setting.said
    if not new and not (now.determiner and not is_common(setting.wanted.text)):
        return Agreed(setting.span, "", said)
    before = _written(setting, now, case, new)
    if new and case and article_of(setting.wanted):
        said = _declined(said, _WEAK[case, new])
        if case == "gen" and new in ("m", "n"):
            said = _genitive(said)
    end, after = _behind(setting, case, new)
    if now.start < setting.around.start or end > setting.around.end:
        return Agreed(setting.span, "", setting.said)
    return Agreed(Span(now.start, end), before, said, after)


def _is_many(setting: Setting, now: _Before) -> bool:
    """Whether one thing's form stands for several: after a number, or where the known form ended as plurals do."""
    if not _of(setting.wanted) or _of(setting.wanted) == "p" or setting.wanted.text.isupper():
        return False
    if words_before(_COUNTS, setting.text, setting.span.start):
        return True
    if setting.found is None or now.determiner:
        return False
    return re.fullmatch(rf"{re.escape(setting.found.text)}(?:e|n|en|er|s)", setting.surface) is not None


def _plural(said: str, form: Form, case: str) -> str:
    """The plural of a noun by its ending and gender; in the dative with its n."""
    if re.search("(?:ung|heit|keit|schaft|ion|tät)$", said):
        return said + "en"
    if re.search("[aiou]$", said):
        return said + "s"
    if said.endswith("e"):
        return said + "n"
    plural = (
        said if re.search("(?:er|el|en)$", said) and _of(form) != "f" else said + ("en" if _of(form) == "f" else "e")
    )
    return plural + "n" if case == "dat" and not plural.endswith("n") else plural


def _of(form: Form | None) -> str:
    """A form's gender, “p” for the plural of any, nothing where it is not known."""
    gender = gender_of(form, "de") if form else ""
    by_head = form is not None and form.number is None and _PLURAL_HEAD.search(form.text) is not None
    return "p" if gender.endswith("p") or (gender and by_head) else gender


def _before(text: str, position: int) -> _Before:
    adjective = words_before("([a-zäöüß]{3,}(?:e[nrsm]?)) ", text, position)
    if adjective is not None:
        now = _determined(text, adjective.start())
        if now.determiner:
            return _Before(now.start, now.preposition, now.determiner, adjective[1])
    return _determined(text, position)


def _determined(text: str, position: int) -> _Before:
    if together := words_before(f"({'|'.join(_WORDS_DRAWN)}) ", text, position):
        return _Before(together.start(), *_WORDS_DRAWN[together[1].lower()])
    pattern = f"(?:({'|'.join(_PREPOSITIONS)}) )?({'|'.join(_DETERMINERS)}) "
    if found := words_before(pattern, text, position):
        return _Before(found.start(), (found[1] or "").lower(), found[2].lower())
    if alone := words_before(f"({'|'.join(_PREPOSITIONS)}) ", text, position):
        return _Before(alone.start(), alone[1].lower())
    return _Before(position)


def _case(setting: Setting, now: _Before) -> str:
    """The case of the place, nothing where it cannot be told."""
    takes = _TAKES.get(now.preposition, ())
    if not now.determiner:
        return takes[0] if takes else "nom" if _may_begin(setting.text, now.start) else ""
    old = _of(setting.found)
    cells = [cell for table, _ in _ROWS for cell, word in table.items() if word == now.determiner]
    fitting = [case for case, gender in cells if not old or gender == old] or [c for c, _ in cells]
    possible = takes if takes and not set(takes) & set(fitting) else fitting  # the article may be the wrong one
    return next((case for case in takes or _likely(setting.text, now.start) if case in possible), possible[0])


def _likely(text: str, start: int) -> tuple[str, ...]:
    """The cases of a place without a preposition, the likeliest first."""
    if _may_begin(text, start) or words_before(_CONJUNCTIONS, text, start):
        return ("nom", "acc", "gen", "dat")
    if re.search(r"\b[A-ZÄÖÜ]\w+ $", text[:start]):
        return ("gen", "acc", "dat", "nom")
    if _BEGINS_WITHOUT_SUBJECT.match(text):
        return ("nom", "dat", "acc", "gen")
    return ("acc", "dat", "nom", "gen")


def _may_begin(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or not before[-1].isalnum()


def _written(setting: Setting, now: _Before, case: str, new: str) -> str:
    """The words before the form from now on."""
    own, common = article_of(setting.wanted), is_common(setting.wanted.text)
    table, endings = next(((t, e) for t, e in _ROWS if now.determiner in t.values()), _ROWS[0])
    determiner = table[case, new] if now.determiner and new and case else now.determiner
    if not now.determiner:
        if now.preposition == "von" and _hangs_on_noun(setting, now, new):
            return f"{_ARTICLES['gen', new]} "
        bare = common or (setting.found is not None and article_of(setting.found))
        determiner = "" if bare or not own or not case else _ARTICLES[case, new]
    elif table is _ARTICLES and not own and not common and not now.adjective:
        determiner = ""
    if not determiner and now.determiner and case == "gen" and not now.preposition:
        determiner = "von"
    adjective = now.adjective
    if adjective and new and case:
        adjective = re.sub("e[nrsm]?$", "", adjective) + endings[case, new]
    words = [_DRAWN.get((now.preposition, determiner), "")] if (now.preposition, determiner) in _DRAWN else []
    words = words or [now.preposition, determiner]
    return "".join(f"{word} " for word in (*words, adjective) if word)


def _hangs_on_noun(setting: Setting, now: _Before, new: str) -> bool:
    """Whether "von" and a bare name hang on a noun, so that a name with an article goes into the genitive."""
    takes = bool(article_of(setting.wanted)) and bool(new)
    return takes and re.search(r"[^.!?:„“\s] [A-ZÄÖÜ]\w+ $", setting.text[: now.start]) is not None


def _declined(said: str, ending: str) -> str:
    """A name whose adjectives have the weak ending: "Rotes"… "dem Roten Kreuz"."""
    *adjectives, noun = said.split(" ")
    if ending != "en" or not adjectives or not all(re.fullmatch(r"\w{2,}e", word) for word in adjectives[:1]):
        return said
    return " ".join([*(word + "n" if re.fullmatch(r"\w{2,}e", word) else word for word in adjectives), noun])


def _genitive(said: str) -> str:
    """A masculine or neuter noun in the genitive; acronyms and names that end in a sibilant stay."""
    word = re.split("[ -]", said)[-1]
    if word.isupper() or not word.isalpha() or re.search(r"\w{3}(?:us|as|os|is|es)$", word):
        return said
    return said + ("es" if re.search("(?:s|ß|z|x|sch)$", word) else "s")


def _behind(setting: Setting, case: str, new: str) -> tuple[int, str]:
    """Where a verb behind a subject ends, and what it is from now on."""
    end = setting.span.end
    if case != "nom" or not new or is_common(setting.wanted.text):
        return end, ""
    verb = words_after(f" ({'|'.join(_VERBS)})", setting.text, end)
    if verb is None or (verb[1] in list(_VERBS)[1::2]) is (new == "p"):
        return end, ""
    return verb.end(), f" {_VERBS[verb[1]]}"
