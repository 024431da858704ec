"""What it costs to live with a glossary: taking terms in, following a change, and seeing what a change touches.

    PYTHONPATH=. python benchmarks/living_glossary.py [--terms 20000] [--segments 10000]

Works on a desk of its own in a temporary folder (SQLite). The result is one line of JSON: seconds, and the most memory
that looking through the segments held beyond what was held before. With the machine and what else it did.
"""

import argparse
import json
import os
import platform
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from desk.domain.term import Form, FormStatus, Term
from desk.domain.workflow import Role
from desk.glossary.matcher import Glossary
from desk.jobs.worker import Worker
from desk.models import TermPlan
from desk.services.accounts import Accounts
from desk.services.actor import Actor
from desk.services.glossary_intake import take_in_at_first_start
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import Terms, term_of
from desk.services.glossary_touched import TouchedTexts
from desk.settings import load_settings
from desk.wiring import Wiring
from tests import factories

HALL = Term("crocus-city-hall", {"vi": (Form("Nhà hát Crocus City"),), "en": (Form("Crocus City Hall"),)})
SOURCE = "Nhà hát Crocus City ở ngoại ô bị tấn công trong đêm thứ {}."
TARGET = "Crocus City Hall in the suburbs was attacked in night number {}."
PER_ARTICLE = 100


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=20_000)
    parser.add_argument("--segments", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        wiring = Wiring(load_settings(data_dir=Path(folder), secret_key="only for this", engine="quiet"))
        wiring.database.upgrade()
        result = measure(wiring, options.terms, options.segments)
        wiring.database.close()
    machine = f"{platform.machine()} {platform.system()} Python {platform.python_version()}"
    print(json.dumps(result | {"machine": machine, "load": round(os.getloadavg()[0], 2)}))


def measure(wiring: Wiring, terms: int, segments: int) -> dict[str, Any]:
    with wiring.database.session(write=True) as session:
        editor = _editor(session)
        taken_in = seconds(lambda: take_in_at_first_start(session, lambda: [HALL, *noise(terms)]))
        session.commit()
        _segments(session, editor, segments)
        session.commit()
    with wiring.database.session(write=True) as session:
        read = seconds(lambda: wiring.glossary_of(session, editor).match("Crocus City Hall", "en"))
        asked = seconds(lambda: [wiring.glossary_of(session, editor) for _ in range(100)]) / 100
        row = Terms(session, editor).named(HALL.id)
        assert row is not None
        Terms(session, editor).change(row.id, replace(term_of(row), note="A venue."), row.version)
        followed = seconds(lambda: wiring.glossary_of(session, editor).match("Crocus City Hall", "en"))
        TermPlans(session, editor).change(row.id, changed(term_of(row)), row.version)
        session.commit()
    tracemalloc.start()
    Worker(wiring).run_until_idle()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    plan = plan_again(wiring, editor)
    looked = seconds(lambda: Worker(wiring).run_until_idle())
    acted = seconds(lambda: carry_out(wiring, editor, plan))
    return {
        "terms": terms,
        "segments": segments,
        "take_in_s": round(taken_in, 1),
        "read_all_s": round(read, 2),
        "ask_ms": round(asked * 1000, 2),
        "follow_a_change_s": round(followed, 2),
        "look_s": round(looked, 1),
        "look_most_mb": round(most / 2**20, 1),
        "act_s": round(acted, 1),
        "outcomes": outcomes(wiring, editor, plan),
    }


def plan_again(wiring: Wiring, editor: Actor) -> TermPlan:
    """Plans the same change once more, to be looked at without the measuring of memory, which slows it down."""
    with wiring.database.session(write=True) as session:
        row = Terms(session, editor).named(HALL.id)
        assert row is not None
        plan = TermPlans(session, editor).change(row.id, changed(term_of(row)), row.version)
        session.commit()
    return plan


def carry_out(wiring: Wiring, editor: Actor, plan: TermPlan) -> None:
    with wiring.database.session(write=True) as session:
        TermPlans(session, editor).carry_out(plan.id)
        session.commit()
    Worker(wiring).run_until_idle()


def outcomes(wiring: Wiring, editor: Actor, plan: TermPlan) -> dict[str, int]:
    """What became of the segments, by how many."""
    with wiring.database.session() as session:
        found = TouchedTexts(session, editor).outcomes(session.get_one(TermPlan, plan.id))
        return {outcome.value: count for outcome, count in found.items()}


def changed(term: Term) -> Term:
    forms = (Form("Crocus Hall"), Form("Crocus City Hall", FormStatus.FORBIDDEN))
    return replace(term, forms={**term.forms, "en": forms})


def noise(count: int) -> list[Term]:
    """Terms of two languages with three forms each."""
    return [
        Term(
            f"noise-{number}",
            {
                "vi": (Form(f"Phố Số{number} Lạ{number}"),),
                "en": (Form(f"Street{number} Odd{number}"), Form(f"Road{number} Odd{number}", FormStatus.FORBIDDEN)),
            },
            file="noise.yaml",
        )
        for number in range(count)
    ]


def _editor(session: Session) -> Actor:
    accounts = Accounts(session)
    person = accounts.add(accounts.default_desk(), "lan", "Lan", "", [Role.EDITOR, Role.TRANSLATOR])
    return accounts.actor(person)


def _segments(session: Session, editor: Actor, count: int) -> None:
    """Machine drafts, a hundred to an article."""
    home = factories.House(session, Accounts(session).default_desk(), editor, editor, editor, Glossary())
    for first in range(0, count, PER_ARTICLE):
        numbers = range(first, min(first + PER_ARTICLE, count))
        translation = factories.drafted(home, *(SOURCE.format(number) for number in numbers))
        for number, unit in zip(numbers, home.units(translation)[1:], strict=True):
            unit.text = unit.logged_text = TARGET.format(number)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
