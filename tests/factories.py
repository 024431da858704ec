"""Things that tests need at a desk: people, articles, stories; each made by the services that the desk itself uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from desk.domain.cleaning import Removal, RemovalReason
from desk.domain.draft import DraftKind, DraftResult, EngineModel, EngineOutput
from desk.domain.segment import Block, BlockKind
from desk.domain.workflow import Role
from desk.drafting.pipeline import draft
from desk.engines.quiet import QuietEngine
from desk.glossary.matcher import Glossary
from desk.intake.reader import ReadArticle
from desk.models import Desk, Draft, Story, Translation, Unit
from desk.services.accounts import Accounts
from desk.services.actor import Actor, system
from desk.services.draft_queue import DraftQueue, queue_of
from desk.services.drafting import Drafting, fill
from desk.services.editing import Editing
from desk.services.findings import Findings
from desk.services.intake import IntakeOptions, IntakeService
from desk.services.memory import Memory
from desk.services.people import People
from desk.services.publishing import Publishing
from desk.services.translations import Returned, Translations
from desk.services.units import source_fingerprint, source_text, units_of

PASSWORD = "correct horse battery staple"
SENTENCES = ("Hà Nội mưa lớn.", "Ba người bị thương.", "Ông Peskov từ chối bình luận.")


@dataclass
class House:
    """A desk with one person per role, in one session, and the services of each."""

    session: Session
    desk: Desk
    translator: Actor
    editor: Actor
    administrator: Actor
    glossary: Glossary

    def translations(self, actor: Actor) -> Translations:
        return Translations(self.session, actor, Findings(self.session, actor, self.glossary))

    def editing(self, actor: Actor) -> Editing:
        return Editing(self.session, actor)

    def publishing(self, actor: Actor) -> Publishing:
        return Publishing(self.session, actor)

    def findings(self, actor: Actor) -> Findings:
        return Findings(self.session, actor, self.glossary)

    def units(self, translation: Translation) -> list[Unit]:
        return units_of(self.session, translation)


def person(session: Session, desk: Desk, username: str, *roles: Role) -> Actor:
    """Somebody at the desk, without a password: hashing one takes longer than most tests."""
    accounts = Accounts(session)
    return accounts.actor(accounts.add(desk, username, username.title(), f"{username}@example.org", roles))


@cache
def quick_hash(password: str) -> str:
    """A hash of the desk's kind, made without the work that protects a real one."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def house(session: Session, glossary: Glossary | None = None) -> House:
    """A desk with a translator (mai), an editor (lan) and an administrator (root), amid noise of other people."""
    desk = Accounts(session).default_desk()
    person(session, desk, "noise", Role.TRANSLATOR, Role.EDITOR)
    return House(
        session=session,
        desk=desk,
        translator=person(session, desk, "mai", Role.TRANSLATOR),
        editor=person(session, desk, "lan", Role.EDITOR),
        administrator=person(session, desk, "root", Role.ADMINISTRATOR),
        glossary=glossary or Glossary(),
    )


def read_article(
    *texts: str,
    title: str = "Mưa lớn ở Hà Nội",
    language: str = "vi",
    removals: Sequence[Removal] = (),
) -> ReadArticle:
    """An article as intake reads it: a headline and a paragraph per text."""
    blocks = (Block(BlockKind.HEADLINE, title), *(Block(BlockKind.PARAGRAPH, text) for text in texts or SENTENCES))
    return ReadArticle(
        title=title,
        language=language,
        byline="",
        published_at=None,
        url="",
        site="",
        extracted=blocks,
        removals=tuple(removals),
        notices=(),
    )


def story(home: House, *texts: str, target: str = "en", **particulars: object) -> Story:
    """A story taken in by the translator for one target language; its translation waits for drafts."""
    removals: Sequence[Removal] = particulars.pop("removals", ())  # type: ignore[assignment]
    service = IntakeService(home.session, home.translator, lambda source, target: True)
    return service.take_in(read_article(*texts, removals=removals), IntakeOptions(targets=[target], **particulars))  # type: ignore[arg-type]


