"""The compare page's charts: from a view to figures, and from figures to SVG."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from dashboard.areas import Area, Identity
from dashboard.comparing import Comparing
from dashboard.figures.funnel import (
    FunnelMark,
    curve_denominators,
    funnel_figure,
)
from dashboard.figures.ranked import ranked_figure
from dashboard.figures.svg import Link, draw
from dashboard.figures.theme import LOOKS, BenchmarkLine, Figure
from dashboard.figures.trend import Background, shared_range, trend_figure
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pages import CompareView
from dashboard.results import Result, Status
from dashboard.stats.funnel import Limits, Position, funnel_limits
from dashboard.summaries import benchmark_name
from layouts import html
from layouts.cards import both_widths
from layouts.frame import Frame
from layouts.marks import pin_hint
from layouts.markup import Markup

#: Drawn for the column a panel has on a wide page, and for a phone.
RANKED_WIDTH, FUNNEL_WIDTH, NARROW_WIDTH = 472, 680, 358
#: A control chart takes the whole page, all areas along the values seven of twelve.
CHART_WIDTH, AREAS_WIDTH = 1200, 680
#: One small chart an area: the fewer areas, the wider each.
TREND_WIDTHS = {1: 680, 2: 576, 3: 368, 4: 282, 5: 368}


class Room(NamedTuple):
    """How wide a place's pictures are; where nothing can be pinned, they are still.

    Rows of the ranking are as high as suits their number, or as `ranked_row` says.
    """

    ranked: int
    funnel: int
    trend: Mapping[int, int]
    chart: int
    areas: int
    is_still: bool = False
    ranked_row: int = 0


PAGE = Room(RANKED_WIDTH, FUNNEL_WIDTH, TREND_WIDTHS, CHART_WIDTH, AREAS_WIDTH)
#: What a frame 600 wide leaves inside its edges.
FRAME_WIDTH = 558
FRAME = Room(
    FRAME_WIDTH, FRAME_WIDTH, {1: FRAME_WIDTH}, FRAME_WIDTH, FRAME_WIDTH, is_still=True
)
#: Of the cascade: narrower than a page's, so larger on the screen of a meeting.
SCREEN_WIDTH = 900
#: There a ranking of all areas is seen whole: its letters are as large as rows allow.
SCREEN = FRAME._replace(ranked=1100, ranked_row=14)
#: How wide and high the chart library draws; it then takes the width there is.
EXPLORED_WIDTHS = {"ranked": RANKED_WIDTH, "funnel": FUNNEL_WIDTH, "trend": 1200}
EXPLORED_TREND_HEIGHT = 380


def ranked_panel_figure(
    view: CompareView,
    data: Comparing,
    language: Language,
    *,
    width: int,
    row_height: int = 0,
) -> Figure:
    """Areas ranked, with intervals and the benchmark."""
    return ranked_figure(
        list(data.results.values()),
        data.measure,
        names={code: area.name(language) for code, area in data.areas.items()},
        identities=data.identities,
        comparisons=data.comparisons,
        benchmark=_benchmark_line(view, data, language),
        width=width,
        language=language,
        row_height=row_height,
    )


def funnel_panel_figure(
    view: CompareView, data: Comparing, language: Language, *, width: int
) -> Figure | None:
    """Values against sizes with limits; None where chance cannot be judged."""
    plot = data.funnel
    if plot is None or plot.average is None:
        return None
    marks = [
        FunnelMark(code, result.denominator, result.value)
        for code, result in data.results.items()
        if code in data.positions and result.denominator and result.value is not None
    ]
    if not marks:
        return None
    sizes = curve_denominators([mark.denominator for mark in marks])
    limits = funnel_limits(plot, sizes, is_adjusted=data.is_adjusted)
    per = data.measure.per
    below = data.measure.denominator
    return funnel_figure(
        marks,
        [_scaled(limit, per) for limit in limits],
        data.measure,
        names={code: area.name(language) for code, area in data.areas.items()},
        identities=data.identities,
        outside=[
            code
            for code, position in data.positions.items()
            if position != Position.INSIDE
        ],
        average=BenchmarkLine(language.gettext("Average of areas"), plot.average * per),
        denominator_label=below.name(language) if below else "",
        width=width,
        language=language,
    )


def trend_panel_figures(
    data: Comparing, language: Language, *, widths: Mapping[int, int]
) -> list[tuple[str, Figure]]:
    """One small figure an area, own first, on a shared scale; code and figure."""
    trend = data.trend
    shown = [code for code in data.identities if code in trend.areas]
    values = {code: _values(trend.areas[code]) for code in shown}
    background = Background(trend.low, trend.high, _values(trend.national))
    value_range = shared_range(values.values(), background, kind=data.measure.kind)
    width = widths.get(len(shown), widths[max(widths)])
    figures = []
    for code in shown:
        is_first = code == shown[0]
        figures.append(
            (
                code,
                trend_figure(
                    values[code],
                    trend.periods,
                    data.measure,
                    code=code,
                    identity=data.identities.get(code, Identity.OTHER),
                    background=background._replace(
                        band_label=language.gettext("Middle 80% of areas"),
                        national_label=language.gettext("England and Wales"),
                    )
                    if is_first
                    else background,
                    value_range=value_range,
                    width=width,
                    language=language,
                    provisional=[
                        period
                        for period, result in zip(
                            trend.periods, trend.areas[code], strict=True
                        )
                        if result.status == Status.PROVISIONAL
                    ],
                ),
            )
        )
    return figures


class Marked(Protocol):
    """Areas that are drawn as marks, one of which is the reader's own."""

    @property
    def areas(self) -> Mapping[str, Area]: ...
    @property
    def identities(self) -> Mapping[str, Identity]: ...
    @property
    def results(self) -> Mapping[str, Result]: ...


