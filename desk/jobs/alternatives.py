"""Decoding a sentence again with its terms, for somebody who waits before the page."""

from collections.abc import Mapping
from typing import Any

from desk.domain.draft import Redecodes
from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.drafting.alternative import decode_again
from desk.jobs.run import Run
from desk.models import Unit
from desk.services.alternatives import store
from desk.services.units import source_text


def alternative(run: Run) -> Mapping[str, Any]:
    """Asks the engine outside any transaction, and stores what it gave if the source is still the same.

    Raises `Invalid` where no alternative can be made, so that the page says why.
    """
    with run.wiring.database.session() as session:
        unit = session.get_one(Unit, run.job.payload["unit"])
        text, translation = source_text(unit), unit.translation
        desk_id, pair = translation.story.desk_id, (translation.article.language, translation.language)
        engine = run.wiring.engines.choose(run.wiring.routes(session).for_pair(desk_id, *pair), *pair)
        glossary = run.wiring.glossaries.of(session, desk_id)
    if not isinstance(engine, Redecodes):
        raise Invalid(phrase("The engine “{name}” cannot decode a sentence again from a term on.", name=engine.name))
    result = decode_again(glossary, text, *pair, engine)
    if result is None:
        raise Invalid(phrase("Nothing shows where the term belongs, so there is no alternative."))
    model = result.raw.model or engine.model(*pair)
    with run.wiring.database.session(write=True) as session:
        unit = session.get_one(Unit, unit.id, with_for_update=True)
        if source_text(unit) == text:
            store(session, unit.translation, unit, result, model)
        session.commit()
    return {"unit": unit.id}
