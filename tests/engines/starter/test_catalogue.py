from desk.engines.starter import starters
from desk.engines.starter.catalogue import STARTERS


class TestStarters:
    def test_each_committed_package_is_listed_and_has_a_card(self) -> None:
        listed = {starter.file: starter.card for starter in STARTERS.values()}

        assert [file.name for file in starters() if file not in listed] == []
        assert [file.name for file in starters() if not listed[file].is_file()] == []

    def test_each_knows_its_direction(self) -> None:
        there, back = STARTERS["es-en"], STARTERS["en-es"]

        assert (there.language, there.is_turned, there.name) == ("es", False, "translate-es_en-1_0")
        assert (back.language, back.is_turned, back.name) == ("es", True, "translate-en_es-1_0")
