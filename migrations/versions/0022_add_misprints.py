"""Add misprints to the reasons why a source text was changed; the rows stay."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OLD = (
    "furniture",
    "comment_form",
    "comment_count",
    "share_line",
    "related_links",
    "headline_repeated",
    "photo_credit",
    "quote_marks",
)
NEW = (*OLD, "misprint")


def upgrade() -> None:
    _change(OLD, NEW)


def downgrade() -> None:
    _change(NEW, OLD)


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Other reasons. To whoever knows no misprints, one that was corrected is a mark that was."""
    dialect = op.get_bind().dialect.name
    for statement in drop_append_only(dialect, "removal"):
        op.execute(statement)
    other = f"UPDATE removal SET reason = 'quote_marks' WHERE reason NOT IN ({_listed(after)})"  # noqa: S608 - own names
    if dialect == "sqlite":
        op.execute(other)
        _rebuild(_listed(before), _listed(after))
    else:
        op.drop_constraint(op.f("ck_removal_removalreason"), "removal", type_="check")
        op.execute(other)
        op.create_check_constraint(op.f("ck_removal_removalreason"), "removal", f"reason IN ({_listed(after)})")
    for statement in append_only(dialect, "removal"):
        op.execute(statement)


def _rebuild(before: str, after: str) -> None:
    """SQLite makes the table anew, by its own description of it with the other reasons."""
    named = "type = 'table' AND name = 'removal'"
    made = op.get_bind().execute(sa.text(f"SELECT sql FROM sqlite_master WHERE {named}")).scalar_one()  # noqa: S608
    op.execute(made.replace(f"IN ({before})", f"IN ({after})").replace("removal", "removal_rebuilt", 1))
    op.execute("INSERT INTO removal_rebuilt SELECT * FROM removal")
    op.drop_table("removal")
    op.rename_table("removal_rebuilt", "removal")


def _listed(reasons: tuple[str, ...]) -> str:
    return ", ".join(f"'{reason}'" for reason in reasons)
