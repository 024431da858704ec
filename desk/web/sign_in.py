"""Signing in and out, and setting a password by invitation or reset."""

from flask import Blueprint, Flask, Response, flash, make_response, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_limiter import Limiter
from flask_login import LoginManager, login_user, logout_user

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.services.accounts import MINIMUM_PASSWORD, Accounts
from desk.web import languages
from desk.web.addresses import go, local
from desk.web.permissions import NEWSROOM, PUBLIC, permit
from desk.web.phrases import told
from desk.web.reader import Reader, load_reader, reader_of, signed_in
from desk.web.session import database, session

blueprint = Blueprint("sign_in", __name__)


def _who_tries() -> str:
    """An address and a name: a forgotten password locks out nobody else, and many names from one place are slow too."""
    return f"{request.remote_addr}|{request.form.get('username', '').strip().casefold()[:64]}"


limiter = Limiter(key_func=_who_tries, storage_uri="memory://", headers_enabled=False)
TRIES = "10 per minute; 60 per hour"
TRIES_BY_ADDRESS = "100 per hour"


def install(app: Flask) -> None:
    """Sets up who is signed in, by the session id "person:epoch", and how often one may try."""
    manager = LoginManager()
    manager.init_app(
        app, add_context_processor=False
    )  # pages know their reader by `navigation`, which knows when not to
    manager.session_protection = None  # an address changes on a train; the epoch ends sessions
    manager.user_loader(_load)
    limiter.init_app(app)


def _load(session_id: str) -> Reader | None:
    """In a session of its own, closed at once, since a view may want the write lock later, or never."""
    with database().session() as reading:
        return load_reader(reading, session_id)


@blueprint.get("/sign-in")
@permit(PUBLIC)
def form() -> str | Response:
    if signed_in():
        return go(local(request.args.get("next")))
    return _form(request.args.get("next"))


@blueprint.post("/sign-in")
@permit(PUBLIC)
@limiter.limit(TRIES)
@limiter.limit(TRIES_BY_ADDRESS, key_func=lambda: request.remote_addr or "")
def sign_in() -> Response:
    """Unknown name, wrong password and somebody who has left get the same answer in the same time."""
    username, password = request.form.get("username", "").strip(), request.form.get("password", "")
    person = Accounts(session()).authenticate(username, password[:1000])
    reader = reader_of(session(), person) if person else None
    if reader is None:
        return make_response(_form(request.form.get("next"), username, failed=True), 422)
    return _begin(reader, local(request.form.get("next")))


def _begin(reader: Reader, then: str) -> Response:
    """Signs in, in a session of its own: of the one before, which another may have planted, nothing stays."""
    cookie.clear()
    login_user(reader)
    answer = go(then)
    languages.recall(answer, reader.actor())
    return answer


def _form(next_: str | None, username: str = "", *, failed: bool = False) -> str:
    return render_template("pages/sign_in.html", next=local(next_, ""), username=username, failed=failed)


@blueprint.post("/sign-out")
@permit(NEWSROOM)
def sign_out() -> Response:
    logout_user()
    flash(_("You are signed out."), "good")
    return go(url_for("sign_in.form"))


@blueprint.get("/ticket/<secret>")
@permit(PUBLIC)
def ticket(secret: str) -> str:
    """The page behind an invitation's or a reset's link. Raises `NotFound` where it was used or has run out."""
    return _password_page(secret, "")


@blueprint.post("/ticket/<secret>")
@permit(PUBLIC)
@limiter.limit(TRIES_BY_ADDRESS, key_func=lambda: request.remote_addr or "")
def set_password(secret: str) -> Response:
    password, again = request.form.get("password", ""), request.form.get("again", "")
    if password != again:
        return make_response(_password_page(secret, _("The two passwords differ.")), 422)
    try:
        person = Accounts(session()).redeem(secret, password)
    except Invalid as error:
        return make_response(_password_page(secret, told(error)), 422)
    reader = reader_of(session(), person)
    if reader is None:
        raise Invalid(phrase("This person has no role at any desk; ask an administrator for one."))
    answer = _begin(reader, url_for("queue.index"))
    flash(_("Your password is set. Welcome to the desk."), "good")
    return answer


def _password_page(secret: str, error: str) -> str:
    holder = Accounts(session()).holder(secret).person
    return render_template(
        "pages/password.html",
        profile=holder.profile,
        new=holder.session_epoch == 1,
        minimum=MINIMUM_PASSWORD,
        error=error,
    )
