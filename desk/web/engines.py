"""Engines: how each is, who drafts which pair of languages, and a desk's own choice for a pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.domain.errors import Invalid
from desk.domain.language import language
from desk.domain.phrase import phrase
from desk.domain.routing import Pair, Route, WhenDown
from desk.services.engine_routes import EngineRoutes, Served
from desk.web import filters
from desk.web.addresses import go
from desk.web.permissions import ADMINISTRATOR, permit
from desk.web.reader import actor
from desk.web.session import session, wiring

blueprint = Blueprint("engines", __name__, url_prefix="/engines")

WAYS = [
    (WhenDown.FALL_BACK.value, lazy_gettext("The next one drafts")),
    (WhenDown.WAIT.value, lazy_gettext("The story waits")),
]
"""What becomes of a story whose first engine is down."""
PAGE = 25


@dataclass(frozen=True, slots=True)
class Standing:
    """A pair as its row shows it: who drafts, and who stands by that could."""

    served: Served
    by: tuple[str, ...]


@blueprint.get("")
@permit(ADMINISTRATOR)
def index() -> str:
    states = wiring().engines.states()
    chosen = request.args.get("language", "")
    pairs = [one for one in _routes().overview(actor().desk_id, states) if chosen in ("", one.source, one.target)]
    number = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "pages/engines.html",
        states=states,
        explained=_explained(),
        rows=[_standing(one) for one in pairs[(number - 1) * PAGE : number * PAGE]],
        total=len(pairs),
        number=number,
        size=PAGE,
        languages=filters.languages(),
        chosen=chosen,
    )


@blueprint.get("/route")
@permit(ADMINISTRATOR)
def route() -> str:
    """The choice of engines for a pair."""
    source, target = _pair(request.args)
    served = _routes().pair(actor().desk_id, source, target)
    return render_template(
        "pages/engine_route.html",
        served=served,
        names=[(name, filters.engine_name(name)) for name in wiring().engines.names],
        ways=WAYS,
    )


@blueprint.post("/route")
@permit(ADMINISTRATOR)
def change() -> Response:
    source, target = _pair(request.form)
    if "usual" in request.form:
        _routes().forget(actor(), source, target)
        flash(_("%(pair)s: the usual order holds again.", pair=_named(source, target)), "good")
    else:
        before = _routes().pair(actor().desk_id, source, target).route
        _routes().choose(actor(), source, target, _route(before))
        flash(_("%(pair)s: these engines draft from now on.", pair=_named(source, target)), "good")
    return go(url_for("engines.index"))


def _routes() -> EngineRoutes:
    return wiring().routes(session())


def _pair(given: Mapping[str, str]) -> Pair:
    """Raises `Invalid` for a language that the desk does not know."""
    return language(given.get("from", "")).code, language(given.get("to", "")).code


def _route(before: Route) -> Route:
    """What the form says. Raises `Invalid` where no way is chosen for when an engine is down."""
    try:
        when_down = WhenDown(request.form.get("when_down", ""))
    except ValueError as error:
        raise Invalid(
            phrase("Say what becomes of a story when its engine is down: it waits, or another drafts it.")
        ) from error
    asked = [request.form.get("first", ""), *(name for name in request.form.getlist("fallback") if name)]
    first, *fallbacks = _each_once(asked, (before.first, *before.fallbacks))
    shadows = tuple(name for name in request.form.getlist("shadow") if name != first)
    return Route(first, tuple(fallbacks), shadows, when_down)


def _each_once(asked: Sequence[str], before: Sequence[str]) -> list[str]:
    """The engines asked for, each in its first place; in its second comes the one that it put out, if any."""
    out = iter([name for name in before if name not in asked])
    found = [name if name not in asked[:place] else next(out, "") for place, name in enumerate(asked)]
    return [found[0], *(name for name in found[1:] if name)]


def _standing(served: Served) -> Standing:
    drafting = served.model.engine if served.model else ""
    return Standing(served, tuple(name for name in served.route.asked if name in served.engines and name != drafting))


def _named(source: str, target: str) -> str:
    return f"{filters.language_here(source)} → {filters.language_here(target)}"


def _explained() -> dict[str, str]:
    """Where each engine is found, in a few words."""
    settings = wiring().settings
    return {
        "argos": _("Packages on this machine."),
        "libretranslate": _("The server at %(address)s.", address=settings.libretranslate_url),
        "apertium": _("Programs on this machine; its modes lie in %(folder)s.", folder=settings.apertium_modes),
        "quiet": _("It drafts nothing: for trying the desk."),
    }
