"""What needs the board's attention: a numbered list, each line with its picture."""

from typing import Any

from dashboard.attention import Line, Reason
from dashboard.attention_words import (
    line_heading,
    line_sentence,
    reason_text,
    row_benchmark,
)
from dashboard.disparity.disparities import Disparity
from dashboard.disparity.lines import disparity_caption
from dashboard.disparity.words import interval_text as disparity_interval
from dashboard.disparity.words import ratio_text, span_text
from dashboard.figures.mini import MINI_SIZE, interval_mini
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.formats import count_text, interval_text, value_text
from dashboard.language import Language
from dashboard.measures import Kind
from dashboard.pages import OverviewView
from dashboard.scorecard import ScoreRow
from layouts import html, ids
from layouts.fields import capitalised
from layouts.flags import reason_flag
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.progression.links import onward
from layouts.shared import shared_badge
from layouts.tables import Cell, Column, Row, table
from layouts.twins import value_cell


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
            [Cell(reason_text(line, language)), *_figures(line, language)],
        )
        for line in (*view.attention.lines, *view.attention.improved)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("What stands out, for the worse and for the better"),
        table_id=ids.panel_table("attention"),
    )


def _figures(line: Line, language: Language) -> list[Cell]:
    row = line.row
    if line.disparity is not None:
        found = line.disparity.found
        return [
            Cell(span_text(found, language)),
            Cell(ratio_text(found.ratio, language)),
            Cell(disparity_interval(found, language)),
        ]
    if row is None:
        return [Cell("\N{EN DASH}")] * 3
    return [
        Cell(row.period.words(language)),
        value_cell(row.measure, row.result, language),
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
                    _onward(line, frame, key=f"{name}-on"),
                ],
                className="what",
            ),
            html.P(_figure(line, view, language), className="figure"),
            _picture(line, view, language, name=name),
        ]
    )


def _onward(line: Line, frame: Frame, *, key: str) -> html.P | None:
    """The view of the whole way of a case that says more, where there is one."""
    found = onward(line.row.measure, frame) if line.row else None
    if found is None:
        return None
    link = html.A(found.words, href=found.href, **{"data-key": key})
    return html.P(link, className="small")


def _figure(line: Line, view: OverviewView, language: Language) -> list[Any]:
    row = line.row
    if line.disparity is not None:
        ratio = ratio_text(line.disparity.found.ratio, language)
        caption = disparity_caption(line.disparity, language)
        return [html.B(ratio), " ", html.Span(caption)]
    if row is None:
        total = len([each for each in view.freshness if each.latest is not None])
        of_all = language.gettext("of {count} publications").format(count=total)
        return [html.B(str(len(line.late))), " ", html.Span(of_all)]
    value = value_text(row.measure, row.result.value, language)
    sign, badge = line.sign, shared_badge(row.result, language)
    if sign is None or row.chart.results[sign.last].period == row.result.period:
        words = html.Span(figure_caption(row, language))
        return [html.B(value), " ", words, badge]
    told = row.chart.results[sign.last]
    latest = language.gettext("{when}; {latest} in {period}").format(
        when=row.chart.periods[sign.last].words(language),
        latest=value,
        period=row.period.words(language),
    )
    shown = value_text(row.measure, told.value, language)
    return [html.B(shown), " ", html.Span(latest), badge]


def _picture(
    line: Line, view: OverviewView, language: Language, *, name: str
) -> Markup | None:
    """The picture of what the sentence says, and so unseen by those who hear it."""
    figure = line_figure(line, view, language)
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


def line_figure(line: Line, view: OverviewView, language: Language) -> Figure | None:
    """The small picture beside a line; None for one that is about no measure."""
    row = line.row
    if line.disparity is not None:
        return _ratio_mini(line.disparity.found, language)
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


def _ratio_mini(found: Disparity, language: Language) -> Figure | None:
    """A ratio with its interval against 1."""
    if not (found.ratio and found.lower and found.upper):
        return None
    return interval_mini(
        found.ratio,
        (found.lower, found.upper),
        benchmark=BenchmarkLine(language.gettext("Same rate"), 1.0),
        is_ratio=True,
    )


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
