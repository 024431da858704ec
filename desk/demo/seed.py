"""Fills an empty desk by the same services that people use: nothing here writes a row that they could not."""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from desk.domain.finding import FindingState, Level
from desk.domain.workflow import Role
from desk.engines.packages import install_file, installed, packages_folder
from desk.engines.starter import starters
from desk.intake.reader import read_bytes
from desk.jobs.worker import Worker
from desk.models import Translation
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.glossary_intake import take_in_at_first_start
from desk.services.intake import IntakeOptions
from desk.services.outlets import Outlets
from desk.services.queue import Queue, QueueFilter
from desk.services.stories import Stories
from desk.services.translations import Returned
from desk.services.units import source_text, units_of
from desk.wiring import Wiring

HERE = Path(__file__).resolve().parent
LANGUAGE = "vi"  # of the articles
PEOPLE = (
    ("mai", "Mai Trần", (Role.TRANSLATOR,)),
    ("lan", "Lan Phạm", (Role.EDITOR,)),
    ("admin", "An Nguyễn", (Role.ADMINISTRATOR,)),
)
ARTICLES = (
    # file, outlet, target languages, and how far it has come
    ("hoi-dong-bao-an-gaza.txt", "Bản tin Liên lục", ("en",), "free"),
    ("mat-dien-ukraine.txt", "Bản tin Liên lục", ("en", "es"), "free"),
    ("zakharova-isis-k.html", "Tin Năm Châu", ("en",), "claimed"),
    ("durov-bi-bat.html", "Nhịp Số", ("en",), "returned"),
    ("bao-yagi.txt", "Bản tin Liên lục", ("en",), "submitted"),
    ("nha-hat-crocus-city.html", "Tin Năm Châu", ("en",), "published"),
)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SignIn:
    """A demo account; its password was drawn when the desk was filled."""

    role: str
    username: str
    password: str


