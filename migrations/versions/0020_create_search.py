"""Create search: a row per text of a story, and an index of its words of the database's own kind.

The rows and words are made by the desk itself after the step (`desk db upgrade`), from texts that only it can read.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

FULL_TEXT = """
CREATE VIRTUAL TABLE search_fts USING fts5(title, text, address, columnsize=0,
tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'")
"""
KINDS = ("source", "target", "published")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="documentkind", native_enum=False, create_constraint=True, length=16)
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.String(length=26), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("article_id", sa.String(length=26), nullable=True),
        sa.Column("translation_id", sa.String(length=26), nullable=True),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_search_document_story_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_search_document_article_id"),
        sa.ForeignKeyConstraint(["translation_id"], ["translation.id"], name="fk_search_document_translation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_search_document"),
    )
    op.create_index("ix_search_document_story_id", "search_document", ["story_id"])
    op.create_index("ix_search_document_article_id", "search_document", ["article_id"], unique=True)
    op.create_index("ix_search_document_translation_id", "search_document", ["translation_id", "kind"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FULL_TEXT)
        return
    op.create_table(
        "search_words",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_search_words"),
    )
    op.create_index("ix_search_words_words", "search_words", ["words"], postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("search_fts" if op.get_bind().dialect.name == "sqlite" else "search_words")
    op.drop_table("search_document")
