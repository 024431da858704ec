import subprocess
import sys
from itertools import chain, pairwise
from pathlib import Path
from threading import Thread

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.language import LANGUAGES, WITHOUT_SPACES
from desk.domain.segment import Block, BlockKind, Segment
from desk.text.segmentation import LONGEST, segment, spans
from tests.ntrex import CODES, documents
from tests.patience import patience

SENTENCES: dict[str, list[list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
)
PARAGRAPHS = [(language, sentences) for language, paragraphs in SENTENCES.items() for sentences in paragraphs]
ENDINGS = tuple(".!?…。！？؟।")
CLOSING = "\"'’”“‘»›)]」』״"

WORDS = (
    'TP. Hồ Chí Minh|Mr. Lee|т.е.|г. | |  |\n|\u00a0|. |! |…|“|”|"|«| »|。|」|A.|3.5|у|Ông|ที่|है।|؟ |—|日本|a.b/c?d|) '
)
pieces = st.lists(st.sampled_from(WORDS.split("|")))
texts = st.one_of(st.text(), pieces.map("".join))
blocks = st.lists(st.builds(Block, st.sampled_from(BlockKind), texts), max_size=4)


def cut(text: str, language: str) -> list[str]:
    return [span.of(text) for span in spans(text, language)]


class TestSegment:
    @pytest.mark.parametrize(("language", "sentences"), PARAGRAPHS)
    def test_it_cuts_where_a_reader_would(self, language: str, sentences: list[str]) -> None:
        text = ("" if language in WITHOUT_SPACES else " ").join(sentences)

        assert cut(text, language) == sentences

    def test_its_sentences_are_in_twelve_languages_or_more(self) -> None:
        assert len(SENTENCES) >= 12
        assert sum(map(len, chain.from_iterable(SENTENCES.values()))) >= 60

    @pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.CAPTION])
    def test_it_leaves_a_headline_or_caption_whole(self, kind: BlockKind) -> None:
        text = " Ba người chết. Ai là thủ phạm? "

        assert segment([Block(kind, text)], "vi") == [Segment(0, 1, 31, text.strip())]

    @pytest.mark.parametrize("kind", [BlockKind.IMAGE, BlockKind.TABLE, BlockKind.EMBED])
    def test_it_finds_nothing_in_a_reference(self, kind: BlockKind) -> None:
        assert segment([Block(kind, ""), Block(BlockKind.PARAGRAPH, "Có.")], "vi") == [Segment(1, 0, 3, "Có.")]

    def test_it_says_where_each_sentence_stands(self) -> None:
        found = segment([Block(BlockKind.HEADLINE, "Cháy"), Block(BlockKind.PARAGRAPH, "  Một.  Hai. ")], "vi")

        assert found == [Segment(0, 0, 4, "Cháy"), Segment(1, 2, 6, "Một."), Segment(1, 8, 12, "Hai.")]

    def test_it_does_not_make_a_sentence_of_a_lone_mark(self) -> None:
        assert cut("— Я видел дым, — сказал он. —", "ru") == ["— Я видел дым, — сказал он. —"]
        assert cut('"Ai làm việc đó? " Ông hỏi.', "vi") == ['"Ai làm việc đó? "', "Ông hỏi."]

    def test_it_tells_straight_quotation_marks_apart_by_counting(self) -> None:
        assert cut('他说："我不知道。"随后他离开了。', "zh") == ['他说："我不知道。"', "随后他离开了。"]

    @settings(max_examples=300, deadline=None)
    @given(blocks, st.sampled_from(sorted(LANGUAGES)))
    def test_its_spans_are_exact(self, blocks: list[Block], language: str) -> None:
        found = segment(blocks, language)

        for index, block in enumerate(blocks):
            here = [part for part in found if part.block == index]
            assert all(part.text == block.text[part.start : part.end] != "" for part in here)
            assert all(part.text == part.text.strip() for part in here)
            assert all(first.end <= second.start for first, second in pairwise(here))
            if block.kind not in (BlockKind.IMAGE, BlockKind.TABLE, BlockKind.EMBED):
                edges = [0, *chain.from_iterable((part.start, part.end) for part in here), len(block.text)]
                outside = "".join(block.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
                assert outside.strip() == ""
        assert [part.block for part in found] == sorted(part.block for part in found)

    @pytest.mark.parametrize("text", [". " * 3000, '!" ' * 2000, "a" * 9000, "word " * 2000, "\n" * 5000 + "x"])
    @pytest.mark.parametrize("language", ["de", "en", "vi"])
    def test_it_takes_no_endless_time_over_nonsense(self, text: str, language: str) -> None:
        with patience():  # some of LanguageTool's rules alone would take hours
            found = cut(text, language)

        assert "".join("".join(found).split()) in ("".join(text.split()), "")

    def test_it_cuts_a_text_without_ends_at_spaces(self) -> None:
        found = cut("từ " * 3000, "vi")

        assert max(map(len, found)) <= LONGEST
        assert {word for piece in found for word in piece.split()} == {"từ"}

    def test_it_is_the_same_in_many_threads(self) -> None:
        results: list[bool] = []

        def work() -> None:
            results.append(
                all(
                    cut(("" if language in WITHOUT_SPACES else " ").join(sentences), language) == sentences
                    for language, sentences in PARAGRAPHS
                )
            )

        threads = [Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert results == [True] * 6

    def test_its_rules_are_not_loaded_by_the_import(self) -> None:
        code = "import sys, desk.text.segmentation; print('choppa' in sys.modules)"

        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        assert said.stdout.strip() == "False"


class TestOnNtrex:
    """NTREX's lines are sentences: where up to six of them are joined to a paragraph, the joints must be found."""

    FLOOR = dict.fromkeys(CODES.values(), 0.99) | {"th": 0.97, "zh": 0.97}  # Thai ends nothing; zh has odd quotes

    @pytest.mark.parametrize(("folder", "language"), CODES.items())
    def test_it_finds_the_joints_of_paragraphs(self, folder: str, language: str, test_data: Path) -> None:
        space = "" if language in WITHOUT_SPACES - {"th"} else " "
        found = joints = 0

        for paragraph in _paragraphs(test_data, folder):
            text = space.join(paragraph)
            ends = {span.end for span in spans(text, language)}
            place = 0
            for line in paragraph[:-1]:
                found += place + len(line) in ends
                joints += 1
                place += len(line) + len(space)

        assert found / joints >= self.FLOOR[language]

    @pytest.mark.parametrize("language", ["en", "vi", "it", "ar"])
    def test_it_hardly_ever_cuts_what_the_translators_took_for_one_sentence(
        self, language: str, test_data: Path
    ) -> None:
        folder = next(name for name, code in CODES.items() if code == language)

        inside = sum(len(spans(line, language)) - 1 for _, lines in documents(test_data, folder) for line in lines)

        assert inside <= 45  # of 1,997 lines; nearly all of them are two sentences in truth


def _paragraphs(test_data: Path, folder: str) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for _, lines in documents(test_data, folder):
        for line in map(str.strip, lines):
            paragraphs[-1].append(line)
            if not line.rstrip(CLOSING + " ").endswith(ENDINGS) or len(paragraphs[-1]) == 6:
                paragraphs.append([])
        paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]
