"""What a post-edit made of names: the places where a draft's name gave way to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from desk.text.diff import DiffKind, DiffPart, word_diff

LONGEST = 80
"""Characters of a name at most."""
ARTICLES = frozenset(("the", "a", "an", "el", "la", "los", "las", "un", "una", "le", "les", "l'", "der", "die", "das"))
"""Words that are no part of a name though a sentence begins with them."""
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


def name_edits(draft: str, final: str) -> list[tuple[NameEdit, ...]]:
    """The names that changed from a draft to its post-edit, in order; each as a whole, then as what changed alone.

    A name is told by capitals, on one side of the change at least: "theater" became "Hall" beside "Crocus City". Where
    neither side has one, both have to be things that bear names: "theatre" became "concert hall". What changed alone
    is given where it could be a name by itself ("Zakharov" in "Maria Zakharov"). Figures are no names, and scripts
    without capitals tell none.
    """
    parts = word_diff(draft, final)
    found = []
    for place in range(len(parts) - 1):
        old, new = parts[place], parts[place + 1]
        if old.kind is DiffKind.DELETED and new.kind is DiffKind.INSERTED:
            edits = tuple(_edits(parts, place, old.text, new.text))
            if edits:
                found.append(edits)
    return found


def _edits(parts: Sequence[DiffPart], place: int, old: str, new: str) -> Iterator[NameEdit]:
    before_it = parts[place - 1].text if place else ""
    behind_it = parts[place + 2].text if place + 2 < len(parts) else ""
    left, right = _capitals_before(before_it), _capitals_behind(behind_it)
    begins = place == 0 or (place == 1 and not before_it[: len(before_it) - len(left)].strip())
    alone = NameEdit(_bare(old), _bare(new))
    named = left.split()[begins:]  # a sentence's first word has a capital, name or not
    # A single word in front may be an adjective: the "Russian theatre" has no name.
    of_a_thing = (len(named) > 1 or bool(right)) and _are_named_things(alone)
    if of_a_thing and not named:
        left = ""
    whole = NameEdit(_bare(left + old + right), _bare(left + new + right))
    in_capitals = _is_of_a_name(alone, bool(named or right)) and _differ(whole)
    if (in_capitals or of_a_thing) and _is_name(whole.after, begins) and _short(whole):
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
    both = [text.split() for text in (alone.before, alone.after)]
    return alone.before != alone.after and all(1 <= len(words) <= 2 and words[-1] in NAMED_THINGS for words in both)


def _capitals_before(text: str) -> str:
    """The capitalised words at the end of a text, if nothing but spaces parts them from each other and from the end."""
    if not text.endswith(" "):
        return ""
    words = list(takewhile(_is_capital, reversed(text.split(" ")[:-1])))[::-1]
    named = words[1:] if words and words[0].lower() in ARTICLES else words
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


def _differ(edit: NameEdit) -> bool:
    """Whether other capitalised words stand there: case and order alone make no other name."""
    old, new = (sorted(filter(_is_capital, text.split())) for text in (edit.before, edit.after))
    same = edit.before.casefold() == edit.after.casefold()
    return old != new and not same


def _short(edit: NameEdit) -> bool:
    return max(len(edit.before), len(edit.after)) <= LONGEST


def _bare(text: str) -> str:
    return text.strip(" .,;:!?…")
