"""Files and database of a glossary: what differs since they last agreed, and carrying it over to either side."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.domain.term import Term, TermState
from desk.domain.workflow import Role
from desk.glossary.comparing import FieldDifference, differences, same
from desk.glossary.folder import GlossaryFolder
from desk.glossary.stored import from_record, to_record
from desk.models import TermAction, TermRow, TermSynced
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.glossary_terms import Terms, term_of


class Side(StrEnum):
    FILES = "files"
    DATABASE = "database"


class Differs(StrEnum):
    """How a term differs between files and database."""

    ONLY_IN_FILES = "only_in_files"
    ONLY_IN_DATABASE = "only_in_database"
    CHANGED_IN_FILES = "changed_in_files"
    CHANGED_IN_DATABASE = "changed_in_database"
    REMOVED_FROM_FILES = "removed_from_files"
    CHANGED_IN_BOTH = "changed_in_both"


IN_FILES = (Differs.ONLY_IN_FILES, Differs.CHANGED_IN_FILES, Differs.REMOVED_FROM_FILES)
"""What happened to the files alone, and may go to the database."""
IN_DATABASE = (Differs.ONLY_IN_DATABASE, Differs.CHANGED_IN_DATABASE)
"""What happened in the database alone, and may go to the files."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A term that files and database say differently. `base` is what they last agreed on, None where they never did."""

    name: str
    differs: Differs
    files: Term | None
    database: Term | None
    base: Term | None

    @property
    def fields(self) -> list[FieldDifference]:
        """Where they differ: what the files say, then what the database says."""
        return differences(self.files, self.database)


class GlossarySync:
    """Compares an actor's desk with files. Looking changes nothing; `carry` changes what it is told to."""

    def __init__(self, session: Session, actor: Actor, folder: GlossaryFolder) -> None:
        self.session = session
        self.actor = actor
        self.folder = folder
        self.rows = {row.name: row for row in session.scalars(select(TermRow).where(TermRow.desk_id == actor.desk_id))}
        self.synced = {
            row.name: row for row in session.scalars(select(TermSynced).where(TermSynced.desk_id == actor.desk_id))
        }

    def differences(self) -> list[Difference]:
        """What differs, by the terms' ids. A proposal that was never in a file is none, nor one turned down."""
        names = sorted({*self.folder.terms, *self.rows})
        return [found for name in names if (found := self._difference(name)) is not None]

    def waiting(self) -> int:
        """How many proposals wait at the desk, which go to files once they are approved."""
        return sum(row.state is TermState.PROPOSED and row.name not in self.folder.terms for row in self.rows.values())

    def carry(
        self, differences: Collection[Difference], *, to: Collection[Side], taken: dict[str, Side]
    ) -> dict[str, Side]:
        """Carries over what changed on one side alone `to` the other, and of `taken` terms the side that is named.

        Returns by id the side that was taken. Raises `Invalid` for a taken id that does not differ. Files are written
        last, so that a refusal leaves both sides as they were.
        """
        self.actor.require(Role.EDITOR, Role.SYSTEM)
        strange = sorted(set(taken) - {one.name for one in differences})
        if strange:
            raise Invalid(phrase("“{strange}” does not differ between files and database.", strange=strange[0]))
        chosen = {one.name: (one, side) for one in differences if (side := _side(one, to, taken)) is not None}
        for one, side in chosen.values():
            if side is Side.FILES:
                self._to_database(one)
        self.folder.write({one.name: one.database for one, side in chosen.values() if side is Side.DATABASE})
        for one, side in chosen.values():
            self._agree(one, one.files if side is Side.FILES else one.database)
        self.session.flush()
        return {name: side for name, (_, side) in chosen.items()}

    def note_agreement(self) -> None:
        """Notes what both sides say alike now, for the next comparison."""
        for name, term in self.folder.terms.items():
            row = self.rows.get(name)
            if row is not None and same(term, term_of(row)) and not same(term, self._base(name)):
                self._note(name, term)
        self.session.flush()

    def _difference(self, name: str) -> Difference | None:
        files, row, base = self.folder.terms.get(name), self.rows.get(name), self._base(name)
        database = term_of(row) if row else None
        differs = None if same(files, database) else _differs(files, database, base)
        return Difference(name, differs, files, database, base) if differs else None

    def _base(self, name: str) -> Term | None:
        known = self.synced.get(name)
        return from_record(known.content, known.file) if known else None

    def _to_database(self, one: Difference) -> None:
        terms = Terms(self.session, self.actor)
        row = self.rows.get(one.name) or TermRow(desk_id=self.actor.desk_id, name=one.name)
        if one.files is None and one.database is not None:
            gone = replace(one.database, state=TermState.OBSOLETE)
            terms.record(row, gone, TermAction.RETIRED, "Removed from the files.")
        elif one.files is not None:
            row.file = one.files.file
            action = TermAction.CHANGED if one.database else TermAction.TAKEN_IN
            terms.record(row, one.files, action, f"Taken over from {one.files.file}.")
        self.rows[one.name] = row

    def _agree(self, one: Difference, term: Term | None) -> None:
        if term is None:
            known = self.synced.pop(one.name, None)
            if known is not None:
                self.session.delete(known)
            return
        row = self.rows[one.name]
        row.file = row.file or self.folder.place_of(one.name, term).name
        self._note(one.name, term)

    def _note(self, name: str, term: Term) -> None:
        known = self.synced.setdefault(name, TermSynced(desk_id=self.actor.desk_id, name=name))
        known.content, known.file, known.at = to_record(term), self.folder.place_of(name, term).name, utc_now()
        self.session.add(known)


