"""The translation memory's pages: looking, changing with a record, files in and out, and the concordance."""

import io
import re
from typing import Any

import pytest
from sqlalchemy import select

from desk.jobs.worker import Worker
from desk.memory.tmx_reading import TmxReader
from desk.models import MemoryChange, MemoryEntry, MemoryImport, Translation
from tests import factories
from tests.memory.test_tmx import UNIT, file
from tests.web.conftest import Visitor, WebDesk, counted

SOURCE = "Ba người bị thương."


@pytest.fixture
def translation(desk: WebDesk) -> str:
    with desk.work() as home:
        return factories.approved(home).id


@pytest.fixture
def entry(desk: WebDesk, translation: str) -> str:
    with desk.work() as home:
        return home.session.scalars(select(MemoryEntry.id).where(MemoryEntry.source == SOURCE)).one()


def restrict(desk: WebDesk, translation: str) -> None:
    with desk.work() as home:
        home.session.get_one(Translation, translation).story.restricted = True


def send(who: Visitor, *units: str, name: str = "old.tmx", **more: Any) -> Any:
    sent = {"file": (io.BytesIO(file(*units)), name), **more.pop("fields", {})}
    return who.post("/memory/import", sent, content_type="multipart/form-data", **more)


class TestLooking:
    def test_it_lists_all_and_says_where_it_comes_from(self, translator: Visitor, translation: str) -> None:
        page = translator.get("/memory").text

        assert page.count('class="memory-entry"') == 4
        assert f"/translations/{translation}" in page
        assert "Lan" in page

    def test_it_marks_what_was_looked_for(self, translator: Visitor, entry: str) -> None:
        page = translator.get("/memory?q=bị+thương&pair=vi-en&side=source").text

        assert '<mark class="found">thương</mark>' in page
        assert page.count('class="memory-entry"') == 1
        assert 'value="vi-en" selected' in page

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ("pair=vi-fr", 0),
            ("came=desk", 4),
            ("came=files", 0),
            ("since=2100-01-01", 0),
            ("until=2100-01-01", 4),
            ("until=2000-01-01&q=thương", 0),
            ("pair=xx-yy", 4),
            ("side=nowhere", 4),
        ],
    )
    def test_it_narrows(self, translator: Visitor, translation: str, asked: str, count: int) -> None:
        assert translator.get(f"/memory?{asked}").text.count('class="memory-entry"') == count

    @pytest.mark.parametrize("asked", ["since=someday", "until=9999-12-31", "q=a&before=nowhere"])
    def test_it_refuses_what_is_no_day_and_no_page(self, translator: Visitor, translation: str, asked: str) -> None:
        translator.get(f"/memory?{asked}", status=422)

    def test_pages_follow_each_other(self, desk: WebDesk, translator: Visitor) -> None:
        with desk.work() as home:
            for _ in range(13):
                factories.approved(home)

        first = translator.get("/memory?pair=vi-en").text
        older = re.search(r'href="([^"]*before=[^"]*)" rel="next"', first)
        assert older is not None
        second = translator.get(older[1].replace("&amp;", "&")).text

        assert (first.count('class="memory-entry"'), second.count('class="memory-entry"')) == (50, 2)
        assert "Newest" in second

    @pytest.mark.parametrize("asked", ["", "?q=sentence"])
    def test_it_asks_as_much_for_many_as_for_few(self, desk: WebDesk, editor: Visitor, asked: str) -> None:
        with desk.work() as home:
            factories.approved(home)
        editor.get("/memory")
        with counted(desk) as few:
            editor.get(f"/memory{asked}")
        with desk.work() as home:
            for _ in range(3):
                factories.approved(home)

        with counted(desk) as many:
            editor.get(f"/memory{asked}")

        assert len(many) == len(few)

    def test_restricted_stories_are_told_to_nobody_else(
        self, desk: WebDesk, editor: Visitor, translation: str, entry: str
    ) -> None:
        restrict(desk, translation)

        assert 'class="memory-entry"' not in editor.get("/memory").text
        assert 'class="memory-entry"' not in editor.get("/memory?q=gamma").text
        editor.get(f"/memory/{entry}", status=404)
        editor.post(f"/memory/{entry}", {"target": "Mine.", "version": 1}, status=404)

    def test_what_outside_texts_say_is_not_obeyed(self, desk: WebDesk, editor: Visitor) -> None:
        send(editor, UNIT.format(source="&lt;script&gt;alert(1)&lt;/script&gt; one", target="x"), name="<b>.tmx")
        Worker(desk.wiring).run_until_idle()

        page = editor.get("/memory?q=alert").text

        assert "<script>alert" not in page
        assert "<b>.tmx" not in page

    def test_an_empty_memory_says_how_it_fills(self, translator: Visitor) -> None:
        assert "fills as editors approve" in translator.get("/memory").text

    def test_it_is_for_those_who_are_signed_in(self, nobody: Visitor) -> None:
        nobody.get("/memory", status=303)


