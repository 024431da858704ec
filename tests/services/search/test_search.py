"""Search: what is found, by what, in which languages; that it is kept in step; and that what is hidden stays hidden."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import delete

from desk.domain.workflow import Role
from desk.intake.reader import ReadArticle
from desk.models import Outlet, SearchDocument, Story, Translation
from desk.services.actor import Actor
from desk.services.intake import IntakeOptions, IntakeService
from desk.services.kept_in_step import catch_up
from desk.services.search.documents import SearchDocuments
from desk.services.search.search import Search
from tests import factories
from tests.factories import House
from tests.services.test_queue import counted


def found(home: House, text: str, actor: Actor | None = None) -> list[str]:
    """The ids of the stories that an actor finds."""
    return [hit.story.id for hit in Search(home.session, actor or home.translator).page(text).hits]


def article(home: House, title: str, *texts: str, language: str = "vi", target: str = "en", **more: Any) -> Story:
    """A story of one's own words, from an address."""
    service = IntakeService(home.session, home.translator, lambda source, target: True)
    read = factories.read_article(*texts, title=title, language=language)
    given = {name: getattr(read, name) for name in ("byline", "published_at", "site", "extracted", "removals")}
    address = more.pop("url", "")
    whole = ReadArticle(**given, title=title, language=language, url=address, notices=())
    return service.take_in(whole, IntakeOptions(targets=[target], **more))


def retype(home: House, translation: Translation, text: str, place: int = 1) -> None:
    unit = home.units(translation)[place]
    home.editing(home.translator).save(unit.id, text, unit.version, end_of_burst=True)


@pytest.fixture
def noise(home: House) -> None:
    factories.drafted(home, "Chuyện khác hẳn.", "Không ai hỏi tới.")


@pytest.mark.usefixtures("noise")
class TestWords:
    @pytest.mark.parametrize(
        "said", ["bão Yagi", "bao yagi", "BÃO", '"cơn bão"', '"con bao yagi"', "Yag*", "“bão Yagi”"]
    )
    def test_vietnamese_is_found_with_and_without_its_marks(self, home: House, said: str) -> None:
        story = article(home, "Tin", "Cơn bão Yagi đổ bộ vào Quảng Ninh.")

        assert found(home, said) == [story.id]

    @pytest.mark.parametrize(
        ("language", "text", "said"),
        [
            ("zh", "中国政府昨天宣布了新的措施。", "政府"),
            ("zh", "中国政府昨天宣布了新的措施。", "政府昨天"),
            ("zh", "中国政府昨天宣布了新的措施。", "措"),
            ("ja", "日本で大きな地震があった。", "地震"),
            ("th", "ประเทศไทยมีฝนตกหนัก", "ไทย"),
            ("ar", "قال الكاتبُ إنّ المدينة بعيدة.", "الكاتب"),
            ("ru", "Самолёт приземлился в Москве.", "самолет"),
        ],
    )
    def test_scripts_are_found_as_their_readers_write(self, home: House, language: str, text: str, said: str) -> None:
        story = article(home, "一", text, language=language)

        assert found(home, said) == [story.id]

    def test_a_phrase_is_in_its_order(self, home: House) -> None:
        article(home, "Tin", "Cơn bão Yagi đổ bộ.")

        assert found(home, '"yagi bão"') == []
        assert len(found(home, "yagi bão")) == 1

    def test_all_words_are_in_one_text(self, home: House) -> None:
        story = article(home, "Tin", "Cơn bão Yagi.", "Quảng Ninh mất điện.")

        assert found(home, "yagi điện") == [story.id]
        assert found(home, "yagi Singapore") == []

    def test_the_translation_is_found_as_it_stands(self, home: House) -> None:
        translation = factories.edited(home)
        retype(home, translation, "Typhoon Yagi made landfall.")

        assert found(home, "landfall") == [translation.story_id]
        retype(home, translation, "Typhoon Yagi came ashore.")

        assert found(home, "landfall") == []
        assert found(home, "ashore") == [translation.story_id]

    def test_what_somebody_is_typing_is_found_once_they_pause(self, home: House) -> None:
        translation = factories.edited(home)
        editing, unit = home.editing(home.translator), home.units(translation)[1]
        assert found(home, "plain") == [translation.story_id]
        editing.save(unit.id, "Typhoon Yagi made landfall.", unit.version)

        assert found(home, "landfall") == []
        editing.log_all(translation)

        assert found(home, "landfall") == [translation.story_id]

    def test_what_readers_have_is_found_while_the_next_version_is_written(self, home: House) -> None:
        translation = factories.edited(home)
        unit = home.units(translation)[1]
        home.editing(home.translator).confirm(unit.id, "Typhoon Yagi made landfall.", unit.version)
        home.translations(home.translator).submit(translation.id)
        home.translations(home.editor).approve(translation.id)
        home.publishing(home.editor).publish(translation.id)
        home.translations(home.translator).revise(translation.id)
        retype(home, translation, "Typhoon Yagi came ashore.")

        (hit,) = Search(home.session, home.editor).page("landfall").hits

        assert [(one.target.text, one.published) for one in hit.sentences] == [("Typhoon Yagi made landfall.", True)]

    def test_a_newer_text_of_the_article_takes_the_place_of_the_old(self, home: House) -> None:
        story = article(home, "Tin", "Cơn bão Yagi đổ bộ.", "Mưa lớn.")
        service = IntakeService(home.session, home.translator, lambda source, target: True)

        service.revise(story.id, factories.read_article("Cơn bão Wipha đổ bộ.", "Mưa lớn.", title="Tin"))

        assert found(home, "yagi") == []
        assert found(home, "wipha") == [story.id]

    def test_the_story_s_title_is_found(self, home: House) -> None:
        story = article(home, "Tin", "Mưa lớn.")
        story.title = "Chân dung Durov"

        assert found(home, "durov") == [story.id]

    def test_a_hit_shows_the_sentence_in_both_languages(self, home: House) -> None:
        translation = factories.edited(home, "Mưa lớn.", "Cơn bão Yagi đổ bộ.", "Gió giật.")
        retype(home, translation, "Typhoon Yagi made landfall.", place=2)

        (hit,) = Search(home.session, home.translator).page("bão").hits

        (sentence,) = hit.sentences
        assert sentence.source.text == "Cơn bão Yagi đổ bộ."
        assert [sentence.source.text[one.start : one.end] for one in sentence.source.spans] == ["bão"]
        assert sentence.target.text == "Typhoon Yagi made landfall."
        assert hit.entry.translation_id == translation.id

    @pytest.mark.parametrize("said", ["'", '"', "a'b", "\\", "NEAR(a b)", "mua OR 1", "text:x", "* *", "(", "a & !b"])
    def test_signs_of_the_index_s_own_language_are_signs(self, home: House, said: str) -> None:
        assert found(home, said) == []


