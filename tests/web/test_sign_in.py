"""Signing in and out, and setting a password."""

import re

import pytest
from argon2 import PasswordHasher, extract_parameters

from desk.domain.workflow import Role
from desk.services import accounts
from desk.services.accounts import Accounts
from desk.services.people import People
from tests import factories
from tests.web.conftest import Visitor, WebDesk

PASSWORD = "a long evening at the desk"
NAME_AND = {"username": "thu", "password": PASSWORD}


@pytest.fixture
def thu(desk: WebDesk) -> None:
    desk.person("thu", Role.TRANSLATOR, password=PASSWORD)


class Counting:
    """The desk's own hasher, and what it compared passwords with."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher
        self.hash = hasher.hash
        self.verified: list[str] = []

    def verify(self, stored: str, password: str) -> bool:
        self.verified.append(stored)
        return self.hasher.verify(stored, password)


def without_tokens(page: str) -> str:
    return re.sub(r'(name="csrf_token" value="|"X-CSRFToken": ")[^"]+', "", page)


def invitation(desk: WebDesk, username: str = "guest") -> str:
    """The path of a fresh invitation's link."""
    with desk.work() as home:
        _, secret = People(home.session, home.administrator).invite(username, "A guest", "", [Role.TRANSLATOR])
    return f"/ticket/{secret}"


@pytest.mark.usefixtures("thu")
class TestSigningIn:
    def test_it_opens_the_queue(self, nobody: Visitor) -> None:
        answer = nobody.post("/sign-in", NAME_AND)

        assert "Queue" in nobody.follow(answer).text

    def test_it_takes_the_name_in_any_case(self, nobody: Visitor) -> None:
        nobody.post("/sign-in", {**NAME_AND, "username": " Thu "})

    def test_it_goes_where_one_wanted_to_go(self, nobody: Visitor) -> None:
        first = nobody.get("/intake", status=303)
        nobody.follow(first)

        answer = nobody.post("/sign-in", {**NAME_AND, "next": "/intake"})

        assert first.location == "/sign-in?next=/intake"
        assert answer.location == "/intake"

    @pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
    def test_it_sends_nobody_elsewhere(self, nobody: Visitor, address: str) -> None:
        assert nobody.post("/sign-in", {**NAME_AND, "next": address}).location == "/"

    def test_it_gives_the_same_answer_for_a_wrong_name_and_a_wrong_password(self, nobody: Visitor) -> None:
        wrong_password = nobody.post("/sign-in", {"username": "thu", "password": "wrong"}, status=422)
        wrong_name = nobody.post("/sign-in", {"username": "nho", "password": "wrong"}, status=422)

        assert without_tokens(wrong_password.text).replace('"thu"', '"nho"') == without_tokens(wrong_name.text)

    def test_it_takes_as_long_for_a_wrong_name(self, desk: WebDesk, monkeypatch: pytest.MonkeyPatch) -> None:
        """Either way one password is hashed, and both hashes were made to be as slow as each other."""
        desk.person("ngo", Role.TRANSLATOR)  # invited, and no password set yet
        with desk.work() as home:
            Accounts(home.session).set_password(Accounts(home.session).by_username("thu"), PASSWORD)
        hasher = Counting(accounts._hasher)
        monkeypatch.setattr(accounts, "_hasher", hasher)

        for username in ("thu", "nobody", "ngo"):
            desk.visitor().post("/sign-in", {"username": username, "password": "wrong"}, status=422)

        assert len(hasher.verified) == 3
        assert len({repr(extract_parameters(one)) for one in hasher.verified}) == 1

    def test_it_shows_the_name_again_escaped(self, nobody: Visitor) -> None:
        answer = nobody.post("/sign-in", {"username": '"><script>alert(1)</script>', "password": "x"}, status=422)

        assert "<script>alert" not in answer.text

    def test_it_never_shows_the_password_again(self, nobody: Visitor) -> None:
        answer = nobody.post("/sign-in", {"username": "thu", "password": "mistyped secret"}, status=422)

        assert "mistyped secret" not in answer.text

    def test_it_lets_nobody_try_for_ever(self, nobody: Visitor) -> None:
        for _ in range(10):
            nobody.post("/sign-in", {"username": "thu", "password": "wrong"}, status=422)

        nobody.post("/sign-in", NAME_AND, status=429)

    def test_it_locks_out_nobody_else(self, nobody: Visitor) -> None:
        for _ in range(10):
            nobody.post("/sign-in", {"username": "nho", "password": "wrong"}, status=422)
        nobody.post("/sign-in", {"username": "nho", "password": "wrong"}, status=429)

        nobody.post("/sign-in", NAME_AND)


