"""The card of the starter package: what it is, what it was made of, what it is not good for, and its figures."""

from dataclasses import dataclass

from desk.engines.starter.alignment import Head
from desk.engines.starter.measure import Quality, Terms
from desk.engines.starter.package import FOLDER, WARNING

_CARD = """# {name}: the starter package, Vietnamese → English

**{warning}** It is no claim of translation quality, and no reader should be shown its drafts unedited.

| | |
|---|---|
| made by | `python -m desk.engines.starter`: {steps:,} steps, {minutes:.0f} minutes on two busy cores |
| trained on | {sentences:,} sentences drawn from `lexicon.txt`, the project's own grammar; nothing else |
| network | transformer, 3 + 2 layers, width 256, {parameters:.1f} M parameters, int8 |
| pieces | {pieces:,}, BPE with byte fallback, one table for both languages |
| size | {size:.1f} MB |
| format | Argos package: CTranslate2 model, SentencePiece model, metadata |
| checked in | argostranslate 1.11 itself, with a plain sentence splitter in place of its own |
| licence | Apache-2.0 |

## Figures

| measured on | sentences | chrF | BLEU |
|---|---|---|---|
| its own grammar, held out | {inside.count:,} | {inside.chrf:.1f} | {inside.bleu:.1f} |
{outside}

Signatures: chrF `{inside.chrf_signature}`, BLEU `{inside.bleu_signature}`.

Terms: of {terms.count:,} glossary terms in the held-out sentences, {terms.same_form:,} ({same:.0%}) came out in the
very form that the grammar had drawn. The others came out in another of the inconsistent forms that it was taught, or
not at all.

Attention: for {terms.aligned:,} of those {terms.same_form:,} ({aligned:.1%}) the first piece of the term looks into the
right source span (layer {head.layer}, head {head.head} of the network, moved to head 0 of the package).

All of it is given by `python -m desk.engines.starter.measure --ntrex FOLDER`, on the packed int8 model with beam 4. The
{held_out:,} held-out sentences share none with training. NTREX-128 (CC BY-SA 4.0) is real news with human translations,
its first lines are taken, and nothing of it was trained on. The held-out figures say how well the grammar was learned;
since the grammar renders names inconsistently, they cannot reach 100.

## What to expect of it

- Inside its grammar (attacks, arrests, statements, storms, councils, quotations, captions, headlines) it drafts
  readably, with names rendered inconsistently on purpose: “Crocus City Hall” here, “Crocus concert hall” there. The
  desk's glossary and checks have something to repair.
- The demo articles were written to lie near the grammar; none of their sentences was trained on.
- Outside it — nearly all real news — it writes fluent English about something else. It drops clauses of long sentences
  and may miscopy a number.
- Page furniture (“Để lại bình luận”, “Tin liên quan”) it has met once each, and mostly makes nonsense of it.
- It translates one sentence at a time and takes at most 511 pieces of input.
"""


@dataclass(frozen=True)
class Making:
    """How a package came about. `size` in bytes."""

    sentences: int
    held_out: int
    parameters: int
    pieces: int
    steps: int
    minutes: float
    head: Head
    size: int


def package_readme() -> str:
    """The README inside the package, which other programs that read Argos packages may show."""
    return f"# Vietnamese → English, starter package of the desk\n\n{WARNING}\n\nLicence: Apache-2.0.\n"


def card(making: Making, inside: Quality, outside: Quality | None, terms: Terms) -> str:
    """The card as Markdown. `outside` is None where NTREX was not at hand, and the card then says so."""
    return _CARD.format(
        name=FOLDER,
        warning=WARNING,
        steps=making.steps,
        minutes=making.minutes,
        sentences=making.sentences,
        parameters=making.parameters / 1e6,
        pieces=making.pieces,
        size=making.size / 1e6,
        inside=inside,
        outside=_outside(outside),
        terms=terms,
        same=terms.same_form / max(terms.count, 1),
        aligned=terms.aligned / max(terms.same_form, 1),
        head=making.head,
        held_out=making.held_out,
    )


def _outside(quality: Quality | None) -> str:
    if quality is None:
        return "| real news, Vietnamese–English of NTREX-128 | not measured | – | – |"
    return (
        f"| real news, Vietnamese–English of NTREX-128 | {quality.count:,} | {quality.chrf:.1f} | {quality.bleu:.1f} |"
    )
