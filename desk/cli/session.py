"""What commands that touch the database share: the wiring, one session that commits once, and who acts."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from desk.domain.errors import Invalid
from desk.services.accounts import Accounts
from desk.services.actor import Actor, system
from desk.settings import load_settings
from desk.wiring import Wiring


def make_wiring() -> Wiring:
    return Wiring(load_settings())


@contextmanager
def opened(wiring: Wiring, *, write: bool = False) -> Iterator[Session]:
    """A session that is committed where nothing was raised. Raises `Invalid` where the tables are missing."""
    if not wiring.database.has_tables():
        raise Invalid(f"The desk in {wiring.settings.data_dir} has no tables yet; run “desk init”.")
    with wiring.database.session(write=write) as session:
        yield session
        session.commit()


def actor_of(session: Session, user: str) -> Actor:
    """The person of a user name, with their roles. Raises `NotFound`."""
    accounts = Accounts(session)
    return accounts.actor(accounts.by_username(user))


def anybody(session: Session, user: str | None) -> Actor:
    """Who reads: the person named, or whoever has the machine, to whom nothing of the desk is hidden."""
    return actor_of(session, user) if user else system(Accounts(session).default_desk().id)
