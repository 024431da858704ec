"""Add joined drafts: what two segments began with that somebody merged."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

OLD_KINDS = ("raw", "terms", "memory", "pivot", "alternative", "shadow", "round_trip", "article")
KINDS = (*OLD_KINDS, "joined")


def upgrade() -> None:
    _change(OLD_KINDS, KINDS)


def downgrade() -> None:
    _change(KINDS, OLD_KINDS)


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Other kinds of drafts; rows stay, of the kinds that do. Triggers keep both tables append-only but meanwhile."""
    dialect = op.get_bind().dialect.name
    for table in ("draft", "edit"):
        for statement in drop_append_only(dialect, table):
            op.execute(statement)
    for table in ("unit", "edit"):
        op.execute(f"UPDATE {table} SET draft_id = NULL WHERE draft_id IN ({_gone(after)})")  # noqa: S608
    if dialect == "sqlite":
        _rebuild(_listed(before), _listed(after))
    else:
        op.execute(f"DELETE FROM draft WHERE kind NOT IN ({_listed(after)})")  # noqa: S608 - of this file's own names
        op.drop_constraint(op.f("ck_draft_draftkind"), "draft", type_="check")
        op.create_check_constraint(op.f("ck_draft_draftkind"), "draft", f"kind IN ({_listed(after)})")
    for table in ("draft", "edit"):
        for statement in append_only(dialect, table):
            op.execute(statement)


def _rebuild(before: str, after: str) -> None:
    """SQLite makes the table anew, by its own description of it with the other kinds, and its indexes."""
    described = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'draft' AND type IN ('table', 'index')")
    found = [(kind, sql) for kind, sql in op.get_bind().execute(described) if sql]
    made = next(sql for kind, sql in found if kind == "table").replace(f"IN ({before})", f"IN ({after})")
    op.execute(made.replace('CREATE TABLE "draft"', 'CREATE TABLE "draft_rebuilt"', 1))
    op.execute(f"INSERT INTO draft_rebuilt SELECT * FROM draft WHERE kind IN ({after})")  # noqa: S608
    op.drop_table("draft")
    op.rename_table("draft_rebuilt", "draft")
    for sql in (sql for kind, sql in found if kind == "index"):
        op.execute(sql)


def _gone(kept: tuple[str, ...]) -> str:
    return f"SELECT id FROM draft WHERE kind NOT IN ({_listed(kept)})"  # noqa: S608 - of this file's own names


def _listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)
