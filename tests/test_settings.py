"""Settings: typed, explained, and refused by name."""

from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.settings import Settings, load_settings


class TestSettings:
    def test_each_has_a_line_of_help(self) -> None:
        assert [name for name, field in Settings.model_fields.items() if not field.description] == []

    def test_a_wrong_one_names_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DESK_PORT", "eighty")

        with pytest.raises(Invalid, match="DESK_PORT"):
            load_settings()

    def test_an_engine_is_one_that_there_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DESK_ENGINE", "oracle")

        with pytest.raises(Invalid, match=r"DESK_ENGINE cannot be used: .*'argos', 'libretranslate', 'apertium'"):
            load_settings()

    def test_lists_are_parted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DESK_GLOSSARY_PATHS", "a.yaml:b")
        monkeypatch.setenv("DESK_ALLOWED_ORIGINS", "http://localhost:8080, http://cms.example:80")

        settings = load_settings()

        assert settings.glossary_paths == [Path("a.yaml"), Path("b")]
        assert settings.allowed_origins == ["http://localhost:8080", "http://cms.example:80"]

    @pytest.mark.parametrize(
        "address", ["translate.example", "ftp://a.example", "http://mai:s3cret@a.example", "http://"]
    )
    def test_the_address_of_an_engine_is_one(self, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        monkeypatch.setenv("DESK_LIBRETRANSLATE_URL", address)

        with pytest.raises(Invalid, match="DESK_LIBRETRANSLATE_URL cannot be used: it is an address") as raised:
            load_settings()
        assert "s3cret" not in str(raised.value)

    def test_a_key_is_not_shown(self) -> None:
        settings = load_settings(libretranslate_key="s3cret")

        assert "s3cret" not in f"{settings!r} {settings}"
        assert settings.libretranslate_key.get_secret_value() == "s3cret"

    def test_the_database_lies_in_the_data_directory(self, tmp_path: Path) -> None:
        assert load_settings(data_dir=tmp_path).database == f"sqlite:///{tmp_path}/desk.sqlite3"
