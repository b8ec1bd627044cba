"""The words over two measures, one's own way among them, and where they stand."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy, value_text
from dashboard.figures.lettering import (
    Box,
    Placed,
    Spot,
    boxes_along,
    place,
    spots_around,
)
from dashboard.figures.scales import Plot
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.periods import Period

Note = dict[str, Any]
Notes = list[Note]
_Point = tuple[float, float]
_Place = tuple[_Point, Sequence[Spot]]
_Tried = tuple[tuple[Placed, float], str, _Point]


class PairMark(NamedTuple):
    """One area: its value of the measure across and of the measure upwards."""

    code: str
    x: float
    y: float


class PathStep(NamedTuple):
    """Where one's own area was in a period; None where it has no figure."""

    period: Period
    x: float | None
    y: float | None


class _Wanted(NamedTuple):
    """Words for a point, its mark's radius, and their letters."""

    text: str
    at: _Point
    radius: float
    letters: dict[str, Any]


#: Places further from a mark, to which a hairline leads.
_AFAR = tuple(
    Spot(right, down, "center")
    for far in (36, 58)
    for down in (-far, far)
    for right in (0, far, -far)
)


def _covered(tried: _Tried) -> float:
    return tried[0][1]


class PathLabels:
    """Words over the plot, each where it covers least."""

    def __init__(
        self,
        plot: Plot,
        marks: Sequence[PairMark],
        steps: Sequence[PathStep],
        identities: Mapping[str, Identity],
    ) -> None:
        self.plot = plot
        self.identities = identities
        self.named = sorted(
            (mark for mark in marks if mark.code in identities),
            key=lambda mark: -theme.DRAWN.index(identities[mark.code]),
        )
        self.known = [
            (step.period, step.x, step.y)
            for step in steps
            if step.x is not None and step.y is not None
        ]
        self.taken = [self._mark_box(mark) for mark in marks]
        self.taken += boxes_along(
            None if s.x is None or s.y is None else (plot.x.at(s.x), plot.y.at(s.y))
            for s in steps
        )

    def _mark_box(self, mark: PairMark) -> Box:
        identity = self.identities.get(mark.code, Identity.OTHER)
        # A wider berth around named marks: a name must not seem to be the next one's.
        half = theme.mark_size(identity) / 2 + (1 if identity == Identity.OTHER else 3)
        x, y = self.plot.x.at(mark.x), self.plot.y.at(mark.y)
        return Box(x - half, y - half, x + half, y + half)

    def of_benchmarks(
        self,
        benchmarks: tuple[theme.BenchmarkLine, theme.BenchmarkLine],
        measures: tuple[Measure, Measure],
        language: Language,
    ) -> Notes:
        """Name and value at an end of each line; the value alone where names collide.

        Both lines are then kept clear of other words.
        """
        plot = self.plot
        across, up = benchmarks
        notes: Notes = []
        lines = []
        if across.value is not None:
            x = plot.x.at(across.value)
            lines.append(Box(x - 1, plot.top, x + 1, plot.bottom))
            value = value_text(across.value, measures[0], language)
            places = [
                ((across.value, end), [Spot(6, down, "left"), Spot(-6, down, "right")])
                for end, down in ((plot.y.ends[1], 9.0), (plot.y.ends[0], -9.0))
            ]
            notes.append(self._line_name(across.label, value, places))
        if up.value is not None:
            y = plot.y.at(up.value)
            lines.append(Box(plot.left, y - 1, plot.right, y + 1))
            value = value_text(up.value, measures[1], language)
            places = [
                ((end, up.value), [Spot(aside, down, side) for down in (-10.0, 11.0)])
                for end, aside, side in (
                    (plot.x.ends[1], -2.0, "right"),
                    (plot.x.ends[0], 4.0, "left"),
                )
            ]
            notes.append(self._line_name(up.label, value, places))
        self.taken += lines
        return notes

    def _line_name(self, label: str, value: str, places: Sequence[_Place]) -> Note:
        """At the first clear place; without the name where only the value fits."""
        letters = theme.bold(size=theme.SMALL)
        tried = [
            (self._best(text, at, spots, letters), text, at)
            for text in (f"{label} {value}", value)
            for at, spots in places
        ]
        clear = [one for one in tried if not one[0][1]]
        (placed, _), text, at = clear[0] if clear else min(tried, key=_covered)
        return self._write(text, at, placed, letters)

    def of_areas(
        self, names: Mapping[str, str], language: Language, *, is_narrow: bool
    ) -> Notes:
        """Own and pinned areas, and the periods one's own way starts and ends with."""

        def named(period: Period) -> str:
            return period.short if is_narrow else period.words(language)

        ends = [self.known[0], self.known[-1]] if len(self.known) > 1 else []
        wanted: list[_Wanted] = []
        for mark in self.named:
            identity = self.identities[mark.code]
            text = names[mark.code]
            if identity == Identity.OWN and ends and ends[-1][1:] == mark[1:]:
                text = f"{text}, {named(ends[-1][0])}"
                ends = ends[:1]
            radius = theme.mark_size(identity) / 2
            letters = theme.identity_font(identity)
            wanted.append(_Wanted(text, (mark.x, mark.y), radius, letters))
        letters = theme.font(theme.LOOKS[Identity.OWN].text)
        wanted += [_Wanted(named(p), (x, y), 5.0, letters) for p, x, y in ends]
        return self._all(wanted)

    def _all(self, wanted: Sequence[_Wanted]) -> Notes:
        """Every word, in the order of placing that covers least.

        Neighbours often fit only if one of them yields, and it may be any of them.
        """
        free = list(self.taken)
        best: tuple[float, Notes] | None = None
        half = len(wanted) // 2
        turned = [*wanted[half:], *wanted[:half]]
        for order in (wanted, wanted[::-1], turned, turned[::-1]):
            self.taken = list(free)
            notes, total = [], 0.0
            for text, at, radius, letters in order:
                spots = (*spots_around(radius), *_AFAR)
                placed, cost = self._best(text, at, spots, letters)
                notes.append(self._write(text, at, placed, letters))
                total += cost
            if best is None or total < best[0]:
                best = total, notes
            if not total:
                break
        return best[1] if best else []

    def _best(
        self,
        text: str,
        at: tuple[float, float],
        spots: Sequence[Spot],
        letters: dict[str, Any],
    ) -> tuple[Placed, float]:
        plot = self.plot
        return place(
            (plot.x.at(at[0]), plot.y.at(at[1])),
            spots,
            text=text,
            letters=letters,
            taken=self.taken,
            frame=Box(plot.left, plot.top, plot.width, plot.bottom),
        )

    def _write(
        self,
        text: str,
        at: tuple[float, float],
        placed: Placed,
        letters: dict[str, Any],
    ) -> Note:
        self.taken.append(placed.box)
        spot = placed.spot
        where = tidy(self.plot.x.noted(at[0])), tidy(self.plot.y.noted(at[1]))
        letters = theme.with_halo(letters)
        if spot in _AFAR:
            return theme.annotation(text, where, letters=letters) | {
                "showarrow": True,
                "ax": spot.right,
                "ay": spot.down,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": letters["color"],
            }
        return theme.annotation(
            text,
            where,
            letters=letters,
            anchors=(spot.anchor, "middle"),
            shift=(round(spot.right, 1), round(-spot.down, 1)),
        )
