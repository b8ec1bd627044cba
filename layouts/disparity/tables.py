"""The tables of the page on disproportionality: its figures with all behind them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dashboard.areas import AreaType, Identity, identities
from dashboard.disparity.disparities import Disparity, Recording
from dashboard.disparity.findings import place_text
from dashboard.disparity.recording import RecordingRow
from dashboard.disparity.recording_words import unrecorded_text
from dashboard.disparity.register import Matter, RegisterLine
from dashboard.disparity.rows import Closer, PointRow
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import (
    DASH,
    group_text,
    interval_text,
    rate_text,
    ratio_text,
    span_text,
    verdict_text,
)
from dashboard.formats import count_text, status_mark, status_text
from dashboard.language import Language
from dashboard.measure_words import agency_text
from dashboard.results import Status
from layouts import html, ids
from layouts.disparity.pictures import ordered_areas
from layouts.frame import Frame
from layouts.marks import area_link
from layouts.tables import Cell, Column, Group, Row, grouped_table, table


def group_link(
    point: str, group: str, view: DisproportionalityView, frame: Frame, *, key: str
) -> html.A:
    """A group as a link that looks closer at it, at one decision point."""
    name = group_text(group, view.characteristic, view.labels, frame.language)
    hint = html.Span(f" ({frame.language.gettext('look closer')})", className="vh")
    return html.A(
        [name, hint],
        href=frame.link(replace(frame.state, stage=point, group=group)),
        className="pick",
        **{"data-view": "", "data-key": f"{key}-{point}-{group}"},
    )


def cascade_table(view: DisproportionalityView, frame: Frame) -> html.Table:
    """Every decision point and group, with counts, rates and the nation's ratio."""
    language = frame.language
    columns = [
        Column(language.gettext("Group"), is_number=False),
        Column(language.gettext("Year"), is_number=False, css_class="nowrap"),
        Column(language.gettext("Number")),
        Column(language.gettext("Out of")),
        Column(language.gettext("Rate")),
        Column(language.gettext("Rate compared with")),
        Column(language.gettext("Ratio")),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        Column(language.gettext("In words"), is_number=False, css_class="gap"),
    ]
    if not view.is_of_nation:
        columns.append(Column(language.gettext("England and Wales")))
    groups = [
        Group(_point_heading(row, language), list(_point_rows(row, view, frame)))
        for row in view.rows
    ]
    return grouped_table(
        columns,
        groups,
        caption=language.gettext("Ratios at each decision point, {place}").format(
            place=place_text(view, language)
        ),
        table_id=ids.panel_table("cascade"),
    )


def _point_heading(row: PointRow, language: Language) -> str:
    return language.gettext("{point}, {feeding}").format(
        point=row.point.name(language), feeding=row.point.feeding_in(language)
    )


def _point_rows(
    row: PointRow, view: DisproportionalityView, frame: Frame
) -> Iterable[Row]:
    language = frame.language
    national = {each.group: each for each in row.nation}
    names = [each.group for each in row.groups] or list(national)
    for group in names:
        found = row.of(group)
        cells = _figures(found, language) if found else _no_figures(language)
        if not view.is_of_nation:
            nation = national.get(group)
            cells.append(_ratio_cell(nation, language) if nation else Cell(DASH))
        heading = group_link(row.point.id, group, view, frame, key="cascade")
        yield Row(heading, cells)


def _figures(found: Disparity, language: Language) -> list[Cell]:
    return [
        Cell(span_text(found, language)),
        Cell(count_text(found.events, language)),
        Cell(count_text(found.total, language)),
        Cell(rate_text(found.rate, found.point, language)),
        Cell(rate_text(found.reference_rate, found.point, language)),
        _ratio_cell(found, language),
        Cell(interval_text(found, language)),
        Cell(verdict_text(found, language)),
    ]


def _no_figures(language: Language) -> list[Cell]:
    absent = Cell(status_mark(Status.NOT_AVAILABLE))
    words = language.gettext("Published for England and Wales alone")
    return [*[absent] * 7, Cell(words)]


def _ratio_cell(found: Disparity, language: Language) -> Cell:
    if found.ratio is None:
        title = status_text(found.status, language)
        mark = status_mark(found.status)
        return Cell(html.Span(mark, className="status", title=title))
    return Cell(html.B(ratio_text(found.ratio, language)), found.ratio)


