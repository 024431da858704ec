"""Create queue entries: what the queue is filtered and sorted by, saved views of it, and topics of stories.

The rows are made by the desk itself after the step (`desk db upgrade`), from texts that only it can read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STATES = (
    *("drafting", "drafted", "editing", "submitted", "approved"),
    *("published", "withdrawn", "killed", "cancelled"),
)
LANES = ("free", "held", "submitted", "approved", "done", "closed")
ORDER = ["rank", "urgency", "translation_id"]


def upgrade() -> None:
    op.add_column("outlet", sa.Column("topic", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("story", sa.Column("topic", sa.String(length=80), nullable=False, server_default=""))
    op.create_index("ix_story_access_person_id", "story_access", ["person_id"])
    op.create_index("ix_transition_person_id", "transition", ["person_id"])
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject"])
    _create_entries()
    op.create_table(
        "saved_view",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_saved_view_desk_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_saved_view_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("desk_id", "person_id", "name", name="uq_saved_view_desk_id_person_id_name"),
    )
    op.create_index("ix_saved_view_person_id", "saved_view", ["person_id"])


def downgrade() -> None:
    op.drop_table("saved_view")
    op.drop_table("queue_entry")
    op.drop_index("ix_audit_entry_subject", "audit_entry")
    op.drop_index("ix_transition_person_id", "transition")
    op.drop_index("ix_story_access_person_id", "story_access")
    op.drop_column("story", "topic")
    op.drop_column("outlet", "topic")


def _create_entries() -> None:
    state = sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=16)
    lane = sa.Enum(*LANES, name="lane", native_enum=False, create_constraint=True, length=16)
    counts = ("units", "drafted", "confirmed", "undrafted", "words", "words_to_do", "blocks", "warnings")
    op.create_table(
        "queue_entry",
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("story_id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("lane", lane, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.BigInteger(), nullable=False),
        sa.Column("source_language", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("outlet_id", sa.String(length=26), nullable=True),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("holder_id", sa.String(length=26), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("returned", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_queue_entry_translation_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_queue_entry_story_id"),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_queue_entry_desk_id"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_queue_entry_outlet_id"),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name="fk_queue_entry_holder_id"),
        sa.PrimaryKeyConstraint("translation_id", name="pk_queue_entry"),
    )
    op.create_index("ix_queue_entry_story_id", "queue_entry", ["story_id"])
    op.create_index("ix_queue_entry_desk", "queue_entry", ["desk_id", *ORDER])
    op.create_index("ix_queue_entry_lane", "queue_entry", ["desk_id", "lane", *ORDER])
    op.create_index("ix_queue_entry_holder", "queue_entry", ["desk_id", "holder_id", *ORDER])
    op.create_index(
        "ix_queue_entry_stale",
        "queue_entry",
        ["desk_id", *ORDER],
        sqlite_where=sa.text("stale = 1"),
        postgresql_where=sa.text("stale"),
    )
