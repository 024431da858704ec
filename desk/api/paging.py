"""Lists in pages."""

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from desk.api.schemas.base import Page, PageQuery

Paged = TypeVar("Paged", bound=Page[Any])


def paged(kind: type[Paged], items: Sequence[Any], total: int, query: PageQuery, **besides: Any) -> Paged:
    """One page with the address of the next, None where this is the last, and what the kind has `besides`."""
    more = query.page * query.size < total
    following = urlencode({**request.args.to_dict(), "page": query.page + 1})
    return kind(
        items=list(items),
        total=total,
        page=query.page,
        size=query.size,
        next=f"{request.path}?{following}" if more else None,
        **besides,
    )


def sliced(kind: type[Paged], items: Sequence[Any], query: PageQuery) -> Paged:
    """One page of a list that is at hand as a whole."""
    start = (query.page - 1) * query.size
    return paged(kind, items[start : start + query.size], len(items), query)
