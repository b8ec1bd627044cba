"""How trials end, over time."""

from dashboard.formats import count_text, interval_text, share_text, status_mark
from dashboard.language import Language
from dashboard.overview_words import stage_text
from dashboard.progression.panel_words import (
    trials_sentence,
)
from dashboard.progression.trials import Trials, listed_series
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    against_text,
    comparison_words,
    outcome_text,
    shared_text,
)
from layouts import html, ids
from layouts.cards import Panel
from layouts.fields import capitalised
from layouts.frame import Frame
from layouts.progression.charts import Small, small_figures
from layouts.progression.parts import lacking, share_or_mark, source_of
from layouts.progression.pictures import PAGE, Room, several
from layouts.tables import Cell, Column, Row, table

DASH = "\N{EN DASH}"


def trials_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """Effective, cracked and ineffective trials by quarter, on one scale."""
    language = frame.language
    heading = language.gettext("{court}: do trials go ahead on the day?").format(
        court=stage_text(view.lane, language)
    )
    found = view.built.trials if view.built else None
    if found is None:
        return Panel(
            "trials", heading, "", lacking("trial_effectiveness", language), ""
        )
    sentence = trials_sentence(view, language)
    shared = shared_text(found.place, view.geography, language)
    return Panel(
        "trials",
        heading,
        sentence,
        html.Div(
            [
                html.P(shared, className="badge") if shared else None,
                several(
                    "trials",
                    lambda width: small_figures(
                        trial_charts(found, language),
                        language,
                        width=width,
                        is_shared=True,
                    ),
                    width=room.third,
                    description=sentence,
                ),
            ]
        ),
        [
            language.gettext("All offences: trials are not published by this group.")
            + " "
            if found.is_all_offences
            else "",
            source_of(view, listed_series(view.lane), language),
        ],
        twin=trials_table(view, found, language),
    )


def trial_charts(found: Trials, language: Language) -> list[Small]:
    """One small chart a way trials end."""
    return [
        Small(
            outcome_text(each.outcome, language),
            each.found.measure,
            each.trend,
            found.place.code,
        )
        for each in found.outcomes
    ]


def trials_table(
    view: ProgressionView, found: Trials, language: Language
) -> html.Table:
    """The shares of the span with their intervals, and the trials vacated before."""
    against = capitalised(against_text(view, language))
    columns = [
        Column(language.gettext("How trials ended"), is_number=False),
        Column(language.gettext("Trials")),
        Column(language.gettext("Share of listed")),
        Column(language.gettext("95% interval")),
        Column(against),
        Column(language.gettext("England and Wales")),
        Column(language.gettext("Verdict"), is_number=False),
    ]
    rows = []
    for each in found.outcomes:
        own = each.found.own
        words = comparison_words(
            each.found.comparison, own.value, each.found.benchmark.value, language
        )
        rows.append(
            Row(
                outcome_text(each.outcome, language),
                [
                    Cell(count_text(own.numerator, language)),
                    Cell(share_or_mark(own, language)),
                    Cell(interval_text(each.found.measure, own, language)),
                    Cell(share_text(each.found.benchmark.value, language)),
                    Cell(share_text(each.found.national.value, language)),
                    Cell(words or language.gettext("Not compared")),
                ],
            )
        )
    vacated = found.vacated
    rows.append(
        Row(
            outcome_text("vacated", language),
            [
                Cell(
                    count_text(vacated.value, language)
                    if vacated.value is not None
                    else status_mark(vacated.status)
                ),
                *[Cell(DASH) for _ in range(5)],
            ],
        )
    )
    return table(
        columns,
        rows,
        caption=language.gettext("How trials ended"),
        css_class="figures",
        table_id=ids.panel_table("trials"),
    )
