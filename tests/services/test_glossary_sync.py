"""Files and database of a glossary: three sides are compared, and neither is overwritten unasked."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.term import Form, FormStatus, Scope, Term, TermState
from desk.glossary.files import load
from desk.glossary.folder import GlossaryFolder
from desk.services.actor import Actor
from desk.services.glossary_intake import take_in_at_first_start
from desk.services.glossary_sync import Differs, GlossarySync, Side, sentences
from desk.services.glossary_terms import Terms, term_of
from tests.factories import House

FILE = """# Names in the news.
title: Names
topic: politics

terms:

  # The seat of power.
  - id: kremlin
    note: The place.   # not the state
    forms:
      en: the Kremlin

  - id: hanoi
    forms: {en: Hanoi, vi: Hà Nội}
"""


@pytest.fixture
def folder(tmp_path: Path, home: House) -> Path:
    """A folder of files that a desk has taken in at its first start."""
    (tmp_path / "names.yaml").write_text(FILE)
    take_in_at_first_start(home.session, lambda: load([tmp_path]).terms)
    return tmp_path


def sync(home: House, folder: Path, actor: Actor | None = None) -> GlossarySync:
    return GlossarySync(home.session, actor or home.editor, GlossaryFolder([folder]))


def carry(home: House, folder: Path, *to: Side, **taken: Side) -> dict[str, Side]:
    syncing = sync(home, folder)
    done = syncing.carry(syncing.differences(), to=to, taken=taken)
    syncing.note_agreement()
    return done


def found(home: House, folder: Path) -> dict[str, Differs]:
    return {one.name: one.differs for one in sync(home, folder).differences()}


def write(folder: Path, old: str, new: str) -> None:
    path = folder / "names.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def change(home: House, name: str, **fields: object) -> None:
    terms = Terms(home.session, home.editor)
    row = terms.named(name)
    assert row is not None
    terms.change(row.id, replace(term_of(row), **fields), row.version)  # type: ignore[arg-type]


def kept(home: House, name: str) -> Term:
    row = Terms(home.session, home.editor).named(name)
    assert row is not None
    return term_of(row)


class TestLooking:
    def test_it_finds_nothing_where_both_agree(self, home: House, folder: Path) -> None:
        assert found(home, folder) == {}

    def test_it_tells_what_changed_where(self, home: House, folder: Path) -> None:
        write(folder, "Hà Nội", "Hà nội")
        change(home, "kremlin", note="The seat.")
        write(folder, "terms:\n", "terms:\n\n  - id: moscow\n    forms: {en: Moscow}\n")
        row = Terms(home.session, home.editor).propose(Term("paris", {"en": (Form("Paris"),)}))
        Terms(home.session, home.editor).approve(row.id, row.version)

        assert found(home, folder) == {
            "hanoi": Differs.CHANGED_IN_FILES,
            "kremlin": Differs.CHANGED_IN_DATABASE,
            "moscow": Differs.ONLY_IN_FILES,
            "paris": Differs.ONLY_IN_DATABASE,
        }

    def test_it_tells_what_changed_on_both_sides(self, home: House, folder: Path) -> None:
        write(folder, "The place.", "A place.")
        change(home, "kremlin", note="The seat.")

        [one] = sync(home, folder).differences()

        assert one.differs is Differs.CHANGED_IN_BOTH
        assert list(sentences(one)) == [
            "kremlin: changed on both sides since they last agreed.",
            "  note: the files say “A place.”; the database says “The seat.”",
        ]

    def test_of_a_list_it_tells_what_one_side_alone_has(self, home: House, folder: Path) -> None:
        forms = (Form("the Kremlin"), *(Form(name, FormStatus.ADMITTED) for name in ("Red House", "Palace")))
        change(home, "kremlin", forms={"en": forms})
        carry(home, folder, Side.FILES)
        change(home, "kremlin", forms={"en": (*forms[:2], Form("Seat", FormStatus.ADMITTED))})

        [one] = sync(home, folder).differences()

        assert list(sentences(one))[1:] == [
            "  admitted (en): only the files have “Palace”; only the database has “Seat”"
        ]

    def test_the_same_change_on_both_sides_is_no_difference(self, home: House, folder: Path) -> None:
        write(folder, "The place.", "The seat.")
        change(home, "kremlin", note="The seat.")

        assert found(home, folder) == {}

    def test_a_comment_or_another_order_is_no_difference(self, home: House, folder: Path) -> None:
        write(folder, "# not the state", "# whatever")
        write(folder, "{en: Hanoi, vi: Hà Nội}", "{vi: Hà Nội, en: Hanoi}")

        assert found(home, folder) == {}

    def test_a_proposal_waits_at_the_desk(self, home: House, folder: Path) -> None:
        terms = Terms(home.session, home.translator)
        terms.propose(Term("paris", {"en": (Form("Paris"),)}))
        other = terms.propose(Term("rome", {"en": (Form("Rome"),)}))
        Terms(home.session, home.editor).reject(other.id, other.version, "No.")

        assert found(home, folder) == {}
        assert sync(home, folder).waiting() == 1

    def test_it_tells_what_was_removed_from_the_files(self, home: House, folder: Path) -> None:
        write(folder, "  - id: hanoi\n    forms: {en: Hanoi, vi: Hà Nội}\n", "")

        assert found(home, folder) == {"hanoi": Differs.REMOVED_FROM_FILES}


class TestToTheDatabase:
    def test_it_takes_over_what_changed_in_the_files_alone(self, home: House, folder: Path) -> None:
        write(folder, "Hà Nội", "Thủ đô Hà Nội")
        change(home, "kremlin", note="The seat.")

        done = carry(home, folder, Side.DATABASE)

        assert done == {"hanoi": Side.FILES}
        assert kept(home, "hanoi").preferred("vi") == "Thủ đô Hà Nội"
        assert found(home, folder) == {"kremlin": Differs.CHANGED_IN_DATABASE}

    def test_it_takes_new_terms_in_with_their_file(self, home: House, folder: Path) -> None:
        write(folder, "terms:\n", "terms:\n\n  - id: moscow\n    status: proposed\n    forms: {en: Moscow}\n")

        carry(home, folder, Side.DATABASE)

        assert (kept(home, "moscow").file, kept(home, "moscow").state) == ("names.yaml", TermState.PROPOSED)
        assert found(home, folder) == {}

    def test_what_was_removed_from_the_files_goes_out_of_force_and_is_kept(self, home: House, folder: Path) -> None:
        write(folder, "  - id: hanoi\n    forms: {en: Hanoi, vi: Hà Nội}\n", "")

        carry(home, folder, Side.DATABASE)

        assert kept(home, "hanoi").state is TermState.OBSOLETE
        assert found(home, folder) == {}


class TestToTheFiles:
    def test_it_changes_one_term_and_leaves_every_other_line(self, home: House, folder: Path) -> None:
        change(home, "hanoi", note="The capital.")

        carry(home, folder, Side.FILES)

        text = (folder / "names.yaml").read_text()
        assert text.startswith(FILE.partition("  - id: hanoi")[0])
        assert "note: The capital." in text
        assert found(home, folder) == {}

    def test_it_puts_a_new_term_where_its_topic_is_or_into_a_file_of_the_desk(self, home: House, folder: Path) -> None:
        terms = Terms(home.session, home.editor)
        for name, scope in (("paris", Scope(topics=("politics",))), ("rome", Scope())):
            row = terms.propose(Term(name, {"en": (Form(name.title()),)}, scope=scope))
            terms.approve(row.id, row.version)

        carry(home, folder, Side.FILES)

        places = {term.id: term.file for term in load([folder]).terms}
        assert (places["paris"], places["rome"]) == ("names.yaml", "from-the-desk.yaml")
        assert found(home, folder) == {}

    def test_it_does_not_write_over_a_file_that_changed_meanwhile(self, home: House, folder: Path) -> None:
        change(home, "hanoi", note="The capital.")
        syncing = sync(home, folder)
        differences = syncing.differences()
        write(folder, "Names in the news", "Names")

        with pytest.raises(Conflict, match="changed meanwhile"):
            syncing.carry(differences, to=[Side.FILES], taken={})

        assert "The capital" not in (folder / "names.yaml").read_text()


class TestBothSides:
    @pytest.fixture(autouse=True)
    def changes(self, home: House, folder: Path) -> None:
        write(folder, "The place.", "A place.")
        change(home, "kremlin", note="The seat.")

    @pytest.mark.parametrize("to", [[Side.FILES], [Side.DATABASE], [Side.FILES, Side.DATABASE]])
    def test_it_overwrites_neither_unasked(self, home: House, folder: Path, to: Collection[Side]) -> None:
        before = (folder / "names.yaml").read_text()

        done = carry(home, folder, *to)

        assert done == {}
        assert (folder / "names.yaml").read_text() == before
        assert kept(home, "kremlin").note == "The seat."

    @pytest.mark.parametrize(("side", "note"), [(Side.FILES, "A place."), (Side.DATABASE, "The seat.")])
    def test_it_takes_the_side_that_is_named(self, home: House, folder: Path, side: Side, note: str) -> None:
        carry(home, folder, kremlin=side)

        assert kept(home, "kremlin").note == note
        assert {term.id: term.note for term in load([folder]).terms}["kremlin"] == note
        assert found(home, folder) == {}

    def test_a_removal_can_be_taken_back_or_taken_over(self, home: House, folder: Path) -> None:
        block = "  - id: hanoi\n    forms: {en: Hanoi, vi: Hà Nội}\n"
        write(folder, block, "")
        carry(home, folder, hanoi=Side.DATABASE)
        assert "id: hanoi" in (folder / "names.yaml").read_text()

        terms = Terms(home.session, home.editor)
        row = terms.propose(Term("paris", {"en": (Form("Paris"),)}))
        terms.approve(row.id, row.version)
        carry(home, folder, paris=Side.FILES)
        assert kept(home, "paris").state is TermState.OBSOLETE

    def test_a_term_of_the_files_alone_can_be_taken_out_of_them(self, home: House, folder: Path) -> None:
        write(folder, "terms:\n", "terms:\n\n  - id: moscow\n    forms: {en: Moscow}\n")

        carry(home, folder, moscow=Side.DATABASE)

        assert "moscow" not in (folder / "names.yaml").read_text()

    def test_it_knows_no_other_term(self, home: House, folder: Path) -> None:
        with pytest.raises(Invalid, match="hanoi"):
            carry(home, folder, hanoi=Side.FILES)

    def test_a_translator_carries_nothing(self, home: House, folder: Path) -> None:
        syncing = sync(home, folder, home.translator)

        with pytest.raises(Forbidden):
            syncing.carry(syncing.differences(), to=[Side.DATABASE], taken={})

    def test_only_editors_write_into_files(self, home: House, folder: Path) -> None:
        change(home, "hanoi", note="The capital.")
        syncing = sync(home, folder, home.translator)

        with pytest.raises(Forbidden):
            syncing.carry(syncing.differences(), to=[Side.FILES], taken={})

        assert "The capital." not in (folder / "names.yaml").read_text()
