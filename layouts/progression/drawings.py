"""The charts of one panel as figures, for pictures that leave the page."""

from dashboard.figures.poster import Drawing
from dashboard.figures.theme import Figure
from dashboard.language import Language
from dashboard.progression.panel_words import exit_name, own_place, shown_reasons
from dashboard.progression.view import Built, ProgressionView
from dashboard.progression.words import outcome_word
from layouts.progression.charts import (
    Small,
    cohort_picture,
    exits_figure,
    flow_figures,
    offences_figure,
    reasons_figure,
    small_figures,
)
from layouts.progression.flow import has_numbers
from layouts.progression.ladder import ladder_figure
from layouts.progression.timeliness import step_charts
from layouts.progression.trials import trial_charts

#: Panels whose first chart the chart library can draw on request.
EXPLORED = ("flow", "attrition", "trials", "reasons")


def drawings_of(
    panel: str, view: ProgressionView, language: Language, *, width: int
) -> tuple[Drawing, ...]:
    """The charts in their order; none for a table, or where nothing is drawn."""
    built = view.built
    if built is None:
        return ()
    draw = {
        "stages": _stages,
        "flow": _flow,
        "attrition": _attrition,
        "timeliness": _timeliness,
        "trials": _trials,
        "reasons": _reasons,
    }.get(panel)
    return draw(view, built, language, width) if draw else ()


def explored(
    panel: str, view: ProgressionView, language: Language, *, width: int
) -> Figure | None:
    """The first chart of a panel; None where there is none."""
    found = drawings_of(panel, view, language, width=width)
    return found[0].figure if found else None


def _stages(
    view: ProgressionView, built: Built, language: Language, width: int
) -> tuple[Drawing, ...]:
    strip = Drawing("", ladder_figure(view, built.lanes, language, width=width))
    if built.cohorts is None:
        return (strip,)
    title = language.gettext("The same offences, followed from being recorded")
    return (strip, Drawing(title, cohort_picture(built.cohorts, language, width=width)))


def _flow(
    view: ProgressionView, built: Built, language: Language, width: int
) -> tuple[Drawing, ...]:
    if built.flow is None:
        return ()
    flow = built.flow[1]
    titles = (
        language.gettext("Received and disposed of, each quarter"),
        language.gettext("Open at the end of each quarter"),
    )
    figures = flow_figures(flow, language, widths=(width, width))
    return tuple(
        Drawing(title, figure)
        for number, (title, figure) in enumerate(zip(titles, figures, strict=True))
        if has_numbers(flow, number)
    )


def _attrition(
    view: ProgressionView, built: Built, language: Language, width: int
) -> tuple[Drawing, ...]:
    found = built.attrition
    if not found.exits:
        return ()
    drawn = [Drawing("", exits_figure(view, found.exits, language, width=width))]
    if found.focused is not None and found.by_offence:
        title = language.gettext("{point}, by group of offences").format(
            point=exit_name(view, found.focused, language, place=own_place(view))
        )
        figure = offences_figure(view, found.by_offence, language, width=width)
        drawn.append(Drawing(title, figure))
    return tuple(drawn)


def _timeliness(
    view: ProgressionView, built: Built, language: Language, width: int
) -> tuple[Drawing, ...]:
    charts = step_charts(built.timeliness.steps, language)
    return _small(charts, language, width)


def _trials(
    view: ProgressionView, built: Built, language: Language, width: int
) -> tuple[Drawing, ...]:
    if built.trials is None:
        return ()
    return _small(trial_charts(built.trials, language), language, width, shared=True)


def _small(
    charts: list[Small], language: Language, width: int, *, shared: bool = False
) -> tuple[Drawing, ...]:
    figures = small_figures(charts, language, width=width, is_shared=shared)
    return tuple(Drawing(label, figure) for label, figure in figures)


def _reasons(
    view: ProgressionView, built: Built, language: Language, width: int
) -> tuple[Drawing, ...]:
    return tuple(
        Drawing(
            outcome_word(found.outcome, language),
            reasons_figure(view, found, language, width=width),
        )
        for found in shown_reasons(view)
    )


def has_drawing(panel: str, view: ProgressionView) -> bool:
    """Whether a panel has a chart at all."""
    built = view.built
    if built is None:
        return False
    return {
        "stages": True,
        "flow": built.flow is not None,
        "timeliness": bool(built.timeliness.steps),
        "attrition": bool(built.attrition.exits),
        "trials": built.trials is not None,
        "reasons": bool(built.reasons),
    }.get(panel, False)
