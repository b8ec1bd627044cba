"""Decision points: where people are dealt with, and out of whom. No numbers."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dashboard.language import Language
from dashboard.measures import Source
from dashboard.periods import Frequency

#: The one series of residents, by the groups of a census.
RESIDENTS = "census_population"

Year = Literal["calendar", "financial"]
_FIRST_MONTH = {"calendar": 1, "financial": 4}


class _Definition(BaseModel):
    """Frozen, and refusing keys it does not know, so that a slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Counts(_Definition):
    """One pair of series a point is counted from, and how it calls what it is split by.

    `breakdowns` maps a characteristic of the page to the breakdown of both series.
    `classification` is the year of the census whose ethnic groups they use.
    """

    series: str
    out_of: str
    source: str
    year: Year
    out_of_year: Year | None = None
    frequency: Frequency
    classification: int
    breakdowns: Mapping[str, str]

    @property
    def first_month(self) -> int:
        """The month its years begin with."""
        return _FIRST_MONTH[self.year]

    @property
    def out_of_first_month(self) -> int:
        """The month the years of what it is divided by begin with."""
        return _FIRST_MONTH[self.out_of_year or self.year]

    @property
    def is_of_residents(self) -> bool:
        """True where it is divided by people counted in a census."""
        return self.out_of == RESIDENTS


class DecisionPoint(_Definition):
    """One decision, as its file defines it; ids are permanent and public.

    `predicate` follows whom it is about, "were searched"; `noun` names the decision in
    a sentence; `feeding` says out of whom, after a rate. Only where people first meet
    the police is a point divided by residents.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    order: int
    label: str
    label_cy: str
    noun: str
    noun_cy: str
    predicate: str
    predicate_cy: str
    events: str
    events_cy: str
    feeding: str
    feeding_cy: str
    kind: Literal["rate", "share"]
    per: int = 1
    agency: str
    is_first_contact: bool = False
    cannot_tell: str
    cannot_tell_cy: str
    counts: Annotated[tuple[Counts, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees_with_its_kind(self) -> "DecisionPoint":
        if (self.kind == "rate") != (self.per > 1):
            raise ValueError("a rate, and only a rate, says per how many: per = 1000")
        if any(c.is_of_residents != self.is_first_contact for c in self.counts):
            raise ValueError(
                "residents are what first contact, and it alone, is out of"
            )
        return self

    @property
    def is_part(self) -> bool:
        """True where those it happens to are some of those it is out of."""
        return self.kind == "share"

    def name(self, language: Language) -> str:
        """What happened, as a heading: "Stopped and searched"."""
        return self.label_cy if language.code == "cy" else self.label

    def noun_in(self, language: Language) -> str:
        """The decision in a sentence: "search"."""
        return self.noun_cy if language.code == "cy" else self.noun

    def predicate_in(self, language: Language) -> str:
        """What happened to people, after who they are: "were searched"."""
        return self.predicate_cy if language.code == "cy" else self.predicate

    def events_in(self, language: Language) -> str:
        """What is counted, in the plural: "searches"."""
        return self.events_cy if language.code == "cy" else self.events

    def feeding_in(self, language: Language) -> str:
        """Out of whom, after a rate: "per 1,000 residents"."""
        return self.feeding_cy if language.code == "cy" else self.feeding

    def cannot_tell_in(self, language: Language) -> str:
        """What must not be concluded from it."""
        return self.cannot_tell_cy if language.code == "cy" else self.cannot_tell


class DecisionPoints(Mapping[str, DecisionPoint]):
    """Every decision point by id, in the order of a case, and the sources they cite."""

    def __init__(
        self, points: Iterable[DecisionPoint], sources: Mapping[str, Source]
    ) -> None:
        ordered = sorted(points, key=lambda point: (point.order, point.id))
        self._points = {point.id: point for point in ordered}
        self.sources = dict(sources)

    def __getitem__(self, point_id: str) -> DecisionPoint:
        return self._points[point_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._points)

    def __len__(self) -> int:
        return len(self._points)

    def source(self, counts: Counts) -> Source:
        """The publication counts come from."""
        return self.sources[counts.source]


def load_decision_points(
    records: Iterable[Mapping[str, Any]], sources: Mapping[str, Source]
) -> DecisionPoints:
    """Decision points from their parsed files.

    Raises ValueError naming the point and what is wrong with it.
    """
    points: dict[str, DecisionPoint] = {}
    for record in records:
        try:
            point = DecisionPoint.model_validate(record)
        except ValidationError as error:
            raise ValueError(f"decision point {record.get('id')!r}: {error}") from error
        if point.id in points:
            raise ValueError(f"decision point {point.id!r} is defined twice")
        for counts in point.counts:
            if counts.source not in sources:
                raise ValueError(
                    f"decision point {point.id!r} names unknown source "
                    f"{counts.source!r}"
                )
        points[point.id] = point
    return DecisionPoints(points.values(), sources)
