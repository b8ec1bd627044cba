"""Responses as bytes: which encoding a reader takes, and how a body is squeezed."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

import brotli
from flask import Response, request
from werkzeug.http import parse_accept_header

#: Squeezing less than this costs more than it saves.
SMALLEST = 512
#: For what is made once per question: a good ratio in a few milliseconds.
ON_DEMAND = 5
#: For what is made once per process and sent to everyone.
FOR_ALL = 9

COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "image/svg+xml",
)


def accepted_encoding() -> str:
    """`br`, `gzip` or nothing: the best the reader of this request takes."""
    return best_encoding(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def best_encoding(header: str) -> str:
    """`br`, `gzip` or nothing: the best that an Accept-Encoding header takes."""
    accepted = parse_accept_header(header)
    for encoding in ("br", "gzip"):
        if accepted.quality(encoding) > 0:
            return encoding
    return ""


def squeeze(body: bytes, encoding: str, *, quality: int = ON_DEMAND) -> bytes:
    """The body in that encoding; the same bytes for the same body every time."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=quality))
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=min(quality, 9), mtime=0)
    return body


def entity_tag(*parts: str) -> str:
    """A strong tag: equal only where everything that decides the bytes is equal."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def answer_with(
    body: bytes,
    *,
    mimetype: str,
    encoding: str = "",
    etag: str = "",
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """A response with this body, or 304 without one where the reader holds it."""
    response = Response(body, status=status, mimetype=mimetype)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    if etag:
        response.set_etag(etag)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    if etag:
        response.make_conditional(request)
    return response


def squeeze_response(response: Response) -> Response:
    """The same response, squeezed for its reader where that is worth while."""
    mimetype = response.mimetype or ""
    if (
        response.direct_passthrough
        or response.status_code in (204, 304)
        or "Content-Encoding" in response.headers
        or not mimetype.startswith(COMPRESSIBLE)
    ):
        return response
    response.vary.add("Accept-Encoding")
    encoding = accepted_encoding()
    body = response.get_data()
    if not encoding or len(body) < SMALLEST:
        return response
    response.set_data(squeeze(body, encoding))
    response.headers["Content-Encoding"] = encoding
    tag, _weak = response.get_etag()
    if tag:
        response.set_etag(f"{tag}-{encoding}")
    return response
