"""Mails over a real server on this machine: each once, later where the server is down, never of a secret."""

import asyncio
import datetime as dt
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

from desk.domain.notification import NotificationKind
from desk.jobs.worker import Worker
from desk.mail.mailer import Mailer, mailer_of
from desk.models import Job, JobState, MailState, Notification, StoryAccess
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.notifications import Notifications
from desk.services.people import People
from desk.wiring import Wiring
from tests import factories

LONG_AGO = dt.timedelta(minutes=5)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Postbox:
    """A mail server's side: what it took, and what it says instead where it is told to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipient = "250 OK"
        self.data = "250 OK"
        self.hangs_up = False
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        if self.hangs_up:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return self.data

    def login(self, server: Any, session: Any, envelope: Any, mechanism: Any, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=True)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[Controller]:
    controller = Controller(
        postbox,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=postbox.login,
        auth_require_tls=False,
    )
    controller.start()
    yield controller
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def mailing(wiring: Wiring, server: Controller) -> Wiring:
    """A desk that sends its mails through the server."""
    url = f"smtp://127.0.0.1:{server.port}"
    wiring.settings.mail_url = SecretStr(url)
    wiring.settings.public_url = "https://desk.newsroom.example"
    return wiring


def tell(wiring: Wiring, *, times: int = 1, secret: bool = False, age: dt.timedelta = LONG_AGO) -> None:
    """Tells the translator of a return, so long ago."""
    with wiring.database.session(write=True) as session:
        home = factories.house(session)
        translation = factories.edited(home)
        translation.story.restricted = secret
        session.query(Job).delete()
        if secret:
            session.add(StoryAccess(story_id=translation.story_id, person_id=home.translator.person))
        for _ in range(times):
            Notifications(session, home.editor).tell(
                NotificationKind.RETURNED, [home.translator.person], translation, note="Read this aloud."
            )
        for one in session.query(Notification):
            one.created_at = utc_now() - age
        session.commit()


def states(wiring: Wiring) -> list[tuple[MailState, str]]:
    with wiring.database.session() as session:
        return [(one.mail, one.mail_error) for one in session.query(Notification).order_by(Notification.id)]


def let_wait_no_longer(wiring: Wiring) -> None:
    with wiring.database.session(write=True) as session:
        for job in session.query(Job):
            job.run_at = job.created_at
        session.commit()


class TestSending:
    def test_a_mail_goes_out_once(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)

        for _ in range(3):
            Worker(mailing).run_until_idle()

        (mail,) = postbox.taken
        assert mail["To"].addresses[0].addr_spec == "mai@example.org"
        assert mail["From"].addresses[0].addr_spec == "desk@desk.newsroom.example"
        assert mail["Subject"] == "Lan sent it back to you: Mưa lớn ở Hà Nội (vi → en)"
        body = mail.get_body(("plain",))
        assert body is not None
        assert "https://desk.newsroom.example/translations/" in body.get_content()
        assert states(mailing) == [(MailState.SENT, "")]

    def test_what_waits_for_one_person_is_one_mail(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing, times=3)

        Worker(mailing).run_until_idle()

        assert [mail["Subject"] for mail in postbox.taken] == ["3 notifications from the desk"]
        assert states(mailing) == [(MailState.SENT, "")] * 3

    def test_a_fresh_one_waits_for_its_reader_first(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing, age=dt.timedelta(seconds=20))

        Worker(mailing).run_until_idle()

        assert postbox.taken == []
        assert states(mailing) == [(MailState.WAITING, "")]

    def test_what_was_read_meanwhile_is_not_mailed(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing, times=2)
        with mailing.database.session(write=True) as session:
            Worker(mailing)._tell(session)
            for one in session.query(Notification):
                one.read_at = utc_now()
            session.commit()

        Worker(mailing).run_until_idle()

        assert postbox.taken == []
        assert states(mailing) == [(MailState.UNWANTED, "")] * 2

    def test_what_is_a_day_old_is_no_news(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing, age=dt.timedelta(days=2))

        Worker(mailing).run_until_idle()

        assert postbox.taken == []

    def test_of_a_secret_story_no_word_goes_out(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing, secret=True)

        Worker(mailing).run_until_idle()

        (mail,) = postbox.taken
        assert "Mưa lớn" not in mail.as_string()
        assert "Mưa lớn" not in mail["Subject"]
        assert "aloud" not in mail.as_string()

    def test_who_may_not_see_the_story_any_more_gets_nothing(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)
        with mailing.database.session(write=True) as session:
            one = session.query(Notification).one()
            assert one.translation is not None
            one.translation.story.restricted = True
            session.commit()

        Worker(mailing).run_until_idle()

        assert postbox.taken == []
        assert states(mailing)[0][0] is MailState.UNWANTED

    def test_who_has_left_gets_nothing(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)
        with mailing.database.session(write=True) as session:
            Worker(mailing)._tell(session)
            one = session.query(Notification).one()
            root = Accounts(session).by_username("root")
            People(session, Accounts(session).actor(root)).leave(one.person_id)
            session.commit()

        Worker(mailing).run_until_idle()

        assert postbox.taken == []

    def test_without_a_mailer_nothing_is_asked_for(self, wiring: Wiring) -> None:
        tell(wiring)

        Worker(wiring).run_until_idle()

        with wiring.database.session() as session:
            assert session.query(Job).filter_by(kind="mail").count() == 0


class TestFailing:
    def test_a_server_that_says_later_is_asked_again(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)
        postbox.data = "451 try again"
        Worker(mailing).run_until_idle()
        waiting = states(mailing)

        postbox.data = "250 OK"
        let_wait_no_longer(mailing)
        Worker(mailing).run_until_idle()

        assert waiting == [(MailState.WAITING, "The mail server says: 451 try again")]
        assert len(postbox.taken) == 1
        assert states(mailing) == [(MailState.SENT, "")]

    def test_a_server_that_is_away_is_waited_for(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)
        there = mailing.mailer
        vars(mailing)["mailer"] = mailer_of(f"smtp://127.0.0.1:{free_port()}", "desk@newsroom.example")
        Worker(mailing).run_until_idle()
        state, reason = states(mailing)[0]
        with mailing.database.session() as session:
            job = session.query(Job).filter_by(kind="mail").one()
            waits = job.state, job.waits

        vars(mailing)["mailer"] = there
        let_wait_no_longer(mailing)
        Worker(mailing).run_until_idle()

        assert (state, waits) == (MailState.WAITING, (JobState.WAITING, 1))
        assert "cannot be reached" in reason
        assert len(postbox.taken) == 1

    def test_a_server_that_says_no_is_not_asked_again(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)
        postbox.recipient = "550 no such box"

        for _ in range(2):
            Worker(mailing).run_until_idle()

        assert states(mailing) == [(MailState.REFUSED, "The mail server says: 550 no such box")]
        with mailing.database.session() as session:
            assert session.query(Job).filter_by(kind="mail").count() == 1

    def test_a_server_that_hangs_up_after_the_letter_is_not_sent_it_twice(
        self, mailing: Wiring, postbox: Postbox
    ) -> None:
        tell(mailing)
        postbox.hangs_up = True

        for _ in range(2):
            Worker(mailing).run_until_idle()

        assert len(postbox.taken) == 1
        assert states(mailing)[0][0] is MailState.UNSURE

    def test_a_worker_that_dies_while_it_sends_leaves_no_second_mail(self, mailing: Wiring, postbox: Postbox) -> None:
        tell(mailing)

        class Dying:
            def send(self, letter: object) -> None:
                raise KeyboardInterrupt

        real = mailing.mailer
        vars(mailing)["mailer"] = Dying()
        with pytest.raises(KeyboardInterrupt):
            Worker(mailing).run_until_idle()
        vars(mailing)["mailer"] = real
        with mailing.database.session(write=True) as session:
            for job in session.query(Job).filter_by(kind="mail"):
                job.lease_until = job.created_at
            session.commit()
        Worker(mailing).run_until_idle()

        assert postbox.taken == []
        assert states(mailing) == [(MailState.UNSURE, "The worker died meanwhile.")]


class TestMailers:
    def letter(self) -> Any:
        from desk.mail.letter import Letter

        return Letter("0" * 26, "Mai", "mai@newsroom.example", "Hello", "Good day\n", "<p>Good day</p>")

    def mailer(self, url: str) -> Mailer:
        found = mailer_of(url, "desk@newsroom.example")
        assert found is not None
        return found

    def test_it_signs_in_where_it_has_a_name(self, server: Controller, postbox: Postbox) -> None:
        self.mailer(f"smtp://desk:p%40ss@127.0.0.1:{server.port}").send(self.letter())

        assert postbox.logins == [(b"desk", b"p@ss")]
        assert len(postbox.taken) == 1

    def test_it_sends_nothing_in_clear_where_tls_was_asked_for(self, server: Controller, postbox: Postbox) -> None:
        from desk.domain.errors import MailDown

        with pytest.raises(MailDown):
            self.mailer(f"smtp+tls://desk:secret@127.0.0.1:{server.port}").send(self.letter())

        assert (postbox.taken, postbox.logins) == ([], [])

    def test_it_keeps_files(self, tmp_path: Path) -> None:
        self.mailer(f"file://{tmp_path}/mails").send(self.letter())

        (kept,) = (tmp_path / "mails").glob("*.eml")
        assert message_from_bytes(kept.read_bytes(), policy=default)["Subject"] == "Hello"

    def test_it_prints(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.mailer("console:").send(self.letter())

        assert "Subject: Hello\n\nGood day" in capsys.readouterr().err

    def test_there_is_none_where_the_settings_name_none(self) -> None:
        assert mailer_of("", "desk@newsroom.example") is None
