"""`desk init`, `desk serve` and `desk worker`: setting up and running."""

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

import click

from desk.cli.session import make_wiring
from desk.domain.errors import Conflict
from desk.domain.workflow import Role
from desk.services.accounts import Accounts
from desk.services.glossary_intake import take_in_at_first_start
from desk.wiring import Wiring


@click.command()
@click.option("--user", default="admin", show_default=True, help="User name of the first administrator.")
@click.option("--name", default="Administrator", show_default=True)
def init(user: str, name: str) -> None:
    """Make or upgrade the database, and the first administrator. Example: desk init --user mai"""
    wiring = make_wiring()
    wiring.database.upgrade()
    with wiring.database.session(write=True) as session:
        accounts = Accounts(session)
        desk = accounts.default_desk()
        first = None if accounts.anybody() else accounts.add(desk, user, name, "", [Role.ADMINISTRATOR])
        secret = accounts.ticket(first) if first else ""
        session.commit()
    taken = take_in_terms(wiring)
    if taken:
        click.echo(f"{taken} terms of the glossary's files are taken in.")
    click.echo(f"The desk is ready in {wiring.settings.data_dir}.")
    if secret:
        click.echo(f"Set the password of {user} within a week at {address(wiring)}/ticket/{secret}")


def take_in_terms(wiring: Wiring) -> int:
    """Gives a desk that never had terms those of the files, at whatever command starts it first; returns how many."""
    if not wiring.database.has_tables():
        return 0
    with wiring.database.session(write=True) as session:
        taken = take_in_at_first_start(session, lambda: wiring.file_glossary.terms)
        session.commit()
    return taken


def address(wiring: Wiring) -> str:
    """The desk's address as people open it, without a slash at its end."""
    settings = wiring.settings
    host = "localhost" if settings.host in ("127.0.0.1", "0.0.0.0", "::") else settings.host  # noqa: S104 - compared
    return settings.public_url.rstrip("/") or f"http://{host}:{settings.port}"


@click.command()
@click.option("--no-worker", is_flag=True, help="Serve pages only; workers run elsewhere.")
def serve(no_worker: bool) -> None:
    """Serve the pages and the API, with a worker beside them. Example: desk serve"""
    serve_desk(make_wiring(), with_worker=not no_worker)


def serve_desk(wiring: Wiring, *, with_worker: bool = True) -> None:
    """Serves until it is interrupted. The worker is a process of its own, begun anew whenever it dies."""
    import waitress

    from desk.web import create_app

    take_in_terms(wiring)
    app = create_app(wiring)
    settings = wiring.settings
    try:
        server = waitress.create_server(app, host=settings.host, port=settings.port, threads=8, ident="desk")
    except OSError as error:
        raise Conflict(f"Port {settings.port} on {settings.host} cannot be used: {error.strerror}.") from error
    over = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(over,), daemon=True)
    signal.signal(signal.SIGTERM, _interrupt)
    if with_worker:
        keeper.start()
    click.echo(f"The desk is at {address(wiring)} (stop it with Ctrl+C)")
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("Stopping.")
    finally:
        over.set()
        if with_worker:
            keeper.join()
        server.close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _keep_worker(over: threading.Event) -> None:
    """Runs `desk worker` for as long as `over` is not set, and ends it then."""
    while not over.is_set():
        process = subprocess.Popen([sys.executable, "-m", "desk", "worker", "--parent"], stdin=subprocess.PIPE)
        while process.poll() is None and not over.wait(0.2):
            pass
        if over.is_set() and process.poll() is None:
            process.terminate()
            process.wait()
        over.wait(1.0)


@click.command()
@click.option("--parent", is_flag=True, hidden=True, help="End when standard input does: the server has died.")
@click.option("--once", is_flag=True, help="Do what waits, then end.")
def worker(parent: bool, once: bool) -> None:
    """Run background jobs: drafting and packages. Example: desk worker"""
    from desk.jobs.worker import Worker

    wiring = make_wiring()
    take_in_terms(wiring)
    working = Worker(wiring)
    if once:
        working.run_until_idle()
        return
    signal.signal(signal.SIGTERM, lambda number, frame: working.stop.set())
    signal.signal(signal.SIGINT, lambda number, frame: working.stop.set())
    if parent:
        threading.Thread(target=_follow_parent, args=(working.stop,), daemon=True).start()
    working.run()


def _follow_parent(stop: threading.Event) -> None:
    """Sets `stop` once the server's end of the pipe is closed, however the server ended."""
    os.read(sys.stdin.fileno(), 1)  # not through the buffer, whose lock would be held when the interpreter ends
    stop.set()
