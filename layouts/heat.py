"""The heat map: measures by areas, each cell a figure, a shape and a word."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.areas import Area, Identity
from dashboard.benchmarks import Benchmark
from dashboard.comparing import Comparing, HeatRow
from dashboard.formats import (
    comparison_text,
    shared_text,
    status_mark,
    status_text,
    value_text,
)
from dashboard.language import Language
from dashboard.measures import Kind
from dashboard.results import Comparison, Result
from layouts import html
from layouts.frame import Frame
from layouts.marks import area_link
from layouts.states import not_drawn
from layouts.tables import scrolling

#: As many areas as fit a page beside the measures and the nation.
MOST_COLUMNS = 6
#: From here a difference is drawn darker: points of a share, or parts of a rate.
FAR_POINTS, FAR_PARTS = 0.04, 0.2

UP, DOWN = (
    "\N{BLACK UP-POINTING SMALL TRIANGLE}",
    "\N{BLACK DOWN-POINTING SMALL TRIANGLE}",
)


class Shade(NamedTuple):
    """How a cell looks: its class, and the shape that says which side it is on."""

    css_class: str
    shape: str


def heat_map(data: Comparing, frame: Frame) -> html.Div:
    """Own, pinned and a few more areas against England and Wales, by measure."""
    language = frame.language
    if not data.heat:
        reason = language.gettext("No other measure counts the same areas this way.")
        return html.Div(not_drawn(reason), className="picture")
    areas = shown_areas(data)
    label = language.gettext("Measures by area")
    return html.Div(
        [
            _legend(data, language),
            scrolling(
                html.Table(
                    [
                        html.Caption(label, className="vh"),
                        html.Thead(html.Tr(_headings(areas, data, frame))),
                        html.Tbody(
                            [
                                _row(row, areas, data, language)
                                for row in most_cases_first(data)
                            ]
                        ),
                    ],
                    className="heat",
                ),
                label=label,
                key="heat-map",
            ),
        ],
        className="picture",
    )


def most_cases_first(data: Comparing) -> list[HeatRow]:
    """Rows by the size of what they count; those without a size keep their order."""
    return sorted(data.heat, key=lambda row: -(row.national.denominator or 0.0))


def heat_shade(row: HeatRow, result: Result, comparison: Comparison) -> Shade:
    """Tinted only where the interval leaves the benchmark out; darker when far."""
    if comparison in (Comparison.SIMILAR, Comparison.NOT_COMPARED):
        return Shade("", "")
    value, national = result.value or 0.0, row.national.value or 0.0
    shape = UP if value > national else DOWN
    if comparison in (Comparison.HIGHER, Comparison.LOWER):
        return Shade("apart", shape)
    if row.measure.kind == Kind.PROPORTION:
        is_far = abs(value - national) >= FAR_POINTS
    else:
        is_far = national > 0 and abs(value / national - 1) >= FAR_PARTS
    side = "better" if comparison == Comparison.BETTER else "worse"
    return Shade(f"{side}-{2 if is_far else 1}", shape)


def heat_cell(row: HeatRow, code: str, language: Language) -> tuple[Shade, str, str]:
    """A cell's shade, its figure, and its verdict in words."""
    result, comparison = row.results[code], row.comparisons[code]
    if result.value is None:
        return (
            Shade("", ""),
            status_mark(result.status),
            status_text(result.status, language),
        )
    benchmark = Benchmark("england_and_wales", row.national.value, row.national)
    verdict = comparison_text(comparison, result, benchmark, language)
    if result.shared is not None:
        verdict = f"{verdict}, {shared_text(result.shared, language, named=0)}"
    shown = value_text(row.measure, result.value, language)
    return heat_shade(row, result, comparison), shown.removesuffix("%"), verdict


def shown_areas(data: Comparing) -> list[Area]:
    """Own and pinned areas, then those with most cases until the table is full."""
    named = [code for code in data.identities if code in data.areas]
    others = [code for code in data.results if code not in data.identities]
    others.sort(key=lambda code: -(data.results[code].denominator or 0.0))
    room = max(MOST_COLUMNS - len(named), 0)
    return [data.areas[code] for code in (*named, *others[:room])]


