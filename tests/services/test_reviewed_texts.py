"""How texts read at a review, found again in rows that never change."""

import json
import random
from collections.abc import Callable, Mapping
from functools import partial

import pytest
from sqlalchemy import event

from desk.domain.draft import DraftKind
from desk.domain.finding import FindingState, Level
from desk.domain.provenance import Origin
from desk.domain.segment import BlockKind
from desk.domain.target_fields import TargetField
from desk.domain.workflow import State
from desk.engines.quiet import QuietEngine
from desk.models import Draft, Review, Translation, Unit
from desk.services.added_units import AddedUnits
from desk.services.drafting import Drafting
from desk.services.glossary_effects import reword
from desk.services.reviewed_texts import fields_at, texts_at
from desk.services.reviews import last_review
from desk.services.taking import Taking
from desk.services.target_fields import TargetFields
from desk.services.translations import Returned
from tests import factories
from tests.factories import House


def read(home: House, translation: Translation) -> dict[str, str]:
    return {unit.id: unit.text for unit in home.units(translation)}


def send_back(home: House, translation: Translation, *places: int) -> Review:
    units = home.units(translation)
    reasons = [Returned(units[place].id, "style", "Shorter.") for place in places]
    return home.translations(home.editor).return_(translation.id, reasons, "" if reasons else "All of it.")


def settle(home: House, translation: Translation) -> None:
    """Sets aside what the checks find, as a translator does."""
    findings = home.findings(home.translator)
    for found in findings.check(translation):
        if found.state is FindingState.OPEN:
            (findings.contest if found.level is Level.BLOCK else findings.dismiss)(found.id, "Right as it is.")


def queries(home: House, act: Callable[[], object]) -> int:
    """How many statements the database is given while something is done."""
    asked: list[str] = []

    def note(*call: object) -> None:
        asked.append(str(call[2]))

    engine = home.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


class TestTexts:
    def test_a_text_that_was_written_since_reads_as_the_editor_saw_it(self, home: House) -> None:
        made = factories.submitted(home)
        before = read(home, made)
        review = send_back(home, made, 1)
        unit = home.units(made)[1]

        home.editing(home.translator).confirm(unit.id, "Sentence beta in brief.", unit.version)

        assert texts_at(home.session, home.units(made), review) == before

    def test_a_text_that_is_being_written_does_too(self, home: House) -> None:
        made = factories.submitted(home)
        before = read(home, made)
        review = send_back(home, made, 1)
        unit = home.units(made)[1]

        home.editing(home.translator).save(unit.id, "Half a thou", unit.version)

        assert texts_at(home.session, home.units(made), review) == before

    def test_a_draft_that_nobody_changed_and_that_was_drafted_anew_since_does_too(self, home: House) -> None:
        made = factories.drafted(home)
        home.translations(home.translator).claim(made.id)
        for unit in home.units(made):
            home.editing(home.translator).confirm(unit.id, unit.text, unit.version)
        settle(home, made)
        home.translations(home.translator).submit(made.id)
        before = read(home, made)
        review = send_back(home, made, 1)

        home.translations(home.translator).redraft(made.id)
        factories.draft_all(home.session, made, QuietEngine(canned={"Hà Nội mưa lớn.": "Heavy rain in Hanoi."}))

        assert home.units(made)[1].text == "Heavy rain in Hanoi."
        assert texts_at(home.session, home.units(made), review) == before

    def test_what_was_added_since_is_not_in_it(self, home: House) -> None:
        made = factories.submitted(home)
        review = send_back(home, made, 1)
        unit = home.units(made)[1]

        added = AddedUnits(home.session, home.translator).add(unit.id, "It rained for days.")

        assert added.id not in texts_at(home.session, home.units(made), review)

    def test_what_an_editor_wrote_before_deciding_is_in_it(self, home: House) -> None:
        made = factories.submitted(home)
        unit = home.units(made)[2]
        home.editing(home.editor).save(unit.id, "An editor's own words.", unit.version)

        review = send_back(home, made, 1)

        assert texts_at(home.session, home.units(made), review)[unit.id] == "An editor's own words."

    def test_it_is_what_was_published(self, home: House) -> None:
        made = factories.approved(home)
        publication = home.publishing(home.editor).publish(made.id)
        home.translations(home.translator).revise(made.id)
        for unit in home.units(made):
            home.editing(home.translator).confirm(unit.id, f"{unit.text} Once more.", unit.version)

        texts = texts_at(home.session, home.units(made), publication.review)

        assert texts == {unit["id"]: unit["text"] for unit in json.loads(publication.document)["units"]}

    def test_it_asks_as_much_for_many_as_for_few(self, home: House) -> None:
        few, many = factories.submitted(home), factories.submitted(home, *(f"Câu {n}." for n in range(10)))
        told = [(home.units(made), send_back(home, made, 1)) for made in (few, many)]

        asked = [queries(home, partial(texts_at, home.session, *one)) for one in told]

        assert asked == [2, 2]


