"""What comes back from an editor is seen first."""

import re

from desk.models import Translation, Unit
from desk.services.translations import Returned
from tests import factories
from tests.web.conftest import Visitor, WebDesk


def at(translation: Translation) -> str:
    return f"/translations/{translation.id}"


class TestCameBack:
    """What an editor sends back stands before all else, with the reason and what they changed."""

    def sent_back(self, desk: WebDesk) -> tuple[Translation, list[str]]:
        """The editor changed the second and third segments, and sent the second and the fourth back."""
        with desk.work() as home:
            made = factories.submitted(home)
            units = home.units(made)
            for unit, text in ((units[1], "Sentence beta in better English."), (units[2], "Wholly other words.")):
                home.editing(home.editor).save(unit.id, text, unit.version)
            reasons = [Returned(units[1].id, "style", "Mind the tone."), Returned(units[3].id, "", "Two, not three.")]
            home.translations(home.editor).return_(made.id, reasons)
            return made, [unit.id for unit in units]

    def test_it_shows_reason_and_difference_of_each_and_what_was_changed_besides(
        self, desk: WebDesk, translator: Visitor
    ) -> None:
        made, _ = self.sent_back(desk)

        page = translator.get(at(made)).text

        part = page[page.index('class="came-back') : page.index('class="sheet-body')]
        assert "2 segments that came back wait for you" in part
        assert re.findall(r'href="#u(\d)"', part) == ["2", "4", "3"]
        assert "<strong>Style</strong>: <bdi>Mind the tone.</bdi>" in part
        assert re.search(r"<del>.*?plain.*?</del><ins>.*?better.*?</ins>", part)
        assert "Changed by the editor, and not sent back" in part

    def test_it_says_when_all_is_answered(self, desk: WebDesk, translator: Visitor) -> None:
        made, units = self.sent_back(desk)
        translator._take_token()
        said = []
        for unit_id in (units[1], units[3]):
            with desk.work() as home:
                version = home.session.get_one(Unit, unit_id).version
            answer = translator.client.post(
                f"/translations/{made.id}/units/{unit_id}/save",
                json={"text": "I thought again of it.", "version": version, "confirm": True},
                headers={"X-CSRFToken": translator.token},
            )
            assert answer.json is not None
            said.append(answer.json["summary"]["returned"])

        assert "1 segment that came back waits for you" in said[0]
        assert "All that came back is answered" in said[1]
        assert "All that came back is answered" in translator.get(at(made)).text

    def test_it_is_over_once_it_is_submitted_again(self, desk: WebDesk, translator: Visitor) -> None:
        made, _ = self.sent_back(desk)
        with desk.work() as home:
            for unit in home.units(made):
                if unit.confirmed_at is None:
                    home.editing(home.translator).confirm(unit.id, f"{unit.text} Yes.", unit.version)
            home.translations(home.translator).submit(made.id)

        assert 'class="came-back' not in translator.get(at(made)).text
