"""Create term suggestions: names that people changed in drafts, and the segments that show it."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

APPEND_ONLY = ("term_evidence",)


def upgrade() -> None:
    op.create_table(
        "term_suggestion",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("before", sa.String(length=100), nullable=False),
        sa.Column("after", sa.String(length=100), nullable=False),
        sa.Column("term_id", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_term_suggestion_desk_id"),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name="fk_term_suggestion_term_id"),
        sa.PrimaryKeyConstraint("id", name="pk_term_suggestion"),
        sa.UniqueConstraint(
            "desk_id", "language", "before", "after", name="uq_term_suggestion_desk_id_language_before_after"
        ),
    )
    op.create_index("ix_term_suggestion_term_id", "term_suggestion", ["term_id"], unique=False)
    op.create_table(
        "term_evidence",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("suggestion_id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_term_evidence_person_id"),
        sa.ForeignKeyConstraint(["suggestion_id"], ["term_suggestion.id"], name="fk_term_evidence_suggestion_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_term_evidence_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_term_evidence"),
        sa.UniqueConstraint("suggestion_id", "unit_id", name="uq_term_evidence_suggestion_id_unit_id"),
    )
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    op.drop_table("term_evidence")
    op.drop_table("term_suggestion")
