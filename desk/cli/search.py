"""`desk search`: all stories, by words and by whatever else is known of them."""

import click

from desk.cli.options import as_json
from desk.cli.output import emit, table
from desk.cli.session import anybody, make_wiring, opened
from desk.services.roster import own_zone
from desk.services.search.search import Search


@click.command()
@click.argument("asked", nargs=-1, required=True, metavar="WORDS…")
@click.option("--as", "user", metavar="USER", help="Only what this person may see, with days in their zone.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1))
@as_json
def search(asked: tuple[str, ...], user: str | None, page: int, json_: bool) -> None:
    """Search all stories. Exit status 1 where none fits. Example: desk search bão Yagi state:submitted by:mai"""
    wiring = make_wiring()
    with opened(wiring) as session:
        actor = anybody(session, user)
        found = Search(session, actor, own_zone(session, actor)).page(" ".join(asked), page)
        records = [
            {
                "story": hit.story.id,
                "title": hit.story.title,
                "translations": {one.language: one.state.value for one in hit.entries},
                "sentences": [{"source": one.source.text, "target": one.target.text} for one in hit.sentences],
            }
            for hit in found.hits
        ]
    for hint in found.hints:
        click.echo(hint, err=True)
    if json_:
        for record in records:
            emit(record)
    elif records:
        table([(r["story"], r["title"]) for r in records], ("story", "title"))
    if not records:
        raise click.exceptions.Exit(1)
