"""Grades as tables: a word and a shape in every cell, and a way to whom to ask."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dashboard.areas import Area
from dashboard.inspection.grades import (
    Criterion,
    Rating,
    Scale,
    Sheet,
    own_bodies,
)
from dashboard.inspection.words import (
    body_name,
    grade_text,
    inspected_text,
    sheet_name,
    spread_text,
)
from dashboard.language import Language
from dashboard.pages import InspectionView
from layouts import html, ids
from layouts.frame import Frame
from layouts.tables import Cell, Column, Row, scrolling, table

#: More areas than this stand in rows, and the criteria in columns.
MOST_COLUMNS = 16
#: Filled at the ends of a scale, hollow next to them, nothing between.
GOOD, FAIRLY_GOOD = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}"
BAD, FAIRLY_BAD = "\N{BLACK DIAMOND}", "\N{WHITE DIAMOND}"


class Look(NamedTuple):
    """How a grade looks: the tint of its cell and the shape before its word."""

    css_class: str
    shape: str


def grade_look(grade: str, scale: Scale) -> Look:
    """The best two grades blue, the worst two pink, each with a shape of its own."""
    place, last = scale.place(grade), len(scale.grades) - 1
    return {
        0: Look("better-2", GOOD),
        1: Look("better-1", FAIRLY_GOOD),
        last - 1: Look("worse-1", FAIRLY_BAD),
        last: Look("worse-2", BAD),
    }.get(place, Look("", ""))


def grade_mark(rating: Rating | None, scale: Scale, language: Language) -> Any:
    """A grade's shape and word; a dash where there is none."""
    if rating is None:
        absent = language.gettext("not graded")
        return [
            html.Span("\N{EN DASH}", **{"aria-hidden": "true"}),
            html.Span(absent, className="vh"),
        ]
    look = grade_look(rating.grade, scale)
    return [
        html.I(look.shape, **{"aria-hidden": "true"}) if look.shape else None,
        html.Span(grade_text(rating.grade, language)),
    ]


def grades_map(view: InspectionView, sheet: Sheet, frame: Frame) -> html.Div:
    """Every grade of a framework; each leads to those graded higher."""
    language = frame.language
    label = language.gettext("Grades: {framework}").format(
        framework=sheet_name(sheet, language)
    )
    are_columns = len(sheet.bodies) <= MOST_COLUMNS
    draw = _by_criterion if are_columns else _by_body
    shown = html.Table(
        [html.Caption(label, className="vh"), *draw(view, sheet, frame)],
        className="grades " + ("across" if are_columns else "down"),
    )
    return html.Div(
        [
            _legend(sheet, language),
            scrolling(shown, label=label, key="grades", css_class="gradebox"),
        ],
        className="picture",
    )


def grades_table(sheet: Sheet, language: Language) -> html.Table:
    """A row a grade: who, on what, how, when."""
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(language.gettext("Criterion"), is_number=False),
        Column(language.gettext("Grade"), is_number=False),
        Column(language.gettext("Inspected"), is_number=False),
    ]
    rows = [
        Row(
            body.name(language),
            [
                Cell(criterion.name),
                Cell(grade_text(rating.grade, language)),
                Cell(inspected_text([rating], language) or "\N{EN DASH}"),
            ],
        )
        for body in sheet.bodies
        for criterion, rating in sheet.of_body(body.code)
    ]
    return table(
        columns,
        rows,
        caption=sheet_name(sheet, language),
        table_id=ids.panel_table("grades"),
    )


def frameworks_table(view: InspectionView, frame: Frame) -> html.Table:
    """The reader's own inspected areas in every framework and edition."""
    language = frame.language
    columns = [
        Column(language.gettext("Framework"), is_number=False),
        Column(language.gettext("Area"), is_number=False),
        Column(language.gettext("Inspected"), is_number=False),
        Column(language.gettext("Grades"), is_number=False),
    ]
    rows = [
        Row(
            _sheet_link(sheet, view, frame),
            [
                Cell(body_name(body.type, body.name(language), language)),
                Cell(inspected_text(_of(sheet, body), language) or "\N{EN DASH}"),
                Cell(spread_text(sheet, _of(sheet, body), language)),
            ],
            "own" if sheet == view.sheet else "",
        )
        for sheet, body in own_sheets(view)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Your area in every framework"),
        css_class="figures frameworks",
        table_id=ids.panel_table("frameworks"),
    )


def own_sheets(view: InspectionView) -> list[tuple[Sheet, Area]]:
    """Each framework's edition with each of its areas that serves the reader's."""
    return [
        (sheet, body)
        for sheet in view.sheets
        for body in own_bodies(sheet, view.geography, view.state.area)
    ]


