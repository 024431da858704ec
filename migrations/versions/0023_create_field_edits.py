"""Create field edits: every text that somebody gave a push alert, a slug or another field of the target's own."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE = "field_edit"
FIELDS = ("push_alert", "seo_title", "slug", "section", "tags")


def upgrade() -> None:
    name = sa.Enum(*FIELDS, name="targetfield", native_enum=False, create_constraint=True, length=16)
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("name", name, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_field_edit_author_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_field_edit_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_field_edit"),
    )
    op.create_index("ix_field_edit_translation_id", TABLE, ["translation_id"])
    op.create_index(
        "uq_field_edit_version",
        TABLE,
        ["translation_id", "name", "version"],
        unique=True,
        sqlite_where=sa.text("taken = 1"),
        postgresql_where=sa.text("taken"),
    )
    for statement in append_only(op.get_bind().dialect.name, TABLE):
        op.execute(statement)


def downgrade() -> None:
    for statement in drop_append_only(op.get_bind().dialect.name, TABLE):
        op.execute(statement)
    op.drop_table(TABLE)
