"""Create terms: the glossary of a desk, its forms, its history, and what files last agreed with."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

APPEND_ONLY = ("term_change",)
ACTIONS = ("taken_in", "proposed", "changed", "approved", "rejected", "retired", "revived", "merged")


def upgrade() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "obsolete",
                name="termstate",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("merged_into_id", sa.String(length=26), nullable=True),
        sa.Column("proposed_by", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_term_desk_id"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["term.id"], name="fk_term_merged_into_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name="fk_term_proposed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sa.UniqueConstraint("desk_id", "name", name="uq_term_desk_id_name"),
    )
    op.create_index("ix_term_desk_id_state", "term", ["desk_id", "state"], unique=False)
    op.create_table(
        "term_form",
        sa.Column("term_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "preferred",
                "admitted",
                "forbidden",
                name="formstatus",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name="fk_term_form_term_id"),
        sa.PrimaryKeyConstraint("term_id", "position", name="pk_term_form"),
    )
    op.create_index("ix_term_form_language_folded", "term_form", ["language", "folded"], unique=False)
    op.create_table(
        "term_change",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.String(length=26), nullable=False),
        sa.Column(
            "action",
            sa.Enum(*ACTIONS, name="termaction", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("old", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("new", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_term_change_desk_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_term_change_person_id"),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name="fk_term_change_term_id"),
        sa.PrimaryKeyConstraint("id", name="pk_term_change"),
        sa.UniqueConstraint("desk_id", "number", name="uq_term_change_desk_id_number"),
    )
    op.create_index("ix_term_change_term_id", "term_change", ["term_id"], unique=False)
    op.create_table(
        "term_synced",
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_term_synced_desk_id"),
        sa.PrimaryKeyConstraint("desk_id", "name", name="pk_term_synced"),
    )
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    op.drop_table("term_synced")
    op.drop_table("term_change")
    op.drop_table("term_form")
    op.drop_table("term")
