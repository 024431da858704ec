"""The same edit made twice to a name proposes a term, with its evidence."""

import datetime as dt

import pytest

from desk.domain.term import Form, FormStatus, Term, TermState
from desk.domain.workflow import Role
from desk.models import TermRow, TermSuggestion, Translation
from desk.models.base import utc_now
from desk.services.glossary_suggestions import evidence_of, proposed_by_the_desk
from desk.services.glossary_terms import Terms, term_of
from tests import factories
from tests.factories import House

DRAFT = "The attack at the Crocus City theater killed many."
FINAL = "The attack at the Crocus City Hall killed many."


def confirm(
    home: House,
    draft: str = DRAFT,
    final: str = FINAL,
    source: str = "Vụ tấn công khiến nhiều người chết.",
    **particulars: object,
) -> Translation:
    """A segment whose draft a translator post-edited and confirmed."""
    translation = factories.drafted(home, source, **particulars)
    home.translations(home.translator).claim(translation.id)
    unit = home.units(translation)[1]
    assert unit.draft is not None
    drafted = factories.drafted_as(home, unit, draft)
    home.editing(home.translator).confirm(unit.id, final, drafted.version)
    return translation


def proposals(home: House) -> list[TermRow]:
    return list(home.session.query(TermRow).filter_by(proposed_by=None, state=TermState.PROPOSED))


class TestProposing:
    def test_it_proposes_what_was_changed_alike_twice(self, home: House) -> None:
        confirm(home)
        assert proposals(home) == []

        confirm(home, "He fled the Crocus City theater.", "He fled the Crocus City Hall.")

        [row] = proposals(home)
        assert term_of(row).forms["en"] == (
            Form("Crocus City Hall"),
            Form("Crocus City theater", FormStatus.FORBIDDEN),
        )
        assert row.name == "crocus-city-hall"

    @pytest.mark.parametrize(
        ("first", "second", "source"),
        [
            ("Then {} denied it.", "Then {} spoke.", "Trời mưa."),
            ("{} denied it.", "{} spoke.", "Kiev phủ nhận."),
            ("{} denied it.", "They met in {}.", "Kiev phủ nhận."),
        ],
    )
    def test_it_proposes_names_that_open_a_sentence(self, home: House, first: str, second: str, source: str) -> None:
        for text in (first, second):
            confirm(home, text.format("Kiev"), text.format("Kyiv"), source)

        [row] = proposals(home)
        assert term_of(row).forms["en"] == (Form("Kyiv"), Form("Kiev", FormStatus.FORBIDDEN))

    def test_it_keeps_the_evidence(self, home: House) -> None:
        first, second = confirm(home), confirm(home)

        [row] = proposals(home)
        found = evidence_of(home.session, home.editor, row)
        assert [one.unit.translation_id for one in found] == [second.id, first.id]
        assert {one.row.person_id for one in found} == {home.translator.person_id}
        assert "in 2 segments" in Terms(home.session, home.editor).history(row)[0].reason

    def test_one_segment_confirmed_twice_is_no_evidence(self, home: House) -> None:
        translation = confirm(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).unconfirm(unit.id)
        home.editing(home.translator).confirm(unit.id, unit.text, unit.version)

        assert proposals(home) == []

    def test_another_change_of_the_same_name_is_no_evidence(self, home: House) -> None:
        confirm(home)
        confirm(home, "He fled the Crocus City theater.", "He fled the Crocus City Arena.")

        assert proposals(home) == []

    def test_it_finds_a_name_that_stands_alone_and_within_a_longer_one(self, home: House) -> None:
        confirm(home, "So said Maria Zakharov.", "So said Maria Zakharova.")
        confirm(home, "Then Zakharov left.", "Then Zakharova left.")
        confirm(home, "So said Maria Zakharov.", "So said Maria Zakharova.")

        assert [row.name for row in proposals(home)] == ["zakharova"]

    def test_it_proposes_the_whole_name_where_neither_side_has_a_capital(self, home: House) -> None:
        for _ in range(2):
            confirm(home, "At the Crocus City theatre.", "At the Crocus City concert hall.")

        [row] = proposals(home)
        assert term_of(row).forms == {
            "en": (Form("Crocus City concert hall"), Form("Crocus City theatre", FormStatus.FORBIDDEN))
        }

    def test_it_fills_the_source_in_where_that_says_the_same(self, home: House) -> None:
        for _ in range(2):
            confirm(home, "So said Maria Zakharov.", "So said Maria Zakharova.", source="Bà Maria Zakharova nói vậy.")

        [row] = proposals(home)
        assert term_of(row).forms["vi"] == (Form("Maria Zakharova"),)

    def test_common_words_are_nobodys_name(self, home: House) -> None:
        for _ in range(2):
            confirm(home, "It rained a lot.", "It rained heavily.")

        assert proposals(home) == []
        assert home.session.query(TermSuggestion).count() == 0

    def test_two_people_can_be_the_evidence(self, home: House) -> None:
        confirm(home)
        other = factories.person(home.session, home.desk, "minh", Role.TRANSLATOR)

        home.translator = other
        confirm(home)

        assert len(proposals(home)) == 1


class TestOnce:
    def test_it_is_not_proposed_again_after_a_rejection(self, home: House) -> None:
        confirm(home)
        confirm(home)
        [row] = proposals(home)
        Terms(home.session, home.editor).reject(row.id, row.version, "It has two names.")

        confirm(home)
        confirm(home)

        assert proposals(home) == []

    def test_it_is_not_proposed_where_the_glossary_says_so(self, home: House) -> None:
        known = Terms(home.session, home.translator)
        forms = (Form("Crocus City Hall"), Form("Crocus City theater", FormStatus.FORBIDDEN))
        known.propose(Term("hall", {"en": forms}))

        confirm(home)
        confirm(home)

        assert proposals(home) == []

    def test_it_is_listed_until_somebody_decides(self, home: House) -> None:
        confirm(home)
        confirm(home)
        [row] = proposals(home)

        assert proposed_by_the_desk(home.session, home.editor) == [row]
        Terms(home.session, home.editor).approve(row.id, row.version)
        assert proposed_by_the_desk(home.session, home.editor) == []


class TestSecrets:
    @pytest.mark.parametrize("restricted", [True, False])
    def test_a_story_that_not_everybody_may_read_is_no_evidence(self, home: House, restricted: bool) -> None:
        confirm(home)
        translation = factories.drafted(home, "Vụ tấn công.", restricted=restricted)
        if not restricted:
            translation.story.embargo_until = utc_now() + dt.timedelta(hours=1)
        home.translations(home.translator).claim(translation.id)
        unit = factories.drafted_as(home, home.units(translation)[1], DRAFT)
        home.editing(home.translator).confirm(unit.id, FINAL, unit.version)

        assert proposals(home) == []

    def test_evidence_is_shown_to_those_alone_who_may_see_its_story(self, home: House) -> None:
        first, _ = confirm(home), confirm(home)
        [row] = proposals(home)

        first.story.restricted = True

        assert len(evidence_of(home.session, home.editor, row)) == 1
