"""Which drafts idle work still has to see to, and that it is stored once."""

import pytest

from desk.domain.draft import DraftKind, EngineModel, EngineOutput
from desk.models import Draft, Translation
from desk.services.draft_queue import queue_of
from desk.services.idle_drafts import IdleDrafts
from desk.services.intake import IntakeService
from tests import factories
from tests.factories import House

MODEL = EngineModel("quiet", "quiet", "1")
OTHER = EngineModel("argos", "translate-vi_en", "1.0")


@pytest.fixture
def translation(home: House) -> Translation:
    return factories.drafted(home)


def idle(home: House, translation: Translation) -> IdleDrafts:
    return IdleDrafts(home.session, queue_of(translation))


def revise(home: House, translation: Translation, *texts: str) -> None:
    """Takes a newer text of the article in; nothing is drafted anew yet."""
    service = IntakeService(home.session, home.translator, lambda source, target: True)
    service.revise(translation.story_id, factories.read_article(*texts))
    home.session.expire_all()


class TestWanted:
    def test_it_is_what_the_very_model_made(self, home: House, translation: Translation) -> None:
        drafts = idle(home, translation)

        assert drafts.count(drafts.unscored(MODEL), "") == 4
        for other in (EngineModel("quiet", "quiet", "2"), EngineModel("quiet", "loud", "1"), OTHER):
            assert drafts.count(drafts.unscored(other), "") == 0

    def test_an_engine_does_not_shadow_itself(self, home: House, translation: Translation) -> None:
        drafts = idle(home, translation)

        assert drafts.count(drafts.by_others("argos"), "") == 4
        assert drafts.count(drafts.by_others("quiet"), "") == 0

    def test_a_draft_of_a_former_source_is_looked_at_and_left_out(self, home: House, translation: Translation) -> None:
        first, second, _ = factories.SENTENCES
        revise(home, translation, first, second, "Ông Peskov nói ít.")

        drafts = idle(home, translation)
        made, after = drafts.chunk(drafts.unscored(MODEL), "", 10)

        assert [one.source for one in made[1:]] == [first, second]
        assert after > made[-1].draft_id

    def test_a_sentence_that_is_gone_is_passed_over(self, home: House, translation: Translation) -> None:
        revise(home, translation, *factories.SENTENCES[:2])

        drafts = idle(home, translation)

        assert drafts.count(drafts.unscored(MODEL), "") == 3


class TestStoring:
    def test_a_second_run_stores_nothing_twice(self, home: House, translation: Translation) -> None:
        drafts = idle(home, translation)
        made, _ = drafts.chunk(drafts.by_others("argos"), "", 10)
        outputs = [(one, EngineOutput("Unseen.", -0.2)) for one in made]

        for _ in range(2):
            drafts.store_drafts(DraftKind.SHADOW, outputs, OTHER)

        assert home.session.query(Draft).filter_by(kind=DraftKind.SHADOW).count() == 4
        assert drafts.count(drafts.without(DraftKind.SHADOW, "argos"), "") == 0
