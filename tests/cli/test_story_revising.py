"""A newer text of an article, by command."""

from pathlib import Path

from tests.cli.shell import Shell

OLD = "Mưa lớn ở Hà Nội\n\nHà Nội mưa lớn.\n\nBa người bị thương.\n"
NEW = "Mưa lớn ở Hà Nội\n\nHà Nội mưa lớn.\n\nBốn người bị thương.\n\nMưa còn kéo dài.\n"


def take_in(desk: Shell) -> tuple[str, str]:
    """A story and its translation, drafted."""
    (taken,) = desk.records("intake", "-", "--from", "vi", "--to", "en", "--as", "mai", "--json", stdin=OLD)
    translation = taken["translations"][0]["id"]
    desk("story", "draft", translation, "--as", "mai")
    return taken["story"], translation


class TestRevising:
    def test_it_prints_the_revision_and_what_changed(self, desk: Shell, tmp_path: Path) -> None:
        story, translation = take_in(desk)
        path = tmp_path / "newer.txt"
        path.write_text(NEW, encoding="utf-8")

        (record,) = desk.records("story", "revise", story, str(path), "--as", "mai", "--json")

        assert (record["number"], record["stayed"], record["changed"], record["added"], record["retired"]) == (
            2,
            2,
            1,
            1,
            0,
        )
        units = desk.records("story", "export", translation, "--jsonl")
        assert [unit["source"] for unit in units][2:] == ["Bốn người bị thương.", "Mưa còn kéo dài."]

    def test_it_says_so_in_a_line(self, desk: Shell) -> None:
        story, _ = take_in(desk)

        line = desk("story", "revise", story, "-", "--as", "lan", stdin=NEW)

        assert line.startswith("revision 2 ")
        assert line.endswith(": 2 stayed, 1 changed, 1 added, 0 retired\n")

    def test_the_text_that_the_desk_has_is_refused(self, desk: Shell) -> None:
        story, _ = take_in(desk)

        done = desk.run("story", "revise", story, "-", "--as", "mai", stdin=OLD)

        assert (done.returncode, done.stderr) == (1, "desk: The desk has this very text already.\n")

    def test_an_administrator_may_not(self, desk: Shell) -> None:
        story, _ = take_in(desk)

        assert desk.run("story", "revise", story, "-", "--as", "an", stdin=NEW).returncode == 1

    def test_a_story_that_is_not_there_is_said_before_anything_is_read(self, desk: Shell) -> None:
        done = desk.run("story", "revise", "nothing", "no-such-file.txt", "--as", "mai")

        assert done.returncode == 2
        assert "nothing" in done.stderr
