"""All areas on one measure, one's own among them, and the difference as a number."""

from typing import Any

from dashboard.areas import Identity
from dashboard.attention_words import row_benchmark
from dashboard.figures.distribution import distribution_figure
from dashboard.figures.mini import interval_mini
from dashboard.figures.svg import draw
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.formats import interval_text, side_text
from dashboard.gap import Gap
from dashboard.language import Language
from dashboard.measure_page import Distribution
from dashboard.measure_panels import gap_figure
from dashboard.pages import MeasureView
from dashboard.scorecard import ScoreRow
from layouts import html, ids
from layouts.fields import capitalised
from layouts.frame import Frame
from layouts.marks import area_link
from layouts.markup import Markup
from layouts.pictures import NARROW_WIDTH, Room, drawn_still, drawn_twice
from layouts.tables import Cell, Column, Row, table
from layouts.twins import value_cell


def areas_figure(view: MeasureView, language: Language, *, width: int) -> Figure | None:
    """Every area along the values; None with nothing loaded."""
    row, distribution = view.row, view.distribution
    if row is None or distribution is None:
        return None
    name = capitalised(row_benchmark(row, view.geography, language))
    return distribution_figure(
        list(distribution.results.values()),
        row.measure,
        names={c: area.name(language) for c, area in distribution.areas.items()},
        identities=distribution.identities,
        comparisons=distribution.comparisons,
        benchmark=BenchmarkLine(name, row.benchmark.value),
        width=width,
        language=language,
    )


def areas_picture(
    view: MeasureView,
    distribution: Distribution,
    frame: Frame,
    *,
    room: Room,
    words: tuple[str, str],
) -> html.Div | None:
    """The distribution at both widths; its marks pin areas, or it is an image.

    `words` name and describe the image.
    """
    wide = areas_figure(view, frame.language, width=room.areas)
    narrow = areas_figure(view, frame.language, width=NARROW_WIDTH)
    if wide is None or narrow is None:
        return None
    if room.is_still:
        title, description = words
        return drawn_still(
            "areas", (wide, narrow), title=title, description=description
        )
    return drawn_twice(
        "areas", (wide, narrow), distribution, measure=view.measure, frame=frame
    )


def areas_table(
    view: MeasureView, distribution: Distribution, frame: Frame
) -> html.Table:
    """Areas, highest first, with interval and verdict."""
    language, measure = frame.language, view.measure
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(measure.short(language)),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        Column(language.gettext("Rank")),
        Column(
            language.gettext("Against the benchmark"), is_number=False, css_class="gap"
        ),
    ]
    ordered = sorted(
        distribution.results.values(), key=lambda r: (r.value is None, -(r.value or 0))
    )
    rows = []
    for result in ordered:
        code = result.area_code
        identity = distribution.identities.get(code, Identity.OTHER)
        rank = distribution.ranks.get(code)
        side = side_text(
            distribution.comparisons[code], result, distribution.benchmark, language
        )
        rows.append(
            Row(
                area_link(
                    distribution.areas[code], identity, frame=frame, key="areas-row"
                ),
                [
                    value_cell(measure, result, language),
                    Cell(interval_text(measure, result, language)),
                    Cell("\N{EN DASH}" if rank is None else str(rank)),
                    Cell(side),
                ],
                "own" if identity == Identity.OWN else "",
            )
        )
    caption = language.gettext("{measure} in every area").format(
        measure=measure.name(language)
    )
    return table(columns, rows, caption=caption, table_id=ids.panel_table("areas"))


def gap_picture(gap: Gap, language: Language) -> html.Div:
    """The number in large type over its interval, with no difference as the line."""
    figure = interval_mini(
        gap.cases,
        (gap.lower, gap.upper),
        benchmark=BenchmarkLine(language.gettext("No difference"), 0.0),
    )
    drawing = draw(
        figure,
        title="",
        description="",
        id_prefix="gap",
        links=lambda _: None,
        css_class="mini",
    )
    words = {
        "cases": gap_figure(gap.cases, language),
        "lower": gap_figure(gap.lower, language),
        "upper": gap_figure(gap.upper, language),
    }
    said = language.gettext("Could be chance")
    beside = language.gettext("{cases}; 95% interval {lower} to {upper}")
    if gap.is_clear:
        said = language.gettext("About {cases}")
        beside = language.gettext("95% interval {lower} to {upper}")
    return html.Div(
        [
            html.P(
                [
                    html.B(said.format(**words)),
                    " ",
                    html.Span(beside.format(**words)),
                ],
                className="figure",
            ),
            Markup(drawing),
        ],
        className="picture gap-picture",
    )


def gap_table(gap: Gap, row: ScoreRow, language: Language) -> html.Table:
    """The gap and its interval as numbers, fewer being negative."""
    columns = [
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Difference in cases")),
        Column(language.gettext("Lower limit")),
        Column(language.gettext("Upper limit")),
    ]
    cells: list[Any] = [
        Cell(language.number(number)) for number in (gap.cases, gap.lower, gap.upper)
    ]
    return table(
        columns,
        [Row(row.period.words(language), cells)],
        caption=language.gettext("What matching the benchmark would have meant"),
        table_id=ids.panel_table("gap"),
    )
