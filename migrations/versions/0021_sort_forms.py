"""Sort forms: what lists of terms are sorted by, since neither database folds accents."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

CHUNK = 1_000
PLAIN = str.maketrans("đłøħı", "dlohi")
SORTS = sa.String(100).with_variant(sa.String(100, collation="C"), "postgresql")
FORM = sa.table("term_form", sa.column("term_id"), sa.column("position"), sa.column("text"), sa.column("sorts"))


def upgrade() -> None:
    op.add_column("term_form", sa.Column("sorts", SORTS, nullable=False, server_default=""))
    connection, here = op.get_bind(), (FORM.c.term_id == sa.bindparam("t"), FORM.c.position == sa.bindparam("p"))
    change = sa.update(FORM).where(*here).values(sorts=sa.bindparam("s"))
    for chunk in _chunks(connection):
        connection.execute(change, [{"t": row.term_id, "p": row.position, "s": sort_key(row.text)} for row in chunk])


def downgrade() -> None:
    op.drop_column("term_form", "sorts")


def _chunks(connection: sa.Connection) -> Iterator[list[Any]]:
    """All forms, some at a time, in the order of their keys."""
    key, last = sa.tuple_(FORM.c.term_id, FORM.c.position), ("", -1)
    columns = sa.select(FORM.c.term_id, FORM.c.position, FORM.c.text).order_by(FORM.c.term_id, FORM.c.position)
    while chunk := list(connection.execute(columns.where(key > sa.tuple_(*last)).limit(CHUNK))):
        yield chunk
        last = (chunk[-1].term_id, chunk[-1].position)


def sort_key(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)
    kept = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return (" ".join(kept.split()) or text)[:100]
