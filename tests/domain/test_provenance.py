"""The canonical form is fixed: an approval of today has to be checkable in ten years."""

from dataclasses import replace

import pytest

from desk.domain.provenance import Document, DocumentUnit, canonical, content_hash, fingerprint

UNIT = DocumentUnit(
    id="u1", kind="paragraph", paragraph=1, text="Café – “yes”", marks=(("link", 0, 4, {"href": "https://a.example"}),)
)
DOCUMENT = Document(language="en", revision="r1", units=(UNIT,), fields={"slug": "cafe"})


class TestCanonical:
    def test_it_is_this_text_exactly(self) -> None:
        assert canonical(DOCUMENT) == (
            '{"fields":{"slug":"cafe"},"language":"en","revision":"r1","units":[{"id":"u1","kind":"paragraph",'
            '"marks":[["link",0,4,{"href":"https://a.example"}]],"omitted":false,"paragraph":1,'
            '"text":"Café – “yes”","to_follow":false}],"version":"v1"}'
        )

    def test_its_hash_is_this_one(self) -> None:
        assert content_hash(DOCUMENT) == "5698c66c4c6b8f87e4aaa6c8aeb9f5e616798b8db1e4b5fa4bbbb55b4cc525fa"

    @pytest.mark.parametrize(
        "other",
        [
            replace(DOCUMENT, language="fr"),
            replace(DOCUMENT, revision="r2"),
            replace(DOCUMENT, fields={}),
            replace(DOCUMENT, units=(UNIT, UNIT)),
            *(
                replace(DOCUMENT, units=(replace(UNIT, **change),))
                for change in (
                    {"text": "Cafe – “yes”"},
                    {"kind": "headline"},
                    {"paragraph": 2},
                    {"marks": ()},
                    {"omitted": True},
                    {"to_follow": True},
                )
            ),
        ],
    )
    def test_any_change_changes_the_hash(self, other: Document) -> None:
        assert content_hash(other) != content_hash(DOCUMENT)


class TestFingerprint:
    def test_it_keeps_texts_apart(self) -> None:
        assert fingerprint("ab", "c") != fingerprint("a", "bc")
