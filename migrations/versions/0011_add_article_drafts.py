"""Add article drafts: drafts of which the article, and not their sentence alone, decided on the terms."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OLD_KINDS = ("raw", "terms", "memory", "pivot", "alternative", "shadow", "round_trip")
KINDS = (*OLD_KINDS, "article")


def upgrade() -> None:
    _change(OLD_KINDS, KINDS)


def downgrade() -> None:
    _change(KINDS, OLD_KINDS)


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Other kinds of drafts; the rows stay, of the kinds that do. Triggers keep the table append-only but meanwhile."""
    dialect = op.get_bind().dialect.name
    for statement in drop_append_only(dialect, "draft"):
        op.execute(statement)
    if dialect == "sqlite":
        _rebuild(_listed(before), _listed(after))
    else:
        op.execute(f"UPDATE unit SET draft_id = NULL WHERE draft_id IN ({_gone(after)})")  # noqa: S608
        op.execute(f"DELETE FROM draft WHERE kind NOT IN ({_listed(after)})")  # noqa: S608 - of this file's own names
        op.drop_constraint(op.f("ck_draft_draftkind"), "draft", type_="check")
        op.create_check_constraint(op.f("ck_draft_draftkind"), "draft", f"kind IN ({_listed(after)})")
    for statement in append_only(dialect, "draft"):
        op.execute(statement)


def _rebuild(before: str, after: str) -> None:
    """SQLite makes the table anew, by its own description of it with the other kinds."""
    described = op.get_bind().execute(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'draft'"))
    made = described.scalar_one().replace(f"IN ({before})", f"IN ({after})")
    op.execute(made.replace('CREATE TABLE "draft"', 'CREATE TABLE "draft_rebuilt"', 1))
    op.execute(f"UPDATE unit SET draft_id = NULL WHERE draft_id IN (SELECT id FROM draft WHERE kind NOT IN ({after}))")  # noqa: S608
    op.execute(f"INSERT INTO draft_rebuilt SELECT * FROM draft WHERE kind IN ({after})")  # noqa: S608
    op.drop_table("draft")
    op.rename_table("draft_rebuilt", "draft")


def _gone(kept: tuple[str, ...]) -> str:
    return f"SELECT id FROM draft WHERE kind NOT IN ({_listed(kept)})"  # noqa: S608 - of this file's own names


def _listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)