@pytest.mark.usefixtures("noise")
class TestFields:
    def test_an_id_is_found_whole_or_by_its_beginning(self, home: House) -> None:
        translation = factories.drafted(home)

        for some in (translation.id, translation.id[:23], translation.story_id, f"id:{translation.story_id[:22]}"):
            assert translation.story_id in found(home, some)
        assert found(home, translation.id) == [translation.story_id]

    def test_an_address_is_found_whole_or_in_part(self, home: House) -> None:
        story = article(home, "Tin", "Mưa.", url="https://tuoitre.vn/bao-yagi-do-bo-20240907.htm")
        article(home, "Tin", "Nắng.", url="https://vnexpress.net/bao-yagi.html")

        for said in (
            "https://tuoitre.vn/bao-yagi-do-bo-20240907.htm",
            "url:tuoitre.vn",
            "http://www.tuoitre.vn/bao-yagi-do-bo",
        ):
            assert found(home, said) == [story.id], said

    def test_a_person_is_found_by_what_they_did(self, home: House) -> None:
        held, approved = factories.edited(home), factories.approved(home)

        assert found(home, "by:mai") == [approved.story_id, held.story_id]
        assert found(home, "by:Lan") == [approved.story_id]
        page = Search(home.session, home.translator).page("by:nobody")
        assert (page.total, list(page.hints)) == (0, ["Nobody at the desk is called “nobody”."])

    def test_outlet_topic_state_and_language(self, home: House) -> None:
        outlet = Outlet(desk_id=home.desk.id, name="Tuổi Trẻ")
        home.session.add(outlet)
        home.session.flush()
        story = article(home, "Tin", "Bão.", target="fr", outlet_id=outlet.id, topic="Thời tiết")

        for said in ("outlet:tuoi", 'outlet:"Tuổi Trẻ"', "topic:thoi", "to:fr", "to:French bão", "state:drafting"):
            assert found(home, said) == [story.id], said
        assert found(home, "bão to:en") == []
        assert found(home, "bão from:en") == []

    def test_days_are_the_reader_s(self, home: House) -> None:
        story = article(home, "Tin", "Bão.")
        story.created_at = dt.datetime(2026, 11, 25, 20, 0, tzinfo=dt.UTC)
        hanoi = Search(home.session, home.translator, dt.timezone(dt.timedelta(hours=7)))

        assert found(home, "bão on:2026-11-25") == [story.id]
        assert not hanoi.page("bão on:2026-11-25").hits
        assert hanoi.page("bão on:2026-11-26").total == 1
        assert found(home, "bão before:2026-11-25") == []

    def test_nothing_asked_is_nothing_found(self, home: House) -> None:
        page = Search(home.session, home.translator).page("  ")

        assert (page.hits, page.total) == ([], 0)


