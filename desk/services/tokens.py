"""Tokens with which programs act for a person over the JSON API."""

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.domain.errors import Invalid, NotFound
from desk.domain.phrase import phrase
from desk.models import ApiToken, Person
from desk.models.base import utc_now
from desk.services.accounts import digest


class Tokens:
    """Tokens of the JSON API. The secret is shown once and kept as its hash."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def make(self, person: Person, label: str, days: int = 90) -> tuple[ApiToken, str]:
        if not label.strip():
            raise Invalid(phrase("Say what the token is for."))
        if not 1 <= days <= 366:
            raise Invalid(phrase("A token lasts from 1 to 366 days."))
        secret = "desk_" + secrets.token_urlsafe(32)
        token = ApiToken(
            person_id=person.id,
            label=label.strip()[:100],
            secret_hash=digest(secret),
            expires_at=utc_now() + dt.timedelta(days=days),
        )
        self.session.add(token)
        self.session.flush()
        return token, secret

    def person(self, secret: str) -> Person | None:
        """Whose token this is, while it holds."""
        token = self.session.scalar(select(ApiToken).where(ApiToken.secret_hash == digest(secret)))
        if token is None or token.revoked_at is not None or token.expires_at <= utc_now():
            return None
        return None if token.person.left_at is not None else token.person

    def of(self, person: Person) -> list[ApiToken]:
        query = select(ApiToken).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
        return list(self.session.scalars(query.order_by(ApiToken.id)))

    def revoke(self, person: Person, token_id: str) -> None:
        token = self.session.get(ApiToken, token_id)
        if token is None or token.person_id != person.id:
            raise NotFound(phrase("There is no such token."))
        token.revoked_at = token.revoked_at or utc_now()
