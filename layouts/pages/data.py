"""Data: what is loaded, what it covers, and what was refused."""

from collections.abc import Sequence
from typing import Any

from dashboard.language import Language
from dashboard.measures import Catalogue
from dashboard.overview_words import stage_text
from dashboard.pages import CoverageRow, DataView, Hiding, Release
from dashboard.periods import Frequency
from dashboard.summaries import note_text
from dashboard.views import Views
from layouts import html
from layouts.api_links import api_link
from layouts.cards import Panel, panel_inside, panel_section
from layouts.disclosure import how_many
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.states import notes_region, notice
from layouts.tables import Cell, Column, Row, scrolling, table

PATH = "/data"


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Data")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page; the query only keeps the reader's view for the links out of it."""
    view = views.data_page(asked.query)
    frame = make_frame(views, site, path=PATH, state=view.state)
    content = data_content(
        view,
        views.catalogue,
        frame,
        views.hiding(),
        shows_rows=asked.is_analyst or not site.settings.is_partner,
    )
    return Drawn(frame, content, view.notes)


def data_content(
    view: DataView,
    catalogue: Catalogue,
    frame: Frame,
    hiding: Hiding,
    *,
    shows_rows: bool = False,
) -> Content:
    """Releases, coverage and refusals, each a panel with a table.

    What stood in a refused row is for analysts where figures may be partners': nobody
    has looked at it yet.
    """
    language = frame.language
    title = language.gettext("What the figures rest on")
    current = sum(release.state == "current" for release in view.releases)
    covered = sum(bool(row.areas) for row in view.coverage)
    lead = language.gettext(
        "Releases in use: {releases}. Measures with figures: {covered} of {measures}. "
        "Rows refused: {refusals}."
    ).format(
        releases=language.number(current),
        covered=covered,
        measures=len(view.coverage),
        refusals=language.number(len(view.refusals)),
    )
    panels = [
        _coverage(view, catalogue, language),
        _releases(view.releases, catalogue, language),
        _refusals(view, language, shows_rows=shows_rows),
    ]
    return Content(
        title=title,
        description=lead,
        main=[
            notes_region(
                [notice(html.P(note_text(note, language))) for note in view.notes]
            ),
            html.Div(
                [
                    html.H1(title),
                    html.P(lead, className="lead"),
                    html.P(
                        [
                            how_many(hiding, language),
                            " ",
                            html.A(
                                language.gettext("What is hidden, and why"),
                                href=f"{frame.link(path='/about')}#small-numbers",
                            ),
                        ]
                    ),
                ],
                className="head",
            ),
            html.Div(
                [
                    panel_section(
                        panel.name, panel_inside(panel, language), css_class="c12"
                    )
                    for panel in panels
                ],
                className="cols",
            ),
        ],
    )


