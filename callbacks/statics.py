"""Files every page is built with: joined, named by their content, squeezed once."""

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import structlog
from flask import Flask, Response, abort

from callbacks.responses import FOR_ALL, accepted_encoding, answer_with, squeeze
from layouts.frame import Parts

PREFIX = "/static/"
FOR_EVER = "public, max-age=31536000, immutable"
SHEETS = (
    "tokens",
    "base",
    "layout",
    "components",
    "overview",
    "measure",
    "inspection",
    "disparity",
    "progression",
    "plan",
    "positions",
    "meeting",
    "takeaway",
    "print",
)
SCRIPTS = (
    "page",
    "tables",
    "tiles",
    "find",
    "explore",
    "live",
    "meeting",
    "pack",
    "builder",
)
#: What a panel in a frame is drawn with, and what its host may add, by lasting names.
EMBED_SHEETS = (
    "tokens",
    "base",
    "components",
    "overview",
    "measure",
    "inspection",
    "disparity",
    "progression",
    "plan",
    "positions",
    "embed",
)
EMBED_STYLE, EMBED_HEIGHT, EMBED_HOST = "embed.css", "embed-height.js", "embed.js"
CHARTS = "plotly-cartesian-*.min.js"
CHARTS_LOCALE = "plotly-locale-cy-*.js"

log = structlog.get_logger()


@dataclass(frozen=True)
class StaticFile:
    """One file; `twins` are the squeezed forms that lie beside it on disk."""

    name: str
    path: Path | None
    content: bytes | None
    twins: Mapping[str, Path]

    @cached_property
    def version(self) -> str:
        """Changes with the content."""
        return sha256(self.plain).hexdigest()[:12]

    @cached_property
    def plain(self) -> bytes:
        """The file as it is."""
        if self.content is not None:
            return self.content
        return self.path.read_bytes() if self.path else b""

    def squeezed(self, encoding: str) -> bytes:
        """The file in that encoding, from its twin where it has one."""
        kept = self.__dict__.setdefault(f"_{encoding}", b"")
        if not kept:
            twin = self.twins.get(encoding)
            made = (
                twin.read_bytes()
                if twin
                else squeeze(self.plain, encoding, quality=FOR_ALL)
            )
            self.__dict__[f"_{encoding}"] = kept = made
        return bytes(kept)


@dataclass(frozen=True)
class Statics:
    """Every static file by its name in addresses, and which part of a page it is.

    Those of embeds keep their names: a panel held by others asks for them for years.
    """

    files: Mapping[str, StaticFile]
    embeds: Mapping[str, StaticFile]
    parts: Parts
    #: Written into each board pack, which stands by itself.
    pack_style: str = ""


def build_statics(assets: Path) -> Statics:
    """Join the sheets and scripts, and find the charts' bundle.

    Without built front-end parts the bundle inside the plotly package is used, which
    is larger; the log says so once.
    """
    files: dict[str, StaticFile] = {}

    def add(stem: str, suffix: str, content: bytes) -> str:
        name = f"{stem}.{sha256(content).hexdigest()[:12]}{suffix}"
        files[name] = StaticFile(name, None, content, {})
        return PREFIX + name

    def join(folder: str, names: Iterable[str], suffix: str) -> bytes:
        paths = (assets / folder / f"{name}{suffix}" for name in names)
        return b"\n".join(path.read_bytes() for path in paths)

    def find(pattern: str) -> str:
        found = sorted((assets / "vendor").glob(pattern))
        return _add_vendor(found[-1], files) if found else ""

    charts = find(CHARTS)
    if not charts:
        charts = _add_vendor(_bundle_of_the_package(), files)
        log.warning("no_built_front_end", used=charts, mend="make setup")
    embeds = {
        name: StaticFile(name, None, content, {})
        for name, content in (
            (EMBED_STYLE, join("css", EMBED_SHEETS, ".css")),
            (EMBED_HEIGHT, (assets / "js" / EMBED_HEIGHT).read_bytes()),
            (EMBED_HOST, (assets / "js" / EMBED_HOST).read_bytes()),
        )
    }
    parts = Parts(
        head_script=_without_comments((assets / "js" / "head.js").read_text("utf-8")),
        stylesheet=add("pages", ".css", join("css", SHEETS, ".css")),
        script=add("pages", ".js", join("js", SCRIPTS, ".js")),
        charts=charts,
        charts_locale=find(CHARTS_LOCALE),
        icon=add("icon", ".svg", (assets / "icon.svg").read_bytes()),
        embed_stylesheet=f"/{EMBED_STYLE}?v={embeds[EMBED_STYLE].version}",
        embed_script=f"/{EMBED_HEIGHT}?v={embeds[EMBED_HEIGHT].version}",
    )
    style = join("css", (*EMBED_SHEETS, "pack"), ".css").decode()
    return Statics(files, embeds, parts, style)


def _without_comments(script: str) -> str:
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def register(server: Flask, statics: Statics) -> None:
    """Serve the files: their names change with their content, so they may be kept."""

    @server.get(f"{PREFIX}<name>")
    def static_file(name: str) -> Response:
        return _serve(statics.files.get(name))

    @server.get("/favicon.ico")
    def favicon() -> Response:
        return _serve(statics.files[statics.parts.icon.removeprefix(PREFIX)])


def media_type(name: str) -> str:
    """What kind of file a name says it is."""
    if name.endswith(".js"):
        return "text/javascript"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _serve(file: StaticFile | None) -> Response:
    if file is None:
        abort(404)
    encoding = accepted_encoding()
    return answer_with(
        file.squeezed(encoding) if encoding else file.plain,
        mimetype=media_type(file.name),
        encoding=encoding,
        headers={"Cache-Control": FOR_EVER},
    )


def _add_vendor(path: Path, files: dict[str, StaticFile]) -> str:
    twins = {"br": Path(f"{path}.br"), "gzip": Path(f"{path}.gz")}
    found = {name: twin for name, twin in twins.items() if twin.exists()}
    files[path.name] = StaticFile(path.name, path, None, found)
    return PREFIX + path.name


def _bundle_of_the_package() -> Path:
    # Imported here because the package is only looked into when parts are missing.
    from importlib.util import find_spec

    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("plotly is not installed: run make setup")
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"
