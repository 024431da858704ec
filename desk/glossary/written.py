"""A glossary's file as written: its terms and forms, each with its line, and the problems met in reading it."""

import re
import unicodedata
from dataclasses import dataclass, field

from desk.domain.finding import Level
from desk.domain.language import LANGUAGES
from desk.domain.term import Form, FormStatus, Term
from desk.glossary.forms import is_acronym, split_article
from desk.glossary.lined_yaml import Node
from desk.glossary.problems import Problem

FILE_KEYS = ("title", "topic", "languages", "note", "terms")
TERM_KEYS = ("id", "note", "sources", "level", "do_not_translate", "case_sensitive", "first_mention", "forms")
LANGUAGE_KEYS = ("preferred", "admitted", "forbidden")
FORM_KEYS = ("text", "case_sensitive")
LONGEST_FORM = 200
LONGEST_NOTE = 2_000
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form, the term and language it is written under, and its line."""

    term: str
    language: str
    form: Form
    line: int


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """A term and its forms with their lines."""

    term: Term
    forms: tuple[WrittenForm, ...]


@dataclass(slots=True)
class WrittenFile:
    """What a file holds. `problems` of level `BLOCK` mean that something was left out of `terms`."""

    name: str
    title: str = ""
    topic: str = ""
    languages: tuple[str, ...] = ()
    terms: list[WrittenTerm] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class FileReader:
    """Reads the nodes of one file into a `WrittenFile`, noting problems instead of stopping at the first."""

    def __init__(self, name: str, shown: str) -> None:
        self.file = WrittenFile(name)
        self._shown = shown

    def problem(self, line: int, message: str, level: Level = Level.BLOCK) -> None:
        self.file.problems.append(Problem(self._shown, line, level, message))

    def read(self, root: Node) -> WrittenFile:
        content = self._mapping(root, FILE_KEYS, "the file")
        self.file.title = self._text(content.get("title"))
        self.file.topic = self._text(content.get("topic"))
        self.file.languages = tuple(self._language(node) for node in self._list(content.get("languages")))
        if "title" not in content:
            self.problem(root.line, "the file has no title", Level.WARN)
        if "terms" not in content:
            self.problem(root.line, "the file has no terms")
        for node in self._list(content.get("terms")):
            self._term(node)
        return self.file

    def _term(self, node: Node) -> None:
        content = self._mapping(node, TERM_KEYS, "a term")
        id = self._text(content.get("id"))
        if not _ID.fullmatch(id):
            self.problem(node.line, f"a term needs an id of small letters, digits and hyphens, not “{id}”")
            return
        case = self._flag(content.get("case_sensitive"))
        forms = tuple(self._forms(content.get("forms"), id, case))
        if not forms:
            self.problem(node.line, f"“{id}” has no forms")
        term = Term(
            id=id,
            forms={language: _of_language(forms, language) for language in dict.fromkeys(f.language for f in forms)},
            level=self._level(content.get("level")),
            do_not_translate=self._flag(content.get("do_not_translate")),
            note=self._text(content.get("note"), LONGEST_NOTE),
            sources=tuple(self._text(source, LONGEST_NOTE) for source in self._list(content.get("sources"))),
            file=self.file.name,
            line=node.line,
            first_mention={
                self._known(language, said.line): self._text(said)
                for language, said in self._mapping(content.get("first_mention"), None, "first_mention").items()
            },
        )
        self.file.terms.append(WrittenTerm(term, forms))

    def _forms(self, node: Node | None, term: str, case: bool) -> list[WrittenForm]:
        found: list[WrittenForm] = []
        for language, said in self._mapping(node, None, "forms").items():
            self._known(language, said.line)
            if isinstance(said.value, str):
                said = Node({"preferred": said}, said.line)
            for status, written in self._mapping(said, LANGUAGE_KEYS, f"{language} of “{term}”").items():
                if status == "preferred" and isinstance(written.value, list):
                    self.problem(written.line, f"“{term}” has several preferred forms in {language}; only one can be")
                for entry in self._one_or_more(written):
                    form = self._form(entry, FormStatus(status), language, case)
                    if form is not None:
                        found.append(WrittenForm(term, language, form, entry.line))
        return found

    def _form(self, node: Node, status: FormStatus, language: str, case: bool) -> Form | None:
        if isinstance(node.value, dict):
            content = self._mapping(node, FORM_KEYS, "a form")
            case = self._flag(content["case_sensitive"]) if "case_sensitive" in content else case
            node = content.get("text", Node("", node.line))
        text = self._text(node, LONGEST_FORM)
        article, bare = split_article(text, language)
        if not bare:
            self.problem(node.line, "a form is empty")
            return None
        return Form(bare, status, case or is_acronym(bare), article)

    def _text(self, node: Node | None, longest: int = LONGEST_FORM) -> str:
        """The text of a node as it is used: NFC, without white space around it or doubled in it."""
        if node is None or node.is_empty:
            return ""
        if not isinstance(node.value, str):
            self.problem(node.line, "here a text is expected, not a list or a mapping")
            return ""
        composed = unicodedata.normalize("NFC", node.value)
        text = " ".join(composed.split())
        if composed != node.value:
            self.problem(node.line, f"“{text}” is not in Unicode's composed form (NFC)", Level.WARN)
        if longest <= LONGEST_FORM and text != composed:
            self.problem(node.line, f"“{text}” has white space around it, or doubled in it", Level.WARN)
        if len(text) > longest:
            self.problem(node.line, f"this text has {len(text)} characters; at most {longest} are allowed")
            return ""
        return text

    def _flag(self, node: Node | None) -> bool:
        if node is None:
            return False
        if node.value not in ("true", "false"):
            self.problem(node.line, "here “true” or “false” is expected")
        return node.value == "true"

    def _level(self, node: Node | None) -> Level:
        if node is None:
            return Level.WARN
        if node.value not in (Level.WARN, Level.BLOCK):
            self.problem(node.line, f"a level is “warn” or “block”, not “{self._text(node)}”")
            return Level.WARN
        return Level(str(node.value))

    def _language(self, node: Node) -> str:
        return self._known(self._text(node), node.line)

    def _known(self, code: str, line: int) -> str:
        if code not in LANGUAGES:
            self.problem(line, f"“{code}” is not a language the desk knows; it knows {', '.join(LANGUAGES)}")
        return code

    def _list(self, node: Node | None) -> list[Node]:
        if node is None or node.is_empty:
            return []
        if not isinstance(node.value, list):
            self.problem(node.line, "here a list is expected")
            return []
        return node.value

    def _one_or_more(self, node: Node) -> list[Node]:
        return node.value if isinstance(node.value, list) else [node]

    def _mapping(self, node: Node | None, keys: tuple[str, ...] | None, place: str) -> dict[str, Node]:
        """The content of a mapping; of its `keys` alone where they are given."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.problem(node.line, f"{place} is not a mapping (“key: value” on each line)")
            return {}
        for key, value in node.value.items():
            if keys is not None and key not in keys:
                self.problem(value.line, f"{place} has the unknown key “{key}”; known are {', '.join(keys)}")
        return {key: value for key, value in node.value.items() if keys is None or key in keys}


def _of_language(forms: tuple[WrittenForm, ...], language: str) -> tuple[Form, ...]:
    return tuple(written.form for written in forms if written.language == language)
