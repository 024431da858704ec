"""Index queue entries by story: for search, which looks through a desk's stories from the newest on."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_queue_entry_story_id", "queue_entry")
    op.create_index("ix_queue_entry_story", "queue_entry", ["desk_id", "story_id"])
    op.create_index("ix_review_editor_id", "review", ["editor_id"])


def downgrade() -> None:
    op.drop_index("ix_review_editor_id", "review")
    op.drop_index("ix_queue_entry_story", "queue_entry")
    op.create_index("ix_queue_entry_story_id", "queue_entry", ["story_id"])
