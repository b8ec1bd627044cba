"""The sentences a page is read by, for every kind of measure and of gap."""

from collections.abc import Callable, Mapping

import pytest

from dashboard.areas import ENGLAND_AND_WALES, Geography, Identity
from dashboard.history import History, build_history
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pages import Choices, CompareView
from dashboard.periods import Period, Window
from dashboard.stats.funnel import Position
from dashboard.summaries import (
    finding,
    identity_text,
    note_text,
    panel_heading,
    panel_sentence,
    position_text,
)
from dashboard.view_state import Note, ViewState
from tests.factories import (
    ENGLISH,
    make_caseload,
    make_count,
    make_counts,
    make_geography,
    make_history,
    make_measure,
    make_rate_history,
    make_score,
    make_state,
    make_view,
    months,
    period,
)

PANELS = ("ranked", "map", "funnel", "trend", "heat", "table")
JANUARY = period("2014-01", Window.MONTH)
YEAR_2014 = period("2014")
FINANCIAL = period("2017-18")
QUARTERS = (201704, 201707, 201710, 201801)
TWELVE = tuple("ABCDEFGHIJKL")
#: Areas that differ by a point from one to the next: 76% to 87% of 10,000.
SPREAD = {code: (7600.0 + 100 * n, 10_000.0) for n, code in enumerate(TWELVE)}


def january(shares: Mapping[str, tuple[float, float]]) -> History:
    return make_history({code: {201401: both} for code, both in shares.items()})


def monthly(
    shares: Mapping[str, tuple[float, float]],
    state: ViewState | None = None,
    geography: Geography | None = None,
) -> CompareView:
    """The page for January 2014 with one month of counts."""
    codes = [code for code in shares if code != ENGLAND_AND_WALES]
    return make_view(
        january(shares),
        geography or make_geography(codes),
        state,
        when=JANUARY,
        window=Window.MONTH,
    )


def heading(view: CompareView) -> str:
    return finding(view, ENGLISH).heading


def lead(view: CompareView) -> str:
    return finding(view, ENGLISH).lead


def test_an_ordinary_finding_reads_as_a_statistician_would_say_it() -> None:
    view = monthly(SPREAD, make_state(area="D"))
    assert heading(view) == (
        "Area D’s conviction rate was below that of England and Wales in January "
        "2014, but not unusually so"
    )
    assert lead(view) == (
        "79.0% of 10,000 defendants were convicted (95% interval 78.2% to 79.8%), "
        "against 81.5% in England and Wales. That is number 9 of 12, counting from the "
        "highest, and inside the range expected given how much areas differ."
    )


def test_an_area_above_is_said_to_be_above() -> None:
    assert heading(monthly(SPREAD, make_state(area="J"))) == (
        "Area J’s conviction rate was above that of England and Wales in January "
        "2014, but not unusually so"
    )


@pytest.mark.parametrize("limits", ["adjusted", "plain"])
def test_only_an_area_unlike_the_others_is_called_unusual(limits: str) -> None:
    """The heading rests on limits that allow for how areas differ, as drawn or not."""
    shares = {**SPREAD, "A": (5000.0, 10_000.0)}
    far = monthly(shares, make_state(limits=limits))
    assert heading(far) == (
        "Area A’s conviction rate was unusually far below that of England and Wales in "
        "January 2014"
    )
    assert "outside the range expected even given how much areas differ" in lead(far)
    near = monthly(shares, make_state(area="H", limits=limits))
    assert heading(near).endswith("but not unusually so")


def test_without_enough_areas_nothing_is_called_usual_or_unusual() -> None:
    view = monthly({"A": (9000.0, 10_000.0), "B": (5000.0, 10_000.0)})
    assert heading(view) == (
        "Area A’s conviction rate was above that of England and Wales in January 2014"
    )
    assert lead(view).endswith("That is number 1 of 2, counting from the highest.")


def test_a_difference_that_chance_explains_is_similar() -> None:
    view = monthly({"A": (82.0, 100.0), "B": (800.0, 1000.0)})
    assert heading(view) == (
        "Area A’s conviction rate was similar to that of England and Wales in January "
        "2014"
    )


