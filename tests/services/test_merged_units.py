"""Segments that somebody translates as one."""

import pytest

from desk.domain.draft import DraftKind
from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.provenance import Origin
from desk.models import Draft, Edit, FindingRow, MemoryEntry, Translation
from desk.services.comments import Comments
from desk.services.comparing import since_review
from desk.services.findings import findings_of
from desk.services.intake import IntakeService
from desk.services.merged_units import MergedUnits
from desk.services.units import is_confirmed, source_text, units_of
from desk.text.parting import best_place, source_share
from tests import factories
from tests.factories import House

COPIED = ("unit_id", "revision_id", "round", "model", "model_version", "source_fingerprint", "text", "terms")
FIRST, SECOND, THIRD = "Mưa lớn ở Hà Nội.", "Ba người bị thương.", "Nước rút dần."


@pytest.fixture
def made(home: House) -> Translation:
    """A claimed translation: a headline, and a paragraph of three sentences with drafts."""
    made = factories.drafted(home, f"{FIRST} {SECOND} {THIRD}")
    home.translations(home.translator).claim(made.id)
    return made


def merging(home: House) -> MergedUnits:
    return MergedUnits(home.session, home.translator)


def sources(home: House, made: Translation) -> list[str]:
    return [source_text(unit) for unit in units_of(home.session, made)]


def texts(home: House, made: Translation) -> list[str]:
    return [unit.text for unit in units_of(home.session, made)]


def places(home: House, made: Translation) -> list[int]:
    return [unit.position for unit in units_of(home.session, made)]


