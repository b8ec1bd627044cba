"""What needs the board's attention: a numbered list, each line with its picture."""

from typing import Any

from dash import html

from dashboard.attention import Line, Reason
from dashboard.attention_words import (
    line_heading,
    line_sentence,
    reason_text,
    row_benchmark,
)
from dashboard.figures.mini import MINI_SIZE, interval_mini
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.formats import count_text, interval_text, value_text
from dashboard.language import Language
from dashboard.measures import Kind
from dashboard.pages import OverviewView
from dashboard.scorecard import ScoreRow
from layouts import ids
from layouts.fields import capitalised
from layouts.flags import reason_flag
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.tables import Cell, Column, Row, table


def attention_list(
    lines: tuple[Line, ...], view: OverviewView, frame: Frame, *, key: str = "attention"
) -> html.Ol:
    """The lines in their order; each heading links to the view that shows it."""
    return html.Ol(
        [
            _item(line, view, frame, name=f"{key}-{number}")
            for number, line in enumerate(lines, start=1)
        ],
        className="attention",
    )


def line_link(line: Line, frame: Frame) -> str:
    """The address of the exact view a line is about."""
    if line.page == "measure" and line.row is not None:
        address = frame.measure_link(line.row.measure.id, line.state)
    else:
        address = frame.link(line.state, path=f"/{line.page}")
    return f"{address}#{ids.panel(line.panel)}"


def figure_caption(row: ScoreRow, language: Language) -> str:
    """What the figure counts, and when: "4,336 of 5,091 defendants, July 2014"."""
    result, measure = row.result, row.measure
    period = row.period.words(language)
    if measure.kind != Kind.PROPORTION or result.numerator is None:
        return period
    return language.gettext("{count} of {base} {units}, {period}").format(
        count=count_text(result.numerator, language),
        base=count_text(result.denominator, language),
        units=measure.counts(language),
        period=period,
    )


def attention_table(view: OverviewView, frame: Frame) -> html.Table:
    """The same lines as a table, with what is improving under them."""
    language = frame.language
    columns = [
        Column(language.gettext("Finding"), is_number=False),
        Column(language.gettext("Reason"), is_number=False),
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Latest")),
        Column(language.gettext("95% interval"), css_class="nowrap"),
    ]
    rows = [
        Row(
            line_heading(line, view.geography, language),
            [Cell(reason_text(line, language)), *_figures(line.row, language)],
        )
        for line in (*view.attention.lines, *view.attention.improved)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("What stands out, for the worse and for the better"),
        table_id=ids.panel_table("attention"),
    )


def _figures(row: ScoreRow | None, language: Language) -> list[Cell]:
    if row is None:
        return [Cell("\N{EN DASH}")] * 3
    return [
        Cell(row.period.words(language)),
        Cell(value_text(row.measure, row.result.value, language)),
        Cell(interval_text(row.measure, row.result, language)),
    ]


def _item(line: Line, view: OverviewView, frame: Frame, *, name: str) -> html.Li:
    language = frame.language
    heading = line_heading(line, view.geography, language)
    return html.Li(
        [
            html.Div(
                [
                    reason_flag(line, language),
                    html.H3(
                        html.A(
                            heading,
                            href=line_link(line, frame),
                            **{"data-key": name},
                        )
                    ),
                    html.P(line_sentence(line, view.geography, language)),
                ],
                className="what",
            ),
            html.P(_figure(line, view, language), className="figure"),
            _picture(line, view, language, name=name),
        ]
    )


def _figure(line: Line, view: OverviewView, language: Language) -> list[Any]:
    row = line.row
    if row is None:
        total = len([each for each in view.freshness if each.latest is not None])
        of_all = language.gettext("of {count} publications").format(count=total)
        return [html.B(str(len(line.late))), " ", html.Span(of_all)]
    value = value_text(row.measure, row.result.value, language)
    sign = line.sign
    if sign is None or row.chart.results[sign.last].period == row.result.period:
        return [html.B(value), " ", html.Span(figure_caption(row, language))]
    told = row.chart.results[sign.last]
    latest = language.gettext("{when}; {latest} in {period}").format(
        when=row.chart.periods[sign.last].words(language),
        latest=value,
        period=row.period.words(language),
    )
    shown = value_text(row.measure, told.value, language)
    return [html.B(shown), " ", html.Span(latest)]


def _picture(
    line: Line, view: OverviewView, language: Language, *, name: str
) -> Markup | None:
    """The picture of what the sentence says, and so unseen by those who hear it."""
    figure = _mini(line, view, language)
    if figure is None:
        return None
    drawing = draw(
        figure,
        title="",
        description="",
        id_prefix=name,
        links=lambda _: None,
        css_class="mini",
    )
    return Markup(drawing)


def _mini(line: Line, view: OverviewView, language: Language) -> Figure | None:
    row = line.row
    if row is None or row.result.value is None:
        return None
    if line.reason == Reason.OUTSIDE_LIMITS:
        result = row.result
        bounds = (
            (result.lower, result.upper)
            if result.lower is not None and result.upper is not None
            else None
        )
        name = capitalised(row_benchmark(row, view.geography, language))
        return interval_mini(
            row.result.value,
            bounds,
            benchmark=BenchmarkLine(name, row.benchmark.value),
        )
    if line.reason == Reason.TARGET_MISSED:
        return _target_mini(row, language)
    return control_sparkline(row.chart, size=MINI_SIZE)


def _target_mini(row: ScoreRow, language: Language) -> Figure:
    """The usual range of single figures against the target."""
    chart = row.chart
    limits = chart.phase.limits if chart.phase else None
    target = chart.target
    if (
        limits is None
        or limits.mean is None
        or limits.lower is None
        or limits.upper is None
        or target is None
        or chart.is_seasonal
    ):
        return control_sparkline(chart, size=MINI_SIZE)
    shown = value_text(row.measure, target.value, language)
    label = language.gettext("Target {value}").format(value=shown)
    return interval_mini(
        limits.mean,
        (limits.lower, limits.upper),
        benchmark=BenchmarkLine(label, target.value),
    )
