"""What the agreement set says of a way to hold terms."""

from collections.abc import Iterable, Sequence
from typing import Any

from terms_agreement import Item, held, read, substituted
from terms_measures import chrf, counted, left, percent


def agreement(languages: Iterable[str], halves: Iterable[str], most: int | None) -> list[dict[str, Any]]:
    """A row per half and language, and one per half for all of them."""
    rows = []
    for half in halves:
        everything: list[Item] = []
        for language in languages:
            items = read(language, half)[:most]
            everything += items
            rows.append({"half": half, "language": language, **compared(items)})
        rows.append({"half": half, "language": "all", **compared(everything)})
    return rows


def compared(items: Sequence[Item]) -> dict[str, Any]:
    """The figures of the draft as it is, of plain replacement, and of the desk."""
    outputs = [held(item) for item in items]
    row: dict[str, Any] = {
        "items": len(items),
        "draft": figures(items, [item.draft for item in items]),
        "plain": figures(items, [substituted(item) for item in items]),
        "desk": figures(items, [text for text, _ in outputs]),
    }
    hopeless = [(item, *output) for item, output in zip(items, outputs, strict=True) if item.kind == "left"]
    said = [is_right(item, text) and (missed > 0 or text != item.draft) for item, text, missed in hopeless]
    row["hopeless"] = [sum(said), len(said)]
    return row


def figures(items: Sequence[Item], outputs: Sequence[str]) -> dict[str, Any]:
    """Of one way to hold terms. Shares are of 100; `forbidden` and `traps_changed` are counts."""
    pairs = list(zip(items, outputs, strict=True))
    repaired = [(item, output) for item, output in pairs if item.kind not in ("trap", "left")]
    present = [presence(item, output) for item, output in repaired]
    kinds = sorted({item.kind for item in items})
    return {
        "exact": percent(sum(map(is_right, items, outputs)), len(items)),
        "chrf": round(chrf(outputs, [item.reference_for(output) for item, output in pairs]), 1),
        "present": percent(sum(found for _, found in present), sum(wanted for wanted, _ in present)),
        "forbidden": sum(still_forbidden(item, output) for item, output in repaired),
        "traps_changed": sum(item.kind == "trap" and output != item.draft for item, output in pairs),
        "exact_by_kind": {
            kind: [sum(is_right(*pair) for pair in pairs if pair[0].kind == kind), sum(i.kind == kind for i in items)]
            for kind in kinds
        },
    }


def is_right(item: Item, output: str) -> bool:
    return output in item.references


def presence(item: Item, output: str) -> tuple[int, int]:
    """How many occurrences of terms an output should have, and how many it has."""
    wanted = found = 0
    for term in dict.fromkeys(each.term for each in item.occurrences):
        here = [each for each in item.occurrences if each.term == term]
        right = {form for each in here for form in each.required} | set(item.forms(term, "preferred", "admitted"))
        wanted += len(here)
        found += min(len(here), counted(right, output, item.target_language))
    return wanted, found


def still_forbidden(item: Item, output: str) -> int:
    """Forbidden forms in an output, as the glossary writes them and as the draft had inflected them."""
    drafted = {each.drafted for each in item.occurrences if each.was == "forbidden"}
    right = {form for each in item.occurrences for form in each.required}
    for term in item.terms:
        drafted |= set(item.forms(term["id"], "forbidden"))
        right |= set(item.forms(term["id"], "preferred", "admitted"))
    return left(drafted, right, output, item.target_language)


def show(languages: Iterable[str]) -> None:
    """Prints what went wrong in the look half."""
    for language in languages:
        for item in read(language, "look"):
            output, _ = held(item)
            if not is_right(item, output):
                print(f"{item.id} ({item.kind}) {item.source}")
                print(f"   draft {item.draft}\n    desk {output}\n  editor {item.references[0]}\n")
