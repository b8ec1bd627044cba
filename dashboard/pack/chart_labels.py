"""Names in a native chart: beside lines and over marks, apart from one another."""

from typing import NamedTuple

from dashboard.areas import Identity
from dashboard.figures.theme import INK, INK_3, LOOKS
from dashboard.pack.native import NativeChart, Role, Series, Shape

#: Of the chart's height: a line of letters, and the air over an interval.
LINE, AIR = 0.062, 0.02
#: Of the chart's width: about as long as a name and its value.
WIDE = 0.2


class Label(NamedTuple):
    """Words at one point; `lift` is how far above it, as a share of the chart."""

    series: int
    point: int
    words: str
    colour: str
    is_bold: bool
    is_beside: bool
    lift: float = 0.0


def chart_labels(
    native: NativeChart, bounds: tuple[float, float], plot: float
) -> list[Label]:
    """The names a chart shows; `plot` is the share of its height that is its plot."""
    if native.shape == Shape.LINES:
        return _beside(native, bounds, plot)
    found = []
    for number, series in enumerate(native.series):
        point = _named_point(series)
        if point is None:
            continue
        lift = 0.0
        value = series.values[point]
        ends = series.ends[point] if series.ends else None
        if ends is not None and value is not None:
            lift = (ends[1] - value) / (bounds[1] - bounds[0]) * plot + AIR
        words = series.name
        if native.shape == Shape.DOTS and value is not None:
            words = f"{series.name} {written(value, native.number_format)}"
        found.append(
            Label(
                number,
                point,
                words,
                _colour(series),
                is_bold=True,
                is_beside=False,
                lift=lift,
            )
        )
    return _apart(found, native, bounds, plot)


def _apart(
    labels: list[Label], native: NativeChart, bounds: tuple[float, float], plot: float
) -> list[Label]:
    """The same with those raised that would lie on one before them."""
    placed: list[tuple[float, float]] = []
    moved = []
    for label in sorted(labels, key=lambda each: each.point):
        series = native.series[label.series]
        value = series.values[label.point] or 0.0
        across = label.point / max(len(native.categories), 1)
        if native.shape == Shape.SCATTER:
            # Places on a measured axis are not numbered: they are left as they are.
            return labels
        base = (value - bounds[0]) / (bounds[1] - bounds[0]) * plot
        lift = label.lift
        while any(
            abs(across - x) < WIDE and abs(base + lift - y) < LINE for x, y in placed
        ):
            lift += LINE / 2
        placed.append((across, base + lift))
        moved.append(label._replace(lift=lift))
    return moved


def _named_point(series: Series) -> int | None:
    """Where a series is named: areas with an identity, and the benchmark's line."""
    if series.role == Role.LIMIT:
        return None
    if series.role == Role.AREA:
        known = [n for n, value in enumerate(series.values) if value is not None]
        return known[0] if known and series.identity != Identity.OTHER else None
    # Towards the end, where the marks are below the line, and inside the chart.
    return max(len(series.values) - 4, 0)


def _beside(
    native: NativeChart, bounds: tuple[float, float], plot: float
) -> list[Label]:
    """Each line's name where it ends, moved as little as keeps names apart."""
    ends: list[tuple[float, int, int]] = []
    for number, series in enumerate(native.series):
        known = [n for n, value in enumerate(series.values) if value is not None]
        # Of a level that came to an end nobody asks the name.
        is_over = bool(known) and known[-1] < len(series.values) - 3
        if known and not (is_over and series.role in (Role.LIMIT, Role.AVERAGE)):
            value = series.values[known[-1]] or 0.0
            height = (value - bounds[0]) / (bounds[1] - bounds[0]) * plot
            ends.append((height, number, known[-1]))
    labels = []
    # From the top down: what would touch the one above it moves below.
    free = float("inf")
    for height, number, point in sorted(ends, reverse=True):
        at = min(height, free)
        free = at - LINE
        series = native.series[number]
        labels.append(
            Label(
                number,
                point,
                series.name,
                _colour(series),
                is_bold=series.role == Role.AREA,
                is_beside=True,
                lift=at - height,
            )
        )
    return labels


def written(value: float, number_format: str) -> str:
    """A value as the format writes it."""
    places = len(number_format.partition(".")[2].rstrip("%"))
    if number_format.endswith("%"):
        return f"{value * 100:.{places}f}%"
    return f"{value:,.{places}f}"


def _colour(series: Series) -> str:
    if series.role == Role.LIMIT:
        return INK_3
    return LOOKS[series.identity].text if series.role == Role.AREA else INK
