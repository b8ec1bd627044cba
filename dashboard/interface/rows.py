"""The rows of each resource, in the order of its fields."""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.areas import Area, Geography
from dashboard.formats import benchmark_text
from dashboard.judged import Judged
from dashboard.language import Language
from dashboard.measures import Catalogue, Measure, Side
from dashboard.releases import Release
from dashboard.results import SYMBOLS
from dashboard.verdict_words import verdict_sentence
from dashboard.verdicts import basis_of

Row = tuple[object, ...]


def area_row(area: Area, geography: Geography) -> Row:
    """One area, as AREAS names it."""
    return (
        area.code, area.type.value, area.name_en, area.name_cy, area.tile_column,
        area.tile_row, list(geography.peers.get(area.code, ())),
    )  # fmt: skip


def measure_row(measure: Measure, catalogue: Catalogue, present: frozenset[int]) -> Row:
    """One measure, as MEASURES names it."""
    notes, source = measure.publication, catalogue.source(measure)
    return (
        measure.id, measure.label, measure.label_cy, measure.question,
        measure.question_cy, notes.definition, notes.definition_cy,
        measure.cannot_tell, measure.cannot_tell_cy, list(notes.caveats),
        list(notes.caveats_cy), measure.kind.value, measure.polarity.value,
        measure.unit, measure.per, measure.unit_of_count, measure.unit_of_count_cy,
        measure.frequency.value, [window.value for window in measure.windows],
        measure.area_type.value, measure.stage, measure.topic, measure.lead_agency,
        _streams(measure.numerator), _streams(measure.denominator), source.id,
        source.licence, _first_day(min(present, default=None)),
        _first_day(max(present, default=None)), notes.next_review,
    )  # fmt: skip


def _streams(side: Side | None) -> list[str]:
    """Series, and after a colon the category of one that is broken down."""
    return [
        term.series
        if term.breakdown == "all"
        else f"{term.series}:{term.breakdown}:{term.category}"
        for term in (side.terms if side else ())
    ]


def _first_day(month: int | None) -> date | None:
    return None if month is None else date(month // 100, month % 100, 1)


def release_row(release: Release) -> Row:
    """One load, as RELEASES names it."""
    return (
        release.release_id, release.publication, release.edition,
        release.published_on, release.loaded_at, release.row_count, release.state,
    )  # fmt: skip


def result_rows(
    judged: Iterable[Judged], geography: Geography, language: Language
) -> list[Row]:
    """Figures with their verdicts, as RESULTS names them."""
    names: dict[str, Mapping[str, Area]] = {}
    rows = []
    for each in judged:
        kind = each.measure.area_type
        areas = names.setdefault(kind, geography.of_type(kind))
        rows.append(_result_row(each, areas[each.area_code], geography, language))
    return rows


def _result_row(
    each: Judged, area: Area, geography: Geography, language: Language
) -> Row:
    result, row = each.result, each.row
    verdict = row.verdict if row else None
    target = row.chart.target if row else None
    named = benchmark_text(each.benchmark.key, geography, area, language)
    return (
        each.measure.id, area.code, area.name(language), result.period,
        each.period.start, each.window.value,
        "" if result.group == "all" else result.group, result.numerator,
        result.denominator, result.value, result.lower, result.upper,
        each.comparison.value,
        verdict.position.value if verdict and verdict.position else None,
        result.status.value, SYMBOLS[result.status], result.months_present,
        result.months_expected, each.benchmark.key, each.benchmark.value,
        verdict.change.value if verdict else None,
        verdict.direction.value if verdict and verdict.direction else None,
        verdict.outlook.value if verdict else None, target.value if target else None,
        (verdict.basis if verdict else basis_of(result)).value,
        verdict_sentence(verdict, benchmark=named, language=language)
        if verdict
        else None,
    )  # fmt: skip
