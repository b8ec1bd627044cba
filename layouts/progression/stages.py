"""The panel of the stages: the strip, the cohort where there is one, counterweights."""

from functools import partial
from typing import Any

from dashboard.formats import partial_text, status_mark, status_text
from dashboard.language import Language
from dashboard.progression.cohorts import Cohorts
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    all_offences_text,
    basis_text,
    clock_text,
    lane_text,
    place_text,
    shared_text,
    stages_sentence,
)
from layouts import html, ids
from layouts.cards import Panel
from layouts.frame import Frame
from layouts.progression.charts import cohort_picture
from layouts.progression.parts import prefixed, source_of
from layouts.progression.pictures import PAGE, Room, still
from layouts.progression.strip import counterweights, strip
from layouts.states import nothing_loaded
from layouts.tables import Cell, Column, Group, Row, grouped_table

DASH = "\N{EN DASH}"


def stages_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """One lane an agency, and what may pull the other way."""
    language = frame.language
    heading = language.gettext("How do cases go from crime to court?")
    if view.built is None:
        blank = nothing_loaded("recorded_crime", language)
        return Panel("stages", heading, "", html.Div(blank, className="picture"), "")
    sentence = stages_sentence(view, language)
    cohorts = view.built.cohorts
    picture = [
        strip(view, view.built.lanes, frame),
        _cohort(view, cohorts, frame, sentence, room) if cohorts else None,
        None if room.is_still else counterweights(view, frame),
    ]
    return Panel(
        "stages",
        heading,
        sentence,
        html.Div(picture, className="picture"),
        source_of(view, _series(view), language),
        twin=stages_table(view, language),
        about=_about(language),
    )


def _series(view: ProgressionView) -> list[str]:
    lanes = view.built.lanes if view.built else ()
    return [each.series.id for lane in lanes for each in lane.stages if each.is_loaded]


def _cohort(
    view: ProgressionView, cohorts: Cohorts, frame: Frame, sentence: str, room: Room
) -> html.Div:
    language = frame.language
    title = language.gettext("The same offences, followed from being recorded")
    return html.Div(
        [
            html.H3(title),
            html.P(
                prefixed(
                    all_offences_text(view, language),
                    language.gettext(
                        "Share of offences recorded in {period} that had come so far. "
                        "The thin grey lines are the offences of a year earlier. "
                        "Hatched: the months have not gone by for all of them, so more "
                        "will follow."
                    ).format(period=cohorts.own.period.words(language)),
                ),
                className="small muted",
            ),
            still(
                "cohort",
                partial(_drawn, cohorts, language),
                width=room.whole,
                title=title,
                description=sentence,
            ),
        ],
        className="cohort",
    )


def _drawn(cohorts: Cohorts, language: Language, width: int) -> Any:
    return cohort_picture(cohorts, language, width=width)


def stages_table(view: ProgressionView, language: Language) -> html.Table:
    """Every stage with its unit, basis, clock and place, lane by lane."""
    columns = [
        Column(language.gettext("Stage"), is_number=False),
        Column(language.gettext("Count")),
        Column(language.gettext("Unit"), is_number=False),
        Column(language.gettext("Basis"), is_number=False),
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Place"), is_number=False),
        Column(language.gettext("Share of the stage before")),
    ]
    lanes = view.built.lanes if view.built else ()
    groups = []
    for lane in lanes:
        rows = []
        for each in lane.stages:
            result = each.result
            clock = clock_text(each.series.kind, each.clock, language)
            part = partial_text(result, each.measure, language)
            shared = shared_text(each.place, view.geography, language)
            share = each.share.value if each.share else None
            counted = (
                language.number(result.value)
                if result.value is not None
                else status_mark(result.status)
            )
            rows.append(
                Row(
                    each.stage.name(language),
                    [
                        Cell(counted),
                        Cell(each.series.counts(language)),
                        Cell(basis_text(each.series.basis, language)),
                        Cell(", ".join(words for words in (clock, part) if words)),
                        Cell(
                            shared or place_text(each.place, view.geography, language)
                        ),
                        Cell(
                            language.percent(share)
                            if share is not None
                            else status_text(result.status, language)
                            if result.value is None
                            else DASH
                        ),
                    ],
                )
            )
        groups.append(Group(lane_text(lane.lane, language), rows))
    return grouped_table(
        columns,
        groups,
        caption=language.gettext("The stages of a case"),
        table_id=ids.panel_table("stages"),
    )


def _about(language: Language) -> html.Div:
    notes = (
        language.gettext(
            "A double stroke marks a break: the unit of count or the source changes, "
            "and no share can be taken across it."
        ),
        language.gettext(
            "A period of which only part is published shows that part and says so. It "
            "is never stretched to the whole."
        ),
        language.gettext(
            "Where an area has no figure of its own, that of the court region or CPS "
            "Area around it stands in, with the areas that share it."
        ),
        language.gettext(
            "Police count offences when they are recorded; the CPS and the courts "
            "count defendants, cases and trials, some when they finish. A case takes "
            "months, so that the counts of one period are of different cases."
        ),
    )
    return html.Div(html.Ul([html.Li(note) for note in notes]), className="about small")
