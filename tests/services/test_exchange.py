"""Texts from a file are written all or none, and a record that cannot be used is named by its number."""

from typing import Any

import pytest

from desk.domain.errors import Invalid
from desk.models import Translation
from desk.services.exchange import export_records, import_records
from tests import factories
from tests.factories import House


@pytest.fixture
def held(home: House) -> Translation:
    translation = factories.drafted(home)
    home.translations(home.translator).claim(translation.id)
    return translation


class TestImporting:
    def test_what_went_out_comes_in_confirmed(self, home: House, held: Translation) -> None:
        records = [{**record, "target": "It rained."} for record in export_records(home.session, held)]

        assert import_records(home.session, home.translator, held.id, records) == 4

        after = list(export_records(home.session, held))
        assert {(record["target"], record["confirmed"]) for record in after} == {("It rained.", True)}

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"id": ["a", "list"]}, "names no unit"),
            ({"id": None}, "names no unit"),
            ({"id": "somebody else's"}, "names no unit"),
            ({"target": None}, "no “target” text"),
            ({"target": 7}, "no “target” text"),
            ({"version": "3"}, "no number"),
            ({"version": True}, "no number"),
        ],
    )
    def test_a_record_that_cannot_be_used_is_named(
        self, home: House, held: Translation, change: dict[str, Any], said: str
    ) -> None:
        first, second, *_ = export_records(home.session, held)

        with pytest.raises(Invalid, match=f"Record 2.*{said}"):
            import_records(home.session, home.translator, held.id, [first, {**second, **change}])

    def test_a_unit_that_stands_twice_is_refused(self, home: House, held: Translation) -> None:
        first, *_ = export_records(home.session, held)

        with pytest.raises(Invalid, match=r"Record 2.*again"):
            import_records(home.session, home.translator, held.id, [first, first])
