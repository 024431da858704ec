"""Spelling by hunspell's dictionaries, as the machine has them: which words of a text a language does not know."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from desk.domain.segment import Span
from desk.text.diff import tokens

MOST_LOADED = 3
"""Dictionaries in memory at a time; each takes 40 to 120 MB."""
LONGEST = 60
"""Characters of a word that is looked up; a longer one is no word."""


STOPS = (".", "!", "?", "…")


class Speller:
    """A dictionary of one language, read from its two files when a word is first looked up."""

    def __init__(self, path: Path) -> None:
        """`path` is that of both files without their endings `.aff` and `.dic`."""
        self.path = path

    @cached_property
    def _dictionary(self) -> Any:
        from spylls.hunspell import Dictionary

        return Dictionary.from_files(str(self.path))

    def unknown(self, text: str, known: Collection[str] = ()) -> list[Span]:
        """The words of a text that the dictionary does not know, each once, where it first stands.

        Left alone, on purpose: words in `known` (in any case), words with a figure in them, and words with a capital
        inside a sentence, which are names for all that a dictionary can tell.
        """
        fine, found = {word.casefold() for word in known}, []
        for span, opens in _words(text):
            word = span.of(text)
            name = word[:1].isupper() and not opens
            if name or not word.isalpha() or len(word) > LONGEST or word.casefold() in fine:
                continue
            fine.add(word.casefold())
            if len(word) > 1 and not self._knows(word):
                found.append(span)
        return found

    def suggestions(self, word: str, most: int = 5) -> list[str]:
        """Words that may be meant, the likeliest first. Takes up to some seconds in languages that join words."""
        return list(islice(self._dictionary.suggest(word[:LONGEST]), most))

    def _knows(self, word: str) -> bool:
        return bool(self._dictionary.lookup(word))


class Spellers:
    """The dictionaries of a machine by language. Reading one takes seconds, so it is done aside, and nobody waits."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = list(folders)
        self._ready: OrderedDict[str, Speller] = OrderedDict()
        self._coming: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def languages(self) -> Sequence[str]:
        """The languages that there is a dictionary for."""
        return sorted({path.stem.replace("-", "_").split("_")[0] for path in self._files("*.dic")})

    def now(self, language: str) -> Speller | None:
        """The dictionary of a language if it is at hand; where it is not, it will be a moment later."""
        with self._lock:
            if language in self._ready:
                self._ready.move_to_end(language)
                return self._ready[language]
            path = self._path(language)
            if path is not None and language not in self._coming:
                reading = threading.Thread(target=self._read, args=(language, path), daemon=True)
                self._coming[language] = reading
                reading.start()
            return None

    def wait(self, language: str) -> Speller | None:
        """The dictionary of a language, waited for; None where there is none."""
        found = self.now(language)
        reading = self._coming.get(language)
        if found is None and reading is not None:
            reading.join()
            return self._ready.get(language)
        return found

    def _read(self, language: str, path: Path) -> None:
        speller = Speller(path)
        try:
            speller.suggestions("a", 1)
        except Exception:  # a broken file of the machine's is no reason for a page to fail
            return  # it stays among those that are coming, and is not tried again
        with self._lock:
            self._ready[language] = speller
            self._coming.pop(language, None)
            if len(self._ready) > MOST_LOADED:
                self._ready.popitem(last=False)

    def _path(self, language: str) -> Path | None:
        """The files of a language, the plain name before that of a country."""
        names = [path.with_suffix("") for path in self._files(f"{language}*.dic") if path.with_suffix(".aff").exists()]
        fitting = [path for path in names if path.name.replace("-", "_").split("_")[0] == language]
        return min(fitting, key=lambda path: (len(path.name), path.name), default=None)

    def _files(self, pattern: str) -> list[Path]:
        return sorted(path for folder in self._folders for path in folder.glob(pattern))


def _words(text: str) -> Iterable[tuple[Span, bool]]:
    """The words of a text, and whether each opens a sentence."""
    place, opens = 0, True
    for token in tokens(text):
        span = Span(place, place + len(token))
        place = span.end
        if token[:1].isalpha():
            yield span, opens
            opens = False
        elif token in STOPS:
            opens = True
