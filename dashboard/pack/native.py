"""A panel's figures as a chart that a slide program draws itself and lets be edited."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from dashboard.areas import ENGLAND_AND_WALES, Identity
from dashboard.exports import Extract
from dashboard.figures.theme import INK, LOOKS, Figure
from dashboard.language import Language
from dashboard.measures import Catalogue, Kind, Measure
from dashboard.periods import parse_period
from dashboard.results import Comparison

#: More lines than this are a tangle.
MOST_LINES = 6
#: Fewer points than this are no line.
FEWEST_POINTS = 3
#: Rows that stand for a band of all areas rather than for one.
BANDS = ("percentile_10", "percentile_90")
LIMITS = ("mean", "lower_limit", "upper_limit")
#: What a row says where it is one figure of a measure.
NEEDED = {"measure", "area_code", "area", "category", "period", "value"}


class Shape(StrEnum):
    """How a chart is drawn."""

    DOTS = "dots"
    LINES = "lines"
    SCATTER = "scatter"


class Role(StrEnum):
    """What a series stands for beside areas, which have identities."""

    AREA = "area"
    BENCHMARK = "benchmark"
    AVERAGE = "average"
    LIMIT = "limit"


class Series(NamedTuple):
    """One series; `ends` are the lower and upper ends of intervals, where known.

    `at` are places along the other axis, for charts that measure both.
    """

    name: str
    role: Role
    identity: Identity
    values: tuple[float | None, ...]
    ends: tuple[tuple[float, float] | None, ...] = ()
    at: tuple[float, ...] = ()
    is_hollow: bool = False


class NativeChart(NamedTuple):
    """A chart in plain numbers, and how they are written."""

    shape: Shape
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    axis: str
    across: str = ""
    dates: tuple[date, ...] = ()
    is_log: bool = False


Row = Mapping[str, Any]


def native_chart(
    extract: Extract,
    catalogue: Catalogue,
    identities: Mapping[str, Identity],
    language: Language,
) -> NativeChart | None:
    """The chart of an extract; None for figures that no one chart can hold.

    Several periods are lines, one period is dots with their intervals. Figures of
    several measures, of too many lines, or of no measure by itself are left to
    pictures and tables.
    """
    if not set(extract.columns) >= NEEDED:
        return None
    rows = [dict(zip(extract.columns, row, strict=True)) for row in extract.rows]
    rows = [row for row in rows if row.get("value") is not None]
    measures = {str(row["measure"]) for row in rows}
    if len(measures) != 1 or not measures <= set(catalogue):
        return None
    measure = catalogue[measures.pop()]
    if len({row["period"] for row in rows}) >= FEWEST_POINTS:
        return _lines(extract, measure, identities, language)
    return _dots(rows, measure, identities, language)


def number_format(measure: Measure) -> str:
    """How a slide program writes the measure's values."""
    decimals = f".{'0' * measure.decimals}" if measure.decimals else ""
    return f"0{decimals}%" if measure.kind == Kind.PROPORTION else f"#,##0{decimals}"


def _dots(
    rows: Sequence[Row],
    measure: Measure,
    identities: Mapping[str, Identity],
    language: Language,
) -> NativeChart | None:
    """Areas, or groups of one area, the highest first, against the benchmark."""
    areas = [r for r in rows if r["area_code"] not in ("", ENGLAND_AND_WALES)]
    whole = [r for r in rows if r["area_code"] == ENGLAND_AND_WALES]
    is_by_area = len({r["area_code"] for r in areas}) > 1
    labels = [str(r["area"] if is_by_area else r["category"]) for r in areas]
    if len(areas) < FEWEST_POINTS or len(set(labels)) != len(labels):
        return None
    paired = sorted(zip(labels, areas, strict=True), key=lambda p: -p[1]["value"])
    ordered = [row for _, row in paired]
    series = _groups(ordered, [label for label, _ in paired], identities, language)
    if whole and is_by_area:
        level = (whole[0]["value"],) * len(ordered)
        series.append(
            Series(str(whole[0]["area"]), Role.BENCHMARK, Identity.OTHER, level)
        )
    return NativeChart(
        Shape.DOTS,
        tuple(label for label, _ in paired),
        tuple(series),
        number_format(measure),
        measure.name(language),
    )


def _groups(
    ordered: Sequence[Row],
    labels: Sequence[str],
    identities: Mapping[str, Identity],
    language: Language,
) -> list[Series]:
    """A series an area that has an identity; the others by whether they are similar."""
    members: dict[tuple[str, Identity, bool], set[int]] = {}
    for place, row in enumerate(ordered):
        who = identities.get(row["area_code"], Identity.OTHER)
        is_hollow = row.get("verdict") == Comparison.SIMILAR
        name = labels[place]
        if who == Identity.OTHER:
            name = (
                language.gettext("Similar to the benchmark")
                if is_hollow
                else language.gettext("Different from the benchmark")
            )
        members.setdefault((name, who, is_hollow), set()).add(place)
    return [
        Series(
            name,
            Role.AREA,
            who,
            tuple(r["value"] if n in places else None for n, r in enumerate(ordered)),
            tuple(_ends(r) if n in places else None for n, r in enumerate(ordered)),
            is_hollow=is_hollow,
        )
        for (name, who, is_hollow), places in members.items()
    ]


