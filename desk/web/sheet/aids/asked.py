"""Help as it is asked for: by whom, and for which segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from desk.domain.term import TermMatch
from desk.glossary.matcher import Glossary
from desk.models import Translation, Unit
from desk.services.actor import Actor
from desk.services.overview import names
from desk.services.units import source_text
from desk.text.spelling import Spellers
from desk.web.sheet.rights import Rights
from desk.web.sheet.terms import TermChip, chips, matches_in


@dataclass(frozen=True)
class Asked:
    """The segment that help is wanted for. What several kinds of help need is worked out once, when first needed."""

    session: Session
    actor: Actor
    translation: Translation
    unit: Unit
    glossary: Glossary
    rights: Rights
    spellers: Spellers | None = None

    @property
    def source_language(self) -> str:
        return self.translation.article.language

    @property
    def language(self) -> str:
        return self.translation.language

    @cached_property
    def source(self) -> str:
        """The segment's source; empty for one that was added."""
        return source_text(self.unit)

    @cached_property
    def matches(self) -> Sequence[TermMatch]:
        return matches_in(self.glossary, self.source, self.source_language, self.language)

    @cached_property
    def terms(self) -> Sequence[TermChip]:
        """The segment's terms, each occurrence with how it fared."""
        return chips(self.unit, self.source, self.matches, self.glossary, self.language)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of everybody at the desk by their ids; one query."""
        return names(self.session, self.actor)
