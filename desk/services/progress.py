"""How far work in the background is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import NotFound
from desk.models import Job, JobState, Translation
from desk.services.drafting import draft_key


def job(session: Session, job_id: str) -> Job:
    """Raises `NotFound`."""
    found = session.get(Job, job_id)
    if found is None:
        raise NotFound(f"There is no job {job_id}.")
    return found


def drafting_job(session: Session, translation: Translation) -> Job | None:
    """The job that drafts what waits in the translation's pair, or will; None where none is under way."""
    key = draft_key(translation.article.language, translation.language)
    under_way = Job.state.in_((JobState.WAITING, JobState.RUNNING))
    return session.scalars(select(Job).where(Job.key == key, under_way).order_by(Job.id.desc()).limit(1)).first()
