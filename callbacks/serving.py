"""What the routes share: the views, the kept answers, and what decides an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Response, g, request

from callbacks.kept import Keeper, Kept
from callbacks.responses import (
    COMPRESSIBLE,
    accepted_encoding,
    answer_with,
    entity_tag,
    squeeze,
)
from dashboard.views import Views
from layouts.frame import Site

#: Held by readers, but asked about each time: figures change with every load.
ASK_AGAIN = "public, no-cache"


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Serving:
    """The parts every route works with; the only clock there is."""

    views: Views
    site: Site
    keeper: Keeper
    code_version: str
    today: Callable[[], date] = _today

    def key(self, kind: str, address: str, version: str) -> tuple[str, ...]:
        """All that decides the bytes of an answer to this reader."""
        tier = self.site.settings.tier
        encoding = accepted_encoding()
        return (kind, address, version, self.code_version, tier, encoding)

    def kept(
        self, kind: str, address: str, *, mimetype: str, make: Callable[[], bytes]
    ) -> Kept:
        """The kept answer to a question, made where there is none.

        What says that it is passing, while it is made, is neither kept nor tagged.
        """
        key = self.key(kind, address, self.views.data_version())
        found = self.keeper.find(key)
        if found is not None:
            g.source = "kept"
            return found
        body = make()
        encoding = accepted_encoding() if mimetype.startswith(COMPRESSIBLE) else ""
        is_passing = bool(g.get("is_passing"))
        tag = "" if is_passing else entity_tag(*key)
        made = Kept(tag, mimetype, encoding, squeeze(body, encoding))
        if not is_passing:
            self.keeper.keep(key, made)
        return made


def dated(address: str, today: date) -> str:
    """The address as the key of an answer that depends on the day."""
    return f"{address}#{today.isoformat()}"


def pass_by() -> None:
    """Say of the answer being made that it is good for this reader alone."""
    g.is_passing = True


def respond(kept: Kept, headers: dict[str, str] | None = None) -> Response:
    """The kept answer as a response that can be asked about again by its tag."""
    return answer_with(
        kept.body,
        mimetype=kept.mimetype,
        encoding=kept.encoding,
        etag=kept.etag,
        headers={"Cache-Control": ASK_AGAIN, **(headers or {})},
    )


def query_text() -> str:
    """The query string of the request in hand, whatever bytes it holds."""
    return request.query_string.decode("utf-8", "replace")
