"""The whole road by commands alone, on a saved page with all its furniture."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desk.demo.seed import bare, finals
from tests.cli.shell import Shell
from tests.ntrex import documents

PAGE = Path(__file__).parents[2] / "desk" / "demo" / "articles" / "durov-bi-bat.html"


class TestTheRoad:
    def test_it_goes_from_a_saved_page_to_a_publication_with_scores(self, desk: Shell, tmp_path: Path) -> None:
        (taken,) = desk.records("intake", str(PAGE), "--from", "vi", "--to", "en", "--as", "mai", "--json")
        translation = taken["translations"][0]["id"]
        assert "drafted" in desk("story", "draft", translation, "--as", "mai")
        assert "editing" in desk("story", "claim", translation, "--as", "mai")

        units = desk.records("story", "export", translation, "--jsonl")
        texts = finals(PAGE.name)
        for unit in units:
            unit["target"] = texts[bare(unit["source"])]
        edited = tmp_path / "edited.jsonl"
        edited.write_text("\n".join(json.dumps(unit) for unit in units), encoding="utf-8")
        desk("story", "import", translation, str(edited), "--as", "mai")
        done = desk.run("story", "submit", translation, "--as", "mai")
        assert done.returncode == 0, done.stderr

        refused = desk.run("story", "approve", translation, "--as", "mai")
        assert refused.returncode == 1
        assert "editor" in refused.stderr
        desk("story", "return", translation, "--as", "lan", "--unit", units[0]["id"], "--reason", "Say who.")
        again = desk.records("story", "export", translation, "--jsonl")
        first = tmp_path / "first.jsonl"
        first.write_text(
            json.dumps({"id": again[0]["id"], "target": "Telegram founder Durov arrested in France"}), encoding="utf-8"
        )
        desk("story", "import", translation, str(first), "--as", "mai")
        desk("story", "submit", translation, "--as", "mai")
        (pronoun,) = desk.records("story", "show", translation, "--json")[0]["findings"]
        desk("story", "dismiss", pronoun["id"], "--as", "lan", "--reason", "It is “he” here.")
        approved = desk.run("story", "approve", translation, "--as", "lan")
        assert approved.returncode == 0, approved.stderr
        assert "published" in desk("story", "publish", translation, "--as", "lan")

        (shown,) = desk.records("story", "show", translation, "--json")
        assert {score["metric"] for score in shown["scores"]} == {"chrf", "bleu", "hter"}
        scored = json.loads(desk("score", "--to", "en", "-", stdin=desk("story", "export", translation, "--jsonl")))
        (system,) = scored["systems"].values()
        stored = {score["metric"]: score["value"] for score in shown["scores"]}
        assert system["chrf"]["score"] == pytest.approx(stored["chrf"], abs=1e-5)

    def test_a_version_that_is_no_longer_the_latest_is_refused_whole(self, desk: Shell, tmp_path: Path) -> None:
        (taken,) = desk.records("intake", str(PAGE), "--from", "vi", "--to", "en", "--as", "mai", "--json")
        translation = taken["translations"][0]["id"]
        desk("story", "draft", translation, "--as", "mai")
        desk("story", "claim", translation, "--as", "mai")
        units = desk.records("story", "export", translation, "--jsonl")
        stale = tmp_path / "stale.jsonl"
        lines = [{"id": units[0]["id"], "target": "First"}, {"id": units[1]["id"], "target": "Second", "version": 0}]
        stale.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

        done = desk.run("story", "import", translation, str(stale), "--as", "mai")

        assert done.returncode == 1
        assert "Record 2" in done.stderr
        assert desk.records("story", "export", translation, "--jsonl")[0]["target"] == units[0]["target"]


class TestRealInput:
    def test_a_document_of_news_goes_in_and_out_again(self, desk: Shell, test_data: Path, tmp_path: Path) -> None:
        name, lines = documents(test_data, "vie")[3]
        page = tmp_path / f"{name}.txt"
        page.write_text("\n\n".join(lines), encoding="utf-8")

        (taken,) = desk.records("intake", str(page), "--from", "vi", "--to", "en", "--json")
        translation = taken["translations"][0]["id"]
        desk("story", "draft", translation, "--as", "mai")

        sources = " ".join(unit["source"] for unit in desk.records("story", "export", translation, "--jsonl"))
        assert "".join(sources.split()) == "".join("".join(lines).split())

    def test_a_text_on_standard_input_is_taken_in_by_the_desk_itself(self, desk: Shell) -> None:
        text = "Mưa lớn ở Hà Nội\n\nHà Nội mưa lớn suốt đêm qua. Nhiều tuyến đường bị ngập sâu trong nước."

        assert "en drafting" in desk("intake", "-", "--to", "en", stdin=text)

    def test_a_restricted_story_needs_somebody_who_sees_it(self, desk: Shell) -> None:
        done = desk.run("intake", "-", "--to", "en", "--restricted", stdin="Tin mật.\n\nMột câu dài hơn ở đây.")

        assert done.returncode == 2
        assert "--as" in done.stderr


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "status", "said"),
        [
            (("story", "show", "nothing"), 2, "There is no story nothing"),
            (("story", "claim", "nothing", "--as", "who"), 2, "Nobody here is called"),
            (("story", "claim", "nothing"), 2, "--as"),
            (("story", "import", "x", "missing.jsonl", "--as", "mai"), 2, "missing.jsonl cannot be read"),
            (("score", "--to", "xx", "-"), 2, "no record"),
            (("translate", "--from", "vi", "--to", "klingon", "-"), 2, "klingon"),
        ],
    )
    def test_each_is_one_line_that_names_the_cause(
        self, desk: Shell, words: tuple[str, ...], status: int, said: str
    ) -> None:
        done = desk.run(*words)

        assert (done.returncode, done.stdout) == (status, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_desk_that_was_not_set_up_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        done = Shell(tmp_path / "fresh", monkeypatch).run("story", "list")

        assert done.returncode == 2
        assert "desk init" in done.stderr


class TestTheProcess:
    def test_it_is_one_command(self) -> None:
        done = subprocess.run([sys.executable, "-m", "desk", "--help"], capture_output=True, text=True, timeout=60)

        assert done.returncode == 0
        assert "story" in done.stdout
