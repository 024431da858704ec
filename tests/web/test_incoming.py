"""What a request may bring without the desk falling over it, on either database."""

import json
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from desk.models import Unit
from desk.services.accounts import Accounts
from desk.web import LARGEST_REQUEST
from tests import factories
from tests.web.conftest import Visitor, WebDesk

NUL = "\0"


class TestNul:
    @pytest.mark.parametrize("path", ["/stories/a%00b", "/translations/%00/review", "/published/%00.json"])
    def test_there_is_no_such_address(self, editor: Visitor, path: str) -> None:
        editor.get(path, status=404)

    def test_it_is_looked_for_without(self, translator: Visitor) -> None:
        translator.get("/?q=%00&language=%00")

    def test_nobody_is_called_so(self, nobody: Visitor) -> None:
        nobody.post("/sign-in", {"username": f"mai{NUL}", "password": f"x{NUL}"}, status=422)

    def test_it_is_taken_out_of_what_is_kept(self, desk: WebDesk, administrator: Visitor) -> None:
        sent = {"username": "guest", "name": f"A {NUL}\u202eguest", "email": NUL, "roles": "translator"}

        administrator.post("/people", sent, status=201)

        with desk.work() as home:
            person = Accounts(home.session).by_username("guest")
            assert person.profile is not None
            assert person.profile.name == "A guest"

    def test_it_is_taken_out_of_reasons(self, desk: WebDesk, editor: Visitor) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        editor.post(f"/translations/{made.id}/cancel", {"reason": f"Not{NUL} needed"})

        assert "Not needed" in editor.get(f"/translations/{made.id}/history").text


class TestSaves:
    @pytest.fixture
    def unit(self, desk: WebDesk) -> Unit:
        with desk.work() as home:
            return home.units(factories.edited(home))[0]

    def send(self, visitor: Visitor, unit: Unit, act: str, body: str) -> TestResponse:
        visitor.get("/patterns")
        return visitor.client.post(
            f"/translations/{unit.translation_id}/units/{unit.id}/{act}",
            data=body,
            content_type="application/json",
            headers={"X-CSRFToken": visitor.token},
        )

    @pytest.mark.parametrize(
        "body",
        [
            '{"text": "a", "version": 1e400}',
            '{"text": "a", "version": 1, "milliseconds": 1e400}',
            f'{{"text": "a", "version": 1{"0" * 30}}}',
            '{"text": "a", "version": -1}',
            '{"text": null, "version": 1}',
            '{"text": ["a"], "version": 1}',
        ],
    )
    def test_one_that_is_none_is_refused(self, translator: Visitor, unit: Unit, body: str) -> None:
        answer = self.send(translator, unit, "save", body)

        assert (answer.status_code, answer.json["result"]) == (422, "refused")

    def test_a_version_that_no_segment_had_is_refused(self, translator: Visitor, unit: Unit) -> None:
        assert self.send(translator, unit, "restore", f'{{"version": 1{"0" * 30}}}').status_code == 422

    def test_a_reason_is_kept_in_the_desks_normal_form(self, desk: WebDesk, translator: Visitor, unit: Unit) -> None:
        answer = self.send(translator, unit, "omit", json.dumps({"reason": "Not\ud800 news\0"}))

        assert answer.status_code == 200
        with desk.work() as home:
            assert home.session.get_one(Unit, unit.id).omitted_reason == "Not news"


class TestTimes:
    @pytest.mark.parametrize("moment", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
    def test_what_lies_too_far_away_is_refused(self, desk: WebDesk, editor: Visitor, moment: str) -> None:
        with desk.work() as home:
            made = factories.submitted(home)

        answer = editor.post(f"/stories/{made.story_id}/embargo", {"until": moment}, status=422)

        assert "lies too far away" in answer.text


class TestHeaders:
    def test_a_host_that_is_none_gets_no_page(self, nobody: Visitor) -> None:
        answer = nobody.client.get("/sign-in", headers={"Host": "a" * 80})

        assert (answer.status_code, answer.mimetype) == (400, "text/plain")

    def test_a_referrer_that_is_no_address_leads_back_nowhere(self, nobody: Visitor) -> None:
        answer = nobody.client.get("/no-such-page", headers={"Referer": "http://["})

        assert answer.status_code == 404


class TestSize:
    def test_only_who_may_install_a_package_can_send_one(
        self, desk: WebDesk, nobody: Visitor, translator: Visitor, administrator: Visitor
    ) -> None:
        package = b"a" * (LARGEST_REQUEST + 1)

        for visitor, status in ((nobody, 413), (translator, 413), (administrator, 303)):
            visitor.post("/packages/install", {"file": (BytesIO(package), "x.argosmodel")}, status=status)

    def test_an_address_may_be_longer_than_a_jobs_key(self, administrator: Visitor) -> None:
        administrator.post("/packages/install", {"source": "https://example.org/" + "a" * 400})
