"""Argos packages: what is installed, what is broken, and installing more."""

import hashlib
from dataclasses import dataclass

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.engines import packages as argos
from desk.intake.outbound import check_url
from desk.services.jobs import Jobs
from desk.services.overview import recent_jobs
from desk.services.scores import Scores
from desk.web.addresses import go
from desk.web.permissions import ADMINISTRATOR, NEWSROOM, permit
from desk.web.reader import actor
from desk.web.session import session, wiring
from desk.web.uploads import keep

blueprint = Blueprint("packages", __name__, url_prefix="/packages")

LARGEST_PACKAGE = 1024 * 2**20
"""Bytes of an uploaded package at most."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A package as the page shows it."""

    package: argos.Package
    standing: argos.Standing


def starter_pairs() -> set[tuple[str, str]]:
    """The language pairs whose drafts come from a starter package."""
    return argos.starter_pairs(argos.packages_folder())


@blueprint.get("")
@permit(NEWSROOM)
def index() -> str:
    template = "partials/packages_list.html" if request.headers.get("HX-Request") else "pages/packages.html"
    jobs = recent_jobs(session(), "package", limit=5)
    folder = argos.packages_folder()
    packages = argos.installed(folder)
    served = {(one.source, one.target) for one in packages if one.broken is None}
    return render_template(
        template,
        packages=[Listed(one, argos.standing(one, packages)) for one in packages],
        offers=[offer for offer in argos.offered() if (offer.source, offer.target) not in served],
        known=argos.kept_index(argos.data_folder(), wiring().settings.package_indexes),
        jobs=jobs,
        running=any(job.finished_at is None for job in jobs),
        folder=folder,
        scores=Scores(session()).by_engine(actor()),
    )


@blueprint.post("/install")
@permit(ADMINISTRATOR)
def install() -> Response:
    """Asks for a job that installs from a file that was sent, an address, the index, or what comes with the desk."""
    file, named = request.files.get("file"), request.form.get("source", "").strip()
    if bool(named) == bool(file and file.filename):
        raise Invalid(phrase("Send a package file, or say an address or a pair such as “vi en”: one of the two."))
    if named and not _is_public(named):
        raise Invalid(
            phrase("Say a pair of languages such as “vi en”, or an address that begins with https:// or http://.")
        )
    if named.startswith(("http://", "https://")):
        check_url(named, frozenset(wiring().settings.allowed_origins))  # a password in it is not even stored
    source = named or str(keep(file, ".argosmodel"))  # type: ignore[arg-type]  # one of the two is there
    label = named.partition("?")[0] or (file.filename if file else "")
    key = f"package:{hashlib.sha256(source.encode()).hexdigest()}"  # an address may be longer than a key
    Jobs(session()).enqueue("package", key, {"source": source, "label": label}, by=actor().person_id)
    flash(_("The package will be installed in the background."), "info")
    return _back()


@blueprint.post("/<name>/verify")
@permit(ADMINISTRATOR)
def verify(name: str) -> Response:
    """Looks through a package's files, and tries its model out. One that stood back and is whole serves again."""
    problems = argos.verify(name, argos.packages_folder())
    if problems:
        flash(f"{name}: {' '.join(problems)}", "bad")
    else:
        flash(_("%(package)s is whole, and its model works.", package=name), "good")
    return _back()


@blueprint.post("/<name>/remove")
@permit(ADMINISTRATOR)
def remove(name: str) -> Response:
    argos.remove(name, argos.packages_folder())
    flash(_("%(package)s is removed. Drafts that it made stay as they are.", package=name), "good")
    return _back()


def _is_public(named: str) -> bool:
    """Whether a person's words mean an address or the index, and not a file on the server."""
    return named.startswith(("http://", "https://")) or not any(sign in named for sign in "/\\.~")


def _back() -> Response:
    return go(url_for("packages.index"))
