"""Measures that may pull against each other: one picture a pair, one mark an area."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from dashboard.areas import Area, Identity, identities
from dashboard.figures.path import PairMark, PathStep, path_figure
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.judged import EVERY
from dashboard.language import Language
from dashboard.measures import Catalogue, Measure
from dashboard.pairs import Pair
from dashboard.pairs_words import pair_heading, pair_sentence, pairs_sentence
from dashboard.results import Result
from layouts import html, ids
from layouts.about_figures import sources_line
from layouts.api_links import results_link
from layouts.cards import Panel
from layouts.frame import Frame
from layouts.marks import area_link
from layouts.pictures import NARROW_WIDTH, PAGE, Room, drawn_still, drawn_twice
from layouts.tables import Cell, Column, Row, table
from layouts.twins import value_cell

#: One picture a pair: the fewer, the wider each.
_WIDTHS = {1: 800, 2: 576, 3: 368}


class _Marks(NamedTuple):
    areas: Mapping[str, Area]
    identities: Mapping[str, Identity]
    results: Mapping[str, Result]


def pairs_panel(
    read: Callable[[], tuple[Pair, ...]],
    measure: Measure,
    catalogue: Catalogue,
    frame: Frame,
    *,
    room: Room = PAGE,
) -> Panel:
    """The panel of the measure in view; `read` comes with its pairs."""
    language = frame.language
    pairs = read()
    measures = [measure, *(pair.second for pair in pairs)]
    picture = None
    if pairs:
        picture = html.Div(
            [
                _drawn(pair, frame, number=number, among=len(pairs), room=room)
                for number, pair in enumerate(pairs, start=1)
            ],
            className=f"picture multi multi-{min(len(pairs), 3)} paired",
        )
    return Panel(
        "pairs",
        language.gettext("Does one come at the cost of another?"),
        pairs_sentence(measure, pairs, language),
        picture,
        sources_line([catalogue.source(each) for each in measures], language),
        twin=[_table(pair, frame, number) for number, pair in enumerate(pairs, 1)]
        if pairs
        else None,
        download=frame.link(path="/download/compare/pairs.csv"),
        data=results_link(
            frame.state,
            measures=[each.id for each in measures],
            areas=(frame.state.area,),
            period=EVERY,
        )
        if pairs
        else "",
    )


def _drawn(
    pair: Pair, frame: Frame, *, number: int, among: int, room: Room
) -> html.Figure:
    language = frame.language
    width = room.trend[1] if room.is_still else _WIDTHS.get(among, _WIDTHS[3])
    own = frame.areas[frame.state.area].name(language)
    marks = _marks(pair, frame)
    wide = _figure(pair, marks, language, width=width)
    narrow = _figure(pair, marks, language, width=NARROW_WIDTH)
    heading, sentence = pair_heading(pair, language), pair_sentence(pair, own, language)
    key = f"pair-{number}"
    return html.Figure(
        [
            html.Figcaption([html.H3(heading), html.P(sentence, className="small")]),
            drawn_still(key, (wide, narrow), title=heading, description=sentence)
            if room.is_still
            else drawn_twice(
                key, (wide, narrow), marks, measure=pair.first, frame=frame
            ),
        ]
    )


def _marks(pair: Pair, frame: Frame) -> _Marks:
    return _Marks(
        frame.areas,
        identities(frame.state.area, frame.state.pinned),
        {code: place.first for code, place in pair.places.items()},
    )


def pair_figure(pair: Pair, frame: Frame, *, width: int) -> Figure:
    """One pair by itself, every area a mark."""
    return _figure(pair, _marks(pair, frame), frame.language, width=width)


def _figure(pair: Pair, marks: _Marks, language: Language, *, width: int) -> Figure:
    nothing = BenchmarkLine("", None)
    return path_figure(
        [
            PairMark(code, place.first.value, place.second.value)
            for code, place in pair.places.items()
            if place.first.value is not None and place.second.value is not None
        ],
        [
            PathStep(place.period, place.first.value, place.second.value)
            for place in pair.path
        ],
        (pair.first, pair.second),
        names={code: area.name(language) for code, area in marks.areas.items()},
        identities=marks.identities,
        benchmarks=(nothing, nothing),
        width=width,
        language=language,
    )


def _table(pair: Pair, frame: Frame, number: int) -> html.Table:
    language = frame.language
    named = identities(frame.state.area, frame.state.pinned)
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(pair.first.short(language)),
        Column(pair.second.short(language)),
    ]
    rows = []
    ordered = sorted(
        pair.places, key=lambda c: (c not in named, frame.areas[c].name(language))
    )
    for code in ordered:
        place, identity = pair.places[code], named.get(code, Identity.OTHER)
        cells: list[Any] = [
            value_cell(pair.first, place.first, language),
            value_cell(pair.second, place.second, language),
        ]
        link = area_link(frame.areas[code], identity, frame=frame, key=f"pair-{number}")
        rows.append(Row(link, cells, "own" if identity == Identity.OWN else ""))
    rows += [
        Row(
            place.period.words(language),
            [
                Cell(value_cell(pair.first, place.first, language).content),
                Cell(value_cell(pair.second, place.second, language).content),
            ],
        )
        for place in reversed(pair.path)
    ]
    caption = language.gettext(
        "{first} and {second} in {period}: areas, then your own over time"
    ).format(
        first=pair.first.name(language),
        second=pair.second.name(language),
        period=pair.period.words(language),
    )
    return table(
        columns, rows, caption=caption, table_id=f"{ids.panel_table('pairs')}-{number}"
    )
