"""While the store is away: what was read last, saying so, where it was kept."""

import gzip
import json

import brotli
from flask import Response

from callbacks import embeds
from callbacks.answers import OUTPUT
from callbacks.kept import Kept
from callbacks.responses import answer_with
from callbacks.serving import Serving
from dashboard.language import Language, read_language
from layouts import ids
from layouts.markup import to_html
from layouts.shell import PLACE_FOR_NOTICE, stale_notice

#: Pages and choices say that they are old; a panel's figures have their date on it.
TOLD = ("page", "answer")
FRAMED = ("embed", "picture")
AS_IT_WAS = (*FRAMED, "figure")
#: Nobody is to hold on to it: the store may be back any moment.
NOT_HELD = {"Cache-Control": "no-store"}


def last_answer(serving: Serving) -> Response | None:
    """The answer to the request in hand as it was last; None where none was kept."""
    kind, address = serving.asked_for() or ("", "")
    if kind not in (*TOLD, *AS_IT_WAS):
        return None
    kept = serving.last_kept(kind, address)
    if kept is None:
        return None
    if kind in AS_IT_WAS:
        is_framed = kind in FRAMED
        headers = embeds.framed(serving, is_passing=True) if is_framed else NOT_HELD
        return answer_with(
            kept.body, mimetype=kept.mimetype, encoding=kept.encoding, headers=headers
        )
    plain = _unsqueezed(kept)
    body = _told_on_page(plain) if kind == "page" else _told_in_answer(plain)
    return answer_with(body, mimetype=kept.mimetype, headers=NOT_HELD)


def _told_on_page(page: bytes) -> bytes:
    language = read_language("cy" if b'<html lang="cy"' in page[:60] else "en")
    return page.replace(PLACE_FOR_NOTICE.encode(), _notice(language).encode(), 1)


def _told_in_answer(answer: bytes) -> bytes:
    told = json.loads(answer)
    component, prop = OUTPUT.split(".")
    drawn = told["response"][component][prop]
    is_welsh = "lang=cy" in drawn["href"]
    notice = _notice(read_language("cy" if is_welsh else "en"))
    drawn["regions"][ids.NOTES] = notice
    return json.dumps(told, ensure_ascii=False).encode()


def _notice(language: Language) -> str:
    return to_html(stale_notice(language))


def _unsqueezed(kept: Kept) -> bytes:
    if kept.encoding == "br":
        return bytes(brotli.decompress(kept.body))
    return gzip.decompress(kept.body) if kept.encoding == "gzip" else kept.body