class Walk:
    """A translation on which a translator and an editor do all that can be done, in an order that chance decides."""

    def __init__(self, home: House, seed: int) -> None:
        self.home = home
        self.chance = random.Random(seed)
        self.made = factories.drafted(home)
        self.round = 0
        self.seen: list[tuple[Review, Mapping[str, str]]] = []

    def go(self, rounds: int) -> None:
        for _ in range(rounds):
            for _ in range(self.chance.randint(1, 6)):
                self._step()
            self._review()

    def _step(self) -> None:
        self._claim()
        steps = (self._write, self._keep, self._restore, self._omit, self._add, self._redraft, self._take, self._reword)
        self.chance.choice(steps)(self.chance.choice(self.home.units(self.made)))

    def _claim(self) -> None:
        if self.made.state is State.DRAFTED:
            self.home.translations(self.home.translator).claim(self.made.id)

    def _write(self, unit: Unit) -> None:
        text = f"Sentence {factories.NAMES[self.chance.randint(1, 11)]} in plain English."
        self.home.editing(self.home.translator).save(
            unit.id, text, unit.version, end_of_burst=self.chance.random() < 0.5
        )

    def _keep(self, unit: Unit) -> None:
        if unit.text:
            self.home.editing(self.home.translator).confirm(unit.id, unit.text, unit.version)

    def _restore(self, unit: Unit) -> None:
        if unit.draft is not None:
            self.home.editing(self.home.translator).restore_draft(unit.id, unit.version)

    def _omit(self, unit: Unit) -> None:
        self.home.editing(self.home.translator).omit(unit.id, "Said before.")
        if self.chance.random() < 0.5:
            self.home.editing(self.home.translator).include(unit.id)

    def _add(self, unit: Unit) -> None:
        if unit.kind is BlockKind.PARAGRAPH:
            AddedUnits(self.home.session, self.home.translator).add(unit.id, "A sentence of our own.")

    def _redraft(self, unit: Unit) -> None:
        self.round += 1
        self.home.translations(self.home.editor).redraft(self.made.id, everything=self.chance.random() < 0.3)
        texts = ("Mưa lớn ở Hà Nội", *factories.SENTENCES)
        engine = QuietEngine(canned={text: f"Round {self.round}: {text}" for text in texts})
        factories.draft_all(self.home.session, self.made, engine)
        Drafting(self.home.session).finish([self.made.id])  # where nothing had to be drafted

    def _take(self, unit: Unit) -> None:
        query = self.home.session.query(Draft)
        drafts = query.filter(Draft.unit_id == unit.id, Draft.kind == DraftKind.TERMS, Draft.text != "").all()
        if drafts:
            taking = Taking(self.home.session, self.home.editing(self.home.translator))
            taking.draft(unit.id, self.chance.choice(drafts).id, unit.version)

    def _reword(self, unit: Unit) -> None:
        if unit.origin is Origin.MACHINE and unit.pending_by is None:
            reword(self.home.session, unit, f"{unit.text} (reworded)", self.home.editor.person, "term")

    def _review(self) -> None:
        self._claim()
        for unit in self.home.units(self.made):
            if unit.confirmed_at is None:
                text = unit.text or "Written at last."
                self.home.editing(self.home.translator).confirm(unit.id, text, unit.version)
        settle(self.home, self.made)
        self.home.translations(self.home.translator).submit(self.made.id)
        if self.chance.random() < 0.3:
            unit = self.chance.choice(self.home.units(self.made))
            self.home.editing(self.home.editor).save(unit.id, "An editor's own words.", unit.version)
        text = read(self.home, self.made)
        places = self.chance.sample(range(len(text)), self.chance.randint(1, len(text)))
        self.seen.append((send_back(self.home, self.made, *places), text))


class TestWalk:
    @pytest.mark.parametrize("seed", range(8))
    def test_every_review_is_found_again_whatever_came_after(self, home: House, seed: int) -> None:
        walk = Walk(home, seed)

        walk.go(5)

        there = {unit.id for unit in home.units(walk.made)}
        for review, text in walk.seen:
            assert texts_at(home.session, home.units(walk.made), review) == {
                unit: said for unit, said in text.items() if unit in there
            }


class TestLast:
    def test_there_is_none_before_the_first_decision(self, home: House) -> None:
        assert last_review(home.session, factories.submitted(home)) is None

    def test_it_is_the_newest_decision(self, home: House) -> None:
        made = factories.approved(home)
        home.translations(home.editor).reopen(made.id, "A second thought.")

        found = last_review(home.session, made)

        assert found is not None
        assert found.decision == "approved"

    def test_a_text_that_stands_approved_is_compared_with_what_came_before(self, home: House) -> None:
        made = factories.submitted(home)
        review = send_back(home, made, 1)
        unit = home.units(made)[1]
        home.editing(home.translator).confirm(unit.id, "Sentence beta in brief.", unit.version)
        home.translations(home.translator).submit(made.id)

        home.translations(home.editor).approve(made.id)

        assert last_review(home.session, made) == review

    def test_a_first_approval_is_compared_with_nothing(self, home: House) -> None:
        assert last_review(home.session, factories.published(home)) is None


class TestFields:
    def test_they_read_as_the_editor_saw_them(self, home: House) -> None:
        made = factories.submitted(home)
        fields = TargetFields(home.session, home.editing(home.editor))
        fields.save(made.id, "section", "World", 0)
        fields.save(made.id, "tags", "rain", 0)
        review = send_back(home, made)

        fields.save(made.id, "section", "Asia", 1)
        fields.save(made.id, "section", "", 2)
        fields.save(made.id, "push_alert", "Rain in Hanoi", 0)

        assert fields_at(home.session, made, review) == {TargetField.SECTION: "World", TargetField.TAGS: "rain"}
