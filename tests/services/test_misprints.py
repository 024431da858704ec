"""A misprint of the source is put right at the desk: what came is kept, and all languages follow."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.errors import Conflict, Forbidden, Invalid
from desk.domain.segment import Span
from desk.domain.workflow import State
from desk.models import RemovalRow, Revision, Translation
from desk.services.intake import IntakeService
from desk.services.misprints import Misprints, _changed
from desk.services.units import is_confirmed, source_text
from tests import factories
from tests.factories import House

TEXTS = ("Hà Nọi mưa lớn.", "Ba người bị thương.", "Ông Peskov từ chối bình luận.")
WRONG, RIGHT = TEXTS[0], "Hà Nội mưa lớn."


def claimed(home: House, *texts: str, **more: object) -> Translation:
    translation = factories.drafted(home, *(texts or TEXTS), **more)
    return home.translations(home.translator).claim(translation.id)


def correct(home: House, translation: Translation, text: str = RIGHT, number: int = 1) -> Revision:
    revision = Misprints(home.session, home.translator).correct(home.units(translation)[number].id, text)
    home.session.expire_all()
    return revision


def sources(home: House, translation: Translation) -> list[str]:
    return [source_text(unit) for unit in home.units(translation)][1:]


class TestCorrecting:
    def test_the_source_reads_right_and_what_came_is_kept(self, home: House) -> None:
        translation = claimed(home)

        revision = correct(home, translation)

        assert sources(home, translation) == [RIGHT, *TEXTS[1:]]
        assert [block["text"] for block in revision.extracted][1] == WRONG
        [removal] = revision.removals
        assert (removal.text, removal.replacement, removal.reason) == ("Nọi", "Nội", RemovalReason.MISPRINT)

    def test_nothing_that_people_wrote_is_lost_and_the_segment_is_to_be_read_again(self, home: House) -> None:
        translation = factories.edited(home, *TEXTS)
        before = [unit.text for unit in home.units(translation)]

        correct(home, translation)

        units = home.units(translation)
        assert [unit.text for unit in units] == before
        assert [is_confirmed(unit) for unit in units] == [True, False, True, True]

    def test_it_is_undone_like_a_cleaning(self, home: House) -> None:
        translation = claimed(home)
        removal = correct(home, translation).removals[0]

        IntakeService(home.session, home.translator, lambda a, b: True).undo_removal(removal.id)
        home.session.expire_all()

        assert sources(home, translation) == list(TEXTS)

    def test_cleaning_before_it_in_the_block_stays(self, home: House) -> None:
        text = "(Ảnh) Hà Nọi mưa lớn."
        taken = Removal(1, 0, 6, "(Ảnh) ", "", RemovalReason.PHOTO_CREDIT)
        translation = claimed(home, text, *TEXTS[1:], removals=[taken])

        revision = correct(home, translation)

        assert sources(home, translation)[0] == RIGHT
        assert [(one.start, one.text) for one in revision.removals] == [(0, "(Ảnh) "), (9, "Nọi")]

    def test_a_place_that_cleaning_changed_is_left(self, home: House) -> None:
        changed = Removal(1, 3, 6, "Nọi", "Noi", RemovalReason.QUOTE_MARKS)
        translation = claimed(home, *TEXTS, removals=[changed])

        with pytest.raises(Conflict, match="undo that first"):
            correct(home, translation)

    def test_an_approved_text_is_opened_by_it(self, home: House) -> None:
        other = factories.approved(home, *TEXTS)
        story = other.story
        editor_text = home.units(other)[0].text
        made = Misprints(home.session, home.editor)
        with pytest.raises(Forbidden):
            made.correct(home.units(other)[1].id, RIGHT)
        home.translations(home.editor).reopen(other.id, "A misprint.")

        made.correct(home.units(other)[1].id, RIGHT)

        assert (other.state, home.units(other)[0].text, story.id) == (State.EDITING, editor_text, other.story_id)

    @pytest.mark.parametrize("text", ["", "   ", WRONG, "x" * 5001])
    def test_it_refuses_what_says_nothing_new(self, home: House, text: str) -> None:
        translation = claimed(home)

        with pytest.raises(Invalid):
            correct(home, translation, text)

    def test_whoever_does_not_hold_the_text_corrects_nothing(self, home: House) -> None:
        translation = factories.drafted(home, *TEXTS)

        with pytest.raises(Forbidden):
            correct(home, translation)

        assert home.session.query(RemovalRow).count() == 0

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
    @given(words=st.lists(st.sampled_from(["mưa", "lớn", "Hà", "Nội", "1,5", "–", "“ở”"]), min_size=1, max_size=6))
    def test_the_sentence_reads_just_as_it_was_written(self, home: House, words: list[str]) -> None:
        translation = claimed(home)
        text = " ".join(["Nay", *words]) + "."

        correct(home, translation, text)

        assert sources(home, translation) == [text, *TEXTS[1:]]


class TestWhatChanged:
    @pytest.mark.parametrize(
        ("before", "after", "span", "put"),
        [
            ("Hà Nọi mưa.", "Hà Nội mưa.", (3, 6), "Nội"),
            ("He said so", "He said, so", (3, 7), "said,"),
            ("He said", "He said.", (3, 7), "said."),
            ("He said so", "Now he said so", (0, 2), "Now he"),
            ("in in Paris", "in Paris", (3, 6), ""),
            ("said so", "so", (0, 5), ""),
        ],
    )
    def test_it_is_whole_words(self, before: str, after: str, span: tuple[int, int], put: str) -> None:
        assert _changed(before, after) == (Span(*span), put)

    @given(st.text(st.sampled_from("ab ."), min_size=1, max_size=8), st.text(st.sampled_from("ab ."), max_size=8))
    def test_putting_it_there_gives_the_other_text(self, before: str, after: str) -> None:
        if before == after:
            return
        span, put = _changed(before, after)

        assert before[: span.start] + put + before[span.end :] == after
        assert span.start < span.end