def in_english(words: str, language: Language) -> Any:
    """Words an inspectorate publishes in English alone, named as such."""
    return words if language.code == "en" else html.Span(words, lang="en")


def _of(sheet: Sheet, body: Area) -> list[Rating]:
    return [rating for _, rating in sheet.of_body(body.code)]


def _sheet_link(sheet: Sheet, view: InspectionView, frame: Frame) -> Any:
    language = frame.language
    name = in_english(sheet_name(sheet, language), language)
    if sheet == view.sheet:
        return html.B(name)
    state = replace(frame.state, framework=sheet.key, criterion="", graded="")
    return html.A(
        name,
        href=frame.link(state),
        **{"data-view": "", "data-key": f"framework-{sheet.key}"},
    )


def _by_criterion(view: InspectionView, sheet: Sheet, frame: Frame) -> list[Any]:
    """Criteria in rows, part by part, and areas in columns."""
    language = frame.language
    own = {body.code for body in view.own}
    everyone = language.gettext("All")
    head = html.Tr(
        [
            html.Th(language.gettext("Criterion"), scope="col"),
            *[
                html.Th(body.name(language), scope="col", className=_column(body, own))
                for body in sheet.bodies
            ],
            html.Th(everyone, scope="col", className="only-narrow"),
        ]
    )
    bodies = [
        html.Tbody(
            [
                html.Tr(
                    [
                        _criterion_heading(criterion, language),
                        *[
                            _cell(view, sheet, body, criterion, frame, own)
                            for body in sheet.bodies
                        ],
                        html.Td(
                            spread_text(sheet, sheet.of_criterion(criterion), language),
                            className="only-narrow",
                        ),
                    ],
                    className="whole" if criterion.is_overall else None,
                )
                for criterion in part
            ]
        )
        for part in _parts(sheet.criteria)
    ]
    return [html.Thead(head), *bodies]


def _by_body(view: InspectionView, sheet: Sheet, frame: Frame) -> list[Any]:
    """Areas in rows and criteria in columns."""
    language = frame.language
    own = {body.code for body in view.own}
    head = [
        html.Th(language.gettext("Area"), scope="col"),
        *[
            html.Th(in_english(each.name, language), scope="col")
            for each in sheet.criteria
        ],
    ]
    rows = [
        html.Tr(
            [
                html.Th(body.name(language), scope="row"),
                *[
                    _cell(view, sheet, body, criterion, frame, own)
                    for criterion in sheet.criteria
                ],
            ],
            className="own" if body.code in own else None,
        )
        for body in sheet.bodies
    ]
    return [html.Thead(html.Tr(head)), html.Tbody(rows)]


def _parts(criteria: Sequence[Criterion]) -> list[list[Criterion]]:
    letters = dict.fromkeys(each.part for each in criteria)
    return [[c for c in criteria if c.part == letter] for letter in letters]


def _criterion_heading(criterion: Criterion, language: Language) -> html.Th:
    name: Any = in_english(criterion.name, language)
    return html.Th(html.B(name) if criterion.is_overall else name, scope="row")


def _cell(
    view: InspectionView,
    sheet: Sheet,
    body: Area,
    criterion: Criterion,
    frame: Frame,
    own: set[str],
) -> html.Td:
    language = frame.language
    rating = sheet.rating(body.code, criterion)
    css = [_column(body, own) or ""] if len(sheet.bodies) <= MOST_COLUMNS else []
    mark = grade_mark(rating, sheet.scale, language)
    if rating is None:
        return html.Td(html.Span(mark), className=" ".join(css).strip() or None)
    css.append(grade_look(rating.grade, sheet.scale).css_class)
    is_chosen = criterion == view.criterion and body == view.graded
    state = replace(frame.state, criterion=criterion.key, graded=body.code)
    current = {"aria-current": "true"} if is_chosen else {}
    link = html.A(
        mark,
        href=frame.link(state),
        **{
            "data-view": "",
            "data-key": f"grade-{body.code}-{criterion.key}",
            **current,
        },
    )
    return html.Td(link, className=" ".join(each for each in css if each) or None)


def _column(body: Area, own: set[str]) -> str | None:
    """On a phone only one's own column stays, beside how many have which grade."""
    return "own" if body.code in own else "hide-narrow"


def _legend(sheet: Sheet, language: Language) -> html.Ul:
    used = {rating.grade for rating in sheet.ratings.values()}
    return html.Ul(
        [
            html.Li(
                [
                    html.I(
                        grade_look(grade, sheet.scale).shape,
                        className=(
                            f"swatch shaped {grade_look(grade, sheet.scale).css_class}"
                        ),
                        **{"aria-hidden": "true"},
                    ),
                    grade_text(grade, language),
                ]
            )
            for grade in sheet.scale.grades
            if grade in used
        ],
        className="legend",
    )
