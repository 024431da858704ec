"""In which language pages come, and how somebody chooses it."""

import pytest

from desk import catalogs
from desk.domain.workflow import Role
from tests.web.conftest import Visitor, WebDesk
from tests.web.inspection import parse
from tests.words import extracted, open_messages

LANGUAGES = (("en", "ltr"), ("vi", "ltr"), ("es", "ltr"), ("ar", "rtl"))


def language_of(page: str) -> tuple[str | None, str | None]:
    root = parse(page)
    return root.get("lang"), root.get("dir")


@pytest.fixture
def all_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing were left to translate in any catalog."""
    monkeypatch.setattr(catalogs, "OFFERED", catalogs.PAGE_LANGUAGES)


class TestOffered:
    def test_nothing_is_left_to_translate_in_what_is_offered(self) -> None:
        wanted = {message.id for message in extracted() if message.id}
        for code in (code for code in catalogs.OFFERED if code != "en"):
            catalog = catalogs.read_catalog(code)
            done = {message.id for message in catalog if message.id} - {one.id for one in open_messages(catalog)}
            assert wanted <= done, f"{code}: {len(wanted - done)} messages are left"

    def test_one_language_alone_is_no_choice(self, nobody: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(catalogs, "OFFERED", ("en",))

        assert 'name="language"' not in nobody.get("/sign-in").text


class TestLanguage:
    def test_it_is_english_where_nobody_asks(self, nobody: Visitor) -> None:
        assert language_of(nobody.get("/sign-in").text) == ("en", "ltr")

    @pytest.mark.parametrize(
        ("asked", "language"),
        [
            ("vi-VN,vi;q=0.9,en;q=0.5", "vi"),
            ("fr, es;q=0.8", "es"),
            ("fr, de;q=0.8", "en"),
            ("ar-EG", "ar"),
            ("", "en"),
        ],
    )
    @pytest.mark.usefixtures("all_offered")
    def test_it_is_what_the_browser_asks_for(self, nobody: Visitor, asked: str, language: str) -> None:
        page = nobody.client.get("/sign-in", headers={"Accept-Language": asked}).text

        assert language_of(page)[0] == language

    @pytest.mark.parametrize(("code", "direction"), LANGUAGES)
    def test_it_is_what_somebody_chooses_before_signing_in(self, nobody: Visitor, code: str, direction: str) -> None:
        nobody.get("/sign-in")

        nobody.post("/language", {"language": code, "next": "/sign-in"})

        page = nobody.client.get("/sign-in", headers={"Accept-Language": "de"}).text
        assert language_of(page) == (code, direction)

    def test_it_goes_back_to_the_page(self, translator: Visitor) -> None:
        answer = translator.post("/language", {"language": "es", "next": "/glossary?q=x"})

        assert answer.location == "/glossary?q=x"

    def test_it_leads_nowhere_else(self, nobody: Visitor) -> None:
        answer = nobody.post("/language", {"language": "es", "next": "https://example.org/"})

        assert "example.org" not in (answer.location or "")

    def test_it_takes_no_language_that_pages_do_not_come_in(self, nobody: Visitor) -> None:
        nobody.post("/language", {"language": "tlh", "next": "/sign-in"})

        assert language_of(nobody.get("/sign-in").text) == ("en", "ltr")

    def test_it_follows_a_person_to_another_browser(self, desk: WebDesk) -> None:
        mai = desk.person("thuy", Role.TRANSLATOR, password="long enough")
        desk.visitor(mai).post("/language", {"language": "vi", "next": "/"})

        elsewhere = desk.visitor()
        elsewhere.post("/sign-in", {"username": "thuy", "password": "long enough"})

        assert language_of(elsewhere.get("/").text) == ("vi", "ltr")

    @pytest.mark.usefixtures("all_offered")
    def test_it_can_be_chosen_on_every_page(self, nobody: Visitor, translator: Visitor) -> None:
        for page in (nobody.get("/sign-in").text, translator.get("/").text):
            names = [button.get("value") for button in parse(page).iter("button") if button.get("name") == "language"]
            assert names == [code for code, _ in LANGUAGES]


class TestScripts:
    def test_they_bring_their_words_in_other_languages_alone(self, nobody: Visitor) -> None:
        assert "/js/words/" not in nobody.get("/sign-in").text
        nobody.post("/language", {"language": "ar", "next": "/sign-in"})

        page = nobody.get("/sign-in").text

        link = next(one for one in parse(page).iter("link") if "/js/words/" in (one.get("href") or ""))
        assert link.get("rel") == "modulepreload"
        answer = nobody.get(link.get("href") or "")
        assert answer.mimetype == "text/javascript"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.text.startswith("export default {")