def areas_table(
    view: DisproportionalityView, closer: Closer, frame: Frame
) -> html.Table:
    """Every area, highest first, with rates, recording and England and Wales."""
    language = frame.language
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(language.gettext("Ratio")),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        Column(language.gettext("In words"), is_number=False, css_class="gap"),
        Column(language.gettext("Number")),
        Column(language.gettext("Rate")),
        Column(language.gettext("Rate compared with")),
        Column(language.gettext("Not stated")),
        Column(language.gettext("Could lie between"), css_class="nowrap"),
    ]
    marks = identities(view.state.area, view.state.pinned)
    areas = view.geography.of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    rows = [
        Row(
            area_link(
                areas[each.area_code],
                marks.get(each.area_code, Identity.OTHER),
                frame=frame,
                key="areas-row",
            ),
            _area_cells(each, language),
            "own" if marks.get(each.area_code) == Identity.OWN else "",
        )
        for each in ordered_areas(view, language)
    ]
    if closer.nation is not None:
        name = language.gettext("England and Wales")
        rows.append(Row(name, _area_cells(closer.nation, language)))
    return table(
        columns,
        rows,
        caption=language.gettext("{point} in every area").format(
            point=closer.focus.row.point.name(language)
        ),
        table_id=ids.panel_table("areas"),
    )


def _area_cells(found: Disparity, language: Language) -> list[Cell]:
    low, high = found.recording.low, found.recording.high
    between = DASH
    if low is not None and high is not None:
        between = language.gettext("{lower} to {upper}").format(
            lower=ratio_text(low, language), upper=ratio_text(high, language)
        )
    words: Any = verdict_text(found, language)
    if found.could_reverse:
        words = [words, ". ", language.gettext("Recording could reverse this.")]
    return [
        _ratio_cell(found, language),
        Cell(interval_text(found, language)),
        Cell(words),
        Cell(count_text(found.events, language)),
        Cell(rate_text(found.rate, found.point, language)),
        Cell(rate_text(found.reference_rate, found.point, language)),
        Cell(share_text(found.recording, language)),
        Cell(between),
    ]


def share_text(recording: Recording, language: Language) -> str:
    """The share not stated; the symbol of what is hidden or not counted."""
    if recording.share is None:
        return status_mark(recording.status) or DASH
    return language.percent(recording.share)


def trend_table(
    view: DisproportionalityView, closer: Closer, language: Language
) -> html.Table:
    """Every year by itself and with the two before it, the latest first."""
    columns = [
        Column(language.gettext("Year"), is_number=False),
        Column(language.gettext("Number")),
        Column(language.gettext("Ratio")),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        Column(language.gettext("In words"), is_number=False, css_class="gap"),
        Column(language.gettext("Three years together")),
        Column(language.gettext("95% interval"), css_class="nowrap"),
        Column(language.gettext("Residents of"), is_number=False),
    ]
    rows = [
        Row(
            year.year.period.words(language),
            [
                Cell(count_text(year.single.events, language)),
                _ratio_cell(year.single, language),
                Cell(interval_text(year.single, language)),
                Cell(verdict_text(year.single, language)),
                _ratio_cell(year.pooled, language),
                Cell(interval_text(year.pooled, language)),
                Cell(census_text(year.single, language) or DASH),
            ],
        )
        for year in reversed(closer.trend)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("{point} over the years, {place}").format(
            point=closer.focus.row.point.name(language),
            place=place_text(view, language),
        ),
        table_id=ids.panel_table("trend"),
    )


def census_text(found: Disparity, language: Language) -> str:
    """Which census the residents were counted in; empty where there are none."""
    if found.census is None:
        return ""
    return language.gettext("Census {year}").format(year=found.census)


def recording_table(view: DisproportionalityView, frame: Frame) -> html.Table:
    """The share not stated in every area at each decision point, by agency."""
    language = frame.language
    columns = [Column(language.gettext("Area"), is_number=False)]
    columns += [
        Column(_column_name(row, language), css_class="wrapped")
        for row in view.recording
    ]
    marks = identities(view.state.area, view.state.pinned)
    areas = view.geography.of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    rows = [
        Row(
            area_link(
                area, marks.get(code, Identity.OTHER), frame=frame, key="recording"
            ),
            [_share_cell(row.areas[code], language) for row in view.recording],
            "own" if marks.get(code) == Identity.OWN else "",
        )
        for code, area in areas.items()
    ]
    nation = [_nation_cell(row, language) for row in view.recording]
    rows.append(Row(language.gettext("England and Wales"), nation))
    return table(
        columns,
        rows,
        caption=language.gettext("Share not stated, by area and decision point"),
        table_id=ids.panel_table("recording"),
    )


