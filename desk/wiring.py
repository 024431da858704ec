"""Puts the desk together from its settings: the one place where services get their collaborators."""

import datetime as dt
from functools import cached_property

from sqlalchemy.orm import Session

from desk.db import Database
from desk.domain.draft import TranslationEngine
from desk.engines.registry import engine_from
from desk.glossary.files import load
from desk.glossary.matcher import Glossary
from desk.resources import resource
from desk.services.actor import Actor
from desk.services.editing import Editing
from desk.services.findings import Findings
from desk.services.intake import IntakeService
from desk.services.publishing import Publishing
from desk.services.translations import Translations
from desk.settings import Settings


class Wiring:
    """A desk by its settings. The database, the glossary and the engine are made when they are first asked for."""

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
    def engine(self) -> TranslationEngine:
        """The engine. It loads no model before it drafts, so pages may ask it what it serves."""
        return self._engine or engine_from(self.settings.engine)

    def serves(self, source: str, target: str) -> bool:
        """Whether the engine drafts the pair now."""
        return (source, target) in self.engine.pairs()

    @property
    def lease(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.settings.lease_minutes)

    def intake(self, session: Session, actor: Actor) -> IntakeService:
        return IntakeService(session, actor, self.serves)

    def findings(self, session: Session, actor: Actor) -> Findings:
        return Findings(session, actor, self.glossary)

    def editing(self, session: Session, actor: Actor) -> Editing:
        return Editing(session, actor, self.lease)

    def translations(self, session: Session, actor: Actor) -> Translations:
        return Translations(session, actor, self.findings(session, actor), self.lease)

    def publishing(self, session: Session, actor: Actor) -> Publishing:
        return Publishing(session, actor)
