"""`desk story revise`: a newer text of a story's article."""

from dataclasses import asdict

import click

from desk.cli.options import as_json, as_user
from desk.cli.output import emit
from desk.cli.session import actor_of, make_wiring, opened
from desk.cli.story_group import story
from desk.cli.text import read_article, tell
from desk.services import access
from desk.services.revision_changes import changes


@story.command()
@click.argument("story_id", metavar="STORY")
@click.argument("place", metavar="PATH|URL|-")
@click.option("--from", "source", metavar="L", help="The text's language; the article's own where not said.")
@as_user
@as_json
def revise(story_id: str, place: str, source: str | None, user: str, json_: bool) -> None:
    """Take a newer text of an article in; what changed is drafted. Example: desk story revise 01j… new.txt --as mai"""
    wiring = make_wiring()
    with opened(wiring) as session:  # what is wrong with the command is said before anything is fetched
        articles = access.story(session, actor_of(session, user), story_id).articles
        language = source or articles[0].language
    article = read_article(place, language)
    with opened(wiring, write=True) as session:
        revision = wiring.intake(session, actor_of(session, user)).revise(story_id, article)
        counts = changes(revision)
        record = {"story": story_id, "revision": revision.id, "number": revision.number, **asdict(counts)}
    if json_:
        emit(record)
    else:
        click.echo(f"revision {record['number']} {record['revision']}: {counts}")
    tell(article)