@pytest.mark.parametrize(
    ("against", "named", "other"),
    [
        ("similar", "similar areas", "60.0% in similar areas."),
        ("region", "the rest of Region North", "70.0% in the rest of Region North."),
        ("area:B", "Area B", "60.0% in Area B."),
    ],
)
def test_another_benchmark_is_named_and_makes_nothing_unusual(
    against: str, named: str, other: str
) -> None:
    shares = {
        code: (9000.0, 10_000.0) if code == "A" else (7000.0, 10_000.0)
        for code in TWELVE
    }
    shares["B"] = (6000.0, 10_000.0)
    geography = make_geography(TWELVE, regions={"North": "AC"}, peers={"A": "B"})
    view = monthly(shares, make_state(against=against), geography)
    assert heading(view) == (
        f"Area A’s conviction rate was above that of {named} in January 2014"
    )
    assert f", against {other}" in lead(view)


def test_an_area_set_against_itself_just_has_its_value() -> None:
    view = monthly(SPREAD, make_state(against="area:A"))
    assert heading(view) == "Area A’s conviction rate was 76.0% in January 2014"
    assert "against" not in lead(view)


@pytest.mark.parametrize(
    ("when", "window", "words"),
    [
        (YEAR_2014, Window.YEAR, "in 2014"),
        (period("2014-Q1", Window.QUARTER), Window.QUARTER, "in January to March 2014"),
        (
            period("2013-06/2014-05", Window.ROLLING_YEAR),
            Window.ROLLING_YEAR,
            "in the 12 months to May 2014",
        ),
    ],
)
def test_every_window_fits_the_sentence(
    when: Period, window: Window, words: str
) -> None:
    row = dict.fromkeys([*months(2013), *months(2014)], (80.0, 100.0))
    view = make_view(
        make_history({"A": row, "B": row}),
        make_geography("AB"),
        when=when,
        window=window,
    )
    assert heading(view).endswith(words)


def rate_view(offences: Mapping[str, Mapping[int, float]]) -> CompareView:
    people = {code: {201701: 100_000.0} for code in offences}
    return make_view(
        make_rate_history(offences, people),
        make_geography(list(offences)),
        when=FINANCIAL,
    )


def test_a_rate_says_how_many_per_how_many() -> None:
    view = rate_view(
        {
            "A": dict.fromkeys(QUARTERS, 2000.0),
            "B": dict.fromkeys(QUARTERS, 1000.0),
        }
    )
    assert heading(view) == (
        "Area A’s rate of recorded offences was above that of England and Wales in "
        "2017/18"
    )
    assert lead(view) == (
        "The police recorded 80.0 offences per 1,000 people (95% interval 78.3 to "
        "81.8), against 60.0 in England and Wales. That is number 1 of 2, counting "
        "from the highest."
    )


def test_a_rate_of_part_of_a_year_is_marked() -> None:
    half = dict.fromkeys(QUARTERS[:2], 1000.0)
    view = rate_view({"A": half, "B": dict.fromkeys(QUARTERS[:2], 2000.0)})
    assert (
        "It covers 2 of 4 quarters, so it cannot be compared with whole years."
    ) in lead(view)


def test_a_rate_that_covers_less_time_is_set_against_nothing() -> None:
    """A has every quarter, the nation only those that B has too."""
    view = rate_view(
        {
            "A": dict.fromkeys(QUARTERS, 1000.0),
            "B": dict.fromkeys(QUARTERS[:2], 1000.0),
        }
    )
    assert heading(view) == "Area A’s rate of recorded offences was 40.0 in 2017/18"
    assert "against" not in lead(view)


def caseload_view(counts: Mapping[int, float]) -> CompareView:
    history = build_history(
        make_caseload(), make_counts({"convicted": {"A": counts, "B": counts}})
    )
    return make_view(history, make_geography("AB"), when=YEAR_2014)


def test_a_count_is_told_and_compared_with_nothing() -> None:
    view = caseload_view(dict.fromkeys(months(2014), 1000.0))
    assert heading(view) == "Area A’s finalised caseload was 12,000 in 2014"
    assert lead(view) == "The cases of 12,000 defendants finished."


def test_a_count_of_part_of_a_year_is_marked() -> None:
    view = caseload_view(dict.fromkeys(months(2014, 1, 9), 1000.0))
    assert lead(view) == (
        "The cases of 9,000 defendants finished. It covers 9 of 12 months, so it "
        "cannot be compared with whole years."
    )


