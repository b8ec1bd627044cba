"""Where everything is joined: `create_app(settings)`, and `server` for gunicorn."""

import atexit
import gc
import json
import logging
import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, TextIO

import structlog
from dash import Dash, dcc, html
from flask import Flask, Response, request
from pydantic import ValidationError

from callbacks import register_all
from callbacks.access.rules import RULES
from callbacks.counts import Counts
from callbacks.guards import guarding
from callbacks.kept import make_ended, make_keeper
from callbacks.pages import Pages
from callbacks.serving import Serving
from callbacks.statics import build_statics
from dashboard.disclosure import load_policy
from dashboard.measures import Catalogue, load_catalogue
from dashboard.settings import Settings
from dashboard.views import Views
from data.definitions import read_disclosure, read_measures, read_sources
from data.engine import Engine, SQLAlchemyError, UnusableDatabase, make_engine
from data.schema import missing_or_old
from layouts import ids
from layouts.frame import Site

ROOT = Path(__file__).resolve().parent
ASSETS = ROOT / "assets"
#: Dash's own path for what it posts; nobody posts more than an address.
LARGEST_BODY = 64 * 1024
STORE_ERRORS: tuple[type[Exception], ...] = (SQLAlchemyError,)
#: How old what we know of the data version may be: a load is seen within a second.
PATIENCE_SECONDS = 0.25
#: What a browser need not know about the server.
PRIVATE_CONFIG = ("python_version", "end_id", "dash_version_url", "plotly_version")


class Coterminous(Dash):
    """Dash for the live part of our pages, which are documents of our own."""

    pages: Pages

    def index(self, *_args: Any, **_kwargs: Any) -> Response:
        """The page at the path asked for; every path Dash does not know ends here."""
        return self.pages.serve(request.path)

    def live_part(self) -> str:
        """What makes a page live: Dash's scripts and the place it works in, unseen."""
        return str(super().index())

    def interpolate_index(self, **parts: str) -> str:
        """Only the live part, hidden; the document around it is ours."""
        config = _public_config(parts["config"])
        entry = f"<div hidden>{parts['app_entry']}</div>"
        # A page can be read without them, so they come after all that it is drawn with.
        scripts = parts["scripts"].replace("<script ", '<script fetchpriority="low" ')
        return f"{entry}{config}{scripts}{parts['renderer']}"


def create_app(settings: Settings, *, defined: Catalogue | None = None) -> Coterminous:
    """The app on the store the settings name, ready to serve.

    `defined` are the measures of the definitions unless others are given. What is of
    the partner tier is left out of a public process here: nothing after knows of it.
    Raises SystemExit with one sentence and the command that mends it, where the store
    is missing or older than this program.
    """
    configure_logs(settings)
    engine = _open_store(settings)
    whole = defined or load_catalogue(read_measures(), read_sources())
    policy = load_policy(read_disclosure())
    catalogue = whole.for_tier(settings.tier).under(policy.minimum_base)
    views = Views(
        engine, catalogue, home_area=settings.home_area, patience=PATIENCE_SECONDS
    )
    server = Flask("coterminous", static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    server.secret_key = settings.secret_key.get_secret_value() or token_hex(32)
    app = Coterminous(
        "coterminous",
        server=server,
        assets_folder=str(ASSETS),
        include_assets_files=False,
        add_log_handler=False,
        compress=False,
        serve_locally=True,
        title="",
        update_title="",
    )
    app.layout = _live_layout
    built = build_statics(ASSETS)
    folder = _private_folder()
    counts = Counts(RULES)
    serving = Serving(
        views=views,
        site=Site(settings, built.parts, guarding(STORE_ERRORS)),
        keeper=make_keeper(server, settings, folder=folder, counts=counts),
        code_version=code_version(ROOT),
        counts=counts,
    )
    app.pages = register_all(
        app,
        serving,
        built=built,
        ended=make_ended(server, settings, folder=folder),
        live_part=app.live_part,
        store_errors=STORE_ERRORS,
    )
    _warm_up(server, engine, app.pages)
    return app


def _live_layout() -> html.Div:
    return html.Div(
        [
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.REQUEST),
            dcc.Store(id=ids.ANSWER),
            dcc.Store(id=ids.DRAWN),
        ]
    )


def _public_config(tag: str) -> str:
    """Dash's configuration for the browser, without what describes the server."""
    found = re.search(r">(.*)</script>", tag, re.DOTALL)
    config = json.loads(found[1]) if found else {}
    for name in PRIVATE_CONFIG:
        config.pop(name, None)
    text = json.dumps(config).replace("<", "\\u003c")
    return f'<script id="_dash-config" type="application/json">{text}</script>'


def _open_store(settings: Settings) -> Engine:
    try:
        engine = make_engine(settings.database_url, tier=settings.tier, is_serving=True)
    except UnusableDatabase as error:
        _stop(str(error))
    wrong = missing_or_old(engine)
    if wrong:
        _stop(wrong)
    return engine


def _stop(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def _warm_up(server: Flask, engine: Engine, pages: Pages) -> None:
    """Build the callback map before there are threads, and freeze what is loaded.

    Dash builds it inside the first request, without a lock: simultaneous first
    requests fail. Connections opened here stay out of the workers forked from here.
    """
    with server.test_client() as client:
        client.get("/_dash-dependencies")
    with server.test_request_context("/", headers={"Accept-Encoding": "br"}):
        pages.serve("/")
    engine.dispose()
    os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    gc.collect()
    gc.freeze()


def _private_folder() -> str:
    """A folder for kept answers, gone when the process that made it ends."""
    folder = tempfile.mkdtemp(prefix="coterminous-")
    maker = os.getpid()

    def remove() -> None:
        # A worker forked from the maker ends without taking the others' answers along.
        if os.getpid() == maker:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


def code_version(root: Path) -> str:
    """Changes with any file that decides what a page looks like."""
    whole = sha256()
    folders = ("dashboard", "layouts", "callbacks", "data", "assets/css", "assets/js")
    kinds = {".py", ".toml", ".po", ".css", ".js"}
    files = [p for folder in folders for p in (root / folder).rglob("*")]
    for path in sorted(p for p in files if p.suffix in kinds):
        whole.update(path.relative_to(root).as_posix().encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


class _Unfailing:
    """A stream that loses lines rather than answers when its disc is full."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def configure_logs(settings: Settings) -> None:
    """One line of JSON an event, to the standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelName(settings.log_level)
        ),
        logger_factory=structlog.PrintLoggerFactory(_Unfailing(sys.stderr)),  # type: ignore[arg-type]  # has the two methods that are used
        cache_logger_on_first_use=False,
    )


def read_settings() -> Settings:
    """The settings of the environment; one that cannot be ends it in a sentence."""
    try:
        return Settings()
    except ValidationError as error:
        told = error.errors()[0]
        name = ".".join(str(part) for part in told["loc"]).upper() or "The settings"
        _stop(f"{name}: {told['msg'].removeprefix('Value error, ')}")
        raise


def __getattr__(name: str) -> Any:
    """`server`, made when it is first asked for, so that importing opens nothing."""
    if name == "server":
        globals()["server"] = create_app(read_settings()).server
        return globals()["server"]
    raise AttributeError(name)