class TestMerging:
    def test_two_units_are_one_with_both_sources_and_texts(self, home: House, made: Translation) -> None:
        headline, one, two, three = home.units(made)

        merged = merging(home).merge(one.id)

        assert merged.id == one.id
        assert sources(home, made) == [source_text(headline), f"{FIRST} {SECOND}", THIRD]
        assert texts(home, made) == [headline.text, f"[en] {FIRST} [en] {SECOND}", three.text]
        assert places(home, made) == [0, 1, 2]
        assert two.retired_at is not None

    def test_what_nobody_touched_stays_a_machines_text_with_a_draft_of_its_own(
        self, home: House, made: Translation
    ) -> None:
        one = home.units(made)[1]

        merged = merging(home).merge(one.id)

        assert (merged.origin, merged.author_id) == (Origin.MACHINE, None)
        assert merged.draft is not None
        assert (merged.draft.kind, merged.draft.text) == (DraftKind.JOINED, merged.text)

    def test_what_somebody_wrote_is_theirs_and_to_be_confirmed_again(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        home.editing(home.translator).confirm(one.id, "Heavy rain in Hanoi.", one.version)

        merged = merging(home).merge(one.id)

        assert merged.text == f"Heavy rain in Hanoi. [en] {SECOND}"
        assert (merged.origin, merged.author_id) == (Origin.POST_EDITED, home.translator.person_id)
        assert not is_confirmed(merged)
        edit = home.session.query(Edit).filter_by(unit_id=one.id).order_by(Edit.id.desc()).first()
        assert edit is not None
        assert (edit.before, edit.after, edit.reason) == ("Heavy rain in Hanoi.", merged.text, "merged with segment 3")

    def test_terms_keep_their_places_in_what_is_joined(self, home: House, made: Translation) -> None:
        _, one, two, _ = home.units(made)
        term = {"term": "t", "form": "en", "status": "kept", "source_span": [0, 2], "target_span": [1, 3]}
        for unit in (one, two):
            factories.drafted_as(home, unit, unit.text, [term])
        home.session.expire_all()

        merged = merging(home).merge(one.id)

        assert merged.draft is not None
        assert [source_text(merged)[slice(*record["source_span"])] for record in merged.draft.terms] == ["Mư", "Ba"]
        assert [merged.draft.text[slice(*record["target_span"])] for record in merged.draft.terms] == ["en", "en"]

    def test_a_part_from_the_memory_makes_it_the_memorys_for_scores(self, home: House, made: Translation) -> None:
        _, one, two, _ = home.units(made)
        assert two.draft is not None
        known = Draft(**{name: getattr(two.draft, name) for name in COPIED}, kind=DraftKind.MEMORY, engine="memory")
        home.session.add(known)
        home.session.flush()
        two.draft_id, two.origin = known.id, Origin.MEMORY
        home.session.flush()
        home.session.expire_all()

        merged = merging(home).merge(one.id)

        assert merged.draft is not None
        assert merged.draft.from_memory
        assert merged.origin is Origin.MEMORY

    def test_two_engines_are_several(self, home: House, made: Translation) -> None:
        _, one, two, _ = home.units(made)
        assert two.draft is not None
        other = Draft(**{name: getattr(two.draft, name) for name in COPIED}, kind=DraftKind.TERMS, engine="other")
        home.session.add(other)
        home.session.flush()
        two.draft_id = other.id
        home.session.flush()
        home.session.expire_all()

        merged = merging(home).merge(one.id)

        assert merged.draft is not None
        assert (merged.draft.engine, merged.draft.model, merged.origin) == ("several", "", Origin.MACHINE)

    def test_comments_of_the_second_go_with_it(self, home: House, made: Translation) -> None:
        _, one, two, _ = home.units(made)
        comment = Comments(home.session, home.translator).write(made.id, "Three or four?", unit_id=two.id).comment

        merging(home).merge(one.id)
        home.session.refresh(comment)

        assert comment.unit_id == one.id

    def test_findings_of_the_second_are_looked_for_in_both(self, home: House, made: Translation) -> None:
        _, one, two, _ = home.units(made)
        home.editing(home.translator).save(two.id, "Three were were hurt.", two.version)
        home.findings(home.translator).check(made)

        merging(home).merge(one.id)
        found = home.findings(home.translator).check(made)

        assert {row.unit_id for row in found if "were were" in row.message or row.check == "repeated_words"} == {one.id}
        assert not home.session.query(FindingRow).filter_by(unit_id=two.id, fixed_at=None).count()
        assert found == findings_of(home.session, made)

    def test_chinese_is_joined_without_a_space(self, home: House) -> None:
        made = factories.drafted(home, f"{FIRST} {SECOND}", target="zh")
        home.translations(home.translator).claim(made.id)
        one, two = home.units(made)[1:3]
        editing = home.editing(home.translator)
        editing.save(one.id, "河内大雨。", one.version)
        editing.save(two.id, "三人受伤。", two.version)

        assert merging(home).merge(one.id).text == "河内大雨。三人受伤。"

    def test_it_goes_on_and_on(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        merging(home).merge(one.id)

        merging(home).merge(one.id)

        assert sources(home, made)[1:] == [f"{FIRST} {SECOND} {THIRD}"]
        assert home.session.query(Draft).filter_by(unit_id=one.id, kind=DraftKind.JOINED).count() == 2

    @pytest.mark.parametrize(("place", "error", "says"), [(0, Invalid, "headline"), (3, Conflict, "last one")])
    def test_it_stays_within_a_paragraph(
        self, home: House, made: Translation, place: int, error: type[Exception], says: str
    ) -> None:
        with pytest.raises(error, match=says):
            merging(home).merge(home.units(made)[place].id)

        assert len(home.units(made)) == 4

    def test_paragraphs_are_not_merged(self, home: House) -> None:
        made = factories.drafted(home, FIRST, SECOND)
        home.translations(home.translator).claim(made.id)

        with pytest.raises(Conflict, match="last one of its paragraph"):
            merging(home).merge(home.units(made)[1].id)

    def test_what_was_left_out_is_not_taken_in(self, home: House, made: Translation) -> None:
        _, one, two, _ = home.units(made)
        home.editing(home.translator).omit(two.id, "Said before.")

        with pytest.raises(Conflict, match="Segment 3 was left out"):
            merging(home).merge(one.id)

    def test_nobody_else_may(self, home: House, made: Translation) -> None:
        other = factories.person(home.session, home.desk, "binh", *home.translator.roles)

        with pytest.raises(Forbidden):
            MergedUnits(home.session, other).merge(home.units(made)[1].id)


class TestSplitting:
    def test_it_takes_back_a_merge_that_nobody_wrote_in(self, home: House, made: Translation) -> None:
        before = [(unit.id, unit.text, unit.draft_id, unit.origin) for unit in home.units(made)]
        one = home.units(made)[1]
        merging(home).merge(one.id)

        merging(home).split(one.id)

        assert [(unit.id, unit.text, unit.draft_id, unit.origin) for unit in home.units(made)] == before
        assert sources(home, made)[1:] == [FIRST, SECOND, THIRD]
        assert places(home, made) == [0, 1, 2, 3]

    def test_each_part_gets_its_sentence(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        merged = merging(home).merge(one.id)
        home.editing(home.translator).save(one.id, "It rained hard in Hanoi. Three were hurt.", merged.version)

        other = merging(home).split(one.id)

        assert texts(home, made)[1:3] == ["It rained hard in Hanoi.", "Three were hurt."]
        assert (other.origin, other.author_id) == (Origin.POST_EDITED, home.translator.person_id)
        assert other.retired_at is None

    def test_it_is_split_where_somebody_says(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        merged = merging(home).merge(one.id)
        text = "Heavy rain in Hanoi, three hurt"
        home.editing(home.translator).save(one.id, text, merged.version)

        merging(home).split(one.id, text.index("three"))

        assert texts(home, made)[1:3] == ["Heavy rain in Hanoi,", "three hurt"]

    def test_of_three_the_place_says_which_stay(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        merging(home).merge(one.id)
        merged = merging(home).merge(one.id)
        home.editing(home.translator).save(one.id, "Rain. Three were hurt. The water falls.", merged.version)

        merging(home).split(one.id, len("Rain. "))

        assert sources(home, made)[1:] == [FIRST, f"{SECOND} {THIRD}"]
        assert texts(home, made)[1:] == ["Rain.", "Three were hurt. The water falls."]

    def test_one_sentence_is_not_split(self, home: House, made: Translation) -> None:
        with pytest.raises(Conflict, match="nothing to split"):
            merging(home).split(home.units(made)[1].id)

    @pytest.mark.parametrize("place", [-1, 10_000])
    def test_it_is_split_within_its_text(self, home: House, made: Translation, place: int) -> None:
        one = home.units(made)[1]
        merging(home).merge(one.id)

        with pytest.raises(Invalid, match="cannot be split at"):
            merging(home).split(one.id, place)

    def test_it_may_be_merged_again(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        for _ in range(3):
            merging(home).merge(one.id)
            merging(home).split(one.id)

        assert sources(home, made)[1:] == [FIRST, SECOND, THIRD]


class TestAfterwards:
    """What follows from a merge in the rest of the desk."""

    def test_a_revision_keeps_it_where_its_sentences_stay(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        merged = merging(home).merge(one.id)
        home.editing(home.translator).save(one.id, "One sentence of both.", merged.version)

        IntakeService(home.session, home.translator, lambda source, target: True).revise(
            made.story_id, factories.read_article(f"{FIRST} {SECOND} Nước đã rút.")
        )
        home.session.expire_all()

        assert sources(home, made)[1:] == [f"{FIRST} {SECOND}", "Nước đã rút."]
        assert texts(home, made)[1] == "One sentence of both."

    def test_it_is_approved_published_and_remembered_as_one(self, home: House, made: Translation) -> None:
        one = home.units(made)[1]
        merging(home).merge(one.id)
        for unit in home.units(made):
            home.editing(home.translator).confirm(unit.id, f"Text of {unit.position}.", unit.version)
        for found in home.findings(home.translator).check(made):
            home.findings(home.translator).dismiss(found.id, "Right as it is.")
        home.translations(home.translator).submit(made.id)
        home.translations(home.editor).approve(made.id)

        publication = home.publishing(home.editor).publish(made.id)

        assert '"Text of 1."' in publication.document
        assert publication.document.count('"text":') == 3
        entry = home.session.query(MemoryEntry).filter_by(source=f"{FIRST} {SECOND}").one()
        assert entry.target == "Text of 1."

    def test_a_review_compares_it_with_what_it_was(self, home: House, made: Translation) -> None:
        for unit in home.units(made):
            home.editing(home.translator).confirm(unit.id, f"Text of {unit.position}.", unit.version)
        findings = home.findings(home.translator)
        for found in findings.check(made):
            (findings.contest if found.level == "block" else findings.dismiss)(found.id, "Right as it is.")
        home.translations(home.translator).submit(made.id)
        review = home.translations(home.editor).return_(made.id, [], "As one sentence.")
        assert review is not None
        merging(home).merge(home.units(made)[1].id)

        last = since_review(home.session, made, home.units(made))

        assert last is not None
        assert last.texts[home.units(made)[1].id] == "Text of 1."
        assert last.gone == 1


class TestParting:
    def test_shares_follow_the_length_of_the_sources(self) -> None:
        assert source_share(["abc", "d"], 1) == 0.75
        assert source_share(["", ""], 1) == 0.5

    @pytest.mark.parametrize(
        ("text", "share", "expected"),
        [
            ("One. Two is longer. Three.", 0.2, "Two is longer. Three."),
            ("One. Two is longer. Three.", 0.8, "Three."),
            ("no sentence ends here", 0.5, "ends here"),
            ("word", 0.5, ""),
            ("", 0.5, ""),
        ],
    )
    def test_a_text_is_parted_before_a_sentence_else_before_a_word(
        self, text: str, share: float, expected: str
    ) -> None:
        assert text[best_place(text, share, "en") :] == expected

    def test_arabic_and_chinese_have_sentences_too(self) -> None:
        assert "هطل المطر. أصيب ثلاثة."[best_place("هطل المطر. أصيب ثلاثة.", 0.5, "ar") :] == "أصيب ثلاثة."
        assert "河内大雨。三人受伤。"[best_place("河内大雨。三人受伤。", 0.5, "zh") :] == "三人受伤。"
