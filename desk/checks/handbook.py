"""The checks explained for people, from their own words: the part of docs/checks.md between its two marks.

    python -m desk.checks.handbook docs/checks.md

writes it anew. A test holds the two together.
"""

import inspect
import sys
from pathlib import Path

from desk.checks import CHECKS
from desk.checks.check import Check

BEGIN, END = "<!-- checks: begin -->", "<!-- checks: end -->"


def handbook() -> str:
    """A Markdown section for each check: what it finds, what it leaves alone on purpose, an example."""
    return "\n".join(_section(check) for check in CHECKS)


def _section(check: Check) -> str:
    finds, _, leaves = _docstring(check).partition("Not flagged, on purpose: ")
    example = check.example
    pair = f"{example.source_language} → {example.target_language}"
    return f"""### {check.title}: `{check.id}`

Level {check.level}, looks at one {check.scope} at a time. {check.explanation}

*Finds:* {finds.strip()}

*Leaves alone, on purpose:* {leaves.strip()}

| | {pair} |
|---|---|
| source | {example.source} |
| found | {example.wrong} |
| good | {example.right} |
"""


def _docstring(check: Check) -> str:
    return " ".join((inspect.getdoc(check.segment or check.article) or "").split())


def rewritten(page: str) -> str:
    """The page with the part between its marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{handbook()}{END}{after}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
