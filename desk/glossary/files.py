"""Reading glossaries: YAML files, described in `docs/glossary.md`, into one `Glossary`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desk.domain.errors import Invalid, TooLarge
from desk.domain.finding import Level
from desk.domain.term import Term
from desk.glossary.lined_yaml import parse
from desk.glossary.lint_forms import duplicate_forms
from desk.glossary.matcher import Glossary
from desk.glossary.reading import FileReader
from desk.glossary.written import WrittenFile

LARGEST = 20_000_000  # bytes of one file
ENDINGS = (".yaml", ".yml")


def load(paths: Iterable[Path | str]) -> Glossary:
    """The glossary of all the files and of the files in all the folders given.

    Raises `Invalid` with file, line and cause where a file cannot be used or an id is used twice, and `TooLarge` for a
    file above 20 MB.
    """
    terms: dict[str, Term] = {}
    for path in glossary_files(paths):
        for term in _usable_terms(path):
            if term.id in terms:
                first = terms[term.id]
                raise Invalid(
                    f"{path}, line {term.line}: “{term.id}” is already a term in {first.file}, line {first.line}."
                )
            terms[term.id] = term
    return Glossary(terms.values())


def glossary_files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files meant by paths: files as they are, of folders their .yaml and .yml files by name."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix in ENDINGS and file.is_file())
        else:
            yield path


def read(path: Path) -> WrittenFile:
    """A file as written, with its problems. Raises `Invalid` where it is no readable YAML at all."""
    return FileReader(path.name, str(path)).read(parse(_text_of(path), str(path)))


def _usable_terms(path: Path) -> list[Term]:
    written = read(path)
    clashes = duplicate_forms((str(path), entry) for entry in written.terms)
    for problem in (*written.problems, *clashes):
        if problem.level is Level.BLOCK:
            raise Invalid(f"{problem}.")
    return [entry.term for entry in written.terms]


def _text_of(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise TooLarge(f"{path}: a glossary of {size:,} bytes is larger than the {LARGEST:,} that are allowed.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as err:
        raise Invalid(f"{path}: this file cannot be read: {err.strerror}.") from err
    except UnicodeDecodeError as err:
        raise Invalid(f"{path}: byte {err.start + 1:,} is not UTF-8.") from err
