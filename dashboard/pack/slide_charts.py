"""Native charts of slides: the numbers go in, and the look of the site on top."""

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.areas import Identity
from dashboard.figures.theme import AXIS, INK, INK_2, INK_3, LINE, LOOKS, PAPER
from dashboard.pack.chart_labels import Label, chart_labels
from dashboard.pack.native import NativeChart, Role, Series, Shape
from dashboard.pack.slide_parts import FONT, dress, rgb
from dashboard.zips import zipped

KINDS = {
    Shape.DOTS: XL_CHART_TYPE.LINE_MARKERS,
    Shape.LINES: XL_CHART_TYPE.LINE_MARKERS,
    Shape.SCATTER: XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
}
MARKERS = {
    Identity.OWN: XL_MARKER_STYLE.CIRCLE,
    Identity.P1: XL_MARKER_STYLE.SQUARE,
    Identity.P2: XL_MARKER_STYLE.TRIANGLE,
    Identity.P3: XL_MARKER_STYLE.DIAMOND,
    Identity.P4: XL_MARKER_STYLE.X,
    Identity.OTHER: XL_MARKER_STYLE.CIRCLE,
}
LETTERS = 11
#: Two years and a half, in which months still have room.
LONG_DAYS = 900
#: Of the height of a chart with names under it, and of the width of one with names
#: at the ends of its lines.
PLOT = {
    Shape.DOTS: (0.05, 0.05, 0.93, 0.62),
    Shape.LINES: (0.05, 0.05, 0.76, 0.82),
    Shape.SCATTER: (0.06, 0.05, 0.88, 0.78),
}
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")
_MOMENT = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def add_chart(slide: Any, native: NativeChart, place: tuple[int, int, int, int]) -> Any:
    """Draws the chart on the slide; comes back with its frame."""
    told = _xy_data(native) if native.shape == Shape.SCATTER else _data(native)
    frame = slide.shapes.add_chart(KINDS[native.shape], *place, told)
    chart = frame.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(LETTERS)
    chart.font.name = FONT
    chart.font.color.rgb = rgb(INK_2)
    _still_workbook(chart)
    _dress_axes(chart, native)
    drawn = list(chart.plots[0].series)
    for each, series in zip(drawn, native.series, strict=True):
        _dress(each, series, native)
    for label in chart_labels(native, _bounds(native), PLOT[native.shape][3]):
        _label(drawn[label.series].points[label.point], label)
    _lay_out(chart, PLOT[native.shape])
    return frame


def _data(native: NativeChart) -> Any:
    told: Any = CategoryChartData(number_format=native.number_format)
    told.categories = native.dates or native.categories
    for series in native.series:
        told.add_series(series.name, series.values)
    return told


def _xy_data(native: NativeChart) -> Any:
    told: Any = XyChartData(number_format=native.number_format)
    for series in native.series:
        points = told.add_series(series.name)
        for across, value in zip(series.at, series.values, strict=True):
            points.add_data_point(across, value)
    return told


def _still_workbook(chart: Any) -> None:
    """The chart's own workbook without the moment it was made at."""
    part = chart.part.chart_workbook.xlsx_part
    with ZipFile(BytesIO(part.blob)) as made:
        parts = [
            (name, _CREATED.sub(_MOMENT, made.read(name))) for name in made.namelist()
        ]
    part._blob = zipped(parts)  # noqa: SLF001  # there is no other way to its bytes


def _dress_axes(chart: Any, native: NativeChart) -> None:
    values, across = chart.value_axis, chart.category_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(LINE)
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    values.tick_labels.number_format = native.number_format
    values.tick_labels.number_format_is_linked = False
    low, high = _bounds(native)
    values.minimum_scale, values.maximum_scale = low, high
    across.format.line.color.rgb = rgb(AXIS)
    across.has_major_gridlines = False
    across.tick_labels.font.size = Pt(9 if native.shape == Shape.DOTS else 11)
    across.tick_labels.font.color.rgb = rgb(INK_3)
    _put(across._element, "c:tickLblPos", "low")  # noqa: SLF001  # labels stay below
    if native.shape == Shape.DOTS:
        _turn_labels(across)
    if native.shape == Shape.SCATTER:
        across.has_title = True
        across.axis_title.text_frame.text = native.across
        run = across.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(LETTERS), False
        ends = [at for series in native.series for at in series.at]
        across.minimum_scale, across.maximum_scale = min(ends), max(ends)
        if native.is_log:
            _log(across, (min(ends), max(ends)))
    if native.dates:
        _date(across, native.dates)