def _lines(
    extract: Extract,
    measure: Measure,
    identities: Mapping[str, Identity],
    language: Language,
) -> NativeChart | None:
    """One line an area, with what is drawn behind it; a gap stays a gap."""
    rows = [dict(zip(extract.columns, row, strict=True)) for row in extract.rows]
    periods = sorted({str(row["period"]) for row in rows})
    by_name: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        key = (str(row["area_code"] or ""), str(row["category"] or ""))
        if str(row["period"]) in by_name.setdefault(key, {}):
            return None
        by_name[key][str(row["period"])] = row
    if len(by_name) > MOST_LINES + len(BANDS):
        return None
    series = []
    for (code, category), found in by_name.items():
        first = next(iter(found.values()))
        name = str(category if category and not code else first["area"])
        role = Role.AREA
        if code == ENGLAND_AND_WALES:
            role = Role.BENCHMARK
        elif category in BANDS:
            role, name = Role.LIMIT, _band_name(category, language)
        elif category and len({k for k, _ in by_name}) == 1:
            name = category
        series.append(
            Series(
                name,
                role,
                identities.get(code, Identity.OTHER),
                tuple(found[p]["value"] if p in found else None for p in periods),
            )
        )
    if set(LIMITS) <= set(extract.columns) and len(by_name) == 1:
        (found,) = by_name.values()
        series += _limits(found, periods, language)
    return NativeChart(
        Shape.LINES,
        tuple(periods),
        tuple(series),
        number_format(measure),
        measure.name(language),
        dates=tuple(_first_day(label, measure) for label in periods),
    )


def _first_day(label: str, measure: Measure) -> date:
    """Where a period stands on an axis of time; raises ValueError for no period."""
    for window in measure.windows:
        period = parse_period(label, window)
        if period is not None:
            return period.start
    raise ValueError(f"{label!r} is no period of {measure.id}")


def _limits(
    found: Mapping[str, Row], periods: Sequence[str], language: Language
) -> list[Series]:
    names = {
        "mean": (language.gettext("Average"), Role.AVERAGE),
        "lower_limit": (language.gettext("Lower limit"), Role.LIMIT),
        "upper_limit": (language.gettext("Upper limit"), Role.LIMIT),
    }
    drawn = []
    for column, (name, role) in names.items():
        values = [found[p][column] if p in found else None for p in periods]
        drawn += [
            Series(name, role, Identity.OTHER, part)
            for part in _steps(values, [_mean_of(found, p) for p in periods])
        ]
    return drawn


def _mean_of(found: Mapping[str, Row], period: str) -> float | None:
    mean: float | None = found[period]["mean"] if period in found else None
    return mean


def _steps(
    values: Sequence[float | None], means: Sequence[float | None]
) -> list[tuple[float | None, ...]]:
    """A level in the parts between its steps: one line would join them aslant."""
    starts = [n for n in range(len(means)) if n == 0 or means[n] != means[n - 1]]
    parts = []
    for start, stop in zip(starts, [*starts[1:], len(means)], strict=True):
        part = tuple(v if start <= n < stop else None for n, v in enumerate(values))
        if any(value is not None for value in part):
            parts.append(part)
    return parts


def scatter_chart(
    figure: Figure, measure: Measure, language: Language
) -> NativeChart | None:
    """A figure of marks over two measured axes, such as a funnel, with its lines."""
    series: list[Series] = []
    for trace in figure["data"]:
        if trace["mode"] == "lines":
            series += _drawn_lines(trace, language)
        elif trace["mode"] == "markers":
            series.append(_marks(trace, language))
    if not any(each.role == Role.AREA for each in series) or not measure.denominator:
        return None
    return NativeChart(
        Shape.SCATTER,
        (),
        tuple(series),
        number_format(measure),
        measure.name(language),
        across=measure.denominator.name(language),
        is_log=figure["layout"]["xaxis"].get("type") == "log",
    )


def _marks(trace: Mapping[str, Any], language: Language) -> Series:
    colour = trace["marker"]["color"]
    identity = next(
        (each for each, look in LOOKS.items() if look.mark == colour), Identity.OTHER
    )
    name = language.gettext("Other areas")
    if identity != Identity.OTHER and trace.get("hovertext"):
        name = str(trace["hovertext"][0]).rpartition(" ")[0]
    return Series(name, Role.AREA, identity, tuple(trace["y"]), at=tuple(trace["x"]))


def _drawn_lines(trace: Mapping[str, Any], language: Language) -> list[Series]:
    """A line as it is; the outline of a band as its two edges."""
    across, values = list(trace["x"]), list(trace["y"])
    if trace.get("fill") != "toself":
        is_average = trace["line"].get("color") == INK
        role = Role.AVERAGE if is_average else Role.LIMIT
        name = language.gettext("Average of areas") if is_average else "99.8%"
        return [_line(name, role, across, values)]
    turn = max(range(len(across)), key=across.__getitem__) + 1
    return [
        _line("95%", Role.LIMIT, across[:turn], values[:turn]),
        _line("95%", Role.LIMIT, across[turn:][::-1], values[turn:][::-1]),
    ]


def _line(
    name: str, role: Role, at: Sequence[float], values: Sequence[float]
) -> Series:
    return Series(name, role, Identity.OTHER, tuple(values), at=tuple(at))


def _ends(row: Row) -> tuple[float, float] | None:
    lower, upper = row["lower"], row["upper"]
    return None if lower is None or upper is None else (lower, upper)


def _band_name(category: str, language: Language) -> str:
    if category == "percentile_10":
        return language.gettext("A tenth of areas below")
    return language.gettext("A tenth of areas above")
