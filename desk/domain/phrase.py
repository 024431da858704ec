"""Sentences that remember how they were made, so that pages can say them in the reader's language.

Programs, logs and the command line read a phrase as the English text that it is. A value may be a phrase itself.
"""

from collections.abc import Iterable, Mapping
from functools import reduce


class Phrase(str):
    """A text made of a `template` ("There is no unit {unit}.") and the `values` that stand in it."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def phrase(template: str, /, **values: object) -> Phrase:
    """The English sentence. Catalogs know its template: it is written out where this is called."""
    made = Phrase(template.format(**values))
    made.template = template
    made.values = values
    return made


def either(values: Iterable[object]) -> object:
    """A choice, "translator or editor", in which each value is said as pages say it. There is at least one."""
    return reduce(lambda one, other: phrase("{one} or {other}", one=one, other=other), values)
