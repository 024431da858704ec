"""A desk's terms: who may do what to them, and what is kept of it."""

from dataclasses import replace

import pytest

from desk.db import Database
from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.term import Context, Form, FormStatus, Scope, Term, TermState
from desk.domain.workflow import Role
from desk.glossary.matcher import Glossary
from desk.models import Desk, TermAction
from desk.services.actor import Actor
from desk.services.glossary_current import Glossaries
from desk.services.glossary_intake import take_in_at_first_start
from desk.services.glossary_rules import name_for
from desk.services.glossary_terms import Terms, term_of
from desk.settings import load_settings
from desk.wiring import Wiring
from tests import factories
from tests.factories import House

HALL = Term(
    "crocus-city-hall",
    {
        "vi": (Form("Nhà hát Crocus City"),),
        "en": (Form("Crocus City Hall"), Form("Crocus City theatre", FormStatus.FORBIDDEN, article="the")),
    },
    note="A concert hall.",
)


def terms(home: House, actor: Actor) -> Terms:
    return Terms(home.session, actor)


def stranger(home: House) -> Actor:
    """An editor of another desk."""
    other = Desk(name="Sports", settings={})
    home.session.add(other)
    home.session.flush()
    return factories.person(home.session, other, "ute", Role.EDITOR)


class TestProposing:
    def test_it_keeps_all_of_the_term_as_a_proposal(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL, "It is in every article.")

        home.session.expire_all()
        assert term_of(row) == replace(HALL, state=TermState.PROPOSED)
        assert [(form.language, form.folded) for form in row.forms][1] == ("en", "crocus city hall")

    def test_it_says_who_when_and_why(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL, "It is in every article.")

        [change] = terms(home, home.editor).history(row)
        assert (change.action, change.person_id) == (TermAction.PROPOSED, home.translator.person_id)
        assert (change.reason, change.old) == ("It is in every article.", None)

    def test_it_does_not_take_an_id_twice(self, home: House) -> None:
        terms(home, home.translator).propose(HALL)

        with pytest.raises(Conflict, match="crocus-city-hall"):
            terms(home, home.editor).propose(HALL)

    def test_an_administrator_proposes_nothing(self, home: House) -> None:
        with pytest.raises(Forbidden):
            terms(home, home.administrator).propose(HALL)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"id": "No Id"}, "small letters"),
            ({"forms": {}}, "has no forms"),
            ({"forms": {"xx": (Form("a"),)}}, "not a language"),
            ({"forms": {"en": (Form(" "),)}}, "form is empty"),
            ({"forms": {"en": (Form("Hall"), Form("House"))}}, "several preferred"),
            ({"forms": {"en": (Form("Hall"), Form("hall", FormStatus.FORBIDDEN))}}, "both allowed and forbidden"),
            (
                {"first_mention": {"en": "the Crocus City theatre, a venue"}},
                "holds “.*theatre”, which is never printed",
            ),
            ({"note": "x" * 3000}, "at most 2000"),
        ],
    )
    def test_it_refuses_what_a_file_could_not_hold(self, home: House, change: dict[str, object], said: str) -> None:
        with pytest.raises(Invalid, match=said):
            terms(home, home.translator).propose(replace(HALL, **change))  # type: ignore[arg-type]

    def test_it_takes_a_form_that_is_wrong_in_one_context_alone(self, home: House) -> None:
        near, elsewhere = Context(near=("Moscow",)), Context(near=("school",))
        forms = (Form("Hall", context=near), Form("Hall", FormStatus.FORBIDDEN, context=elsewhere))

        row = terms(home, home.translator).propose(replace(HALL, forms={"en": forms}))

        assert term_of(row).forms["en"] == forms


