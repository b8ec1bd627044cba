"""Where cases leave: every point, then one of them by offence and over time."""

from functools import partial
from typing import Any

from dashboard.figures.svg import Link
from dashboard.formats import count_text, share_text, status_mark
from dashboard.language import Language
from dashboard.progression.attrition import Attrition, ExitView
from dashboard.progression.panel_words import (
    attrition_sentence,
    exit_name,
    own_place,
    unsettled_text,
)
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    against_text,
    comparison_words,
    lane_text,
)
from layouts import html, ids
from layouts.cards import Panel
from layouts.fields import capitalised
from layouts.frame import Frame
from layouts.progression.charts import (
    Small,
    exits_figure,
    offences_figure,
    small_figures,
)
from layouts.progression.parts import lacking, source_of, step_link
from layouts.progression.pictures import PAGE, Room, linked, several
from layouts.tables import Cell, Column, Group, Row, grouped_table

DASH = "\N{EN DASH}"


def attrition_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """Shares that leave at each point, against similar areas."""
    language = frame.language
    heading = language.gettext("Where do cases leave, and why?")
    found = view.built.attrition if view.built else None
    if found is None or not found.exits:
        return Panel("attrition", heading, "", lacking("police_outcomes", language), "")
    sentence = attrition_sentence(view, language)
    series = [name for each in found.exits for name in each.leaving.series]
    picture = [
        html.P(
            language.gettext(
                "Shares of one agency are out of different totals and may overlap: "
                "they must not be added up."
            ),
            className="small muted",
        ),
        linked(
            "exits",
            partial(_exits, view, found, language),
            width=room.whole,
            links=partial(_exit_link, found, frame),
            room=room,
            told=(heading, sentence),
        ),
        html.Div(
            _focused(view, found, frame, sentence, room), className="multi multi-2"
        ),
    ]
    return Panel(
        "attrition",
        heading,
        sentence,
        html.Div(picture, className="stack"),
        [_not_loaded(found, language), source_of(view, series, language)],
        twin=attrition_table(view, found, frame),
        about=_about(language),
    )


def _exits(
    view: ProgressionView, found: Attrition, language: Language, width: int
) -> Any:
    return exits_figure(view, found.exits, language, width=width)


def _exit_link(found: Attrition, frame: Frame, key: str) -> Link | None:
    chosen = next((e for e in found.exits if e.leaving.id == key), None)
    if chosen is None:
        return None
    anchor = step_link(frame, "", key="", reason=key)
    return Link(anchor.properties["href"], chosen.leaving.name(frame.language))


def _focused(
    view: ProgressionView,
    found: Attrition,
    frame: Frame,
    description: str,
    room: Room,
) -> list[Any]:
    """The point in detail: by group of offences, and over time with what is open."""
    language = frame.language
    focus = found.focused
    if focus is None:
        return []
    name = exit_name(view, focus, language, place=own_place(view))
    parts: list[Any] = []
    if found.by_offence:
        title = language.gettext("{point}, by group of offences").format(point=name)
        figure = linked(
            "offences",
            partial(_offences, view, found, language),
            width=room.half,
            links=partial(_offence_link, view, frame),
            room=room,
            told=(title, description),
        )
        parts.append(html.Div([html.H3(title), figure]))
    if found.trend is not None:
        title = language.gettext("{point}, each quarter").format(point=name)
        if view.state.offence:
            title = language.gettext("{name} (all offences)").format(name=title)
        chart = Small(title, focus.found.measure, found.trend, focus.place.code)
        unsettled = found.maturity.unsettled if found.maturity else {}
        drawn = several(
            "exit-trend",
            lambda width: small_figures(
                [chart], language, width=width, unsettled=unsettled
            ),
            width=room.half,
            description=description,
        )
        parts += drawn.children
    return parts


def _offences(
    view: ProgressionView, found: Attrition, language: Language, width: int
) -> Any:
    return offences_figure(view, found.by_offence, language, width=width)