def _differs(files: Term | None, database: Term | None, base: Term | None) -> Differs | None:
    if database is None:
        return Differs.ONLY_IN_FILES
    if files is None:
        return _not_in_files(database, base)
    if base is not None and same(base, database):
        return Differs.CHANGED_IN_FILES
    return Differs.CHANGED_IN_DATABASE if base is not None and same(base, files) else Differs.CHANGED_IN_BOTH


def _not_in_files(database: Term, base: Term | None) -> Differs | None:
    if base is None:
        return Differs.ONLY_IN_DATABASE if database.state is TermState.APPROVED else None
    return Differs.REMOVED_FROM_FILES if same(base, database) else Differs.CHANGED_IN_BOTH


def _side(one: Difference, to: Collection[Side], taken: dict[str, Side]) -> Side | None:
    if one.name in taken:
        return taken[one.name]
    if one.differs in IN_FILES and Side.DATABASE in to:
        return Side.FILES
    return Side.DATABASE if one.differs in IN_DATABASE and Side.FILES in to else None


def sentences(one: Difference) -> Iterator[str]:
    """A difference in plain sentences: what it is, then each field."""
    yield f"{one.name}: {_WORDS[one.differs].format(file=one.files.file if one.files else '')}"
    for field in one.fields:
        yield f"  {field.field}: {_sides(field)}"


def _sides(field: FieldDifference) -> str:
    """What each side says; of long lists with much in common, what it alone has."""
    if not field.shared or not (field.gone or field.come):
        return f"{_quoted(field.first, 'the files')}; {_quoted(field.second, 'the database')}"
    alone = (("the files have", field.gone), ("the database has", field.come))
    return "; ".join(f"only {side} “{', '.join(texts)}”" for side, texts in alone if texts)


_WORDS = {
    Differs.ONLY_IN_FILES: "only in the files ({file}).",
    Differs.ONLY_IN_DATABASE: "only in the database.",
    Differs.CHANGED_IN_FILES: "changed in the files ({file}), not in the database.",
    Differs.CHANGED_IN_DATABASE: "changed in the database, not in the files ({file}).",
    Differs.REMOVED_FROM_FILES: "removed from the files; the database still has it.",
    Differs.CHANGED_IN_BOTH: "changed on both sides since they last agreed.",
}


def _quoted(text: str, side: str) -> str:
    return f"{side} say “{text}”".replace("database say", "database says") if text else f"{side} {_NOTHING[side]}"


_NOTHING = {"the files": "say nothing", "the database": "says nothing"}
