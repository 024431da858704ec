"""What a post-edit made of names: the places where a draft's name gave way to another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from desk.text.diff import DiffKind, DiffPart, word_diff

LONGEST = 80
"""Characters of a name at most."""
ARTICLES = frozenset(("the", "a", "an", "el", "la", "los", "las", "un", "una", "le", "les", "l'", "der", "die", "das"))
"""Words that are no part of a name though a sentence begins with them."""
_OPENERS = (
    "after against all although among and any as at because before behind both but by despite during each every "
    "following for from he her here his how however i if in inside into it its later many meanwhile more most near no "
    "not now of on only or our outside over she since so some still that their then there these they this those though "
    "through to today tomorrow under unless until we what when where which while who why with without yet you "
    "antes aunque como con contra cuando de desde después donde durante en entre es eso esta este hasta hoy mientras "
    "para pero por según si sin sobre también tras y ya après avant avec ce cela ces cette chez comme dans depuis dès "
    "hier il elle ils elles lors mais où par pendant pour puis quand selon si sous sur vers "
    "aber als auch auf aus bei bis dann danach dass durch er für gegen hier im in jetzt mit nach nun ob oder seit sie "
    "über um und unter vom von vor während wenn wie zu zum zur "
    "а без в во где да для до если за затем и из или к как когда на не но о об он она они от по под после потом при с "
    "со так также там тогда то у хотя что это "
    "або але біля в від він вона вони де для до з за зі і із й коли на над не о об перед під після по при та так "
    "також там тоді у хоча це чи що як якщо"
)
OPENERS = frozenset(_OPENERS.split())
"""Words that hold sentences together: one that begins a sentence belongs to no name behind it."""
MOST_WORDS = 5
"""Words that gave way, or came: more is a rewritten sentence."""
_NAMED_THINGS = (
    "abbey academy agency airport arena army bank bay bazaar bridge brigade canal castle cathedral center centre "
    "chamber church club college committee council court cyclone district embassy factory festival fleet forest "
    "fort foundation gallery gulf hall harbor harbour hospital hotel hurricane institute island lake laboratory "
    "league library mall ministry monastery mosque mountain museum opera palace parliament peninsula plaza port "
    "prison province refinery river school sea shrine square stadium station storm strait street synagogue temple "
    "theater theatre tower tunnel typhoon university valley zoo"
)
NAMED_THINGS = frozenset(_NAMED_THINGS.split())
"""English words that, without a capital, can be a part of a name: the "theatre" of "Crocus City theatre"."""


@dataclass(frozen=True, slots=True)
class NameEdit:
    """A name that gave way to another, whole: "Crocus City theater", "Crocus City Hall"."""

    before: str
    after: str


def name_edits(draft: str, final: str, source: str = "") -> list[tuple[NameEdit, ...]]:
    """The names that changed from a draft to its post-edit, in order; each as a whole, then as what changed alone.

    A name is told by capitals, on one side of the change at least: "theater" became "Hall" beside "Crocus City". Where
    neither side has one, both have to be things that bear names: "theatre" became "concert hall". What changed alone
    is given where it could be a name by itself ("Zakharov" in "Maria Zakharov"). Figures are no names, and scripts
    without capitals tell none. A sentence's first word by itself is a name where the `source` says one of the two.
    """
    parts = word_diff(draft, final)
    found = []
    for place in range(len(parts) - 1):
        old, new = parts[place], parts[place + 1]
        if old.kind is DiffKind.DELETED and new.kind is DiffKind.INSERTED:
            edits = tuple(_edits(parts, place, old.text, new.text, source))
            if edits:
                found.append(edits)
    return found


def _edits(parts: Sequence[DiffPart], place: int, old: str, new: str, source: str) -> Iterator[NameEdit]:
    before_it = parts[place - 1].text if place else ""
    behind_it = parts[place + 2].text if place + 2 < len(parts) else ""
    left, right = _capitals_before(before_it), _capitals_behind(behind_it)
    begins = place == 0 or (place == 1 and not before_it[: len(before_it) - len(left)].strip())
    alone = NameEdit(_bare(old), _bare(new))
    named = left.split()[begins:]  # a sentence's first word has a capital, name or not
    # A single word in front may be an adjective: the "Russian theatre" has no name.
    of_a_thing = (len(named) > 1 or bool(right)) and _is_small(alone) and _are_named_things(alone)
    if of_a_thing and not named:
        left = ""
    whole = NameEdit(_bare(left + old + right), _bare(left + new + right))
    attached = bool(named or right) or (bool(left) and _are_named_things(alone))
    in_capitals = _is_of_a_name(alone, attached) and _differ(whole)
    named_here = _is_name(whole.after, begins) or (begins and _says(source, alone))
    if (in_capitals or of_a_thing) and named_here and _short(whole):
        yield whole
        if alone != whole and _is_capital(alone.before) and _is_capital(alone.after):
            yield alone


def _is_of_a_name(alone: NameEdit, attached: bool) -> bool:
    """Whether what changed can be a name or a part of one: short, without figures, and with a capital somewhere.

    Where what gave way has no capital, it belongs to the capitalised words beside it, or it is no name: "he".
    """
    both = (alone.before, alone.after)
    short = all(0 < len(text.split()) <= MOST_WORDS and any(map(str.isalpha, text)) for text in both)
    capitals = [any(map(_is_capital, text.split())) for text in both]
    return short and not any(map(str.isdigit, "".join(both))) and any(capitals) and (capitals[0] or attached)


def _are_named_things(alone: NameEdit) -> bool:
    """Whether a thing that can bear a name became another: no verb, no preposition and no office is one."""
    both = [text.lower().split() for text in (alone.before, alone.after)]
    return alone.before != alone.after and all(1 <= len(words) <= 2 and words[-1] in NAMED_THINGS for words in both)


def _capitals_before(text: str) -> str:
    """The capitalised words at the end of a text, if nothing but spaces parts them from each other and from the end.

    A small word that begins the text or a sentence in it is none of them: "Then Kiev".
    """
    if not text.endswith(" "):
        return ""
    every = text.split(" ")[:-1]
    words = list(takewhile(_is_capital, reversed(every)))[::-1]
    before = every[: len(every) - len(words)]
    begins = not before or before[-1].endswith((".", "!", "?", "…", ":"))
    is_small = bool(words) and words[0].lower() in ARTICLES | (OPENERS if begins else frozenset())
    named = words[1:] if is_small and (len(words[0]) == 1 or not words[0].isupper()) else words
    return "".join(f"{word} " for word in named)


def _capitals_behind(text: str) -> str:
    if not text.startswith(" "):
        return ""
    return "".join(f" {word}" for word in takewhile(_is_capital, _words(text)))


def _words(text: str) -> Iterator[str]:
    """The words behind the first space; the one with a mark of punctuation at its end is the last, without the mark."""
    for word in text.split(" ")[1:]:
        bare = word.rstrip(".,;:!?…»”\"')")
        yield bare
        if bare != word:
            return


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word[-1:].isalnum()


def _is_name(text: str, begins: bool) -> bool:
    """Whether a capital tells a name; that of a sentence's first word tells nothing."""
    words = text.split()
    return any(map(_is_capital, words[1:] if begins else words)) or (
        begins and len(words) == 1 and text[1:] != text[1:].lower()
    )


def _is_small(alone: NameEdit) -> bool:
    return not any(map(_is_capital, (alone.before + " " + alone.after).split()))


def _says(source: str, alone: NameEdit) -> bool:
    """Whether the source says a name as it was or as it is now, in its own letters: "Kiev", "Telegram"."""
    both = (text for text in (alone.before, alone.after) if text)
    return any(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", source) for text in both)


def _differ(edit: NameEdit) -> bool:
    """Whether other capitalised words stand there: case and order alone make no other name."""
    old, new = (sorted(filter(_is_capital, text.split())) for text in (edit.before, edit.after))
    same = edit.before.casefold() == edit.after.casefold()
    return old != new and not same


def _short(edit: NameEdit) -> bool:
    return max(len(edit.before), len(edit.after)) <= LONGEST


def _bare(text: str) -> str:
    return text.strip(" .,;:!?…")
