"""What goes along with figures that are taken away: where from, when, caveats."""

import json
from datetime import date
from typing import NamedTuple

from dashboard.columns import ColumnNote
from dashboard.formats import status_text
from dashboard.language import Language
from dashboard.results import SYMBOLS, Status

CSVW = "http://www.w3.org/ns/csvw"


class TakenNotes(NamedTuple):
    """The words around a panel's figures; empty ones are left out.

    `lines` are pairs of a term and its words, in the order they are read in.
    """

    title: str
    description: str
    lines: tuple[tuple[str, str], ...]
    publisher: str
    source: str
    address: str
    as_of: date | None
    data_version: str


def symbol_lines(language: Language) -> tuple[tuple[str, str], ...]:
    """What the symbols stand for."""
    return tuple(
        (SYMBOLS[status], status_text(status, language))
        for status in Status
        if SYMBOLS[status]
    )


def readme_text(
    notes: TakenNotes,
    columns: tuple[ColumnNote, ...],
    language: Language,
    *,
    files: tuple[tuple[str, str], ...],
) -> str:
    """The notes as plain text to lie beside the figures."""
    told = [notes.title, "=" * len(notes.title), ""]
    for term, words in notes.lines:
        told += [f"{term}: {words}", ""]
    told += [language.gettext("The files"), ""]
    told += [f"  {name}: {words}" for name, words in files]
    told += ["", language.gettext("The symbols"), ""]
    told += [f"  {symbol}: {words}" for symbol, words in symbol_lines(language)]
    told += ["", language.gettext("The columns"), ""]
    told += [f"  {each.name}: {each.words}".rstrip(": ") for each in columns]
    return "\r\n".join(told) + "\r\n"


def csvw_json(
    notes: TakenNotes,
    columns: tuple[ColumnNote, ...],
    language: Language,
    *,
    file: str,
) -> bytes:
    """The same for programs: metadata as CSV on the Web has it."""
    told: dict[str, object] = {
        "@context": [CSVW, {"@language": language.code}],
        "url": file,
        "dc:title": notes.title,
        "dc:description": notes.description,
        "dc:publisher": notes.publisher,
        "dc:source": notes.source,
        "dc:identifier": notes.address,
        "dc:language": language.code,
        "dc:hasVersion": notes.data_version,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tableSchema": {"columns": [_column(each) for each in columns]},
    }
    if notes.as_of is not None:
        told["dc:modified"] = {"@value": notes.as_of.isoformat(), "@type": "xsd:date"}
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _column(note: ColumnNote) -> dict[str, object]:
    told: dict[str, object] = {
        "name": note.name,
        "titles": note.name,
        "datatype": note.datatype,
    }
    if note.words:
        told["dc:description"] = note.words
    return told
