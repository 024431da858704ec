"""`desk glossary sync`: files and database of the glossary in step."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import as_json
from desk.cli.output import emit
from desk.domain.errors import Invalid

if TYPE_CHECKING:
    from desk.services.glossary_sync import Difference


@click.command()
@click.argument("terms", nargs=-1, metavar="[TERM]…")
@click.option("--glossary", "paths", multiple=True, type=click.Path(path_type=Path), help="May be said again.")
@click.option("--to-database", is_flag=True, help="Carry over to the database what changed in the files alone.")
@click.option("--to-files", is_flag=True, help="Carry over to the files what changed in the database alone.")
@click.option("--take", type=click.Choice(["files", "database"]), help="Which side is right for the terms named.")
@click.option("--as", "user", metavar="USER", help="Who acts, by user name; asked for where something is changed.")
@as_json
def sync(
    terms: tuple[str, ...],
    paths: tuple[Path, ...],
    to_database: bool,
    to_files: bool,
    take: str | None,
    user: str | None,
    json_: bool,
) -> int:
    """Say how the glossary's files and the database differ, and carry over what you say.

    Without options nothing is changed. What changed on both sides is carried over only for the terms that you name
    with --take. The exit status is 1 as long as something differs.

    Example: desk glossary sync --to-database --as lan
    """
    from desk.cli.session import actor_of, anybody, make_wiring, opened
    from desk.glossary.folder import GlossaryFolder
    from desk.services.glossary_sync import GlossarySync, Side

    to = [side for side, wanted in ((Side.DATABASE, to_database), (Side.FILES, to_files)) if wanted]
    acts = bool(to or take)
    if bool(terms) != bool(take):
        raise Invalid("Name the terms with --take, and say --take files or --take database with the terms.")
    if acts and not user:
        raise Invalid("Say who acts: --as USER.")
    wiring = make_wiring()
    folder = GlossaryFolder(list(paths) or wiring.glossary_paths)
    with opened(wiring, write=acts) as session:
        actor = actor_of(session, user) if user else anybody(session, None)
        syncing = GlossarySync(session, actor, folder)
        found = syncing.differences()
        taken = {name: Side(take) for name in terms} if take else {}
        done = syncing.carry(found, to=to, taken=taken) if acts else {}
        if acts:
            syncing.note_agreement()
        waiting = syncing.waiting()
    _tell(found, done, waiting, json_=json_)
    return 1 if len(done) < len(found) else 0


def _tell(found: Sequence["Difference"], done: dict[str, Any], waiting: int, *, json_: bool) -> None:
    from desk.services.glossary_sync import sentences

    for one in found:
        if json_:
            emit(_record(one, done))
            continue
        for sentence in sentences(one):
            click.echo(sentence)
        if one.name in done:
            click.echo(f"  Carried over: what the {done[one.name]} said.")
    if not json_:
        _sum_up(found, done, waiting)


def _record(one: "Difference", done: dict[str, Any]) -> dict[str, Any]:
    fields = [{"field": each.field, "files": each.first, "database": each.second} for each in one.fields]
    taken = done.get(one.name)
    return {
        "term": one.name,
        "differs": one.differs.value,
        "file": one.files.file if one.files else None,
        "fields": fields,
        "taken": taken.value if taken else None,
    }


def _sum_up(found: Collection["Difference"], done: dict[str, Any], waiting: int) -> None:
    from desk.services.glossary_sync import Differs

    left = [one for one in found if one.name not in done]
    both = [one.name for one in left if one.differs is Differs.CHANGED_IN_BOTH]
    if both:
        click.echo(f"Say which side is right: desk glossary sync --take files|database {' '.join(both)} --as USER")
    said = f"{len(left)} terms differ" if len(left) != 1 else "1 term differs"
    click.echo(f"{said} between files and database." if left else "Files and database say the same.")
    if waiting:
        these, they = ("1 proposal waits", "it") if waiting == 1 else (f"{waiting} proposals wait", "they")
        click.echo(f"{these} at the desk; approved by an editor, {they} can go to the files.")
