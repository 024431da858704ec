"""Who may open what: every route says so, and nobody comes in by a side door."""

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter

from desk.domain.errors import Forbidden
from desk.domain.workflow import Role
from desk.web.permissions import PUBLIC, permission
from tests.web.conftest import Visitor, WebDesk


def routes(app: Flask, method: str) -> list[tuple[str, str]]:
    """Every page that answers to a method, with an address of it; the API's doors have tests of their own."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not rule.endpoint.startswith("api."):
            values = {name: _fitting(rule._converters[name]) for name in rule.arguments}
            found.append((rule.endpoint, adapter.build(rule.endpoint, values, method=method)))
    return found


def _fitting(converter: BaseConverter) -> str:
    """A value that an address's converter takes."""
    return min(converter.items) if isinstance(converter, AnyConverter) else "1"


PUBLIC_PLACES = {"assets", "languages", "patterns", "sign_in", "theme", "public", "api"}
"""Rooms with pages that are for everybody."""


class TestEveryRoute:
    def test_it_says_who_may_open_it(self, app: Flask) -> None:
        for endpoint in app.view_functions:
            permission(app, endpoint)

    def test_it_is_for_everybody_only_in_rooms_that_are(self, app: Flask) -> None:
        public = {endpoint for endpoint in app.view_functions if permission(app, endpoint) is PUBLIC}

        assert {endpoint.partition(".")[0] for endpoint in public} <= PUBLIC_PLACES

    def test_it_sends_nobody_to_sign_in(self, app: Flask, nobody: Visitor) -> None:
        for endpoint, address in routes(app, "GET"):
            if permission(app, endpoint) is not PUBLIC:
                answer = nobody.get(address, status=303)
                assert answer.location.startswith("/sign-in"), endpoint

    def test_it_takes_no_form_from_nobody(self, app: Flask, nobody: Visitor) -> None:
        for endpoint, address in routes(app, "POST"):
            if permission(app, endpoint) is not PUBLIC:
                answer = nobody.post(address, status=303)
                assert answer.location.startswith("/sign-in"), endpoint

    @pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR])
    def test_it_refuses_people_without_the_role(self, app: Flask, desk: WebDesk, role: Role) -> None:
        visitor = desk.visitor(desk.person("somebody", role))
        for method, ask in (("GET", visitor.get), ("POST", visitor.post)):
            for endpoint, address in routes(app, method):
                roles = permission(app, endpoint)
                if roles is not PUBLIC and role not in roles:
                    ask(address, status=403)

    def test_it_is_for_nobody_where_it_says_nothing(self) -> None:
        app = Flask(__name__)
        app.add_url_rule("/", "forgotten", lambda: "")

        with pytest.raises(Forbidden, match="forgotten"):
            permission(app, "forgotten")


class TestHtmx:
    def test_it_sends_a_part_of_a_page_to_sign_in_as_a_whole(self, nobody: Visitor) -> None:
        answer = nobody.get("/?view=mine", htmx=True, status=204)

        assert answer.headers["HX-Redirect"] == "/sign-in?next=/?view%3Dmine"
