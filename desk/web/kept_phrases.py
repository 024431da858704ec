"""Sentences of the rooms below that were kept as text (a finding, a job's error), found again in the catalog."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from string import Formatter

from babel.messages import Message

from desk.catalogs import read_catalog


@lru_cache(maxsize=4096)
def recalled(text: str, language: str) -> str:
    """The sentence in a language; the text itself where it is English, or no sentence that a catalog knows."""
    for pattern, said in _patterns(language) if text else ():
        if found := pattern.fullmatch(text):
            return said.format(**found.groupdict())
    return text


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A pattern for each sentence and what it is in the language, those that say most in their own words first."""
    if language == "en":
        return ()
    known = sorted(_sentences(language), key=lambda pair: -_own_words(pair[0]))
    return tuple((re.compile(_pattern(template), re.DOTALL), said) for template, said in known)


def _sentences(language: str) -> Iterator[tuple[str, str]]:
    """What the rooms below say and pages do not, translated."""
    for message in read_catalog(language):
        template, said = message.id, message.string
        if (
            isinstance(template, str)
            and isinstance(said, str)
            and said
            and _is_kept(message)
            and _can_be_read(template)
        ):
            yield template, said


def _is_kept(message: Message) -> bool:
    said_by = [place for place, _ in message.locations]
    return bool(said_by) and all(one.startswith("desk/") and not one.startswith("desk/web/") for one in said_by)


def _can_be_read(template: str) -> bool:
    """Whether values stand in it as they came; those that were formatted on their way in cannot be told."""
    return not any(spec or conversion for _, _, spec, conversion in Formatter().parse(template))


def _own_words(template: str) -> int:
    return sum(len(literal) for literal, *_ in Formatter().parse(template))


def _pattern(template: str) -> str:
    pattern, seen = "", set[str]()
    for literal, name, *_ in Formatter().parse(template):
        pattern += re.escape(literal)
        if name is not None:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return pattern
