from desk.engines.starter import starters


class TestStarters:
    def test_it_names_the_package_that_serves_the_demo(self) -> None:
        assert "translate-vi_en-1_0.argosmodel" in {path.name for path in starters()}

    def test_they_are_small_together(self) -> None:
        assert sum(path.stat().st_size for path in starters()) < 40_000_000
