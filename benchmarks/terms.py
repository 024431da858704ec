"""How well the desk holds its terms, against the goals: agreement, fresh sentences, and the time it takes.

    PYTHONPATH=. python benchmarks/terms.py agreement [--half look|measure|both] [--languages en,ru] [--show]

`agreement` runs the set under `benchmarks/terms/agreement`, beside two baselines: the draft as it is, and each
forbidden form replaced by the bare preferred one. `--show` prints the failures of the look half, and of no other.

`--json` prints one object instead of tables. Every run says on which machine it was made, and under what load.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import terms_agreement
from terms_agreement import HALVES, LANGUAGES, Item
from terms_measures import chrf, counted, left, percent


def agreement(languages: Iterable[str], halves: Iterable[str], most: int | None) -> list[dict[str, Any]]:
    """A row per half and language, and one per half for all of them."""
    rows = []
    for half in halves:
        everything: list[Item] = []
        for language in languages:
            items = terms_agreement.read(language, half)[:most]
            everything += items
            rows.append({"half": half, "language": language, **compared(items)})
        rows.append({"half": half, "language": "all", **compared(everything)})
    return rows


def compared(items: Sequence[Item]) -> dict[str, Any]:
    """The figures of the draft as it is, of plain replacement, and of the desk."""
    outputs = [terms_agreement.held(item) for item in items]
    row: dict[str, Any] = {
        "items": len(items),
        "draft": figures(items, [item.draft for item in items]),
        "plain": figures(items, [terms_agreement.substituted(item) for item in items]),
        "desk": figures(items, [text for text, _ in outputs]),
    }
    hopeless = [(item, *output) for item, output in zip(items, outputs, strict=True) if item.kind == "left"]
    said = [is_right(item, text) and (missed > 0 or text != item.draft) for item, text, missed in hopeless]
    row["hopeless"], row["hopeless_right"] = len(said), sum(said)
    return row


def figures(items: Sequence[Item], outputs: Sequence[str]) -> dict[str, Any]:
    """Of one way to hold terms. Shares are of 100; `forbidden` and `traps_changed` are counts."""
    pairs = list(zip(items, outputs, strict=True))
    held = [(item, output) for item, output in pairs if item.kind not in ("trap", "left")]
    present = [presence(item, output) for item, output in held]
    kinds = sorted({item.kind for item in items})
    return {
        "exact": percent(sum(map(is_right, items, outputs)), len(items)),
        "chrf": round(chrf(outputs, [item.reference_for(output) for item, output in pairs]), 1),
        "present": percent(sum(found for _, found in present), sum(wanted for wanted, _ in present)),
        "forbidden": sum(still_forbidden(item, output) for item, output in held),
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
        for item in terms_agreement.read(language, "look"):
            output, _ = terms_agreement.held(item)
            if not is_right(item, output):
                print(f"{item.id} ({item.kind}) {item.source}")
                print(f"   draft {item.draft}\n    desk {output}\n  editor {item.references[0]}\n")


def agreement_table(rows: list[dict[str, Any]]) -> None:
    ways = ("draft", "plain", "desk")
    print("Each cell: the draft as it is / plain replacement / the desk. Presence and forbidden forms without the")
    print("traps and the hopeless, where attention does not show the term, so that the draft has to stay.\n")
    heads = (
        "half",
        "target",
        "items",
        "exact %",
        "chrF",
        "present %",
        "forbidden left",
        "traps changed",
        "hopeless right",
    )
    cells = []
    for row in rows:
        names = ("exact", "chrf", "present", "forbidden", "traps_changed")
        values = [" / ".join(_written(row[way][name]) for way in ways) for name in names]
        hopeless = f"{row['hopeless_right']} of {row['hopeless']}"
        cells.append((row["half"], row["language"], str(row["items"]), *values, hopeless))
    table(heads, cells)
    print("\nExact by kind of draft, the desk alone:\n")
    kinds = sorted({kind for row in rows for kind in row["desk"]["exact_by_kind"]})
    by_kind = [
        (row["half"], row["language"], *(_of(row["desk"]["exact_by_kind"].get(kind)) for kind in kinds)) for row in rows
    ]
    table(("half", "target", *kinds), by_kind)


def _written(value: float | None) -> str:
    return "–" if value is None else f"{value}"


def _of(pair: list[int] | None) -> str:
    return f"{pair[0]} of {pair[1]}" if pair else "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def machine() -> str:
    load = os.getloadavg()[0]
    system = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores"
    return f"{system}, load {load:.1f}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts: dict[str, Callable[[argparse.Namespace], Any]] = {"agreement": _agreement}
    parser.add_argument("part", choices=parts)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="targets, with commas between")
    parser.add_argument("--items", type=int, help="at most so many of each language and half")
    parser.add_argument("--show", action="store_true", help="print the failures of the look half")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    parts[options.part](options)


def _agreement(options: argparse.Namespace) -> None:
    languages = options.languages.split(",")
    if options.show:
        show(languages)
        return
    rows = agreement(languages, HALVES if options.half == "both" else (options.half,), options.items)
    if options.json:
        print(json.dumps({"machine": machine(), "agreement": rows}, ensure_ascii=False))
        return
    print(machine() + "\n")
    agreement_table(rows)


if __name__ == "__main__":
    main()