class TestChanging:
    def test_an_editor_changes_what_it_says(self, desk: WebDesk, editor: Visitor, entry: str) -> None:
        editor.get(f"/memory/{entry}")

        answer = editor.post(f"/memory/{entry}", {"target": "Three were hurt.", "reason": "Shorter.", "version": 1})

        page = editor.follow(answer).text
        assert "Three were hurt." in page
        assert "Shorter." in page
        assert "<del>" in page

    def test_who_was_slower_keeps_their_words(self, editor: Visitor, administrator: Visitor, entry: str) -> None:
        administrator.post(f"/memory/{entry}", {"target": "Theirs.", "version": 1})

        page = editor.post(f"/memory/{entry}", {"target": "Mine.", "version": 1}, status=409).text

        assert "Mine." in page
        assert "Somebody changed this entry" in page

    def test_an_empty_text_is_refused_beside_the_field(self, editor: Visitor, entry: str) -> None:
        assert (
            "Say what the translation is"
            in editor.post(f"/memory/{entry}", {"target": " ", "version": 1}, status=422).text
        )

    def test_a_deleted_entry_is_in_the_record_alone(self, desk: WebDesk, administrator: Visitor, entry: str) -> None:
        page = administrator.follow(administrator.post(f"/memory/{entry}/delete", {"version": 1, "reason": "Untrue."}))

        assert page.text.count('class="memory-entry"') == 3
        administrator.get(f"/memory/{entry}", status=404)
        record = administrator.get("/memory/record").text
        assert SOURCE in record
        assert "Untrue." in record
        with desk.work() as home:
            assert home.session.scalars(select(MemoryChange.person_id)).all() == [desk.administrator.person]

    def test_a_translator_reads_and_changes_nothing(self, translator: Visitor, entry: str) -> None:
        page = translator.get(f"/memory/{entry}").text

        assert "<textarea" not in page
        assert "/delete" not in page
        translator.post(f"/memory/{entry}", {"target": "Mine.", "version": 1}, status=403)
        translator.post(f"/memory/{entry}/delete", {"version": 1}, status=403)

    def test_nothing_was_changed_yet(self, translator: Visitor) -> None:
        assert "Nobody has changed the memory by hand." in translator.get("/memory/record").text


class TestFiles:
    def test_a_file_is_read_in_the_background(self, desk: WebDesk, editor: Visitor) -> None:
        answer = send(editor, UNIT.format(source="One <hi>word</hi>.", target="Un mot."), "<tu></tu>")
        waiting = editor.follow(answer).text
        assert "Reading old.tmx" in waiting
        assert 'hx-get="/memory/imports"' in waiting

        Worker(desk.wiring).run_until_idle()

        part = editor.get("/memory/imports", htmx=True).text
        assert "1 segment entered" in part
        assert "without the source language" in part
        assert "&lt;hi&gt;" in part
        assert "hx-get" not in part
        assert "old.tmx" in editor.get("/memory?came=files").text

    def test_a_broken_file_says_where(self, desk: WebDesk, editor: Visitor) -> None:
        send(editor, "<tu>")
        Worker(desk.wiring).run_until_idle()

        assert "old.tmx, line 5: this is not XML" in editor.get("/memory").text

    def test_languages_are_kept_to(self, desk: WebDesk, editor: Visitor) -> None:
        send(editor, UNIT.format(source="One.", target="Un."), fields={"source": "fr", "target": "en"})
        Worker(desk.wiring).run_until_idle()

        with desk.work() as home:
            made = home.session.scalars(select(MemoryEntry)).one()
            assert (made.source_language, made.target_language, made.source) == ("fr", "en", "Un.")
            assert home.session.scalars(select(MemoryImport.person_id)).one() == desk.editor.person

    def test_without_a_file_there_is_nothing_to_read(self, editor: Visitor) -> None:
        editor.post("/memory/import", {}, status=422)

    def test_it_is_for_editors_and_administrators(self, translator: Visitor, administrator: Visitor) -> None:
        send(translator, status=403)
        translator.get("/memory/imports", status=403)
        send(administrator)
        assert "Let a file in" not in translator.get("/memory").text

    def test_what_is_exported_can_be_read(self, translator: Visitor, translation: str) -> None:
        answer = translator.get("/memory/export.tmx?pair=vi-en")

        found = list(TmxReader(io.BytesIO(answer.data), "x").segments())
        assert len(found) == 4
        assert answer.headers["Content-Disposition"] == 'attachment; filename="memory-vi-en.tmx"'
        assert len(list(TmxReader(io.BytesIO(translator.get("/memory/export.tmx").data), "x").segments())) == 4
        translator.get("/memory/export.tmx?pair=xx-en", status=422)

    def test_an_export_leaves_out_restricted_stories(
        self, desk: WebDesk, translator: Visitor, translation: str
    ) -> None:
        restrict(desk, translation)

        assert list(TmxReader(io.BytesIO(translator.get("/memory/export.tmx").data), "x").segments()) == []


class TestConcordance:
    def test_it_finds_words_of_either_side_of_the_pair(
        self, desk: WebDesk, translator: Visitor, translation: str
    ) -> None:
        with desk.work() as home:
            factories.approved(home, target="fr")
        path = f"/translations/{translation}/concordance"

        for asked in ("q=thương", "q=gamma&side=target"):
            part = translator.get(f"{path}?{asked}", htmx=True).text
            assert part.count('class="memory-entry"') == 1, asked
            assert '<mark class="found">' in part
        assert 'class="memory-entry"' not in translator.get(f"{path}?q=gamma&side=source", htmx=True).text

    def test_it_begins_with_a_field_alone(self, translator: Visitor, translation: str) -> None:
        part = translator.get(f"/translations/{translation}/concordance", htmx=True).text

        assert 'type="search"' in part
        assert "How were words translated before?" in part

    def test_it_says_nothing_of_restricted_stories(self, desk: WebDesk, translator: Visitor, translation: str) -> None:
        with desk.work() as home:
            other = factories.approved(home, "Một câu bí mật.").id
        restrict(desk, other)
        path = f"/translations/{translation}/concordance"

        assert 'class="memory-entry"' not in translator.get(f"{path}?q=mật", htmx=True).text
        translator.get(f"/translations/{other}/concordance?q=mật", status=404)
