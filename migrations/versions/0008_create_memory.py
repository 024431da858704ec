"""Create memory: the translation memory, drafts from it and from shadows, how sure engines were, and waiting jobs."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OLD_KINDS = ("raw", "terms", "memory")
KINDS = (*OLD_KINDS, "pivot", "alternative", "shadow", "round_trip")
OLD_COLUMNS = (
    "id, unit_id, revision_id, round, kind, engine, model, model_version, notice, source_fingerprint, text, score, "
    "terms, created_at"
)


def upgrade() -> None:
    _create_memory()
    _change_drafts(KINDS, ["unit_id", "round", "kind", "engine"], with_memory=True)
    op.create_table(
        "draft_confidence",
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("tokens", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("doubtful", sa.Double(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_confidence_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", name="pk_draft_confidence"),
    )
    op.add_column("job", sa.Column("waits", sa.Integer(), nullable=False, server_default="0"))
    # Jobs that drafted a pair for all desks are asked for anew, one for each queue, by the worker's sweep.
    op.execute("DELETE FROM job WHERE kind = 'draft' AND state IN ('waiting', 'running')")


def downgrade() -> None:
    op.drop_column("job", "waits")
    op.drop_table("draft_confidence")
    _change_drafts(OLD_KINDS, ["unit_id", "round", "kind"], with_memory=False)
    op.drop_table("memory_entry")


def _create_memory() -> None:
    op.create_table(
        "memory_entry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("source_language", sa.String(length=8), nullable=False),
        sa.Column("target_language", sa.String(length=8), nullable=False),
        sa.Column("source_key", sa.String(length=32), nullable=False),
        sa.Column("context_key", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("translation_id", sa.String(length=26), nullable=True),
        sa.Column("unit_id", sa.String(length=26), nullable=True),
        sa.Column("revision_id", sa.String(length=26), nullable=True),
        sa.Column("review_id", sa.String(length=26), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_memory_entry_desk_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_memory_entry_translation_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_memory_entry_unit_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_memory_entry_revision_id"),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name="fk_memory_entry_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memory_entry"),
    )
    columns = ["desk_id", "source_language", "target_language", "source_key"]
    op.create_index("ix_memory_entry_source", "memory_entry", columns)
    op.create_index("ix_memory_entry_translation_id", "memory_entry", ["translation_id"])


def _change_drafts(kinds: tuple[str, ...], unique: list[str], *, with_memory: bool) -> None:
    """Other kinds, another uniqueness, and with or without the memory's column; the rows stay, of the kinds that do.

    SQLite makes the table anew; the triggers that keep it append-only are taken off meanwhile, on both.
    """
    dialect = op.get_bind().dialect.name
    for statement in drop_append_only(dialect, "draft"):
        op.execute(statement)
    if dialect == "sqlite":
        _rebuild(kinds, unique, with_memory=with_memory)
    else:
        _alter(kinds, unique, with_memory=with_memory)
    for statement in append_only(dialect, "draft"):
        op.execute(statement)


def _rebuild(kinds: tuple[str, ...], unique: list[str], *, with_memory: bool) -> None:
    memory = (sa.Column("memory_id", sa.String(length=26), nullable=True),) if with_memory else ()
    key = sa.ForeignKeyConstraint(["memory_id"], ["memory_entry.id"], name="fk_draft_memory_id")
    kind = sa.Enum(*kinds, name="draftkind", native_enum=False, create_constraint=True, length=16)
    op.create_table(
        "draft_rebuilt",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("unit_id", sa.String(length=26), nullable=False),
        sa.Column("revision_id", sa.String(length=26), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("model_version", sa.String(length=32), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("source_fingerprint", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *memory,
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_draft_revision_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_draft_unit_id"),
        *((key,) if with_memory else ()),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint(*unique, name="uq_draft_" + "_".join(unique)),
    )
    chosen = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute(
        f"INSERT INTO draft_rebuilt ({OLD_COLUMNS}) "  # noqa: S608 - of this file's own names
        f"SELECT {OLD_COLUMNS} FROM draft WHERE kind IN ({chosen})"
    )
    op.drop_table("draft")
    op.rename_table("draft_rebuilt", "draft")


def _alter(kinds: tuple[str, ...], unique: list[str], *, with_memory: bool) -> None:
    chosen = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute(f"DELETE FROM draft WHERE kind NOT IN ({chosen})")  # noqa: S608 - of this file's own names
    op.drop_constraint(op.f("ck_draft_draftkind"), "draft", type_="check")
    op.create_check_constraint(op.f("ck_draft_draftkind"), "draft", f"kind IN ({chosen})")
    former = ["unit_id", "round", "kind"] if with_memory else ["unit_id", "round", "kind", "engine"]
    op.drop_constraint("uq_draft_" + "_".join(former), "draft", type_="unique")
    op.create_unique_constraint("uq_draft_" + "_".join(unique), "draft", unique)
    if with_memory:
        op.add_column("draft", sa.Column("memory_id", sa.String(length=26), nullable=True))
        op.create_foreign_key("fk_draft_memory_id", "draft", "memory_entry", ["memory_id"], ["id"])
    else:
        op.drop_constraint("fk_draft_memory_id", "draft", type_="foreignkey")
        op.drop_column("draft", "memory_id")
