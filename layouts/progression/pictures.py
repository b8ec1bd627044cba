"""Figures of the progression page as SVG, drawn for a wide page and for a phone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from dashboard.figures.svg import Link, draw
from dashboard.figures.theme import Figure
from layouts import html
from layouts.cards import both_widths
from layouts.markup import Markup
from layouts.pictures import FRAME_WIDTH

NARROW = 358


class Room(NamedTuple):
    """How wide a whole panel is, one of two and one of three beside each other.

    Where nothing can be chosen, pictures are still.
    """

    whole: int
    half: int
    third: int
    is_still: bool = False


PAGE = Room(1200, 576, 368)
FRAME = Room(FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH, is_still=True)

#: Draws a figure at a width.
Draw = Callable[[int], Figure]
Links = Callable[[str], Link | None]


def still(
    key: str, figure: Draw, *, width: int, title: str, description: str
) -> html.Div:
    """A picture that is an image with a name and a description."""
    return both_widths(
        *(
            Markup(
                draw(
                    figure(across),
                    title=title,
                    description=description,
                    id_prefix=f"{key}-{css}",
                    css_class=css,
                )
            )
            for across, css in ((width, "wide"), (NARROW, "narrow"))
        )
    )


def linked(
    key: str,
    figure: Draw,
    *,
    width: int,
    links: Links,
    room: Room,
    told: tuple[str, str],
) -> html.Div:
    """A picture whose marks lead on; the table beside it has the same links.

    `told` are its name and description where it is still.
    """
    if room.is_still:
        return still(key, figure, width=width, title=told[0], description=told[1])
    return both_widths(
        *(
            Markup(
                draw(
                    figure(across),
                    title="",
                    description="",
                    id_prefix=f"{key}-{css}",
                    links=links,
                    css_class=css,
                )
            )
            for across, css in ((width, "wide"), (NARROW, "narrow"))
        )
    )


def several(
    key: str,
    figures: Callable[[int], Sequence[tuple[str, Figure]]],
    *,
    width: int,
    description: str,
) -> html.Div:
    """Small pictures beside each other, each under its name."""
    pairs = zip(figures(width), figures(NARROW), strict=True)
    charts = [
        html.Div(
            [
                html.H3(label),
                still(
                    f"{key}-{number}",
                    partial(_at, wide, narrow),
                    width=width,
                    title=label,
                    description=description,
                ),
            ]
        )
        for number, ((label, wide), (_, narrow)) in enumerate(pairs)
    ]
    return html.Div(charts, className=f"picture multi multi-{min(len(charts), 3)}")


def _at(wide: Figure, narrow: Figure, across: int) -> Figure:
    return narrow if across == NARROW else wide
