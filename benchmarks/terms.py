"""How well the desk holds its terms, against the goals: agreement, fresh sentences, and the time it takes.

    PYTHONPATH=. python benchmarks/terms.py agreement [--half look|measure|both] [--languages en,ru] [--show]
    PYTHONPATH=. python benchmarks/terms.py fresh [--sentences 1000] [--seed N]
    PYTHONPATH=. python benchmarks/terms.py time [--sentences 400] [--rounds 5]

`agreement` runs the set under `benchmarks/terms/agreement`, beside two baselines: the draft as it is, and each
forbidden form replaced by the bare preferred one. `--show` prints the failures of the look half, and of no other.
`fresh` drafts sentences whose required forms the starter package vi→en never saw, with glossaries that know all the
variants, one or none. `time` drafts the same sentences without attention, with it, and with terms.

`--json` prints one object instead of tables. Every run says on which machine it was made, and under what load.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from terms_agreement import HALVES, LANGUAGES
from terms_fresh import GOALS, KNOWN, SEED, fresh
from terms_scores import agreement, show
from terms_time import GOAL, added, times

WAYS = ("draft", "plain", "desk")


def agreement_tables(rows: list[dict[str, Any]]) -> None:
    print("Each cell: the draft as it is / plain replacement / the desk. Presence and forbidden forms without the")
    print("traps and the hopeless, where attention does not show the term, so that the draft has to stay.\n")
    names = {
        "exact": "exact %",
        "chrf": "chrF",
        "present": "present %",
        "forbidden": "forbidden left",
        "traps_changed": "traps changed",
    }
    cells = []
    for row in rows:
        values = [" / ".join(_written(row[way][name]) for way in WAYS) for name in names]
        cells.append([row["half"], row["language"], str(row["items"]), *values, _of(row["hopeless"])])
    table(("half", "target", "items", *names.values(), "hopeless right"), cells)
    print("\nExact by kind of draft, the desk alone:\n")
    kinds = sorted({kind for row in rows for kind in row["desk"]["exact_by_kind"]})
    by_kind = [
        [row["half"], row["language"], *(_of(row["desk"]["exact_by_kind"].get(kind)) for kind in kinds)] for row in rows
    ]
    table(("half", "target", *kinds), by_kind)


def fresh_table(result: dict[str, Any]) -> None:
    print(
        f"{result['sentences']:,} sentences, {result['terms']:,} occurrences of {result['concepts']} terms; "
        f"{result['failed_drafts']} drafts failed. Goals in brackets; ! marks those that are missed.\n"
    )
    heads = ("glossary", "present %", "forbidden left", "any old name left", "missed", "chrF", "behind replacement")
    names = {"draft": "the draft as it is", "plain": "plain replacement, all variants known"}
    rows = [[name, _written(result[way]["present"]), str(result[way]["forbidden"]), str(result[way]["old_names"]), "–",
             f"{result[way]['chrf']:.2f}", "–"] for way, name in names.items()]  # fmt: skip
    for known in KNOWN:
        row = result[known]
        rows.append([
            f"the desk, {known} known",
            f"{row['present']}{_goal(row['present'] >= GOALS['present'], GOALS['present'])}",
            f"{row['forbidden']}{_goal(row['forbidden'] <= GOALS['forbidden'], GOALS['forbidden'])}",
            str(row["old_names"]),
            str(row["missed"]),
            f"{row['chrf']:.2f}",
            f"{row['behind']}{_goal(row['behind'] <= GOALS['behind'], GOALS['behind'])}",
        ])  # fmt: skip
    table(heads, rows)


def time_table(result: dict[str, Any]) -> None:
    print(
        f"{result['sentences']} sentences, the best of {result['rounds']} rounds. Added: on the clock / of the\n"
        f"processor. Goal: at most {GOAL} added to the engine without attention; ! marks what misses it.\n"
    )
    names = {
        "engine": "engine alone",
        "attention": "with attention",
        "terms_desk": "and the desk's own terms",
        "terms_fresh": "and a term in every sentence",
    }
    rows = []
    for way, name in names.items():
        total = [added(result, way, "engine", by) for by in ("seconds", "processor")]
        above = [added(result, way, "attention", by) for by in ("seconds", "processor")]
        mark = " !" if way.startswith("terms") and total[1] > GOAL else ""
        rows.append([
            name,
            f"{result[way]['seconds']:.2f} / {result[way]['processor']:.2f}",
            f"{total[0]} / {total[1]}{mark}",
            f"{above[0]} / {above[1]}" if way.startswith("terms") else "–",
        ])  # fmt: skip
    table(("way", "seconds", "added to the engine %", "added to attention %"), rows)


def _goal(is_reached: bool, goal: float) -> str:
    return f" ({goal:g})" if is_reached else f" ({goal:g}) !"


def _written(value: float | None) -> str:
    return "–" if value is None else f"{value}"


def _of(pair: Sequence[int] | None) -> str:
    return f"{pair[0]} of {pair[1]}" if pair else "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def machine() -> str:
    system = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores"
    return f"{system}, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"


def report(options: argparse.Namespace, part: str, result: Any, tables: Callable[[Any], None]) -> None:
    """Prints a result as one object, or the machine and the tables."""
    if options.json:
        print(json.dumps({"machine": machine(), part: result}, ensure_ascii=False))
        return
    print(machine() + "\n")
    tables(result)


def _agreement(options: argparse.Namespace) -> None:
    languages = options.languages.split(",")
    if options.show:
        show(languages)
        return
    halves = HALVES if options.half == "both" else (options.half,)
    report(options, "agreement", agreement(languages, halves, options.items), agreement_tables)


def _fresh(options: argparse.Namespace) -> None:
    report(options, "fresh", fresh(options.sentences, options.seed), fresh_table)


def _time(options: argparse.Namespace) -> None:
    report(options, "time", times(options.sentences, options.rounds), time_table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    for name, run, sentences in (("agreement", _agreement, None), ("fresh", _fresh, 1_000), ("time", _time, 400)):
        part = parts.add_parser(name)
        part.set_defaults(run=run)
        part.add_argument("--json", action="store_true")
        if sentences:
            part.add_argument("--sentences", type=int, default=sentences)
    about = parts.choices["agreement"]
    about.add_argument("--half", choices=(*HALVES, "both"), default="both")
    about.add_argument("--languages", default=",".join(LANGUAGES), help="targets, with commas between")
    about.add_argument("--items", type=int, help="at most so many of each language and half")
    about.add_argument("--show", action="store_true", help="print the failures of the look half")
    parts.choices["fresh"].add_argument(
        "--seed", type=int, default=SEED, help="of the drawing; another has other sentences"
    )
    parts.choices["time"].add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
