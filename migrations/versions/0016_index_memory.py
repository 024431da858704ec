"""Index memory: by its words on both sides, where entries come from, and what was done to them by hand.

`memory_search` holds an entry's words, and leaves no entry in that was voided or says something else by now: triggers
see to that. On SQLite `memory_fts` is the full-text index of it. Whoever writes to `memory_search` writes there too,
since no trigger may touch such an index under `trusted_schema=OFF`; a row without an entry waits to leave both.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from desk.dialects import append_only, drop_append_only

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

LEAVES = "new.voided_at IS NOT NULL OR new.source <> old.source OR new.target <> old.target"
OF = "voided_at, source, target"
FULL_TEXT = """
CREATE VIRTUAL TABLE memory_fts USING fts5(source, target, content='memory_search', content_rowid='number',
columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'")
"""
SOURCE = ["desk_id", "source_language", "target_language", "source_key"]
INDEXES = {
    "ix_memory_entry_source": ["source_key", "source_language", "target_language", "desk_id", "id"],
    "ix_memory_entry_pair": ["source_language", "target_language", "desk_id", "id"],
    "ix_memory_entry_person": ["person_id", "desk_id", "id"],
    "ix_memory_entry_import": ["import_id", "id"],
}


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    _create_tables()
    _add_columns(sqlite=sqlite)
    op.drop_index("ix_memory_entry_source", "memory_entry")
    for name, columns in INDEXES.items():
        op.create_index(name, "memory_entry", columns)
    for statement in append_only(op.get_bind().dialect.name, "memory_change"):
        op.execute(statement)
    _create_search(sqlite=sqlite)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER memory_entry_leaves_index" + ("" if sqlite else " ON memory_entry"))
    op.execute("DROP TABLE memory_fts" if sqlite else "DROP FUNCTION memory_entry_leaves_index")
    op.drop_table("memory_search")
    if not sqlite:
        op.execute("DROP SEQUENCE memory_search_number")
    for statement in drop_append_only(op.get_bind().dialect.name, "memory_change"):
        op.execute(statement)
    for name in INDEXES:
        op.drop_index(name, "memory_entry")
    op.create_index("ix_memory_entry_source", "memory_entry", SOURCE)
    for column in ("import_id", "person_id"):
        if not sqlite:
            op.drop_constraint(f"fk_memory_entry_{column}", "memory_entry", type_="foreignkey")
    for column in ("import_id", "person_id", "attributes", "version"):
        op.drop_column("memory_entry", column)
    for table in ("memory_word", "memory_scope", "memory_change", "memory_import"):
        op.drop_table(table)


def _create_tables() -> None:
    op.create_table(
        "memory_import",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("summary", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_memory_import_desk_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_memory_import_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memory_import"),
    )
    op.create_index("ix_memory_import_desk_id", "memory_import", ["desk_id"])
    action = sa.Enum("edited", "deleted", name="memoryaction", native_enum=False, create_constraint=True, length=16)
    op.create_table(
        "memory_change",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("entry_id", sa.String(length=26), nullable=False),
        sa.Column("action", action, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["memory_entry.id"], name="fk_memory_change_entry_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_memory_change_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memory_change"),
    )
    op.create_index("ix_memory_change_entry_id", "memory_change", ["entry_id"])
    pair = ("desk_id", "source_language", "target_language")
    op.create_table(
        "memory_scope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("source_language", sa.String(length=8), nullable=False),
        sa.Column("target_language", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_memory_scope_desk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memory_scope"),
        sa.UniqueConstraint(*pair, name="uq_memory_scope_" + "_".join(pair)),
    )
    op.create_table(
        "memory_word",
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["memory_scope.id"], name="fk_memory_word_scope_id"),
        sa.PrimaryKeyConstraint("scope_id", "word", name="pk_memory_word"),
        sqlite_with_rowid=False,
    )


def _add_columns(*, sqlite: bool) -> None:
    """On SQLite a column that points somewhere is added with its constraint: the table is not made anew for it."""
    for column, table in (("import_id", "memory_import"), ("person_id", "person")):
        key = f"CONSTRAINT fk_memory_entry_{column} " + ("" if sqlite else f"FOREIGN KEY ({column}) ")
        points = f"{key}REFERENCES {table} (id)"
        if sqlite:
            op.execute(f"ALTER TABLE memory_entry ADD COLUMN {column} VARCHAR(26) {points}")
        else:
            op.execute(f"ALTER TABLE memory_entry ADD COLUMN {column} VARCHAR(26), ADD {points}")
    op.add_column("memory_entry", sa.Column("attributes", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("memory_entry", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def _create_search(*, sqlite: bool) -> None:
    """The words, by a number that counts up in its high part and says in its low byte how many words the source has."""
    if not sqlite:
        op.execute("CREATE SEQUENCE memory_search_number")
    words = sa.Text() if sqlite else TSVECTOR()
    op.create_table(
        "memory_search",
        sa.Column("number", sa.Integer() if sqlite else sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("entry_id", sa.String(length=26), nullable=True),
        sa.Column("source", words, nullable=False),
        sa.Column("target", words, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["memory_entry.id"],
            name="fk_memory_search_entry_id",
            ondelete="SET NULL" if sqlite else "CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_memory_search"),
        sa.UniqueConstraint("entry_id", name="uq_memory_search_entry_id"),
    )
    if sqlite:
        op.execute(FULL_TEXT)
        op.execute(
            f"CREATE TRIGGER memory_entry_leaves_index AFTER UPDATE OF {OF} ON memory_entry WHEN {LEAVES} "  # noqa: S608 - of this file's own names
            "BEGIN UPDATE memory_search SET entry_id = NULL WHERE entry_id = new.id; END"
        )
        op.execute("CREATE INDEX ix_memory_search_left ON memory_search (number) WHERE entry_id IS NULL")
        return
    for side in ("source", "target"):
        op.execute(f"CREATE INDEX ix_memory_search_{side} ON memory_search USING gin ({side}) WITH (fastupdate = off)")
    op.execute(
        "CREATE FUNCTION memory_entry_leaves_index() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN DELETE FROM memory_search WHERE entry_id = new.id; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER memory_entry_leaves_index AFTER UPDATE OF {OF} ON memory_entry FOR EACH ROW WHEN ({LEAVES}) "
        "EXECUTE FUNCTION memory_entry_leaves_index()"
    )
