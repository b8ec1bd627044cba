"""The catalogue of measures: what there is, who leads it, and how far it reaches."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, get_args

from dashboard.language import Language
from dashboard.measures import Catalogue, Measure, Source, Stage
from dashboard.periods import Period, period_from
from dashboard.view_state import ViewState


class Entry(NamedTuple):
    """One measure; `latest` is None where nothing of it is loaded."""

    measure: Measure
    source: Source
    latest: Period | None
    state: ViewState


class StageEntries(NamedTuple):
    """Measures of one stage of a case, families together and their heads first."""

    stage: str
    entries: tuple[Entry, ...]


def list_measures(
    catalogue: Catalogue,
    present: Mapping[str, Collection[int]],
    state: ViewState,
) -> tuple[StageEntries, ...]:
    """Every measure there is, by stage in the order of a case; no empty stages.

    `present` are the first months of the stored periods by measure. Each entry links
    to the measure in the reader's own view, at its usual period.
    """
    stages = []
    for stage in get_args(Stage):
        entries = tuple(
            _entry(catalogue, measure, present.get(measure.id, ()), state)
            for measure in catalogue.values()
            if measure.stage == stage
        )
        if entries:
            stages.append(StageEntries(stage, entries))
    return tuple(stages)


def _entry(
    catalogue: Catalogue, measure: Measure, firsts: Collection[int], state: ViewState
) -> Entry:
    latest = period_from(max(firsts), measure.frequency.months) if firsts else None
    view = ViewState(
        area=state.area, measure=measure.id, against=state.against, lang=state.lang
    )
    return Entry(measure, catalogue.source(measure), latest, view)


def search_text(entry: Entry, language: Language) -> str:
    """What a reader may type to find a measure: its names and question, lower case."""
    measure = entry.measure
    words = (
        measure.name(language),
        measure.short(language),
        measure.asks(language),
        measure.numerator.name(language),
        measure.counts(language),
        measure.id.replace("_", " "),
        entry.source.name(language),
    )
    return " ".join(words).lower()
