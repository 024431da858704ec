"""Saved views: whose they are, who sees them, and that what was saved is what comes back."""

import pytest

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.workflow import Role, State
from desk.services.actor import Actor
from desk.services.queue_filter import Due, Found, QueueFilter, Sort, View, filter_of, filter_record
from desk.services.saved_views import MOST, SavedViews
from tests import factories
from tests.factories import House

EVERYTHING = QueueFilter(
    view=View.FREE,
    state=State.DRAFTED,
    language="en",
    source="vi",
    outlet_id="01m8",
    topic="Weather",
    holder_id="01m9",
    due=Due.TODAY,
    longest=300,
    found=Found.NONE,
    text="mưa lớn",
    sort=Sort.SHORTEST,
)


@pytest.fixture
def binh(home: House) -> Actor:
    return factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)


class TestFilter:
    @pytest.mark.parametrize("wanted", [QueueFilter(), EVERYTHING])
    def test_it_comes_back_as_it_went(self, wanted: QueueFilter) -> None:
        assert filter_of(filter_record(wanted)) == wanted

    def test_what_is_as_usual_is_not_said(self) -> None:
        assert filter_record(QueueFilter(language="en", page=3)) == {"language": "en"}

    @pytest.mark.parametrize("name", ["view", "state", "due", "found", "sort", "longest"])
    def test_it_refuses_what_means_nothing(self, name: str) -> None:
        with pytest.raises(Invalid, match=name):
            filter_of({name: "nowhere"})

    def test_it_passes_over_what_is_no_part_of_it(self) -> None:
        assert filter_of({"csrf_token": "x", "language": " "}) == QueueFilter()


class TestSaving:
    def test_it_keeps_a_filter_under_a_name(self, home: House) -> None:
        views = SavedViews(home.session, home.translator)

        views.save(" Short  ones ", EVERYTHING)

        (kept,) = views.list()
        assert (kept.name, kept.wanted, kept.own, kept.shared) == ("Short ones", EVERYTHING, True, False)

    def test_the_same_name_is_written_anew(self, home: House) -> None:
        views = SavedViews(home.session, home.translator)
        views.save("Mine", QueueFilter(language="en"))

        views.save("Mine", QueueFilter(language="fr"), shared=True)

        (kept,) = views.list()
        assert (kept.wanted.language, kept.shared) == ("fr", True)

    @pytest.mark.parametrize("name", ["", "   ", "x" * 61])
    def test_a_view_has_a_name(self, home: House, name: str) -> None:
        with pytest.raises(Invalid):
            SavedViews(home.session, home.translator).save(name, QueueFilter())

    def test_a_person_keeps_only_so_many(self, home: House) -> None:
        views = SavedViews(home.session, home.translator)
        for number in range(MOST):
            views.save(f"View {number}", QueueFilter())

        with pytest.raises(Conflict):
            views.save("One more", QueueFilter())


class TestSharing:
    def test_others_see_what_is_shared_and_nothing_else(self, home: House, binh: Actor) -> None:
        mine = SavedViews(home.session, home.translator)
        mine.save("Private", QueueFilter())
        mine.save("Shared", QueueFilter(), shared=True)
        SavedViews(home.session, binh).save("Binh's", QueueFilter())

        found = SavedViews(home.session, binh).list()

        assert [(one.name, one.own, one.owner) for one in found] == [("Binh's", True, "Binh"), ("Shared", False, "Mai")]

    def test_whose_it_is_takes_it_away_and_so_does_an_editor(self, home: House, binh: Actor) -> None:
        private = SavedViews(home.session, home.translator).save("Private", QueueFilter())
        shared = SavedViews(home.session, home.translator).save("Shared", QueueFilter(), shared=True)

        with pytest.raises(NotFound):
            SavedViews(home.session, home.editor).remove(private.id)
        with pytest.raises(Forbidden):
            SavedViews(home.session, binh).remove(shared.id)
        SavedViews(home.session, home.editor).remove(shared.id)
        SavedViews(home.session, home.translator).remove(private.id)

        assert SavedViews(home.session, home.translator).list() == []
