"""Which outputs are taken for no translation: of a package on real news, and, wrongly, of human translators.

    python benchmarks/collapse.py [--data FOLDER] [--from en,es,ru,vi,tr,zh] [PACKAGE.argosmodel …]

FOLDER (or DESK_TEST_DATA) holds `ntrex/`: 1,997 news segments in 20 languages. Each package drafts all of them. The
human translations are taken from each language of `--from` into all the others. The table is Markdown.
"""

import argparse
import gzip
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from checks import FILES

from desk.engines.collapse import collapsed
from desk.engines.starter.measure import Translations
from desk.engines.starter.package import unpack

KINDS = (
    "The model went round in circles",
    "The model dropped nearly all of the sentence.",
    "The model returned nothing.",
)


def lines(folder: Path, language: str) -> list[str]:
    with gzip.open(folder / "ntrex" / f"{FILES[language]}.txt.gz", "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]


def reasons(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    """How many pairs there are, and how many of them are taken for each kind of no translation."""
    found: Counter[str] = Counter()
    for source, target in pairs:
        found["all"] += 1
        found[(collapsed(source, target) or "").split(":")[0]] += 1
    return found


def of_package(folder: Path, file: Path) -> Counter[str]:
    with tempfile.TemporaryDirectory() as place:
        package = unpack(file, Path(place))
        source = lines(folder, json.loads((package / "metadata.json").read_text(encoding="utf-8"))["from_code"])
        return reasons(zip(source, Translations(package).texts(source), strict=True))


def of_humans(folder: Path, languages: list[str]) -> Counter[str]:
    texts = {language: lines(folder, language) for language in FILES}
    found: Counter[str] = Counter()
    for source in languages:
        for target in FILES.keys() - {source}:
            found += reasons(zip(texts[source], texts[target], strict=True))
    return found


def row(name: str, found: Counter[str]) -> str:
    return f"| {name} | {found['all']:,} | " + " | ".join(f"{found[kind]:,}" for kind in KINDS) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="*")
    parser.add_argument("--data", type=Path, default=os.environ.get("DESK_TEST_DATA"))
    parser.add_argument("--from", dest="sources", default="en,es,ru,vi,tr,zh")
    options = parser.parse_args()
    print("| | segments | in circles | dropped | nothing |\n|---|---|---|---|---|")
    for file in options.packages:
        print(row(file.stem, of_package(options.data, file)), flush=True)
    print(row("human translations", of_humans(options.data, options.sources.split(","))))


if __name__ == "__main__":
    main()