def _date(axis: Any, dates: Sequence[date]) -> None:
    """Years where there are several, else months."""
    is_long = (dates[-1] - dates[0]).days > LONG_DAYS
    axis.tick_labels.number_format = "yyyy" if is_long else "mmm yyyy"
    axis.tick_labels.number_format_is_linked = False
    unit = "years" if is_long else "months"
    step = max(1, len(dates) // 8) if not is_long else 1
    _put(axis._element, "c:baseTimeUnit", "months")  # noqa: SLF001  # not offered otherwise
    _put(axis._element, "c:majorUnit", str(step))  # noqa: SLF001  # not offered otherwise
    _put(axis._element, "c:majorTimeUnit", unit)  # noqa: SLF001  # not offered otherwise


def _bounds(native: NativeChart) -> tuple[float, float]:
    """The ends of the axis: round, and a little beyond every mark and interval."""
    found = [v for series in native.series for v in series.values if v is not None]
    found += [end for s in native.series for ends in s.ends if ends for end in ends]
    low, high = min(found), max(found)
    step = 10.0 ** _power((high - low) or abs(high) or 1.0) / 2
    return _down(low, step), -_down(-high, step)


def _power(span: float) -> int:
    power = 0
    while 10.0**power > span:
        power -= 1
    while 10.0 ** (power + 1) <= span:
        power += 1
    return power


def _down(value: float, step: float) -> float:
    return round((value // step) * step, 10)


def _dress(drawn: Any, series: Series, native: NativeChart) -> None:
    drawn.smooth = False
    line = drawn.format.line
    if series.role != Role.AREA:
        is_dashed = series.role == Role.LIMIT
        line.color.rgb = rgb(AXIS if is_dashed else INK)
        line.width = Pt(1.25 if is_dashed else 1.75)
        line.dash_style = MSO_LINE.DASH if is_dashed else MSO_LINE.SOLID
        drawn.marker.style = XL_MARKER_STYLE.NONE
    elif native.shape == Shape.LINES:
        line.color.rgb = rgb(LOOKS[series.identity].mark)
        line.width = Pt(2.25 if series.identity == Identity.OWN else 1.5)
        drawn.marker.style = XL_MARKER_STYLE.NONE
    else:
        line.fill.background()
        _mark(drawn.marker, series)
        _error_bars(drawn._element, series)  # noqa: SLF001  # not offered otherwise


def _mark(marker: Any, series: Series) -> None:
    colour = rgb(LOOKS[series.identity].mark)
    marker.style = MARKERS[series.identity]
    marker.size = 10 if series.identity == Identity.OWN else 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(PAPER) if series.is_hollow else colour
    marker.format.line.color.rgb = colour
    marker.format.line.width = Pt(1.5)


def _label(point: Any, label: Label) -> None:
    told = point.data_label
    told.position = (
        XL_LABEL_POSITION.RIGHT if label.is_beside else XL_LABEL_POSITION.ABOVE
    )
    frame = told.text_frame
    frame.text = label.words
    frame.word_wrap = False
    dress(frame.paragraphs[0], LETTERS, label.colour, is_bold=label.is_bold)
    if label.lift:
        layout = parse_xml(
            f'<c:layout {_C}><c:manualLayout><c:x val="0"/>'
            f'<c:y val="{-label.lift:.4f}"/></c:manualLayout></c:layout>'
        )
        told._dLbl.find(qn("c:idx")).addnext(layout)  # noqa: SLF001  # not offered otherwise


def _error_bars(element: Any, series: Series) -> None:
    """Intervals as lines through the marks; a mark without one has none."""
    if not any(series.ends):
        return
    pairs = [
        (0.0, 0.0)
        if ends is None or value is None
        else (ends[1] - value, value - ends[0])
        for ends, value in zip(series.ends, series.values, strict=True)
    ]
    literals = [
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(pairs)}"/>'
        + "".join(
            f'<c:pt idx="{place}"><c:v>{pair[side]!r}</c:v></c:pt>'
            for place, pair in enumerate(pairs)
        )
        + "</c:numLit>"
        for side in (0, 1)
    ]
    bars = parse_xml(
        f'<c:errBars {_C} {_A}><c:errDir val="y"/><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{literals[0]}</c:plus><c:minus>{literals[1]}</c:minus>"
        '<c:spPr><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{AXIS.lstrip("#")}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    element.find(qn("c:cat")).addprevious(bars)


def _turn_labels(axis: Any) -> None:
    """Names from the bottom upwards: no other way do so many fit."""
    body = axis.tick_labels._element.find(f".//{qn('a:bodyPr')}")  # noqa: SLF001  # not offered otherwise
    if body is not None:
        body.set("rot", "-5400000")
        body.set("vert", "horz")
    _put(axis._element, "c:tickLblSkip", "1")  # noqa: SLF001  # not offered otherwise


def _log(axis: Any, ends: tuple[float, float]) -> None:
    scaling = axis._element.find(qn("c:scaling"))  # noqa: SLF001  # not offered otherwise
    scaling.insert(0, parse_xml(f'<c:logBase {_C} val="10"/>'))
    low, high = (10.0 ** _power(end) for end in ends)
    axis.minimum_scale = _down(ends[0], low)
    axis.maximum_scale = -_down(-ends[1], high)
    axis.tick_labels.number_format = "#,##0"
    axis.tick_labels.number_format_is_linked = False


#: What follows a setting of an axis, in the order the format has them.
_ORDER = (
    "c:majorTickMark", "c:minorTickMark", "c:tickLblPos", "c:spPr", "c:txPr",
    "c:crossAx", "c:crosses", "c:crossesAt", "c:crossBetween", "c:auto", "c:lblAlgn",
    "c:lblOffset", "c:baseTimeUnit", "c:tickLblSkip", "c:tickMarkSkip", "c:majorUnit",
    "c:majorTimeUnit", "c:noMultiLvlLbl",
)  # fmt: skip


def _put(element: Any, name: str, value: str) -> None:
    """Sets a plain setting of an axis, in its place among the others."""
    found = element.find(qn(name))
    if found is None:
        found = parse_xml(f'<{name} {_C} val="{value}"/>')
        later = [qn(each) for each in _ORDER[_ORDER.index(name) + 1 :]]
        following = next((child for child in element if child.tag in later), None)
        if following is None:
            element.append(found)
        else:
            following.addprevious(found)
    found.set("val", value)


def _lay_out(chart: Any, box: tuple[float, float, float, float]) -> None:
    """Where the plot stands in its frame, so that words beside it have room."""
    names = ("x", "y", "w", "h")
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    sizes = "".join(
        f'<c:{name} val="{share}"/>' for name, share in zip(names, box, strict=True)
    )
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")  # noqa: SLF001  # not offered otherwise
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {_C}><c:manualLayout><c:layoutTarget val="inner"/>'
            f"{modes}{sizes}</c:manualLayout></c:layout>"
        ),
    )