def _coverage(view: DataView, catalogue: Catalogue, language: Language) -> Panel:
    known = {first // 100 for row in view.coverage for first in row.areas}
    # The latest first: they are what readers look for, and the table may scroll.
    years = sorted(known, reverse=True)
    columns = [
        Column(language.gettext("Measure"), is_number=False),
        Column(
            language.gettext("Agency or court"),
            is_number=False,
            css_class="hide-narrow",
        ),
        *[Column(str(year)) for year in years],
    ]
    rows = [
        Row(
            row.measure.name(language),
            [
                Cell(stage_text(row.measure.stage, language)),
                *[_year_cell(row, year, language) for year in years],
            ],
        )
        for row in view.coverage
    ]
    label = language.gettext("Coverage by measure and year")
    picture = scrolling(
        table(columns, rows, caption=label, css_class="coverage"),
        label=label,
        key="coverage",
    )
    return Panel(
        "coverage",
        language.gettext("Which measures have figures, and for when?"),
        language.gettext(
            "Each cell says for how many areas, and how many of the year’s months or "
            "quarters. Paler cells are incomplete; a dash means nothing was published."
        ),
        html.Div(picture, className="picture") if years else _nothing(language),
        language.gettext("Counted from what is loaded."),
    )


def _year_cell(row: CoverageRow, year: int, language: Language) -> Cell:
    stored = [first for first in row.areas if first // 100 == year]
    if not stored:
        return Cell("\N{EN DASH}", css_class="none")
    areas = min(row.areas[first] for first in stored)
    expected = 12 // row.measure.frequency.months
    is_whole = len(stored) >= expected
    words = {
        Frequency.MONTH: language.gettext("{areas} areas, {stored} of 12 months"),
        Frequency.QUARTER: language.gettext("{areas} areas, {stored} of 4 quarters"),
        Frequency.YEAR: language.gettext("{areas} areas"),
    }[row.measure.frequency].format(areas=areas, stored=len(stored))
    shown = str(areas) if is_whole else f"{areas} · {len(stored)}/{expected}"
    content = html.Span(shown, title=words, **{"aria-label": words, "role": "img"})
    return Cell(content, css_class="s2" if is_whole else "s1")


def _releases(
    releases: Sequence[Release], catalogue: Catalogue, language: Language
) -> Panel:
    columns = [
        Column(language.gettext("Publication"), is_number=False, sort="text"),
        Column(language.gettext("Edition"), is_number=False, sort="text"),
        Column(language.gettext("Published"), is_number=False),
        Column(language.gettext("Loaded"), is_number=False),
        Column(language.gettext("Rows"), sort="number"),
        Column(language.gettext("State"), is_number=False, css_class="gap"),
    ]
    rows = [
        Row(
            _publication(release.publication, catalogue, language),
            [
                Cell(release.edition),
                Cell(_day(release, language)),
                Cell(language.day(release.loaded_at.date())),
                Cell(language.number(release.row_count), float(release.row_count)),
                Cell(_state(release.state, language)),
            ],
            "rest" if position >= 12 else "",
            release.publication,
        )
        for position, release in enumerate(releases)
    ]
    label = language.gettext("Releases, the latest load first")
    drawn = table(
        columns,
        rows,
        caption=label,
        key="releases",
        css_class="is-short" if len(rows) > 12 else "",
    )
    more = language.gettext("Show all {count} releases").format(count=len(rows))
    button = html.P(
        html.Button(more, type="button", className="btn", **{"data-more": "releases"}),
        className="more with-script",
    )
    return Panel(
        "releases",
        language.gettext("What has been loaded?"),
        language.gettext(
            "A newer edition takes the place of an older one, which is kept. A load "
            "can be withdrawn."
        ),
        html.Div(
            [
                scrolling(drawn, label=label, key="releases"),
                button if len(rows) > 12 else None,
            ],
            className="picture",
        )
        if rows
        else _nothing(language),
        language.gettext("Each release is one load of one edition."),
        data=api_link("releases", {}),
    )


def _refusals(view: DataView, language: Language, *, shows_rows: bool) -> Panel:
    columns = [
        Column(language.gettext("File"), is_number=False),
        Column(language.gettext("Line")),
        Column(language.gettext("Reason"), is_number=False, css_class="gap"),
    ]
    if shows_rows:
        columns.append(Column(language.gettext("What stood there"), is_number=False))
    rows = [
        Row(
            file,
            [
                Cell("\N{EN DASH}" if line is None else str(line)),
                Cell(_in_english(reason, language)),
                *([Cell(html.Code(content) if content else "")] if shows_rows else []),
            ],
        )
        for _, file, line, reason, content in view.refusals
    ]
    label = language.gettext("Rows that were refused")
    none = html.Div(html.P(language.gettext("Nothing was refused.")), className="blank")
    return Panel(
        "refusals",
        language.gettext("What was refused, and why?"),
        language.gettext(
            "A row that cannot be read is left out and listed here; the rest of its "
            "file is loaded."
        ),
        html.Div(
            scrolling(table(columns, rows, caption=label), label=label, key="refusals")
            if rows
            else none,
            className="picture",
        ),
        language.gettext("The latest 500 are shown."),
    )


def _publication(name: str, catalogue: Catalogue, language: Language) -> Any:
    """Its title, with the name that the commands know it by."""
    source = catalogue.sources.get(name)
    if source is None:
        return name
    return [source.name(language), " ", html.Code(name)]


def _in_english(words: str, language: Language) -> Any:
    """Words the store holds in English only, named as such to who listens."""
    return words if language.code == "en" else html.Span(words, lang="en")


def _day(release: Release, language: Language) -> str:
    if release.published_on is None:
        return "\N{EN DASH}"
    return language.day(release.published_on)


def _state(state: str, language: Language) -> str:
    return {
        "current": language.gettext("in use"),
        "superseded": language.gettext("replaced by a newer one"),
        "withdrawn": language.gettext("withdrawn"),
    }.get(state, state)


def _nothing(language: Language) -> Any:
    words = language.gettext("Nothing is loaded yet:")
    return html.Div(
        html.P([words, " ", html.Code("python -m data load PUBLICATION PATH")]),
        className="blank",
    )
