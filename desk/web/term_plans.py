"""What a change of a term touches: looked at first, then carried out in one step."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase
from desk.glossary.comparing import differences
from desk.glossary.stored import from_record
from desk.models import EffectKind, PlanState, TermPlan
from desk.services.glossary_plans import TermPlans
from desk.services.glossary_terms import term_of
from desk.services.glossary_touched import EffectView, TouchedTexts
from desk.text.diff import word_diff
from desk.web import filters
from desk.web.addresses import go
from desk.web.glossary_form import label
from desk.web.permissions import EDITOR, permit
from desk.web.phrases import told
from desk.web.reader import actor
from desk.web.session import session, undo

blueprint = Blueprint("term_plans", __name__, url_prefix="/glossary/plans")

KINDS = {
    EffectKind.DRAFT: lazy_gettext("Drafts"),
    EffectKind.WRITTEN: lazy_gettext("Written by people"),
    EffectKind.APPROVED: lazy_gettext("Approved"),
    EffectKind.PUBLISHED: lazy_gettext("Published"),
}
SIZE = 50


@blueprint.get("/<plan_id>")
@permit(EDITOR)
def show(plan_id: str) -> str:
    """The page, or for htmx the part that changes while a job works."""
    template = "partials/term_plan.html" if request.headers.get("HX-Request") else "pages/term_plan.html"
    return render_template(template, **_page(plan_id))


@blueprint.post("/<plan_id>")
@permit(EDITOR)
def carry_out(plan_id: str) -> Response:
    """Makes the change; where a note is missing, the page comes back with what was ticked."""
    opens, note = request.form.getlist("opens"), request.form.get("note", "")
    redraft = bool(request.form.get("redraft"))
    try:
        TermPlans(session(), actor()).carry_out(plan_id, opens, note, redraft=redraft)
    except Invalid as error:
        undo()
        page = _page(plan_id) | {"error": told(error), "opens": opens, "note": note, "redraft": redraft}
        return make_response(render_template("pages/term_plan.html", **page), error.status)
    flash(_("That is done. The texts follow in the background."), "good")
    return go(url_for("term_plans.show", plan_id=plan_id))


def _page(plan_id: str) -> dict[str, Any]:
    plans = TermPlans(session(), actor())
    plan = plans.get(plan_id)
    busy = plan.state in (PlanState.LOOKING, PlanState.ACTING)
    texts = TouchedTexts(session(), actor())
    shown = {} if busy else _effects(texts, plan)
    return {
        "plan": plan,
        "row": plan.term,
        "label": label(plan.term),
        "other_label": label(plan.other) if plan.other else "",
        "job": plans.job(plan) if busy else None,
        "busy": busy,
        "error": "",
        "opens": None,
        "note": "",
        "redraft": True,
        "fields": differences(term_of(plan.term), from_record(plan.content)) if plan.state is PlanState.READY else (),
        "outcomes": texts.outcomes(plan) if plan.state is PlanState.DONE else {},
        **shown,
    }


def _effects(texts: TouchedTexts, plan: TermPlan) -> dict[str, Any]:
    """What it touches: figures, the translations that can be opened, and a page of texts with their differences."""
    kind, language, page = _wanted()
    counts = texts.counts(plan)
    effects, total = texts.effects(plan, kind, language, page, SIZE)
    every = counts.every
    languages = sorted({code for of_kind in every.values() for code in of_kind})
    sums = {one: sum(every[one].values()) for one in KINDS}
    tabs = [(None, _("All"), sum(sums.values())), *((one, KINDS[one], sums[one]) for one in KINDS)]
    return {
        "every": {one.value: every[one] for one in KINDS},
        "reworded": {one.value: counts.reworded(one) for one in KINDS},
        "left": {one.value: counts.leaves[one] for one in KINDS},
        "touched": texts.touched(plan),
        "effects": [(one, _parts(one)) for one in effects],
        "total": total,
        "page": page,
        "size": SIZE,
        "language": language,
        "languages": [("", _("Any")), *((code, filters.language_here(code)) for code in languages)],
        "kind": kind,
        "tabs": [
            {"label": name, "href": _address(plan, one, language, 1), "current": one is kind, "count": count}
            for one, name, count in tabs
        ],
        "previous": _address(plan, kind, language, page - 1) if page > 1 else "",
        "next": _address(plan, kind, language, page + 1) if page * SIZE < total else "",
    }


def _parts(one: EffectView) -> list[Any]:
    """The difference, word by word; nothing where the text stays and only lacks the term."""
    effect = one.effect
    return word_diff(effect.before, effect.after) if effect.before != effect.after else []


def _wanted() -> tuple[EffectKind | None, str, int]:
    asked = request.args
    try:
        kind = EffectKind(asked["kind"]) if asked.get("kind") else None
        return kind, asked.get("language", "")[:8], max(1, min(int(asked.get("page") or 1), 1_000_000))
    except ValueError as error:
        raise Invalid(phrase("There is no such kind of text, or no such page.")) from error


def _address(plan: TermPlan, kind: EffectKind | None, language: str, page: int) -> str:
    return url_for(
        "term_plans.show",
        plan_id=plan.id,
        kind=kind.value if kind else None,
        language=language or None,
        page=page if page > 1 else None,
    )