def _offence_link(view: ProgressionView, frame: Frame, key: str) -> Link | None:
    is_chosen = view.state.offence == key
    anchor = step_link(frame, "", key="", is_chosen=is_chosen, offence=key)
    return Link(
        anchor.properties["href"], view.course.offence_name(key, frame.language)
    )


def _not_loaded(found: Attrition, language: Language) -> str:
    """The points nothing is loaded for, in a sentence; empty where all are."""
    if not found.missing:
        return ""
    names = [
        f"{lane_text(each.lane, language)}: {each.name(language)}"
        for each in found.missing
    ]
    return (
        language.gettext("Nothing loaded for: {names}.").format(names="; ".join(names))
        + " "
    )


def attrition_table(
    view: ProgressionView, found: Attrition, frame: Frame
) -> html.Table:
    """Every point, and the one in detail by offence, each a step of the drill."""
    language = frame.language
    against = capitalised(against_text(view, language))
    own = own_place(view)
    columns = [
        Column(language.gettext("Where cases leave"), is_number=False),
        Column(language.gettext("Cases")),
        Column(language.gettext("Of")),
        Column(language.gettext("Share")),
        Column(against),
        Column(language.gettext("England and Wales")),
        Column(language.gettext("Verdict"), is_number=False),
    ]
    groups = []
    for lane in dict.fromkeys(each.leaving.lane for each in found.exits):
        rows = [
            _row(
                each,
                step_link(
                    frame,
                    _name(view, each, language),
                    key=f"exit-{each.leaving.id}",
                    is_chosen=view.state.reason == each.leaving.id,
                    reason=each.leaving.id,
                ),
                language,
            )
            for each in found.exits
            if each.leaving.lane == lane
        ]
        groups.append(Group(lane_text(lane, language), rows))
    if found.by_offence and found.focus:
        rows = [
            _row(
                each,
                step_link(
                    frame,
                    exit_name(
                        view,
                        each,
                        language,
                        place=own,
                        name=view.course.offence_name(each.offence, language),
                    ),
                    key=f"offence-{each.offence}",
                    is_chosen=view.state.offence == each.offence,
                    offence=each.offence,
                ),
                language,
            )
            for each in found.by_offence
        ]
        groups.append(Group(found.focus.name(language), rows))
    return grouped_table(
        columns,
        groups,
        caption=language.gettext("Where cases leave in {area}, and how many").format(
            area=view.area.name(language)
        ),
        css_class="figures",
        table_id=ids.panel_table("attrition"),
    )


def _name(view: ProgressionView, each: ExitView, language: Language) -> str:
    """A point with all that sets its figure apart from the others of the table."""
    name = exit_name(view, each, language, place=own_place(view))
    if each.is_all_offences:
        return language.gettext("{name} (all offences)").format(name=name)
    return name


def _row(each: ExitView, heading: Any, language: Language) -> Row:
    own = each.found.own
    shown = own.value
    words = comparison_words(
        each.found.comparison, own.value, each.found.benchmark.value, language
    )
    if not each.settled.is_settled and each.settled.outstanding is not None:
        words = unsettled_text(each.settled.outstanding, language)
    return Row(
        heading,
        [
            Cell(count_text(own.numerator, language) if shown is not None else DASH),
            Cell(count_text(own.denominator, language) if shown is not None else DASH),
            Cell(
                language.percent(shown)
                if shown is not None
                else status_mark(own.status)
            ),
            Cell(share_text(each.found.benchmark.value, language)),
            Cell(share_text(each.found.national.value, language)),
            Cell(words or language.gettext("Not compared")),
        ],
    )


def _about(language: Language) -> html.Div:
    notes = (
        language.gettext(
            "Each share is of what that agency counts. Shares of different agencies "
            "are not of the same cases and cannot be added up."
        ),
        language.gettext(
            "Not every case that leaves should have stayed: a caution can be the right "
            "outcome, and a weak case stopped early spares everyone."
        ),
        language.gettext(
            "The newest periods look better or worse than they will be, because many "
            "of their cases are not concluded. From one in ten on they are hatched, "
            "with the share outstanding, and judged by no verdict."
        ),
    )
    return html.Div(html.Ul([html.Li(note) for note in notes]), className="about small")
