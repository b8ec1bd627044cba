"""Marks by shape and colour together, the same in charts, keys and tables."""

from dashboard.areas import Identity
from dashboard.figures.theme import LOOKS, PAPER

_ARM = 0.35
# Corners in units of the radius, sized so that no shape looks larger than another.
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle-up": ((0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
    "diamond": ((0, -1.3), (1.15, 0), (0, 1.3), (-1.15, 0)),
    # Flat above and below: the name Plotly gives the hexagon that lies so.
    "hexagon2": (
        (-0.55, -0.95),
        (0.55, -0.95),
        (1.1, 0),
        (0.55, 0.95),
        (-0.55, 0.95),
        (-1.1, 0),
    ),
    "cross": (
        (-_ARM, -1.1),
        (_ARM, -1.1),
        (_ARM, -_ARM),
        (1.1, -_ARM),
        (1.1, _ARM),
        (_ARM, _ARM),
        (_ARM, 1.1),
        (-_ARM, 1.1),
        (-_ARM, _ARM),
        (-1.1, _ARM),
        (-1.1, -_ARM),
        (-_ARM, -_ARM),
    ),
}
_TURNED = 0.7071
_CORNERS["x"] = tuple(
    ((x - y) * _TURNED, (x + y) * _TURNED) for x, y in _CORNERS["cross"]
)


def number(value: float) -> str:
    """A coordinate to one decimal, without a needless zero."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def symbol_svg(symbol: str, at: tuple[float, float], radius: float) -> str:
    """The element of a mark without its closing "/>", so that paint can follow.

    Raises ValueError for a shape that is not drawn here.
    """
    x, y = at
    shape = symbol.removesuffix("-open")
    if shape == "circle":
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    corners = _CORNERS.get(shape)
    if corners is None:
        known = ", ".join(["circle", *_CORNERS])
        raise ValueError(f"no mark has the shape {symbol!r}: use one of {known}")
    points = " ".join(
        f"{number(x + dx * radius)},{number(y + dy * radius)}" for dx, dy in corners
    )
    return f'<polygon points="{points}"'


def identity_mark(identity: Identity, *, size: int = 14) -> str:
    """An area's mark as a small picture of its own, for keys, controls and tables."""
    look = LOOKS[identity]
    radius = size * 5 / 14
    mark = symbol_svg(look.symbol, (size / 2, size / 2), radius)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="key" aria-hidden="true" '
        f'width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
        f'{mark} fill="{look.mark}" stroke="{PAPER}" stroke-width="1"/></svg>'
    )
