"""Commands about the queue: its filters, planning, who sees a story, and search."""

from tests.cli.shell import Shell

TEXT = "Bão Yagi\n\nCơn bão Yagi đổ bộ.\n\nBa người bị thương."


def take_in(desk: Shell, *more: str, text: str = TEXT) -> tuple[str, str]:
    """The ids of a new story and of its translation, drafted."""
    words = ("intake", "-", "--from", "vi", "--to", "en", "--as", "mai", "--json", *more)
    (taken,) = desk.records(*words, stdin=text)
    desk("story", "draft", taken["translations"][0]["id"], "--as", "mai")
    return taken["story"], taken["translations"][0]["id"]


class TestList:
    def test_it_has_the_filters_of_the_page(self, desk: Shell) -> None:
        story, translation = take_in(desk, "--topic", "Sports")
        desk("story", "topic", story, "Weather", "--as", "mai")
        desk("story", "assign", translation, "mai", "--as", "lan")

        def listed(*words: str) -> list[str]:
            return [one["translation"] for one in desk.records("story", "list", "--json", *words)]

        for words in (
            ("--topic", "Weather", "--to", "en", "--from", "vi"),
            ("--with", "mai", "--state", "editing"),
            ("--title", "bao yag", "--longest", "99", "--sort", "shortest"),
            ("--found", "none", "--view", "mine", "--as", "mai"),
        ):
            assert listed(*words) == [translation], words
        assert listed("--topic", "Sport") == listed("--due", "week") == listed("--longest", "1") == []
        assert desk.run("story", "list", "--outlet", "Nowhere").returncode == 2


class TestPlanning:
    def test_it_says_what_is_due_and_what_breaks(self, desk: Shell) -> None:
        story, translation = take_in(desk)

        assert "2031" in desk("story", "due", translation, "2031-01-01T18:00+07:00", "--as", "lan")
        assert "at no time" in desk("story", "due", translation, "none", "--as", "lan")
        assert desk("story", "breaking", story, "--as", "lan").strip() == f"{story} breaking"
        assert "not breaking" in desk("story", "breaking", story, "--not", "--as", "lan")

    def test_it_refuses_what_is_no_time(self, desk: Shell) -> None:
        _, translation = take_in(desk)

        done = desk.run("story", "due", translation, "soon", "--as", "lan")

        assert (done.returncode, "is not a time" in done.stderr) == (2, True)

    def test_it_hands_over(self, desk: Shell) -> None:
        _, translation = take_in(desk)
        desk("story", "claim", translation, "--as", "mai")

        done = desk.run("story", "hand-over", translation, "lan", "--as", "mai")

        assert "no such translator" in done.stderr


class TestAccess:
    def test_it_names_people_and_takes_them_off(self, desk: Shell) -> None:
        story, _ = take_in(desk, "--restricted")
        assert desk.run("story", "show", story, "--as", "lan").returncode == 2

        assert "Lan" in desk("story", "access", story, "--name", "lan", "--as", "mai")
        assert desk.run("story", "show", story, "--as", "lan").returncode == 0
        assert "Mai" not in desk("story", "access", story, "--remove", "mai", "--as", "lan")
        (record,) = desk.records("story", "access", story, "--json")
        assert record == {"story": story, "restricted": True, "named": ["Lan"]}
        assert desk.run("story", "access", story, "--open").returncode == 2


class TestSearch:
    def test_it_finds_stories(self, desk: Shell) -> None:
        story, _ = take_in(desk)

        (record,) = desk.records("search", "con", "bao", "to:en", "--json")

        assert (record["story"], record["translations"]) == (story, {"en": "drafted"})
        assert record["sentences"][-1]["source"] == "Cơn bão Yagi đổ bộ."
        assert story in desk("search", '"con bao yagi"')

    def test_it_ends_with_one_where_nothing_fits(self, desk: Shell) -> None:
        done = desk.run("search", "Atlantis", "state:lost")

        assert (done.returncode, "no state" in done.stderr) == (1, True)

    def test_it_keeps_restricted_stories_from_others(self, desk: Shell) -> None:
        take_in(desk, "--restricted")

        assert desk.run("search", "yagi", "--as", "lan").returncode == 1
        assert desk.run("search", "yagi", "--as", "mai").returncode == 0