def _column_name(row: RecordingRow, language: Language) -> str:
    return language.gettext("{point} ({agency}, {year})").format(
        point=row.point.name(language),
        agency=agency_text(row.point.agency, language),
        year=row.year.period.words(language),
    )


def _share_cell(recording: Recording, language: Language) -> Cell:
    said = share_text(recording, language)
    if recording.is_too_high:
        words = language.gettext("no verdict")
        return Cell([html.B(said), html.Span(f" {words}", className="status")])
    return Cell(said, recording.share)


def _nation_cell(row: RecordingRow, language: Language) -> Cell:
    total = row.nation_events.value
    if row.nation.share is None:
        if total is None:
            return Cell(status_mark(row.nation_events.status) or DASH)
        said = language.gettext("of {count}").format(count=language.number(total))
        return Cell(said)
    said = language.gettext("{share} ({unknown} of {count})").format(
        share=language.percent(row.nation.share),
        unknown=language.number(row.nation.unknown or 0.0),
        count=language.number(row.nation.everyone or 0.0),
    )
    return Cell(said, row.nation.share)


def register_table(view: DisproportionalityView, frame: Frame) -> html.Table | None:
    """Each clear difference with what was said of it; None where there is none."""
    if not view.register:
        return None
    language = frame.language
    columns = [
        Column(language.gettext("Difference"), is_number=False),
        Column(language.gettext("Ratio, last two"), css_class="nowrap"),
        Column(language.gettext("Position"), is_number=False, css_class="gap"),
        Column(language.gettext("Action"), is_number=False),
        Column(language.gettext("Owner"), is_number=False),
        Column(language.gettext("Review"), is_number=False, css_class="nowrap"),
    ]
    rows = [
        Row(
            _matter(line, view, frame),
            [
                _named(cell, column)
                for cell, column in zip(
                    _line_cells(line, language), columns[1:], strict=True
                )
            ],
        )
        for line in view.register
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Differences to be explained or reformed"),
        table_id=ids.panel_table("register"),
        css_class="register cards",
    )


def _named(cell: Cell, column: Column) -> Cell:
    """A cell that names its column where a phone has no room for columns."""
    if cell.content == DASH:
        return cell._replace(css_class="hide-narrow")
    label = html.Span(f"{column.label}: ", className="only-narrow")
    content = cell.content if isinstance(cell.content, list) else [cell.content]
    return cell._replace(content=[label, *content])


def _matter(
    line: RegisterLine, view: DisproportionalityView, frame: Frame
) -> list[Any]:
    language = frame.language
    point = line.point.name(language)
    if line.matter == Matter.RECORDING:
        return [f"{point}: {unrecorded_text(view.characteristic, language)}"]
    link = group_link(line.point.id, line.group, view, frame, key="register")
    return [f"{point}: ", link]


def _line_cells(line: RegisterLine, language: Language) -> list[Cell]:
    both = [_pair_text(each, language) for each in (line.latest, line.before)]
    told = line.explanation
    cells = [Cell(", ".join(both))]
    if told is None:
        asked = html.B(language.gettext("Explanation asked for"))
        return [*cells, Cell(asked), Cell(DASH), Cell(DASH), Cell(DASH)]
    position = decision_text(told.decision, language)
    said = told.explanation.text(language)
    return [
        *cells,
        Cell([html.B(position), f": {said}" if said else ""]),
        Cell(told.action.text(language) or DASH),
        Cell(told.owner),
        Cell(language.day(told.review_on) if told.review_on else DASH),
    ]


def decision_text(decision: str, language: Language) -> str:
    """Where an explanation stands: offered, accepted or contested."""
    return {
        "offered": language.gettext("Explanation offered"),
        "accepted": language.gettext("Explanation accepted"),
        "contested": language.gettext("Explanation contested"),
    }.get(decision, decision)


def _pair_text(each: Disparity | Recording, language: Language) -> str:
    if isinstance(each, Disparity):
        return ratio_text(each.ratio, language)
    return language.percent(each.share or 0.0)
