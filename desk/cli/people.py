"""`desk users` and `desk tokens`."""

import click

from desk.cli.options import as_json, as_user
from desk.cli.output import emit, table
from desk.cli.run import address
from desk.cli.session import actor_of, make_wiring, opened
from desk.domain.workflow import Role
from desk.services.accounts import HUMAN_ROLES, Accounts
from desk.services.people import People
from desk.services.tokens import Tokens

ROLES = click.Choice([role.value for role in HUMAN_ROLES])


@click.group()
def users() -> None:
    """The people of the desk. Example: desk users list --as admin"""


@users.command("list")
@as_user
@as_json
def list_users(user: str, json_: bool) -> None:
    """List everybody. Example: desk users list --as admin"""
    with opened(make_wiring()) as session:
        records = [
            {
                "user": person.profile.username,
                "name": person.profile.name,
                "roles": [one.role.value for one in person.memberships],
                "id": person.id,
            }
            for person in People(session, actor_of(session, user)).list()
            if person.profile
        ]
    if json_:
        for record in records:
            emit(record)
        return
    table([(r["user"], r["name"], ", ".join(r["roles"]), r["id"]) for r in records], ("user", "name", "roles", "id"))


@users.command()
@click.argument("username")
@click.option("--name", required=True)
@click.option("--email", default="")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="May be said again.")
@as_user
def invite(username: str, name: str, email: str, roles: tuple[str, ...], user: str) -> None:
    """Invite a person, print their link. Example: desk users invite mai --name Mai --role translator --as admin"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        people = People(session, actor_of(session, user))
        _, secret = people.invite(username, name, email, [Role(role) for role in roles])
    click.echo(f"{address(wiring)}/ticket/{secret}")


@users.command()
@click.argument("username")
@as_user
def reset(username: str, user: str) -> None:
    """End a person's password and print the link for a new one. Example: desk users reset mai --as admin"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        person = Accounts(session).by_username(username)
        secret = People(session, actor_of(session, user)).reset(person.id)
    click.echo(f"{address(wiring)}/ticket/{secret}")


@users.command()
@click.argument("username")
@click.option("--heir", help="Who takes over the claims; without it they go back to the queue.")
@as_user
def leave(username: str, heir: str | None, user: str) -> None:
    """Let a person leave, and delete their names. Example: desk users leave mai --heir lan --as admin"""
    with opened(make_wiring(), write=True) as session:
        accounts = Accounts(session)
        heir_id = accounts.by_username(heir).id if heir else None
        People(session, actor_of(session, user)).leave(accounts.by_username(username).id, heir_id)
    click.echo(f"{username} has left.")


@click.group()
def tokens() -> None:
    """Tokens of the JSON API. Example: desk tokens make --as mai --label "import script" """


@tokens.command()
@as_user
@click.option("--label", required=True, help="What the token is for.")
@click.option("--days", default=90, show_default=True, help="How long it lasts.")
def make(user: str, label: str, days: int) -> None:
    """Make a token and print it, this once. Example: desk tokens make --as mai --label script"""
    with opened(make_wiring(), write=True) as session:
        _, secret = Tokens(session).make(Accounts(session).by_username(user), label, days)
    click.echo(secret)


@tokens.command("list")
@as_user
def list_tokens(user: str) -> None:
    """List a person's tokens. Example: desk tokens list --as mai"""
    with opened(make_wiring()) as session:
        found = Tokens(session).of(Accounts(session).by_username(user))
        table([(one.id, one.label, f"{one.expires_at:%Y-%m-%d}") for one in found], ("id", "label", "until"))


@tokens.command()
@click.argument("token_id")
@as_user
def revoke(token_id: str, user: str) -> None:
    """End a token. Example: desk tokens revoke 01j… --as mai"""
    with opened(make_wiring(), write=True) as session:
        Tokens(session).revoke(Accounts(session).by_username(user), token_id)
    click.echo(f"{token_id} revoked")
