import datetime as dt
from pathlib import Path

import pytest

from desk.engines.installed import Package
from desk.engines.standing import Standing, best, route, routes, standing

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def package(
    pair: str,
    version: str = "1.0",
    *,
    hour: int = 0,
    drafted: bool = True,
    starter: bool = False,
    failure: str = "",
    broken: str | None = None,
) -> Package:
    source, target = pair.split()
    at = NOON + dt.timedelta(hours=hour)
    name = f"translate-{source}_{target}"
    return Package(
        name,
        version,
        source,
        target,
        Path(f"{name}-{version}"),
        starter=starter,
        broken=broken,
        failure=failure,
        installed_at=at if hour else None,
        drafted_at=at if drafted else None,
    )


def way(*packages: Package, pair: str) -> list[str]:
    source, target = pair.split()
    return [f"{one.source}→{one.target} {one.version}" for one in route(best(packages), source, target)]


class TestBest:
    @pytest.mark.parametrize(
        ("better", "worse"),
        [
            (package("vi en", "1"), package("vi en", "2", broken="model.bin is missing.")),
            (package("vi en", "1", starter=True), package("vi en", "2", failure="It failed.")),
            (package("vi en", "1"), package("vi en", "2", hour=9, starter=True)),
            (package("vi en", "1", hour=2), package("vi en", "2", hour=1)),
            (package("vi en", "1", hour=2, drafted=False), package("vi en", "2", hour=1)),
            (package("vi en", "1.10"), package("vi en", "1.9")),
            (package("vi en", "1", hour=1), package("vi en", "2")),
        ],
    )
    def test_it_is_whole_real_and_new(self, better: Package, worse: Package) -> None:
        assert best([better, worse]) == best([worse, better]) == {("vi", "en"): better}

    def test_a_broken_package_drafts_nothing(self) -> None:
        assert best([package("vi en", broken="model.bin is missing.")]) == {}

    def test_one_that_stood_back_serves_where_nothing_else_does(self) -> None:
        assert best([package("vi en", failure="It failed.")])


class TestRoute:
    def test_it_goes_straight_where_it_can(self) -> None:
        assert way(package("vi fr"), package("vi en"), package("en fr"), pair="vi fr") == ["vi→fr 1.0"]

    def test_it_goes_by_way_of_english_before_others(self) -> None:
        packages = [package(pair) for pair in ("vi de", "de fr", "vi en", "en fr", "vi zh", "zh fr")]

        assert way(*packages, pair="vi fr") == ["vi→en 1.0", "en→fr 1.0"]

    def test_it_avoids_starters(self) -> None:
        packages = [package("vi de"), package("de fr"), package("vi en", starter=True), package("en fr")]

        assert way(*packages, pair="vi fr") == ["vi→de 1.0", "de→fr 1.0"]

    def test_it_avoids_starters_on_the_straight_way_too(self) -> None:
        packages = [package("vi fr", starter=True), package("vi en"), package("en fr")]

        assert way(*packages, pair="vi fr") == ["vi→en 1.0", "en→fr 1.0"]

    def test_it_takes_starters_where_there_is_nothing_else(self) -> None:
        packages = [package("vi en", starter=True), package("en es", starter=True)]

        assert way(*packages, pair="vi es") == ["vi→en 1.0", "en→es 1.0"]

    def test_it_avoids_what_stood_back(self) -> None:
        packages = [package("vi en", failure="It failed."), package("en fr"), package("vi de"), package("de fr")]

        assert way(*packages, pair="vi fr") == ["vi→de 1.0", "de→fr 1.0"]

    def test_it_is_empty_where_two_do_not_reach(self) -> None:
        packages = [package("vi en"), package("en fr"), package("fr es")]

        assert way(*packages, pair="vi es") == []

    def test_every_pair_has_one(self) -> None:
        found = routes(best([package("vi en"), package("en fr"), package("en vi")]))

        assert sorted(found) == [("en", "fr"), ("en", "vi"), ("vi", "en"), ("vi", "fr")]
        assert [len(found[pair]) for pair in sorted(found)] == [1, 1, 1, 2]


class TestStanding:
    def test_alone_it_serves(self) -> None:
        assert standing(package("vi en", drafted=False), [package("vi en", drafted=False)]) is Standing.SERVES

    def test_alone_it_may_have_failed(self) -> None:
        assert standing(package("vi en", failure="It failed."), []) is Standing.FAILED

    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            (package("vi en", "1"), package("vi en", "2", hour=1, drafted=False), Standing.OLDER),
            (package("vi en", "2", hour=1, drafted=False), package("vi en", "1"), Standing.TRIED),
            (package("vi en", "2", hour=1), package("vi en", "1"), Standing.SERVES),
            (package("vi en", "1"), package("vi en", "2", hour=1), Standing.SPARE),
            (package("vi en", "1", starter=True), package("vi en", "2"), Standing.SPARE),
            (package("vi en", "2", hour=1, failure="It failed."), package("vi en", "1"), Standing.FAILED),
            (package("vi en", "1"), package("vi en", "2", hour=1, failure="It failed."), Standing.SERVES),
            (package("vi en", "1", broken="It is."), package("vi en", "2"), Standing.BROKEN),
            (package("vi en", "1"), package("en vi", "2", hour=1, drafted=False), Standing.SERVES),
        ],
    )
    def test_beside_another(self, one: Package, other: Package, expected: Standing) -> None:
        assert standing(one, [one, other]) is expected
