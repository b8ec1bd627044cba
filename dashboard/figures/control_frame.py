"""What a control chart lays out before it draws: its words, size, ranges and ticks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charting import ControlChart
from dashboard.figures import theme
from dashboard.figures.axes import nice_ticks, padded_range, tick_texts, value_text
from dashboard.figures.lettering import text_width
from dashboard.figures.over_time import Values, units_once
from dashboard.figures.signals import Band, first_drawn
from dashboard.language import Language
from dashboard.measures import Kind
from dashboard.periods import Frequency, Period
from dashboard.stats.spc import MINIMUM_POINTS

#: Height of a plot and of a line of words above it, in pixels.
HEIGHT, NARROW_HEIGHT, LINE = 340, 260, 20

_TOP, _BOTTOM, _RIGHT = 12, 28, 18


@dataclass(frozen=True)
class Wording:
    """How the chart speaks: its language, how it writes a value, and how briefly."""

    language: Language
    value: Callable[[float], str]
    is_narrow: bool
    target: float | None

    def dated(self, period: Period, value: float) -> str:
        """A value with its period: "October 2017: 88.3%"."""
        return self.language.gettext("{period}: {value}").format(
            period=period.words(self.language), value=self.value(value)
        )


@dataclass(frozen=True)
class ControlFrame:
    """Pixels of the picture, and the places and values its plot goes from and to."""

    width: int
    plot_height: int
    margin: theme.Margin
    first: int
    last: int
    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels from the top of the picture to its foot."""
        return round(self.margin.top + self.plot_height + self.margin.bottom)

    @property
    def room(self) -> float:
        """Pixels across the plot."""
        return self.width - self.margin.left - self.margin.right

    @property
    def step(self) -> float:
        """Pixels from one period to the next."""
        return self.room / (self.last - self.first + 1)

    def pixel(self, place: float) -> float:
        """Where a place stands, from the left edge of the picture."""
        return self.margin.left + (place - self.first + 0.5) * self.step

    def lowered(self, pixels: float) -> "ControlFrame":
        """The same plot with so much more room above it."""
        margin = self.margin._replace(top=self.margin.top + pixels)
        return replace(self, margin=margin)


def choose_words(chart: ControlChart, language: Language, *, width: int) -> Wording:
    """How a chart of this width speaks of its values: as they are, or as differences.

    A chart of differences has no target: that is a level.
    """
    target = None if chart.is_seasonal or not chart.target else chart.target.value
    return Wording(language, _writer(chart, language), width < theme.NARROW, target)


def _writer(chart: ControlChart, language: Language) -> Callable[[float], str]:
    measure = chart.measure
    if not chart.is_seasonal:
        return lambda value: value_text(value, measure, language)
    scale = 100 if measure.kind == Kind.PROPORTION else 1

    def signed(value: float) -> str:
        text = language.number(value * scale, measure.printed_decimals)
        return f"+{text}" if value > 0 and text.strip("0.") else text

    return signed


def level_texts(
    bands: Sequence[Band], words: Wording
) -> list[tuple[float, str, dict[str, Any]]]:
    """Value, words and letters of each level of the latest phase, and of the target."""
    gettext = words.language.gettext
    upper, lower = gettext("Upper limit {value}"), gettext("Lower limit {value}")
    if words.is_narrow:
        upper, lower = gettext("Upper {value}"), gettext("Lower {value}")
    plain = theme.font(theme.INK_2)
    strong = theme.bold(size=theme.SMALL if words.is_narrow else theme.STRONG)
    levels: list[tuple[float | None, str, dict[str, Any]]] = []
    if bands:
        latest = bands[-1]
        levels += [
            (latest.upper, upper, plain),
            (latest.mean, gettext("Mean {value}"), strong),
            (latest.lower, lower, plain),
        ]
    levels.append((words.target, gettext("Target {value}"), strong))
    return [
        (level, text.format(value=words.value(level)), letters)
        for level, text, letters in levels
        if level is not None
    ]


def lay_out(
    chart: ControlChart,
    bands: Sequence[Band],
    reference: Values,
    *,
    words: Wording,
    width: int,
) -> ControlFrame:
    """Margins for the words on either side, and ranges that hold all that is drawn."""
    first = first_drawn(chart)
    low, high = _value_range(chart, bands, [*reference, words.target])
    ticks = nice_ticks(low, high, most=8)
    texts = _tick_texts(chart, ticks, words.language)
    widest = max((text_width(text, theme.font()) for text in texts), default=20.0)
    named = [text_width(text, font) for _, text, font in level_texts(bands, words)]
    frame = ControlFrame(
        width=width,
        plot_height=NARROW_HEIGHT if words.is_narrow else HEIGHT,
        margin=theme.Margin(
            left=round(widest) + 12,
            top=_TOP,
            right=round(max(named, default=0)) + _RIGHT,
            bottom=_BOTTOM,
        ),
        first=first,
        last=max(len(chart.charted) - 1, len(reference) - 1, first + 1),
        low=low,
        high=high,
        ticks=tuple(ticks),
        texts=tuple(units_once(texts)),
        headings=tuple(_headings(chart, bands, words.language)),
    )
    return frame.lowered(len(frame.headings) * LINE)


def _value_range(
    chart: ControlChart, bands: Sequence[Band], others: Values
) -> tuple[float, float]:
    every = [*chart.charted, *others]
    for band in bands:
        every += [band.lower, band.mean, band.upper]
    known = [value for value in every if value is not None]
    if not known:
        return padded_range(0.0, 1.0, kind=chart.measure.kind)
    return padded_range(min(known), max(known), kind=chart.measure.kind, share=0.08)


def _tick_texts(
    chart: ControlChart, ticks: Sequence[float], language: Language
) -> list[str]:
    texts = tick_texts(ticks, chart.measure, language)
    if not chart.is_seasonal:
        return texts
    # Percentage points are named once, over the axis: "%" would be another thing.
    bare = [text.removesuffix("%") for text in texts]
    pairs = zip(ticks, bare, strict=True)
    return [f"+{text}" if tick > 0 else text for tick, text in pairs]


def _headings(
    chart: ControlChart, bands: Sequence[Band], language: Language
) -> list[str]:
    """What must be known before the chart is read: lines above it, mostly none."""
    headings = []
    if chart.is_seasonal:
        headings.append(
            language.gettext("Difference from a year earlier, percentage points")
            if chart.measure.kind == Kind.PROPORTION
            else language.gettext("Difference from a year earlier")
        )
    if bands and bands[-1].is_trial and bands[-1].lower is not None:
        headings.append(trial_text(chart, bands[-1], language))
    return headings


def trial_text(chart: ControlChart, band: Band, language: Language) -> str:
    """How many periods limits on trial rest on, and how many it takes."""
    if band.points >= MINIMUM_POINTS:
        return language.gettext("Trial limits: too few cases to judge by")
    message = {
        Frequency.MONTH: language.gettext("Trial limits: {points} of {needed} months"),
        Frequency.QUARTER: language.gettext(
            "Trial limits: {points} of {needed} quarters"
        ),
        Frequency.YEAR: language.gettext("Trial limits: {points} of {needed} years"),
    }[chart.measure.frequency]
    return message.format(points=band.points, needed=MINIMUM_POINTS)
