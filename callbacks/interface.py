"""The open interface: `/api/v1/RESOURCE`, the same as CSV, and its description."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from callbacks.kept import is_redis
from callbacks.problems import problem
from callbacks.responses import answer_with
from callbacks.serving import ASK_AGAIN, Serving, goes_on_at, query_text
from dashboard.exports import Extract, write_csv
from dashboard.interface.openapi import OGL, PATH, openapi
from dashboard.interface.parameters import read_parameters
from dashboard.interface.resources import BY_NAME, Page, Resource
from dashboard.language import LANGUAGES, Language, read_language
from dashboard.settings import Settings

JSON, CSV = "application/json", "text/csv"
#: What scripts of other sites may read of an answer beside its body.
EXPOSED = "ETag, Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"


def register(server: Flask, serving: Serving) -> None:
    """Serve every resource and the OpenAPI file, as often as the settings allow."""
    limited = _limiter(server, serving.site.settings)
    is_public = not serving.site.settings.is_partner

    def resource(name: str) -> Response:
        return _answer(serving, name, is_csv=False)

    def resource_csv(name: str) -> Response:
        return _answer(serving, name, is_csv=True)

    def description() -> Response:
        def make() -> bytes:
            origin = serving.site.settings.base_url
            told = openapi(serving.views, server=origin, is_public=is_public)
            return json.dumps(told, ensure_ascii=False).encode()

        return _respond(serving, "openapi", mimetype=JSON, make=make)

    server.add_url_rule(f"{PATH}/openapi.json", "api_description", limited(description))
    server.add_url_rule(f"{PATH}/<name>", "api", limited(resource))
    server.add_url_rule(f"{PATH}/<name>.csv", "api_csv", limited(resource_csv))

    @server.after_request
    def _open(response: Response) -> Response:
        if is_public and request.path.startswith(f"{PATH}/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response


def _limiter(server: Flask, settings: Settings) -> Any:
    """What bounds how often a route is asked by one address; counts where all share.

    Where Redis is away each process counts by itself.
    """
    if not settings.rate_limit:
        return lambda view: view
    shared = settings.cache_url if is_redis(settings.cache_url) else ""
    limiter = Limiter(
        get_remote_address,
        app=server,
        storage_uri=shared or "memory://",
        in_memory_fallback_enabled=bool(shared),
        headers_enabled=True,
        key_prefix=settings.cache_key_prefix,
    )
    return limiter.shared_limit(settings.rate_limit, scope="api")


def _answer(serving: Serving, name: str, *, is_csv: bool) -> Response:
    resource = BY_NAME.get(name)
    if resource is None:
        return problem(404, asked_language())
    views, query = serving.views, query_text()
    values, wrong = read_parameters(query, resource.parameters(views), asked_language())
    if wrong:
        return problem(400, asked_language(), wrong)
    language = read_language(values["lang"])

    def make() -> bytes:
        page = resource.read(views, values, language)
        onward = _onward(serving, name, query, page.onward, is_csv=is_csv)
        goes_on_at(onward)
        if is_csv:
            return _csv_bytes(resource, page)
        return _json_bytes(resource, page, onward, views.data_version())

    shown = f"{name}{'.csv' if is_csv else ''}?{query}"
    answer = _respond(serving, shown, mimetype=CSV if is_csv else JSON, make=make)
    if is_csv:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def asked_language() -> Language:
    """The language of the request, whatever else in it cannot be followed."""
    code = request.args.get("lang", "en")
    return read_language(code if code in LANGUAGES else "en")


def _respond(serving: Serving, address: str, *, mimetype: str, make: Any) -> Response:
    """The kept answer, and where it goes on. It is never sent without being counted."""
    kept = serving.kept("api", address, mimetype=mimetype, make=make)
    return answer_with(
        kept.body,
        mimetype=kept.mimetype,
        encoding=kept.encoding,
        etag=kept.etag,
        headers={
            "Cache-Control": ASK_AGAIN,
            **({"Link": f'<{kept.onward}>; rel="next"'} if kept.onward else {}),
        },
    )


def _onward(
    serving: Serving, name: str, query: str, changes: Mapping[str, str], *, is_csv: bool
) -> str:
    """The address of the next page; nothing after the last."""
    if not changes:
        return ""
    pairs = [pair for pair in parse_qsl(query) if pair[0] not in changes]
    asked = urlencode([*pairs, *changes.items()], safe=",:/")
    suffix = ".csv" if is_csv else ""
    return f"{serving.site.settings.base_url}{PATH}/{name}{suffix}?{asked}"


def _json_bytes(resource: Resource, page: Page, onward: str, version: str) -> bytes:
    names = [field.name for field in resource.fields]
    told = {
        "data": [dict(zip(names, row, strict=True)) for row in page.rows],
        "total": page.total,
        "next": onward or None,
        "data_version": version,
        "licence": OGL,
    }
    return json.dumps(told, ensure_ascii=False, default=_written).encode()


def _csv_bytes(resource: Resource, page: Page) -> bytes:
    names = tuple(field.name for field in resource.fields)
    rows = tuple(tuple(_flat(value) for value in row) for row in page.rows)
    return write_csv(Extract(names, rows))


def _flat(value: object) -> object:
    """A list as one cell: its parts with bars between."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " | ".join(map(str, value))
    return _written(value) if isinstance(value, date) else value


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)
