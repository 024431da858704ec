"""What belongs to no story: who asks, scores, jobs, the glossary, and the description of the API itself."""

from flask import g

from desk.api import rendering
from desk.api.host import actor, session, wiring
from desk.api.operation import NEWSROOM, operation
from desk.api.paging import sliced
from desk.api.schemas import newsroom as schemas
from desk.api.schemas.base import PageQuery
from desk.api.schemas.translations import ScoresPage
from desk.domain.errors import NotFound
from desk.domain.workflow import Role
from desk.services import progress
from desk.services.accounts import Accounts
from desk.services.scores import Scores


@operation("GET", "/me", NEWSROOM, "Who asks")
def show_me() -> schemas.Me:
    person = Accounts(session()).person(actor().person)
    if person is None or person.profile is None:
        raise NotFound("This person has left.")
    desk = next(one.desk for one in person.memberships if one.desk_id == actor().desk_id)
    return schemas.Me(
        id=person.id,
        username=person.profile.username,
        name=person.profile.name,
        desk=desk.name,
        roles=sorted(actor().roles),
        time_zone=person.profile.time_zone,
        via=g.api_via,
    )


@operation("GET", "/scores", NEWSROOM, "Scores per engine, model and language, over all approved articles one may see")
def list_scores(query: PageQuery) -> ScoresPage:
    found = Scores(session()).by_engine(actor())
    return sliced(ScoresPage, [rendering.engine_score(one) for one in found], query)


@operation("GET", "/jobs/{job_id}", NEWSROOM, "How far a job is, and how it ended")
def show_job(job_id: str) -> schemas.Job:
    job = progress.job(session(), job_id)
    told = job.error if actor().has(Role.ADMINISTRATOR) else None
    return schemas.Job(
        id=job.id,
        kind=job.kind,
        state=job.state,
        attempt=job.attempt,
        done=job.done,
        total=job.total,
        error=told,
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


@operation("GET", "/glossary/match", NEWSROOM, "The terms of the glossary in a text")
def match_glossary(query: schemas.MatchQuery) -> schemas.Matches:
    found = wiring().glossary_of(session(), actor()).match(query.text, query.language)
    return schemas.Matches(text=query.text, matches=[rendering.match(one, query.language) for one in found])


OPERATIONS = (show_me, list_scores, show_job, match_glossary)
