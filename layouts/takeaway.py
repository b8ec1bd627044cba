"""A panel as files: its figures with their notes, as spreadsheets, as pictures."""

from typing import NamedTuple

from dashboard.columns import column_notes
from dashboard.exports import Extract, write_csv
from dashboard.language import Language
from dashboard.notes import (
    TakenNotes,
    csvw_json,
    readme_text,
    symbol_lines,
)
from dashboard.spreadsheets import Book, Cell, Tab, cells_of
from dashboard.summaries import note_text
from dashboard.zips import zipped
from layouts.embed import Embedded, fresh_line, said, warning_line
from layouts.shell import PRODUCT
from layouts.snippets import absolute


class Taken(NamedTuple):
    """What a panel shows, its figures, and what its files are named."""

    embedded: Embedded
    extract: Extract
    name: str


def taken_notes(embedded: Embedded) -> TakenNotes:
    """The words that stand around a panel, for a file of its figures."""
    frame, panel = embedded.frame, embedded.panel
    language = frame.language
    address = absolute(frame.site.settings, embedded.page_link)
    followed = [note_text(note, language) for note in embedded.notes]
    known = ""
    if frame.state.as_of:
        known = language.gettext("Figures as they were known on {day}.").format(
            day=frame.state.as_of
        )
    lines = (
        (language.gettext("Beware"), warning_line(frame)),
        (language.gettext("Finding"), embedded.title),
        (language.gettext("What it shows"), embedded.crumb),
        (language.gettext("In a sentence"), panel.sentence),
        (language.gettext("What it cannot tell you"), embedded.caveat),
        (language.gettext("Please note"), " ".join(followed)),
        (language.gettext("Date"), known or fresh_line(frame)),
        (language.gettext("Data version"), frame.data_version[:12]),
        (language.gettext("Where from"), said(panel.source)),
        (language.gettext("On the web"), address),
        (
            language.gettext("Made by"),
            f"{PRODUCT}, {frame.site.settings.partnership_name}",
        ),
    )
    return TakenNotes(
        title=panel.heading,
        description=" ".join(part for part in (embedded.title, panel.sentence) if part),
        lines=tuple((term, words) for term, words in lines if words),
        publisher=frame.site.settings.partnership_name,
        source=said(panel.source),
        address=address,
        as_of=frame.updated_on,
        data_version=frame.data_version,
    )


def archive(taken: Taken) -> bytes:
    """The figures as CSV, what they are in plain words, and the same for programs."""
    notes, language = taken_notes(taken.embedded), taken.embedded.frame.language
    columns = column_notes(taken.extract, language)
    figures = f"{taken.name}.csv"
    metadata = f"{figures}-metadata.json"
    readme = readme_text(
        notes,
        columns,
        language,
        files=(
            (figures, language.gettext("the figures, a row a mark, in UTF-8")),
            (
                metadata,
                language.gettext("the same notes for programs (CSV on the Web)"),
            ),
        ),
    )
    return zipped(
        [
            (figures, write_csv(taken.extract)),
            ("README.txt", readme.encode("utf-8-sig")),
            (metadata, csvw_json(notes, columns, language, file=figures)),
        ]
    )


def book(taken: Taken) -> Book:
    """The figures and the notes as a spreadsheet."""
    embedded = taken.embedded
    notes, language = taken_notes(embedded), embedded.frame.language
    figures = cells_of([taken.extract.columns, *taken.extract.rows])
    return Book(
        title=f"{notes.title} {embedded.title}",
        author=notes.publisher,
        made_on=notes.as_of,
        language=language.code,
        tabs=(
            Tab(language.gettext("Figures"), figures),
            Tab(
                language.gettext("Notes"),
                _note_rows(notes, taken.extract, language),
                has_heading=False,
            ),
        ),
    )


def _note_rows(
    notes: TakenNotes, extract: Extract, language: Language
) -> list[list[Cell]]:
    rows: list[tuple[str, ...]] = [(notes.title,), (), *notes.lines, ()]
    rows += [(language.gettext("The symbols"),), *symbol_lines(language), ()]
    rows.append((language.gettext("The columns"),))
    rows += [(each.name, each.words) for each in column_notes(extract, language)]
    return cells_of(rows)
