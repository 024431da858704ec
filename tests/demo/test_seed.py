"""The demo desk is filled by the services that people use, and what it shows is what it says."""

import os
from pathlib import Path

import pytest

from desk.demo.seed import ARTICLES, HERE, Demo, bare, finals
from desk.domain.segment import BlockKind
from desk.domain.term import TermOutcome, TermStatus
from desk.domain.workflow import State
from desk.drafting.article import ArticleUnit, hold_over_article
from desk.glossary.files import load
from desk.glossary.matcher import Glossary
from desk.intake.reader import read_bytes
from desk.models import Draft, Translation
from desk.resources import resource
from desk.services.accounts import Accounts
from desk.services.scores import Scores
from desk.settings import Settings
from desk.text.segmentation import segment
from desk.wiring import Wiring

WITH_FINALS = [name for name, _, _, wanted in ARTICLES if wanted not in ("free", "claimed")]


def as_drafted(glossary: Glossary, text: str, kind: BlockKind) -> ArticleUnit:
    """A person's text as if it were a draft that has all of its terms."""
    kept = (
        TermOutcome(match.term.id, match.form.text, TermStatus.KEPT, match.span, match.span)
        for match in glossary.match(text, "en")
    )
    return ArticleUnit("", kind, text, free=True, outcomes=tuple(kept))


class TestFinals:
    @pytest.mark.parametrize("name", WITH_FINALS)
    def test_they_cover_every_sentence_of_their_article(self, name: str) -> None:
        article = read_bytes((HERE / "articles" / name).read_bytes(), name=name, language="vi")

        sentences = {bare(one.text) for one in segment(article.blocks, "vi")}

        assert sentences == set(finals(name))

    @pytest.mark.parametrize("name", WITH_FINALS)
    def test_they_introduce_terms_as_the_desk_does(self, name: str) -> None:
        article = read_bytes((HERE / "articles" / name).read_bytes(), name=name, language="vi")
        texts = finals(name)
        glossary = load([resource("glossaries") / "crisis-and-conflict.yaml"])
        sentences = segment(article.blocks, "vi")
        units = [as_drafted(glossary, texts[bare(one.text)], article.blocks[one.block].kind) for one in sentences]

        held = hold_over_article(glossary, units, "en")

        assert [unit.text for unit in held] == [unit.text for unit in units]


class TestDemo:
    def test_it_fills_a_desk_once_with_the_starter_package(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
        wiring = Wiring(Settings(data_dir=tmp_path))
        said: list[str] = []

        sign_ins = Demo(wiring, said.append).prepare()

        with wiring.database.session() as session:
            states = {one.story.title[:20]: one.state for one in session.query(Translation) if one.language == "en"}
            published = session.query(Translation).filter_by(state=State.PUBLISHED).one()
            assert sorted(states.values()) == sorted(
                [State.DRAFTED, State.DRAFTED, State.EDITING, State.EDITING, State.SUBMITTED, State.PUBLISHED]
            )
            assert {draft.model for draft in session.query(Draft)} == {"translate-vi_en"}
            assert {row.n for row in Scores(session).of(published)} == {20}
            for one in sign_ins:
                assert Accounts(session).authenticate(one.username, one.password)
        assert [one.role for one in sign_ins] == ["translator", "editor", "administrator"]
        assert (os.stat(tmp_path / "demo-sign-ins.json").st_mode & 0o777) == 0o600
        assert any("6 articles" in line for line in said)

        again: list[str] = []
        assert Demo(wiring, again.append).prepare() == sign_ins
        assert again == []
        wiring.database.close()
