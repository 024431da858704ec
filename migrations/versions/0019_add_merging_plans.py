"""Add merging plans: the other term of a plan, and drafts that it has drafted again."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OLD_OUTCOMES = ("repaired", "told", "opened", "left", "changed", "refused")
OUTCOMES = (*OLD_OUTCOMES, "redrafted")
OTHER = "ALTER TABLE term_plan ADD COLUMN other_id VARCHAR(26) CONSTRAINT fk_term_plan_other_id REFERENCES term (id)"


def upgrade() -> None:
    op.execute(OTHER)  # Alembic would say the constraint apart, which SQLite does not know
    op.add_column("term_plan", sa.Column("other_based_on", sa.Integer(), nullable=True))
    op.add_column("term_plan", sa.Column("redraft", sa.Boolean(), nullable=False, server_default=sa.false()))
    _change(OLD_OUTCOMES, OUTCOMES)


def downgrade() -> None:
    _change(OUTCOMES, OLD_OUTCOMES)
    op.execute("DELETE FROM term_effect WHERE plan_id IN (SELECT id FROM term_plan WHERE other_id IS NOT NULL)")
    op.execute("DELETE FROM term_plan WHERE other_id IS NOT NULL")
    for column in ("redraft", "other_based_on", "other_id"):
        op.drop_column("term_plan", column)


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Other outcomes; the rows stay. To whoever knows none of that kind, what was drafted again has changed."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(_listed(before), _listed(after))
        return
    op.drop_constraint(op.f("ck_term_effect_effectoutcome"), "term_effect", type_="check")
    op.execute(f"UPDATE term_effect SET outcome = 'changed' WHERE outcome NOT IN ({_listed(after)})")  # noqa: S608
    op.create_check_constraint(op.f("ck_term_effect_effectoutcome"), "term_effect", f"outcome IN ({_listed(after)})")


def _rebuild(before: str, after: str) -> None:
    """SQLite makes the table anew, by its own description of it with the other outcomes."""
    named = "type = 'table' AND name = 'term_effect'"
    made = op.get_bind().execute(sa.text(f"SELECT sql FROM sqlite_master WHERE {named}")).scalar_one()  # noqa: S608
    made = made.replace(f"IN ({before})", f"IN ({after})").replace("term_effect", "term_effect_rebuilt", 1)
    op.execute(made)
    op.execute(f"UPDATE term_effect SET outcome = 'changed' WHERE outcome NOT IN ({after})")  # noqa: S608 - own names
    op.execute("INSERT INTO term_effect_rebuilt SELECT * FROM term_effect")
    op.drop_table("term_effect")
    op.rename_table("term_effect_rebuilt", "term_effect")


def _listed(outcomes: tuple[str, ...]) -> str:
    return ", ".join(f"'{outcome}'" for outcome in outcomes)
