"""What the routes share: the views, the kept answers, and what decides an answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from flask import Response, g, request

from callbacks.counts import Counts
from callbacks.kept import Keeper, Kept
from callbacks.lane import VERSION
from callbacks.responses import (
    COMPRESSIBLE,
    accepted_encoding,
    answer_with,
    entity_tag,
    squeeze,
)
from dashboard.access import Person, Role
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
    counts: Counts = field(default_factory=Counts)
    today: Callable[[], date] = _today

    def key(self, kind: str, address: str, version: str) -> tuple[str, ...]:
        """All that decides the bytes of an answer to this reader."""
        person = signed_in()
        tier = self.site.settings.tier
        audience = f"{tier}/{person.role.name}" if person else tier
        encoding = accepted_encoding()
        return (kind, address, version, self.code_version, audience, encoding)

    def asked_for(self) -> tuple[str, str] | None:
        """The kind and address of the kept answer that this request is about."""
        asked: tuple[str, str] | None = g.get("asked")
        return asked

    def kept(
        self, kind: str, address: str, *, mimetype: str, make: Callable[[], bytes]
    ) -> Kept:
        """The kept answer to a question, made once for all who ask it meanwhile.

        What says that it is passing, while it is made, is neither kept nor tagged.
        """
        g.asked = (kind, address)
        version = self.views.data_version()
        key = self.key(kind, address, version)
        g.data_version = version
        found = self.keeper.find(key)
        if found is None:
            with self.keeper.alone(key):
                found = self.keeper.find(key)
                if found is None:
                    return self._made(kind, address, mimetype, make)
        g.source = "kept"
        return found

    def last_kept(self, kind: str, address: str) -> Kept | None:
        """The answer kept under the version seen last, while the store is away."""
        version = self.views.last_version
        found = self.keeper.find(self.key(kind, address, version)) if version else None
        if found is not None:
            g.source = "stale"
        return found

    def _made(
        self, kind: str, address: str, mimetype: str, make: Callable[[], bytes]
    ) -> Kept:
        version, body = self.views.of_one_version(make)
        g.data_version = version
        key = self.key(kind, address, version)
        encoding = accepted_encoding() if mimetype.startswith(COMPRESSIBLE) else ""
        is_passing = bool(g.get("is_passing"))
        tag = "" if is_passing else entity_tag(*key)
        onward = str(g.pop("onward", ""))
        made = Kept(tag, mimetype, encoding, squeeze(body, encoding), onward)
        if not is_passing:
            self.keeper.keep(key, made)
        return made


def signed_in() -> Person | None:
    """Who is asking; nobody in a process of the public tier."""
    person: Person | None = g.get("person")
    return person


def is_analyst() -> bool:
    """Whether who is asking also looks after the figures."""
    person = signed_in()
    return person is not None and person.role >= Role.ANALYST


def dated(address: str, today: date) -> str:
    """The address as the key of an answer that depends on the day."""
    return f"{address}#{today.isoformat()}"


def pass_by() -> None:
    """Say of the answer being made that it is good for this reader alone."""
    g.is_passing = True


def goes_on_at(address: str) -> None:
    """Say where the answer being made goes on."""
    g.onward = address


def respond(kept: Kept, headers: dict[str, str] | None = None) -> Response:
    """The kept answer as a response that can be asked about again by its tag.

    One with a tag may be sent again as it is while the data are of its version.
    """
    if kept.etag:
        request.environ[VERSION] = g.get("data_version")
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
