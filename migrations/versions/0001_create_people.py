"""Create people: people, desks, roles and the record of administration."""

import sqlalchemy as sa
from alembic import op

from desk.dialects import append_only, drop_append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_entry",)


def upgrade() -> None:
    op.create_table(
        "desk",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk"),
        sa.UniqueConstraint("name", name="uq_desk_name"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "profile",
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_profile_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_profile"),
        sa.UniqueConstraint("username", name="uq_profile_username"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("desk_id", sa.String(length=26), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "translator",
                "editor",
                "administrator",
                "system",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name="fk_membership_desk_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_membership_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint("person_id", "desk_id", "role", name="uq_membership_person_id_desk_id_role"),
    )
    op.create_index("ix_membership_desk_id", "membership", ["desk_id"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_ticket_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("secret_hash", name="uq_ticket_secret_hash"),
    )
    op.create_index("ix_ticket_person_id", "ticket", ["person_id"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_api_token_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("secret_hash", name="uq_api_token_secret_hash"),
    )
    op.create_index("ix_api_token_person_id", "api_token", ["person_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=26), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_audit_entry_actor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    for table in APPEND_ONLY:
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
    op.drop_table("audit_entry")
    op.drop_table("api_token")
    op.drop_table("ticket")
    op.drop_table("membership")
    op.drop_table("profile")
    op.drop_table("person")
    op.drop_table("desk")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
