"""Which areas a funnel names, and where the names go."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import Box, Spot, place, spots_around, text_width
from dashboard.figures.scales import Plot
from dashboard.language import Language
from dashboard.stats.funnel import Limits

#: Square pixels of other labels or marks that a limit's name may cover.
_HIDING = 150


class _Mark(NamedTuple):
    code: str
    denominator: float
    value: float


class _Label(NamedTuple):
    note: dict[str, Any]
    box: Box


def funnel_labels(
    marks: Sequence[tuple[str, float, float]],
    limits: Sequence[Limits],
    *,
    plot: Plot,
    names: Mapping[str, str],
    identities: Mapping[str, Identity],
    outside: Collection[str],
    average: float | None,
    average_text: str,
    language: Language,
) -> list[dict[str, Any]]:
    """Annotations in order of importance, each where it covers least.

    Own and pinned areas and the lines are always named; areas in `outside` only
    where a name covers nothing. The same input gives the same places.
    """
    frame = Box(plot.left, plot.top - 4, plot.width, plot.bottom)
    ordered = _by_importance(
        [_Mark(*mark) for mark in marks], identities, average=average or 0.0
    )
    taken = {
        mark.code: _mark_box(mark, plot, identities.get(mark.code, Identity.OTHER))
        for mark in ordered
    }

    def add_name(mark: _Mark, placed: Sequence[_Label]) -> tuple[_Label, float]:
        identity = identities.get(mark.code, Identity.OTHER)
        letters = theme.with_halo(theme.identity_font(identity))
        marked = [box for code, box in taken.items() if code != mark.code]
        marked += _line_box(average, plot)
        label, cost = place(
            (plot.x.at(mark.denominator), plot.y.at(mark.value)),
            spots_around(theme.mark_size(identity) / 2),
            text=names[mark.code],
            letters=letters,
            taken=[*marked, *(other.box for other in placed)],
            frame=frame,
        )
        note = theme.annotation(
            names[mark.code],
            (tidy(math.log10(mark.denominator)), tidy(mark.value)),
            letters=letters,
            anchors=(label.spot.anchor, "middle"),
            shift=(label.spot.right, -label.spot.down),
        )
        return _Label(note, label.box), cost

    placed = _best_of_two(
        [mark for mark in ordered if mark.code in identities], add_name
    )
    if average is not None:
        busy = [*taken.values(), *(label.box for label in placed)]
        placed.append(_average_label(average, average_text, plot, frame, busy))
    for text, pair, down in _limit_names(limits, language):
        busy = [*taken.values(), *(label.box for label in placed)]
        label = _limit_label(text, pair, plot, down=down, frame=frame, taken=busy)
        placed += [label] if label else []
    for mark in ordered:
        if mark.code in outside and mark.code not in identities:
            named, cost = add_name(mark, placed)
            placed += [named] if not cost else []
    return [label.note for label in placed]


def _best_of_two(
    marks: Sequence[_Mark],
    add_name: Callable[[_Mark, Sequence[_Label]], tuple[_Label, float]],
) -> list[_Label]:
    """Names placed first to last or last to first, whichever way covers less.

    Two neighbours often fit only if one of them yields.
    """
    tried = []
    for order in (marks, marks[::-1]):
        placed: list[_Label] = []
        total = 0.0
        for mark in order:
            label, cost = add_name(mark, placed)
            placed.append(label)
            total += cost
        tried.append((total, placed))
        if not total:
            break
    return min(tried, key=lambda pair: pair[0])[1]


def _by_importance(
    marks: Sequence[_Mark], identities: Mapping[str, Identity], *, average: float
) -> list[_Mark]:
    def key(mark: _Mark) -> tuple[int, float, str]:
        identity = identities.get(mark.code, Identity.OTHER)
        return -theme.DRAWN.index(identity), -abs(mark.value - average), mark.code

    return sorted(marks, key=key)


def _mark_box(mark: _Mark, plot: Plot, identity: Identity) -> Box:
    x, y = plot.x.at(mark.denominator), plot.y.at(mark.value)
    # A wider berth around named marks: a name must not seem to be the next one's.
    half = theme.mark_size(identity) / 2 + (1 if identity == Identity.OTHER else 5)
    return Box(x - half, y - half, x + half, y + half)


def _line_box(average: float | None, plot: Plot) -> list[Box]:
    """The average's line as a thing no name should lie across."""
    if average is None:
        return []
    y = plot.y.at(average)
    return [Box(plot.left, y - 1, plot.right, y + 1)]


