"""Who may ask: a token that holds, or the signed-in browser with its CSRF token."""

import datetime as dt

import pytest

from desk import api
from desk.domain.workflow import Role
from desk.models import ApiToken
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.people import People
from desk.services.tokens import Tokens
from tests.api.conftest import ARTICLE, Program, token_of
from tests.web.conftest import WebDesk


class TestToken:
    def test_it_acts_for_its_person(self, desk: WebDesk, translator: Program) -> None:
        me = translator.get("/me")

        assert (me["id"], me["username"], me["roles"]) == (desk.translator.person_id, "mai", ["translator"])
        assert me["via"] == "token"

    def test_it_may_have_run_out(self, desk: WebDesk, translator: Program) -> None:
        with desk.work() as home:
            home.session.query(ApiToken).one().expires_at = utc_now() - dt.timedelta(seconds=1)

        assert "run out" in translator.get("/me", 401)["detail"]

    def test_it_may_be_revoked(self, desk: WebDesk, translator: Program) -> None:
        with desk.work() as home:
            person = Accounts(home.session).by_username("mai")
            Tokens(home.session).revoke(person, home.session.query(ApiToken).one().id)

        translator.get("/me", 401)

    def test_it_ends_when_its_person_leaves(self, desk: WebDesk, translator: Program) -> None:
        with desk.work() as home:
            People(home.session, home.administrator).leave(desk.translator.person)

        translator.get("/me", 401)

    @pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer desk_wrong", "Basic bWFpOm1haQ==", "desk_x", "é"])
    def test_it_is_refused_where_it_is_none(self, nobody: Program, header: str) -> None:
        answer = nobody.send("GET", "/me", headers={"Authorization": header})

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].lower().startswith("bearer ")

    def test_it_is_refused_where_none_was_needed(self, nobody: Program) -> None:
        nobody.get("/publications", 401, headers={"Authorization": "Bearer desk_wrong"})

    def test_it_is_refused_beside_a_cookie(self, desk: WebDesk) -> None:
        visitor = desk.visitor(desk.translator)

        answer = Program(visitor.client).send("GET", "/me", headers={"Authorization": "Bearer desk_wrong"})

        assert answer.status_code == 401

    def test_it_goes_before_a_cookie(self, desk: WebDesk) -> None:
        visitor = desk.visitor(desk.translator)

        me = Program(visitor.client, token_of(desk, desk.editor)).get("/me")

        assert me["username"] == "lan"

    def test_it_needs_no_csrf_token_beside_a_cookie(self, desk: WebDesk) -> None:
        visitor = desk.visitor(desk.editor)

        Program(visitor.client, token_of(desk, desk.translator)).post("/stories", ARTICLE, 201)


class TestBrowser:
    def test_it_reads_with_its_cookie(self, desk: WebDesk) -> None:
        me = Program(desk.visitor(desk.editor).client).get("/me")

        assert (me["username"], me["via"]) == ("lan", "browser")

    def test_it_writes_with_a_csrf_token_alone(self, desk: WebDesk) -> None:
        visitor = desk.visitor(desk.translator)
        browser = Program(visitor.client)
        refused = browser.send("POST", "/stories", json=ARTICLE)
        forged = browser.send("POST", "/stories", json=ARTICLE, headers={"X-CSRFToken": "forged"})
        visitor.get("/patterns")

        taken = browser.send("POST", "/stories", json=ARTICLE, headers={"X-CSRFToken": visitor.token})

        assert (refused.status_code, forged.status_code, taken.status_code) == (400, 400, 201)
        assert "CSRF" in refused.json["detail"]
        assert browser.get("/stories")["total"] == 1

    def test_it_writes_no_form(self, desk: WebDesk) -> None:
        visitor = desk.visitor(desk.translator)
        visitor.get("/patterns")

        answer = Program(visitor.client).send("POST", "/stories", data={"text": "x", "csrf_token": visitor.token})

        assert answer.status_code == 415

    def test_it_is_nobody_when_its_sessions_were_ended(self, desk: WebDesk) -> None:
        visitor = desk.visitor(desk.translator)
        with desk.work() as home:
            person = Accounts(home.session).person(desk.translator.person)
            assert person is not None
            person.session_epoch += 1

        Program(visitor.client).get("/me", 401)


class TestRoles:
    def test_it_lets_nobody_in_but_to_what_is_public(self, nobody: Program) -> None:
        for one in api.OPERATIONS:
            path = one.path
            for name in one.variables:
                path = path.replace(f"{{{name}}}", "0" * 26)
            answer = nobody.send(one.method, path)
            assert (answer.status_code == 401) == (one.roles is not None), one.name

    @pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR])
    def test_it_refuses_people_without_the_role(self, desk: WebDesk, role: Role) -> None:
        somebody = Program(desk.app.test_client(), token_of(desk, desk.person("somebody", role)))
        for one in api.OPERATIONS:
            path = one.path
            for name in one.variables:
                path = path.replace(f"{{{name}}}", "0" * 26)
            answer = somebody.send(one.method, path, json={} if one.method != "GET" else None)
            assert (answer.status_code == 403) == (one.roles is not None and role not in one.roles), one.name

    def test_it_says_who_else_may(self, translator: Program, drafted: str) -> None:
        problem = translator.post(f"/translations/{drafted}/cancel", {"reason": "No."}, 403)

        assert problem["detail"] == "This is for editors alone."
