"""The tile map: one tile an area, neighbours kept together, each a link."""

from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.areas import Area, Identity
from dashboard.comparing import Comparing
from dashboard.figures.tiles import TileSteps, tile_labels, tile_steps
from dashboard.formats import status_text, value_text
from dashboard.language import Language
from dashboard.results import Result
from layouts import html
from layouts.frame import Frame
from layouts.marks import identity_key, pin_hint


def tile_map(data: Comparing, frame: Frame) -> html.Div:
    """Every area that has a place on the map, shaded by its value."""
    steps = tile_steps(result.value for result in data.results.values())
    placed = placed_areas(data, frame)
    hint = frame.language.gettext(
        "Map of areas. Tab reaches the map, the arrow keys go from tile to tile."
    )
    return html.Div(
        [
            _legend(data, steps, frame.language),
            html.Ul(
                [_tile(area, data, steps=steps, frame=frame) for area in placed],
                className="tiles",
                **{"aria-label": hint},
            ),
        ],
        className="picture",
    )


def placed_areas(data: Comparing, frame: Frame) -> list[Area]:
    """Areas that have a place on the map, row by row."""
    placed = [
        area for area in map(partial(_placed, frame), data.areas.values()) if area
    ]
    return sorted(placed, key=lambda area: (area.tile_row, area.tile_column))


def _placed(frame: Frame, area: Area) -> Area | None:
    """The area with its place on the map; None where it has none.

    A police force stands where the criminal justice area of the same code does.
    """
    twin = area if area.tile_column is not None else frame.areas.get(area.code)
    if twin is None or twin.tile_column is None:
        return None
    return replace(area, tile_column=twin.tile_column, tile_row=twin.tile_row)


def _legend(data: Comparing, steps: TileSteps, language: Language) -> html.Ul:
    labels = tile_labels(steps, data.measure, language)
    rows = [_swatch(f"s{position}", label) for position, label in enumerate(labels, 1)]
    if any(result.value is None for result in data.results.values()):
        rows.append(_swatch("s0", language.gettext("no figure")))
    return html.Ul(rows, className="legend")


def _swatch(css_class: str, label: str) -> html.Li:
    mark = html.I(className=f"swatch {css_class}", **{"aria-hidden": "true"})
    return html.Li([mark, label])


def _tile(area: Area, data: Comparing, *, steps: TileSteps, frame: Frame) -> html.Li:
    language = frame.language
    identity = data.identities.get(area.code, Identity.OTHER)
    result = data.results[area.code]
    shade = f"s{steps.step(result.value)}" if result.value is not None else "s0"
    is_picked = identity != Identity.OTHER
    place = f"x{area.tile_column} y{area.tile_row}"
    hint = pin_hint(identity, language) or language.gettext("your area")
    shown = (area.short(language), short_value(result, data, language))
    told = f"{area.name(language)}: {_words(result, data, language)}"
    named: dict[str, Any] = {
        "data-key": f"tile-{area.code}",
        "data-x": str(area.tile_column),
        "data-y": str(area.tile_row),
        # Whoever speaks to the page says what stands on the tile, so that comes first.
        "aria-label": f"{' '.join(shown)}, {told} ({hint})",
    }
    if identity != Identity.OWN:
        named["data-view"] = ""
    tile = html.A(
        [html.Span(shown[0]), " ", html.B(shown[1])],
        href=frame.pin_link(area.code),
        className=f"tile {shade}",
        title=told,
        **named,
    )
    classes = f"{place} {identity.value} is-picked" if is_picked else place
    return html.Li(
        [tile, identity_key(identity) if is_picked else None], className=classes
    )


def _words(result: Result, data: Comparing, language: Language) -> str:
    if result.value is None:
        return status_text(result.status, language)
    return value_text(data.measure, result.value, language)


def short_value(result: Result, data: Comparing, language: Language) -> str:
    """The figure as it stands on a tile, without the sign all tiles share."""
    text = value_text(data.measure, result.value, language)
    return text.removesuffix("%")
