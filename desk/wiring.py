"""Puts the desk together from its settings: the one place where services get their collaborators."""

import datetime as dt
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from desk.db import Database
from desk.domain.draft import TranslationEngine
from desk.engines.engines import Engines
from desk.engines.registry import EngineOptions, engines_from
from desk.glossary.files import load
from desk.glossary.matcher import Glossary
from desk.mail.mailer import Mailer, mailer_of
from desk.resources import resource
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.editing import Editing
from desk.services.engine_routes import EngineRoutes
from desk.services.findings import Findings
from desk.services.glossary_current import Glossaries
from desk.services.intake import IntakeService
from desk.services.publishing import Publishing
from desk.services.replacements import Replacements
from desk.services.translations import Translations
from desk.settings import Settings
from desk.text.spelling import Spellers


class Wiring:
    """A desk by its settings. The database, the glossary and the engines are made when they are first asked for."""

    def __init__(self, settings: Settings, engine: TranslationEngine | None = None) -> None:
        self.settings = settings
        self._engine = engine

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database)

    @property
    def glossary_paths(self) -> list[Path]:
        """The files and folders of terms that the settings name, or else the desk's own."""
        return self.settings.glossary_paths or [resource("glossaries")]

    @cached_property
    def file_glossary(self) -> Glossary:
        """The terms of the files. Raises `Invalid` with file and line where one is broken."""
        return load(self.glossary_paths)

    @cached_property
    def glossaries(self) -> Glossaries:
        return Glossaries(lambda: self.file_glossary)

    @property
    def glossary(self) -> Glossary:
        """The terms that are in force now at the first desk, for work that has no session at hand."""
        with self.database.session() as session:
            desk_id = Accounts(session).first_desk_id()
            return self.glossaries.of(session, desk_id) if desk_id else self.file_glossary

    def glossary_of(self, session: Session, actor: Actor) -> Glossary:
        """The terms that are in force now at the actor's desk."""
        return self.glossaries.of(session, actor.desk_id)

    @cached_property
    def engines(self) -> Engines:
        """The engines that are set up. None loads a model before it drafts, so pages may ask what they serve."""
        return Engines([self._engine] if self._engine else engines_from(self.settings.engine, self.engine_options))

    @cached_property
    def spellers(self) -> Spellers:
        """The machine's dictionaries. None is read before a word is looked up."""
        return Spellers(self.settings.dictionaries)

    @property
    def engine_options(self) -> EngineOptions:
        """What the settings tell the engines."""
        return EngineOptions.of(self.settings)

    @cached_property
    def mailer(self) -> Mailer | None:
        """What sends mails; None where the settings name nothing."""
        url = urlsplit(self.settings.address)
        sender = self.settings.mail_from or f"desk@{url.hostname or 'localhost'}"
        return mailer_of(self.settings.mail_url.get_secret_value(), sender)

    @property
    def lease(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.settings.lease_minutes)

    def intake(self, session: Session, actor: Actor) -> IntakeService:
        routes = self.routes(session)
        return IntakeService(session, actor, lambda source, target: routes.serves(actor.desk_id, source, target))

    def routes(self, session: Session) -> EngineRoutes:
        return EngineRoutes(session, self.engines)

    def findings(self, session: Session, actor: Actor) -> Findings:
        return Findings(session, actor, self.glossary_of(session, actor))

    def editing(self, session: Session, actor: Actor) -> Editing:
        return Editing(session, actor, self.lease)

    def translations(self, session: Session, actor: Actor) -> Translations:
        return Translations(session, actor, self.findings(session, actor), self.lease)

    def replacements(self, session: Session, actor: Actor) -> Replacements:
        return Replacements(session, actor, self.findings(session, actor))

    def publishing(self, session: Session, actor: Actor) -> Publishing:
        return Publishing(session, actor)
