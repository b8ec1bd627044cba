"""The tables behind the pictures: the same rows, with all that a mark stands for."""

from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard.areas import Identity
from dashboard.comparing import Comparing
from dashboard.formats import (
    comparison_text,
    count_text,
    interval_text,
    partial_text,
    side_text,
    status_mark,
    status_text,
    value_text,
)
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pages import CompareView
from dashboard.results import Result
from dashboard.summaries import benchmark_name, position_text
from layouts import html, ids
from layouts.frame import Frame
from layouts.heat import heat_cell, most_cases_first
from layouts.marks import area_link
from layouts.markup import Markup
from layouts.shared import shared_badge
from layouts.tables import Cell, Column, Row, scrolling, table

#: Rows of the table of figures that show before a reader asks for all.
FIRST_ROWS = 10


def ranked_twin(view: CompareView, data: Comparing, frame: Frame) -> html.Table:
    """Areas with value, interval and verdict, highest first."""
    language = frame.language
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(data.measure.short(language)),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        _against_column(view, language),
    ]
    rows = [
        Row(
            _area(result, data, frame, "ranked"),
            [
                value_cell(data.measure, result, language),
                Cell(interval_text(data.measure, result, language)),
                _verdict_cell(result, data, language),
            ],
            _own(result, data),
        )
        for result in _highest_first(data, language)
    ]
    return table(
        columns,
        rows,
        caption=_caption(data, language),
        key="twin-ranked-rows",
        table_id=ids.panel_table("ranked"),
    )


def map_twin(data: Comparing, frame: Frame) -> html.Table:
    """Areas by name, each with its value and its rank."""
    language = frame.language
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(data.measure.short(language)),
        Column(_rank_label(data, language)),
    ]
    results = sorted(
        data.results.values(), key=lambda r: data.areas[r.area_code].name(language)
    )
    rows = [
        Row(
            _area(result, data, frame, "map"),
            [value_cell(data.measure, result, language), _rank_cell(result, data)],
            _own(result, data),
        )
        for result in results
    ]
    return table(
        columns,
        rows,
        caption=_caption(data, language),
        table_id=ids.panel_table("map"),
    )


def funnel_twin(data: Comparing, frame: Frame) -> html.Table:
    """Areas by size, each with its value and its place against the limits."""
    language = frame.language
    below = data.measure.denominator
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(below.name(language) if below else language.gettext("Number")),
        Column(data.measure.short(language)),
        Column(language.gettext("Expected range"), is_number=False, css_class="gap"),
    ]
    results = sorted(data.results.values(), key=lambda r: -(r.denominator or 0.0))
    rows = [
        Row(
            _area(result, data, frame, "funnel"),
            [
                Cell(count_text(result.denominator, language)),
                value_cell(data.measure, result, language),
                Cell(position_text(data.positions.get(result.area_code), language)),
            ],
            _own(result, data),
        )
        for result in results
    ]
    return table(
        columns,
        rows,
        caption=_caption(data, language),
        table_id=ids.panel_table("funnel"),
    )


def trend_twin(data: Comparing, frame: Frame) -> html.Table:
    """Periods by own and pinned area, the latest first, with the range of all."""
    language, trend, measure = frame.language, data.trend, data.measure
    shown = [code for code in data.identities if code in trend.areas]
    columns = [
        Column(language.gettext("Period"), is_number=False),
        *[Column(data.areas[code].name(language)) for code in shown],
        Column(language.gettext("England and Wales")),
        Column(language.gettext("Middle 80% of areas")),
    ]
    rows = []
    for place in reversed(range(len(trend.periods))):
        own = [
            value_cell(measure, trend.areas[code][place], language) for code in shown
        ]
        low, high = trend.low[place], trend.high[place]
        band = "\N{EN DASH}"
        if low is not None and high is not None:
            band = language.gettext("{lower} to {upper}").format(
                lower=value_text(measure, low, language),
                upper=value_text(measure, high, language),
            )
        national = value_cell(measure, trend.national[place], language)
        words = trend.periods[place].words(language)
        rows.append(Row(words, [*own, national, Cell(band)]))
    caption = language.gettext("{measure} over time").format(
        measure=measure.name(language)
    )
    return table(columns, rows, caption=caption, table_id=ids.panel_table("trend"))


def heat_twin(data: Comparing, frame: Frame) -> html.Table | None:
    """Every area by measure, each figure with its verdict; None without measures."""
    if not data.heat:
        return None
    language = frame.language
    columns = [
        Column(language.gettext("Area"), is_number=False),
        *[Column(row.measure.short(language)) for row in most_cases_first(data)],
    ]
    rows = []
    for code, area in data.areas.items():
        cells = []
        for row in most_cases_first(data):
            shade, figure, verdict = heat_cell(row, code, language)
            shape = f'<i aria-hidden="true">{shade.shape}</i> ' if shade.shape else ""
            words = f'{escape(figure)}<span class="vh">, {escape(verdict)}</span>'
            content = Markup(f"{shape}{words}")
            cells.append(Cell(content, css_class=shade.css_class))
        identity = data.identities.get(code, Identity.OTHER)
        heading = area_link(area, identity, frame=frame, key="heat-all")
        rows.append(Row(heading, cells, "own" if identity == Identity.OWN else ""))
    national = [
        Cell(value_text(row.measure, row.national.value, language).removesuffix("%"))
        for row in most_cases_first(data)
    ]
    rows.append(Row(language.gettext("England and Wales"), national))
    return table(
        columns,
        rows,
        caption=language.gettext("Every area by measure"),
        table_id=ids.panel_table("heat"),
    )


