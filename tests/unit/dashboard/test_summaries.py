"""The sentence of every panel, and what a note says."""

from collections.abc import Callable

import pytest

from dashboard.areas import Identity
from dashboard.measures import Measure
from dashboard.pages import CompareView
from dashboard.periods import Window
from dashboard.stats.funnel import Position
from dashboard.summaries import (
    finding,
    identity_text,
    note_text,
    panel_heading,
    panel_sentence,
    position_text,
)
from dashboard.view_state import Note
from tests.factories import (
    ENGLISH,
    make_geography,
    make_history,
    make_measure,
    make_state,
    make_view,
    months,
    period,
)
from tests.unit.dashboard.examples import (
    JANUARY,
    MANY_KINDS,
    SPREAD,
    TWELVE,
    YEAR_2014,
    january,
    monthly,
    score_view,
)

PANELS = ("ranked", "map", "funnel", "trend", "heat", "table")


def sentence(panel: str, view: CompareView) -> str:
    return panel_sentence(panel, view, ENGLISH)


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
        "No area is compared with the rest of Region Capital."
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
