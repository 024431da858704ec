"""After the upgrade the worker looks at what awaited drafts before it, and at nothing else."""

from sqlalchemy import select

from desk.db import Database
from desk.models import Translation
from tests import factories
from tests.migrations.conftest import Again


class TestUpgrade:
    def test_it_finds_what_awaits_drafts(self, migrated: Database, again: Again) -> None:
        with migrated.session(write=True) as session:
            home = factories.house(session)
            done, late = factories.drafted(home), factories.drafted(home, target="fr")
            home.units(late)[1].drafted_round = late.draft_round - 1
            expected = {done.id: False, late.id: True}
            session.commit()

        again("0024")

        with migrated.session() as session:
            found = session.execute(select(Translation.id, Translation.awaits_drafts))
            assert {row[0]: row[1] for row in found} == expected