def translation_of(home: House, made: Story) -> Translation:
    found = home.session.query(Translation).filter_by(story_id=made.id).one()
    return found


def drafted(home: House, *texts: str, **particulars: object) -> Translation:
    """A translation whose every unit has a draft from the quiet engine: “[en] …”."""
    translation = translation_of(home, story(home, *texts, **particulars))
    draft_all(home.session, translation)
    return translation


def draft_all(
    session: Session, translation: Translation, engine: QuietEngine | None = None, *, remembers: bool = False
) -> None:
    """Does what the worker does, for one queue; with the desk's memory where it `remembers`."""
    engine, drafting, queue = engine or QuietEngine(), Drafting(session), queue_of(translation)
    while chunk := DraftQueue(session, queue).next_chunk(10_000):
        memory = Memory(session, system(queue.desk_id)) if remembers else None
        results = draft([one.passage for one in chunk], queue.source, queue.target, engine, memory)
        by_unit = {one.unit_id: result for one, result in zip(chunk, results, strict=True)}
        drafting.store(chunk, by_unit, EngineModel("quiet", "quiet", "1"))
        drafting.finish([one.translation_id for one in chunk])


def drafted_as(
    home: House, unit: Unit, text: str, terms: Sequence[dict[str, object]] = (), score: float | None = None
) -> Unit:
    """The unit, begun anew from a draft of the next round that says `text`; `score` is how sure the engine was."""
    draft = Draft(
        unit_id=unit.id,
        revision_id=unit.translation.revision_id,
        round=unit.translation.draft_round + 1,
        kind=DraftKind.TERMS,
        engine="quiet",
        model="quiet",
        model_version="1",
        source_fingerprint=source_fingerprint(unit),
        text=text,
        score=score,
        terms=list(terms),
    )
    home.session.add(draft)
    home.session.flush()
    fill(unit, draft.id, DraftResult(EngineOutput(text), text), source_text(unit))
    home.session.flush()
    return unit


def renamed(
    home: House, draft: str = "He fled the Albert theater.", final: str = "He fled Albert Hall."
) -> Translation:
    """A translation with a segment in which the translator changed a name."""
    translation = drafted(home, "Ông chạy khỏi nhà hát.")
    home.translations(home.translator).claim(translation.id)
    unit = drafted_as(home, home.units(translation)[1], draft)
    home.editing(home.translator).confirm(unit.id, final, unit.version)
    return translation


def edited(home: House, *texts: str, **particulars: object) -> Translation:
    """A translation that the translator holds, every unit post-edited and confirmed."""
    translation = drafted(home, *texts, **particulars)
    home.translations(home.translator).claim(translation.id)
    for number, unit in enumerate(home.units(translation), 1):
        home.editing(home.translator).confirm(unit.id, f"Sentence {NAMES[number]} in plain English.", unit.version)
    return translation


def submitted(home: House, *texts: str, **particulars: object) -> Translation:
    """A translation that waits for its editor."""
    translation = edited(home, *texts, **particulars)
    return home.translations(home.translator).submit(translation.id)


def approved(home: House, *texts: str, **particulars: object) -> Translation:
    """A translation that the editor approved."""
    translation = submitted(home, *texts, **particulars)
    home.translations(home.editor).approve(translation.id)
    return translation


def published(home: House, *texts: str, **particulars: object) -> Translation:
    """A translation that readers can read."""
    translation = approved(home, *texts, **particulars)
    home.publishing(home.editor).publish(translation.id)
    return translation


def returned(unit_id: str) -> Returned:
    return Returned(unit_id, "fluency/grammar", "Read this aloud.")


def audit(home: House) -> None:
    """An act of administration, so that there is a record of one."""
    People(home.session, home.administrator).invite("guest", "A guest", "", [Role.TRANSLATOR])


def removal(home: House) -> Story:
    """A story whose cleaning took one line out."""
    taken = Removal(1, 0, len("12 bình luận"), "12 bình luận", "", RemovalReason.COMMENT_COUNT)
    return story(home, "12 bình luận", *SENTENCES, removals=[taken])


NAMES = ("", "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda")
"""What tells the sentences of a test apart: words that no check reads as a number or a name."""
