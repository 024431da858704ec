"""What was approved before there was a memory is in the memory after the upgrade, once."""

from sqlalchemy import delete, select

from desk.db import Database
from desk.domain.workflow import State
from desk.models import MemoryEntry, Review, Translation
from desk.services.actor import system
from desk.services.memory import Memory
from desk.services.passages import passages_of
from tests import factories
from tests.factories import House
from tests.migrations.conftest import Again

MADE_ANEW = ("id", "created_at")


def entries(database: Database) -> list[dict[str, object]]:
    """All entries in the order of their articles, without what is another at each making."""
    with database.session() as session:
        found = session.scalars(select(MemoryEntry).order_by(MemoryEntry.translation_id, MemoryEntry.unit_id))
        return [
            {
                column.key: getattr(one, column.key)
                for column in MemoryEntry.__table__.columns
                if column.key not in MADE_ANEW
            }
            for one in found
        ]


def standing(home: House) -> tuple[Translation, Translation]:
    """Two approvals that stand, amid one that fell, a text that was only submitted and sentences that are no memory."""
    published, approved = factories.published(home), factories.approved(home, "Mưa còn kéo dài.", target="fr")
    home.translations(home.editor).reopen(factories.approved(home, "Đã rút.", target="de").id)
    factories.submitted(home, "Chưa duyệt.", target="es")
    partial = factories.submitted(home, "Bỏ câu này.", "Câu này còn lại.", target="ru")
    units = home.units(partial)
    home.editing(home.editor).omit(units[1].id, "Said twice.")
    units[2].to_follow = True
    other = factories.person(home.session, home.desk, "thu", *home.editor.roles)
    home.translations(other).approve(partial.id)
    return published, approved


class TestUpgrade:
    def test_it_enters_what_approving_would_have_entered(self, migrated: Database, again: Again) -> None:
        with migrated.session(write=True) as session:
            standing(factories.house(session))
            session.commit()
        with migrated.session(write=True) as session:
            fallen = select(Translation.id).where(Translation.state == State.EDITING)
            session.execute(delete(MemoryEntry).where(MemoryEntry.translation_id.in_(fallen)))
            session.commit()
        before = entries(migrated)
        with migrated.session(write=True) as session:
            session.execute(delete(MemoryEntry))
            session.commit()

        again("0011")

        assert len(before) == 4 + 2 + 1
        assert entries(migrated) == before

    def test_a_second_time_enters_nothing(self, migrated: Database, again: Again) -> None:
        with migrated.session(write=True) as session:
            standing(factories.house(session))
            session.commit()
        before = entries(migrated)

        again("0011")

        assert entries(migrated) == before

    def test_the_memory_serves_them_but_believes_a_newer_approval(self, migrated: Database, again: Again) -> None:
        with migrated.session(write=True) as session:
            home = factories.house(session)
            older, newer = factories.approved(home), factories.approved(home)
            newest = home.units(newer)[0].text = "Rain, and more rain"
            Memory(session, home.editor).remember(newer, home.units(newer), _approval(home, newer))
            session.execute(delete(MemoryEntry).where(MemoryEntry.translation_id == older.id))
            passages = list(passages_of(session, home.units(older)).values())
            desk = system(home.desk.id)
            session.commit()

        again("0011")

        with migrated.session() as session:
            found = Memory(session, desk).exact(passages, "vi", "en")
            assert found[0] is not None
            assert (found[0].target, found[0].in_context) == (newest, True)
            assert session.query(MemoryEntry).filter_by(translation_id=older.id).count() == 4


def _approval(home: House, translation: Translation) -> Review:
    return home.session.scalars(select(Review).where(Review.translation_id == translation.id)).one()
