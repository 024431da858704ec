"""`desk story`: moving a translation on, under the same guards as the pages."""

from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from desk.cli import story_planning, story_reading, story_revising
from desk.cli.options import as_user
from desk.cli.session import actor_of, make_wiring, opened
from desk.cli.story_group import find, story
from desk.models import Translation
from desk.services.actor import Actor
from desk.services.translations import Returned
from desk.wiring import Wiring

Act = Callable[[Wiring, Session, Actor, Translation], object]


def run(id_: str, user: str, act: Act) -> None:
    """Does one thing with a translation for a person, commits, and prints the state it is in."""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        actor = actor_of(session, user)
        translation = find(session, actor, id_)
        act(wiring, session, actor, translation)
        session.flush()
        click.echo(f"{translation.id} {translation.state}")


@story.command()
@click.argument("id_", metavar="ID")
@as_user
@click.option("--everything", is_flag=True, help="Draft human texts anew too; they stay in the edits.")
@click.option("--no-wait", is_flag=True, help="Only ask; a worker that runs elsewhere drafts.")
def draft(id_: str, user: str, everything: bool, no_wait: bool) -> None:
    """Draft, or draft anew, and wait for it. Example: desk story draft 01j… --as mai"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        actor = actor_of(session, user)
        translation = find(session, actor, id_)
        if translation.state.value != "drafting":
            wiring.translations(session, actor).redraft(translation.id, everything=everything)
        wanted = translation.id
    if no_wait:
        click.echo(f"{wanted} drafting")
        return
    from desk.cli.waiting import wait_for_draft

    click.echo(f"{wanted} {wait_for_draft(wiring, wanted)}")


@story.command()
@click.argument("id_", metavar="ID")
@as_user
def claim(id_: str, user: str) -> None:
    """Take a translation to work on. Example: desk story claim 01j… --as mai"""
    run(id_, user, lambda wiring, session, actor, one: wiring.translations(session, actor).claim(one.id))


@story.command()
@click.argument("id_", metavar="ID")
@as_user
def release(id_: str, user: str) -> None:
    """Give a translation back. Example: desk story release 01j… --as mai"""
    run(id_, user, lambda wiring, session, actor, one: wiring.translations(session, actor).release(one.id))


@story.command()
@click.argument("finding", metavar="FINDING")
@as_user
@click.option("--reason", required=True, help="Why the text is right as it stands.")
@click.option("--contest", is_flag=True, help="Contest a blocking finding; an editor decides.")
def dismiss(finding: str, user: str, reason: str, contest: bool) -> None:
    """Set a finding aside; `desk story show` has its id. Example: desk story dismiss 01j… --as mai --reason Pun"""
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        findings = wiring.findings(session, actor_of(session, user))
        (findings.contest if contest else findings.dismiss)(finding, reason)
    click.echo(f"{finding} {'contested' if contest else 'dismissed'}")


@story.command()
@click.argument("id_", metavar="ID")
@as_user
def submit(id_: str, user: str) -> None:
    """Hand a translation to the editors. Example: desk story submit 01j… --as mai"""
    run(id_, user, lambda wiring, session, actor, one: wiring.translations(session, actor).submit(one.id))


@story.command("return")
@click.argument("id_", metavar="ID")
@as_user
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="A unit that goes back; may be said again.")
@click.option("--category", default="", help="An MQM category, for example accuracy/mistranslation.")
@click.option("--reason", required=True, help="Why, in words the translator can use.")
def return_(id_: str, user: str, units: tuple[str, ...], category: str, reason: str) -> None:
    """Send a submitted translation back. Example: desk story return 01j… --as lan --unit 01j… --reason "Who?" """
    reasons = [Returned(unit, category, reason) for unit in units]
    run(
        id_,
        user,
        lambda wiring, session, actor, one: wiring.translations(session, actor).return_(one.id, reasons, reason),
    )


@story.command()
@click.argument("id_", metavar="ID")
@as_user
@click.option("--hash", "expected", default="", help="The content hash that was read; another one is refused.")
@click.option("--note", default="")
def approve(id_: str, user: str, expected: str, note: str) -> None:
    """Approve exactly the text as it stands. Example: desk story approve 01j… --as lan"""
    run(
        id_,
        user,
        lambda wiring, session, actor, one: wiring.translations(session, actor).approve(
            one.id, expected_hash=expected, note=note
        ),
    )


@story.command()
@click.argument("id_", metavar="ID")
@as_user
def publish(id_: str, user: str) -> None:
    """Publish the approved text. Example: desk story publish 01j… --as lan"""
    run(id_, user, lambda wiring, session, actor, one: wiring.publishing(session, actor).publish(one.id))


@story.command()
@click.argument("id_", metavar="ID")
@as_user
@click.option("--reason", required=True)
def withdraw(id_: str, user: str, reason: str) -> None:
    """Take one published language down. Example: desk story withdraw 01j… --as lan --reason "Wrong photo" """
    run(id_, user, lambda wiring, session, actor, one: wiring.publishing(session, actor).withdraw(one.id, reason))


@story.command()
@click.argument("story_id", metavar="STORY")
@as_user
@click.option("--reason", required=True)
def kill(story_id: str, user: str, reason: str) -> None:
    """Kill a story in every language. Example: desk story kill 01j… --as lan --reason "The report was false" """
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        killed = wiring.publishing(session, actor_of(session, user)).kill(story_id, reason)
        click.echo(f"{killed.id} killed")


__all__ = ["story", "story_planning", "story_reading", "story_revising"]