def figures_table(view: CompareView, data: Comparing, frame: Frame) -> list[Any]:
    """The table of figures: own and pinned first, then highest first; sortable."""
    language, measure = frame.language, data.measure
    columns = [
        Column(language.gettext("Area"), is_number=False, sort="text"),
        Column(_rank_label(data, language), sort="number", css_class="hide-narrow"),
    ]
    if measure.denominator:
        # What is not divided is its own value, and need not stand there twice.
        columns += [
            Column(side.name(language), sort="number", css_class="hide-narrow")
            for side in (measure.numerator, measure.denominator)
        ]
    columns += [
        Column(measure.short(language), sort="number"),
        Column(language.gettext("95% interval"), css_class="hide-narrow nowrap"),
        _against_column(view, language),
        Column(
            language.gettext("Expected range"),
            is_number=False,
            css_class="hide-narrow",
        ),
    ]
    ordered = _named_first(data, language)
    named = sum(r.area_code in data.identities for r in ordered)
    rows = []
    for position, result in enumerate(ordered):
        classes = [_own(result, data)]
        if position >= max(FIRST_ROWS, named):
            classes.append("rest")
        rows.append(
            Row(
                _area(result, data, frame, "table"),
                _figures(result, data, language),
                " ".join(each for each in classes if each),
                data.areas[result.area_code].name(language),
            )
        )
    key = "figures"
    drawn = table(
        columns,
        rows,
        caption=_caption(data, language),
        key=key,
        css_class="figures is-short",
        table_id=ids.panel_table("table"),
    )
    more = language.gettext("Show all {areas} areas").format(areas=len(rows))
    label = language.gettext("All figures of the areas")
    return [
        scrolling(drawn, label=label, key=key),
        html.P(
            html.Button(more, type="button", className="btn", **{"data-more": key}),
            className="more with-script",
        ),
    ]


def value_cell(measure: Measure, result: Result, language: Language) -> Cell:
    """A figure with what must stand beside it: its status, the parts it covers."""
    marks = [status_mark(result.status), partial_text(result, measure, language)]
    said = " ".join(mark for mark in marks if mark)
    if result.value is None:
        title = status_text(result.status, language)
        return Cell(html.Span(said, className="status", title=title))
    shown: list[Any] = [value_text(measure, result.value, language)]
    if said:
        shown.append(html.Span(f" {said}", className="status"))
    badge = shared_badge(result, language, named=0)
    if badge is not None:
        shown += [" ", badge]
    return Cell(shown if len(shown) > 1 else shown[0], result.value)


def _figures(result: Result, data: Comparing, language: Language) -> list[Cell]:
    measure = data.measure
    cells = [_rank_cell(result, data)]
    if measure.denominator:
        counts = (result.numerator, result.denominator)
        cells += [Cell(count_text(count, language), count) for count in counts]
    value = value_cell(measure, result, language)
    return [
        *cells,
        Cell(html.B(value.content), value.value),
        Cell(interval_text(measure, result, language)),
        _verdict_cell(result, data, language),
        Cell(position_text(data.positions.get(result.area_code), language)),
    ]


def _against_column(view: CompareView, language: Language) -> Column:
    name = benchmark_name(view, language)
    label = language.gettext("Against {benchmark}").format(benchmark=name)
    return Column(label, is_number=False, css_class="gap")


def _verdict_cell(result: Result, data: Comparing, language: Language) -> Cell:
    comparison = data.comparisons[result.area_code]
    word = side_text(comparison, result, data.benchmark, language)
    whole = comparison_text(comparison, result, data.benchmark, language)
    if whole == word:
        return Cell(word, css_class="verdict")
    return Cell(html.Span(word, title=whole), css_class="verdict")


def _rank_label(data: Comparing, language: Language) -> str:
    if not data.ranks:
        return language.gettext("Rank")
    return language.gettext("Rank of {areas}").format(areas=len(data.ranks))


def _rank_cell(result: Result, data: Comparing) -> Cell:
    rank = data.ranks.get(result.area_code)
    return Cell("\N{EN DASH}" if rank is None else str(rank), rank)


def _area(result: Result, data: Comparing, frame: Frame, key: str) -> Any:
    code = result.area_code
    identity = data.identities.get(code, Identity.OTHER)
    return area_link(data.areas[code], identity, frame=frame, key=f"{key}-row")


def _own(result: Result, data: Comparing) -> str:
    return "own" if result.area_code == data.state.area else ""


def _highest_first(data: Comparing, language: Language) -> list[Result]:
    return sorted(
        data.results.values(),
        key=lambda r: (
            r.value is None,
            -(r.value or 0.0),
            data.areas[r.area_code].name(language),
        ),
    )


def _named_first(data: Comparing, language: Language) -> Sequence[Result]:
    ordered = _highest_first(data, language)
    return sorted(ordered, key=lambda r: r.area_code not in data.identities)


def _caption(data: Comparing, language: Language) -> str:
    return language.gettext("{measure}, {period}").format(
        measure=data.measure.name(language), period=data.period.words(language)
    )
