"""Brings the catalogs in step with the sources: `make words` (see docs/translating.md)."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import write_po

from desk.web.catalogs import FOLDER, PAGE_LANGUAGES, read_catalog

ROOT = Path(__file__).parents[1]
TRANSLATED = tuple(code for code in PAGE_LANGUAGES if code != "en")


def extracted(root: Path = ROOT) -> Catalog:
    """What templates, Python and scripts say, with the files that say it, as `[tool.babel]` tells where to look."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {each["pattern"]: {**each, "keywords": parse_keywords(each["keywords"])} for each in mappings}
    catalog = Catalog()
    found = extract_from_dir(root, methods, options, keywords={}, comment_tags=("Translators:",))
    for file, _, text, comments, context in found:
        catalog.add(text, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def open_messages(catalog: Catalog) -> Iterator[Message]:
    """Messages that have no translation, or lack one of their plural forms."""
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(texts)):
            yield message


def main() -> int:
    """Adds new messages, drops what nothing says any more, and counts what is left to translate."""
    words, left = extracted(), 0
    for code in TRANSLATED:
        catalog = read_catalog(code)
        catalog.update(words, no_fuzzy_matching=True, update_creation_date=False)
        path = FOLDER / code / "LC_MESSAGES" / "messages.po"
        with path.open("wb") as file:
            write_po(file, catalog, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
        count = sum(1 for _ in open_messages(catalog))
        left += count
        print(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {count} to translate")  # noqa: T201
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
