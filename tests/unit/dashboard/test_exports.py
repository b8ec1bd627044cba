"""Downloads: the rows a panel draws, unrounded, safe to open in a spreadsheet."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.areas import ENGLAND_AND_WALES, AreaType
from dashboard.exports import (
    COLUMNS,
    FORMULA_STARTS,
    compare_extract,
    make_extract,
    write_csv,
)
from dashboard.history import History, build_history
from dashboard.language import Language
from dashboard.pages import Choices, CompareView
from dashboard.periods import Window
from dashboard.results import Comparison, Status
from dashboard.stats.funnel import Position
from dashboard.view_state import ViewState
from tests.factories import (
    ENGLISH,
    WELSH,
    make_count,
    make_geography,
    make_history,
    make_measure,
    make_state,
    make_view,
    months,
    period,
)

PANELS = ("ranked", "map", "table", "funnel", "trend", "heat")
JANUARY = period("2014-01", Window.MONTH)
TWELVE = tuple("ABCDEFGHIJKL")
SPREAD = {c: {201401: (7600.0 + 100 * n, 10_000.0)} for n, c in enumerate(TWELVE)}


def january(
    history: History | None = None, state: ViewState | None = None
) -> CompareView:
    found = history or make_history(SPREAD)
    geography = make_geography(TWELVE, regions={"North": "AB"}, peers={"A": ("B", "C")})
    return make_view(
        found, geography, state, when=JANUARY, window=Window.MONTH, heat=(found,)
    )


def csv_of(panel: str, view: CompareView, language: Language) -> bytes:
    return write_csv(compare_extract(panel, view, language))


def rows(panel: str, view: CompareView) -> list[dict[str, str]]:
    text = csv_of(panel, view, ENGLISH).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def by_area(panel: str, view: CompareView) -> dict[str, dict[str, str]]:
    return {row["area_code"]: row for row in rows(panel, view)}


def test_the_columns_the_design_promises_are_there() -> None:
    promised = {
        "area_code", "area", "period", "category", "numerator", "denominator",
        "value", "lower", "upper", "verdict", "status",
    }  # fmt: skip
    assert promised <= set(COLUMNS)


@pytest.mark.parametrize("panel", ["ranked", "map", "table"])
def test_every_area_has_a_row_and_the_nation_one_more(panel: str) -> None:
    assert set(by_area(panel, january())) == {*TWELVE, ENGLAND_AND_WALES}


def test_a_row_is_unrounded_and_names_what_it_is() -> None:
    row = by_area("ranked", january())["B"]
    result = january().data
    assert result is not None
    assert row["area"] == "Area B"
    assert row["period"] == "2014-01"
    assert (row["numerator"], row["denominator"]) == ("7700", "10000")
    assert row["value"] == "0.77"
    assert float(row["lower"]) == result.results["B"].lower
    assert (row["status"], row["symbol"]) == ("published", "")
    assert (row["periods_present"], row["periods_expected"]) == ("1", "1")


def test_verdicts_and_positions_are_words_for_machines_in_any_language() -> None:
    view = january()
    english = rows("ranked", view)
    welsh = csv.DictReader(StringIO(csv_of("ranked", view, WELSH).decode("utf-8-sig")))
    for row, other in zip(english, welsh, strict=True):
        for column in set(COLUMNS) - {"area"}:
            assert row[column] == other[column]
    verdicts = {row["verdict"] for row in english if row["area_code"] in TWELVE}
    positions = {row["position"] for row in english if row["area_code"] in TWELVE}
    assert verdicts == {Comparison.BETTER, Comparison.WORSE, Comparison.SIMILAR}
    assert positions == {Position.INSIDE}


def test_the_nation_has_no_verdict_against_itself() -> None:
    row = by_area("ranked", january())[ENGLAND_AND_WALES]
    assert (row["verdict"], row["position"]) == ("", "")


def test_the_funnel_is_its_areas_alone_with_their_positions() -> None:
    found = by_area("funnel", january())
    assert set(found) == set(TWELVE)
    assert {row["position"] for row in found.values()} == {"inside"}
    assert {row["verdict"] for row in found.values()} <= set(Comparison)


@pytest.mark.parametrize(
    ("key", "name"),
    [("similar", "similar areas"), ("region", "the rest of Region North")],
)
def test_a_group_to_compare_with_has_its_own_row(key: str, name: str) -> None:
    found = rows("ranked", january(state=make_state(against=key)))
    extra = [row for row in found if not row["area_code"]]
    assert [(row["area"], row["category"]) for row in extra] == [(name, key)]


def test_an_area_to_compare_with_is_not_repeated() -> None:
    found = rows("ranked", january(state=make_state(against="area:B")))
    assert [row["area_code"] for row in found].count("B") == 1
    assert all(row["area_code"] for row in found)


def test_the_trend_has_a_row_for_each_line_period_and_edge_of_the_band() -> None:
    row = dict.fromkeys((201401, 201403), (80.0, 100.0))
    view = make_view(
        make_history(dict.fromkeys(TWELVE, row)),
        make_geography(TWELVE),
        make_state(pinned=("C",)),
        when=period("2014"),
    )
    found = rows("trend", view)
    lines = {(r["area_code"], r["category"]): 0 for r in found}
    assert list(lines) == [
        ("A", ""),
        ("C", ""),
        (ENGLAND_AND_WALES, ""),
        ("", "percentile_10"),
        ("", "percentile_90"),
    ]
    gaps = [r for r in found if r["period"] == "2014-02"]
    assert [r["value"] for r in gaps] == [""] * 5
    assert {(r["status"], r["symbol"]) for r in gaps} == {("not_available", "x")}


def test_the_heat_map_has_a_row_for_each_measure_and_area() -> None:
    found = rows("heat", january())
    assert {r["measure"] for r in found} == {"conviction_rate"}
    assert len(found) == len(TWELVE) + 1
    assert found[0]["verdict"] == Comparison.WORSE


def test_nothing_loaded_is_the_heading_alone() -> None:
    geography = make_geography("A")
    view = CompareView(make_state(), (), Choices((), ()), geography, (), None)
    for panel in PANELS:
        assert csv_of(panel, view, ENGLISH).decode("utf-8-sig") == (
            ",".join(COLUMNS) + "\r\n"
        )


def test_a_panel_the_page_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError, match="gauge"):
        compare_extract("gauge", january(), ENGLISH)


def test_the_same_figures_are_the_same_bytes() -> None:
    for panel in PANELS:
        once, again = (csv_of(panel, january(), ENGLISH) for _ in range(2))
        assert once == again


def test_a_hidden_number_is_in_no_download() -> None:
    """Area B has 4 convicted of 7, which nobody may learn."""
    counts = [
        make_count(
            code,
            month,
            value if code != "B" else None,
            series=series,
            status="published" if code != "B" else "suppressed",
        )
        for code in TWELVE
        for month in months(2014, 1, 3)
        for series, value in (("convicted", 80.0), ("not_convicted", 20.0))
    ]
    view = january(
        build_history(make_measure(), counts),
        make_state(against="area:B", pinned=("B",)),
    )
    for panel in PANELS:
        for row in rows(panel, view):
            if row["area_code"] in ("B", ENGLAND_AND_WALES):
                assert row["status"] == Status.SUPPRESSED
                assert row["symbol"] == "c"
                numbers = ("numerator", "denominator", "value", "lower", "upper")
                assert [row[name] for name in numbers] == [""] * 5


def test_a_download_opens_as_utf_8_in_a_spreadsheet() -> None:
    written = write_csv(make_extract(["ardal"], [["Dyfed-Powys ŵ"]]))
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig") == "ardal\r\nDyfed-Powys ŵ\r\n"


cells = (
    st.none()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.builds(
        str.__add__, st.sampled_from(FORMULA_STARTS), st.text("=1+A@|", max_size=9)
    )
)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_no_text_is_ever_taken_for_a_formula(
    table: list[tuple[object, object]],
) -> None:
    text = write_csv(make_extract(["one", "two"], table)).decode("utf-8-sig")
    found = list(csv.reader(StringIO(text, newline="")))[1:]
    assert len(found) == len(table)
    for row, given_row in zip(found, table, strict=True):
        for cell, value in zip(row, given_row, strict=True):
            if isinstance(value, str):
                assert not cell.startswith(FORMULA_STARTS)
                assert cell.removeprefix("'") == value.removeprefix("'")
            elif value is None:
                assert cell == ""
            else:
                # A whole number beyond 2**53 is no float.
                read = int if isinstance(value, int) else float
                assert read(cell) == value


def test_an_area_that_is_named_like_a_formula_is_made_plain() -> None:
    geography = make_geography("A")
    area = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, "A"]
    named = type(area)(area.code, area.type, "=HYPERLINK(1)", "@SUM(1)")
    changed = type(geography)(
        {**geography.areas, (area.type, area.code): named}, {}, {}, {}
    )
    view = make_view(
        make_history({"A": {201401: (8.0, 10.0)}}),
        changed,
        when=JANUARY,
        window=Window.MONTH,
    )
    assert rows("ranked", view)[0]["area"] == "'=HYPERLINK(1)"
