"""Areas graded higher on a criterion, and the measures of the areas they serve."""

from dataclasses import replace
from typing import Any

from dashboard.benchmarks import Benchmark
from dashboard.formats import comparison_text, value_text
from dashboard.inspection.grades import Rating, Sheet
from dashboard.inspection.words import body_name, grade_text, inspected_text
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pages import Better, InspectionView
from dashboard.view_state import MOST_PINNED
from layouts import html, ids
from layouts.fields import capitalised
from layouts.frame import Frame
from layouts.inspection.grades import grade_look
from layouts.tables import Cell, Column, Row, table
from layouts.twins import value_cell

#: More areas of one grade than this are in the table alone.
MOST_NAMED = 8


def better_list(view: InspectionView, frame: Frame) -> html.Div | None:
    """Who was graded higher, good or better before the rest; None without anybody.

    Of each grade areas that serve one like the reader's come first.
    """
    sheet = view.sheet
    if sheet is None or not view.higher:
        return None
    by_grade: dict[str, list[Better]] = {}
    for each in view.higher:
        by_grade.setdefault(each.rating.grade, []).append(each)
    peers = set(view.geography.peers.get(frame.state.area or frame.defaults.area, ()))
    return html.Div(
        [
            html.Section(
                [
                    _grade_heading(grade, sheet, frame.language),
                    *_named(
                        sorted(found, key=lambda each: peers.isdisjoint(each.results)),
                        view,
                        frame,
                    ),
                ]
            )
            for grade, found in by_grade.items()
        ],
        className="picture higher",
    )


def _named(found: list[Better], view: InspectionView, frame: Frame) -> list[Any]:
    parts: list[Any] = [html.Ul([_body(x, view, frame) for x in found[:MOST_NAMED]])]
    rest = len(found) - MOST_NAMED
    if rest > 0:
        more = frame.language.ngettext(
            "{count} more is in the table.", "{count} more are in the table.", rest
        ).format(count=frame.language.number(rest))
        parts.append(html.P(more, className="small muted"))
    return parts


def better_table(view: InspectionView, frame: Frame) -> html.Table | None:
    """A row an area they serve, with its figure; None without anybody."""
    sheet, measure = view.sheet, view.measure
    if sheet is None or not view.higher:
        return None
    language = frame.language
    columns = [
        Column(language.gettext("Graded higher"), is_number=False),
        Column(language.gettext("Grade"), is_number=False),
        Column(language.gettext("Inspected"), is_number=False),
        Column(language.gettext("Serves"), is_number=False),
    ]
    if measure is not None:
        columns.append(Column(measure.short(language)))
    rows = []
    for each in view.higher:
        for code in each.results:
            cells = [
                Cell(grade_text(each.rating.grade, language)),
                Cell(inspected_text([each.rating], language) or "\N{EN DASH}"),
                Cell(frame.areas[code].name(language)),
            ]
            if measure is not None:
                cells.append(value_cell(measure, each.results[code], language))
            rows.append(Row(each.body.name(language), cells))
    return table(
        columns,
        rows,
        caption=language.gettext("Areas graded higher, and their figures"),
        table_id=ids.panel_table("criterion"),
    )


def _grade_heading(grade: str, sheet: Sheet, language: Language) -> html.H3:
    look = grade_look(grade, sheet.scale)
    return html.H3(
        [
            html.I(
                look.shape,
                className=f"swatch shaped {look.css_class}",
                **{"aria-hidden": "true"},
            ),
            " ",
            capitalised(grade_text(grade, language)),
        ]
    )


def _body(each: Better, view: InspectionView, frame: Frame) -> html.Li:
    language, measure = frame.language, view.measure
    name = body_name(each.body.type, each.body.name(language), language)
    if each.body.code in each.results:
        # It serves itself: its name, with its figure, is the heading.
        return html.Li(
            [
                html.Ul([_served(each.body.code, each, view, frame)]),
                html.P(_when(each.rating, language)),
                _compare_link(each, measure, frame),
            ]
        )
    return html.Li(
        [
            html.P([html.B(name), _when(each.rating, language)]),
            html.Ul(
                [_served(code, each, view, frame) for code in each.results],
                className="served",
            ),
            _compare_link(each, measure, frame),
        ]
    )


def _when(rating: Rating, language: Language) -> html.Span | None:
    month = inspected_text([rating], language)
    if not month:
        return None
    said = language.gettext("inspected {month}").format(month=month)
    return html.Span([" ", said], className="tiny muted")


def _served(code: str, each: Better, view: InspectionView, frame: Frame) -> html.Li:
    """An area they serve: its measures, and its figure on the one in view."""
    language, measure, national = frame.language, view.measure, view.national
    area = frame.areas[code]
    hint = html.Span(" " + language.gettext("(all its measures)"), className="vh")
    link = html.A(
        [area.name(language), hint],
        href=frame.link(replace(frame.state, area=code), path="/"),
    )
    if measure is None or national is None:
        return html.Li(link)
    result = each.results[code]
    figure: list[Any] = [" ", html.B(value_text(measure, result.value, language))]
    if result.value is not None:
        against = Benchmark("england_and_wales", national.value, national)
        verdict = comparison_text(each.comparisons[code], result, against, language)
        figure.append(html.Span(f" {verdict}", className="tiny muted"))
    return html.Li([link, *figure])


def _compare_link(each: Better, measure: Measure | None, frame: Frame) -> Any:
    """The comparison with those areas pinned beside one's own."""
    if measure is None:
        return None
    language = frame.language
    codes = [c for c in each.results if c != frame.state.area][:MOST_PINNED]
    if not codes:
        return None
    state = replace(
        frame.state,
        measure=measure.id,
        pinned=tuple(codes),
        framework="",
        criterion="",
        graded="",
    )
    name = html.Span(f" ({each.body.name(language)})", className="vh")
    return html.A(
        [language.gettext("Compare with yours"), name],
        href=frame.link(state, path="/compare"),
        className="small",
    )
