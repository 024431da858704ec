"""Create translations: translations, units and what hangs on them."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

APPEND_ONLY = ("transition", "draft", "edit", "proposal", "dismissal")


def upgrade() -> None:
    op.create_table(
        "translation",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("story_id", sa.String(length=26), nullable=False),
        sa.Column("article_id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("relay_id", sa.String(length=26), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "drafted",
                "editing",
                "submitted",
                "approved",
                "published",
                "withdrawn",
                "killed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder_id", sa.String(length=26), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draft_round", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("correction_note", sa.Text(), nullable=False),
        sa.CheckConstraint("(holder_id IS NULL) = (lease_until IS NULL)", name=op.f("ck_translation_lease_has_holder")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_translation_article_id"),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name="fk_translation_holder_id"),
        sa.ForeignKeyConstraint(["relay_id"], ["translation.id"], name="fk_translation_relay_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_translation_revision_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_translation_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_translation"),
        sa.UniqueConstraint("story_id", "language", name="uq_translation_story_id_language"),
    )
    op.create_index("ix_translation_holder_id", "translation", ["holder_id"], unique=False)
    op.create_index("ix_translation_state_language", "translation", ["state", "language"], unique=False)
    op.create_table(
        "transition",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "draft_done",
                "redraft",
                "claim",
                "assign",
                "release",
                "expire",
                "submit",
                "recall",
                "return",
                "approve",
                "reopen",
                "publish",
                "revise",
                "withdraw",
                "cancel",
                "resume",
                "kill",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column(
            "old",
            sa.Enum(
                "drafting",
                "drafted",
                "editing",
                "submitted",
                "approved",
                "published",
                "withdrawn",
                "killed",
                "cancelled",
                name="old",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=True,
        ),
        sa.Column(
            "new",
            sa.Enum(
                "drafting",
                "drafted",
                "editing",
                "submitted",
                "approved",
                "published",
                "withdrawn",
                "killed",
                "cancelled",
                name="new",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.String(length=26), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_transition_person_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_transition_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transition"),
    )
    op.create_index("ix_transition_translation_id", "transition", ["translation_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "headline",
                "standfirst",
                "paragraph",
                "subheading",
                "caption",
                "quote",
                "list_item",
                "image",
                "table",
                "embed",
                name="blockkind",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "none",
                "machine",
                "memory",
                "post_edited",
                "human",
                "omitted",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("omitted_reason", sa.Text(), nullable=False),
        sa.Column("to_follow", sa.Boolean(), nullable=False),
        sa.Column("draft_id", sa.String(length=26), nullable=True),
        sa.Column("drafted_round", sa.Integer(), nullable=False),
        sa.Column("draft_error", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=26), nullable=True),
        sa.Column("confirmed_source", sa.String(length=32), nullable=True),
        sa.Column("logged_text", sa.Text(), nullable=False),
        sa.Column("pending_by", sa.String(length=26), nullable=True),
        sa.Column("pending_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pending_ms", sa.Integer(), nullable=False),
        sa.CheckConstraint("origin <> 'omitted' OR omitted_reason <> ''", name=op.f("ck_unit_omission_has_reason")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_unit_author_id"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name="fk_unit_confirmed_by"),
        *_draft_key(),
        sa.ForeignKeyConstraint(["pending_by"], ["person.id"], name="fk_unit_pending_by"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_unit_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )
    op.create_index("ix_unit_translation_id_position", "unit", ["translation_id", "position"], unique=False)
    op.create_table(
        "unit_segment",
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("segment_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name="fk_unit_segment_segment_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_segment_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "segment_id", name="pk_unit_segment"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("raw", "terms", "memory", name="draftkind", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("model_version", sa.String(length=32), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("source_fingerprint", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_draft_revision_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_draft_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("unit_id", "round", "kind", name="uq_draft_unit_id_round_kind"),
    )
    op.create_table(
        "edit",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "none",
                "machine",
                "memory",
                "post_edited",
                "human",
                "omitted",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("draft_id", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_edit_author_id"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_edit_draft_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_edit_revision_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_edit_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_edit"),
    )
    op.create_index("ix_edit_unit_id", "edit", ["unit_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_proposal_author_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_proposal_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    op.create_index("ix_proposal_unit_id", "proposal", ["unit_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("check", sa.String(length=64), nullable=False),
        sa.Column(
            "level",
            sa.Enum("info", "warn", "block", name="level", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("target_start", sa.Integer(), nullable=True),
        sa.Column("target_end", sa.Integer(), nullable=True),
        sa.Column("fix", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_finding_revision_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_finding_translation_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_finding_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_translation_id", "finding", ["translation_id"], unique=False)
    op.create_index("ix_finding_unit_id", "finding", ["unit_id"], unique=False)
    op.create_table(
        "dismissal",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("finding_id", sa.String(length=26), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_dismissal_has_reason")),
        sa.CheckConstraint("verdict IN ('dismissed', 'contested', 'accepted')", name=op.f("ck_dismissal_verdict")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name="fk_dismissal_finding_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_dismissal_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_dismissal_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dismissal"),
    )
    op.create_index("ix_dismissal_unit_id_fingerprint", "dismissal", ["unit_id", "fingerprint"], unique=False)
    if op.get_bind().dialect.name != "sqlite":
        op.create_foreign_key("fk_unit_draft_id", "unit", "draft", ["draft_id"], ["id"])
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("fk_unit_draft_id", "unit", type_="foreignkey")
    op.drop_table("dismissal")
    op.drop_table("finding")
    op.drop_table("proposal")
    op.drop_table("edit")
    op.drop_table("draft")
    op.drop_table("unit_segment")
    op.drop_table("unit")
    op.drop_table("transition")
    op.drop_table("translation")


def _draft_key() -> tuple[sa.ForeignKeyConstraint, ...]:
    """The key to the table made after this one: SQLite takes it now and cannot add it later, PostgreSQL the reverse."""
    if op.get_bind().dialect.name != "sqlite":
        return ()
    return (sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_unit_draft_id"),)
