"""Create engine routes: which engines draft a desk's pairs of languages."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "engine_route",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("target", sa.String(length=8), nullable=False),
        sa.Column("when_down", _enum("whendown", "wait", "fall_back"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name="fk_engine_route_changed_by"),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_engine_route_desk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_engine_route"),
        sa.UniqueConstraint("desk_id", "source", "target", name="uq_engine_route_desk_id_source_target"),
    )
    op.create_table(
        "engine_route_step",
        sa.Column("route_id", sa.String(length=26), nullable=False),
        sa.Column("kind", _enum("stepkind", "drafts", "shadows"), nullable=False),
        sa.Column("engine", _enum("enginename", "argos", "libretranslate", "apertium", "quiet"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["route_id"], ["engine_route.id"], name="fk_engine_route_step_route_id"),
        sa.PrimaryKeyConstraint("route_id", "kind", "engine", name="pk_engine_route_step"),
    )


def downgrade() -> None:
    op.drop_table("engine_route_step")
    op.drop_table("engine_route")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)