def test_a_count_of_part_of_a_quarter_is_set_against_whole_quarters() -> None:
    counts = make_counts({"convicted": {"A": {201401: 5.0, 201402: 5.0}}})
    view = make_view(
        build_history(make_caseload(), counts),
        make_geography("A"),
        when=period("2014-Q1", Window.QUARTER),
        window=Window.QUARTER,
    )
    assert lead(view).endswith(
        "It covers 2 of 3 months, so it cannot be compared with whole quarters."
    )


def test_areas_that_are_not_ranked_are_spoken_of() -> None:
    shares = {
        "A": {201401: (80.0, 100.0)},
        "B": {201401: (90.0, 100.0)},
        "C": {201401: (3.0, 3.0)},
    }
    view = make_view(
        make_history(shares, make_measure(minimum_base=50)),
        make_geography("ABC"),
        when=JANUARY,
        window=Window.MONTH,
    )
    assert (
        "That is number 2 of 2, counting from the highest. Areas whose figure rests on "
        "too little are not ranked."
    ) in lead(view)


def test_a_share_of_part_of_a_year_is_marked_and_compared() -> None:
    row = dict.fromkeys(months(2014, 1, 9), (80.0, 100.0))
    view = make_view(
        make_history({"A": row, "B": row}), make_geography("AB"), when=YEAR_2014
    )
    assert lead(view).endswith(
        "It covers 9 of 12 months; the others were not published."
    )
    assert "similar" in heading(view)


def score_view(scores: Mapping[str, float]) -> CompareView:
    counts = {code: {201704: score} for code, score in scores.items()}
    history = build_history(
        make_score(), make_counts({"convicted": counts}, frequency="year")
    )
    codes = [code for code in scores if code != ENGLAND_AND_WALES]
    return make_view(history, make_geography(codes), when=FINANCIAL)


def test_a_score_is_set_beside_the_national_one_without_a_verdict() -> None:
    view = score_view({"A": 15.25, "B": 8.0, ENGLAND_AND_WALES: 13.0})
    assert heading(view) == "Area A’s Crime Severity Score was 15.3 in 2017/18"
    assert lead(view) == (
        "The Crime Severity Score was 15.3, against 13.0 in England and Wales. It has "
        "no interval, so this page cannot say whether the difference is more than "
        "chance."
    )


def test_a_score_alone_is_just_told() -> None:
    assert lead(score_view({"A": 15.25})) == "The Crime Severity Score was 15.3."


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("provisional", "It is provisional and may change."),
        ("revised", "It has been revised since it first came out."),
    ],
)
def test_a_figure_that_is_not_final_says_so(status: str, sentence: str) -> None:
    counts = [
        make_count(code, 201401, 50.0, series=series, status=status)
        for code in "AB"
        for series in ("convicted", "not_convicted")
    ]
    history = build_history(make_measure(), counts)
    view = make_view(history, make_geography("AB"), when=JANUARY, window=Window.MONTH)
    assert lead(view).endswith(sentence)


def test_a_figure_of_few_cases_says_so_and_is_not_ranked() -> None:
    shares = {"A": {201401: (4.0, 5.0)}, "B": {201401: (800.0, 1000.0)}}
    view = make_view(
        make_history(shares, make_measure(minimum_base=50)),
        make_geography("AB"),
        when=JANUARY,
        window=Window.MONTH,
    )
    assert lead(view).endswith("It rests on small numbers, so read it with care.")
    assert "number" not in lead(view).split(".")[1]


def without_figure(
    counts: Mapping[int, tuple[float, float]], window: Window = Window.YEAR
) -> CompareView:
    return make_view(
        make_history({"A": counts, "B": dict.fromkeys(months(2014), (8.0, 10.0))}),
        make_geography("AB"),
        when=YEAR_2014,
        window=window,
    )


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (without_figure({}), "Nothing was published for this area and period."),
        (
            without_figure({201401: (0.0, 0.0)}),
            "There were no cases to work it out from.",
        ),
        (
            without_figure({201401: (9.0, 8.0)}),
            "The published counts cannot be right, so nothing is worked out from them.",
        ),
        (
            without_figure(
                dict.fromkeys(months(2014, 2), (8.0, 10.0)), Window.ROLLING_YEAR
            ),
            (
                "Only 11 of 12 months were published, and a rolling year needs all of "
                "them."
            ),
        ),
    ],
)
def test_no_figure_has_its_reason(view: CompareView, reason: str) -> None:
    assert heading(view) == "There is no conviction rate for Area A in 2014"
    assert lead(view) == f"{reason} Other areas are shown below."


