"""Create publications: reviews, publications and scores."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY = ("review", "review_reason", "publication", "publication_event")


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("editor_id", sa.String(length=26), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("canonical_version", sa.String(length=8), nullable=False),
        sa.Column("four_eyes", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision <> 'approved' OR content_hash IS NOT NULL", name=op.f("ck_review_approval_has_hash")
        ),
        sa.CheckConstraint("decision IN ('approved', 'returned')", name=op.f("ck_review_decision")),
        sa.ForeignKeyConstraint(["editor_id"], ["person.id"], name="fk_review_editor_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_review_revision_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_review_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_translation_id", "review", ["translation_id"], unique=False)
    op.create_table(
        "review_reason",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("review_id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("unit_version", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name="fk_review_reason_review_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_review_reason_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_reason"),
    )
    op.create_index("ix_review_reason_review_id", "review_reason", ["review_id"], unique=False)
    op.create_index("ix_review_reason_unit_id", "review_reason", ["unit_id"], unique=False)
    op.create_table(
        "publication",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("provenance", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("published_by", sa.String(length=26), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind <> 'correction' OR note <> ''", name=op.f("ck_publication_correction_has_note")),
        sa.CheckConstraint("kind IN ('publication', 'update', 'correction')", name=op.f("ck_publication_kind")),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name="fk_publication_published_by"),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name="fk_publication_review_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_publication_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sa.UniqueConstraint("translation_id", "number", name="uq_publication_translation_id_number"),
    )
    op.create_table(
        "publication_event",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("publication_id", sa.String(length=26), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "event IN ('published', 'corrected', 'updated', 'withdrawn', 'killed')",
            name=op.f("ck_publication_event_event"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_publication_event_person_id"),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name="fk_publication_event_publication_id"),
        sa.PrimaryKeyConstraint("id", name="pk_publication_event"),
    )
    op.create_index("ix_publication_event_publication_id", "publication_event", ["publication_id"], unique=False)
    op.create_table(
        "score",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("review_id", sa.String(length=26), nullable=False),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("model_version", sa.String(length=32), nullable=False),
        sa.Column("metric", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=300), nullable=False),
        sa.Column("statistics", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name="fk_score_review_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_score_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_score"),
        sa.UniqueConstraint(
            "review_id",
            "engine",
            "model",
            "model_version",
            "metric",
            name="uq_score_review_id_engine_model_model_version_metric",
        ),
    )
    op.create_index("ix_score_translation_id", "score", ["translation_id"], unique=False)
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    op.drop_table("score")
    op.drop_table("publication_event")
    op.drop_table("publication")
    op.drop_table("review_reason")
    op.drop_table("review")
