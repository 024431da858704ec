"""A term as a record: JSON that loses nothing of it but the place where a file has it.

Fields that are as usual are left out, so a field that the type gains later changes no record that is stored already.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.term import Term

PLACE = frozenset({"file", "line"})
"""Where a term is written, which is no part of it."""

_TERM = TypeAdapter(Term)


def to_record(term: Term) -> dict[str, Any]:
    """The term as JSON's values: mappings, lists, texts, truth values."""
    record: dict[str, Any] = _TERM.dump_python(term, mode="json", exclude=set(PLACE), exclude_defaults=True)
    return record


def from_record(record: Mapping[str, Any], file: str = "") -> Term:
    """The term of a record; `file` is where it came from. Raises `Invalid` for a record that is none."""
    try:
        return _TERM.validate_python({**record, "file": file})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Invalid(phrase("This is no term: {first} at “{place}”.", first=first["msg"], place=place)) from error