class Demo:
    """Fills the desk of a wiring and tells of each step, with its seconds, by `say`."""

    def __init__(self, wiring: Wiring, say: Say) -> None:
        self.wiring = wiring
        self.say = say
        self.actors: dict[str, Actor] = {}

    @property
    def sign_in_file(self) -> Path:
        return self.wiring.settings.data_dir / "demo-sign-ins.json"

    def prepare(self) -> list[SignIn]:
        """Builds the tables, installs the starter package and fills the desk, each where it is still to do."""
        self.wiring.settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.wiring.database.upgrade()
        self._install_starter()
        with self.wiring.database.session() as session:
            filled = Accounts(session).anybody()
        with self._session() as session:
            take_in_at_first_start(session, lambda: self.wiring.file_glossary.terms)
        if not filled:
            self._fill()
        return self.sign_ins()

    def sign_ins(self) -> list[SignIn]:
        """The demo's accounts; none where the desk was set up otherwise."""
        if not self.sign_in_file.is_file():
            return []
        return [SignIn(**record) for record in json.loads(self.sign_in_file.read_text(encoding="utf-8"))]

    def _install_starter(self) -> None:
        """Installs the starter packages from the language of the articles; the packages page offers the others."""
        folder = packages_folder()
        have = {(package.source, package.target) for package in installed(folder) if not package.broken}
        for archive in starters():
            source, target = archive.name.split("-")[1].split("_")
            if source == LANGUAGE and (source, target) not in have:
                with self._step(f"Installing the starter package {source}→{target}"):
                    install_file(archive, folder)

    def _fill(self) -> None:
        with self._step("Making the people"):
            self._people()
        with self._step(f"Taking in {len(ARTICLES)} articles"):
            stories = self._take_in()
        with self._step("Drafting what the starter package serves"):
            Worker(self.wiring).run_until_idle()
        with self._step("Playing a translator and an editor"):
            for (name, _, _, wanted), story_id in zip(ARTICLES, stories, strict=True):
                self._play(story_id, name, wanted)
        with self.wiring.database.session() as session:
            rows = Queue(session, self.actors["lan"]).page(QueueFilter(size=100)).rows
        self.say(f"{len(ARTICLES)} articles, {len(rows)} translations, {sum(row.units for row in rows)} segments")

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.say(f"{name}: {time.perf_counter() - began:.1f} s")

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self.wiring.database.session(write=True) as session:
            yield session
            session.commit()

    def _people(self) -> None:
        found = []
        with self._session() as session:
            accounts = Accounts(session)
            desk = accounts.default_desk()
            for username, name, roles in PEOPLE:
                password = "-".join(secrets.token_hex(3) for _ in range(3))
                person = accounts.add(desk, username, name, f"{username}@desk.example", roles)
                accounts.set_password(person, password)
                self.actors[username] = accounts.actor(person)
                found.append({"role": roles[0].value, "username": username, "password": password})
            outlets = Outlets(session, self.actors["admin"])
            for outlet in dict.fromkeys(article[1] for article in ARTICLES):
                outlets.add(outlet, language=LANGUAGE)
        self.sign_in_file.touch(mode=0o600)
        self.sign_in_file.write_text(json.dumps(found, indent=1), encoding="utf-8")

    def _take_in(self) -> list[str]:
        stories = []
        for name, outlet, targets, _ in ARTICLES:
            article = read_bytes((HERE / "articles" / name).read_bytes(), name=name, language=LANGUAGE)
            with self._session() as session:
                ids = {one.name: one.id for one in Outlets(session, self.actors["admin"]).list()}
                options = IntakeOptions(targets=targets, outlet_id=ids[outlet])
                stories.append(self.wiring.intake(session, self.actors["mai"]).take_in(article, options).id)
        return stories

    def _play(self, story_id: str, name: str, wanted: str) -> None:
        """Brings a story's English translation as far as `wanted`."""
        if wanted == "free":
            return
        with self._session() as session:
            found = Stories(session, self.actors["mai"]).translations(story_id)
            translation = next(one for one in found if one.language == "en")
            self.wiring.translations(session, self.actors["mai"]).claim(translation.id)
            if wanted == "claimed":
                return
            self._write(session, translation, finals(name))
            self.wiring.translations(session, self.actors["mai"]).submit(translation.id)
            if wanted == "returned":
                self._return(session, translation)
            if wanted == "published":
                self.wiring.translations(session, self.actors["lan"]).approve(translation.id)
                self.wiring.publishing(session, self.actors["lan"]).publish(translation.id)

    def _write(self, session: Session, translation: Translation, texts: dict[str, str]) -> None:
        """Post-edits every segment; where the cleaning left one without a text of ours, the draft is left out."""
        editing = self.wiring.editing(session, self.actors["mai"])
        for unit in units_of(session, translation):
            text = texts.get(bare(source_text(unit)))
            if text is None:
                editing.omit(unit.id, "Not part of the article.")
                continue
            editing.confirm(unit.id, text, unit.version)
        findings = self.wiring.findings(session, self.actors["mai"])
        for finding in findings.check(translation):
            if finding.level is Level.WARN and finding.state is FindingState.OPEN:
                findings.dismiss(finding.id, "Checked against the source: it is right as it stands.")

    def _return(self, session: Session, translation: Translation) -> None:
        unit = units_of(session, translation)[-1]
        reason = Returned(unit.id, "accuracy/mistranslation", "Whose figure is this? Say so, or say “says it has”.")
        self.wiring.translations(session, self.actors["lan"]).return_(translation.id, [reason])


def finals(name: str) -> dict[str, str]:
    """The English texts of a demo article, by source sentence without its quotation marks (`bare`)."""
    path = HERE / "finals" / f"{Path(name).stem}.yaml"
    texts: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {bare(source): text for source, text in texts.items()}


def bare(sentence: str) -> str:
    """A sentence without quotation marks, which cleaning may write in another style than the page did."""
    return "".join(character for character in sentence if character not in "\"'`“”‘’«»")
