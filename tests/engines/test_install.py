import errno
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from desk.domain.errors import DeskError, Invalid, NotFound
from desk.engines.examination import examine_here
from desk.engines.index import Entry, entry_of, index_url, kept_index, read_index
from desk.engines.install import install
from desk.engines.installed import Package, installed
from desk.engines.packages import verify
from desk.intake.outbound import Unreachable
from tests.engines.quickly import install_file


class Mirror:
    """A mirror of the Argos index on loopback that knows ranges; its line breaks after as many bytes as `cuts` say."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.cuts: list[int] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.allowed = frozenset({self.url})
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mirror.requests.append((self.path, self.headers.get("Range", "")))
                mirror.answer(self)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        content = self.files.get(handler.path)
        if content is None:
            handler.send_error(404)
            return
        tag = f'"{hashlib.sha256(content).hexdigest()}"'
        wanted = handler.headers.get("Range") if handler.headers.get("If-Range") == tag else None
        start = int((wanted or "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        handler.send_response(206 if start else 200)
        handler.send_header("ETag", tag)
        handler.send_header("Content-Length", str(len(content) - start))
        handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        handler.end_headers()
        rest = content[start:]
        handler.wfile.write(rest[: self.cuts.pop(0)] if self.cuts else rest)

    def offer(self, *entries: dict[str, object]) -> None:
        self.files["/index.json"] = json.dumps(entries).encode()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    mirror = Mirror()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", mirror.url + "/")
    yield mirror
    mirror.close()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def listed(mirror: Mirror, version: str = "1.0", **values: object) -> dict[str, object]:
    """An entry as the real index has it."""
    return {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "vi",
        "from_name": "Vietnamese",
        "to_code": "en",
        "to_name": "English",
        "code": "translate-vi_en",
        "links": [f"{mirror.url}/translate-vi_en-{version}.argosmodel"],
        **values,
    }


def full(*_: object) -> Any:
    """What a full disk says."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class TestInstallFile:
    def test_it_puts_a_package_where_argostranslate_finds_it(self, tiny_file: Path, folder: Path) -> None:
        package = install_file(tiny_file, folder)

        assert installed(folder) == [package]
        assert package.sha256 == hashlib.sha256(tiny_file.read_bytes()).hexdigest()
        assert os.listdir(folder) == ["translate-vi_en-1_0"]

    def test_it_leaves_nothing_beside_it(self, tiny_file: Path, folder: Path) -> None:
        install_file(tiny_file, folder)

        assert os.listdir(folder.parent) == ["packages"]

    def test_it_remembers_where_the_package_came_from(self, tiny_file: Path, folder: Path) -> None:
        package = install_file(tiny_file, folder, source="https://example.com/a.argosmodel")

        assert json.loads((package.folder / "desk.json").read_text())["source"] == "https://example.com/a.argosmodel"

    def test_it_reads_the_mark_of_a_starter_package(self, tiny: ModuleType, tmp_path: Path, folder: Path) -> None:
        path = tiny.build(tmp_path / "a.argosmodel", desk={"starter": True, "card": "For trying the desk."})

        package = install_file(path, folder)

        assert (package.starter, package.card) == (True, "For trying the desk.")

    def test_it_installs_the_same_version_again(self, tiny_package: Package, tiny_file: Path, folder: Path) -> None:
        (tiny_package.folder / "model" / "model.bin").write_bytes(b"damaged")

        again = install_file(tiny_file, folder)

        assert replace(again, installed_at=tiny_package.installed_at) == tiny_package
        assert os.listdir(folder) == ["translate-vi_en-1_0"]
        assert verify("translate-vi_en", folder, examine_here) == []

    def test_it_takes_the_place_of_a_broken_folder(self, tiny_file: Path, folder: Path) -> None:
        (folder / "translate-vi_en-1_0").mkdir(parents=True)

        assert install_file(tiny_file, folder).broken is None

    def test_it_clears_a_broken_package_of_the_pair_away(self, tiny_file: Path, folder: Path) -> None:
        broken = folder / "old"
        broken.mkdir(parents=True)
        (broken / "metadata.json").write_text('{"from_code": "vi", "to_code": "en", "package_version": "0.9"}')

        install_file(tiny_file, folder)

        assert os.listdir(folder) == ["translate-vi_en-1_0"]

    def test_it_measures_the_alignment(self, tiny_package: Package) -> None:
        assert tiny_package.alignment is not None
        assert tiny_package.alignment.suffices

    def test_it_leaves_other_pairs_alone(
        self, tiny: ModuleType, tiny_package: Package, tmp_path: Path, folder: Path
    ) -> None:
        install_file(tiny.build(tmp_path / "other.argosmodel", source="en", target="fr"), folder)

        assert [package.name for package in installed(folder)] == ["translate-en_fr", "translate-vi_en"]

    @pytest.mark.parametrize("part", ["model/model.bin", "sentencepiece.model", "model/shared_vocabulary.json"])
    def test_it_keeps_the_old_one_when_the_new_one_does_not_work(
        self, tiny: ModuleType, tiny_package: Package, tiny_file: Path, tmp_path: Path, folder: Path, part: str
    ) -> None:
        files = {**tiny.files_of(tiny_file), part: b"rubbish"}
        path = tiny.pack(tmp_path / "bad.argosmodel", files, "translate-vi_en-2_0", 0)

        with pytest.raises(Invalid, match=r"bad\.argosmodel is not installed, because its model does not work"):
            install_file(path, folder)

        assert installed(folder) == [tiny_package]
        assert verify("translate-vi_en", folder, examine_here) == []
        assert sorted(os.listdir(tmp_path)) == ["bad.argosmodel", "packages"]

    def test_it_keeps_the_old_one_when_the_new_one_is_no_package(
        self, tiny_package: Package, tmp_path: Path, folder: Path
    ) -> None:
        path = tmp_path / "bad.argosmodel"
        path.write_bytes(b"<html>Not found</html>")

        with pytest.raises(Invalid):
            install_file(path, folder)

        assert installed(folder) == [tiny_package]

    def test_it_refuses_a_package_of_another_pair_than_was_asked_for(self, tiny_file: Path, folder: Path) -> None:
        with pytest.raises(Invalid, match="vi → en, which was not asked for"):
            install_file(tiny_file, folder, pair=("vi", "fr"))

        assert installed(folder) == []

    def test_it_says_when_the_folder_cannot_be_made(self, tiny_file: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")

        with pytest.raises(Invalid, match="cannot be kept in"):
            install_file(tiny_file, tmp_path / "file" / "packages")

    def test_a_disk_that_fills_up_leaves_nothing_behind(self, tiny_file: Path, folder: Path) -> None:
        with pytest.raises(Invalid, match=r"cannot be made ready beside .*: No space left on device\.$"):
            install_file(tiny_file, folder, examine=full)

        assert (installed(folder), list(folder.parent.glob(".desk-*"))) == ([], [])

    def test_it_sweeps_what_a_killed_install_left_long_ago(self, tiny_file: Path, folder: Path) -> None:
        old, young = folder.parent / ".desk-install-old", folder.parent / ".desk-install-young"
        old.mkdir()
        young.mkdir()
        os.utime(old, (0, 0))

        install_file(tiny_file, folder)

        assert not old.exists()
        assert young.exists()


class TestVerify:
    def test_it_finds_nothing_in_a_good_package(self, tiny_package: Package, folder: Path) -> None:
        assert verify("translate-vi_en", folder, examine_here) == []

    def test_it_finds_a_missing_file(self, tiny_package: Package, folder: Path) -> None:
        (tiny_package.folder / "model" / "config.json").unlink()

        assert "model/config.json is missing." in verify("translate-vi_en", folder)

    def test_it_finds_a_changed_file(self, tiny_package: Package, folder: Path) -> None:
        (tiny_package.folder / "metadata.json").write_text('{"from_code": "vi", "to_code": "en"}')

        assert verify("translate-vi_en", folder) == ["metadata.json has changed since it was installed."]

    def test_it_finds_a_model_that_does_not_load(self, tiny_package: Package, folder: Path) -> None:
        model = tiny_package.folder / "model" / "model.bin"
        model.write_bytes(model.read_bytes()[:1000])

        problems = verify("translate-vi_en", folder)

        assert problems[0] == "model/model.bin has changed since it was installed."
        assert "translate-vi_en cannot be loaded" in problems[1]

    def test_it_says_what_is_broken(self, tiny_package: Package, folder: Path) -> None:
        (tiny_package.folder / "metadata.json").write_text("{")

        assert "metadata.json cannot be read" in verify("translate-vi_en-1_0", folder)[0]

    def test_it_has_no_checksums_of_a_package_from_elsewhere(self, tiny_package: Package, folder: Path) -> None:
        (tiny_package.folder / "desk.json").unlink()

        assert verify("translate-vi_en", folder, examine_here) == []


class TestInstall:
    def test_it_takes_a_file(self, tiny_file: Path, folder: Path, cache: Path) -> None:
        assert install(str(tiny_file), folder, cache=cache).name == "translate-vi_en"

    def test_it_takes_a_url(self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path) -> None:
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()
        seen: list[tuple[int, int | None]] = []

        package = install(
            f"{mirror.url}/a.argosmodel",
            folder,
            cache=cache,
            allowed_origins=mirror.allowed,
            progress=lambda have, total: seen.append((have, total)),
        )

        assert package.sha256 == hashlib.sha256(tiny_file.read_bytes()).hexdigest()
        assert seen[-1] == (tiny_file.stat().st_size,) * 2
        assert os.listdir(cache / "downloads") == []

    def test_a_download_that_fills_the_disk_does_not_keep_it_full(
        self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path
    ) -> None:
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()

        with pytest.raises(Invalid, match=r"cannot be kept in .*: No space left on device\.$"):
            install(f"{mirror.url}/a.argosmodel", folder, cache=cache, allowed_origins=mirror.allowed, progress=full)

        assert os.listdir(cache / "downloads") == []

    @pytest.mark.parametrize("wanted", ["translate-vi_en", "vi_en", "vi en", "vi → en", "vi->en"])
    def test_it_takes_a_name_or_a_pair_of_the_index(
        self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path, wanted: str
    ) -> None:
        mirror.offer(listed(mirror))
        mirror.files["/translate-vi_en-1.0.argosmodel"] = tiny_file.read_bytes()

        package = install(wanted, folder, cache=cache, allowed_origins=mirror.allowed)

        assert (package.source, package.target, package.version) == ("vi", "en", "1.0")

    def test_it_resumes_what_broke_off_in_an_earlier_run(
        self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path
    ) -> None:
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()
        mirror.cuts = [1_000_000, 0]  # the second time nothing comes at all, and it gives up
        with pytest.raises(Unreachable):
            install(f"{mirror.url}/a.argosmodel", folder, cache=cache, allowed_origins=mirror.allowed)

        install(f"{mirror.url}/a.argosmodel", folder, cache=cache, allowed_origins=mirror.allowed)

        assert [wanted for _, wanted in mirror.requests] == ["", "bytes=1000000-", "bytes=1000000-"]
        assert verify("translate-vi_en", folder) == []

    def test_it_begins_again_when_the_file_has_changed_meanwhile(
        self, mirror: Mirror, tiny: ModuleType, tiny_file: Path, tmp_path: Path, folder: Path, cache: Path
    ) -> None:
        mirror.files["/a.argosmodel"] = tiny.build(tmp_path / "old.argosmodel", version="0.9").read_bytes()
        mirror.cuts = [1_000_000, 0]
        with pytest.raises(Unreachable):
            install(f"{mirror.url}/a.argosmodel", folder, cache=cache, allowed_origins=mirror.allowed)
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()

        package = install(f"{mirror.url}/a.argosmodel", folder, cache=cache, allowed_origins=mirror.allowed)

        assert package.sha256 == hashlib.sha256(tiny_file.read_bytes()).hexdigest()

    def test_it_says_when_an_address_gives_another_content_for_the_same_version(
        self, mirror: Mirror, tiny: ModuleType, tiny_file: Path, tmp_path: Path, folder: Path, cache: Path
    ) -> None:
        url = f"{mirror.url}/a.argosmodel"
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()
        first = install(url, folder, cache=cache, allowed_origins=mirror.allowed)
        mirror.files["/a.argosmodel"] = tiny.build(tmp_path / "b.argosmodel", words={"một": "ONE"}).read_bytes()

        second = install(url, folder, cache=cache, allowed_origins=mirror.allowed)

        assert first.remark == ""
        assert "gave another content for version 1.0 before" in second.remark
        assert first.sha256[:12] in second.remark
        assert verify(second.folder.name, folder) == [second.remark]

    def test_it_bears_an_address_that_gives_a_new_version(
        self, mirror: Mirror, tiny: ModuleType, tiny_file: Path, tmp_path: Path, folder: Path, cache: Path
    ) -> None:
        url = f"{mirror.url}/a.argosmodel"
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()
        install(url, folder, cache=cache, allowed_origins=mirror.allowed)
        mirror.files["/a.argosmodel"] = tiny.build(tmp_path / "b.argosmodel", version="1.1").read_bytes()

        assert install(url, folder, cache=cache, allowed_origins=mirror.allowed).remark == ""

    def test_it_takes_a_starter_package_that_comes_with_the_desk(self, folder: Path, cache: Path) -> None:
        package = install("starter vi en", folder, cache=cache)

        assert (package.source, package.target, package.starter) == ("vi", "en", True)

    @pytest.mark.parametrize(("pair", "reason"), [("en vi", "comes with the desk"), ("Vietnamese", "no pair")])
    def test_it_says_which_starter_packages_there_are(self, folder: Path, cache: Path, pair: str, reason: str) -> None:
        with pytest.raises(DeskError, match=reason):
            install(f"starter {pair}", folder, cache=cache)

    def test_it_resumes_a_download_that_broke_off(
        self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path
    ) -> None:
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()
        mirror.cuts = [1_000_000]

        install(f"{mirror.url}/a.argosmodel", folder, cache=cache, allowed_origins=mirror.allowed)

        assert [wanted for _, wanted in mirror.requests] == ["", "bytes=1000000-"]
        assert verify("translate-vi_en", folder, examine_here) == []

    def test_it_tries_the_next_link(self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path) -> None:
        links = ["ipfs://nowhere", f"{mirror.url}/gone.argosmodel", f"{mirror.url}/a.argosmodel"]
        mirror.offer(listed(mirror, links=links))
        mirror.files["/a.argosmodel"] = tiny_file.read_bytes()

        assert install("vi en", folder, cache=cache, allowed_origins=mirror.allowed)

    def test_it_refuses_a_package_of_another_pair_than_the_index_says(
        self, mirror: Mirror, tiny_file: Path, folder: Path, cache: Path
    ) -> None:
        mirror.offer(listed(mirror, to_code="fr"))
        mirror.files["/translate-vi_en-1.0.argosmodel"] = tiny_file.read_bytes()

        with pytest.raises(Invalid, match="not asked for"):
            install("vi fr", folder, cache=cache, allowed_origins=mirror.allowed)

    def test_it_refuses_a_url_inside_the_network(self, mirror: Mirror, folder: Path, cache: Path) -> None:
        with pytest.raises(Invalid):
            install(f"{mirror.url}/a.argosmodel", folder, cache=cache)

        assert mirror.requests == []

    def test_it_says_when_there_is_no_such_file(self, folder: Path, cache: Path) -> None:
        with pytest.raises(Invalid, match=r"There is no file missing\.argosmodel"):
            install("missing.argosmodel", folder, cache=cache)

    def test_it_says_what_it_takes(self, mirror: Mirror, folder: Path, cache: Path) -> None:
        mirror.offer()

        with pytest.raises(Invalid, match="neither a file, nor a URL, nor a pair"):
            install("Vietnamese please", folder, cache=cache, allowed_origins=mirror.allowed)


class TestReadIndex:
    def test_it_is_argostranslate_s_own_by_default(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

        script = "from argostranslate import settings; print(settings.remote_package_index)"
        environment = {**os.environ, "HOME": str(tmp_path)}
        printed = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
        ).stdout

        assert index_url() == printed.strip()

    def test_it_keeps_a_copy_and_asks_once_a_day(self, mirror: Mirror, cache: Path) -> None:
        mirror.offer(listed(mirror))

        first = read_index(cache, mirror.allowed)
        second = read_index(cache, mirror.allowed)

        assert first == second
        assert len(mirror.requests) == 1

    def test_it_asks_again_the_next_day(self, mirror: Mirror, cache: Path) -> None:
        mirror.offer(listed(mirror))
        read_index(cache, mirror.allowed)
        yesterday = time.time() - 25 * 3600
        os.utime(cache / "index.json", (yesterday, yesterday))
        mirror.offer(listed(mirror, version="2.0"))

        assert [entry.version for entry in read_index(cache, mirror.allowed)] == ["2.0"]

    def test_it_makes_do_with_an_old_copy_when_the_network_is_away(self, mirror: Mirror, cache: Path) -> None:
        mirror.offer(listed(mirror))
        entries = read_index(cache, mirror.allowed)
        os.utime(cache / "index.json", (0, 0))
        mirror.close()

        assert read_index(cache, mirror.allowed) == entries

    def test_it_says_in_one_sentence_that_there_is_no_network(self, mirror: Mirror, cache: Path) -> None:
        mirror.close()

        with pytest.raises(Invalid, match="no copy of it is kept; install from a file instead"):
            read_index(cache, mirror.allowed)

    @pytest.mark.parametrize("content", [b"", b"{", b"{}", b"\xff", b"[" * 100_000])
    def test_it_refuses_what_is_no_index(self, mirror: Mirror, cache: Path, content: bytes) -> None:
        mirror.files["/index.json"] = content

        with pytest.raises(Invalid, match="no index of packages"):
            read_index(cache, mirror.allowed)

        assert not (cache / "index.json").exists()

    def test_it_asks_again_when_its_copy_is_broken(self, mirror: Mirror, cache: Path) -> None:
        mirror.offer(listed(mirror))
        cache.mkdir()
        (cache / "index.json").write_text("[]")

        assert len(read_index(cache, mirror.allowed)) == 1

    def test_it_tries_mirrors_in_order(self, mirror: Mirror, cache: Path) -> None:
        mirror.offer(listed(mirror))
        mirror.files["/other/index.json"] = b"<html>moved</html>"
        indexes = [f"{mirror.url}/gone/", f"{mirror.url}/other", f"{mirror.url}/index.json"]

        [entry] = read_index(cache, mirror.allowed, indexes)

        assert entry.name == "translate-vi_en"
        assert [path for path, _ in mirror.requests] == ["/gone/index.json", "/other/index.json", "/index.json"]

    def test_it_keeps_a_mirror_s_copy_apart_from_argostranslate_s(self, mirror: Mirror, cache: Path) -> None:
        mirror.offer(listed(mirror))

        first = read_index(cache, mirror.allowed, [mirror.url])
        second = read_index(cache, mirror.allowed, [mirror.url])

        assert first == second == kept_index(cache, [mirror.url])
        assert len(mirror.requests) == 1
        assert not (cache / "index.json").exists()
        assert kept_index(cache) == []

    def test_it_names_every_mirror_that_failed(self, mirror: Mirror, cache: Path) -> None:
        with pytest.raises(Invalid, match=r"/a/index\.json.*/b/index\.json"):
            read_index(cache, mirror.allowed, [f"{mirror.url}/a", f"{mirror.url}/b"])

    def test_it_passes_over_what_the_desk_cannot_use(self, mirror: Mirror, cache: Path) -> None:
        odd = [listed(mirror, type="sbd"), listed(mirror, links=[]), listed(mirror, links=None), {"from_code": 3}]
        mirror.offer(*odd, listed(mirror))

        assert len(read_index(cache, mirror.allowed)) == 1


class TestEntryOf:
    def entry(self, version: str, source: str = "vi", target: str = "en") -> Entry:
        return Entry(f"translate-{source}_{target}", version, source, target, ("https://example.com/",))

    def test_it_takes_the_newest(self) -> None:
        entries = [self.entry("1.9"), self.entry("1.10"), self.entry("1.2")]

        assert entry_of("vi en", entries).version == "1.10"

    def test_it_knows_codes_with_regions(self) -> None:
        assert entry_of("en pt-BR", [self.entry("1.0", "en", "pt-BR")])

    def test_it_says_when_the_index_has_none(self) -> None:
        with pytest.raises(NotFound, match="no package for en → vi"):
            entry_of("en vi", [self.entry("1.0")])
