"""`desk intake`: taking an article in."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy.orm import Session

from desk.cli.options import as_json
from desk.cli.output import emit
from desk.cli.session import anybody, make_wiring, opened
from desk.cli.text import read_article, tell
from desk.domain.errors import Invalid, NotFound
from desk.domain.language import language
from desk.models import Story
from desk.services.actor import Actor
from desk.services.outlets import Outlets
from desk.services.stories import Stories

if TYPE_CHECKING:
    from desk.intake.reader import ReadArticle


@click.command()
@click.argument("place", metavar="PATH|URL|-")
@click.option("--from", "source", metavar="L", help="The article's language; told from its text where not said.")
@click.option("--to", "targets", required=True, multiple=True, metavar="L", help="May be said again.")
@click.option("--as", "user", metavar="USER", help="Who takes it in; the desk itself where not said.")
@click.option("--outlet", default="", metavar="NAME", help="The publication that the article comes from.")
@click.option("--topic", default="", help="What it is about, in the newsroom's words; the outlet's where not said.")
@click.option("--breaking", is_flag=True, help="Mark the story as breaking news.")
@click.option("--restricted", is_flag=True, help="Only you, and whom you name later, see the story.")
@click.option("--due", default="", metavar="TIME", help="When it is due: 2026-11-23T18:30, or with +07:00.")
@as_json
def intake(
    place: str,
    source: str | None,
    targets: tuple[str, ...],
    user: str | None,
    outlet: str,
    topic: str,
    breaking: bool,
    restricted: bool,
    due: str,
    json_: bool,
) -> None:
    """Take an article in. Example: desk intake page.html --from vi --to en"""
    from desk.services.intake import IntakeOptions

    if restricted and user is None:
        raise Invalid("A restricted story is seen by those named: say who you are with --as.")
    wanted, due_at = [language(code).code for code in targets], moment(due)
    wiring = make_wiring()
    with opened(wiring) as session:  # what is wrong with the command is said before anything is fetched
        outlet_id = outlet_of(session, anybody(session, user), outlet)
    article = read_article(place, source)
    options = IntakeOptions(wanted, outlet_id, breaking, restricted, due_at, topic)
    with opened(wiring, write=True) as session:
        actor = anybody(session, user)
        record = taken(session, actor, wiring.intake(session, actor).take_in(article, options), article)
    show(record, as_json=json_)
    tell(article)
    if article.removals:
        click.echo(f"desk: Cleaning changed {len(article.removals)} places; each can be undone.", err=True)


def outlet_of(session: Session, actor: Actor, name: str) -> str | None:
    """The id of the outlet of a name, None for no name. Raises `NotFound`, naming those that there are."""
    if not name:
        return None
    known = {one.name: one.id for one in Outlets(session, actor).list()}
    if name not in known:
        raise NotFound(f"There is no outlet “{name}”; there are: {', '.join(known) or 'none'}.")
    return known[name]


def moment(text: str) -> dt.datetime | None:
    """A time of ISO 8601 as aware UTC, in this machine's zone where it names none. Raises `Invalid`."""
    if not text:
        return None
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Invalid(f"“{text}” is not a time; write one like 2026-11-23T18:30+07:00.") from error


def taken(session: Session, actor: Actor, story: Story, article: "ReadArticle") -> dict[str, Any]:
    """A story that was just taken in, as a record."""
    return {
        "story": story.id,
        "title": story.title,
        "from": article.language,
        "translations": [
            {"id": one.id, "to": one.language, "state": one.state.value}
            for one in Stories(session, actor).translations(story.id)
        ],
        "removed": len(article.removals),
        "notices": list(article.notices),
    }


def show(record: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        emit(record)
        return
    click.echo(f"story {record['story']} {record['title']}")
    for one in record["translations"]:
        click.echo(f"translation {one['id']} {record['from']}→{one['to']} {one['state']}")
