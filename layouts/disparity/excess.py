"""How many people a difference is: a number with its interval, beside its ratio."""

from typing import Any

from dashboard.disparity.disparities import Disparity
from dashboard.disparity.rows import PointRow
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import (
    DASH,
    absence_text,
    group_text,
    ratio_text,
    span_text,
)
from dashboard.figures.excess import excess_mini
from dashboard.figures.svg import draw
from dashboard.language import MINUS, Language
from layouts import html, ids
from layouts.disparity.tables import group_link
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.tables import Cell, Column, Row, scrolling, table


def excess_picture(view: DisproportionalityView, frame: Frame) -> html.Div | None:
    """Decision points by group, each a number and a bar; None where nothing is."""
    rows = [row for row in view.drawn_rows if row.is_shown]
    if not rows:
        return None
    drawn = (
        _by_group(rows[0], view, frame)
        if view.is_one_point
        else _by_point(rows, view, frame)
    )
    label = frame.language.gettext("How many people, by decision point and group")
    return html.Div(
        scrolling(drawn, label=label, key="excess", css_class="excess"),
        className="picture",
    )


def _by_point(
    rows: list[PointRow], view: DisproportionalityView, frame: Frame
) -> html.Table:
    language = frame.language
    groups = list(dict.fromkeys(e.group for row in rows for e in row.groups))
    columns = [
        Column(language.gettext("Decision point"), is_number=False),
        *[
            Column(
                group_text(group, view.characteristic, view.labels, language),
                is_number=False,
            )
            for group in groups
        ],
    ]
    most = _most(rows)
    return table(
        columns,
        [
            Row(
                row.point.name(language),
                [
                    _cell(row.of(group), most, language, name=column.label)
                    for group, column in zip(groups, columns[1:], strict=True)
                ],
            )
            for row in rows
        ],
        caption=language.gettext("Above or below the rate compared with, a year"),
        css_class="excesses cards",
    )


def _by_group(row: PointRow, view: DisproportionalityView, frame: Frame) -> html.Table:
    language = frame.language
    columns = [
        Column(language.gettext("Group"), is_number=False),
        Column(row.point.name(language), is_number=False),
    ]
    most = _most([row])
    return table(
        columns,
        [
            Row(
                group_link(row.point.id, each.group, view, frame, key="excess"),
                [_cell(each, most, language)],
            )
            for each in row.groups
        ],
        caption=language.gettext("Above or below the rate compared with, a year"),
        css_class="excesses",
    )


def _most(rows: list[PointRow]) -> float:
    return max(
        (
            abs(each.excess.people) / each.years
            for row in rows
            for each in row.groups
            if each.excess
        ),
        default=0.0,
    )


def _cell(
    found: Disparity | None, most: float, language: Language, *, name: str = ""
) -> Cell:
    """A number, its bar, limits and ratio; `name` heads it where columns do not."""
    label = [html.Span(f"{name} ", className="only-narrow")] if name else []
    if found is None:
        return Cell([*label, DASH])
    if found.excess is None or found.ratio is None:
        absent = html.Span(absence_text(found, language), className="status")
        return Cell([*label, absent])
    number = found.excess.people / found.years
    bar = draw(
        excess_mini(number, most=most),
        title="",
        description="",
        links=lambda _: None,
        css_class="mini",
    )
    beside = language.gettext("{limits}; ratio {ratio}").format(
        limits=limits_text(found, language) or DASH,
        ratio=ratio_text(found.ratio, language),
    )
    content: list[Any] = [
        *label,
        html.B(signed_text(number, language)),
        Markup(bar),
        html.Span(beside, className="limits"),
    ]
    return Cell(content)


def signed_text(number: float, language: Language) -> str:
    """A whole number with its sign: "+242", "−27", "0"."""
    text = language.number(number)
    return text if text == "0" or text.startswith(MINUS) else f"+{text}"


def limits_text(found: Disparity, language: Language) -> str:
    """The limits of an excess in a year; empty where there are none."""
    excess = found.excess
    if excess is None or excess.lower is None or excess.upper is None:
        return ""
    return language.gettext("{lower} to {upper}").format(
        lower=signed_text(excess.lower / found.years, language),
        upper=signed_text(excess.upper / found.years, language),
    )


def excess_table(view: DisproportionalityView, frame: Frame) -> html.Table:
    """Each decision point and group: number, limits, ratio, of how many."""
    language = frame.language
    columns = [
        Column(language.gettext("Decision point and group"), is_number=False),
        Column(language.gettext("Year"), is_number=False, css_class="nowrap"),
        Column(language.gettext("Above or below, a year")),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        Column(language.gettext("Ratio")),
        Column(language.gettext("Number")),
    ]
    rows = []
    for row in view.rows:
        for each in row.groups:
            name = group_text(each.group, view.characteristic, view.labels, language)
            count = DASH if each.events is None else language.number(each.events)
            number = DASH
            if each.excess is not None:
                number = signed_text(each.excess.people / each.years, language)
            rows.append(
                Row(
                    f"{row.point.name(language)}: {name}",
                    [
                        Cell(span_text(each, language)),
                        Cell(number),
                        Cell(limits_text(each, language) or DASH),
                        Cell(ratio_text(each.ratio, language)),
                        Cell(count),
                    ],
                )
            )
    return table(
        columns,
        rows,
        caption=language.gettext("How many people, by decision point and group"),
        table_id=ids.panel_table("excess"),
    )
