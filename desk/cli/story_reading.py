"""`desk story list|show|export|import`: reading translations, and human texts written in."""

from typing import Any

import click
from sqlalchemy.orm import Session

from desk.cli.options import as_json, as_user
from desk.cli.output import emit, read_json_lines, table
from desk.cli.session import actor_of, anybody, make_wiring, opened
from desk.cli.story_group import find, story
from desk.domain.errors import NotFound
from desk.domain.finding import Level
from desk.domain.workflow import State
from desk.models import Translation
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.exchange import export_records, import_records
from desk.services.findings import open_findings
from desk.services.outlets import Outlets
from desk.services.queue import Due, Found, Queue, Sort, View
from desk.services.queue_filter import filter_of
from desk.services.roster import own_zone
from desk.services.scores import Scores
from desk.services.units import is_confirmed, source_text, units_of


@story.command("list")
@click.option("--view", type=click.Choice([view.value for view in View]), default="all", show_default=True)
@click.option("--state", type=click.Choice([state.value for state in State]))
@click.option("--to", "language", metavar="L", help="The language that is translated into.")
@click.option("--from", "source", metavar="L", help="The language of the article.")
@click.option("--outlet", metavar="NAME", help="The publication that the article comes from.")
@click.option("--topic")
@click.option("--with", "holder", metavar="PERSON", help="Whom the translation is with.")
@click.option("--due", type=click.Choice([due.value for due in Due]), help="Until then, in the zone of --as.")
@click.option("--longest", type=click.IntRange(0), metavar="N", help="At most so many words to do.")
@click.option("--found", type=click.Choice([found.value for found in Found]), help="Findings that are open.")
@click.option("--title", "q", metavar="WORDS", help="Beginnings of words of the title.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default="due", show_default=True)
@click.option("--as", "user", metavar="USER", help="Only what this person may see; “mine” is theirs.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1))
@as_json
def list_(user: str | None, page: int, json_: bool, **asked: str | int | None) -> None:
    """List translations. Example: desk story list --view free --to en --sort shortest"""
    wiring = make_wiring()
    with opened(wiring) as session:
        actor = anybody(session, user)
        given = {name: str(value) for name, value in asked.items() if value is not None}
        if "outlet" in given:
            given["outlet"] = _outlet(session, actor, given["outlet"])
        if "holder" in given:
            given["holder"] = Accounts(session).by_username(given["holder"]).id
        found = Queue(session, actor, own_zone(session, actor)).page(filter_of(given, page=page))
        records = [
            {
                "translation": row.translation.id,
                "story": row.translation.story_id,
                "title": row.translation.story.title,
                "from": row.translation.article.language,
                "to": row.translation.language,
                "state": row.translation.state.value,
                "units": row.units,
                "confirmed": row.confirmed,
                "words_to_do": row.words_to_do,
                "findings": row.open_findings,
                "holder": row.holder_name,
                "due_at": row.translation.due_at.isoformat() if row.translation.due_at else None,
            }
            for row in found.rows
        ]
    if json_:
        for record in records:
            emit(record)
        return
    table(
        [
            (r["translation"], f"{r['from']}→{r['to']}", r["state"], f"{r['confirmed']}/{r['units']}", r["title"])
            for r in records
        ],
        ("translation", "pair", "state", "confirmed", "title"),
    )


def _outlet(session: Session, actor: Actor, name: str) -> str:
    for outlet in Outlets(session, actor).list():
        if outlet.name.casefold() == name.casefold():
            return outlet.id
    raise NotFound(f"There is no outlet “{name}”.")


@story.command()
@click.argument("id_", metavar="ID")
@click.option("--as", "user", metavar="USER", help="Only what this person may see.")
@as_json
def show(id_: str, user: str | None, json_: bool) -> None:
    """Show a story's translations, or one with its segments, findings and scores. Example: desk story show 01j…"""
    wiring = make_wiring()
    with opened(wiring) as session:
        actor = anybody(session, user)
        record = _shown(session, find(session, actor, id_))
    if json_:
        emit(record)
        return
    _print(record)


def _shown(session: Session, translation: Translation) -> dict[str, Any]:
    findings = open_findings(session, translation)
    return {
        "translation": translation.id,
        "story": translation.story_id,
        "title": translation.story.title,
        "from": translation.article.language,
        "to": translation.language,
        "state": translation.state.value,
        "units": [
            {
                "id": unit.id,
                "version": unit.version,
                "source": source_text(unit),
                "target": unit.text,
                "origin": unit.origin.value,
                "confirmed": is_confirmed(unit),
                "error": unit.draft_error,
            }
            for unit in units_of(session, translation)
        ],
        "findings": [
            {
                "id": one.id,
                "unit": one.unit_id,
                "check": one.check,
                "level": one.level.value,
                "state": one.state.value,
                "message": one.message,
            }
            for one in findings
        ],
        "scores": [
            {
                "metric": row.metric,
                "value": row.value,
                "unit": row.unit,
                "n": row.n,
                "engine": row.engine,
                "model": row.model,
                "signature": row.signature,
            }
            for row in Scores(session).of(translation)
        ],
    }


def _print(record: dict[str, Any]) -> None:
    click.echo(
        f"{record['title']}\n{record['from']}→{record['to']}, {record['state']}, translation {record['translation']}\n"
    )
    for number, unit in enumerate(record["units"], 1):
        mark = "✓" if unit["confirmed"] else "·"
        target = unit["target"] or f"({unit['error'] or 'no text yet'})"
        click.echo(f"{number:3} {mark} {unit['source']}\n      {target}")
    for finding in record["findings"]:
        click.echo(
            f"{finding['level']}: {finding['message']} ({finding['check']}, {finding['state']}, {finding['id']})"
        )
    for score in record["scores"]:
        measured = f"{score['metric']} {score['value']:.2f} {score['unit']}, n={score['n']}"
        click.echo(f"{measured}, {score['engine']} {score['model']}")


@story.command()
@click.argument("id_", metavar="ID")
@click.option("--as", "user", metavar="USER", help="Only what this person may see.")
@click.option("--jsonl", is_flag=True, help="The form that feeds desk check and desk score; the only one so far.")
def export(id_: str, user: str | None, jsonl: bool) -> None:
    """Print a translation, one unit a line. Example: desk story export 01j… --jsonl | desk check -"""
    del jsonl
    wiring = make_wiring()
    with opened(wiring) as session:
        for record in export_records(session, find(session, anybody(session, user), id_)):
            emit(record)


@story.command("import")
@click.argument("id_", metavar="ID")
@click.argument("path", metavar="PATH|-")
@as_user
@click.option("--no-confirm", is_flag=True, help="Write the texts without confirming them.")
def import_(id_: str, path: str, user: str, no_confirm: bool) -> None:
    """Write texts from JSON Lines {"id", "target"}, all or none. Example: desk story import 01j… new.jsonl --as mai"""
    records = list(read_json_lines(path))
    wiring = make_wiring()
    with opened(wiring, write=True) as session:
        actor = actor_of(session, user)
        translation = find(session, actor, id_)
        count = import_records(session, actor, translation.id, records, confirm=not no_confirm)
        found = wiring.findings(session, actor).check(translation)
        blocking = sum(one.level is Level.BLOCK for one in found)
        click.echo(f"{translation.id} {count} texts written, {blocking} blocking findings")