def drawn_twice(
    key: str,
    figures: tuple[Figure, Figure],
    data: Marked,
    *,
    measure: Measure,
    frame: Frame,
) -> html.Div:
    """A wide and a narrow SVG whose marks pin their areas.

    Readers who do not use a pointer find the same links in the table beside it.
    """

    def link(code: str) -> Link | None:
        area = data.areas.get(code)
        identity = data.identities.get(code, Identity.OTHER)
        if area is None or identity == Identity.OWN:
            return None
        value = value_text(measure, data.results[code].value, frame.language)
        hint = pin_hint(identity, frame.language)
        name = area.name(frame.language)
        return Link(frame.pin_link(code), f"{name} {value} ({hint})")

    return drawn_linked(key, figures, link)


def drawn_linked(
    key: str, figures: tuple[Figure, Figure], link: Callable[[str], Link | None]
) -> html.Div:
    """A wide and a narrow SVG whose marks are links where `link` finds one."""

    def svg(figure: Figure, css_class: str) -> Markup:
        drawing = draw(
            figure,
            title="",
            description="",
            id_prefix=f"{key}-{css_class}",
            links=link,
            css_class=css_class,
        )
        return Markup(drawing)

    return both_widths(svg(figures[0], "wide"), svg(figures[1], "narrow"))


def drawn_still(
    key: str,
    figures: tuple[Figure, Figure],
    *,
    title: str,
    description: str,
    kind: str = "",
) -> html.Div:
    """A wide and a narrow SVG that are images, each with a name and a description."""

    def svg(figure: Figure, css_class: str) -> Markup:
        drawing = draw(
            figure,
            title=title,
            description=description,
            id_prefix=f"{key}-{css_class}",
            css_class=css_class,
        )
        return Markup(drawing)

    return both_widths(svg(figures[0], "wide"), svg(figures[1], "narrow"), kind=kind)


def explored_figure(
    panel: str, view: CompareView, language: Language, *, is_narrow: bool
) -> Figure | None:
    """What the chart library draws for a panel; None where there is no such picture."""
    data = view.data
    if data is None or panel not in EXPLORED_WIDTHS:
        return None
    width = NARROW_WIDTH if is_narrow else EXPLORED_WIDTHS[panel]
    if panel == "ranked":
        return ranked_panel_figure(view, data, language, width=width)
    if panel == "funnel":
        return funnel_panel_figure(view, data, language, width=width)
    return _explored_trend(data, language, width=width)


def _explored_trend(
    data: Comparing, language: Language, *, width: int
) -> Figure | None:
    """The areas over one another, each value named where a pointer finds it."""
    every = trend_panel_figures(data, language, widths={1: width})
    if not every:
        return None
    figure = every[0][1]
    figure["layout"]["height"] = EXPLORED_TREND_HEIGHT
    trend = data.trend
    for code, _ in every:
        look = LOOKS[data.identities[code]]
        name = data.areas[code].name(language)
        values = _values(trend.areas[code])
        figure["data"].append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": list(range(len(values))),
                "y": list(values),
                "connectgaps": False,
                "hovertext": [
                    f"{name}, {period.words(language)}: "
                    + value_text(data.measure, value, language)
                    for period, value in zip(trend.periods, values, strict=True)
                ],
                "hoverinfo": "text",
                "line": {"color": look.mark, "width": 2},
                "marker": {"symbol": look.symbol, "size": 6, "color": look.mark},
            }
        )
    return figure


def _benchmark_line(
    view: CompareView, data: Comparing, language: Language
) -> BenchmarkLine | None:
    if data.benchmark.value is None:
        return None
    name = benchmark_name(view, language)
    return BenchmarkLine(name[:1].upper() + name[1:], data.benchmark.value)


def _values(results: Sequence[Result]) -> tuple[float | None, ...]:
    return tuple(result.value for result in results)


def _scaled(limit: Limits, per: int) -> Limits:
    """Limits in the unit values are shown in: a rate's are per so many."""
    return Limits(limit.denominator, *(bound * per for bound in limit[1:]))
