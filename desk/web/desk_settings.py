"""The desk's settings: four eyes, the usual target languages, and the level of each check."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.checks import CHECKS
from desk.domain.errors import Invalid
from desk.domain.finding import Level
from desk.domain.phrase import phrase
from desk.domain.target_fields import LIMITS
from desk.services.desk_settings import DeskChoices, DeskSettings
from desk.web import filters
from desk.web.addresses import go
from desk.web.permissions import ADMINISTRATOR, permit
from desk.web.reader import actor
from desk.web.session import session

blueprint = Blueprint("settings", __name__, url_prefix="/settings")

OFF = "off"
LEVELS = [
    ("block", lazy_gettext("Blocks")),
    ("warn", lazy_gettext("Warning")),
    ("info", lazy_gettext("Note")),
    (OFF, lazy_gettext("Off")),
]


@blueprint.get("")
@permit(ADMINISTRATOR)
def form() -> str:
    choices = DeskSettings(session(), actor()).read()
    return render_template(
        "pages/settings.html",
        choices=choices,
        languages=filters.languages(),
        checks=[(check, _level(choices, check.id, check.level)) for check in CHECKS],
        levels=LEVELS,
    )


@blueprint.post("")
@permit(ADMINISTRATOR)
def change() -> Response:
    levels = dict(_levels([(check.id, check.level) for check in CHECKS]))
    targets = tuple(request.form.getlist("targets"))
    choices = DeskChoices("four_eyes" in request.form, targets, levels, dict(_limits()))
    DeskSettings(session(), actor()).change(choices, [check.id for check in CHECKS])
    flash(_("The settings hold from now on."), "good")
    return go(url_for("settings.form"))


def _limits() -> Iterator[tuple[str, int | None]]:
    """The lengths of the form; an empty one limits nothing. Raises `Invalid` for what is no number."""
    for name, usual in LIMITS.items():
        sent = request.form.get(f"limit-{name}", str(usual)).strip()
        if sent and not sent.isdecimal():
            raise Invalid(phrase("“{sent}” is no number of characters.", sent=sent))
        yield name, int(sent) if sent else None


def _level(choices: DeskChoices, check: str, usual: Level) -> str:
    """The level in force, as its field's value."""
    level = choices.levels.get(check, usual)
    return level.value if level else OFF


def _levels(usual: Sequence[tuple[str, Level]]) -> list[tuple[str, Level | None]]:
    """What the form chose other than usual. Raises `Invalid` for a level that does not exist."""
    try:
        chosen = [(check, request.form.get(f"level-{check}", level.value), level) for check, level in usual]
        found = [(check, None if value == OFF else Level(value), level) for check, value, level in chosen]
    except ValueError as error:
        raise Invalid(phrase("A finding blocks, warns, notes, or its check is off.")) from error
    return [(check, value) for check, value, level in found if value is not level]
