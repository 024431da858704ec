"""The key that signs sessions."""

from pathlib import Path

from desk.settings import load_settings
from desk.web.secret import secret_key


class TestSecretKey:
    def test_it_is_the_settings(self, tmp_path: Path) -> None:
        assert secret_key(load_settings(data_dir=tmp_path, secret_key="told")) == "told"
        assert list(tmp_path.iterdir()) == []

    def test_it_is_drawn_once_and_kept_for_its_owner_alone(self, tmp_path: Path) -> None:
        settings = load_settings(data_dir=tmp_path / "new", secret_key="")

        first, second = secret_key(settings), secret_key(settings)

        assert first == second
        assert len(first) >= 48
        files = list((tmp_path / "new").iterdir())
        assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