class TestSigningOut:
    def test_it_needs_a_form(self, translator: Visitor) -> None:
        translator.get("/sign-out", status=405)

    def test_it_ends_the_session(self, translator: Visitor) -> None:
        translator.get("/")
        translator.post("/sign-out")

        translator.get("/", status=303)


class TestSessions:
    def test_it_ends_all_of_them_with_the_epoch(self, desk: WebDesk, translator: Visitor) -> None:
        translator.get("/")
        with desk.work() as home:
            People(home.session, home.administrator).reset(desk.translator.person)

        translator.get("/", status=303)

    def test_it_ends_that_of_somebody_who_has_left(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            People(home.session, home.administrator).leave(desk.translator.person)

        translator.get("/", status=303)

    def test_it_believes_no_cookie_that_it_did_not_sign(self, nobody: Visitor) -> None:
        nobody.client.set_cookie("desk", "eyJfdXNlcl9pZCI6IjE6MSJ9.YQ.forged")

        nobody.get("/", status=303)


class TestInvitations:
    def test_it_sets_the_password_and_signs_in(self, desk: WebDesk, nobody: Visitor) -> None:
        path = invitation(desk)

        assert "A guest" in nobody.get(path).text
        answer = nobody.post(path, {"password": PASSWORD, "again": PASSWORD})

        assert "Welcome to the desk" in nobody.follow(answer).text
        with desk.wiring.database.session() as session:
            assert Accounts(session).authenticate("guest", PASSWORD) is not None

    def test_it_holds_once(self, desk: WebDesk, nobody: Visitor) -> None:
        path = invitation(desk)
        nobody.post(path, {"password": PASSWORD, "again": PASSWORD})

        other = desk.visitor()

        other.get(path, status=404)
        other.post(path, {"password": PASSWORD, "again": PASSWORD}, status=404)

    def test_it_asks_for_twelve_characters(self, desk: WebDesk, nobody: Visitor) -> None:
        path = invitation(desk)

        answer = nobody.post(path, {"password": "elevenchars", "again": "elevenchars"}, status=422)

        assert "at least 12 characters" in answer.text
        nobody.post(path, {"password": PASSWORD, "again": PASSWORD})

    def test_it_asks_for_the_same_twice(self, desk: WebDesk, nobody: Visitor) -> None:
        answer = nobody.post(invitation(desk), {"password": PASSWORD, "again": PASSWORD + "!"}, status=422)

        assert "differ" in answer.text

    def test_it_knows_no_invented_link(self, nobody: Visitor) -> None:
        nobody.get("/ticket/" + "x" * 43, status=404)


class TestTheme:
    def test_it_keeps_the_theme(self, nobody: Visitor) -> None:
        nobody.post("/theme", {"theme": "dark", "next": "/sign-in"})

        assert re.search(r'<html [^>]*data-theme="dark"', nobody.get("/sign-in").text)

    def test_it_keeps_no_theme_that_there_is_none_of(self, nobody: Visitor) -> None:
        nobody.post("/theme", {"theme": '"><script>'})

        assert "data-theme" not in nobody.get("/sign-in").text.partition(">")[2].partition(">")[0]


class TestSession:
    def test_nothing_stays_of_the_session_before(self, desk: WebDesk, nobody: Visitor) -> None:
        """Who planted a session in somebody's browser knows its token for forms."""
        desk.person("hoa", Role.TRANSLATOR, password=factories.PASSWORD)
        nobody.get("/sign-in")
        planted = nobody.token

        nobody.post("/sign-in", {"username": "hoa", "password": factories.PASSWORD})
        nobody.token = planted

        nobody.post("/sign-out", status=400)