def _headings(areas: Sequence[Area], data: Comparing, frame: Frame) -> list[Any]:
    language = frame.language
    national = language.gettext("England and Wales")
    short = language.gettext("E&W")
    return [
        html.Th(language.gettext("Measure"), scope="col"),
        *[_area_heading(area, data, frame) for area in areas],
        html.Th(
            [
                html.Span(national, className="hide-narrow"),
                html.Span(short, className="only-narrow"),
            ],
            scope="col",
        ),
    ]


def _area_heading(area: Area, data: Comparing, frame: Frame) -> html.Th:
    identity = data.identities.get(area.code, Identity.OTHER)
    full = area_link(area, identity, frame=frame, key="heat")
    short = area_link(
        area, identity, frame=frame, key="heat-short", name=area.short(frame.language)
    )
    return html.Th(
        [
            html.Span(full, className="hide-narrow"),
            html.Span(short, className="only-narrow"),
        ],
        scope="col",
        className=_narrow_class(identity),
    )


def _narrow_class(identity: Identity) -> str | None:
    """On a phone only own and pinned areas stay beside England and Wales."""
    return "hide-narrow" if identity == Identity.OTHER else None


def _row(
    row: HeatRow, areas: Sequence[Area], data: Comparing, language: Language
) -> html.Tr:
    national = value_text(row.measure, row.national.value, language)
    return html.Tr(
        [
            html.Th(_measure_name(row, data, language), scope="row"),
            *[_cell(row, area.code, data, language) for area in areas],
            html.Td(html.Span(national.removesuffix("%"))),
        ]
    )


def _measure_name(row: HeatRow, data: Comparing, language: Language) -> Any:
    name = row.measure.short(language)
    if row.period == data.period:
        return name
    period = html.Span(f" {row.period.words(language)}", className="tiny muted")
    return [name, period]


def _cell(row: HeatRow, code: str, data: Comparing, language: Language) -> html.Td:
    shade, figure, verdict = heat_cell(row, code, language)
    identity = data.identities.get(code, Identity.OTHER)
    classes = f"{shade.css_class} {_narrow_class(identity) or ''}".strip()
    shape = html.I(shade.shape, **{"aria-hidden": "true"}) if shade.shape else None
    words = html.Span(f", {verdict}", className="vh")
    return html.Td(
        html.Span([shape, figure, words]), className=classes or None, title=verdict
    )


def heat_key(data: Comparing, language: Language) -> list[tuple[str, str]]:
    """The classes that occur, each with what it means, the worst first."""
    shares = all(row.measure.kind == Kind.PROPORTION for row in data.heat)
    far = (
        language.gettext("4 points or more")
        if shares
        else language.gettext("4 points or a fifth, or more")
    )
    rows = [
        ("worse-2", language.gettext("worse, {far}").format(far=far)),
        ("worse-1", language.gettext("worse")),
        ("same", language.gettext("similar")),
        ("better-1", language.gettext("better")),
        ("better-2", language.gettext("better, {far}").format(far=far)),
        ("apart", language.gettext("different, neither good nor bad")),
    ]
    used = {
        heat_shade(row, row.results[code], comparison).css_class
        for row in data.heat
        for code, comparison in row.comparisons.items()
    }
    return [each for each in rows if each[0] == "same" or each[0] in used]


def arrows_text(language: Language) -> str:
    """What the shapes in the cells mean."""
    return language.gettext("{up} higher, {down} lower").format(up=UP, down=DOWN)


def _legend(data: Comparing, language: Language) -> html.Ul:
    return html.Ul(
        [
            *[
                html.Li(
                    [
                        html.I(
                            className=f"swatch {css_class}", **{"aria-hidden": "true"}
                        ),
                        words,
                    ]
                )
                for css_class, words in heat_key(data, language)
            ],
            html.Li(arrows_text(language)),
        ],
        className="legend",
    )