class TestDeciding:
    def test_an_editor_approves(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)

        terms(home, home.editor).approve(row.id, row.version)

        assert (row.state, term_of(row).state) == (TermState.APPROVED, TermState.APPROVED)

    def test_a_translator_does_not(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)

        for act in (terms(home, home.translator).approve, terms(home, home.translator).reject):
            with pytest.raises(Forbidden):
                act(row.id, row.version, "Because.")

    def test_a_rejection_says_why_and_is_kept(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)

        with pytest.raises(Invalid, match="Say why"):
            terms(home, home.editor).reject(row.id, row.version, " ")
        terms(home, home.editor).reject(row.id, row.version, "Nobody writes that.")

        assert row.state is TermState.OBSOLETE
        assert terms(home, home.editor).history(row)[0].action is TermAction.REJECTED

    def test_what_was_retired_can_come_back(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)
        editor = terms(home, home.editor)

        editor.approve(row.id, row.version)
        editor.retire(row.id, row.version, "The hall burnt down.")
        editor.approve(row.id, row.version)

        assert [one.action.value for one in editor.history(row)] == ["revived", "retired", "approved", "proposed"]

    def test_it_decides_on_what_was_seen(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)
        seen = row.version
        terms(home, home.translator).change(row.id, replace(HALL, note="Another note."), seen)

        with pytest.raises(Conflict, match="meanwhile"):
            terms(home, home.editor).approve(row.id, seen)


class TestChanging:
    def test_it_keeps_the_old_and_the_new(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)

        terms(home, home.editor).change(row.id, replace(HALL, note="A venue."), row.version, "Shorter.")

        change = terms(home, home.editor).history(row)[0]
        assert (change.old["note"], change.new["note"], change.reason) == ("A concert hall.", "A venue.", "Shorter.")

    def test_what_was_merged_into_another_is_changed_there(self, home: House) -> None:
        editing = terms(home, home.editor)
        into, other = (editing.approve((row := editing.propose(replace(HALL, id=id))).id, row.version) for id in "ab")
        editing.merge(into.id, other.id, HALL, (into.version, other.version))

        with pytest.raises(Conflict, match="merged into another"):
            editing.change(other.id, HALL, other.version)

    def test_a_translator_changes_their_own_proposal_alone(self, home: House) -> None:
        mine = terms(home, home.translator).propose(HALL)
        theirs = terms(home, home.editor).propose(replace(HALL, id="hall"))

        terms(home, home.translator).change(mine.id, replace(HALL, note="Mine."), mine.version)

        with pytest.raises(Forbidden):
            terms(home, home.translator).change(theirs.id, HALL, theirs.version)
        terms(home, home.editor).approve(mine.id, mine.version)
        with pytest.raises(Forbidden):
            terms(home, home.translator).change(mine.id, HALL, mine.version)

    def test_the_same_again_is_no_change(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)

        terms(home, home.editor).change(row.id, HALL, row.version)

        assert row.version == 1

    def test_it_knows_no_term_of_another_desk(self, home: House) -> None:
        row = terms(home, home.translator).propose(HALL)

        with pytest.raises(NotFound):
            terms(home, stranger(home)).approve(row.id, row.version)


