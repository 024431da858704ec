"""`desk memory`: the translation memory, in and out of TMX files and looked up."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from desk.cli.options import as_json, as_user
from desk.cli.output import emit, table
from desk.cli.session import actor_of, anybody, make_wiring, opened
from desk.domain.errors import Invalid
from desk.domain.language import language

if TYPE_CHECKING:
    from desk.memory.index import Candidate
    from desk.services.memory_import import Summary


@click.group()
def memory() -> None:
    """The translation memory. Example: desk memory search --from vi --to en "Mưa lớn ở Hà Nội" """


def pair(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--from` and `--to`, which leave out other languages where they are said."""
    for name, variable, which in (("to", "target", "target"), ("from", "source", "source")):
        said = click.option(f"--{name}", variable, default="", metavar="L", help=f"The {which} language.")
        command = said(command)
    return command


@memory.command("import")
@click.argument("path", metavar="PATH|-")
@pair
@click.option("--name", default="", help="What the file is called, where PATH is “-” or does not say.")
@as_user
@as_json
def import_(path: str, source: str, target: str, name: str, user: str, json_: bool) -> int:
    """Let the segments of a TMX file into the memory, each once. Editors and administrators may.

    Texts are kept and marks in them dropped; what does not enter is counted, and the exit status is 1 then. A file that
    breaks off has entered as far as it could be read, and may be imported again.

    Example: desk memory import old-memory.tmx --as lan
    """
    from desk.jobs.memory import let_in
    from desk.memory.tmx_reading import TmxReader
    from desk.services.memory_import import MemoryImporting

    called = name or ("" if path == "-" else Path(path).name)
    if not called:
        raise Invalid("Say with --name what the file is called: people will read it beside each of its segments.")
    wiring = make_wiring()
    with _read(path) as (stream, size), _progress("reading", size) as tell:
        reader = TmxReader(stream, called, _code(source), _code(target))
        with opened(wiring, write=True) as session:
            actor = actor_of(session, user)
            begun = MemoryImporting(session, actor).begin(called).id
        done = let_in(wiring.database, actor, begun, reader, lambda _: tell(stream))
    if json_:
        emit({"import": begun, "file": called, **asdict(done)})
    else:
        _say(called, done)
    return 1 if done.left_out else 0


@memory.command()
@click.argument("path", metavar="PATH|-")
@pair
@click.option("--as", "user", metavar="USER", help="Who asks; without it, restricted stories are left out.")
def export(path: str, source: str, target: str, user: str | None) -> None:
    """Write the memory as TMX 1.4, all of it or of some languages. People are not named in it.

    Example: desk memory export --from vi --to en memory.tmx
    """
    from desk.memory.tmx_writing import write
    from desk.services.memory_export import exported

    source, target = _code(source), _code(target)
    with opened(make_wiring()) as session, _written(path) as stream:
        count = write(stream, exported(session, anybody(session, user), source, target), source)
    click.echo(f"{count:,} segments written.", err=True)


@memory.command()
@click.argument("text")
@click.option("--from", "source", required=True, metavar="L", help="The source language.")
@click.option("--to", "target", required=True, metavar="L", help="The target language.")
@click.option("--floor", default=0.6, type=click.FloatRange(0, 1), help="How alike a source must be, 0 to 1.")
@click.option("--limit", default=5, type=click.IntRange(1, 50), help="How many are told at most.")
@click.option("--as", "user", metavar="USER", help="Who asks; without it, restricted stories are left out.")
@as_json
def search(text: str, source: str, target: str, floor: float, limit: int, user: str | None, json_: bool) -> None:
    """Find what the memory knows that is like a text, the best first, with scores from 0 to 1.

    Example: desk memory search --from vi --to en "Ba người bị thương."
    """
    from desk.memory.index import Passage
    from desk.services.memory import Memory

    codes = (language(source).code, language(target).code)
    with opened(make_wiring()) as session:
        found = Memory(session, anybody(session, user)).similar(Passage(text), *codes, limit=limit, floor=floor)
    if json_:
        for one in found:
            emit(_record(one))
    elif found:
        rows = [
            (f"{one.score:.0%}", one.kind, one.source, one.target, one.origin.file or one.origin.story) for one in found
        ]
        table(rows, ("Score", "Match", "Source", "Target", "From"))


def _record(one: "Candidate") -> dict[str, Any]:
    return {
        "id": one.entry_id,
        "score": round(one.score, 4),
        "match": one.kind.value,
        "source": one.source,
        "target": one.target,
        "story": one.origin.story,
        "file": one.origin.file,
        "at": one.origin.at.isoformat(),
    }


def _code(said: str) -> str:
    """The desk's code of a language that may be left unsaid."""
    return language(said).code if said else ""


def _say(file: str, done: "Summary") -> None:
    from desk.text.normal import normalise

    click.echo(f"{normalise(file)}: {done.entered:,} segments entered, {done.known:,} were known already.")
    rows = [(LEFT_OUT[reason], count) for reason, count in done.left_out.items()]
    rows += [(f"language {code or '(none)'}", count) for code, count in done.unknown.items()]
    if rows:
        table(rows, ("Left out", "Times"))
    if done.tags:
        table(((f"<{name}>", count) for name, count in done.tags.items()), ("Marks dropped", "Times"))


LEFT_OUT = {
    "no_source": "without the source language",
    "no_text": "without a text",
    "too_long": "longer than 20,000 characters",
    "same_language": "in the language of its source",
    "unknown_language": "in a language that the desk does not know",
}
"""What `LeftOut` says, in words."""


@contextmanager
def _read(path: str) -> Iterator[tuple[IO[bytes], int | None]]:
    """A file as a stream with its size in bytes, None for standard input. Raises `Invalid` naming it."""
    if path == "-":
        yield sys.stdin.buffer, None
        return
    with ExitStack() as held:
        try:
            file = held.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
        yield file, Path(path).stat().st_size


@contextmanager
def _written(path: str) -> Iterator[IO[bytes]]:
    """A stream to a file that is there whole or not at all, or to standard output. Raises `Invalid` naming it."""
    if path == "-":
        yield sys.stdout.buffer
        return
    target = Path(path)
    beside = target.with_name(f".{target.name}.part")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(target)
    except OSError as error:
        raise Invalid(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _progress(what: str, size: int | None) -> Iterator[Callable[[IO[bytes]], None]]:
    """Shows on a terminal how far a stream is read, and nothing in a pipe."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task(what, total=size)
        yield lambda stream: progress.update(task, completed=stream.tell()) if size else None
