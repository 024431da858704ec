"""Stories that name the same people and places."""

from collections.abc import Sequence

from desk.models import Story
from desk.services.related import Name, related
from desk.services.search.documents import SearchDocuments
from tests import factories
from tests.factories import House

KREMLIN = Name("Điện Kremlin", "the Kremlin")
PESKOV = Name("Peskov", "Peskov")


def told(home: House, story: Story, *names: Name) -> Sequence[tuple[str, Sequence[str]]]:
    SearchDocuments(home.session).of_stories([one.id for one in home.session.query(Story)])
    return [(one.story.id, one.names) for one in related(home.session, home.translator, story, names)]


class TestRelated:
    def test_the_newest_come_first_with_what_they_share(self, home: House) -> None:
        old = factories.story(home, "Ông Peskov nói Điện Kremlin im lặng.")
        factories.story(home, "Mưa lớn.")
        new = factories.story(home, "Điện Kremlin: Peskov từ chối.")
        here = factories.story(home, "Peskov ở Điện Kremlin.")

        both = ["the Kremlin", "Peskov"]
        assert [(story, sorted(names)) for story, names in told(home, here, KREMLIN, PESKOV)] == [
            (new.id, sorted(both)),
            (old.id, sorted(both)),
        ]

    def test_one_name_of_several_is_too_few_and_of_one_enough(self, home: House) -> None:
        other = factories.story(home, "Ông Peskov nói.")
        here = factories.story(home, "Peskov ở Điện Kremlin.")

        assert told(home, here, KREMLIN, PESKOV) == []
        assert told(home, here, PESKOV) == [(other.id, ["Peskov"])]

    def test_a_published_target_is_looked_at_too(self, home: House) -> None:
        other = factories.published(home, "Mưa.")
        here = factories.story(home, "Nắng.")

        assert told(home, here, Name("Không đâu", "plain English")) == [(other.story_id, ["plain English"])]

    def test_restricted_and_killed_stories_are_told_to_nobody(self, home: House) -> None:
        secret = factories.story(home, "Ông Peskov nói.")
        secret.restricted = True
        gone = factories.story(home, "Ông Peskov nói.")
        home.publishing(home.editor).kill(gone.id, "False.")
        here = factories.story(home, "Peskov ở đây.")

        assert told(home, here, PESKOV) == []

    def test_no_names_have_no_relatives(self, home: House) -> None:
        assert told(home, factories.story(home)) == []
