"""Measures: what is counted over what, why, and what it cannot tell. No numbers."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dashboard.areas import AreaType
from dashboard.language import Language
from dashboard.periods import Frequency, Window
from dashboard.polarity import Polarity

__all__ = ["Catalogue", "Kind", "Measure", "Polarity", "Source", "Term"]


class Kind(StrEnum):
    """What sort of number a measure is; decides its interval and its format."""

    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    SCORE = "score"
    DURATION = "duration"


Stage = Literal["police", "cps", "magistrates", "crown_court", "outcome", "context"]


class _Definition(BaseModel):
    """Frozen, and refusing keys it does not know, so that a slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(_Definition):
    """One stored stream of counts, whole or one category of a breakdown."""

    series: str
    breakdown: str = "all"
    category: str = "all"

    @property
    def key(self) -> tuple[str, str, str]:
        """Series, breakdown and category, as stored numbers carry them."""
        return (self.series, self.breakdown, self.category)


class Side(_Definition):
    """What stands above or below the line: the sum of its terms."""

    label: str
    label_cy: str
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]

    def name(self, language: Language) -> str:
        """What is counted, in the reader's language."""
        return self.label_cy if language.code == "cy" else self.label


class PublicationNotes(_Definition):
    """Where the counts come from and what a reader must know about them."""

    source: str
    definition: str
    definition_cy: str
    caveats: tuple[str, ...] = ()
    caveats_cy: tuple[str, ...] = ()
    owner: str
    reviewed: date
    next_review: date

    @model_validator(mode="after")
    def _is_reviewed_in_order(self) -> "PublicationNotes":
        if self.next_review <= self.reviewed:
            raise ValueError("the next review comes after the last one")
        return self


