"""The pages: an application made of blueprints, each declared in its own module."""

from typing import TYPE_CHECKING

from flask import Blueprint, Flask
from jinja2 import StrictUndefined

from desk.resources import resource
from desk.settings import Settings
from desk.web import (
    api,
    assets,
    besides,
    bulk,
    clean,
    comments,
    compressing,
    concordance,
    csrf,
    desk_settings,
    editor,
    engines,
    errors,
    filters,
    glossary,
    history,
    incoming,
    intake,
    key_choices,
    languages,
    memory,
    memory_files,
    navigation,
    notification_choices,
    notifications,
    outlets,
    packages,
    patterns,
    people,
    permissions,
    phrases,
    preferences,
    presence,
    public,
    queue,
    replacements,
    replacing,
    review,
    scores,
    searching,
    security,
    session,
    sign_in,
    spelling,
    stories,
    story_access,
    target_fields,
    term_from_text,
    term_merging,
    term_plans,
    term_source,
    theme,
    unit_help,
    units,
)
from desk.web.secret import secret_key

if TYPE_CHECKING:
    from desk.wiring import Wiring

BLUEPRINTS: tuple[Blueprint, ...] = (
    api.blueprint,
    assets.blueprint,
    besides.blueprint,
    clean.blueprint,
    comments.blueprint,
    concordance.blueprint,
    bulk.blueprint,
    desk_settings.blueprint,
    editor.blueprint,
    engines.blueprint,
    glossary.blueprint,
    history.blueprint,
    intake.blueprint,
    key_choices.blueprint,
    languages.blueprint,
    memory.blueprint,
    memory_files.blueprint,
    notification_choices.blueprint,
    notifications.blueprint,
    outlets.blueprint,
    packages.blueprint,
    patterns.blueprint,
    people.blueprint,
    preferences.blueprint,
    presence.blueprint,
    public.blueprint,
    queue.blueprint,
    replacements.blueprint,
    replacing.blueprint,
    review.blueprint,
    scores.blueprint,
    searching.blueprint,
    sign_in.blueprint,
    spelling.blueprint,
    stories.blueprint,
    target_fields.blueprint,
    story_access.blueprint,
    term_from_text.blueprint,
    term_merging.blueprint,
    term_plans.blueprint,
    term_source.blueprint,
    theme.blueprint,
    unit_help.blueprint,
    units.blueprint,
)
"""Everything that has addresses."""

MEBIBYTE = 2**20
LARGEST_REQUEST = 12 * MEBIBYTE
"""What a form may bring at most; intake's own limit for a file is lower, and a package is let in by `incoming`."""


def create_app(wiring: "Wiring") -> Flask:
    """The application of a desk whose tables are already built."""
    app = Flask(__name__, static_folder=None, template_folder=str(resource("templates")))
    _configure(app, wiring.settings)
    incoming.install(app)
    session.install(app, wiring)
    languages.install(app)
    csrf.Protection(app)
    sign_in.install(app)
    app.before_request(permissions.check)
    for part in (compressing, assets, security, filters, phrases, errors, navigation):
        part.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.install(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        DESK=settings,
        SECRET_KEY=secret_key(settings),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,  # a form is open as long as a shift; the token ends with the session
    )
    app.jinja_env.undefined = StrictUndefined