def test_no_population_is_its_own_reason() -> None:
    history = make_rate_history({"A": {201704: 5.0}, "B": {201704: 5.0}}, {})
    view = make_view(history, make_geography("AB"), when=FINANCIAL)
    assert lead(view).startswith("No population is loaded to divide by.")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (
            "suppressed",
            (
                "Area A’s conviction rate in January 2014 rests on too few cases to "
                "publish"
            ),
        ),
        ("not_applicable", "The conviction rate does not apply to Area A"),
    ],
)
def test_a_hidden_figure_has_its_reason_in_the_heading(
    status: str, expected: str
) -> None:
    counts = [
        make_count("A", 201401, None, series=series, status=status)
        for series in ("convicted", "not_convicted")
    ]
    history = build_history(make_measure(), counts)
    view = make_view(history, make_geography("A"), when=JANUARY, window=Window.MONTH)
    assert heading(view) == expected
    assert lead(view).endswith("Other areas are shown below.")


def test_nothing_loaded_says_what_to_do() -> None:
    view = CompareView(make_state(), (), Choices((), ()), make_geography("A"), (), None)
    assert heading(view) == "Nothing has been loaded for this measure"
    assert "Load the publication" in lead(view)
    assert [panel_sentence(panel, view, ENGLISH) for panel in PANELS] == [""] * 6


MANY_KINDS: dict[str, Callable[[], CompareView]] = {
    "share": lambda: monthly(SPREAD),
    "rate": lambda: rate_view({c: dict.fromkeys(QUARTERS, 900.0) for c in TWELVE}),
    "count": lambda: caseload_view(dict.fromkeys(months(2014, 1, 9), 100.0)),
    "score": lambda: score_view({"A": 15.0, "B": 8.0}),
    "nothing": lambda: without_figure({}),
    "one area": lambda: monthly({"A": (8.0, 10.0)}),
    "no areas": lambda: monthly({"A": (0.0, 0.0)}),
}


@pytest.mark.parametrize("view", MANY_KINDS.values(), ids=MANY_KINDS)
def test_every_sentence_is_filled_and_finished(view: Callable[[], CompareView]) -> None:
    page = view()
    found = finding(page, ENGLISH)
    sentences = [panel_sentence(panel, page, ENGLISH) for panel in PANELS]
    for sentence in (found.lead, *sentences):
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
    for text in (found.heading, found.lead, *sentences):
        assert not {"{", "}"} & set(text)
        assert "None" not in text
        assert "  " not in text
        assert "–" not in text, "a dash where a number should be"
    assert not found.heading.endswith(".")


def welsh_of(english: str) -> Language:
    """A language that has each message, marked as translated."""
    return Language("cy", {english: f"CY {english}"})


@pytest.mark.parametrize(
    "message",
    [
        (
            "{area}’s {measure} was below that of {benchmark} in {period}, "
            "but not unusually so"
        ),
        "{statement} (95% interval {interval}), against {other} in {benchmark}.",
    ],
)
def test_a_sentence_is_one_message_with_names_to_fill(message: str) -> None:
    """So that Welsh may put its words in another order."""
    found = finding(monthly(SPREAD, make_state(area="D")), welsh_of(message))
    said = found.heading if message.startswith("{area}") else found.lead
    assert said.startswith("CY ")
    assert "Ardal D" in found.heading
    assert "cyfradd euogfarnu" in found.heading
    assert "Cafwyd 79.0% o 10,000 o ddiffynyddion yn euog" in found.lead


def sentence(panel: str, view: CompareView) -> str:
    return panel_sentence(panel, view, ENGLISH)


def test_the_ranked_sentence_counts_the_sides() -> None:
    shares = {
        "A": (9000.0, 10_000.0),
        "B": (5000.0, 10_000.0),
        "C": (4000.0, 10_000.0),
        "D": (6.0, 10.0),
    }
    assert sentence("ranked", monthly(shares)) == (
        "1 area was clearly above England and Wales and 2 clearly below; a hollow mark "
        "means similar (1)."
    )


