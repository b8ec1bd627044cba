"""Downloads: what a panel draws as CSV bytes, one row a mark, unrounded."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from dashboard.areas import ENGLAND_AND_WALES, Area
from dashboard.comparing import Comparing, HeatRow
from dashboard.language import Language
from dashboard.pages import CompareView
from dashboard.results import SYMBOLS, Comparison, Result, Status
from dashboard.summaries import position_text

COLUMNS = (
    "measure", "area_code", "area", "period", "category", "numerator",
    "denominator", "value", "lower", "upper", "verdict", "status", "symbol",
    "months_present", "months_expected",
)  # fmt: skip

#: A spreadsheet would run a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def compare_csv(panel: str, view: CompareView, language: Language) -> bytes:
    """The rows a panel of the compare page draws; the heading alone without data.

    Raises KeyError for a panel the page does not have.
    """
    rows = {
        "ranked": _area_rows,
        "map": _area_rows,
        "table": _area_rows,
        "funnel": _funnel_rows,
        "trend": _trend_rows,
        "heat": _heat_rows,
    }[panel]
    data = view.data
    return write_csv(COLUMNS, rows(data, language) if data else ())


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 CSV with a byte order mark, so that spreadsheets read Welsh names.

    Text that a spreadsheet would take for a formula is made plain text.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    is_formula = isinstance(value, str) and text.startswith(_FORMULA)
    return f"'{text}" if is_formula else text


def _area_rows(data: Comparing, language: Language) -> Iterator[list[object]]:
    for code, result in data.results.items():
        yield _row(data.areas[code], result, data.comparisons[code], language)
    yield _national_row(data.national, language)
    if data.benchmark.result and data.benchmark.key != "england_and_wales":
        yield _benchmark_row(data.benchmark.key, data.benchmark.result, language)


def _funnel_rows(data: Comparing, language: Language) -> Iterator[list[object]]:
    for code, result in data.results.items():
        row = _row(data.areas[code], result, None, language)
        row[10] = position_text(data.positions.get(code), language)
        yield row


def _trend_rows(data: Comparing, language: Language) -> Iterator[list[object]]:
    trend = data.trend
    for code, results in trend.areas.items():
        for result in results:
            yield _row(data.areas[code], result, None, language)
    for result in trend.national:
        yield _national_row(result, language)
    band = (
        (language.gettext("tenth percentile of areas"), trend.low),
        (language.gettext("ninetieth percentile of areas"), trend.high),
    )
    for category, values in band:
        for period, value in zip(trend.periods, values, strict=True):
            status = Status.NOT_AVAILABLE if value is None else Status.PUBLISHED
            yield [
                data.measure.id, "", language.gettext("All areas"), period.label,
                category, None, None, value, None, None, "", status.value,
                SYMBOLS[status], None, None,
            ]  # fmt: skip


def _heat_rows(data: Comparing, language: Language) -> Iterator[list[object]]:
    for row in data.heat:
        yield from _measure_rows(row, data, language)


def _measure_rows(
    row: HeatRow, data: Comparing, language: Language
) -> Iterator[list[object]]:
    for code, result in row.results.items():
        yield _row(data.areas[code], result, row.comparisons[code], language)
    yield _national_row(row.national, language)


def _row(
    area: Area, result: Result, comparison: Comparison | None, language: Language
) -> list[object]:
    group = "" if result.group == "all" else result.group
    verdict = comparison.value if comparison else ""
    return [
        result.measure_id, result.area_code, area.name(language), result.period, group,
        result.numerator, result.denominator, result.value, result.lower, result.upper,
        verdict, result.status.value, SYMBOLS[result.status],
        result.months_present, result.months_expected,
    ]  # fmt: skip


def _national_row(result: Result, language: Language) -> list[object]:
    return [
        result.measure_id, ENGLAND_AND_WALES, language.gettext("England and Wales"),
        result.period, "", result.numerator, result.denominator, result.value,
        result.lower, result.upper, "", result.status.value, SYMBOLS[result.status],
        result.months_present, result.months_expected,
    ]  # fmt: skip


def _benchmark_row(key: str, result: Result, language: Language) -> list[object]:
    row = _national_row(result, language)
    row[1], row[2], row[4] = "", language.gettext("Benchmark"), key
    return row
