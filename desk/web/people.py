"""People of the desk: inviting, resetting, giving roles, and taking leave."""

from collections.abc import Iterable

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import DeskError, Invalid
from desk.domain.phrase import phrase
from desk.domain.workflow import Role
from desk.models import Person
from desk.services.accounts import HUMAN_ROLES
from desk.services.people import People
from desk.web.addresses import go, outside
from desk.web.permissions import ADMINISTRATOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo
from desk.web.wording import word

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("")
@permit(ADMINISTRATOR)
def index() -> str:
    return _page({}, "")


@blueprint.post("")
@permit(ADMINISTRATOR)
def invite() -> Response:
    """Adds a person and shows their link, this once. What cannot be used is said beside the form."""
    written = request.form
    try:
        person, secret = People(session(), actor()).invite(
            written.get("username", ""), written.get("name", ""), written.get("email", ""), _roles()
        )
    except DeskError as error:
        undo()
        return make_response(_page({**written, "roles": written.getlist("roles")}, told(error)), error.status)
    return _link(person, secret, new=True)


@blueprint.post("/<person_id>/reset")
@permit(ADMINISTRATOR)
def reset(person_id: str) -> Response:
    """Ends the person's password and sessions, and shows the link with which they set a new one."""
    people = People(session(), actor())
    secret = people.reset(person_id)
    return _link(_one(people.list(), person_id), secret, new=False)


@blueprint.post("/<person_id>/roles")
@permit(ADMINISTRATOR)
def set_roles(person_id: str) -> Response:
    People(session(), actor()).set_roles(person_id, _roles())
    flash(_("The roles hold from now on; the person signs in again."), "good")
    return _back()


@blueprint.post("/<person_id>/leave")
@permit(ADMINISTRATOR)
def leave(person_id: str) -> Response:
    """The person leaves: their claims go to the heir, or back to the queue."""
    heir = request.form.get("heir") or None
    People(session(), actor()).leave(person_id, heir)
    said = (
        _("They have left. Their claims are handed over.")
        if heir
        else _("They have left. Their claims are free again.")
    )
    flash(said, "good")
    return _back()


def _page(written: dict[str, object], error: str) -> str:
    people = People(session(), actor()).list()
    return render_template(
        "pages/people.html",
        people=people,
        roles=[(role.value, word(role).capitalize()) for role in HUMAN_ROLES],
        translators=_translators(people),
        written=written,
        error=error,
    )


def _translators(people: Iterable[Person]) -> list[Person]:
    return [one for one in people if any(member.role is Role.TRANSLATOR for member in one.memberships)]


def _roles() -> list[Role]:
    try:
        return [Role(name) for name in request.form.getlist("roles")]
    except ValueError as error:
        raise Invalid(phrase("There are three roles: translator, editor and administrator.")) from error


def _one(people: Iterable[Person], person_id: str) -> Person:
    return next(one for one in people if one.id == person_id)


def _link(person: Person, secret: str, *, new: bool) -> Response:
    address = outside(url_for("sign_in.ticket", secret=secret))
    return make_response(render_template("pages/invited.html", person=person, address=address, new=new), 201)


def _back() -> Response:
    return go(url_for("people.index"))
