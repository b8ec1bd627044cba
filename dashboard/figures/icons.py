"""Small pictures beside words: what changed, what to expect of a target, and why."""

from enum import StrEnum

from dashboard.figures import theme
from dashboard.figures.symbols import symbol_svg
from dashboard.polarity import Polarity
from dashboard.verdicts import Change, Direction, Outlook

_ARROWS = {
    Direction.UP: "M12 17V8M8 11.5L12 7.5L16 11.5",
    Direction.DOWN: "M12 7V16M8 12.5L12 16.5L16 12.5",
}
_OUTLINE = f'fill="{theme.PAPER}" stroke="{theme.NEUTRAL}" stroke-width="2"'
_DOT = '<circle cx="{0}" cy="12" r="1.4" fill="{1}"/>'

_CONTAINERS = {
    Change.IMPROVING: (
        f'<rect x="2" y="2" width="20" height="20" rx="4" fill="{theme.GOOD}"/>'
    ),
    Change.WORSENING: (
        f'<path d="M12 .8L23.2 12L12 23.2L.8 12Z" fill="{theme.ATTENTION}"/>'
    ),
    Change.CHANGED: (
        f'<path d="M6.5 2.5H17.5L23 12L17.5 21.5H6.5L1 12Z" fill="{theme.NEUTRAL}"/>'
    ),
}
_WAVE = (
    f'<circle cx="12" cy="12" r="10" {_OUTLINE}/>'
    f'<path d="M6 13.5Q9 8 12 12T18 10.5" fill="none" stroke="{theme.NEUTRAL}" '
    'stroke-width="2" stroke-linecap="round"/>'
)
_TOO_FEW = f'<circle cx="12" cy="12" r="10" {_OUTLINE} stroke-dasharray="3 3"/>' + (
    "".join(_DOT.format(x, theme.NEUTRAL) for x in (8, 12, 16))
)


class Ground(StrEnum):
    """Why a finding is on the attention list; never an identity."""

    UNFAVOURABLE = "unfavourable"
    FAVOURABLE = "favourable"
    RECORD = "record"


def change_icon(change: Change, direction: Direction | None, *, size: int = 24) -> str:
    """The shape says the class, the arrow which way the value went."""
    if change == Change.NOT_ENOUGH_DATA:
        return _icon(_TOO_FEW, size)
    container = _CONTAINERS.get(change)
    if container is None:
        return _icon(_WAVE, size)
    if direction is None:
        return _icon(container, size)
    arrow = (
        f'<path d="{_ARROWS[direction]}" fill="none" stroke="{theme.PAPER}" '
        'stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return _icon(container + arrow, size)


def outlook_icon(
    outlook: Outlook,
    *,
    polarity: Polarity = Polarity.HIGHER_IS_BETTER,
    size: int = 24,
) -> str:
    """The usual range as a bar against the target as a line.

    A range that clears the target lies above the line, or below it where lower is
    better: the picture is the test itself.
    """
    if outlook == Outlook.NO_TARGET:
        dash = f'<path d="M6 12H18" stroke="{theme.NEUTRAL}" stroke-width="2"/>'
        return _icon(dash, size)
    if outlook == Outlook.NOT_ENOUGH_DATA:
        return _icon(_TOO_FEW, size)
    if outlook == Outlook.HIT_AND_MISS:
        bar = f'<rect x="7" y="5" width="10" height="14" {_OUTLINE}/>'
        return _icon(bar + _target_line(12), size)
    is_met = outlook == Outlook.WILL_MEET
    colour = theme.GOOD if is_met else theme.ATTENTION
    is_above = is_met == (polarity != Polarity.LOWER_IS_BETTER)
    top, line = (2, 18) if is_above else (9, 6)
    bar = f'<rect x="7" y="{top}" width="10" height="13" fill="{colour}"/>'
    return _icon(bar + _target_line(line), size)


def _target_line(height: int) -> str:
    return f'<path d="M0 {height}H24" stroke="{theme.INK}" stroke-width="2"/>'


def ground_icon(ground: Ground, *, size: int = 12) -> str:
    """The small mark before the reason of a finding: diamond, square or hexagon."""
    symbol, colour, radius = {
        Ground.UNFAVOURABLE: ("diamond", theme.ATTENTION, 4.6),
        Ground.FAVOURABLE: ("square", theme.GOOD, 6.0),
        Ground.RECORD: ("hexagon2", theme.NEUTRAL, 5.4),
    }[ground]
    mark = symbol_svg(symbol, (6, 6), radius)
    return _icon(f'{mark} fill="{colour}"/>', size, box=12)


def _icon(body: str, size: int, *, box: int = 24) -> str:
    """Hidden from screen readers: the word that says the same stands beside it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="icon" aria-hidden="true" '
        f'width="{size}" height="{size}" viewBox="0 0 {box} {box}">{body}</svg>'
    )
