"""Static files: read once into memory, served under a fingerprint of them all, so that browsers may keep them for ever.

The fingerprint is a folder in the address: relative imports between modules and from stylesheets carry it along, and
nothing has to be built. Stylesheets are joined into two bundles, one for the desk and one for published pages.
What scripts say in other languages is made of the catalogs.
"""

import gzip
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, url_for

from desk.domain.errors import NotFound
from desk.domain.phrase import phrase
from desk.web.catalogs import PAGE_LANGUAGES, script_words
from desk.web.permissions import PUBLIC, permit

FOLDER = Path(__file__).parent / "static"

BUNDLES: Mapping[str, tuple[str, ...]] = {
    "desk.css": ("css/tokens.css", "css/base.css", "css/layout.css", "css/components/*.css"),
    "public.css": (
        "css/tokens.css",
        "css/base.css",
        "css/components/icon.css",
        "css/components/brand.css",
        "css/components/badge.css",
        "css/components/article.css",
        "css/components/public.css",
    ),
}
"""What each bundle joins, in order; a pattern stands for its files by name."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}

blueprint = Blueprint("assets", __name__)

_IMPORT = re.compile(r"""^import .*?["'](\.[^"']+)["'];""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: its bytes, the same compressed, and its media type."""

    content: bytes
    compressed: bytes
    type: str


class Assets:
    """All static files of a folder and the bundles made of them, by name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        contents = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in TYPES
        }
        contents |= {
            name: b"\n".join(part.read_bytes() for pattern in patterns for part in sorted(folder.glob(pattern)))
            for name, patterns in BUNDLES.items()
        }
        contents |= {f"js/words/{code}.js": script_words(code).encode() for code in PAGE_LANGUAGES if code != "en"}
        self.fingerprint = _fingerprint(contents)
        self._imports = {name: _imports(name, content) for name, content in contents.items() if name.endswith(".js")}
        self._assets = {
            name: Asset(content, gzip.compress(content, mtime=0), TYPES[Path(name).suffix])
            for name, content in contents.items()
        }

    def imports_of(self, name: str) -> list[str]:
        """The modules that a script imports, those of its imports too, each once: what a browser must fetch besides."""
        found = dict.fromkeys(self._imports.get(name, ()))
        waiting = list(found)
        while waiting:
            further = [one for one in self._imports.get(waiting.pop(0), ()) if one not in found]
            found |= dict.fromkeys(further)
            waiting += further
        return list(found)

    def get(self, name: str) -> Asset:
        """Raises `NotFound` where there is no such file."""
        try:
            return self._assets[name]
        except KeyError:
            raise NotFound(phrase("There is no static file “{name}”.", name=name)) from None


def _imports(name: str, content: bytes) -> list[str]:
    """What a module imports itself, by name."""
    folder = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(folder, path)) for path in _IMPORT.findall(content.decode())]


def _fingerprint(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def asset_url(name: str) -> str:
    """The address of a static file or bundle. Raises `NotFound` where there is none, when the page is rendered."""
    assets = _assets()
    assets.get(name)
    return url_for("assets.serve", fingerprint=assets.fingerprint, name=name)


def imports_of(name: str) -> list[str]:
    """The names of the modules that a script imports, for a page to fetch at once instead of one behind another."""
    return _assets().imports_of(name)


@blueprint.get("/static/<fingerprint>/<path:name>")
@permit(PUBLIC)
def serve(fingerprint: str, name: str) -> Response:
    """A file; kept for ever by the browser if the fingerprint is today's, asked for again if it is an older one."""
    assets = _assets()
    asset = assets.get(name)
    packed = request.accept_encodings["gzip"] > 0
    response = Response(asset.compressed if packed else asset.content, content_type=asset.type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    fresh = fingerprint == assets.fingerprint
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return response


def install(app: Flask) -> None:
    """Reads the files, and makes `asset_url` and `imports_of` known to templates."""
    app.extensions["desk.assets"] = Assets()
    app.add_template_global(asset_url)
    app.add_template_global(imports_of)


def _assets() -> Assets:
    if current_app.debug:  # files are being worked on
        return Assets()
    assets: Assets = current_app.extensions["desk.assets"]
    return assets
