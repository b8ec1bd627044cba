"""The control chart of a measure, what happened meanwhile, and the table behind it."""

from typing import Any

from dashboard.attention_words import charted_text
from dashboard.charting import ControlChart
from dashboard.figures.control import Reference, control_figure
from dashboard.figures.control_events import in_order
from dashboard.figures.signals import bands
from dashboard.figures.theme import Figure
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.measure_panels import chart_notes
from dashboard.periods import Window, parse_period
from dashboard.scorecard import ScoreRow
from dashboard.verdict_words import signal_text
from layouts import html, ids
from layouts.pictures import NARROW_WIDTH, drawn_still
from layouts.tables import Cell, Column, Row, table
from layouts.twins import value_cell


def chart_picture(
    row: ScoreRow,
    language: Language,
    *,
    title: str,
    description: str,
    width: int,
    reference: Reference | None = None,
) -> list[Any]:
    """The chart at both widths, then its notes and the events it is marked with."""
    wide = chart_figure(row, language, width=width, reference=reference)
    narrow = chart_figure(row, language, width=NARROW_WIDTH, reference=reference)
    return [
        drawn_still("chart", (wide, narrow), title=title, description=description),
        *[html.P(note, className="note") for note in chart_notes(row, language)],
        _events(row.chart, language),
    ]


def chart_figure(
    row: ScoreRow,
    language: Language,
    *,
    width: int,
    reference: Reference | None = None,
) -> Figure:
    """The control chart so many pixels wide, with another line to read it against."""
    return control_figure(
        row.chart, width=width, language=language, reference=reference
    )


def chart_table(row: ScoreRow, language: Language) -> html.Table:
    """Every stored period, the latest first, with its usual range and its signs."""
    chart = row.chart
    columns = [
        Column(language.gettext("Period"), is_number=False),
        Column(chart.measure.short(language)),
    ]
    if chart.is_seasonal:
        columns.append(Column(language.gettext("On a year earlier")))
    columns += [
        Column(language.gettext("Average")),
        Column(language.gettext("Usual range"), css_class="nowrap"),
        Column(language.gettext("Signs"), is_number=False, css_class="gap"),
    ]
    rows = [
        _period_row(chart, place, language)
        for place in reversed(range(len(chart.periods)))
    ]
    caption = language.gettext("{measure} by period, with its usual range").format(
        measure=chart.measure.name(language)
    )
    return table(columns, rows, caption=caption, table_id=ids.panel_table("chart"))


def _period_row(chart: ControlChart, place: int, language: Language) -> Row:
    cells = [value_cell(chart.measure, chart.results[place], language)]
    if chart.is_seasonal:
        cells.append(Cell(charted_text(chart, chart.charted[place], language)))
    band = next((b for b in bands(chart) if b.start <= place < b.stop), None)
    mean = limits = "\N{EN DASH}"
    if band is not None:
        mean = charted_text(chart, band.mean, language)
    if band is not None and band.lower is not None and band.upper is not None:
        limits = language.gettext("{lower} to {upper}").format(
            lower=charted_text(chart, band.lower, language),
            upper=charted_text(chart, band.upper, language),
        )
    signs = [signal_text(s, language) for s in chart.chart.points[place].signals]
    return Row(
        chart.periods[place].words(language),
        [*cells, Cell(mean), Cell(limits), Cell("; ".join(signs))],
    )


def _events(chart: ControlChart, language: Language) -> html.Ol | None:
    """Events in the order they are numbered on the chart; None without any."""
    if not chart.events:
        return None
    entries = []
    for event in in_order(chart.events):
        title = event.title_cy if language.code == "cy" else event.title
        words: list[Any] = [html.B(language.day(event.happened_on)), " ", title]
        if event.rebases:
            decided = language.gettext(
                "The usual range starts anew here. Decided by {role}: {reason}"
            )
            told = decided.format(role=event.decided_by, reason=event.reason)
            words += [html.Br(), told]
        entries.append(html.Li(words))
    return html.Ol(
        entries,
        className="events small",
        **{"aria-label": language.gettext("Events on the chart")},
    )


def target_text(row: ScoreRow, language: Language) -> str:
    """The target and by when it was to be met; empty without one."""
    target = row.chart.target
    if target is None:
        return ""
    parsed = (parse_period(target.due_period, window) for window in Window)
    due = next((period for period in parsed if period is not None), None)
    return language.gettext("{value} by {period}").format(
        value=value_text(row.measure, target.value, language),
        period=due.words(language) if due else target.due_period,
    )
