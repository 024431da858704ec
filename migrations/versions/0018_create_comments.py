"""Create comments and notifications: what people say to each other, and what they are told of."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

APPEND_ONLY = ("comment_change",)
ACTIONS = ("written", "changed", "removed", "resolved", "reopened")
KINDS = (
    "assigned",
    "handed_over",
    "returned",
    "approved",
    "published",
    "mention",
    "comment",
    "stale",
    "correction",
    "lease",
    "digest",
)
MAIL = ("unwanted", "waiting", "sending", "sent", "refused", "unsure")


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=26), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "comment",
        _id("id"),
        _id("translation_id"),
        _id("unit_id", nullable=True),
        _id("thread_id", nullable=True),
        _id("author_id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Boolean(), nullable=False),
        _time("created_at"),
        _time("changed_at", nullable=True),
        _time("removed_at", nullable=True),
        _time("resolved_at", nullable=True),
        _id("resolved_by", nullable=True),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolved_by IS NULL)", name=op.f("ck_comment_resolved_by_somebody")
        ),
        sa.CheckConstraint(
            "thread_id IS NULL OR (NOT blocks AND resolved_at IS NULL)", name=op.f("ck_comment_reply_decides_nothing")
        ),
        sa.CheckConstraint("(removed_at IS NOT NULL) = (text = '')", name=op.f("ck_comment_removed_has_no_text")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_comment_author_id"),
        sa.ForeignKeyConstraint(["resolved_by"], ["person.id"], name="fk_comment_resolved_by"),
        sa.ForeignKeyConstraint(["thread_id"], ["comment.id"], name="fk_comment_thread_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_comment_translation_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_comment_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    for column in ("translation_id", "unit_id", "thread_id"):
        op.create_index(f"ix_comment_{column}", "comment", [column])
    op.create_table(
        "comment_change",
        _id("id"),
        _id("comment_id"),
        sa.Column("action", _enum("commentaction", ACTIONS), nullable=False),
        _id("person_id"),
        sa.Column("text", sa.Text(), nullable=False),
        _time("at"),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_comment_change_comment_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_comment_change_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment_change"),
    )
    op.create_index("ix_comment_change_comment_id", "comment_change", ["comment_id"])
    _notifications()
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def _notifications() -> None:
    op.create_table(
        "notification",
        _id("id"),
        _id("person_id"),
        sa.Column("kind", _enum("notificationkind", KINDS), nullable=False),
        _id("translation_id", nullable=True),
        _id("unit_id", nullable=True),
        _id("comment_id", nullable=True),
        _id("actor_id", nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=True),
        _time("created_at"),
        sa.Column("on_page", sa.Boolean(), nullable=False),
        _time("read_at", nullable=True),
        sa.Column("mail", _enum("mailstate", MAIL), nullable=False),
        sa.Column("mail_error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_notification_actor_id"),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_notification_comment_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_notification_person_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_notification_translation_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_notification_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
        sa.UniqueConstraint("person_id", "key", name="uq_notification_person_id_key"),
    )
    op.create_index("ix_notification_person_id_read_at", "notification", ["person_id", "read_at"])
    op.create_index("ix_notification_mail_created_at", "notification", ["mail", "created_at"])


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    for table in ("notification", "comment_change", "comment"):
        op.drop_table(table)
