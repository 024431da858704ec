"""`desk engines`: what drafts, and who drafts which pair."""

from dataclasses import asdict
from typing import Any

import click

from desk.cli.options import as_json
from desk.cli.output import emit, table
from desk.cli.session import actor_of, make_wiring, opened
from desk.domain.errors import Invalid


@click.group()
def engines() -> None:
    """What drafts, and which engine drafts which pair. Example: desk engines list"""


@engines.command("list")
@as_json
def list_(json_: bool) -> int:
    """Say how each engine is; 1 where one is down. Example: desk engines list"""
    states = make_wiring().engines.states()
    records = [
        {
            "engine": one.name,
            "state": "up" if one.up else "down",
            "reason": one.reason,
            "pairs": [list(pair) for pair in sorted(one.models)],
            "checked_at": one.checked_at.isoformat(),
        }
        for one in states
    ]
    if json_:
        for record in records:
            emit(record)
    else:
        rows = [(one.name, "up" if one.up else "down", _pairs(one.models), one.reason) for one in states]
        table(rows, ("engine", "state", "pairs", "reason"))
    return 0 if all(one.up for one in states) else 1


@engines.command()
@click.argument("pair", nargs=-1, metavar="[FROM TO]")
@click.option("--first", help="The engine that drafts.")
@click.option("--fallback", "fallbacks", multiple=True, help="Drafts where the ones before cannot; may be said again.")
@click.option("--shadow", "shadows", multiple=True, help="Drafts too, unseen; may be said again.")
@click.option("--when-down", type=click.Choice(["fall_back", "wait"]), default="fall_back", show_default=True)
@click.option("--usual", is_flag=True, help="Go back to the usual order.")
@click.option("--as", "user", metavar="USER", help="Who changes it, by user name.")
@as_json
def route(
    pair: tuple[str, ...],
    first: str | None,
    fallbacks: tuple[str, ...],
    shadows: tuple[str, ...],
    when_down: str,
    usual: bool,
    user: str | None,
    json_: bool,
) -> None:
    """Show who drafts a pair, or every pair, or change it.

    Example: desk engines route es en --first apertium --fallback argos --as an
    """
    from desk.domain.routing import Route, WhenDown
    from desk.services.accounts import Accounts

    if len(pair) not in (0, 2):
        raise Invalid("Say two languages, such as “es en”, or none.")
    changes = usual or first is not None
    if changes and not (user and pair):
        raise Invalid("A change needs a pair of languages, and --as USER to say who makes it.")
    if not changes and (fallbacks or shadows):
        raise Invalid("Say with --first who drafts first.")
    wiring = make_wiring()
    with opened(wiring, write=changes) as session:
        routes = wiring.routes(session)
        if usual:
            routes.forget(actor_of(session, user or ""), pair[0], pair[1])
        elif first is not None:
            made = Route(first, fallbacks, shadows, WhenDown(when_down))
            routes.choose(actor_of(session, user or ""), pair[0], pair[1], made)
        desk = Accounts(session).default_desk().id
        found = [routes.pair(desk, *pair)] if pair else routes.overview(desk, wiring.engines.states())
    _print(found, json_)


def _print(found: list[Any], json_: bool) -> None:
    if json_:
        for one in found:
            emit(asdict(one))
        return
    rows = [
        (
            f"{one.source}→{one.target}",
            one.model.engine if one.model else "–",
            " ".join(one.route.asked),
            " ".join(one.route.shadows),
            one.route.when_down,
            "chosen" if one.chosen else "usual",
            one.reason,
        )
        for one in found
    ]
    table(rows, ("pair", "drafts now", "in order", "unseen", "when down", "order", "reason"))


def _pairs(pairs: Any) -> str:
    """The pairs in a line: all where they are few."""
    named = " ".join(f"{source}→{target}" for source, target in sorted(pairs)[:6])
    return named if len(pairs) <= 6 else f"{named} … ({len(pairs)})"
