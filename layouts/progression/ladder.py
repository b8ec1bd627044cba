"""The strip of stages as one figure, lane under lane, for pictures off the page."""

from dashboard.figures.ladder import Rung, Side, ladder
from dashboard.figures.theme import Figure
from dashboard.formats import partial_text, status_mark
from dashboard.language import Language
from dashboard.progression.stages import LaneView, StageView
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    basis_text,
    clock_text,
    lane_text,
    shared_text,
)


def ladder_figure(
    view: ProgressionView,
    lanes: tuple[LaneView, ...],
    language: Language,
    *,
    width: int,
) -> Figure:
    """The stages that are loaded, with their units, clocks, shares and breaks."""
    sides = [
        Side(
            lane_text(lane.lane, language),
            tuple(
                _rung(view, each, language) for each in lane.stages if each.is_loaded
            ),
        )
        for lane in lanes
    ]
    return ladder([side for side in sides if side.rungs], width=width)


def _rung(view: ProgressionView, stage: StageView, language: Language) -> Rung:
    result = stage.result
    count = (
        language.number(result.value)
        if result.value is not None
        else status_mark(result.status)
    )
    facts = (
        stage.series.counts(language),
        basis_text(stage.series.basis, language),
        clock_text(stage.series.kind, stage.clock, language),
        partial_text(result, stage.measure, language),
        shared_text(stage.place, view.geography, language),
    )
    share = stage.share.value if stage.share else None
    words = ""
    if share is not None:
        words = language.gettext("{share} of {whole}").format(
            share=language.percent(share),
            whole=view.course.stage(stage.stage.of).name(language).lower(),
        )
    gap = ""
    if stage.gap is not None:
        gap = language.gettext("Now {unit}").format(unit=stage.series.counts(language))
        if stage.gap.unit_before is None:
            gap = language.gettext("Another source")
    return Rung(
        count,
        stage.stage.name(language),
        " · ".join(fact for fact in facts if fact),
        share,
        words,
        gap,
    )
