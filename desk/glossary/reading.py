"""Reading the nodes of a glossary's YAML file, as `docs/glossary.md` describes them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desk.domain.finding import Level
from desk.domain.term import (
    Context,
    Form,
    FormStatus,
    Gender,
    Number,
    PartOfSpeech,
    Scope,
    Term,
    TermState,
)
from desk.glossary.forms import completed
from desk.glossary.lined_yaml import Node
from desk.glossary.values import LONGEST_NOTE, Values
from desk.glossary.written import (
    FILE_KEYS,
    FORM_KEYS,
    GRAMMAR_KEYS,
    LANGUAGE_KEYS,
    SCOPE_KEYS,
    TERM_KEYS,
    WrittenFile,
    WrittenForm,
    WrittenTerm,
)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STATUSES = tuple(status.value for status in FormStatus)
_UNSAID = Form("")


class FileReader:
    """Reads the nodes of one file into a `WrittenFile`, noting problems instead of stopping at the first."""

    def __init__(self, name: str, shown: str) -> None:
        self.file = WrittenFile(name)
        self._values = Values(shown, self.file.problems)

    def read(self, root: Node) -> WrittenFile:
        values = self._values
        content = values.mapping(root, FILE_KEYS, "the file")
        self.file.title = values.text(content.get("title"))
        self.file.topic = values.text(content.get("topic"))
        self.file.note = values.text(content.get("note"), LONGEST_NOTE)
        self.file.languages = tuple(
            values.language(values.text(node), node.line) for node in values.entries(content.get("languages"))
        )
        if "title" not in content:
            values.problem(root.line, "the file has no title", Level.WARN)
        if "terms" not in content:
            values.problem(root.line, "the file has no terms")
        for node in values.entries(content.get("terms")):
            self._term(node)
        return self.file

    def _term(self, node: Node) -> None:
        values = self._values
        content = values.mapping(node, TERM_KEYS, "a term")
        id = values.text(content.get("id"))
        if not ID.fullmatch(id):
            values.problem(node.line, f"a term needs an id of small letters, digits and hyphens, not “{id}”")
            return
        case = values.flag(content.get("case_sensitive"))
        unsaid = self._with_grammar(replace(_UNSAID, case_sensitive=case), content)
        forms = tuple(self._forms(content.get("forms"), id, unsaid))
        if not forms:
            values.problem(node.line, f"“{id}” has no forms")
        by_language = {key: values.by_language(content.get(key), key) for key in ("first_mention", "example")}
        term = Term(
            id=id,
            forms={language: _of_language(forms, language) for language in dict.fromkeys(f.language for f in forms)},
            level=values.choice(content.get("level"), (Level.WARN, Level.BLOCK), "a level") or Level.WARN,
            do_not_translate=values.flag(content.get("do_not_translate")),
            note=values.text(content.get("note"), LONGEST_NOTE),
            sources=values.texts(content.get("sources"), LONGEST_NOTE),
            file=self.file.name,
            line=node.line,
            first_mention={code: values.text(said) for code, said in by_language["first_mention"].items()},
            state=values.choice(content.get("status"), TermState, "a status") or TermState.APPROVED,
            examples={code: values.texts(said, LONGEST_NOTE) for code, said in by_language["example"].items()},
            scope=self._scope(content.get("scope")),
        )
        lines = {
            (key, code): tuple(each.line for each in values.one_or_more(said))
            for key, content in by_language.items()
            for code, said in content.items()
        }
        self.file.terms.append(WrittenTerm(term, forms, lines))

    def _scope(self, node: Node | None) -> Scope:
        content = self._values.mapping(node, SCOPE_KEYS, "scope")
        languages = self._values.texts(content.get("source_language"))
        for code in languages:
            self._values.language(code, content["source_language"].line)
        return Scope(self._values.texts(content.get("desk")), self._values.texts(content.get("topic")), languages)

    def _forms(self, node: Node | None, term: str, unsaid: Form) -> Iterator[WrittenForm]:
        for language, said in self._values.by_language(node, "forms").items():
            content = {"preferred": said}
            if not isinstance(said.value, str):
                content = self._values.mapping(said, LANGUAGE_KEYS, f"{language} of “{term}”")
            default = self._with_grammar(unsaid, content)
            for status in (key for key in content if key in _STATUSES):
                written = content[status]
                if status == "preferred" and isinstance(written.value, list):
                    message = f"“{term}” has several preferred forms in {language}; only one can be"
                    self._values.problem(written.line, message)
                for entry in self._values.one_or_more(written):
                    form = self._form(entry, replace(default, status=FormStatus(status)), language)
                    if form is not None:
                        yield WrittenForm(term, language, form, entry.line)

    def _form(self, node: Node, default: Form, language: str) -> Form | None:
        content = {"text": node}
        if isinstance(node.value, dict):
            content = self._values.mapping(node, FORM_KEYS, "a form")
        if "case_sensitive" in content:
            default = replace(default, case_sensitive=self._values.flag(content["case_sensitive"]))
        own = self._with_grammar(Form(self._values.text(content.get("text")), default.status), content)
        form = completed(replace(own, case_sensitive=True) if default.case_sensitive else own, language)
        if not form.text:
            self._values.problem(node.line, "a form is empty")
            return None
        unsaid = {
            key: getattr(default, key) for key in GRAMMAR_KEYS if not getattr(form, key) and getattr(default, key)
        }
        context = self._context(content)
        return replace(form, context=context, **unsaid) if unsaid or context else form

    def _with_grammar(self, form: Form, content: Mapping[str, Node]) -> Form:
        """The form with what is written of its grammar; what is not written stays."""
        if not any(key in content for key in GRAMMAR_KEYS):
            return form
        choice = self._values.choice
        return replace(
            form,
            part_of_speech=choice(content.get("part_of_speech"), PartOfSpeech, "a part of speech")
            or form.part_of_speech,
            gender=choice(content.get("gender"), Gender, "a gender") or form.gender,
            number=choice(content.get("number"), Number, "a number") or form.number,
        )

    def _context(self, content: Mapping[str, Node]) -> Context | None:
        near, not_near = (self._values.texts(content.get(key)) for key in ("near", "not_near"))
        return Context(near, not_near) if near or not_near else None


def _of_language(forms: tuple[WrittenForm, ...], language: str) -> tuple[Form, ...]:
    return tuple(written.form for written in forms if written.language == language)
