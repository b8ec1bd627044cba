"""The course of a case: its stages, where cases leave it, how long its steps take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict

from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.periods import Frequency
from dashboard.polarity import Polarity

Lane = Literal["police", "cps", "magistrates", "crown_court", "outcome"]
LANES: tuple[Lane, ...] = get_args(Lane)
#: The lanes that are courts, as the names of their series begin.
COURTS: tuple[Lane, ...] = ("crown_court", "magistrates")
#: Who a reason lies with, in the order the page tells them in.
PARTIES = ("prosecution", "defence", "witness", "court", "other")
TRIAL_OUTCOMES = ("effective", "cracked", "ineffective")
NO_REASON = "not_stated"


class _Named(BaseModel):
    """Something with a name in both languages; keys that are not known are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: str
    label_cy: str

    def name(self, language: Language) -> str:
        """What it is called in the reader's language."""
        return self.label_cy if language.code == "cy" else self.label


class Stage(_Named):
    """One stage: a count of its own unit, and the stage it is put in proportion to.

    `open_series` counts what of it is not concluded, and so may still change.
    """

    id: str
    lane: Lane
    series: tuple[str, ...]
    offence_series: tuple[str, ...] = ()
    of: str = ""
    ratio: Literal["share", "per_hundred", ""] = ""
    open_series: str = ""


class Exit(_Named):
    """Where cases leave: `series` is the part of `of` that ends there.

    `measure` has the same share; its polarity is that of the point. A point without
    a measure says its own.
    """

    id: str
    lane: Lane
    series: tuple[str, ...]
    of: tuple[str, ...]
    offence_of: tuple[str, ...] = ()
    measure: str = ""
    polarity: Polarity = Polarity.NEITHER


class Step(_Named):
    """From one event to another, in days: the median, the mean or both."""

    id: str
    lane: Lane
    median: str = ""
    mean: str = ""
    is_whole: bool = False


class CohortStage(_Named):
    """How far the same cases have come."""

    series: str


class Reason(_Named):
    """Why a trial did not go ahead, and who that lies with."""

    id: str
    outcome: str
    party: str


class Series(NamedTuple):
    """What a stream of counts counts, how often, and where it is published."""

    id: str
    unit: str
    unit_cy: str
    publication: str
    basis: str
    kind: str
    frequency: Frequency

    def counts(self, language: Language) -> str:
        """The unit of count in the plural, in the reader's language."""
        return self.unit_cy if language.code == "cy" else self.unit


@dataclass(frozen=True)
class Course:
    """Everything the page is drawn by, in the order of a case."""

    stages: tuple[Stage, ...]
    exits: tuple[Exit, ...]
    steps: tuple[Step, ...]
    cohorts: tuple[CohortStage, ...]
    reasons: Mapping[str, Reason]
    series: Mapping[str, Series]
    offences: Mapping[str, tuple[str, str]]
    polarities: Mapping[str, Polarity]

    def series_of(self, stage: Stage) -> Series:
        """What a stage counts, as its first series says."""
        return self.series[stage.series[0]]

    def trial_polarity(self, lane: Lane, outcome: str) -> Polarity:
        """Whether more trials that end one way are better, as their measure says."""
        return self.polarities[f"{lane}_{outcome}_trials"]

    def stage(self, stage_id: str) -> Stage:
        """One stage by its id; raises KeyError for another."""
        return {stage.id: stage for stage in self.stages}[stage_id]

    def offence_name(self, category: str, language: Language) -> str:
        """What a group of offences is called."""
        english, welsh = self.offences[category]
        return welsh if language.code == "cy" else english


def load_course(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    series: Iterable[Mapping[str, Any]],
    categories: Iterable[Mapping[str, Any]],
    reasons: Iterable[Mapping[str, Any]],
    measures: Mapping[str, Measure],
) -> Course:
    """The course from its parsed files and the measures it shares polarities with.

    Raises ValueError for a stage in proportion to one of another unit or source, for
    a series that is not defined, and for a point at which cases leave whose measure
    is not defined, has another share, or is given a polarity beside it.
    """
    known = {record["id"]: _series(record) for record in series}
    course = Course(
        stages=tuple(Stage.model_validate(record) for record in tables["stages"]),
        exits=tuple(_exit(record, measures) for record in tables["exits"]),
        steps=tuple(Step.model_validate(record) for record in tables["steps"]),
        cohorts=tuple(CohortStage.model_validate(each) for each in tables["cohorts"]),
        reasons={record["id"]: _reason(record) for record in reasons},
        series=known,
        offences={
            record["category"]: (record["label"], record["label_cy"])
            for record in categories
            if record["breakdown"] == "offence_group"
        },
        polarities={name: measure.polarity for name, measure in measures.items()},
    )
    _check(course)
    return course


def _series(record: Mapping[str, Any]) -> Series:
    return Series(
        id=record["id"],
        unit=record["unit_of_count"],
        unit_cy=record["unit_of_count_cy"],
        publication=record["publication"],
        basis=record["basis"],
        kind=record["kind"],
        frequency=Frequency(record["frequency"]),
    )


def _exit(record: Mapping[str, Any], measures: Mapping[str, Measure]) -> Exit:
    """A point at which cases leave, with the polarity of its measure if it has one."""
    leaving = Exit.model_validate(record)
    if bool(leaving.measure) == ("polarity" in record):
        raise ValueError(f"{leaving.id} must have either a measure or a polarity")
    if not leaving.measure:
        return leaving
    measure = measures.get(leaving.measure)
    if measure is None:
        raise ValueError(
            f"{leaving.id} names the measure {leaving.measure!r}, which is not defined"
        )
    above = {term.series for term in measure.numerator.terms}
    whole = measure.denominator
    below = {term.series for term in whole.terms} if whole else set()
    if (above, below) != (set(leaving.series), set(leaving.of)):
        raise ValueError(f"{leaving.id} and {leaving.measure} are different shares")
    return leaving.model_copy(update={"polarity": measure.polarity})


def _reason(record: Mapping[str, Any]) -> Reason:
    return Reason(
        id=record["id"],
        outcome=record["outcome"],
        party="witness" if record.get("is_witness") else record["party"],
        label=record["label"],
        label_cy=record["label_cy"],
    )


def _check(course: Course) -> None:
    for stage in course.stages:
        _check_known(course, stage.id, (*stage.series, *stage.offence_series))
        if stage.of:
            whole = course.series_of(course.stage(stage.of))
            part = course.series_of(stage)
            if (part.unit, part.publication) != (whole.unit, whole.publication):
                raise ValueError(f"{stage.id} and {stage.of} count different things")
    for each in course.exits:
        _check_known(course, each.id, (*each.series, *each.of))
    for step in course.steps:
        _check_known(course, step.id, [s for s in (step.median, step.mean) if s])


def _check_known(course: Course, name: str, series: Iterable[str]) -> None:
    for each in series:
        if each not in course.series:
            raise ValueError(f"{name} names the series {each!r}, which is not defined")
