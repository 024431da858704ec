"""Vietnamese syllables: whether a name of one syllable is but a part of a longer one.

Spaces part syllables, not words: "Mỹ" is America, and a part of "Mỹ Đình" (a place) and "Nguyễn Thị Mỹ" (a person). It
is taken for a part where the next syllable has a capital and could be Vietnamese (that of "Mỹ Biden" could not), or
where a family name stands at most two syllables before.
"""

import re

from desk.domain.segment import Span
from desk.glossary.fold import fold_text

_VOWEL = "[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]"
_SYLLABLE = re.compile(
    "(?!.*(?:aa|ee|oo|yo))(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    f"{_VOWEL}{{1,3}}(?:c|ch|m|n|ng|nh|p|t)?"
)
_FAMILY_NAMES = (
    "bùi cao châu chu dương đàm đặng đinh đoàn đỗ hà hoàng hồ huỳnh kiều lâm lê lương lưu lý mai ngô nguyễn nghiêm "
    "phạm phan phùng quách tạ thái tô tôn tống trần triệu trịnh trương võ vũ vương"
)
_FAMILIES = frozenset(_FAMILY_NAMES.split())
_BEFORE = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+) $")
_AFTER = re.compile(r" ([^\W\d_]+)")


def is_part_of_name(text: str, span: Span) -> bool:
    """Whether the one syllable at `span` belongs to a longer name."""
    surface = span.of(text)
    if not surface.istitle() or not _SYLLABLE.fullmatch(fold_text(surface)):
        return False
    after = _AFTER.match(text, span.end)
    if after and after[1].istitle() and _SYLLABLE.fullmatch(fold_text(after[1])):
        return True
    before = _BEFORE.search(text, max(0, span.start - 20), span.start)
    names = [word for word in before.groups() if word] if before else []
    if not names or not names[-1].istitle():
        return False
    return any(word.istitle() and fold_text(word) in _FAMILIES for word in names)
