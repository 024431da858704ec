"""The terms of files with the files that they stand in, and changes written back to them, a file as a whole or not."""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desk.domain.errors import Conflict, Invalid
from desk.domain.term import Term
from desk.glossary.editing import edit_file
from desk.glossary.files import glossary_files, load, read
from desk.glossary.writing import block, to_yaml

NEW_FILE = "from-the-desk.yaml"
"""Where terms go that no file has a place for."""


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """A file as it was read: its text, and the topic that it says it is about."""

    path: Path
    text: str
    topic: str


class GlossaryFolder:
    """The files that paths mean. Raises `Invalid` with file, line and cause where one of them cannot be used."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self.terms: dict[str, Term] = {term.id: term for term in load(self._paths).terms}
        self._files: dict[Path, GlossaryFile] = {}
        self._places: dict[str, Path] = {}
        for path in glossary_files(self._paths):
            written = read(path)
            self._files[path] = GlossaryFile(path, _text_of(path), written.topic)
            self._places.update({entry.term.id: path for entry in written.terms})

    def place_of(self, id: str, term: Term | None) -> Path:
        """The file that a term stands in, or belongs to: the one it came from, one of its topics, or the desk's own."""
        if id in self._places:
            return self._places[id]
        for file in self._files.values():
            if term and (file.path.name == term.file or (file.topic and file.topic in term.scope.topics)):
                return file.path
        first = self._paths[0]
        return first / NEW_FILE if first.is_dir() else first

    def write(self, terms: Mapping[str, Term | None]) -> list[Path]:
        """Puts terms into their files by id, takes those out that are None, and returns the files that changed.

        Every other line stays as it was. Raises `Conflict` where a file changed since it was read, `Invalid` where a
        term cannot be changed by itself; no file is written then.
        """
        texts: dict[Path, str] = {}
        for id, term in terms.items():
            path = self.place_of(id, term)
            before = texts[path] if path in texts else self._unchanged(path)
            texts[path] = edit_file(before, id, block(term) if term else None, str(path))
        for path, text in texts.items():
            _replace(path, text)
        return list(texts)

    def _unchanged(self, path: Path) -> str:
        if path not in self._files:
            if path.exists():
                raise Conflict(f"{path} was made meanwhile; look again.")
            return to_yaml([], title="Terms that the desk added")
        if _text_of(path) != self._files[path].text:
            raise Conflict(f"{path} was changed meanwhile; look again.")
        return self._files[path].text


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _replace(path: Path, text: str) -> None:
    """Writes a file whole: whoever reads it sees the old text or the new."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(text.encode())
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise Invalid(f"{path}: this file cannot be written: {error.strerror}.") from error
