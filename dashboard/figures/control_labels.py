"""The words in and beside a control chart, and where they stand."""

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.areas import Identity
from dashboard.charting import ControlChart
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.control_frame import Wording, level_texts, trial_text
from dashboard.figures.lettering import (
    Box,
    Placed,
    Spot,
    box_at,
    boxes_along,
    place,
    spots_around,
    text_width,
)
from dashboard.figures.over_time import Values, gaps, last_place, stretches
from dashboard.figures.scales import Plot, make_plot
from dashboard.figures.signals import (
    SIGNAL_LOOKS,
    Band,
    provisional_places,
    signalled,
)
from dashboard.figures.trend_labels import below_label
from dashboard.language import Language
from dashboard.results import Status
from dashboard.stats.spc import Rule

#: Pixels between the middles of words above one another in the margin.
_LEADING = 18.0

Notes = list[dict[str, Any]]


def control_labels(
    chart: ControlChart,
    figure: theme.Figure,
    *,
    bands: Sequence[Band],
    reference: tuple[str, Values] | None,
    identity: Identity,
    event_pixels: Sequence[float],
    words: Wording,
) -> Notes:
    """Annotations in order of importance, each where it covers least.

    Levels, the latest value, trial limits and the reference are always named; the
    latest point beyond a limit, gaps and earlier means only where there is room.
    """
    board = _Board(make_plot(figure))
    board.keep_off_lines(chart, bands, reference, words.target, event_pixels)
    board.keep_off_marks(chart)
    notes = _level_notes(bands, board, words)
    notes += _callouts(chart, board, identity, words)
    notes += _trial_notes(chart, bands, board, words)
    if reference:
        notes += _reference_note(reference, chart, figure, board=board)
    notes += _gap_note(chart, board, words)
    notes += _earlier_means(bands, board, words)
    return notes


