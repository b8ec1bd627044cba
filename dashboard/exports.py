"""Downloads: what a panel draws as rows, one a mark, unrounded, and those as CSV."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from dashboard.areas import ENGLAND_AND_WALES
from dashboard.comparing import Comparing
from dashboard.findings import benchmark_name
from dashboard.language import Language
from dashboard.pages import CompareView
from dashboard.results import SYMBOLS, Result, Status

#: `verdict` is against the benchmark, `position` against the limits of the funnel.
COLUMNS = (
    "measure", "area_code", "area", "period", "category", "numerator",
    "denominator", "value", "lower", "upper", "verdict", "position", "status",
    "symbol", "periods_present", "periods_expected",
)  # fmt: skip

#: A spreadsheet would run a cell that begins with one of these as a formula; the
#: wide forms too, where it is set to a language that types them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Extract(NamedTuple):
    """A panel's figures: headings, and rows of text, numbers and nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def make_extract(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Extract:
    """The rows as they come, held so that they can be written more than once."""
    return Extract(tuple(columns), tuple(tuple(row) for row in rows))


def compare_extract(panel: str, view: CompareView, language: Language) -> Extract:
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
    return make_extract(COLUMNS, rows(view, data, language) if data else ())


def write_csv(extract: Extract) -> bytes:
    """UTF-8 CSV with a byte order mark, so that spreadsheets read Welsh names.

    Text that a spreadsheet would take for a formula is made plain text.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(extract.columns)
    writer.writerows([_cell(value) for value in row] for row in extract.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def plain_text(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return plain_text(value) if isinstance(value, str) else str(value)


def _area_rows(
    view: CompareView, data: Comparing, language: Language
) -> Iterator[list[object]]:
    yield from _judged_rows(data, language)
    yield _national_row(data.national, language)
    benchmark = data.benchmark
    is_extra = benchmark.key in ("similar", "region", "target")
    if is_extra and benchmark.result is not None:
        name = benchmark_name(view, language)
        yield _row("", name, benchmark.result, category=benchmark.key)


def _funnel_rows(
    view: CompareView, data: Comparing, language: Language
) -> Iterator[list[object]]:
    yield from _judged_rows(data, language)


def _judged_rows(data: Comparing, language: Language) -> Iterator[list[object]]:
    for code, result in data.results.items():
        position = data.positions.get(code)
        yield _row(
            code,
            data.areas[code].name(language),
            result,
            verdict=data.comparisons[code].value,
            position=position.value if position else "",
        )


def _trend_rows(
    view: CompareView, data: Comparing, language: Language
) -> Iterator[list[object]]:
    trend = data.trend
    for code, results in trend.areas.items():
        for result in results:
            yield _row(code, data.areas[code].name(language), result)
    for result in trend.national:
        yield _national_row(result, language)
    for category, values in (
        ("percentile_10", trend.low),
        ("percentile_90", trend.high),
    ):
        for period, value in zip(trend.periods, values, strict=True):
            status = Status.NOT_AVAILABLE if value is None else Status.PUBLISHED
            yield [
                data.measure.id, "", language.gettext("All areas"), period.label,
                category, None, None, value, None, None, "", "", status.value,
                SYMBOLS[status], None, None,
            ]  # fmt: skip


def _heat_rows(
    view: CompareView, data: Comparing, language: Language
) -> Iterator[list[object]]:
    for row in data.heat:
        for code, result in row.results.items():
            name = data.areas[code].name(language)
            yield _row(code, name, result, verdict=row.comparisons[code].value)
        yield _national_row(row.national, language)


def _national_row(result: Result, language: Language) -> list[object]:
    name = language.gettext("England and Wales")
    return _row(ENGLAND_AND_WALES, name, result)


def _row(
    area_code: str,
    name: str,
    result: Result,
    *,
    category: str = "",
    verdict: str = "",
    position: str = "",
) -> list[object]:
    group = "" if result.group == "all" else result.group
    return [
        result.measure_id, area_code, name, result.period, category or group,
        result.numerator, result.denominator, result.value, result.lower, result.upper,
        verdict, position, result.status.value, SYMBOLS[result.status],
        result.months_present, result.months_expected,
    ]  # fmt: skip
