"""The description: valid, whole, and never of something that is not there."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from desk import api
from tests.api.conftest import Program, description


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


class TestDescription:
    def test_it_is_served_to_anybody(self, nobody: Program) -> None:
        assert nobody.get("/openapi.json") == description()

    def test_it_is_valid_openapi(self) -> None:
        assert description()["openapi"].startswith("3.1.")
        OpenAPIV31SpecValidator(description()).validate()

    def test_it_describes_every_route_and_none_besides(self, app: Flask) -> None:
        routes = {
            (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/api/")
            for method in (rule.methods or set()) - {"HEAD"}
        }

        assert {(path, method) for path, method, _ in operations()} == routes

    def test_it_names_every_operation_once(self) -> None:
        names = [operation["operationId"] for _, _, operation in operations()]

        assert len(names) == len(set(names)) == len(api.OPERATIONS)
        assert all(operation["summary"] for _, _, operation in operations())

    def test_it_says_how_to_be_known(self) -> None:
        for _, method, operation in operations():
            writes = method != "get"
            assert operation["security"] in (
                [],
                [{"token": []}, {"session": [], **({"csrf": []} if writes else {})}],
            ), operation["operationId"]

    def test_it_describes_every_answer(self) -> None:
        for _, method, operation in operations():
            answers = operation["responses"]
            assert all(one["content"] for one in answers.values()), operation["operationId"]
            assert {"default", "422"} <= set(answers)
            if method != "get":
                assert {"400", "401", "403", "409", "413", "415"} <= set(answers)

    def test_it_describes_every_body_with_fields(self) -> None:
        described = {operation["operationId"] for _, _, operation in operations() if "requestBody" in operation}

        assert described == {one.name for one in api.OPERATIONS if one.body.model_fields}

    def test_it_has_every_variable_of_a_path(self) -> None:
        for path, _, operation in operations():
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
