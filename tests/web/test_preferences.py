"""The page of one's own preferences."""

from tests.web.conftest import Visitor, WebDesk

GOOD = {"name": "Mai Trần", "email": "mai@newsroom.example", "time_zone": "Asia/Ho_Chi_Minh"}


class TestPage:
    def test_the_menu_leads_to_it(self, translator: Visitor) -> None:
        assert 'href="/preferences"' in translator.get("/").text

    def test_it_is_for_people_who_are_signed_in(self, desk: WebDesk) -> None:
        assert "sign-in" in (desk.visitor().get("/preferences", status=303).location or "")

    def test_it_shows_what_was_kept(self, translator: Visitor) -> None:
        page = translator.follow(translator.post("/preferences/profile", GOOD)).text

        assert "Your preferences are saved." in page
        assert 'value="Mai Trần"' in page
        assert 'value="Asia/Ho_Chi_Minh" selected' in page

    def test_it_says_why_a_section_is_refused_and_keeps_only_what_was_typed(self, translator: Visitor) -> None:
        page = translator.post("/preferences/profile", {**GOOD, "email": "mai"}, status=422).text

        assert "“mai” is not a mail address" in page
        assert 'value="Mai Trần"' in page
        assert 'value="Mai Trần"' not in translator.get("/preferences").text
