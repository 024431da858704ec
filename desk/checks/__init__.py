"""The automatic checks: one file per checker, one `run_checks` for all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from desk.checks import (
    boilerplate_left,
    empty_target,
    glossary_forbidden,
    glossary_missing,
    headline_repeated,
    name_inconsistent,
    numbers_differ,
    quote_marks,
    repeated_words,
    repetition_loop,
    truncated,
    unchanged,
)
from desk.checks.article import CheckArticle, CheckSegment, Glossary
from desk.checks.check import Check, Example
from desk.domain.finding import Finding, Level

CHECKS: tuple[Check, ...] = (
    empty_target.CHECK,
    unchanged.CHECK,
    truncated.CHECK,
    repeated_words.CHECK,
    repetition_loop.CHECK,
    glossary_missing.CHECK,
    glossary_forbidden.CHECK,
    name_inconsistent.CHECK,
    numbers_differ.CHECK,
    quote_marks.CHECK,
    boilerplate_left.CHECK,
    headline_repeated.CHECK,
)


def run_checks(
    article: CheckArticle,
    *,
    checks: Iterable[Check] = CHECKS,
    levels: Mapping[str, Level | None] | None = None,
    only: Collection[str] | None = None,
) -> list[Finding]:
    """What the checks find in an article, in the order of its segments, then of the checks.

    `levels` gives checks, by id, another level for this desk and pair, or switches them off (None). `only` names the
    segments to report on; the others are still looked at where a check compares segments.
    """
    levels = levels or {}
    wanted = None if only is None else frozenset(only)
    found: list[Finding] = []
    for check in checks:
        if check.id not in levels:
            found += check.check(article, wanted)
        elif (level := levels[check.id]) is not None:
            found += [replace(finding, level=level) for finding in check.check(article, wanted)]
    order = {segment.id: place for place, segment in enumerate(article.segments)}
    return sorted(found, key=lambda finding: order[finding.segment])


__all__ = ["CHECKS", "Check", "CheckArticle", "CheckSegment", "Example", "Finding", "Glossary", "run_checks"]