class _Board:
    """The plot with what already stands on it."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        self.frame = Box(plot.left, plot.top - 6, plot.width, plot.bottom)
        self.taken: list[Box] = []

    def keep_off_lines(
        self,
        chart: ControlChart,
        bands: Sequence[Band],
        reference: tuple[str, Values] | None,
        target: float | None,
        event_pixels: Sequence[float],
    ) -> None:
        """Take up the room of every line."""
        plot = self.plot
        self.taken += self._along(chart.charted)
        self.taken += self._along(reference[1]) if reference else []
        for band in bands:
            left, right = plot.x.at(band.start - 0.5), plot.x.at(band.stop - 0.5)
            self.taken.append(_thin(left, plot.y.at(band.mean), right))
        if target is not None:
            self.taken.append(_thin(plot.left, plot.y.at(target), plot.right))
        for pixel in event_pixels:
            self.taken.append(Box(pixel - 1, plot.top, pixel + 1, plot.bottom))

    def keep_off_marks(self, chart: ControlChart) -> None:
        """Take up the room of signals and of the latest mark."""
        marked = set(signalled(chart))
        latest = last_place(chart.charted)
        if latest is not None:
            marked.add(latest)
        for spot in sorted(marked):
            value = chart.charted[spot]
            if value is not None:
                x, y = self.plot.x.at(spot), self.plot.y.at(value)
                self.taken.append(Box(x - 8, y - 8, x + 8, y + 8))

    def _along(self, values: Values) -> Iterator[Box]:
        x, y = self.plot.x, self.plot.y
        return boxes_along(
            None if value is None else (x.at(spot), y.at(value))
            for spot, value in enumerate(values)
        )

    def best(
        self,
        text: str,
        letters: dict[str, Any],
        anchors: Sequence[tuple[float, float]],
        spots: Sequence[Spot],
        *,
        frame: Box | None = None,
    ) -> tuple[tuple[float, float], Placed, float] | None:
        """The point in axis units, the spot beside it, and what is covered there.

        Words may run on into the margin on the right unless a frame says otherwise.
        """
        found: tuple[tuple[float, float], Placed, float] | None = None
        for x, y in anchors:
            placed, cost = place(
                (self.plot.x.at(x), self.plot.y.at(y)),
                spots,
                text=text,
                letters=letters,
                taken=self.taken,
                frame=frame or self.frame,
            )
            if found is None or cost < found[2] - 1e-9:
                found = (x, y), placed, cost
        return found

    def write(
        self,
        text: str,
        letters: dict[str, Any],
        at: tuple[float, float],
        placed: Placed,
    ) -> Notes:
        """The words as an annotation, whose room is taken from now on."""
        self.taken.append(placed.box)
        spot = placed.spot
        return [
            theme.annotation(
                text,
                (tidy(at[0]), tidy(at[1])),
                letters=theme.with_halo(letters),
                anchors=(spot.anchor, "middle"),
                shift=(round(spot.right, 1), round(-spot.down, 1)),
            )
        ]


def _thin(left: float, y: float, right: float) -> Box:
    return Box(left, y - 1, right, y + 1)


def _level_notes(bands: Sequence[Band], board: _Board, words: Wording) -> Notes:
    """Names and values in the margin, moved apart where levels lie close."""
    plot = board.plot
    labels = level_texts(bands, words)
    labels.sort(key=lambda label: -label[0])
    heights = _spread(
        [plot.y.at(level) for level, _, _ in labels],
        top=plot.top,
        bottom=plot.bottom,
    )
    notes: Notes = []
    for (level, text, letters), height in zip(labels, heights, strict=True):
        spot = Spot(10.0, height - plot.y.at(level), "left")
        left = plot.right + 10
        right = left + text_width(text, letters)
        board.taken.append(Box(left, height - 8, right, height + 8))
        notes.append(
            theme.annotation(
                text,
                (1, tidy(level)),
                letters=letters,
                refs=("paper", "y"),
                anchors=("left", "middle"),
                shift=(spot.right, round(-spot.down, 1)),
            )
        )
    return notes


def _spread(heights: Sequence[float], *, top: float, bottom: float) -> list[float]:
    """Heights from the top down, at least a line apart and within the plot."""
    spread: list[float] = []
    for height in heights:
        lowest = spread[-1] + _LEADING if spread else top
        spread.append(max(height, lowest))
    ceiling = bottom
    for n in range(len(spread) - 1, -1, -1):
        spread[n] = min(spread[n], ceiling)
        ceiling = spread[n] - _LEADING
    return spread


def _callouts(
    chart: ControlChart, board: _Board, identity: Identity, words: Wording
) -> Notes:
    """The latest value, and the latest point beyond a limit where that is another."""
    latest = last_place(chart.charted)
    if latest is None:
        return []
    pending = provisional_places(chart)
    signals = signalled(chart)
    beyond = [
        spot
        for spot in signals
        if any(s.rule == Rule.ASTRONOMICAL for s in chart.chart.points[spot].signals)
    ]
    notes: Notes = []
    for spot in dict.fromkeys([latest, *beyond[-1:]]):
        value = chart.charted[spot]
        if value is None:
            continue
        colour = theme.LOOKS[identity].text
        if spot in signals:
            colour = SIGNAL_LOOKS[signals[spot]].text
        short = words.value(value)
        long = words.dated(chart.periods[spot], value)
        if spot in pending:
            message = words.language.gettext("{value} provisional")
            short, long = message.format(value=short), message.format(value=long)
        letters = theme.bold(colour)
        if spot != latest:
            notes += _callout((long,), (spot, value), board, letters, only_clear=True)
            continue
        texts = (short,) if words.is_narrow else (long, short)
        notes += _callout(texts, (spot, value), board, letters)
    return notes


def _callout(
    texts: Sequence[str],
    at: tuple[float, float],
    board: _Board,
    letters: dict[str, Any],
    *,
    only_clear: bool = False,
) -> Notes:
    """The first of the texts that covers nothing, else the last where it fits best.

    With `only_clear` nothing comes back where it would cover something.
    """
    further = [
        Spot(right, down, anchor)
        for down in (-22.0, 22.0, -32.0, 32.0)
        for right, anchor in ((0.0, "center"), (4.0, "right"), (-4.0, "left"))
    ]
    spots = (*spots_around(7), *further)
    for text in texts:
        found = board.best(text, letters, [at], spots)
        if found and (not found[2] or (text == texts[-1] and not only_clear)):
            return board.write(text, letters, at, found[1])
    return []


def _trial_notes(
    chart: ControlChart, bands: Sequence[Band], board: _Board, words: Wording
) -> Notes:
    """How many periods earlier limits on trial rest on, beside them.

    The latest limits are what the chart is read by: theirs stands over the plot.
    """
    letters = theme.font(theme.INK_3)
    notes: Notes = []
    for band in bands[:-1]:
        if not band.is_trial or band.lower is None or band.upper is None:
            continue
        text = trial_text(chart, band, words.language)
        anchors = [
            (edge, level)
            for level in (band.upper, band.lower)
            for edge in (band.start - 0.5, band.stop - 0.5)
        ]
        spots = [
            Spot(right, down, anchor)
            for down in (-11.0, 11.0)
            for right, anchor in ((4.0, "left"), (-4.0, "right"))
        ]
        found = board.best(text, letters, anchors, spots)
        if found:
            notes += board.write(text, letters, found[0], found[1])
    return notes


def _gap_note(chart: ControlChart, board: _Board, words: Wording) -> Notes:
    """Why there is no value, once, at the widest gap that has room for it."""
    empty = [
        gap
        for gap in gaps(chart.charted)
        if board.plot.x.shows(gap.start) and board.plot.x.shows(gap.stop - 1)
    ]
    letters = theme.font(theme.INK_3)
    plot = board.plot
    inside = Box(plot.left, plot.top, plot.right, plot.bottom)
    for gap in sorted(empty, key=lambda gap: (-len(gap), -gap.start)):
        text = _reason(chart, gap, words.language)
        middle = (gap.start + gap.stop - 1) / 2
        half = plot.x.at(gap.stop - 0.5) - plot.x.at(middle)
        sides = ((0.0, "center"), (half, "right"), (-half, "left"))
        for level, down in ((plot.y.low, -12.0), (plot.y.high, 12.0)):
            spots = [Spot(right, down, anchor) for right, anchor in sides]
            at = middle, level
            found = board.best(text, letters, [at], spots, frame=inside)
            if found and not found[2]:
                return board.write(text, letters, at, found[1])
    return []


def _reason(chart: ControlChart, gap: range, language: Language) -> str:
    if chart.is_seasonal:
        return language.gettext("No figure to compare")
    statuses = {chart.results[spot].status for spot in gap}
    if statuses == {Status.SUPPRESSED}:
        return language.gettext("Too few to publish")
    if statuses == {Status.NOT_APPLICABLE}:
        return language.gettext("Does not apply")
    return language.gettext("Not published")


def _reference_note(
    reference: tuple[str, Values],
    chart: ControlChart,
    figure: theme.Figure,
    *,
    board: _Board,
) -> Notes:
    """The other line's name along it, at its side, or below with a hairline."""
    label, values = reference
    letters = theme.font(theme.INK_2)
    x = board.plot.x
    half = text_width(label, letters) / 2 / (x.along(1) - x.along(0))
    anchors = [
        (float(spot), values[spot] or 0.0)
        for run in stretches(values)
        for spot in run
        # Over a gap it would not be clear which line is named.
        if run[0] <= spot - half and spot + half <= run[-1] and x.shows(spot)
    ]
    spots = [Spot(0, down, "center") for down in (-12.0, 12.0, -18.0, 18.0)]
    found = board.best(label, letters, anchors, spots)
    if found and not found[2]:
        return board.write(label, letters, found[0], found[1])
    aside = [Spot(-10.0, -2.0, "right"), Spot(10.0, 2.0, "left")]
    every = [
        (float(spot), values[spot] or 0.0) for run in stretches(values) for spot in run
    ]
    # From its end on, where it is furthest from what happened.
    shown = [anchor for anchor in reversed(every) if x.shows(anchor[0])]
    found = board.best(label, letters, shown, aside)
    if found and not found[2]:
        return board.write(label, letters, found[0], found[1])
    notes = below_label(label, figure, target=values, others=(chart.charted,))
    for note in notes:
        down = note["ay"] if note["showarrow"] else -note["yshift"]
        at = x.at(note["x"]), board.plot.y.at(note["y"])
        spot = Spot(0, down, "center")
        board.taken.append(box_at(at, spot, text=label, letters=letters))
    return notes


def _earlier_means(bands: Sequence[Band], board: _Board, words: Wording) -> Notes:
    """The mean of each phase but the latest, at the first spot that is clear."""
    letters = theme.font(theme.INK_2)
    notes: Notes = []
    for band in bands[:-1]:
        text = words.language.gettext("Mean {value}").format(
            value=words.value(band.mean)
        )
        anchors = [(spot, band.mean) for spot in range(band.start, band.stop)]
        inside = [
            anchor
            for anchor in anchors
            if board.plot.x.at(anchor[0]) + text_width(text, letters)
            < board.plot.x.at(band.stop - 0.5)
        ]
        spots = [Spot(0, down, "left") for down in (-10.0, 10.0)]
        found = board.best(text, letters, inside, spots)
        if found and not found[2]:
            notes += board.write(text, letters, found[0], found[1])
    return notes
