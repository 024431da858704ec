"""Static files under their fingerprint."""

import gzip
import re
from pathlib import Path

from desk.web.assets import FOLDER, Assets
from tests.web.conftest import Visitor


class TestAssets:
    def test_it_changes_the_fingerprint_with_any_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.css").write_text("a{}")
        before = Assets(tmp_path).fingerprint

        (tmp_path / "a.css").write_text("b{}")

        assert Assets(tmp_path).fingerprint != before

    def test_it_joins_every_component_into_the_desks_bundle(self) -> None:
        bundle = Assets().get("desk.css").content.decode()

        missing = [path.name for path in FOLDER.glob("css/components/*.css") if path.read_text("utf-8") not in bundle]
        assert not missing

    def test_it_knows_all_that_a_script_imports_each_once(self) -> None:
        assets = Assets()

        found = assets.imports_of("js/editor.js")

        assert {"js/sheet/row.js", "js/autosave.js", "js/words.js", "js/sheet/points.js"} <= set(found)
        assert len(found) == len(set(found)) > 30
        assert all(assets.get(name).type.startswith("text/javascript") for name in found)

    def test_it_ships_the_licence_of_what_others_wrote(self) -> None:
        vendored = [path for path in (FOLDER / "vendor").iterdir() if path.suffix == ".js"]

        assert vendored
        assert all(path.with_name(path.name.replace(".min.js", ".LICENSE.txt")).is_file() for path in vendored)

    def test_it_draws_every_icon_that_templates_name(self) -> None:
        templates = Path(__file__).parents[2] / "templates"
        drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (FOLDER / "icons.svg").read_text("utf-8")))
        source = "".join(path.read_text("utf-8") for path in templates.rglob("*.html"))

        named = set(re.findall(r'\bicon(?:=|\(|_=)"([a-z-]+)"', source))

        assert named
        assert named <= drawn


class TestServing:
    def test_it_lets_browsers_keep_what_carries_todays_fingerprint(self, nobody: Visitor) -> None:
        address = f"/static/{Assets().fingerprint}/desk.css"

        answer = nobody.get(address)

        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.mimetype == "text/css"

    def test_it_serves_an_older_page_without_being_kept(self, nobody: Visitor) -> None:
        assert nobody.get("/static/0123456789ab/js/app.js").headers["Cache-Control"] == "no-cache"

    def test_it_compresses_where_the_browser_can_read_it(self, nobody: Visitor) -> None:
        plain = nobody.client.get("/static/x/desk.css")
        packed = nobody.client.get("/static/x/desk.css", headers={"Accept-Encoding": "gzip"})

        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 2

    def test_it_serves_nothing_from_outside_its_folder(self, nobody: Visitor) -> None:
        nobody.get("/static/x/../assets.py", status=404)
        nobody.get("/static/x/%2e%2e/assets.py", status=404)
