"""One thing done with many translations, and what is said of those with which it could not be done."""

import pytest

from desk.domain.errors import Invalid
from desk.domain.workflow import Role, State
from desk.models import Translation
from desk.models.base import utc_now
from desk.services.actor import Actor
from desk.services.bulk import MOST, TAKEN, Bulk, BulkAction, BulkOrder, BulkOutcome
from desk.services.queue import Queue, QueueFilter, View
from tests import factories
from tests.factories import House


@pytest.fixture
def binh(home: House) -> Actor:
    return factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)


def run(home: House, actor: Actor, ids: list[str], order: BulkOrder) -> BulkOutcome:
    return Bulk(home.session, actor, home.translations(actor)).run(ids, order)


class TestBulk:
    def test_some_are_assigned_and_some_were_taken_meanwhile(self, home: House, binh: Actor) -> None:
        free = [factories.drafted(home) for _ in range(3)]
        taken = [factories.edited(home), factories.submitted(home)]
        order = BulkOrder(BulkAction.ASSIGN, person_id=binh.person)

        outcome = run(home, home.editor, [one.id for one in (*taken, *free)], order)

        assert outcome.done == [one.id for one in free]
        assert [one.translation_id for one in outcome.refused] == [one.id for one in taken]
        assert {reason for reason, _ in outcome.reasons} == {
            TAKEN,
            "A translation that is submitted cannot be moved by “assign”.",
        }
        assert all(one.holder_id == binh.person for one in free)
        assert taken[0].holder_id == home.translator.person

    def test_a_claim_and_its_release(self, home: House) -> None:
        ids = [factories.drafted(home).id for _ in range(2)]

        assert run(home, home.translator, ids, BulkOrder(BulkAction.CLAIM)).done == ids
        assert Queue(home.session, home.translator).counts()[View.MINE] == 2
        assert run(home, home.translator, ids, BulkOrder(BulkAction.RELEASE)).done == ids

        assert Queue(home.session, home.translator).counts()[View.MINE] == 0

    def test_handing_over_says_why(self, home: House, binh: Actor) -> None:
        translation = factories.edited(home)
        order = BulkOrder(BulkAction.HAND_OVER, person_id=binh.person, note="I am off at six.")

        run(home, home.translator, [translation.id], order)

        (row,) = Queue(home.session, binh).page(QueueFilter(view=View.MINE)).rows
        assert row.note == "I am off at six."

    def test_editors_plan(self, home: House) -> None:
        translation, due = factories.drafted(home), utc_now()

        run(home, home.editor, [translation.id], BulkOrder(BulkAction.DUE, due_at=due))
        run(home, home.editor, [translation.id], BulkOrder(BulkAction.BREAKING))

        assert (translation.due_at, translation.story.breaking) == (due, True)
        run(home, home.editor, [translation.id], BulkOrder(BulkAction.DUE))
        run(home, home.editor, [translation.id], BulkOrder(BulkAction.ORDINARY))
        assert (translation.due_at, translation.story.breaking) == (None, False)

    def test_a_translator_plans_nothing(self, home: House) -> None:
        translation = factories.drafted(home)

        outcome = run(home, home.translator, [translation.id], BulkOrder(BulkAction.BREAKING))

        assert not outcome.done
        assert "editor" in outcome.refused[0].reason

    def test_what_one_may_not_see_is_not_there(self, home: House, binh: Actor) -> None:
        hidden, free = factories.drafted(home, restricted=True), factories.drafted(home)

        outcome = run(home, binh, [hidden.id, free.id, "01m8invented"], BulkOrder(BulkAction.CLAIM))

        assert outcome.done == [free.id]
        assert [one.reason for one in outcome.refused] == [
            f"There is no translation {hidden.id}.",
            "There is no translation 01m8invented.",
        ]

    def test_a_refusal_leaves_nothing_behind(self, home: House, binh: Actor) -> None:
        translation = factories.drafted(home)
        before = home.session.get_one(Translation, translation.id).changed_at

        outcome = run(home, home.editor, [translation.id], BulkOrder(BulkAction.ASSIGN, person_id=home.editor.person))

        assert not outcome.done
        assert (translation.state, translation.changed_at) == (State.DRAFTED, before)

    @pytest.mark.parametrize(
        ("ids", "order"),
        [
            ([], BulkOrder(BulkAction.CLAIM)),
            ([str(number) for number in range(MOST + 1)], BulkOrder(BulkAction.CLAIM)),
            (["01m8"], BulkOrder(BulkAction.ASSIGN)),
        ],
    )
    def test_it_refuses_what_is_not_an_order(self, home: House, ids: list[str], order: BulkOrder) -> None:
        with pytest.raises(Invalid):
            run(home, home.editor, ids, order)
