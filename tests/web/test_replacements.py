"""The pages of find and replace."""

from desk.domain.workflow import State
from desk.jobs.worker import Worker
from desk.models import Translation
from tests import factories
from tests.web.conftest import Visitor, WebDesk, counted

THEATER = {"wanted": "theater", "by": "concert hall", "words": "yes"}
TEXT = "The theater burnt."


def with_text(desk: WebDesk, make: str, text: str = TEXT) -> str:
    """A translation made by a factory, with a text in its first paragraph; returns its id."""
    with desk.work() as home:
        made: Translation = getattr(factories, make)(home, "Một.", "Hai.")
        unit = home.units(made)[1]
        unit.text = unit.logged_text = text
    return made.id


def text_of(desk: WebDesk, translation_id: str) -> str:
    with desk.work() as home:
        return home.units(home.session.get_one(Translation, translation_id))[1].text


def looked(visitor: Visitor, **more: str) -> str:
    """The address of what would change."""
    address = visitor.post("/replacements", {**THEATER, **more}).location
    assert address is not None
    return address


class TestInOneTranslation:
    def test_it_shows_what_would_change(self, desk: WebDesk, translator: Visitor) -> None:
        made = with_text(desk, "edited")

        page = translator.get(looked(translator, translation=made)).text

        assert "<del>" in page
        assert "concert hall" in page
        assert text_of(desk, made) == TEXT

    def test_it_changes_what_is_ticked_and_takes_it_back(self, desk: WebDesk, translator: Visitor) -> None:
        made = with_text(desk, "edited")
        address = looked(translator, translation=made)
        with desk.work() as home:
            unit = home.units(home.session.get_one(Translation, made))[1].id

        translator.post(address, {"shown": unit, "unit": unit})
        assert text_of(desk, made) == "The concert hall burnt."

        assert "Take it back" in translator.get(address).text
        translator.post(f"{address}/undo")
        assert text_of(desk, made) == TEXT

    def test_what_is_not_ticked_stays(self, desk: WebDesk, translator: Visitor) -> None:
        made = with_text(desk, "edited")
        address = looked(translator, translation=made)
        with desk.work() as home:
            unit = home.units(home.session.get_one(Translation, made))[1].id

        translator.post(address, {"shown": unit})

        assert text_of(desk, made) == TEXT

    def test_it_says_what_cannot_be_looked_for(self, desk: WebDesk, translator: Visitor) -> None:
        made = with_text(desk, "edited")

        page = translator.post("/replacements", {"wanted": " ", "by": "x", "translation": made}, status=422).text

        assert "Say what to look for" in page
        assert 'value="x"' in page

    def test_it_says_so_where_the_words_stand_nowhere(self, desk: WebDesk, translator: Visitor) -> None:
        made = with_text(desk, "edited")

        assert "These words stand nowhere" in translator.get(looked(translator, translation=made, wanted="zzz")).text

    def test_another_persons_is_not_found(self, desk: WebDesk, translator: Visitor, editor: Visitor) -> None:
        made = with_text(desk, "edited")

        editor.get(looked(translator, translation=made), status=404)

    def test_the_page_costs_the_same_for_few_segments_and_many(self, desk: WebDesk, translator: Visitor) -> None:
        few, many = with_text(desk, "edited"), with_text(desk, "edited")
        with desk.work() as home:
            for unit in home.units(home.session.get_one(Translation, many)):
                unit.text = unit.logged_text = TEXT
        costs = []
        for made in (few, many):
            address = looked(translator, translation=made)
            with counted(desk) as statements:
                translator.get(address)
            costs.append(len(statements))

        assert costs[0] == costs[1]


class TestOverTheDesk:
    def test_it_looks_in_the_background_and_asks_again(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted")

        address = looked(editor, language="en")

        assert 'hx-trigger="every 1s"' in editor.get(address).text
        Worker(desk.wiring).run_until_idle()
        assert "Machine's draft" in editor.get(address, htmx=True).text

    def test_a_correction_without_a_note_is_asked_for_and_nothing_is_lost(self, desk: WebDesk, editor: Visitor) -> None:
        made = with_text(desk, "published")
        address = looked(editor, language="en")
        Worker(desk.wiring).run_until_idle()

        page = editor.post(address, {"opens": made}, status=422).text
        assert "needs a note" in page
        assert f'value="{made}" checked' in page

        editor.post(address, {"opens": made, "note": "It was a concert hall."})
        Worker(desk.wiring).run_until_idle()
        with desk.work() as home:
            translation = home.session.get_one(Translation, made)
            assert (translation.state, translation.correction_note) == (State.EDITING, "It was a concert hall.")
        assert text_of(desk, made) == "The concert hall burnt."

    def test_a_translator_is_sent_to_a_translation(self, translator: Visitor) -> None:
        assert "Open a translation first" in translator.get("/replacements").text
        translator.post("/replacements", {**THEATER, "language": "en"}, status=403)

    def test_what_was_made_is_listed(self, desk: WebDesk, editor: Visitor) -> None:
        with_text(desk, "drafted")
        address = looked(editor, language="en")
        Worker(desk.wiring).run_until_idle()
        editor.post(address, {})
        Worker(desk.wiring).run_until_idle()

        assert address in editor.get("/replacements").text