def test_the_ranked_sentence_warns_where_there_is_no_interval() -> None:
    for view in (score_view({"A": 1.0, "B": 2.0}), MANY_KINDS["count"]()):
        assert sentence("ranked", view).startswith("Areas are in order of size.")


def test_the_ranked_sentence_says_when_nothing_is_compared() -> None:
    geography = make_geography("A", regions={"Capital": "A"})
    view = monthly({"A": (8.0, 10.0)}, make_state(against="region"), geography)
    assert sentence("ranked", view) == (
        "No area is compared with the rest of Region Capital, so every mark is hollow."
    )


def test_the_map_sentence_names_the_ends_and_counts_ties() -> None:
    assert sentence("map", monthly(SPREAD)).startswith(
        "Highest in Area L (87.0%), lowest in Area A (76.0%)."
    )
    tied = {"A": (10.0, 10.0), "B": (20.0, 20.0), "C": (1.0, 10.0)}
    assert sentence("map", monthly(tied)).startswith(
        "Highest in 2 areas (100.0%), lowest in Area C (10.0%)."
    )


def test_the_map_sentence_of_one_figure_names_no_highest() -> None:
    said = sentence("map", monthly({"A": (8.0, 10.0), "B": (0.0, 0.0)}))
    assert said.startswith("The figure is 80.0% in Area A. Outlined tiles")
    alike = sentence("map", monthly(dict.fromkeys("ABC", (8.0, 10.0))))
    assert alike.startswith("The figure is 80.0% in 3 areas.")


def test_the_ranked_sentence_says_when_all_are_similar() -> None:
    assert sentence("ranked", monthly(dict.fromkeys("AB", (8.0, 10.0)))) == (
        "No area is clearly above or below England and Wales: all are similar to it."
    )


def test_the_heat_sentence_says_when_there_is_nothing_to_set_beside() -> None:
    said = sentence("heat", monthly({"A": (8.0, 10.0)}))
    assert said == "There are no measures to set beside this one."


def test_the_map_sentence_passes_over_values_of_few_cases() -> None:
    shares = {
        "A": {201401: (3.0, 3.0)},
        "B": {201401: (80.0, 100.0)},
        "C": {201401: (70.0, 100.0)},
    }
    view = make_view(
        make_history(shares, make_measure(minimum_base=50)),
        make_geography("ABC"),
        when=JANUARY,
        window=Window.MONTH,
    )
    assert sentence("map", view).startswith("Highest in Area B (80.0%)")


def test_the_funnel_sentence_says_how_many_chance_would_put_outside() -> None:
    said = sentence("funnel", monthly(SPREAD))
    assert said.startswith("0 of 12 areas are outside the 95% limits; about 1 would be")
    assert "the limits are widened to fit (φ = " in said


def test_the_funnel_sentence_speaks_of_the_limits_that_are_drawn() -> None:
    said = sentence("funnel", monthly(SPREAD, make_state(limits="plain")))
    assert "These are plain limits." in said


def test_the_funnel_sentence_widens_nothing_that_needs_no_widening() -> None:
    said = sentence("funnel", monthly(dict.fromkeys(TWELVE, (80.0, 100.0))))
    assert "Areas differ no more than chance would make them (φ = 0.0)" in said


def test_the_funnel_sentence_of_few_areas_estimates_nothing() -> None:
    said = sentence("funnel", monthly({"A": (8.0, 10.0)}))
    assert said.endswith("too few areas to estimate how much they differ anyway.")


def test_the_funnel_sentence_of_what_is_not_divided() -> None:
    assert "no denominator" in sentence("funnel", MANY_KINDS["count"]())


def test_the_trend_sentence_tells_the_ends_the_band_and_the_gaps() -> None:
    row = {201401: (80.0, 100.0), 201404: (85.0, 100.0)}
    view = make_view(
        make_history(dict.fromkeys(TWELVE, row)),
        make_geography(TWELVE),
        when=YEAR_2014,
    )
    assert sentence("trend", view) == (
        "Area A: 80.0% in January 2014, 85.0% in April 2014. The grey band holds the "
        "middle 80% of areas. 2 periods were never published; the lines break there."
    )


