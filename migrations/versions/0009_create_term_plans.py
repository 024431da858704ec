"""Create term plans: changes of terms that are looked at first, and the texts that each touches."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ACTIONS = ("taken_in", "proposed", "changed", "approved", "rejected", "retired", "revived", "merged")
STATES = ("looking", "ready", "acting", "done")
KINDS = ("draft", "written", "approved", "published")
OUTCOMES = ("repaired", "told", "opened", "left", "changed", "refused")


def one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    op.create_table(
        "term_plan",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("term_id", sa.String(length=26), nullable=False),
        sa.Column("action", one_of(ACTIONS, "termaction"), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", one_of(STATES, "planstate"), nullable=False),
        sa.Column("opens", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_term_plan_created_by"),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_term_plan_desk_id"),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name="fk_term_plan_term_id"),
        sa.PrimaryKeyConstraint("id", name="pk_term_plan"),
    )
    op.create_index("ix_term_plan_term_id", "term_plan", ["term_id"], unique=False)
    op.create_table(
        "term_effect",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("plan_id", sa.String(length=26), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("unit_version", sa.Integer(), nullable=False),
        sa.Column("kind", one_of(KINDS, "effectkind"), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("outcome", one_of(OUTCOMES, "effectoutcome"), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["term_plan.id"], name="fk_term_effect_plan_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_term_effect_translation_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_term_effect_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_term_effect"),
        sa.UniqueConstraint("plan_id", "unit_id", name="uq_term_effect_plan_id_unit_id"),
    )


def downgrade() -> None:
    op.drop_table("term_effect")
    op.drop_table("term_plan")