class TestPages:
    def test_the_newest_come_first_and_each_once(self, home: House) -> None:
        stories = [article(home, "Tin", f"Bão số {number}.") for number in range(5)]
        search = Search(home.session, home.translator)

        pages = [search.page("bão", page, 2) for page in (1, 2, 3)]

        assert [[hit.story.id for hit in page.hits] for page in pages] == [
            [stories[4].id, stories[3].id],
            [stories[2].id, stories[1].id],
            [stories[0].id],
        ]
        assert {(page.total, page.more, page.pages) for page in pages} == {(5, False, 3)}

    def test_it_asks_as_much_for_many_as_for_few(self, home: House) -> None:
        search = Search(home.session, home.translator)
        article(home, "Tin", "Bão.")
        catch_up(home.session)
        with counted(home.session) as few:
            search.page("bão")
        for number in range(9):
            article(home, "Tin", f"Bão số {number}.")
        catch_up(home.session)
        home.session.expire_all()

        with counted(home.session) as many:
            search.page("bão")

        assert len(many) == len(few) <= 8


class TestHidden:
    @pytest.fixture
    def secret(self, home: House) -> Translation:
        outlet = Outlet(desk_id=home.desk.id, name="Nguồn kín")
        home.session.add(outlet)
        home.session.flush()
        story = article(
            home,
            "Chuyện kín",
            "Bí mật Yagi.",
            url="https://kin.example/bi-mat",
            restricted=True,
            outlet_id=outlet.id,
            topic="Kín",
        )
        translation = factories.translation_of(home, story)
        factories.draft_all(home.session, translation)
        home.translations(home.translator).claim(translation.id)
        retype(home, translation, "The secret of Yagi.")
        return translation

    @pytest.mark.parametrize(
        "said",
        [
            "yagi",
            "secret",
            '"Chuyện kín"',
            "https://kin.example/bi-mat",
            "url:kin.example",
            "outlet:kin",
            "topic:kin",
            "by:mai",
            "state:editing",
            "on:today",
            "to:en",
            "{story}",
            "{translation}",
            "id:01",
        ],
    )
    def test_nobody_who_is_not_named_finds_it_or_counts_it(self, home: House, secret: Translation, said: str) -> None:
        stranger = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR, Role.EDITOR)
        said = said.format(story=secret.story_id, translation=secret.id)

        page = Search(home.session, stranger).page(said)

        assert (page.hits, page.total, page.more) == ([], 0, False)
        assert Search(home.session, home.translator).page(said.replace("id:01", secret.id)).total == 1

    def test_a_hit_beside_it_says_nothing_of_it(self, home: House, secret: Translation) -> None:
        stranger = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)
        article(home, "Tin", "Bão Yagi.")

        page = Search(home.session, stranger).page("yagi")

        assert page.total == 1
        assert secret.id not in {entry.translation_id for hit in page.hits for entry in hit.entries}


class TestStep:
    def test_making_it_anew_changes_nothing_that_is_found(self, home: House) -> None:
        translation = factories.published(home, "Cơn bão Yagi.")
        before = found(home, "yagi"), found(home, "alpha")
        documents = SearchDocuments(home.session)

        assert list(documents.rebuild()) == [1]

        assert (found(home, "yagi"), found(home, "alpha")) == before == ([translation.story_id],) * 2

    def test_it_knows_what_is_older_than_itself(self, home: House) -> None:
        translation = factories.drafted(home, "Cơn bão Yagi.")
        catch_up(home.session)
        home.session.execute(delete(SearchDocument))
        documents = SearchDocuments(home.session)
        assert documents.missing() == [translation.story_id]

        documents.of_stories(documents.missing())

        assert documents.missing() == []
        assert found(home, "yagi") == [translation.story_id]

    def test_what_stays_the_same_is_not_written_again(self, home: House) -> None:
        translation = factories.edited(home)
        catch_up(home.session)
        unit = home.units(translation)[1]
        home.editing(home.translator).unconfirm(unit.id)
        home.translations(home.translator).release(translation.id)

        with counted(home.session) as statements:
            catch_up(home.session)

        assert not [one for one in statements if "search_" in one]
