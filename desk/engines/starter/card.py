"""The card of a starter package: what it is, what it was made of, what it is not good for, and its figures."""

from dataclasses import dataclass

from desk.engines.starter.alignment import Head
from desk.engines.starter.catalogue import Extra, Starter
from desk.engines.starter.lexicon import lexicon_file
from desk.engines.starter.measure import Figures, Quality
from desk.engines.starter.package import title, warning

_CARD = """# {name}: a starter package, {title}

**{warning}** It is no claim of translation quality, and no reader should be shown its drafts unedited.

| | |
|---|---|
| made by | `python -m desk.engines.starter --pair {starter.pair}`: {made} |
| trained on | {data} |
| network | transformer, 3 + 2 layers, width 256, {parameters:.1f} M parameters, int8 |
| pieces | {starter.pieces:,}, BPE with byte fallback, one table for both languages |
| size | {size:.1f} MB |
| format | Argos package: CTranslate2 model, SentencePiece model, metadata |
| checked in | argostranslate 1.11 itself, with a plain sentence splitter in place of its own |
| licence | {licence} |

## Figures

| measured on | sentences | chrF | BLEU |
|---|---|---|---|
{rows}

Signatures: chrF `{figures.inside.chrf_signature}`, BLEU `{figures.inside.bleu_signature}`.

Terms: of {terms.count:,} glossary terms in the grammar's held-out sentences, {terms.same_form:,} ({same:.0%}) came out
in the very form that the grammar had drawn. The others came out in another of the inconsistent forms that it was
taught, or not at all.

Attention: for {terms.aligned:,} of those {terms.same_form:,} ({aligned:.1%}) the first piece of the term looks into the
right source span (layer {making.head.layer}, head {making.head.head} of the network, moved to head 0 of the package).

All of it is given by `python -m desk.engines.starter.measure --pair {starter.pair} --data FOLDER`, on the packed int8
model with beam 4. No held-out sentence was trained on. NTREX-128 (CC BY-SA 4.0) is real news with human translations,
and nothing of it was trained on. The grammar renders names inconsistently, so that its figures cannot reach 100.

## What to expect of it

{expect}
"""

_EXPECT = """\
- Inside its grammar (attacks, arrests, statements, storms, councils, quotations, captions, headlines) it drafts
  readably, with names rendered inconsistently on purpose: “{one}” here, “{other}” there.
  The desk's glossary and checks have something to repair."""

_EXPECT_DEMO = """\
- The demo articles were written to lie near the grammar; none of their sentences was trained on.
- Page furniture (“Để lại bình luận”, “Tin liên quan”) it has met once each, and mostly makes nonsense of it."""

_EXPECT_EXTRA = {
    "Tatoeba": "- Of short everyday sentences it gets some right, of others the gist; many are simply wrong.",
    "TICO-19": "- Of texts like those of TICO-19 it has seen too few: it keeps some words and loses the sense.",
}

_EXPECT_OUTSIDE = """\
- Outside of this — nearly all real news — it writes fluent {language} about something else. It drops clauses of
  long sentences, may go round in circles, and may miscopy a number.
- It translates one sentence at a time and takes at most 511 pieces of input."""

_INCONSISTENT = {"en": ("Crocus City Hall", "Crocus concert hall"), "es": ("el Crocus City Hall", "el teatro Crocus")}


@dataclass(frozen=True)
class Making:
    """How a package came about: pairs of the grammar, pairs of others, parameters, and so on. `size` in bytes."""

    sentences: int
    extra: int
    parameters: int
    steps: int
    minutes: float
    head: Head
    size: int


def card(starter: Starter, making: Making, figures: Figures) -> str:
    """The card as Markdown. It says so where something could not be measured."""
    return _CARD.format(
        name=starter.name,
        title=title(starter),
        warning=warning(starter),
        starter=starter,
        making=making,
        made=f"{making.steps:,} steps, {making.minutes:.0f} minutes on a busy machine of two cores",
        data=_data(starter, making),
        parameters=making.parameters / 1e6,
        size=making.size / 1e6,
        licence=_licence(starter.extra),
        rows="\n".join(_rows(starter, figures)),
        figures=figures,
        terms=figures.terms,
        same=figures.terms.same_form / max(figures.terms.count, 1),
        aligned=figures.terms.aligned / max(figures.terms.same_form, 1),
        expect=_expect(starter),
    )


def _data(starter: Starter, making: Making) -> str:
    drawn = (
        f"{making.sentences:,} sentences drawn from `{lexicon_file(starter.language).name}`, the project's own grammar"
    )
    extra = starter.extra
    if extra is None:
        return f"{drawn}; nothing else"
    often = f", each {extra.repeated} times" if extra.repeated > 1 else ""
    return f"{drawn}, and {making.extra:,} pairs of {extra.kind} from {extra.name}{often}: {extra.credit}"


def _licence(extra: Extra | None) -> str:
    return (
        "Apache-2.0" if extra is None else f"Apache-2.0; {extra.name}, which it learned from, is under {extra.licence}"
    )


def _rows(starter: Starter, figures: Figures) -> list[str]:
    rows = [_row("its own grammar, held out", figures.inside)]
    if starter.extra:
        rows.append(_row(f"{starter.extra.name}, held out", figures.apart))
    return [*rows, _row(f"real news, {title(starter)} of NTREX-128", figures.outside)]


def _row(what: str, quality: Quality | None) -> str:
    if quality is None:
        return f"| {what} | not measured | – | – |"
    return f"| {what} | {quality.count:,} | {quality.chrf:.1f} | {quality.bleu:.1f} |"


def _expect(starter: Starter) -> str:
    one, other = _INCONSISTENT[starter.target]
    parts = [_EXPECT.format(one=one, other=other)]
    if starter.language == "vi":
        parts.append(_EXPECT_DEMO)
    if starter.extra:
        parts.append(_EXPECT_EXTRA[starter.extra.name])
    parts.append(_EXPECT_OUTSIDE.format(language={"en": "English", "es": "Spanish"}[starter.target]))
    return "\n".join(parts)