def _average_label(
    average: float, text: str, plot: Plot, frame: Box, taken: Sequence[Box]
) -> _Label:
    """The average's name and value where its line is freest: right, left or middle."""
    letters = theme.with_halo(theme.bold())
    to_left = text_width(text, letters) + 4 - (plot.right - plot.left)
    spots = [
        Spot(right, down, "right")
        for right in (0.0, to_left, to_left / 2)
        for down in (-11.0, 12.0)
    ]
    label, _ = place(
        (plot.right, plot.y.at(average)),
        spots,
        text=text,
        letters=letters,
        taken=taken,
        frame=frame,
    )
    note = theme.annotation(
        text,
        (1, tidy(average)),
        letters=letters,
        refs=("paper", "y"),
        anchors=("right", "middle"),
        shift=(round(label.spot.right, 1), -label.spot.down),
    )
    return _Label(note, label.box)


_Curve = list[tuple[float, float]]


def _limit_names(
    limits: Sequence[Limits], language: Language
) -> list[tuple[str, tuple[_Curve, _Curve], float]]:
    """Each kind of limit: its name, lower and upper curve, and on which side to write.

    The inner is named outside the band and the outer inside it, so both names stand
    in the white between.
    """
    sizes = [limit.denominator for limit in limits]

    def curve(values: Sequence[float]) -> _Curve:
        return list(zip(sizes, values, strict=True))

    inner = curve([x.lower_95 for x in limits]), curve([x.upper_95 for x in limits])
    outer = curve([x.lower_998 for x in limits]), curve([x.upper_998 for x in limits])
    # The share is a placeholder: "% l" in a message reads as a format of its own.
    name = language.gettext("{share} limit")
    return [
        (name.format(share=language.percent(0.95, 0)), inner, 10.0),
        (name.format(share=language.percent(0.998, 1)), outer, -10.0),
    ]


def _limit_label(
    text: str,
    curves: tuple[_Curve, _Curve],
    plot: Plot,
    *,
    down: float,
    frame: Box,
    taken: Sequence[Box],
) -> _Label | None:
    """A limit's name on the freest part of its curve, left rather than right.

    None where the curve is out of sight or its name would hide another.
    """
    letters = theme.with_halo(theme.font(theme.INK_3))
    best: tuple[float, _Label] | None = None
    for curve, side in ((curves[0], 1.0), (curves[1], -1.0)):
        for size, value in _naming_points(curve, plot):
            at = tidy(math.log10(size)), tidy(value)
            label, cost = place(
                (plot.x.along(at[0]), plot.y.at(at[1])),
                [Spot(6, down * side, "left"), Spot(6, -down * side, "left")],
                text=text,
                letters=letters,
                taken=taken,
                frame=frame,
            )
            if best is not None and cost >= best[0]:
                continue
            note = theme.annotation(
                text,
                at,
                letters=letters,
                anchors=("left", "middle"),
                shift=(label.spot.right, -label.spot.down),
            )
            best = cost, _Label(note, label.box)
    return None if best is None or best[0] > _HIDING else best[1]


def _naming_points(curve: _Curve, plot: Plot) -> _Curve:
    """Three places along a curve: where it comes into sight, and at each third.

    Limits of very small areas run along the plot's edges, where a name says little.
    """
    seen = [point for point in curve if plot.y.shows(point[1])]
    clear = [
        point
        for point in seen
        if plot.top + 6 <= plot.y.at(point[1]) <= plot.bottom - 6
    ]
    seen = clear or seen
    third = max(len(seen) // 3, 1)
    return seen[: 2 * third + 1 : third]
