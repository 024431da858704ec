"""What a page says about its article: title, summary, people, time, place, language."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from desk.domain.language import LANGUAGES
from desk.text.normal import one_line

_ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "AnalysisNewsArticle")
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date"),
    *("dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "date"),
)
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])]",
    "//*[@rel='author']",
    "//*[contains(concat(' ', @class, ' '), ' byline ') or contains(concat(' ', @class, ' '), ' author ')]",
)
_LONGEST_NAME = 120
_LONGEST = 2_000
"""Characters of anything that a page says about its article; what is longer is no title, name or summary."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says. `titles` are its names for the article, the likeliest headline first; "" stands for nothing.

    `published_at` is aware UTC: midnight where the page gives a date alone. `url` is the canonical address.
    """

    titles: tuple[str, ...]
    summary: str
    byline: str
    published_at: dt.datetime | None
    url: str
    site: str
    language: str | None


def read_metadata(tree: Any, url: str = "") -> Metadata:
    """The metadata of a page that came from `url`."""
    data, meta = _linked_data(tree), _meta(tree)
    site = meta.get("og:site_name") or _name(data.get("publisher")) or meta.get("application-name", "")
    titles = (_string(data.get("headline")), meta.get("og:title", ""), meta.get("twitter:title", ""), _title(tree))
    return Metadata(
        titles=tuple(dict.fromkeys(filter(None, map(_short, titles)))),
        summary=_short(meta.get("og:description") or meta.get("description") or _string(data.get("description"))),
        byline=_byline(tree, data, meta),
        published_at=_published(tree, data, meta),
        url=_canonical(tree, meta, url),
        site=_short(site),
        language=_language(tree, data),
    )


def _short(text: str) -> str:
    return one_line(text[:_LONGEST])


def _linked_data(tree: Any) -> Mapping[str, Any]:
    """The article's JSON-LD; nothing where there is none or it is broken."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            found = next(_articles(json.loads(script.text or "", strict=False)), None)
        except (ValueError, RecursionError):
            continue
        if found is not None:
            return found
    return {}


def _articles(data: Any) -> Iterator[Mapping[str, Any]]:
    for one in data if isinstance(data, list) else [data]:
        if isinstance(one, dict):
            kinds = one.get("@type")
            if any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one
            yield from _articles(one.get("@graph") or [])


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.lower(), (element.get("content") or "").strip())
    return found


def _title(tree: Any) -> str:
    element = next(tree.iter("title"), None)
    return "" if element is None else element.text_content()


def _byline(tree: Any, data: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    authors = data.get("author")
    names = [_name(one) for one in (authors if isinstance(authors, list) else [authors])]
    names = names if any(names) else [next((meta[name] for name in _AUTHORS if meta.get(name)), "")]
    if not any(names):
        found = (_short(element.text_content()) for path in _BYLINES for element in tree.xpath(path))
        names = [next((name for name in found if 0 < len(name) <= _LONGEST_NAME), "")]
    return ", ".join(dict.fromkeys(_short(name) for name in names if name and not _is_address(name)))


def _name(data: Any) -> str:
    return _string(data.get("name")) if isinstance(data, dict) else _string(data)


def _string(data: Any) -> str:
    return data if isinstance(data, str) else ""


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "//"))


def _published(tree: Any, data: Mapping[str, Any], meta: Mapping[str, str]) -> dt.datetime | None:
    """When it was published: what names it exactly comes before the first time that the page shows."""
    texts = [_string(data.get("datePublished")), *(meta.get(name, "") for name in _PUBLISHED)]
    texts += [element.get("datetime") or "" for element in tree.iter("time")]
    return next((time for time in map(_time, texts) if time is not None), None)


def _time(text: str) -> dt.datetime | None:
    """A time of ISO 8601 in UTC; without a zone it is taken as UTC."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _canonical(tree: Any, meta: Mapping[str, str], url: str) -> str:
    """The address that the page gives itself, where it is one of the web; else where it came from."""
    links = (element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical")
    for text in (*links, meta.get("og:url"), url):
        try:
            full: str = urljoin(url, (text or "").strip())
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return full
    return ""


def _language(tree: Any, data: Mapping[str, Any]) -> str | None:
    """The language that the page says it is in, where the desk knows it."""
    for text in (tree.get("lang"), tree.get("xml:lang"), _string(data.get("inLanguage"))):
        code = (text or "").replace("_", "-").lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return None
