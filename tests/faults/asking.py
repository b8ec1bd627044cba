"""Asking as a reader would, and saying in a few words what came back."""

import json
import threading
from collections.abc import Sequence
from typing import NamedTuple

import httpx

from tests.integration.web.documents import read_document
from tests.integration.web.questions import POST, question

#: Longer than anything here may take; what takes longer is an error.
PATIENCE_SECONDS = 60
ENCODING = {"Accept-Encoding": "gzip"}
BROKEN_OFF = 0


class Answer(NamedTuple):
    """What came back; a status of 0 is a connection that broke."""

    status: int
    headers: httpx.Headers
    text: str

    @property
    def tag(self) -> str:
        return str(self.headers.get("etag", ""))


def ask(address: str, path: str) -> Answer:
    """A page, a frame, or anything else one can ask for."""
    return _asked("GET", f"{address}{path}")


def choose(address: str, page: str) -> Answer:
    """A choice on a live page that leads to this address."""
    return _asked("POST", f"{address}{POST}", json=question(page))


def _asked(method: str, url: str, **body: object) -> Answer:
    try:
        answer = httpx.request(
            method,
            url,
            headers=ENCODING,
            timeout=PATIENCE_SECONDS,
            trust_env=False,
            **body,  # type: ignore[arg-type]  # what is posted
        )
    except httpx.TransportError:
        return Answer(BROKEN_OFF, httpx.Headers(), "")
    return Answer(answer.status_code, answer.headers, answer.text)


def ask_at_once(address: str, paths: Sequence[str]) -> list[Answer]:
    """What so many readers get who all ask at the same moment."""
    gate = threading.Barrier(len(paths))
    found: list[Answer] = []

    def one(path: str) -> None:
        gate.wait()
        found.append(ask(address, path))

    threads = [threading.Thread(target=one, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def told(answer: Answer) -> str:
    """The status, what the reader is told, and how to go on."""
    if answer.status == BROKEN_OFF:
        return "the connection breaks"
    parts = [str(answer.status)]
    said = _said(answer)
    parts.append(f"“{said}”" if said else "as ever")
    reference = answer.headers.get("x-request-reference")
    if answer.status >= 500 and reference and reference in answer.text:
        parts.append("with a reference")
    if "retry-after" in answer.headers:
        parts.append(f"Retry-After {answer.headers['retry-after']}")
    return ", ".join(parts)


def _said(answer: Answer) -> str:
    mimetype = answer.headers.get("content-type", "").partition(";")[0]
    if mimetype == "text/html":
        return _said_on_page(answer)
    if mimetype in ("application/json", "application/problem+json"):
        return _said_to_program(json.loads(answer.text))
    return ""


def _said_on_page(answer: Answer) -> str:
    document = read_document(answer.text)
    if answer.status >= 400:
        return next(document.every("h1"), next(document.every("p"))).text
    return _first(" ".join(banner.text for banner in document.every(class_="banner")))


def _said_to_program(said: dict[str, object]) -> str:
    if "response" in said:
        regions = said["response"]["answer"]["data"]["regions"]  # type: ignore[index]  # as Dash has it
        notes = read_document(f"<div>{regions.get('notes', '')}</div>")
        return _first(" ".join(each.text for each in notes.every(class_="banner")))
    for name in ("title", "store"):
        if name in said:
            return str(said[name])
    return ""


def _first(sentences: str) -> str:
    head, stop, _ = sentences.partition(". ")
    return f"{head}." if stop else head