class Measure(_Definition):
    """One reported measure, as its file defines it; ids are permanent and public.

    `phrase` is the measure's name in a sentence, after whose it is: "conviction rate
    for burglary". `statement` is a sentence without its full stop that says what the
    figure says: "{value} of {base} defendants were convicted"; {count} may be in it.
    Counts of the newest `settles_after` stored periods are still coming in when they
    are published, so that they are shown but not judged. With `is_stock` it is of what
    is there at the end of a period: areas can be added up, and periods cannot. Where
    hardly an area has figures of its own, those of areas of `wider_area_type` are read
    for the areas inside them, and said to be shared.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: str
    label_cy: str
    short_label: str
    short_label_cy: str
    phrase: str
    phrase_cy: str
    statement: str
    statement_cy: str
    question: str
    question_cy: str
    topic: str
    stage: Stage
    kind: Kind
    polarity: Polarity
    unit: str
    per: int = 1
    is_stock: bool = False
    decimals: Annotated[int, Field(ge=0, le=3)] = 1
    unit_of_count: str
    unit_of_count_cy: str
    frequency: Frequency
    year: Literal["calendar", "financial"] = "calendar"
    area_type: AreaType = AreaType.CRIMINAL_JUSTICE_AREA
    wider_area_type: AreaType | None = None
    breakdowns: tuple[str, ...] = ()
    benchmarks: tuple[str, ...] = ("england_and_wales", "similar", "region")
    family: str
    family_head: bool = False
    basis: Literal["current", "finalised"]
    lead_agency: str
    feeds: tuple[str, ...] = ()
    tier: Literal["public", "partner"] = "public"
    disclosure: Literal["already_public", "policy"] = "policy"
    minimum_base: int = 0
    #: Set by the disclosure policy, not by the file: on fewer a figure is not given.
    smallest_base: int = 0
    settles_after: Annotated[int, Field(ge=0)] = 0
    balancing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    questions_cy: tuple[str, ...] = ()
    cannot_tell: str
    cannot_tell_cy: str
    #: What is counted, for readers who know nothing of the field; may be left out.
    plain: str = ""
    plain_cy: str = ""
    numerator: Side
    denominator: Side | None = None
    publication: PublicationNotes

    @model_validator(mode="after")
    def _agrees_with_its_kind(self) -> "Measure":
        divides = self.kind in (Kind.PROPORTION, Kind.RATE)
        if divides != (self.denominator is not None):
            raise ValueError(f"a {self.kind} measure and its denominator disagree")
        if (self.kind == Kind.RATE) != (self.per > 1):
            raise ValueError("a rate, and only a rate, says per how many: per = 1000")
        for english, welsh in (
            (self.questions, self.questions_cy),
            (self.publication.caveats, self.publication.caveats_cy),
        ):
            if len(english) != len(welsh):
                raise ValueError("each English text needs its Welsh one")
        if self.wider_area_type and self.standing_terms:
            raise ValueError("a rate by residents cannot be shared with a wider area")
        for statement in (self.statement, self.statement_cy):
            _check_statement(statement, self.kind)
        return self

    @property
    def year_start(self) -> int:
        """The month the measure's year begins with: 1, or 4 for financial years."""
        return 4 if self.year == "financial" else 1

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every stream of counts the measure reads."""
        below = self.denominator.terms if self.denominator else ()
        return self.numerator.terms + below

    @property
    def standing_terms(self) -> tuple[Term, ...]:
        """What a rate divides by: people, counted once a year whatever the period."""
        if self.kind != Kind.RATE or self.denominator is None:
            return ()
        return self.denominator.terms

    @property
    def flowing_terms(self) -> tuple[Term, ...]:
        """Every stream that is counted anew in each period, once each."""
        standing = self.standing_terms
        return tuple(t for t in dict.fromkeys(self.terms) if t not in standing)

    @property
    def printed_decimals(self) -> int:
        """How many decimals its values are printed with; whole counts and days none."""
        is_whole = self.kind in (Kind.COUNT, Kind.DURATION)
        return 0 if is_whole else self.decimals

    @property
    def mark(self) -> str:
        """What stands right after its figures: the sign for per cent, or nothing."""
        if self.kind == Kind.SCORE:
            return "%" if self.unit == "percent" else ""
        return "%" if self.kind == Kind.PROPORTION else ""

    @property
    def is_cumulative(self) -> bool:
        """True where a longer period gives more: counts and rates of what flows."""
        return self.kind in (Kind.COUNT, Kind.RATE) and not self.is_stock

    @property
    def is_additive(self) -> bool:
        """True where periods or areas can be put together; scores never can."""
        return self.kind not in (Kind.SCORE, Kind.DURATION)

    @property
    def windows(self) -> tuple[Window, ...]:
        """Windows its figures can be added up to; no score or stock can over time."""
        adds_up = self.is_additive and not self.is_stock
        if not adds_up or self.frequency == Frequency.YEAR:
            fits = {
                Frequency.MONTH: Window.MONTH,
                Frequency.QUARTER: Window.QUARTER,
                Frequency.YEAR: Window.YEAR,
            }
            return (fits[self.frequency],)
        return tuple(w for w in Window if w.months >= self.frequency.months)

    def name(self, language: Language) -> str:
        """The measure's title in the reader's language."""
        return self.label_cy if language.code == "cy" else self.label

    def short(self, language: Language) -> str:
        """A title short enough for a table heading."""
        return self.short_label_cy if language.code == "cy" else self.short_label

    def in_sentence(self, language: Language) -> str:
        """Its name inside a sentence, after whose it is: "conviction rate"."""
        return self.phrase_cy if language.code == "cy" else self.phrase

    def states(self, language: Language) -> str:
        """What a figure says, with {value} and perhaps {count} and {base} to fill."""
        return self.statement_cy if language.code == "cy" else self.statement

    def asks(self, language: Language) -> str:
        """The question the measure answers."""
        return self.question_cy if language.code == "cy" else self.question

    def plainly(self, language: Language) -> str:
        """What is counted in everyday words; the question where none were found."""
        if not self.plain:
            return self.asks(language)
        return self.plain_cy if language.code == "cy" else self.plain

    def counts(self, language: Language) -> str:
        """The unit of count in the plural: defendants, offences, people."""
        return self.unit_of_count_cy if language.code == "cy" else self.unit_of_count

    def caveats(self, language: Language) -> tuple[str, ...]:
        """What a reader must know before using the figure."""
        notes = self.publication
        return notes.caveats_cy if language.code == "cy" else notes.caveats

    def definition(self, language: Language) -> str:
        """What is counted over what, and why it was defined so."""
        notes = self.publication
        return notes.definition_cy if language.code == "cy" else notes.definition


class Source(_Definition):
    """A publication as a reader cites it."""

    id: str
    title: str
    title_cy: str
    publisher: str
    licence: str
    link: str = ""

    def name(self, language: Language) -> str:
        """The publication's title in the reader's language."""
        return self.title_cy if language.code == "cy" else self.title


class Catalogue(Mapping[str, Measure]):
    """Every measure by id, in the order of its stage and label."""

    def __init__(
        self, measures: Iterable[Measure], sources: Mapping[str, Source]
    ) -> None:
        stages = get_args(Stage)
        ordered = sorted(
            measures,
            key=lambda m: (stages.index(m.stage), m.family, not m.family_head, m.label),
        )
        self._measures = {measure.id: measure for measure in ordered}
        self.sources = dict(sources)

    def __getitem__(self, measure_id: str) -> Measure:
        return self._measures[measure_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._measures)

    def __len__(self) -> int:
        return len(self._measures)

    def family(self, name: str) -> tuple[Measure, ...]:
        """The measures of one family, its head first."""
        return tuple(m for m in self._measures.values() if m.family == name)

    def under(self, minimum_base: int) -> "Catalogue":
        """The same, where figures under the disclosure policy need such a base."""
        return Catalogue(
            (
                m.model_copy(update={"smallest_base": minimum_base})
                if m.disclosure == "policy"
                else m
                for m in self._measures.values()
            ),
            self.sources,
        )

    def for_tier(self, tier: str) -> "Catalogue":
        """What exists in a process of a tier: for the public, no partner measure.

        What the others say of one that is left out goes with it.
        """
        if tier == "partner":
            return self
        left = {m.id: m for m in self._measures.values() if m.tier == "public"}
        kept = [
            m.model_copy(
                update={"balancing": tuple(b for b in m.balancing if b in left)}
            )
            for m in left.values()
        ]
        cited = {m.publication.source for m in self._measures.values()}
        shown = {m.publication.source for m in kept}
        sources = {
            name: source
            for name, source in self.sources.items()
            if name in shown or name not in cited
        }
        return Catalogue(kept, sources)

    def source(self, measure: Measure) -> Source:
        """The publication a measure's counts come from."""
        return self.sources[measure.publication.source]


