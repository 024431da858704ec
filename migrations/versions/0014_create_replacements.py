"""Create replacements: words put in the place of others, and the segments that each changes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATES = ("looking", "ready", "acting", "done", "undoing", "undone")
KINDS = ("written", "draft", "closed", "approved", "published")
OUTCOMES = ("made", "left", "moved_on", "refused", "undone")


def one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    op.create_table(
        "replacement",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("wanted", sa.String(length=500), nullable=False),
        sa.Column("by", sa.String(length=500), nullable=False),
        sa.Column("case", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Boolean(), nullable=False),
        sa.Column("state", one_of(STATES, "replacementstate"), nullable=False),
        sa.Column("opens", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_replacement_created_by"),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_replacement_desk_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_replacement_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_replacement"),
    )
    op.create_index("ix_replacement_created_by", "replacement", ["created_by", "id"], unique=False)
    op.create_table(
        "replacement_change",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("replacement_id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("unit_version", sa.Integer(), nullable=False),
        sa.Column("kind", one_of(KINDS, "changekind"), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("outcome", one_of(OUTCOMES, "changeoutcome"), nullable=True),
        sa.Column("made_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["replacement_id"], ["replacement.id"], name="fk_replacement_change_replacement_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_replacement_change_translation_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_replacement_change_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_replacement_change"),
        sa.UniqueConstraint("replacement_id", "unit_id", name="uq_replacement_change_replacement_id_unit_id"),
    )
    op.create_index(
        "ix_replacement_change_translation", "replacement_change", ["replacement_id", "translation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("replacement_change")
    op.drop_table("replacement")
