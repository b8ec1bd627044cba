"""Stored numbers as the panels count them: with the gaps and limits of any measure.

What the page counts is no measure of the catalogue, but is added up, divided, hidden
and compared exactly as one: so it is made into one, which has no file and no page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.areas import AreaType, Geography
from dashboard.history import Count, History, build_history
from dashboard.measures import Kind, Measure, PublicationNotes, Side, Term
from dashboard.periods import Frequency, Period, Window, period_from, shift
from dashboard.polarity import Polarity
from dashboard.progression.course import Exit, Lane, Series, Stage, Step

Key = tuple[str, str, str]
#: Geographies larger than an area whose figures stand in for it, the nearest first.
LARGER = (AreaType.HMCTS_REGION, AreaType.CPS_AREA)
#: A share of fewer is drawn as one to be read with care.
SMALL_BASE = 30
_BY = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}


class Place(NamedTuple):
    """Whose numbers are shown; `shared_with` are the other areas they are also of."""

    type: AreaType
    code: str
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Streams:
    """Stored numbers by kind of area and stream; what is not there is not loaded."""

    counts: Mapping[AreaType, Mapping[Key, Sequence[Count]]]

    def releases(self) -> frozenset[int]:
        """Every release any of the numbers came with."""
        return frozenset(
            count.release_id
            for found in self.counts.values()
            for rows in found.values()
            for count in rows
        )

    def within(self, period: Period) -> "Streams":
        """The numbers of one span alone: most panels need no more."""
        first, last = period.first, period.last
        return Streams(
            {
                kind: {
                    key: [row for row in rows if first <= row.period <= last]
                    for key, rows in found.items()
                }
                for kind, found in self.counts.items()
            }
        )

    def history(self, measure: Measure) -> History:
        """The counts of something counted, for every area that was read."""
        found = self.counts.get(measure.area_type, {})
        return build_history(
            measure, [c for t in measure.flowing_terms for c in found.get(t.key, ())]
        )


def places_of(area_code: str, geography: Geography) -> tuple[Place, ...]:
    """An area itself, then the larger geographies it is part of."""
    places = [Place(AreaType.CRIMINAL_JUSTICE_AREA, area_code)]
    for kind in LARGER:
        whole = geography.whole_of(kind, area_code)
        if whole is not None:
            parts = geography.parts_of(whole)
            others = tuple(code for code in parts if code != area_code)
            places.append(Place(kind, whole.code, others))
    return tuple(places)


def terms_of(
    series: Sequence[str], offence: str = "", *, breakdown: str = "offence_group"
) -> tuple[Term, ...]:
    """The streams of some series, of all offences or of one category."""
    if not offence:
        return tuple(Term(series=each) for each in series)
    return tuple(
        Term(series=each, breakdown=breakdown, category=offence) for each in series
    )


def stage_count(
    stage: Stage, series: Series, *, place: AreaType, offence: str = ""
) -> Measure:
    """How many came to a stage."""
    names = (stage.offence_series or stage.series) if offence else stage.series
    return _measure(
        stage.id,
        (stage.label, stage.label_cy),
        series,
        lane=stage.lane,
        kind=Kind.COUNT,
        area_type=place,
        above=terms_of(names, offence),
    )


def stage_share(
    stage: Stage, whole: Stage, series: Series, *, place: AreaType, offence: str = ""
) -> Measure:
    """The part of one stage that came to another."""
    parts = (stage.offence_series or stage.series) if offence else stage.series
    wholes = (whole.offence_series or whole.series) if offence else whole.series
    return _measure(
        f"{stage.id}_share",
        (stage.label, stage.label_cy),
        series,
        lane=stage.lane,
        kind=Kind.PROPORTION,
        area_type=place,
        above=terms_of(parts, offence),
        below=terms_of(wholes, offence),
    )


def exit_share(
    leaving: Exit, series: Series, *, place: AreaType, offence: str = ""
) -> Measure:
    """The part of cases that left at one point."""
    wholes = (leaving.offence_of or leaving.of) if offence else leaving.of
    return _measure(
        leaving.id,
        (leaving.label, leaving.label_cy),
        series,
        lane=leaving.lane,
        kind=Kind.PROPORTION,
        area_type=place,
        above=terms_of(leaving.series, offence),
        below=terms_of(wholes, offence),
        polarity=leaving.polarity,
    )


def share(
    name: str,
    labels: tuple[str, str],
    series: Series,
    *,
    lane: Lane,
    place: AreaType,
    above: Sequence[Term],
    below: Sequence[Term],
    polarity: Polarity = Polarity.NEITHER,
) -> Measure:
    """Any other part of a whole."""
    return _measure(
        name,
        labels,
        series,
        lane=lane,
        kind=Kind.PROPORTION,
        area_type=place,
        above=tuple(above),
        below=tuple(below),
        polarity=polarity,
    )


def count(
    name: str, series: Series, *, lane: Lane, place: AreaType, terms: Sequence[Term]
) -> Measure:
    """Any other number of cases."""
    return _measure(
        name,
        (name, name),
        series,
        lane=lane,
        kind=Kind.COUNT,
        area_type=place,
        above=tuple(terms),
    )


def days(
    step: Step, name: str, series: Series, *, place: AreaType, offence: str = ""
) -> Measure:
    """How long a step took, as published: days cannot be added up."""
    return _measure(
        step.id,
        (step.label, step.label_cy),
        series,
        lane=step.lane,
        kind=Kind.DURATION,
        area_type=place,
        above=terms_of((name,), offence),
        polarity=Polarity.LOWER_IS_BETTER,
    )


def _measure(
    name: str,
    labels: tuple[str, str],
    series: Series,
    *,
    lane: Lane,
    kind: Kind,
    area_type: AreaType,
    above: tuple[Term, ...],
    below: tuple[Term, ...] = (),
    polarity: Polarity = Polarity.NEITHER,
) -> Measure:
    english, welsh = labels
    return Measure(
        id=name,
        label=english,
        label_cy=welsh,
        short_label=english,
        short_label_cy=welsh,
        phrase=english,
        phrase_cy=welsh,
        statement="{value}",
        statement_cy="{value}",
        question=english,
        question_cy=welsh,
        topic="progression",
        stage=lane,
        kind=kind,
        polarity=polarity,
        unit=series.unit,
        unit_of_count=series.unit,
        unit_of_count_cy=series.unit_cy,
        frequency=series.frequency,
        area_type=area_type,
        family=name,
        basis="finalised" if series.basis == "finalised" else "current",
        lead_agency=lane,
        minimum_base=SMALL_BASE if kind == Kind.PROPORTION else 0,
        cannot_tell="",
        cannot_tell_cy="",
        numerator=Side(label=english, label_cy=welsh, terms=above),
        denominator=Side(label=english, label_cy=welsh, terms=below) if below else None,
        publication=PublicationNotes(
            source=series.publication,
            definition="",
            definition_cy="",
            owner="",
            reviewed=date.min,
            next_review=date.max,
        ),
    )


def window_of(period: Period) -> Window:
    """The window of a span: a quarter, or any twelve months."""
    return Window.QUARTER if period.months == 3 else Window.YEAR


def last_part(
    history: History, code: str, period: Period
) -> tuple[Period, Window] | None:
    """The last stored period inside a span that an area has a number for.

    What stock and scores of a span are: they cannot be added up. None without any.
    """
    step = _BY[history.frequency]
    stored = history.cells.get(code, {})
    inside = [p for p in period.parts(history.frequency) if p in stored]
    if not inside:
        return None
    return period_from(max(inside), step), Window(history.frequency.value)


def year_before(period: Period) -> Period:
    """The same span a year earlier."""
    return period_from(shift(period.first, -12), period.months)
