"""Puts the desk together from its settings: the one place where services get their collaborators."""

import datetime as dt
from functools import cached_property

from sqlalchemy.orm import Session

from desk.db import Database
from desk.domain.draft import TranslationEngine
from desk.engines.engines import Engines
from desk.engines.registry import engines_from
from desk.glossary.files import load
from desk.glossary.matcher import Glossary
from desk.resources import resource
from desk.services.actor import Actor
from desk.services.editing import Editing
from desk.services.engine_routes import EngineRoutes
from desk.services.findings import Findings
from desk.services.intake import IntakeService
from desk.services.publishing import Publishing
from desk.services.translations import Translations
from desk.settings import Settings


class Wiring:
    """A desk by its settings. The database, the glossary and the engines are made when they are first asked for."""

    def __init__(self, settings: Settings, engine: TranslationEngine | None = None) -> None:
        self.settings = settings
        self._engine = engine

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of the files that the settings name. Raises `Invalid` with file and line where one is broken."""
        return load(self.settings.glossary_paths or [resource("glossaries")])

    @cached_property
    def engines(self) -> Engines:
        """The engines that are set up. None loads a model before it drafts, so pages may ask what they serve."""
        return Engines([self._engine] if self._engine else engines_from(self.settings.engine))

    @cached_property
    def engine(self) -> TranslationEngine:
        """The engine that is asked first where no route says otherwise."""
        return self.engines.get(self.engines.names[0])

    @property
    def lease(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.settings.lease_minutes)

    def intake(self, session: Session, actor: Actor) -> IntakeService:
        routes = self.routes(session)
        return IntakeService(session, actor, lambda source, target: routes.serves(actor.desk_id, source, target))

    def routes(self, session: Session) -> EngineRoutes:
        return EngineRoutes(session, self.engines)

    def findings(self, session: Session, actor: Actor) -> Findings:
        return Findings(session, actor, self.glossary)

    def editing(self, session: Session, actor: Actor) -> Editing:
        return Editing(session, actor, self.lease)

    def translations(self, session: Session, actor: Actor) -> Translations:
        return Translations(session, actor, self.findings(session, actor), self.lease)

    def publishing(self, session: Session, actor: Actor) -> Publishing:
        return Publishing(session, actor)
