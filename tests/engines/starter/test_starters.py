from desk.engines.starter import starters
from desk.engines.starter.catalogue import STARTERS


class TestStarters:
    def test_it_names_the_package_that_serves_the_demo(self) -> None:
        assert "translate-vi_en-1_0.argosmodel" in {path.name for path in starters()}

    def test_every_one_of_the_catalogue_travels_with_the_desk(self) -> None:
        assert len(starters()) == len(STARTERS)

    def test_they_are_small_together(self) -> None:
        assert sum(path.stat().st_size for path in starters()) < 40_000_000
