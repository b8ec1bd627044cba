"""Board packs: the page that chooses views, and the documents made of them."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import parse_qsl

from flask import Flask, Response, abort, redirect, request

from callbacks.headers import sum_of
from callbacks.jobs import Busy, Jobs, Progress, Tells, Work
from callbacks.requests import reference
from callbacks.serving import Serving, dated, pass_by, query_text, respond
from callbacks.statics import Statics
from dashboard.pack.model import Pack, PackItem
from layouts.frame import Asked, Frame, make_frame
from layouts.markup import attributes
from layouts.pack_document import pack_document
from layouts.packing import (
    Entry,
    PackAsked,
    find_entry,
    make_pack,
    notes_of,
    pack_asked,
    pack_item,
)
from layouts.pages import places
from layouts.pages.meeting import of_agenda
from layouts.pages.pack import (
    FILES,
    KINDS,
    MAKING,
    PATH,
    PROGRESS,
    added_item,
    making_content,
    meeting_pack,
    pack_content,
    pack_frame,
    pack_link,
    pack_query,
)
from layouts.shell import document
from layouts.snippets import public_origin

HTML = "text/html"
MIMETYPES = {
    "html": HTML,
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
}
LONGEST_QUERY = 20_000
#: Seconds until a page without script asks again.
AGAIN = 2
PASSING = {"Cache-Control": "no-store"}


def register(server: Flask, serving: Serving, statics: Statics) -> None:
    """Serve `/pack`, its files, and news of those that take long."""
    packs = Packs(serving, statics.pack_style)
    server.get(PATH, endpoint="pack")(packs.choose)
    kinds = ",".join(KINDS)
    server.get(f"{FILES}.<any({kinds}):kind>", endpoint="pack_file")(packs.file)
    server.get(MAKING, endpoint="pack_making")(packs.making)
    server.get(PROGRESS, endpoint="pack_progress")(packs.progress)


class Packs:
    """Answers about board packs; what is made of one is kept under its key."""

    def __init__(self, serving: Serving, style: str) -> None:
        self._serving = serving
        self._style = style
        self._jobs = Jobs(serving.keeper)

    def choose(self) -> Response:
        """The page of the chosen views; a form that adds one leads to its address."""
        serving, pairs = self._serving, _pairs()
        given = dict(pairs)
        if {"view", "of", "link"} & set(given):
            link = _ours(serving, given.get("link", "").strip())
            added = added_item(given.get("view", ""), given.get("of", ""), link)
            more = [("item", added)] * bool(added)
            return _to(pack_link(pack_asked([*pairs, *more])))
        asked = pack_asked(pairs)
        address = dated(f"{PATH}?{pack_query(asked)}", serving.today())
        kept = serving.kept(
            "page",
            f"{address}#{public_origin(serving.site.settings)}",
            mimetype=HTML,
            make=lambda: self._page(asked).encode(),
        )
        return respond(kept)

    def file(self, kind: str) -> Response:
        """The document, or where there is news of it while it is being made."""
        asked = pack_asked(_pairs())
        if not asked.items:
            return _to(pack_link(asked))
        try:
            kept = self._jobs.file(
                self._key(asked, kind),
                mimetype=MIMETYPES[kind],
                make=self._maker(asked, kind),
                reference=reference(),
            )
        except Busy:
            kept = None
        if kept is None:
            return _to(pack_link(asked, path=MAKING, kind=kind))
        if kind == "html":
            return respond(kept, {"Content-Security-Policy": _policy(self._style)})
        named = f'attachment; filename="board-pack.{kind}"'
        return respond(kept, {"Content-Disposition": named})

    def making(self) -> Response:
        """How far the document is; without script the page asks for it again."""
        asked, kind = pack_asked(_pairs()), _kind()
        progress = self._news(asked, kind)
        frame = pack_frame(_plain(self._serving), asked, path=MAKING)
        content = making_content(
            asked,
            kind,
            frame,
            done=progress.done,
            of=progress.of,
            failed=progress.failed,
        )
        # The file is asked for again: its maker may have ended, or was too busy.
        file = pack_link(asked, path=f"{FILES}.{kind}")
        told = attributes(
            [("httpEquiv", "refresh"), ("content", f"{AGAIN};url={file}")]
        )
        again = "" if progress.failed else f"<noscript><meta{told}></noscript>"
        text = document(frame, content, places=places(frame.language), sharing=again)
        return Response(text, headers=PASSING, mimetype=HTML)

    def progress(self) -> Response:
        """The same for a script."""
        asked, kind = pack_asked(_pairs()), _kind()
        progress = self._news(asked, kind)
        is_ready = self._jobs.is_done(self._key(asked, kind))
        told = {**progress._asdict(), "is_ready": is_ready}
        return Response(json.dumps(told), headers=PASSING, mimetype="application/json")

    def _news(self, asked: PackAsked, kind: str) -> Progress:
        found = self._jobs.progress(self._key(asked, kind)) or Progress(0, 0)
        return found._replace(of=found.of or len(asked.items))

    def _key(self, asked: PackAsked, kind: str) -> tuple[str, ...]:
        settings = self._serving.site.settings
        told = (f"{kind}?{pack_query(asked)}", public_origin(settings))
        address = dated("#".join((*told, settings.partnership_name)), self._today())
        version = self._serving.views.data_version()
        # A file is the same in every encoding: it is kept once.
        return (*self._serving.key("pack", address, version)[:-1], "")

    def _today(self) -> date:
        return self._serving.today()

    def _page(self, asked: PackAsked) -> str:
        frame = pack_frame(_plain(self._serving), asked)
        entries = [(each, self._entry(asked, each)) for each in asked.items]
        found = [entry for _, entry in entries if entry is not None]
        if _is_mistaken(asked, found):
            # As with pages: mistaken links take no room.
            pass_by()
        views = self._serving.views
        agendas = [
            (meeting_pack(of_agenda(each, asked.language)), each.title)
            for each in views.agendas()
        ]
        content = pack_content(
            entries,
            frame,
            views.catalogue,
            [(address, title.text(frame.language)) for address, title in agendas],
        )
        return document(frame, content, places=places(frame.language))

    def _entry(self, asked: PackAsked, address: str) -> Entry | None:
        serving, today = self._serving, Asked("", self._today())
        return find_entry(
            address, asked.language, serving.views, serving.site, asked=today
        )

    def _maker(self, asked: PackAsked, kind: str) -> Callable[[Tells], Work]:
        """What makes the document, away from any request."""

        def make(tell: Tells) -> Work:
            _, work = self._serving.views.of_one_version(lambda: put_together(tell))
            return work

        def put_together(tell: Tells) -> Work:
            made: list[tuple[Entry, PackItem]] = []
            today = Asked("", self._today())
            for number, address in enumerate(asked.items):
                tell(number, len(asked.items))
                entry = self._entry(asked, address)
                if entry is not None:
                    item = pack_item(entry, self._serving.views, asked=today)
                    made.append((entry, item))
            pack = make_pack(asked, made, self._serving.site)
            entries = [entry for entry, _ in made]
            is_passing = _is_mistaken(asked, entries)
            return Work(self._written(pack, entries, kind), is_passing)

        return make

    def _written(self, pack: Pack, entries: Sequence[Entry], kind: str) -> bytes:
        # Imported here because they are large and few requests need them.
        if kind == "pptx":
            from dashboard.pack.slides import pack_slides

            return pack_slides(pack)
        if kind == "pdf":
            from dashboard.pack.paper import pack_pdf

            return pack_pdf(pack)
        origin = public_origin(self._serving.site.settings)
        text = pack_document(pack, list(entries), style=self._style, origin=origin)
        return text.encode()


def _is_mistaken(asked: PackAsked, found: list[Entry]) -> bool:
    """Whether any of what was asked for is no view, or could not be followed."""
    return len(found) < len(asked.items) or bool(notes_of(found))


def _pairs() -> list[tuple[str, str]]:
    return parse_qsl(query_text()[:LONGEST_QUERY])


def _kind() -> str:
    kind = request.args.get("kind", "")
    if kind not in KINDS:
        abort(404)
    return kind


def _to(address: str) -> Response:
    answer: Response = redirect(address, 303)  # type: ignore[assignment]  # werkzeug's own response is one of flask's
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ours(serving: Serving, link: str) -> str:
    """A pasted link without our own origin."""
    for origin in (public_origin(serving.site.settings), request.host_url.rstrip("/")):
        if link.startswith(f"{origin}/"):
            return link.removeprefix(origin)
    return link


def _plain(serving: Serving) -> Frame:
    views = serving.views
    return make_frame(views, serving.site, path=PATH, state=views.defaults())


def _policy(style: str) -> str:
    """The policy of a document that holds its own style and nothing else."""
    directives = {
        "default-src": "'none'",
        "style-src": sum_of(style),
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
