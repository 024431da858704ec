from collections.abc import Mapping, Sequence

import pytest

from desk.domain.draft import EngineOutput
from desk.domain.errors import EngineUnavailable
from desk.domain.segment import Span
from desk.domain.term import TermOutcome, TermStatus
from desk.drafting.pipeline import MemoryDraft, draft
from desk.engines.quiet import QuietEngine
from desk.memory.index import Match, Passage

KEPT = TermOutcome("kremlin", "the Kremlin", TermStatus.REPAIRED, Span(0, 7), Span(0, 7))


class Memory:
    """A memory of whole texts between their neighbours."""

    def __init__(self, approved: Mapping[Passage, str]) -> None:
        self.approved = approved

    def exact(self, passages: Sequence[Passage], source: str, target: str) -> list[Match | None]:
        return [self._match(passage) for passage in passages]

    def _match(self, passage: Passage) -> Match | None:
        alike = [known for known in self.approved if known.text == passage.text]
        if not alike:
            return None
        known = passage if passage in alike else alike[0]
        return Match("e1", self.approved[known], known == passage)


def shout(text: str, output: EngineOutput, source: str, target: str) -> tuple[str, tuple[TermOutcome, ...]]:
    return f"{output.text} ({text}, {source}, {target})".upper(), (KEPT,)


class TestDraft:
    def test_it_drafts_every_text_in_order(self) -> None:
        results = draft(["một", Passage("hai")], "vi", "en", QuietEngine())

        assert [result.text for result in results] == ["[en] một", "[en] hai"]

    def test_it_sends_all_texts_at_once(self) -> None:
        engine = QuietEngine()

        draft(["một", "hai", "ba"], "vi", "en", engine)

        assert engine.calls == [(("một", "hai", "ba"), "vi", "en")]

    def test_it_keeps_the_raw_output_beside_the_text_after_terms(self) -> None:
        [result] = draft(["một"], "vi", "en", QuietEngine(), hold_terms=shout)

        assert result.raw.text == "[en] một"
        assert result.text == "[EN] MỘT (MỘT, VI, EN)"
        assert result.terms == (KEPT,)

    def test_it_takes_what_the_memory_knows_without_the_engine(self) -> None:
        engine = QuietEngine()
        memory = Memory({Passage("hai", "một", "ba"): "two"})
        texts = [Passage("một", "", "hai"), Passage("hai", "một", "ba"), Passage("ba", "hai", "")]

        results = draft(texts, "vi", "en", engine, memory, shout)

        assert [result.text for result in results] == ["[EN] MỘT (MỘT, VI, EN)", "two", "[EN] BA (BA, VI, EN)"]
        assert [isinstance(result, MemoryDraft) for result in results] == [False, True, False]
        assert engine.calls == [(("một", "ba"), "vi", "en")]
        assert isinstance(results[1], MemoryDraft)
        assert results[1].entry_id == "e1"

    def test_it_does_not_take_a_match_in_another_context(self) -> None:
        memory = Memory({Passage("hai", "một", "ba"): "two"})

        [result] = draft([Passage("hai", "ba", "một")], "vi", "en", QuietEngine(), memory)

        assert not isinstance(result, MemoryDraft)

    def test_it_needs_no_engine_where_the_memory_knows_everything(self) -> None:
        memory = Memory({Passage("một"): "one"})

        assert draft([Passage("một")], "vi", "en", QuietEngine(down=True), memory)[0].text == "one"

    def test_it_hands_an_empty_list_back(self) -> None:
        assert draft([], "vi", "en", QuietEngine(down=True)) == []

    def test_it_hands_on_why_a_text_failed_and_holds_no_terms_there(self) -> None:
        engine = QuietEngine(failing=frozenset({"hai"}))

        results = draft(["một", "hai"], "vi", "en", engine, hold_terms=shout)

        assert results[0].text
        assert (results[1].text, results[1].terms) == ("", ())
        assert results[1].raw.error

    def test_it_says_when_no_engine_serves(self) -> None:
        with pytest.raises(EngineUnavailable):
            draft(["một"], "vi", "en", QuietEngine(down=True))
