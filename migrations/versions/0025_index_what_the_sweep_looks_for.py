"""Index what the worker looks for every few seconds: translations that await drafts, and bursts of saves."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PENDING = sa.text("pending_since IS NOT NULL")
LATE = """
UPDATE translation SET awaits_drafts = :awaits WHERE EXISTS (
    SELECT 1 FROM unit
    WHERE unit.translation_id = translation.id AND unit.drafted_round < translation.draft_round
)
"""


def upgrade() -> None:
    awaits: sa.Column[bool] = sa.Column("awaits_drafts", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("translation", awaits)
    op.execute(sa.text(LATE).bindparams(awaits=True))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("translation", "awaits_drafts", server_default=None)
    op.create_index(
        "ix_translation_awaits_drafts",
        "translation",
        ["changed_at"],
        sqlite_where=sa.text("awaits_drafts = 1"),
        postgresql_where=sa.text("awaits_drafts"),
    )
    op.create_index("ix_unit_pending_since", "unit", ["pending_since"], sqlite_where=PENDING, postgresql_where=PENDING)


def downgrade() -> None:
    op.drop_index("ix_unit_pending_since", "unit")
    op.drop_index("ix_translation_awaits_drafts", "translation")
    op.drop_column("translation", "awaits_drafts")
