import json

import pytest

from desk.checks import run_checks
from desk.checks.records import articles, finding_record, read_records
from desk.domain.errors import Invalid
from desk.domain.segment import BlockKind

LINE = {"id": "1", "source": "143 người", "target": "134 people"}


def jsonl(*records: dict[str, object]) -> list[str]:
    return [json.dumps(record, ensure_ascii=False) + "\n" for record in records]


class TestReadRecords:
    def test_it_reads_json_lines(self) -> None:
        (record,) = read_records(
            jsonl({**LINE, "from": "vi", "to": "en", "article": "a", "kind": "headline"}), "in.jsonl"
        )

        assert (record.segment.source, record.segment.target) == ("143 người", "134 people")
        assert (record.source_language, record.target_language, record.article) == ("vi", "en", "a")
        assert record.segment.kind is BlockKind.HEADLINE

    def test_it_takes_the_languages_given_for_those_not_named(self) -> None:
        (record,) = read_records(jsonl(LINE), "in.jsonl", "vi", "en")

        assert (record.source_language, record.target_language) == ("vi", "en")

    def test_it_reads_tsv_by_its_header(self) -> None:
        lines = ["target\tid\tsource\tarticle\n", "134 people\t7\t143 người\t\n", "\n", "\tb\tKhông.\tx\n"]

        one, other = read_records(lines, "in.tsv", "vi", "en")

        assert (one.segment.id, one.segment.target, one.article) == ("7", "134 people", "")
        assert (other.segment.target, other.article) == ("", "x")

    def test_it_reads_over_blank_lines_a_byte_order_mark_and_other_line_ends(self) -> None:
        lines = ["\ufeff" + jsonl(LINE)[0].replace("\n", "\r\n"), "\n"]

        assert len(list(read_records(lines, "in.jsonl", "vi", "en"))) == 1

    def test_it_brings_texts_to_nfc(self) -> None:
        (record,) = read_records(jsonl({**LINE, "source": "Vie\u0323\u0302t"}), "in.jsonl", "vi", "en")

        assert record.segment.source == "Vi\u1ec7t"

    def test_it_takes_a_number_for_an_id(self) -> None:
        (record,) = read_records(jsonl({**LINE, "id": 5}), "in.jsonl", "vi", "en")

        assert record.segment.id == "5"

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (["{broken\n"], "in.jsonl, line 1: this is not JSON."),
            (["{}\n"], "in.jsonl, line 1: the field “id” must be a text."),
            (jsonl(LINE, {**LINE, "target": None}), "in.jsonl, line 2: the field “target” must be a text."),
            (jsonl({**LINE, "to": "xx"}), "in.jsonl, line 1: “xx” is not a language the desk knows"),
            (jsonl({**LINE, "kind": "song"}), "in.jsonl, line 1: “song” is no kind of block."),
            (
                ["id\tsource\n"],
                "in.jsonl, line 1: the header of a TSV must name id, source and target; target is missing.",
            ),
            (["id\tsource\ttarget\n", "1\tx\n"], "in.jsonl, line 2: the line has 2 cells, the header 3."),
            (['<?xml version="1.0"?>\n'], "in.jsonl, line 1: XLIFF and TMX cannot be read yet"),
            ([*jsonl(LINE), "[1]\n"], "in.jsonl, line 2: a line must be one JSON object."),
            (["{" + '"a":{' * 5000 + "\n"], "in.jsonl, line 1: this is not JSON."),
        ],
    )
    def test_it_names_file_line_and_cause(self, lines: list[str], message: str) -> None:
        with pytest.raises(Invalid) as caught:
            list(read_records(lines, "in.jsonl", "vi", "en"))

        assert str(caught.value).startswith(message)

    def test_it_asks_for_a_missing_language(self) -> None:
        with pytest.raises(Invalid, match="the language is missing; give “from” in the record or --from"):
            list(read_records(jsonl(LINE), "in.jsonl"))


class TestArticles:
    def test_it_puts_together_what_shares_an_article_and_languages(self) -> None:
        records = read_records(
            jsonl(
                {**LINE, "article": "a"},
                {**LINE, "article": "a", "id": "2"},
                {**LINE, "article": "b"},
                {**LINE, "article": "a", "to": "fr"},
                LINE,
                LINE,
            ),
            "in.jsonl",
            "vi",
            "en",
        )

        made = articles(records)

        assert [len(article.segments) for article in made] == [2, 1, 1, 1, 1]
        assert made[2].target_language == "fr"

    def test_it_refuses_two_segments_with_one_id(self) -> None:
        records = read_records(jsonl({**LINE, "article": "a"}, {**LINE, "article": "a"}), "in.jsonl", "vi", "en")

        with pytest.raises(Invalid, match="Article “a” has two segments with the id “1”"):
            articles(records)


class TestFindingRecord:
    def test_it_prints_what_the_command_promises(self) -> None:
        (article,) = articles(read_records(jsonl(LINE), "in.jsonl", "vi", "en"))
        (finding,) = run_checks(article)

        assert finding_record(finding) == {
            "id": "1",
            "check": "numbers_differ",
            "level": "block",
            "message": "The source says “143”, the target “134”.",
            "source_span": [0, 3],
            "target_span": [0, 3],
        }
