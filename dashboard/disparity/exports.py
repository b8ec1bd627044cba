"""Downloads of the page on disproportionality: one row a mark drawn, unrounded."""

from collections.abc import Iterator
from datetime import date

from dashboard.areas import ENGLAND_AND_WALES, AreaType
from dashboard.disparity.decision_points import DecisionPoint
from dashboard.disparity.disparities import Disparity, Recording
from dashboard.disparity.groups import NOT_STATED
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import first_period
from dashboard.exports import Extract, make_extract
from dashboard.language import Language
from dashboard.periods import Period
from dashboard.results import SYMBOLS

#: `value` is the ratio of two rates; `verdict` says whether it is clear of chance.
COLUMNS = (
    "decision_point", "area_code", "area", "period", "years", "breakdown", "category",
    "reference", "numerator", "denominator", "rate", "reference_numerator",
    "reference_denominator", "reference_rate", "per", "value", "lower", "upper",
    "method", "verdict", "excess_a_year", "excess_lower", "excess_upper", "not_stated",
    "all_events", "not_stated_share", "could_be_from", "could_be_to", "census",
    "months_present", "months_expected", "source", "status", "symbol",
)  # fmt: skip
#: `numerator` are those of whom it was not stated, `denominator` everyone.
RECORDING_COLUMNS = (
    "decision_point", "agency", "area_code", "area", "period", "breakdown", "category",
    "numerator", "denominator", "value", "lower", "upper", "verdict", "source",
    "status", "symbol",
)  # fmt: skip
REGISTER_COLUMNS = (
    "decision_point", "area_code", "area", "period", "breakdown", "category",
    "numerator", "denominator", "value", "lower", "upper", "verdict", "status",
    "matter", "value_before", "decision", "explanation", "action", "owner",
    "written_on", "review_on",
)  # fmt: skip


def disproportionality_extract(
    panel: str, view: DisproportionalityView, language: Language
) -> Extract:
    """The rows a panel draws; the heading alone where nothing is loaded.

    Raises KeyError for a panel the page does not have.
    """
    if panel == "recording":
        return make_extract(RECORDING_COLUMNS, _recording_rows(view, language))
    if panel == "register":
        return make_extract(REGISTER_COLUMNS, _register_rows(view, language))
    found = {
        "cascade": _cascade,
        "excess": _excess,
        "areas": _areas,
        "trend": _trend,
    }[panel](view)
    return make_extract(COLUMNS, (_row(each, view, language) for each in found))


def _cascade(view: DisproportionalityView) -> Iterator[Disparity]:
    for row in view.rows:
        yield from row.groups
        if not view.is_of_nation:
            yield from row.nation


def _excess(view: DisproportionalityView) -> Iterator[Disparity]:
    for row in view.rows:
        yield from row.groups


def _areas(view: DisproportionalityView) -> Iterator[Disparity]:
    if view.closer is None:
        return
    yield from view.closer.areas.values()
    if view.closer.nation is not None:
        yield view.closer.nation


def _trend(view: DisproportionalityView) -> Iterator[Disparity]:
    for year in view.closer.trend if view.closer else ():
        yield year.single
        yield year.pooled


def _row(
    found: Disparity, view: DisproportionalityView, language: Language
) -> list[object]:
    recording, excess = found.recording, found.excess
    years = found.years
    first = first_period(found).label
    period = found.period.label if years == 1 else f"{first} to {found.period.label}"
    limits = (excess.lower, excess.upper) if excess else (None, None)
    return [
        found.point.id,
        *_place(found.area_code, view, language),
        period,
        years,
        view.characteristic.value,
        found.group,
        found.reference,
        found.events,
        found.total,
        found.rate,
        found.reference_events,
        found.reference_total,
        found.reference_rate,
        found.point.per,
        found.ratio,
        found.lower,
        found.upper,
        found.method.value if found.method else "",
        found.verdict.value if found.verdict else "",
        excess.people / years if excess else None,
        *(None if limit is None else limit / years for limit in limits),
        recording.unknown,
        recording.everyone,
        recording.share,
        recording.low,
        recording.high,
        found.census,
        *found.months,
        found.counts.source,
        found.status.value,
        SYMBOLS[found.status],
    ]


def _place(
    code: str, view: DisproportionalityView, language: Language
) -> tuple[str, str]:
    if code == ENGLAND_AND_WALES:
        return code, language.gettext("England and Wales")
    areas = view.geography.of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    return code, areas[code].name(language)


def _recording_rows(
    view: DisproportionalityView, language: Language
) -> Iterator[list[object]]:
    for row in view.recording:
        source = row.year.counts.source
        for code, recording in row.areas.items():
            yield _recording_row(
                row.point, code, row.year.period, recording, source, view, language
            )
        nation = row.nation
        if nation.share is None and row.nation_events.value is not None:
            # What there is in all is known, though nothing of who they were.
            nation = Recording(None, row.nation_events.value, status=nation.status)
        yield _recording_row(
            row.point,
            ENGLAND_AND_WALES,
            row.year.period,
            nation,
            source,
            view,
            language,
        )


def _recording_row(
    point: DecisionPoint,
    code: str,
    period: Period,
    recording: Recording,
    source: str,
    view: DisproportionalityView,
    language: Language,
) -> list[object]:
    verdict = ""
    if recording.share is not None:
        verdict = "complete_enough"
        if recording.is_too_high:
            verdict = "no_verdict"
        elif recording.needs_care:
            verdict = "compare_with_care"
    return [
        point.id, point.agency, *_place(code, view, language), period.label,
        view.characteristic.value, NOT_STATED, recording.unknown, recording.everyone,
        recording.share, None, None, verdict, source, recording.status.value,
        SYMBOLS[recording.status],
    ]  # fmt: skip


def _register_rows(
    view: DisproportionalityView, language: Language
) -> Iterator[list[object]]:
    for line in view.register:
        told, latest = line.explanation, line.latest
        yield [
            line.point.id, *_place(view.area, view, language), line.period.label,
            view.characteristic.value, line.group or NOT_STATED, *_numbers(latest),
            latest.status.value, line.matter.value, _value(line.before),
            told.decision if told else "asked_for",
            told.explanation.text(language) if told else "",
            told.action.text(language) if told else "",
            told.owner if told else "", _day(told.written_on if told else None),
            _day(told.review_on if told else None),
        ]  # fmt: skip


def _numbers(each: Disparity | Recording) -> list[object]:
    if isinstance(each, Disparity):
        verdict = each.verdict.value if each.verdict else ""
        return [
            each.events, each.total, each.ratio, each.lower, each.upper, verdict
        ]  # fmt: skip
    return [each.unknown, each.everyone, each.share, None, None, ""]


def _value(each: Disparity | Recording) -> float | None:
    return each.ratio if isinstance(each, Disparity) else each.share


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
