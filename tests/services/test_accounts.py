"""People: passwords, invitations, leaving; and the tokens of programs."""

import datetime as dt

import pytest

from desk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from desk.domain.workflow import Role, State
from desk.models import AuditEntry, Person, Profile, Ticket
from desk.models.base import utc_now
from desk.services.accounts import Accounts
from desk.services.people import People
from desk.services.tokens import Tokens
from tests import factories
from tests.factories import PASSWORD, House


@pytest.fixture
def accounts(home: House) -> Accounts:
    return Accounts(home.session)


@pytest.fixture
def people(home: House) -> People:
    return People(home.session, home.administrator)


def mai(home: House) -> Person:
    return home.session.get_one(Person, home.translator.person)


class TestSigningIn:
    def test_it_takes_the_right_password_alone(self, home: House, accounts: Accounts) -> None:
        accounts.set_password(mai(home), PASSWORD)

        assert accounts.authenticate("MAI", PASSWORD) is mai(home)
        assert accounts.authenticate("mai", PASSWORD + "!") is None
        assert accounts.authenticate("nobody", PASSWORD) is None

    def test_who_has_no_password_yet_cannot(self, accounts: Accounts) -> None:
        assert accounts.authenticate("mai", "") is None

    def test_the_password_is_kept_as_argon2id(self, home: House, accounts: Accounts) -> None:
        accounts.set_password(mai(home), PASSWORD)

        profile = mai(home).profile
        assert profile is not None
        assert (profile.password_hash or "").startswith("$argon2id$")

    def test_a_short_password_is_refused(self, home: House, accounts: Accounts) -> None:
        with pytest.raises(Invalid, match="12"):
            accounts.set_password(mai(home), "short")

    def test_a_new_password_ends_every_session(self, home: House, accounts: Accounts) -> None:
        before = mai(home).session_epoch

        accounts.set_password(mai(home), PASSWORD)

        assert mai(home).session_epoch > before


class TestInviting:
    def test_the_link_sets_a_password_once(self, people: People, accounts: Accounts) -> None:
        _, secret = people.invite("hoa", "Hoa Lê", "hoa@example.org", [Role.TRANSLATOR])

        accounts.redeem(secret, PASSWORD)

        assert accounts.authenticate("hoa", PASSWORD)
        with pytest.raises(NotFound):
            accounts.redeem(secret, PASSWORD)

    def test_the_secret_itself_is_not_kept(self, home: House, people: People) -> None:
        _, secret = people.invite("hoa", "Hoa Lê", "", [Role.TRANSLATOR])

        assert secret not in {ticket.secret_hash for ticket in home.session.query(Ticket)}

    def test_it_runs_out(self, home: House, people: People, accounts: Accounts) -> None:
        _, secret = people.invite("hoa", "Hoa Lê", "", [Role.TRANSLATOR])
        for ticket in home.session.query(Ticket):
            ticket.expires_at = utc_now() - dt.timedelta(seconds=1)

        with pytest.raises(NotFound):
            accounts.redeem(secret, PASSWORD)

    @pytest.mark.parametrize("username", ["mai", "x", "Hoa Lê", "<b>"])
    def test_a_name_that_is_taken_or_none_is_refused(self, people: People, username: str) -> None:
        with pytest.raises((Conflict, Invalid)):
            people.invite(username, "Somebody", "", [Role.TRANSLATOR])

    def test_nobody_is_made_the_desk_itself(self, people: People) -> None:
        with pytest.raises(Invalid):
            people.invite("hoa", "Hoa Lê", "", [Role.SYSTEM])

    def test_it_is_the_administrators(self, home: House) -> None:
        with pytest.raises(Forbidden):
            People(home.session, home.editor)


class TestResetting:
    def test_it_ends_the_old_password_and_gives_a_new_link(
        self, home: House, people: People, accounts: Accounts
    ) -> None:
        accounts.set_password(mai(home), PASSWORD)

        secret = people.reset(home.translator.person)

        assert accounts.authenticate("mai", PASSWORD) is None
        accounts.redeem(secret, PASSWORD + " again")
        assert accounts.authenticate("mai", PASSWORD + " again")


class TestLeaving:
    def test_claims_go_to_the_heir(self, home: House, people: People) -> None:
        translation = factories.drafted(home)
        home.translations(home.translator).claim(translation.id)
        heir = factories.person(home.session, home.desk, "binh", Role.TRANSLATOR)

        people.leave(home.translator.person, heir.person)

        assert (translation.state, translation.holder_id) == (State.EDITING, heir.person_id)

    def test_without_an_heir_they_go_back_to_the_queue_with_every_word(self, home: House, people: People) -> None:
        translation = factories.drafted(home)
        home.translations(home.translator).claim(translation.id)
        unit = home.units(translation)[1]
        home.editing(home.translator).save(unit.id, "Half a sentence", unit.version)

        people.leave(home.translator.person)

        assert (translation.state, translation.holder_id) == (State.DRAFTED, None)
        assert home.units(translation)[1].text == "Half a sentence"

    def test_names_are_deleted_and_the_records_stay(self, home: House, people: People) -> None:
        people.leave(home.translator.person)

        assert home.session.get(Profile, home.translator.person) is None
        assert mai(home).left_at is not None
        assert home.session.query(AuditEntry).filter_by(action="leave", subject=home.translator.person).one()

    def test_tokens_end(self, home: House, people: People) -> None:
        _, secret = Tokens(home.session).make(mai(home), "script")
        assert Tokens(home.session).person(secret) is mai(home)

        people.leave(home.translator.person)

        assert Tokens(home.session).person(secret) is None

    def test_the_last_administrator_stays(self, home: House, people: People) -> None:
        with pytest.raises(Conflict, match="administrator"):
            people.leave(home.administrator.person)
        with pytest.raises(Conflict, match="administrator"):
            people.set_roles(home.administrator.person, [Role.EDITOR])


class TestTokens:
    def test_a_token_acts_for_its_person_while_it_holds(self, home: House) -> None:
        tokens = Tokens(home.session)
        token, secret = tokens.make(mai(home), "script", days=1)
        assert tokens.person(secret) is mai(home)

        token.expires_at = utc_now()

        assert tokens.person(secret) is None
        assert tokens.person("desk_wrong") is None

    def test_a_person_ends_their_own_alone(self, home: House) -> None:
        tokens = Tokens(home.session)
        token, secret = tokens.make(mai(home), "script")
        other = home.session.get_one(Person, home.editor.person)

        with pytest.raises(NotFound):
            tokens.revoke(other, token.id)
        tokens.revoke(mai(home), token.id)

        assert tokens.person(secret) is None
