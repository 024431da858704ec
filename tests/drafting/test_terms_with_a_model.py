"""Terms held in the drafts of a real, small model, which renders names inconsistently on purpose."""

import zipfile
from collections import Counter
from itertools import product

import pytest

from desk.domain.term import Form, FormStatus, Term, TermStatus
from desk.drafting.terms import hold_terms
from desk.engines.aligning import AlignmentQuality
from desk.engines.argos import ArgosEngine
from desk.engines.examination import Examination
from desk.glossary.files import load
from desk.glossary.matcher import Glossary
from desk.resources import resource

BODIES = [
    "Cơ quan An ninh Liên bang Nga",
    "FSB",
    "Cơ quan An ninh Ukraine",
    "Ủy ban Điều tra Nga",
    "Bộ Tình trạng Khẩn cấp Nga",
    "Điện Kremlin",
    "Lực lượng Phòng vệ Israel",
    "Vệ binh Quốc gia Nga",
    "Tổ chức Bác sĩ không biên giới",
    "Hội đồng Bảo an Liên Hợp Quốc",
]
GROUPS = ["ISIS-K", "IS-K", "Nhà nước Hồi giáo tự xưng", "phong trào Hezbollah", "lực lượng Houthi"]
PLACES = ["Nhà hát Crocus City", "nhà hát Crocus", "Kiev", "Kharkov", "Odessa", "Dải Gaza"]
SENTENCES = [
    *(
        f"{body} đã cảnh báo về mối đe dọa từ {group} {when}."
        for body, group, when in product(BODIES, GROUPS, ["hôm thứ Hai", "ngày 12/5", "do mưa lớn"])
    ),
    *(
        f"{group} đã nhận trách nhiệm về {event} ở {place}."
        for group, event, place in product(GROUPS, ["vụ nổ", "vụ tấn công", "vụ xả súng"], PLACES)
    ),
    *(
        f"{number} người đã thiệt mạng trong vụ tấn công tại {place}."
        for number, place in product(["12", "hơn 40", "ít nhất 7", "khoảng 143", "gần 90", "95", "10", "21"], PLACES)
    ),
]


@pytest.fixture(scope="module")
def glossary():
    return load([resource("glossaries")])


@pytest.fixture(scope="module")
def outputs(test_data, tmp_path_factory):
    """The model's drafts of all sentences."""
    folder = tmp_path_factory.mktemp("packages")
    with zipfile.ZipFile(test_data.parent / "models" / "translate-vi_en-0_1.argosmodel") as package:
        package.extractall(folder)
    # The desk would not trust this prototype's attention; the method is to be seen at work on it all the same.
    trusted = Examination(None, AlignmentQuality(1.0, 72))
    return ArgosEngine(folder, threads=1, examine=lambda package: trusted).translate(SENTENCES, "vi", "en")


@pytest.fixture(scope="module")
def held(glossary, outputs):
    return [
        hold_terms(glossary, sentence, output, "vi", "en") for sentence, output in zip(SENTENCES, outputs, strict=True)
    ]


class TestDrafts:
    def test_the_model_needs_it(self, glossary, outputs):
        forbidden = sum(len(glossary.forbidden(output.text, "en")) for output in outputs)

        assert forbidden > 20

    def test_nearly_every_term_ends_up_present(self, held):
        statuses = Counter(outcome.status for _, outcomes in held for outcome in outcomes)

        assert statuses[TermStatus.MISSED] / statuses.total() < 0.02, statuses
        assert statuses[TermStatus.REPAIRED] > 20

    def test_no_forbidden_form_is_left(self, glossary, held):
        left = [text for text, _ in held if glossary.forbidden(text, "en")]

        assert left == []

    def test_spans_point_at_allowed_forms(self, glossary, held):
        for text, outcomes in held:
            allowed = {
                (match.term.id, match.span)
                for match in glossary.match(text, "en", (FormStatus.PREFERRED, FormStatus.ADMITTED))
            }
            for outcome in outcomes:
                assert outcome.target_span is None or (outcome.term, outcome.target_span) in allowed

    def test_attention_finds_a_name_that_no_form_foretells(self, glossary, outputs):
        crocus = Term("crocus", {"vi": glossary.term("crocus-city-hall").forms["vi"], "en": (Form("Saffron Arena"),)})
        pairs = [(s, o) for s, o in zip(SENTENCES, outputs, strict=True) if "Nhà hát Crocus City" in s]

        texts = [hold_terms(Glossary([crocus]), sentence, output, "vi", "en")[0] for sentence, output in pairs]

        assert sum("at Saffron Arena" in text or "in Saffron Arena" in text for text in texts) > 0.9 * len(texts)