class TestInForce:
    def test_it_takes_the_files_until_the_desk_has_terms(self, home: House) -> None:
        files = Glossary([replace(HALL, id="from-a-file")])
        glossaries = Glossaries(lambda: files)

        assert glossaries.of(home.session, home.desk.id) is files
        row = terms(home, home.translator).propose(HALL)
        assert glossaries.of(home.session, home.desk.id) is files
        terms(home, home.editor).approve(row.id, row.version)

        assert [term.id for term in glossaries.of(home.session, home.desk.id).terms] == ["crocus-city-hall"]

    def test_it_follows_every_change_and_nothing_else(self, home: House) -> None:
        glossaries = Glossaries(Glossary)
        row = terms(home, home.translator).propose(HALL)
        terms(home, home.editor).approve(row.id, row.version)

        first = glossaries.of(home.session, home.desk.id)
        again = glossaries.of(home.session, home.desk.id)
        terms(home, home.editor).retire(row.id, row.version, "Gone.")

        assert first is again
        assert [term.id for term in first.terms] == ["crocus-city-hall"]
        assert glossaries.of(home.session, home.desk.id).terms == ()

    def test_it_reads_what_changed_alone(self, home: House) -> None:
        glossaries = Glossaries(Glossary)
        rows = [terms(home, home.editor).propose(replace(HALL, id=f"hall-{number}")) for number in range(3)]
        for row in rows:
            terms(home, home.editor).approve(row.id, row.version)
        before = glossaries.of(home.session, home.desk.id)
        terms(home, home.editor).change(rows[1].id, replace(HALL, note="Another."), rows[1].version)

        after = glossaries.of(home.session, home.desk.id)

        assert [term.note for term in after.terms] == [HALL.note, "Another.", HALL.note]
        assert [a is b for a, b in zip(before.terms, after.terms, strict=True)] == [True, False, True]

    def test_it_leaves_out_what_holds_at_other_desks_alone(self, home: House) -> None:
        for desk in (home.desk.name, "Sports"):
            term = replace(HALL, id=f"hall-{desk.lower()}", scope=Scope(desks=(desk,)))
            row = terms(home, home.editor).propose(term)
            terms(home, home.editor).approve(row.id, row.version)

        found = Glossaries(Glossary).of(home.session, home.desk.id)

        assert [term.id for term in found.terms] == ["hall-news"]

    def test_it_keeps_desks_apart(self, home: House) -> None:
        glossaries = Glossaries(Glossary)
        row = terms(home, home.editor).propose(HALL)
        terms(home, home.editor).approve(row.id, row.version)

        assert glossaries.of(home.session, stranger(home).desk_id).terms == ()


class TestProcesses:
    def test_every_process_follows_from_one_moment_to_the_next(self, own_database: Database) -> None:
        url = own_database.url.render_as_string(hide_password=False)
        here, there = (Wiring(load_settings(database_url=url, engine="quiet")) for _ in range(2))
        for wiring in (here, there):
            vars(wiring)["file_glossary"] = Glossary()
        with here.database.session(write=True) as session:
            home = factories.house(session)
            row = terms(home, home.editor).propose(HALL)
            session.commit()
        assert there.glossary.terms == ()

        with here.database.session(write=True) as session:
            Terms(session, home.editor).approve(row.id, row.version)
            session.commit()

        assert [term.id for term in there.glossary.terms] == ["crocus-city-hall"]
        assert there.glossary is there.glossary
        for wiring in (here, there):
            wiring.database.close()


class TestFirstStart:
    def test_it_takes_in_what_the_files_have(self, home: House) -> None:
        taken = take_in_at_first_start(home.session, lambda: [replace(HALL, file="names.yaml", line=7)])

        row = terms(home, home.editor).named("crocus-city-hall")
        assert taken == 1
        assert row is not None
        assert (row.state, row.file, term_of(row)) == (
            TermState.APPROVED,
            "names.yaml",
            replace(HALL, file="names.yaml"),
        )

    def test_a_proposal_that_came_first_is_left_as_it_is(self, home: House) -> None:
        terms(home, home.translator).propose(replace(HALL, note="Mine."))

        taken = take_in_at_first_start(home.session, lambda: [HALL, replace(HALL, id="another")])

        mine = terms(home, home.editor).named("crocus-city-hall")
        assert taken == 1
        assert mine is not None
        assert (mine.state, term_of(mine).note) == (TermState.PROPOSED, "Mine.")

    def test_it_does_so_once(self, home: House) -> None:
        take_in_at_first_start(home.session, lambda: [HALL])

        assert take_in_at_first_start(home.session, lambda: [replace(HALL, id="another")]) == 0


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Crocus City Hall", "crocus-city-hall"),
            ("Điện Kremlin", "dien-kremlin"),
            ("كروكوس", "term"),
            ("L'ONU", "l-onu"),
        ],
    )
    def test_it_makes_an_id_of_a_form(self, text: str, name: str) -> None:
        assert name_for(text) == name

    def test_it_makes_another_where_that_is_taken(self) -> None:
        assert name_for("Hall", {"hall", "hall-2"}.__contains__) == "hall-3"