def test_the_trend_sentence_of_few_areas_speaks_of_no_band() -> None:
    row = {201401: (80.0, 100.0), 201402: (85.0, 100.0)}
    view = make_view(make_history({"A": row}), make_geography("A"), when=YEAR_2014)
    assert "band" not in sentence("trend", view)


def test_a_rolling_year_with_a_month_missing_was_not_unpublished() -> None:
    row = dict.fromkeys([*months(2013), *months(2014), *months(2015)], (8.0, 10.0))
    del row[201401]
    view = make_view(
        make_history({"A": row}),
        make_geography("A"),
        when=period("2013", Window.ROLLING_YEAR),
        window=Window.ROLLING_YEAR,
    )
    assert sentence("trend", view).endswith(
        "12 rolling years have a part missing; the lines break there."
    )


def test_one_period_is_no_trend() -> None:
    said = sentence("trend", monthly({"A": (8.0, 10.0)}))
    assert said == "There are not yet two periods to compare."


def test_the_heat_sentence_counts_measures_that_have_a_figure() -> None:
    clear = january({"A": (9000.0, 10_000.0), "B": (5000.0, 10_000.0)})
    alike = january({"A": (80.0, 100.0), "B": (80.0, 100.0)})
    nothing = january({"A": (0.0, 0.0), "B": (8.0, 10.0)})
    view = make_view(
        clear,
        make_geography("AB"),
        when=JANUARY,
        window=Window.MONTH,
        heat=(clear, alike, nothing),
    )
    assert sentence("heat", view).startswith(
        "Area A differs clearly from England and Wales on 1 of 2 measures."
    )
    bare = make_view(
        clear, make_geography("AB"), when=JANUARY, window=Window.MONTH, heat=(nothing,)
    )
    assert sentence("heat", bare).startswith("Area A has no figure for any")


def heading_of_heat(*measures: Measure) -> str:
    shares = {"A": {201401: (8.0, 10.0)}}
    view = make_view(
        january({"A": (8.0, 10.0)}),
        make_geography("A"),
        when=JANUARY,
        window=Window.MONTH,
        heat=[make_history(shares, measure) for measure in measures],
    )
    if view.data is None:
        raise ValueError("no figures were built")
    return panel_heading("heat", view.data, ENGLISH)


def test_the_heat_map_of_one_family_is_about_kinds_of_case() -> None:
    burglary = make_measure(id="burglary_rate")
    other = make_measure(id="other", family="caseload")
    assert heading_of_heat(make_measure(), burglary).startswith("Which kinds of case")
    assert heading_of_heat(make_measure(), other).startswith("How does the area do")


@pytest.mark.parametrize(
    ("note", "part"),
    [
        (Note("unknown_parameter", "colour", "red"), "“colour”"),
        (Note("too_many_pins", "pinned", "B"), "The last four are shown"),
        (Note("too_long", "", ""), "longer than this page can read"),
        (Note("count_not_compared", "against", "similar"), "Areas differ in size"),
        (Note("no_benchmark", "against", "region"), "other areas of the same region"),
        (Note("no_benchmark", "against", "similar"), "similar to this one"),
        (Note("no_benchmark", "against", "target"), "no target"),
        (Note("no_benchmark", "against", "area:B"), "area chosen to compare with"),
        (Note("no_benchmark", "against", "england_and_wales"), "England and Wales"),
        (Note("bad_value", "period", "2099"), "“2099”. The latest period"),
        (Note("bad_value", "window", "month"), "“month”. Its usual window"),
        (Note("bad_value", "lang", "fr"), "“fr” is not something this page knows"),
    ],
)
def test_a_note_says_what_was_not_followed(note: Note, part: str) -> None:
    said = note_text(note, ENGLISH)
    assert part in said
    assert said.endswith(".")
    assert "{" not in said


def test_a_note_shows_what_the_link_held_as_it_stood() -> None:
    assert "{area}" in note_text(Note("bad_value", "area", "{area}"), ENGLISH)


def test_every_position_and_identity_has_its_words() -> None:
    words = [position_text(position, ENGLISH) for position in (None, *Position)]
    assert len(set(words)) == len(words)
    assert identity_text(Identity.OWN, ENGLISH) == "your area"
    assert identity_text(Identity.P3, ENGLISH) == "pinned"
    assert identity_text(Identity.OTHER, ENGLISH) == ""
