"""Create stories: outlets, stories and the immutable revisions of their articles."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("revision", "block", "segment", "removal")


def upgrade() -> None:
    op.create_table(
        "outlet",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("homepage", sa.String(length=2000), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("credit", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_outlet_desk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outlet"),
        sa.UniqueConstraint("desk_id", "name", name="uq_outlet_desk_id_name"),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("outlet_id", sa.String(length=26), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=26), nullable=True),
        sa.Column("embargo_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("embargo_zone", sa.String(length=64), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("killed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("breaking", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_story_created_by"),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_story_desk_id"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_story_outlet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_desk_id", "story", ["desk_id"], unique=False)
    op.create_table(
        "story_access",
        sa.Column("story_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_story_access_person_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_access_story_id"),
        sa.PrimaryKeyConstraint("story_id", "person_id", name="pk_story_access"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("story_id", sa.String(length=26), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("byline", sa.String(length=300), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_article_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("story_id", "language", name="uq_article_story_id_language"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("article_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("extracted", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("notices", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_revision_article_id"),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_revision_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.UniqueConstraint("article_id", "number", name="uq_revision_article_id_number"),
    )
    op.create_table(
        "block",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extracted_index", sa.Integer(), nullable=False),
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
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("attributes", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_block_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
        sa.UniqueConstraint("revision_id", "position", name="uq_block_revision_id_position"),
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("block_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_segment_block_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_segment_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_segment"),
        sa.UniqueConstraint("revision_id", "position", name="uq_segment_revision_id_position"),
    )
    op.create_index("ix_segment_block_id", "segment", ["block_id"], unique=False)
    op.create_table(
        "removal",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replacement", sa.Text(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "furniture",
                "comment_form",
                "comment_count",
                "share_line",
                "related_links",
                "headline_repeated",
                "photo_credit",
                "quote_marks",
                name="removalreason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_removal_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_removal"),
        sa.UniqueConstraint("revision_id", "block", "start", name="uq_removal_revision_id_block_start"),
    )
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    op.drop_table("removal")
    op.drop_table("segment")
    op.drop_table("block")
    op.drop_table("revision")
    op.drop_table("article")
    op.drop_table("story_access")
    op.drop_table("story")
    op.drop_table("outlet")
