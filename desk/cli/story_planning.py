"""`desk story`: who works on what until when, which stories break, and who sees them."""

import click

from desk.cli.intake import moment
from desk.cli.options import as_json, as_user
from desk.cli.output import emit, table
from desk.cli.session import actor_of, anybody, make_wiring, opened
from desk.cli.story_group import find, story
from desk.domain.errors import Invalid
from desk.services.accounts import Accounts
from desk.services.planning import Planning
from desk.services.story_access import StoryAccesses


@story.command()
@click.argument("id_", metavar="ID")
@click.argument("person", metavar="PERSON")
@as_user
def assign(id_: str, person: str, user: str) -> None:
    """Give a free translation to a translator. Example: desk story assign 01j… mai --as lan"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        actor = actor_of(session, user)
        to = Accounts(session).by_username(person).id
        one = wiring.translations(session, actor).assign(find(session, actor, id_).id, to)
        click.echo(f"{one.id} {one.state}")


@story.command("hand-over")
@click.argument("id_", metavar="ID")
@click.argument("person", metavar="PERSON")
@as_user
@click.option("--note", default="", help="What they should know.")
def hand_over(id_: str, person: str, user: str, note: str) -> None:
    """Give what you work on to a colleague. Example: desk story hand-over 01j… binh --as mai --note "Off at six" """
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        actor = actor_of(session, user)
        to = Accounts(session).by_username(person).id
        one = wiring.translations(session, actor).hand_over(find(session, actor, id_).id, to, note)
        click.echo(f"{one.id} {one.state}")


@story.command()
@click.argument("id_", metavar="ID")
@click.argument("time", metavar="TIME|none")
@as_user
def due(id_: str, time: str, user: str) -> None:
    """Say when a translation is due. Example: desk story due 01j… 2026-11-26T18:00+07:00 --as lan"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        actor = actor_of(session, user)
        one = Planning(session, actor).set_due(find(session, actor, id_).id, moment("" if time == "none" else time))
        click.echo(f"{one.id} due {one.due_at.isoformat() if one.due_at else 'at no time'}")


@story.command()
@click.argument("story_id", metavar="STORY")
@as_user
@click.option("--not", "ordinary", is_flag=True, help="It is no longer breaking news.")
def breaking(story_id: str, user: str, ordinary: bool) -> None:
    """Mark a story as breaking news. Example: desk story breaking 01j… --as lan"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        one = Planning(session, actor_of(session, user)).set_breaking(story_id, breaking=not ordinary)
        click.echo(f"{one.id} {'breaking' if one.breaking else 'not breaking'}")


@story.command()
@click.argument("story_id", metavar="STORY")
@click.argument("words", metavar="TOPIC")
@as_user
def topic(story_id: str, words: str, user: str) -> None:
    """Say which section a story is for. Example: desk story topic 01j… Politics --as lan"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        one = Planning(session, actor_of(session, user)).set_topic(story_id, words)
        click.echo(f"{one.id} {one.topic}")


@story.command()
@click.argument("story_id", metavar="STORY")
@click.option("--as", "user", metavar="USER", help="Who acts, or who looks.")
@click.option("--name", "named", multiple=True, metavar="PERSON", help="Let this person see it; may be said again.")
@click.option("--remove", "removed", multiple=True, metavar="PERSON", help="Take this person's sight; may be repeated.")
@click.option("--restrict", is_flag=True, help="Hide it from all but those at work on it.")
@click.option("--open", "opens", is_flag=True, help="Show it to the whole desk.")
@as_json
def access(
    story_id: str,
    user: str | None,
    named: tuple[str, ...],
    removed: tuple[str, ...],
    restrict: bool,
    opens: bool,
    json_: bool,
) -> None:
    """Say who sees a story, or read it. Example: desk story access 01j… --name binh --as mai"""
    changes = bool(named or removed or restrict or opens)
    if changes and user is None:
        raise Invalid("Say with --as who decides that.")
    wiring = make_wiring()
    with opened(wiring, write=changes) as session:
        accounts = Accounts(session)
        service = StoryAccesses(session, actor_of(session, user) if changes and user else anybody(session, user))
        if restrict:
            service.restrict(story_id)
        if opens:
            service.open(story_id)
        for one in named:
            service.name(story_id, accounts.by_username(one).id)
        view = service.view(story_id)
        for one in removed:  # last, since it may be one's own name
            service.take_away(story_id, accounts.by_username(one).id)
        gone = {accounts.by_username(one).id for one in removed}
        left = [name for key, name in view.named if key not in gone]
    record = {"story": story_id, "restricted": view.restricted, "named": left}
    if json_:
        emit(record)
    else:
        table([(one,) for one in left], ("restricted to" if view.restricted else "open to all; named before",))
