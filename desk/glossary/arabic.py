"""Arabic words around a form: what is written onto it ("and", "in", "to" with the article), its verb, an adjective."""

import re

from desk.domain.segment import Span
from desk.domain.term import Form
from desk.glossary.genders import gender_of
from desk.glossary.lead import Agreed, Setting

_ARTICLE = "ال"
_ONTO = re.compile("([وف]?)([بك]?)(?:ال|(لل))")
"""What may stand before a word of which only a word is known: letters that could be its own are left alone."""


_PERFECT = (
    "قال أعلن أكد نفى دعا فتح شن ألغى فرض أقر سقط داهم أصاب قتل اتهم أطلق حذر طالب استهدف أدان رفض وافق بدأ نشر كشف "
    "صرح أوضح أضاف ذكر رحب هدد تبنى أرسل اعتقل احتجز ضرب هاجم قصف صوت أصدر عقد التقى زار وصل غادر انسحب علق مدد أغلق "
    "أعرب ندد استنكر كان أصبح بات ظل ليس واصل نظم استضاف استقبل أشار لفت شدد تمكن تلقى خصص اعتبر "
    "منع سمح قرر أعاد انتقد شارك أجرى تعهد توعد دمر نفذ أمر أبلغ حظر سيطر نقل"
)
_IMPERFECT = (
    "يقول يعلن يؤكد ينفي يدعو يشن يرفض يواصل يعتزم يدرس يحقق يحذر يطالب يستعد يخطط يبحث يسعى يواجه يعقد يتهم ينوي "
    "يناقش يعد يريد يتوقع ينتقد يهدد يستهدف يحقق يعتبر يرى يزعم يطلق يهاجم يقصف يدين يرحب"
)
_FEMININE = {verb: re.sub("[اى]$", "", verb) + "ت" for verb in _PERFECT.split()}
_FEMININE |= {start + verb: start + "ت" + verb[1:] for verb in _IMPERFECT.split() for start in ("", "س")}
_MASCULINE = {feminine: verb for verb, feminine in _FEMININE.items()}


def agreed(setting: Setting) -> Agreed:
    """The form with what is written onto it, the verb before it, and what of it comes behind."""
    written = _written(setting)
    old, new = _gender(setting.found or Form(setting.surface)), _gender(setting.wanted)
    start, before = _verb(setting, new) if written.before == "" else (setting.span.start, "")
    if not new or (old == new and not before):
        return written
    end, after = _behind(setting, new, with_verb=bool(before))
    if start < setting.around.start or end > setting.around.end:
        return written
    return Agreed(Span(start, end), before + written.before, written.said, after)


def _gender(form: Form) -> str:
    """“m” or “f”: as the glossary says, else by the ending of the first word that has the article or begins."""
    if said := gender_of(form, "ar"):
        return said[0]
    return "f" if re.match(r"\S*ة(?:\s|$)", form.text) else "m"


def _verb(setting: Setting, new: str) -> tuple[int, str]:
    """Where the verb before its subject begins, and how it reads from now on, with its space."""
    found = re.search(r"(?:^|[\s«\"])(و?)([^\W\d_]+) $", setting.text[: setting.span.start])
    table = _FEMININE if new == "f" else _MASCULINE
    if found is None or found[2] not in table:
        return setting.span.start, ""
    return found.start(1), f"{found[1]}{table[found[2]]} "


def _behind(setting: Setting, new: str, *, with_verb: bool) -> tuple[int, str]:
    """Where an adjective behind the form, or "that it" with its verb, ends, and how they read from now on."""
    text, end = setting.text, setting.span.end
    definite = setting.surface.startswith(_ARTICLE) or f" {_ARTICLE}" in setting.surface
    table = _FEMININE if new == "f" else _MASCULINE
    if (follows := re.compile(r" ([^\W\d_]+)\b").match(text, end)) and follows[1] in table and not with_verb:
        return follows.end(), f" {table[follows[1]]}"
    adjective = re.compile(
        rf" ({_ARTICLE}(?:[^\W\d_]{{2,}}ية?|محتلة?|مسلحة?|متحدة?)|(?!و?[بكل]?ال|و?لل)[^\W\d_]{{2,}}ية?)\b"
    ).match(text, end)
    if adjective and adjective[1].startswith(_ARTICLE) is definite and adjective[1].endswith("ة") is (new == "m"):
        said = adjective[1] + "ة" if new == "f" else adjective[1].removesuffix("ة")
        return adjective.end(), f" {said}"
    that = re.compile(r" (إن|أن)(ها|ه)(?: ([^\W\d_]+))?\b").match(text, end)
    if not with_verb or that is None or (that[2] == "ها") is (new == "f"):
        return end, ""
    verb = table.get(that[3] or "", that[3] or "")
    return that.end(), f" {that[1]}{'ها' if new == 'f' else 'ه'}" + (f" {verb}" if verb else "")


def _written(setting: Setting) -> Agreed:
    """The form with what was written onto the one that gives way. "ل" before the article becomes "لل"."""
    text, span, said = setting.text, setting.span, setting.said
    clitics = ""
    if setting.found is None and (onto := _ONTO.match(setting.surface)):
        clitics = onto[1] + onto[2] + ("ل" if onto[3] else "")
    if clitics.endswith("ل"):
        return Agreed(span, clitics, _after_to(said))
    if not clitics and text[: span.start].endswith("ل") and _writes_onto(text, span.start):
        return Agreed(span, "", _after_to(said))
    return Agreed(span, clitics, said)


def _writes_onto(text: str, position: int) -> bool:
    """Whether the letters before a position are "to", perhaps after "and" or "so", and nothing more."""
    return re.search(r"(?:^|[^\w])[وف]?ل$", text[:position]) is not None


def _after_to(said: str) -> str:
    """A form as it goes on after the letter "ل": the article loses its alef, and all of itself before another lam."""
    if not said.startswith(_ARTICLE):
        return said
    rest = said.removeprefix(_ARTICLE)
    return rest if rest.startswith("ل") else "ل" + rest
