"""The courts of an area side by side: a table that any of its columns puts in order."""

from typing import Any

from dashboard.formats import status_mark
from dashboard.language import Language
from dashboard.overview_words import stage_text
from dashboard.progression.courts import LANE, CourtView
from dashboard.progression.panel_words import court_text, courts_sentence
from dashboard.progression.trials import listed_series
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import all_offences_text, month_text, reason_name
from dashboard.results import Result
from layouts import html, ids
from layouts.cards import Panel
from layouts.frame import Frame
from layouts.progression.parts import lacking, prefixed, source_of, step_link
from layouts.progression.pictures import PAGE, Room
from layouts.tables import Cell, Column, Row, scrolling, table

DASH = "\N{EN DASH}"


def courts_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """Caseload, pace, trials and days of each court, and of the area."""
    language = frame.language
    heading = language.gettext("How do our courts differ?")
    rows = view.built.courts if view.built else ()
    if not rows:
        hint = ""
        if not view.offered.courts:
            hint = language.gettext("No Crown Court centre stands in this area.")
        return Panel(
            "courts", heading, "", lacking("crown_court", language, hint=hint), ""
        )
    drawn = scrolling(
        courts_table(view, rows, frame),
        label=language.gettext("{heading} As a table").format(heading=heading),
        key="courts",
    )
    return Panel(
        "courts",
        heading,
        prefixed(all_offences_text(view, language), courts_sentence(view, language)),
        html.Div(drawn, className="picture"),
        [
            language.gettext(
                "A court also takes cases from beyond the area it stands in."
            ),
            " ",
            _clearing(rows, language),
            source_of(view, ["crown_court_open_cases", *listed_series(LANE)], language),
        ],
    )


def _clearing(rows: tuple[CourtView, ...], language: Language) -> str:
    """What the months to clear are worked out from; empty where no row has any."""
    pace = next((row.pace for row in rows if row.pace), None)
    if pace is None:
        return ""
    said = language.gettext(
        "Months to clear: cases open at the end of {month} over those disposed of a "
        "month in {period}."
    )
    month = month_text(pace.period.last, language)
    return f"{said.format(month=month, period=pace.period.words(language))} "


def courts_table(
    view: ProgressionView, rows: tuple[CourtView, ...], frame: Frame
) -> html.Table:
    """One row a court, the area last; a court's name is a step of the drill."""
    language = frame.language
    reason = view.course.reasons.get(view.state.reason)
    columns = [
        Column(stage_text(LANE, language), is_number=False),
        _column(language.gettext("Open cases")),
        _column(language.gettext("Open a year or more")),
        _column(language.gettext("Months to clear")),
        _column(language.gettext("Effective")),
        _column(language.gettext("Cracked")),
        _column(language.gettext("Ineffective")),
        _column(language.gettext("Days, median")),
    ]
    if reason is not None:
        columns.append(_column(reason_name(view, language)))
    return table(
        columns,
        [_row(view, row, frame, has_reason=reason is not None) for row in rows],
        caption=language.gettext("Courts side by side"),
        key="courts-table",
        css_class="figures",
        table_id=ids.panel_table("courts"),
    )


def _column(label: str) -> Column:
    return Column(label, sort="number")


def _row(
    view: ProgressionView, row: CourtView, frame: Frame, *, has_reason: bool
) -> Row:
    language = frame.language
    name = court_text(view, row.code, language)
    is_area = row.code == view.state.area
    is_chosen = row.code == view.state.court
    heading: Any = name
    if not is_area:
        heading = step_link(
            frame, name, key=f"court-{row.code}", is_chosen=is_chosen, court=row.code
        )
    pace = row.pace
    months = pace.months_to_clear if pace else None
    cells = [
        _number(row.open, language),
        _percent(row.over_a_year, language),
        Cell(DASH if months is None else language.number(months, 1), months),
        _percent(row.effective, language),
        _percent(row.cracked, language),
        _percent(row.ineffective, language),
        _number(row.days, language),
    ]
    if has_reason:
        cells.append(_percent(row.reason, language))
    css = "own" if is_chosen else "whole" if is_area else ""
    return Row(heading, cells, css_class=css, sort_text=name)


def _number(result: Result | None, language: Language) -> Cell:
    if result is None:
        return Cell(DASH)
    if result.value is None:
        return Cell(status_mark(result.status) or DASH)
    return Cell(language.number(result.value), result.value)


def _percent(result: Result | None, language: Language) -> Cell:
    if result is None:
        return Cell(DASH)
    if result.value is None:
        return Cell(status_mark(result.status) or DASH)
    return Cell(language.percent(result.value), result.value)
