"""What a whole article says of terms in drafts that are there."""

import pytest

from desk.domain.draft import DraftKind, EngineModel, EngineOutput
from desk.domain.provenance import Origin
from desk.domain.term import Form, Repair, Term
from desk.drafting.pipeline import draft
from desk.drafting.terms import hold_terms
from desk.engines.quiet import QuietEngine
from desk.glossary.matcher import Glossary
from desk.models import Draft, Translation, Unit
from desk.models.base import utc_now
from desk.services.article_terms import ArticleTerms
from desk.services.draft_queue import DraftQueue, queue_of
from desk.services.drafting import Drafting
from desk.services.intake import IntakeOptions, IntakeService
from tests import factories
from tests.factories import House

TITLE, FIRST, SECOND = "Wagner!", "Nhóm Wagner đã đến.", "Hôm nay nhóm Wagner rời đi."
ENGLISH = {TITLE: "Wagner!", FIRST: "Wagner arrived.", SECOND: "Today Wagner left."}
INTRODUCED = "Wagner, a Russian mercenary force, arrived."
GLOSSARY = Glossary(
    [
        Term(
            "wagner",
            {"vi": (Form("nhóm Wagner"), Form("Wagner")), "en": (Form("Wagner"),)},
            first_mention={"en": "Wagner, a Russian mercenary force"},
        )
    ]
)


def draft_all(home: House, translation: Translation) -> int:
    """Drafts what waits with the terms of this glossary, and holds them over the article. How many units changed."""
    queue = queue_of(translation)
    waiting = DraftQueue(home.session, queue).next_chunk(10_000)
    engine = QuietEngine(canned=ENGLISH)

    def hold(text: str, output: EngineOutput, source: str, target: str):  # type: ignore[no-untyped-def]
        return hold_terms(GLOSSARY, text, output, source, target)

    results = draft([one.text for one in waiting], "vi", "en", engine, hold_terms=hold)
    drafting = Drafting(home.session)
    made = {one.unit_id: result for one, result in zip(waiting, results, strict=True)}
    drafting.store(waiting, made, EngineModel("quiet", "quiet", "1"))
    drafting.finish([translation.id])
    home.session.expire_all()
    return ArticleTerms(home.session, GLOSSARY).hold(translation)


@pytest.fixture
def translation(home: House) -> Translation:
    service = IntakeService(home.session, home.translator, lambda source, target: True)
    story = service.take_in(factories.read_article(FIRST, SECOND, title=TITLE), IntakeOptions(targets=["en"]))
    return factories.translation_of(home, story)


def texts(home: House, translation: Translation) -> list[str]:
    return [unit.text for unit in home.units(translation)]


def drafts_of(home: House, unit: Unit, kind: DraftKind) -> list[Draft]:
    return home.session.query(Draft).filter_by(unit_id=unit.id, kind=kind).all()


class TestHolding:
    def test_the_body_introduces_the_term_once(self, home: House, translation: Translation) -> None:
        assert draft_all(home, translation) == 1

        assert texts(home, translation) == ["Wagner!", INTRODUCED, "Today Wagner left."]

    def test_the_change_is_a_draft_of_its_own(self, home: House, translation: Translation) -> None:
        draft_all(home, translation)

        unit = home.units(translation)[1]
        assert unit.draft is not None
        assert (unit.draft.kind, unit.draft.text, unit.origin) == (DraftKind.ARTICLE, INTRODUCED, Origin.MACHINE)
        assert unit.draft.terms[0]["repair"] == Repair.FIRST_MENTION
        assert [one.text for one in drafts_of(home, unit, DraftKind.TERMS)] == ["Wagner arrived."]

    def test_a_second_time_changes_nothing(self, home: House, translation: Translation) -> None:
        draft_all(home, translation)
        versions = [unit.version for unit in home.units(translation)]

        assert ArticleTerms(home.session, GLOSSARY).hold(translation) == 0

        assert [unit.version for unit in home.units(translation)] == versions
        assert len(drafts_of(home, home.units(translation)[1], DraftKind.ARTICLE)) == 1

    def test_a_paragraph_drafted_again_makes_no_second_first_mention(
        self, home: House, translation: Translation
    ) -> None:
        draft_all(home, translation)
        translation.draft_round += 1
        for unit in home.units(translation)[:2]:
            unit.drafted_round = translation.draft_round
        home.session.flush()

        draft_all(home, translation)

        assert texts(home, translation)[1:] == [INTRODUCED, "Today Wagner left."]

    def test_the_first_paragraph_drafted_again_is_the_first_again(self, home: House, translation: Translation) -> None:
        draft_all(home, translation)
        translation.draft_round += 1
        home.units(translation)[0].drafted_round = translation.draft_round
        home.units(translation)[2].drafted_round = translation.draft_round
        home.session.flush()

        draft_all(home, translation)

        assert texts(home, translation)[1:] == [INTRODUCED, "Today Wagner left."]

    def test_what_a_person_wrote_stays_and_counts(self, home: House, translation: Translation) -> None:
        draft_all(home, translation)
        first = home.units(translation)[1]
        first.text, first.author_id, first.origin = "Wagner came.", home.translator.person_id, Origin.POST_EDITED
        home.session.flush()

        assert ArticleTerms(home.session, GLOSSARY).hold(translation) == 0
        assert texts(home, translation)[1:] == ["Wagner came.", "Today Wagner left."]

    def test_a_confirmed_draft_stays(self, home: House, translation: Translation) -> None:
        draft_all(home, translation)
        first = home.units(translation)[1]
        first.text, first.draft_id = "Wagner arrived.", drafts_of(home, first, DraftKind.TERMS)[0].id
        first.confirmed_at = utc_now()
        home.session.flush()
        home.session.expire_all()

        assert ArticleTerms(home.session, GLOSSARY).hold(translation) == 0
        assert texts(home, translation)[1:] == ["Wagner arrived.", "Today Wagner left."]

    def test_where_the_first_is_left_to_nobody_it_goes_back(self, home: House, translation: Translation) -> None:
        draft_all(home, translation)
        headline = home.units(translation)[0]
        headline.kind = home.units(translation)[1].kind  # a line of the body now stands before it
        home.session.flush()

        ArticleTerms(home.session, GLOSSARY).hold(translation)

        assert texts(home, translation) == [
            "Wagner, a Russian mercenary force!",
            "Wagner arrived.",
            "Today Wagner left.",
        ]
