"""`name_inconsistent`: one name of the source is written in two ways in the article."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desk.checks.article import CheckArticle, CheckSegment
from desk.checks.check import Check, Example
from desk.checks.words import Word, script, words_of
from desk.domain.finding import Finding, Level
from desk.domain.language import WITHOUT_SPACES
from desk.domain.phrase import phrase
from desk.domain.term import FormStatus, TermMatch

ID = "name_inconsistent"
_SHORTEST = 5
_LONG = 8


def find(article: CheckArticle) -> Iterator[Finding]:
    """Two ways to write one name, reported where the rarer (or not preferred) one stands.

    By the glossary: one form of a term in the source, two of its allowed forms in the targets. By the texts: a name
    of five letters or more that several sources share, that some targets keep as it is, and in whose place another
    target has a capitalised word that is a letter or two different and stands in no source.

    Not flagged, on purpose: abbreviations and short forms beside the full name, forbidden forms (`glossary_forbidden`
    has them), different endings (Israel, Israeli, Israels), names of less than five letters, and, without the
    glossary, names across scripts or that no target keeps as it is.
    """
    segments = [segment for segment in article.segments if not segment.omitted and not segment.empty]
    found = [*_by_glossary(article, segments), *_by_text(article, segments)]
    seen: set[tuple[str, object]] = set()
    for finding in found:
        if (finding.segment, finding.target_span) not in seen:
            seen.add((finding.segment, finding.target_span))
            yield finding


@dataclass(frozen=True, slots=True)
class _Use:
    """A term with one source form in a segment, and how the target writes it."""

    segment: CheckSegment
    source: TermMatch
    target: TermMatch


def _by_glossary(article: CheckArticle, segments: list[CheckSegment]) -> Iterator[Finding]:
    uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for segment in segments if article.glossary else ():
        for use in _uses(article, segment):
            uses[use.source.term.id, use.source.form.text.casefold()].append(use)
    for group in uses.values():
        usual = _usual(group, article.target_language)
        for use in group:
            if not _compatible(use.target.form.text, usual):
                yield _finding(use.segment, use.source, use.target, usual)


def _uses(article: CheckArticle, segment: CheckSegment) -> Iterator[_Use]:
    """The terms that have one form in the source and one in the target of a segment."""
    if article.glossary is None:
        return
    sources = article.glossary.match(segment.source, article.source_language)
    targets = article.glossary.match(segment.target, article.target_language)
    for source in sources:
        same_source = {match.form.text for match in sources if match.term.id == source.term.id}
        answers = [match for match in targets if match.term.id == source.term.id]
        same_target = {match.form.text for match in answers if match.form.status is not FormStatus.FORBIDDEN}
        if len(same_source) == len(same_target) == 1:
            yield _Use(segment, source, next(match for match in answers if match.form.text in same_target))


def _usual(group: list[_Use], language: str) -> str:
    forms = Counter(use.target.form.text for use in group)
    preferred = group[0].source.term.preferred(language)
    return preferred if preferred is not None and preferred in forms else forms.most_common(1)[0][0]


_ABBREVIATION = 6


def _compatible(form: str, usual: str) -> bool:
    one, other = _bare(form), _bare(usual)
    short = any(text.isupper() and len(text) <= _ABBREVIATION for text in (form, usual))
    return short or one in other or other in one


def _finding(segment: CheckSegment, source: TermMatch, target: TermMatch, usual: str) -> Finding:
    here = target.span.of(segment.target)
    message = _message(here, usual)
    values = {"here": here, "elsewhere": usual, "name": source.span.of(segment.source)}
    return Finding(segment.id, ID, Level.WARN, message, source.span, target.span, values=values)


def _by_text(article: CheckArticle, segments: list[CheckSegment]) -> Iterator[Finding]:
    languages = (article.source_language, article.target_language)
    if script(languages[0]) != script(languages[1]) or WITHOUT_SPACES.intersection(languages) or len(segments) < 2:
        return
    sources = [words_of(segment.source) for segment in segments]
    targets = [words_of(segment.target) for segment in segments]
    places: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(sources):
        for name in {word.text for word in words if _is_name(word)}:
            places[name].append(place)
    every = {_bare(word.text) for words in sources for word in words}
    for name, where in places.items():
        kept = [place for place in where if any(word.text == name for word in targets[place])]
        if len(where) < 2 or not kept or len(kept) == len(where):
            continue
        others = {place: other for place in set(where) - set(kept) if (other := _alike(name, targets[place], every))}
        if _outnumbered(name, len(kept), list(others.values())):
            for place, other in sorted(others.items()):
                source = next(word for word in sources[place] if word.text == name)
                yield _differently(segments[place], source, other, name)


def _outnumbered(name: str, kept: int, others: Sequence[Word]) -> bool:
    """Whether the other spelling is the exception. Where it is the rule the target's language has its own name
    (Macedônia) and it is the kept one that is an exception, in a title; one against one, a slip is one letter."""
    from rapidfuzz.distance import Levenshtein

    if len(others) == kept == 1:
        return Levenshtein.distance(_bare(others[0].text), _bare(name)) == 1
    return 0 < len(others) < kept


def _is_name(word: Word) -> bool:
    return len(word.text) >= _SHORTEST and word.text[0].isupper() and not word.text.isupper() and word.text.isalpha()


def _alike(name: str, words: Sequence[Word], every: set[str]) -> Word | None:
    """The capitalised word that is nearly the name and stands in no source."""
    from rapidfuzz.distance import Levenshtein

    allowed = 2 if len(name) >= _LONG else 1
    for word in words:
        if (
            not _is_name(word)
            or _bare(word.text) in every - {_bare(name)}
            or _only_ending(_bare(word.text), _bare(name))
        ):
            continue
        if word.text != name and Levenshtein.distance(_bare(word.text), _bare(name), score_cutoff=allowed) <= allowed:
            return word
    return None


def _only_ending(one: str, other: str) -> bool:
    """Whether two words differ at most in their last letters: Israel and Israeli."""
    stem = min(len(one), len(other)) - 1
    return one != other and one[:stem] == other[:stem]


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Caseless, without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _differently(segment: CheckSegment, source: Word, target: Word, name: str) -> Finding:
    message = _message(target.text, name)
    values = {"here": target.text, "elsewhere": name, "name": name}
    return Finding(segment.id, ID, Level.WARN, message, source.span, target.span, values=values)


def _message(here: str, usual: str) -> str:
    return phrase("“{here}” here, “{usual}” elsewhere in the article: the source has one name.", here=here, usual=usual)


CHECK = Check(
    id=ID,
    level=Level.WARN,
    title=phrase("Name written in two ways"),
    explanation=phrase("One name of the source is written in two ways in the translation of the article."),
    example=Example(
        source_language="vi",
        target_language="en",
        source="Bà Zakharova bác bỏ cáo buộc. … Bà Zakharova nói thêm …",
        wrong="Ms Zakharova rejected the accusation. … Ms Zacharova added …",
        right="Ms Zakharova rejected the accusation. … Ms Zakharova added …",
    ),
    article=find,
)
