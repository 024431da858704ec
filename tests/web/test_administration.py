"""People, outlets, settings and packages."""

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.domain.workflow import Role, State
from desk.engines.aligning import AlignmentQuality
from desk.engines.note import Note, write_note
from desk.models import AuditEntry, Desk, Job, Outlet, Person, Translation
from desk.services.accounts import Accounts
from desk.web.packages import starter_pairs
from tests import factories
from tests.web.conftest import Visitor, WebDesk

NEWCOMER = {"username": "Thu.Ha", "name": "Thu Hà", "email": "ha@example.org", "roles": ["translator", "editor"]}


class TestPeople:
    def test_it_lists_everybody_with_their_roles(self, administrator: Visitor) -> None:
        page = administrator.get("/people").text

        assert "<bdi>Mai</bdi>" in page
        assert "Root</bdi> (you)" in page

    def test_it_shows_an_invitation_once_and_it_works(self, desk: WebDesk, administrator: Visitor) -> None:
        page = administrator.post("/people", NEWCOMER, status=201).text
        path = re.search(r'value="http://localhost(/ticket/[^"]+)"', page)

        assert path is not None
        assert path[1] not in administrator.get("/people").text
        newcomer = desk.visitor()
        newcomer.post(path[1], {"password": "a long evening", "again": "a long evening"})
        assert "Thu Hà" in newcomer.get("/").text

    @pytest.mark.parametrize(
        ("given", "status", "cause"),
        [
            ({"username": "mai"}, 409, "is taken"),
            ({"username": "thu hà"}, 422, "A user name has"),
            ({"name": " "}, 422, "the person&#39;s name"),
            ({"roles": []}, 422, "at least one role"),
            ({"roles": ["system"]}, 422, "at least one role"),
            ({"roles": ["publisher"]}, 422, "three roles"),
        ],
    )
    def test_it_says_what_is_wrong_with_an_invitation(
        self, desk: WebDesk, administrator: Visitor, given: dict[str, object], status: int, cause: str
    ) -> None:
        answer = administrator.post("/people", {**NEWCOMER, **given}, status=status)

        assert cause in answer.text
        with desk.wiring.database.session() as session:
            assert len(session.scalars(select(Person)).all()) == 4

    def test_it_resets_a_password_by_a_link(self, desk: WebDesk, administrator: Visitor, translator: Visitor) -> None:
        page = administrator.post(f"/people/{desk.translator.person_id}/reset", status=201).text

        assert "/ticket/" in page
        translator.get("/", status=303)

    def test_it_changes_roles(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post(f"/people/{desk.translator.person_id}/roles", {"roles": ["editor"]})

        with desk.wiring.database.session() as session:
            person = Accounts(session).person(desk.translator.person)
            assert person is not None
            assert [one.role for one in person.memberships] == [Role.EDITOR]

    def test_it_keeps_the_last_administrator(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post(f"/people/{desk.administrator.person_id}/roles", {"roles": ["editor"]}, status=409)
        administrator.post(f"/people/{desk.administrator.person_id}/leave", status=409)

    def test_it_hands_claims_over(self, desk: WebDesk, administrator: Visitor) -> None:
        heir = desk.person("heir", Role.TRANSLATOR)
        with desk.work() as home:
            made = factories.edited(home)

        administrator.post(f"/people/{desk.translator.person_id}/leave", {"heir": heir.person_id})

        with desk.wiring.database.session() as session:
            assert session.get_one(Translation, made.id).holder_id == heir.person_id
        assert "<bdi>Mai</bdi>" not in administrator.get("/people").text

    def test_it_frees_claims_where_nobody_takes_them(self, desk: WebDesk, administrator: Visitor) -> None:
        with desk.work() as home:
            made = factories.edited(home)

        administrator.post(f"/people/{desk.translator.person_id}/leave", {"heir": ""})

        with desk.wiring.database.session() as session:
            assert session.get_one(Translation, made.id).state is State.DRAFTED


SAMPLE = {"name": "Sample Daily", "homepage": "https://example.org", "language": "vi", "credit": "From Sample Daily"}


class TestOutlets:
    def test_it_adds_and_changes_one(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post("/outlets", SAMPLE)
        with desk.wiring.database.session() as session:
            made = session.scalars(select(Outlet)).one().id

        assert "From Sample Daily" in administrator.get(f"/outlets/{made}").text
        administrator.post(f"/outlets/{made}", {**SAMPLE, "name": "Sample Weekly", "language": ""})

        page = administrator.get("/outlets").text
        assert "Sample Weekly" in page
        assert "Sample Daily</bdi>" not in page

    @pytest.mark.parametrize(
        ("given", "status", "cause"),
        [
            ({"name": ""}, 422, "1 to 200 characters"),
            ({"homepage": "javascript:alert(1)"}, 422, "begins with https://"),
            ({"language": "tlh"}, 422, "not a language"),
            ({"name": "Taken"}, 409, "already"),
        ],
    )
    def test_it_keeps_what_was_written(
        self, administrator: Visitor, given: dict[str, str], status: int, cause: str
    ) -> None:
        administrator.post("/outlets", {**SAMPLE, "name": "Taken"})

        answer = administrator.post("/outlets", {**SAMPLE, **given}, status=status)

        assert cause in answer.text
        assert "From Sample Daily" in answer.text

    def test_it_knows_no_outlet_of_another_desk(self, desk: WebDesk, administrator: Visitor) -> None:
        with desk.work() as home:
            elsewhere = Desk(name="Elsewhere", settings={})
            home.session.add(elsewhere)
            home.session.flush()
            other = Outlet(desk_id=elsewhere.id, name="Not ours")
            home.session.add(other)

        administrator.get(f"/outlets/{other.id}", status=404)
        administrator.post(f"/outlets/{other.id}", SAMPLE, status=404)


class TestSettings:
    def test_it_keeps_only_levels_that_are_other_than_usual(self, desk: WebDesk, administrator: Visitor) -> None:
        page = administrator.get("/settings").text
        usual = dict(re.findall(r'<select[^>]* id="level-(\w+)".*?<option value="(\w+)" selected>', page, re.DOTALL))

        sent = {f"level-{check}": level for check, level in usual.items()}
        administrator.post(
            "/settings", {**sent, "level-quote_marks": "off", "level-unchanged": "block", "targets": ["ru", "ar"]}
        )

        with desk.wiring.database.session() as session:
            kept = session.scalars(select(Desk)).one().settings
        assert kept["four_eyes"] is False
        assert kept["targets"] == ["ru", "ar"]
        assert kept["levels"] == {
            check: level
            for check, level in {"quote_marks": None, "unchanged": "block"}.items()
            if usual[check] != (level or "off")
        }

    def test_it_shows_what_was_set(self, administrator: Visitor) -> None:
        administrator.post("/settings", {"four_eyes": "yes", "level-quote_marks": "off", "targets": ["ru"]})

        page = administrator.get("/settings").text

        assert re.search(r'name="four_eyes" value="yes" checked', page)
        assert re.search(r'id="level-quote_marks".*?<option value="off" selected>', page, re.DOTALL)
        assert 'value="ru" checked' in page
        assert 'value="en" checked' not in page

    def test_it_records_who_changed_what(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post("/settings", {"targets": ["ru"]})

        with desk.wiring.database.session() as session:
            entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "change_settings")).one()
        assert entry.actor_id == desk.administrator.person_id
        assert entry.details["after"]["four_eyes"] is False

    def test_lengths_are_the_desk_s_own_and_may_be_none(
        self, desk: WebDesk, administrator: Visitor, translator: Visitor
    ) -> None:
        administrator.post("/settings", {"limit-headline": "70", "limit-push_alert": ""})
        with desk.work() as home:
            made = factories.edited(home)

        page = translator.get(f"/translations/{made.id}").text

        assert re.search(r'data-limit="70" data-counts="0" data-name="Headline"', page)
        assert "data-limit" not in page.split('data-field="push_alert"')[1].split("</div>")[0]
        assert 'data-limit="60"' in page.split('data-field="seo_title"')[1].split("</div>")[0]
        assert 'name="limit-push_alert" value=""' in administrator.get("/settings").text

    @pytest.mark.parametrize(
        "given",
        [{"targets": ["tlh"]}, {"level-quote_marks": "fatal"}, {"limit-headline": "0"}, {"limit-headline": "long"}],
    )
    def test_it_refuses_what_does_not_exist(self, administrator: Visitor, given: dict[str, object]) -> None:
        administrator.post("/settings", given, status=422)


NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def packages(desk: WebDesk, tmp_path: Path) -> Path:
    """Two packages as argostranslate keeps them; neither has a model."""
    folder = tmp_path / "packages"
    for source, target in (("vi", "en"), ("ar", "en")):
        one = folder / f"translate-{source}_{target}-1_0"
        one.mkdir(parents=True)
        metadata = {"package_version": "1.0", "argos_version": "1.9", "from_code": source, "to_code": target}
        (one / "metadata.json").write_text(json.dumps(metadata))
    return folder


def remember(folder: Path, version: str, *, starter: bool = False, **note: object) -> None:
    """A package vi → en of which the parts are there, with what the desk remembers of it."""
    one = folder / f"translate-vi_en-{version.replace('.', '_')}"
    (one / "model").mkdir(parents=True)
    metadata = {"package_version": version, "from_code": "vi", "to_code": "en", "desk": {"starter": starter}}
    (one / "metadata.json").write_text(json.dumps(metadata))
    (one / "model" / "model.bin").touch()
    (one / "sentencepiece.model").touch()
    write_note(one, Note().model_copy(update=note))


@pytest.mark.usefixtures("packages")
class TestPackages:
    def test_it_tells_what_is_broken(self, administrator: Visitor) -> None:
        page = administrator.get("/packages").text

        assert "Vietnamese" in page
        assert page.count("Broken") == 2

    def test_it_lets_only_administrators_change_them(self, translator: Visitor) -> None:
        page = translator.get("/packages").text

        assert "/packages/install" not in page
        translator.post("/packages/install", {"source": "vi en"}, status=403)
        translator.post("/packages/translate-vi_en/remove", status=403)
        translator.post("/packages/translate-vi_en-1_0/verify", status=403)
        assert "/verify" not in page

    @pytest.mark.parametrize("source", ["https://me:s3cret@example.org/a.argosmodel", "http://127.0.0.1:5000/a"])
    def test_an_address_that_is_never_fetched_is_not_kept(
        self, desk: WebDesk, administrator: Visitor, source: str
    ) -> None:
        administrator.post("/packages/install", {"source": source}, status=422)

        with desk.wiring.database.session() as session:
            assert session.query(Job).count() == 0

    def test_what_opens_an_address_is_shown_to_nobody(self, administrator: Visitor, translator: Visitor) -> None:
        administrator.post("/packages/install", {"source": "https://example.org/a.argosmodel?token=s3cret"})

        page = translator.get("/packages").text

        assert "example.org/a.argosmodel" in page
        assert "s3cret" not in page

    def test_it_verifies_one(self, administrator: Visitor) -> None:
        page = administrator.follow(administrator.post("/packages/translate-vi_en-1_0/verify")).text

        assert 'role="alert"' in page

    def test_it_removes_one(self, administrator: Visitor, packages: Path) -> None:
        administrator.post("/packages/translate-vi_en-1_0/remove")

        assert [path.name for path in packages.iterdir() if path.is_dir()] == ["translate-ar_en-1_0"]

    def test_it_removes_nothing_outside_the_folder(self, administrator: Visitor, packages: Path) -> None:
        administrator.post("/packages/../remove", status=404)
        administrator.post("/packages/%2e%2e/remove", status=404)

        assert packages.is_dir()

    @pytest.mark.parametrize("source", ["vi en", "https://example.org/a.argosmodel"])
    def test_it_asks_for_a_job(self, desk: WebDesk, administrator: Visitor, source: str) -> None:
        page = administrator.follow(administrator.post("/packages/install", {"source": source})).text

        with desk.wiring.database.session() as session:
            job = session.scalars(select(Job)).one()
        assert (job.kind, job.payload["source"]) == ("package", source)
        assert f"Installing {source}" in page
        assert 'hx-trigger="every 2s"' in page

    def test_it_keeps_a_file_for_the_job(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post("/packages/install", {"file": (io.BytesIO(b"PK a package"), "../../vi.argosmodel")})

        with desk.wiring.database.session() as session:
            kept = Path(session.scalars(select(Job)).one().payload["source"])
        assert kept.read_bytes() == b"PK a package"
        assert kept.parent == desk.wiring.settings.data_dir / "uploads"

    @pytest.mark.parametrize("source", ["", "/etc/passwd", "..\\secret", "~/model", "file:///etc/passwd"])
    def test_it_reads_no_file_of_the_servers(self, desk: WebDesk, administrator: Visitor, source: str) -> None:
        administrator.post("/packages/install", {"source": source}, status=422)

        with desk.wiring.database.session() as session:
            assert session.scalars(select(Job)).first() is None

    def test_it_lets_a_large_package_in(self, desk: WebDesk, administrator: Visitor) -> None:
        large = io.BytesIO(b"PK" + b"\0" * 13 * 2**20)

        administrator.post("/packages/install", {"file": (large, "vi.argosmodel")})

    def test_it_offers_the_packages_that_come_with_the_desk(self, desk: WebDesk, administrator: Visitor) -> None:
        assert 'value="starter vi en"' in administrator.get("/packages").text

        administrator.post("/packages/install", {"source": "starter vi en"})

        with desk.wiring.database.session() as session:
            assert session.scalars(select(Job)).one().payload["source"] == "starter vi en"

    def test_it_tells_how_far_a_download_is(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post("/packages/install", {"source": "vi en"})
        with desk.work() as home:
            job = home.session.scalars(select(Job)).one()
            job.state, job.done, job.total = "running", 12 * 1024, 80 * 1024  # type: ignore[assignment]

        assert "12/80 MB" in administrator.get("/packages").text

    def test_it_tells_two_versions_of_a_pair_apart(self, administrator: Visitor, packages: Path) -> None:
        for version, at in (("2.0", 1), ("2.1", 2)):
            remember(packages, version, installed_at=NOON + dt.timedelta(hours=at))

        page = administrator.get("/packages").text

        assert "Kept for now" in page
        assert "That one is kept until this one has drafted a sentence." in page
        administrator.post("/packages/translate-vi_en-2_1/remove")
        assert {path.name for path in packages.iterdir()} >= {"translate-vi_en-2_0", "translate-vi_en-1_0"}

    def test_it_tells_why_one_stands_back_and_what_is_odd_about_it(
        self, administrator: Visitor, packages: Path
    ) -> None:
        remember(packages, "2.0", installed_at=NOON)
        remember(packages, "2.1", failure="It failed on <all> sentences.", remark="Its address gave another content.")

        page = administrator.get("/packages").text

        assert "It failed on &lt;all&gt; sentences. Once it is verified, it is tried again." in page
        assert "Its address gave another content." in page

    @pytest.mark.parametrize(
        ("quality", "told"),
        [
            (None, "was not measured"),
            (AlignmentQuality(0.91, 72), "it showed 91% of 72"),
            (AlignmentQuality(0.42, 72), "showed only 42% of 72"),
        ],
    )
    def test_it_tells_whether_terms_can_be_placed(
        self, translator: Visitor, packages: Path, quality: AlignmentQuality | None, told: str
    ) -> None:
        remember(packages, "2.0", alignment=quality)

        assert told in " ".join(translator.get("/packages").text.split())

    def test_it_says_of_which_pairs_the_drafts_are_a_starter_s(self, packages: Path) -> None:
        remember(packages, "2.0", starter=True)
        assert starter_pairs() == {("vi", "en")}

        remember(packages, "3.0")
        assert starter_pairs() == set()

    def test_it_suggests_what_the_kept_index_has(
        self, administrator: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        entry = {"package_version": "1.9", "from_code": "ru", "to_code": "en", "links": ["https://example.org/a"]}
        (tmp_path / "argos-translate").mkdir()
        (tmp_path / "argos-translate" / "index.json").write_text(json.dumps([entry]))

        assert '<option value="ru en">Russian → English 1.9</option>' in administrator.get("/packages").text

    def test_it_tells_why_the_last_one_failed(self, desk: WebDesk, administrator: Visitor) -> None:
        administrator.post("/packages/install", {"source": "vi en"})
        with desk.work() as home:
            job = home.session.scalars(select(Job)).one()
            job.state, job.error = "failed", "The index has no package for vi → <en>."  # type: ignore[assignment]
            job.finished_at = job.created_at

        assert "The index has no package for vi → &lt;en&gt;." in administrator.get("/packages").text