def load_catalogue(
    records: Iterable[Mapping[str, Any]], sources: Iterable[Mapping[str, Any]]
) -> Catalogue:
    """Measures and sources from their parsed files.

    Raises ValueError naming the measure and the key that is wrong.
    """
    measures: dict[str, Measure] = {}
    for record in records:
        try:
            measure = Measure.model_validate(record)
        except ValidationError as error:
            raise ValueError(f"measure {record.get('id')!r}: {error}") from error
        if measure.id in measures:
            raise ValueError(f"measure {measure.id!r} is defined twice")
        measures[measure.id] = measure
    cited = [Source.model_validate(source) for source in sources]
    known = {source.id: source for source in cited}
    for measure in measures.values():
        if measure.publication.source not in known:
            source = measure.publication.source
            raise ValueError(f"measure {measure.id!r} names unknown source {source!r}")
    return Catalogue(measures.values(), known)


def _check_statement(statement: str, kind: Kind) -> None:
    """Raises ValueError for a statement that cannot be filled or lacks {value}."""
    named = {name for _, name, _, _ in Formatter().parse(statement) if name is not None}
    allowed = {"value", "count", "base"} if kind == Kind.PROPORTION else {"value"}
    if "value" not in named or named - allowed:
        wanted = ", ".join(f"{{{name}}}" for name in sorted(allowed))
        raise ValueError(f"a statement holds {{value}} and only {wanted}: {statement}")
