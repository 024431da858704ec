"""Every component in every state, right-to-left and long words included."""

import datetime as dt
import re
from dataclasses import replace

from flask import Blueprint, render_template
from flask_babel import force_locale

from desk.domain.notification import NotificationKind, Told
from desk.domain.provenance import Origin
from desk.domain.score import Score
from desk.domain.target_fields import TargetField
from desk.domain.term import Context, Form, FormStatus, Gender, PartOfSpeech
from desk.domain.workflow import State
from desk.services.presence import Here
from desk.text.diff import word_diff
from desk.text.merge import merge
from desk.web import filters
from desk.web.assets import FOLDER
from desk.web.permissions import PUBLIC, permit
from desk.web.sheet.fields import ShownField
from desk.web.talk import Part, SpokenComment, SpokenThread

blueprint = Blueprint("patterns", __name__)

SCORES = (
    Score("chrF++", 71.42, "", 38, "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0", 66.9, 75.8),
    Score("BLEU", 48.07, "", 38, "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0"),
    Score("HTER", 0.31, "edits a word", 38, "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0"),
)

_TOLD = Told(
    id="told",
    kind=NotificationKind.RETURNED,
    who="Lan",
    by_desk=False,
    title="Nhà hát mở cửa trở lại sau một năm",
    source="vi",
    target="en",
    number=7,
    note="The meaning is another than in the source.",
    said="",
    at=dt.datetime(2026, 11, 26, 7, 30, tzinfo=dt.UTC),
    read=False,
    secret=False,
    path="#notification",
)
TOLD = [
    _TOLD,
    replace(
        _TOLD, id="told-2", kind=NotificationKind.MENTION, note="", said="@mai: Donaudampfschifffahrtsgesellschaft?"
    ),
    *(
        replace(_TOLD, id=f"told-{kind}", kind=kind, note="", read=True, by_desk=kind in ("stale", "lease", "digest"))
        for kind in NotificationKind
        if kind not in ("returned", "mention")
    ),
    replace(
        _TOLD,
        id="told-ar",
        title="المسرح يفتح أبوابه من جديد بعد عام",
        source="ar",
        target="vi",
        who="",
        note="",
        read=True,
    ),
]

_SAID = SpokenComment(
    id="said",
    author="Lan",
    author_id="lan",
    at=dt.datetime(2026, 11, 26, 7, 30, tzinfo=dt.UTC),
    changed=True,
    removed=False,
    parts=[
        Part("text", "Is "),
        Part("mention", "Mai"),
        Part("text", " sure? See "),
        Part("link", "https://agency.example/a/long/address/without/any/end?with=a&query=too"),
    ],
    raw="Is @mai sure?",
    mine=False,
)
_THREAD = SpokenThread(
    id="thread",
    comments=[_SAID, replace(_SAID, id="said-2", author="Mai", author_id="mai", changed=False, mine=True)],
    number=2,
    lost=False,
    open=True,
    stops=True,
    resolver="",
    resolved_at=None,
    may_close=True,
)
THREADS = [
    _THREAD,
    replace(
        _THREAD,
        id="thread-2",
        stops=False,
        lost=True,
        may_close=False,
        comments=[
            replace(
                _SAID, id="said-3", author="", parts=[Part("text", "رفضت وزارة الخارجية التعليق."), Part("mention", "")]
            ),
            replace(_SAID, id="said-4", removed=True, parts=[]),
        ],
    ),
    replace(
        _THREAD,
        id="thread-3",
        stops=False,
        open=False,
        resolver="Lan",
        resolved_at=_SAID.at,
        comments=[
            replace(
                _SAID,
                id="said-5",
                author="Minh",
                author_id="minh",
                parts=[Part("text", "Donaudampfschifffahrtsgesellschaft " * 8)],
            )
        ],
    ),
]

DIFFS = {
    "english": (
        "Four suspects in the terror attack at the Crocus City theater were brought to court.",
        "Four suspects in the attack at Crocus City Hall were brought before a court.",
    ),
    "arabic": ("رفضت وزارة الشؤون الخارجية التعليق على التقرير.", "رفضت وزارة الخارجية التعليق على التقرير."),
}

COLLISIONS = {
    "en": (
        "Three men were hurt in the attack on Monday.",
        "Three people were injured in the attack on Monday.",
        "Three women were hurt in the attack on a market on Monday.",
    ),
    "ar": (
        "رفضت وزارة الشؤون الخارجية التعليق على التقرير.",
        "رفضت وزارة الخارجية التعقيب على التقرير.",
        "رفضت وزارة الشؤون الخارجية الرد على تقرير الوكالة.",
    ),
    "de": (
        "Die Gesellschaft schweigt.",
        "Die Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft schweigt.",
        "Die Hauptbetriebswerkbauunterbeamtendonaudampfschifffahrtselektrizitätengesellschaft schweigt.",
    ),
}
"""By language what two people began with, and what each made of it."""

THERE = [
    Here("lan", "Lan Phạm", "unit", writes=False),
    Here("sara", "سارة الحسن", "unit", writes=True),
    Here("maria", "María José Fernández de la Vega", "unit", writes=False),
    Here("long", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtin", "unit", writes=True),
    Here("wang", "王小明", None, writes=False),
    Here("olga", "Ольга Петрова", None, writes=False),
]

FIELDS = [
    ShownField(TargetField.PUSH_ALERT, "Donaudampfschifffahrtsgesellschaft schweigt zu Vorwürfen", 1, limit=40),
    ShownField(TargetField.SLUG, "donaudampfschifffahrt-schweigt", 1, limit=None),
    ShownField(TargetField.TAGS, "", 0, limit=None),
]

_NEVER = FormStatus.FORBIDDEN
FORMS = {
    "german": (
        Form("Donaudampfschifffahrtsgesellschaft", article="die", part_of_speech=PartOfSpeech.PROPER_NOUN),
        Form("DDSG", FormStatus.ADMITTED, case_sensitive=True, context=Context(near=("Schiff*",), not_near=("Sport",))),
        Form("Donaudampfgesellschaft", _NEVER, article="die", gender=Gender.FEMININE),
    ),
    "arabic": (Form("قاعة كروكوس سيتي"), Form("مسرح كروكوس", _NEVER)),
}


@blueprint.get("/patterns")
@permit(PUBLIC)
def index() -> str:
    """In English, whoever looks: it is for those who write pages."""
    with force_locale("en"):
        return _page(dt.datetime.now(dt.UTC))


def _page(now: dt.datetime) -> str:
    return render_template(
        "pages/patterns.html",
        told=TOLD,
        threads=THREADS,
        to=lambda comment_id, act: f"#{act}",
        languages=[("", "Find out"), *filters.languages()],
        states=list(State),
        origins=list(Origin),
        scores=SCORES,
        icons=re.findall(r'id="([a-z-]+)"', (FOLDER / "icons.svg").read_text()),
        forms=FORMS,
        diffs={name: word_diff(*texts) for name, texts in DIFFS.items()},
        there=THERE,
        fields=FIELDS,
        collisions={
            language: {"theirs": theirs, "against": word_diff(theirs, mine), "parts": merge(base, mine, theirs)}
            for language, (base, mine, theirs) in COLLISIONS.items()
        },
        moments={
            "hour": now - dt.timedelta(minutes=42),
            "week": now - dt.timedelta(days=8),
            "soon": now + dt.timedelta(hours=3),
        },
    )
