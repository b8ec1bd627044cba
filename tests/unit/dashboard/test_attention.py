"""The attention list: what is on it, in which order, and what is not."""

from datetime import date
from typing import Any

import pytest

from dashboard.attention import (
    MOST_LINES,
    Attention,
    Line,
    Reason,
    Why,
    find_attention,
)
from dashboard.attention_words import (
    capability_sentence,
    figure_sentence,
    late_sentence,
    line_heading,
    line_sentence,
    more_sentence,
    not_listed_sentence,
    nothing_sentence,
    reason_text,
)
from dashboard.freshness import Freshness, find_freshness
from dashboard.language import Language, read_language
from dashboard.measures import Catalogue, Source
from dashboard.scorecard import ScoreRow
from tests.factories import ENGLISH, make_measure, make_state, months
from tests.unit.dashboard.scorecards import GEOGRAPHY, STABLE, make_row

STATE = make_state()
DROP = [*STABLE, 700]
LASTING = [*STABLE, *STABLE[:17], *[value - 14 for value in STABLE[5:19]]]


@pytest.fixture(params=["en", "cy"])
def language(request: pytest.FixtureRequest) -> Language:
    return read_language(request.param)


def stable(name: str, **changes: Any) -> ScoreRow:
    return make_row(id=name, family=name, family_head=True, **changes)


def dropped(name: str = "dropped", **changes: Any) -> ScoreRow:
    return make_row(DROP, id=name, family=name, others=700, **changes)


def outlying(name: str = "outlying", **changes: Any) -> ScoreRow:
    return make_row(STABLE, id=name, family=name, others=960, **changes)


def aiming(name: str = "aiming", **changes: Any) -> ScoreRow:
    return make_row(STABLE, id=name, family=name, target=0.95, **changes)


def lasting(name: str = "lasting", **changes: Any) -> ScoreRow:
    return make_row(LASTING, id=name, family=name, **changes)


def late(today: date = date(2030, 1, 1), name: str = "case_outcomes") -> Freshness:
    measure = make_measure()
    cited = Source(id=name, title=f"Title of {name}", title_cy=f"Teitl {name}",
                   publisher="", licence="")  # fmt: skip
    catalogue = Catalogue([measure], {"case_outcomes": cited})
    (found,) = find_freshness(catalogue, {measure.id: months(2024)}, (), today=today)
    return found


def attend(*rows: ScoreRow, late: tuple[Freshness, ...] = ()) -> Attention:
    return find_attention(rows, late, STATE)


def ids(attention: Attention) -> list[str]:
    return [line.row.measure.id if line.row else "late" for line in attention.lines]


def test_a_store_with_nothing_wrong_has_no_lines_and_says_so() -> None:
    attention = attend(stable("one"), stable("two"))
    assert attention == Attention((), 0, (), ())
    assert nothing_sentence(attention, ENGLISH) == (
        "Nothing stands out for the worse, and nothing for the better."
    )


def test_with_nothing_wrong_it_says_what_improved() -> None:
    attention = attend(stable("one"), make_row([*STABLE, 950], others=950))
    assert ids(attention) == []
    assert [line.reason for line in attention.improved] == [Reason.IMPROVING]
    assert nothing_sentence(attention, ENGLISH) == (
        "Nothing stands out for the worse. What improved: conviction rate."
    )


def test_reasons_stand_in_their_order_whatever_the_order_of_the_rows() -> None:
    rows = [lasting(), aiming(), outlying(), dropped()]
    attention = attend(*rows, late=(late(),))
    assert ids(attention) == ["dropped", "outlying", "aiming", "lasting", "late"]
    assert [line.reason for line in attention.lines] == [
        Reason.NEW_CONCERN,
        Reason.OUTSIDE_LIMITS,
        Reason.TARGET_MISSED,
        Reason.LASTING_CONCERN,
        Reason.LATE,
    ]


def test_clear_disparities_have_their_place_before_targets() -> None:
    found = Line(Reason.DISPARITY, STATE, page="disproportionality", panel="rates")
    rows = [aiming(), outlying(), dropped()]
    attention = find_attention(rows, (), STATE, disparities=[found])
    assert [line.reason for line in attention.lines] == [
        Reason.NEW_CONCERN,
        Reason.OUTSIDE_LIMITS,
        Reason.DISPARITY,
        Reason.TARGET_MISSED,
    ]


def test_of_one_reason_the_furthest_out_comes_first() -> None:
    near, far = dropped("near"), make_row([*STABLE, 500], id="far", family="far")
    assert ids(attend(near, far)) == ["far", "near"]
    outer = make_row(STABLE, id="outer", family="outer", others=930)
    assert ids(attend(outlying(), outer)) == ["outer", "outlying"]
    higher = make_row(STABLE, id="higher", family="higher", target=0.99)
    assert ids(attend(aiming(), higher)) == ["higher", "aiming"]


def test_of_equals_the_earlier_in_a_case_comes_first() -> None:
    assert ids(attend(dropped("first"), dropped("second"))) == ["first", "second"]


def test_there_are_at_most_five_and_the_rest_are_counted() -> None:
    attention = attend(*[dropped(f"number_{n}") for n in range(7)], late=(late(),))
    assert len(attention.lines) == MOST_LINES
    assert attention.others == 3
    assert more_sentence(attention, ENGLISH) == (
        "3 more would follow; they are in the table below."
    )


def test_one_measure_of_a_family_speaks_for_it() -> None:
    head = make_row(DROP, id="all", family="rate", family_head=True, others=700)
    part = make_row([*STABLE, 600], id="part", family="rate", short_label="Burglary",
                    others=700)  # fmt: skip
    attention = attend(part, head)
    assert ids(attention) == ["all"]
    assert [measure.id for measure in attention.lines[0].related] == ["part"]
    said = line_sentence(attention.lines[0], GEOGRAPHY, ENGLISH)
    assert said.endswith("One more of this family stands out: Burglary.")


def test_a_weightier_reason_speaks_before_the_head_of_the_family() -> None:
    head = make_row(STABLE, id="all", family="rate", family_head=True, others=960)
    part = make_row(DROP, id="part", family="rate", others=700)
    attention = attend(head, part)
    assert ids(attention) == ["part"]
    assert attention.lines[0].reason == Reason.NEW_CONCERN


def test_a_family_takes_one_place_however_many_stand_out() -> None:
    family = [
        make_row(DROP, id=f"part_{n}", family="rate", others=700) for n in range(9)
    ]
    attention = attend(*family, outlying())
    assert ids(attention) == ["part_0", "outlying"]
    assert attention.others == 0


def test_a_measure_is_listed_for_its_first_reason_alone() -> None:
    row = make_row(DROP, others=960, target=0.99)
    attention = attend(row)
    assert [line.reason for line in attention.lines] == [Reason.NEW_CONCERN]


def test_all_late_publications_are_one_line() -> None:
    both = (late(), late(name="recorded_crime"), late(today=date(2024, 12, 31)))
    (line,) = attend(late=both).lines
    assert [each.source.id for each in line.late] == ["case_outcomes", "recorded_crime"]
    assert (line.page, line.row) == ("data", None)
    assert line_heading(line, GEOGRAPHY, ENGLISH) == (
        "The latest figures of 2 publications are late"
    )


@pytest.mark.parametrize("polarity", ["lower_is_better", "neither"])
def test_a_change_or_place_that_is_not_for_the_worse_is_not_listed(
    polarity: str,
) -> None:
    down = make_row(DROP, others=700, polarity=polarity)
    low = make_row(STABLE, id="low", family="low", others=960, polarity=polarity)
    assert attend(down, low).lines == ()


def test_a_point_stays_listed_for_three_periods_and_is_said_to_have_passed() -> None:
    back = make_row([*DROP, 801, 797])
    (line,) = attend(back).lines
    assert line.sign is not None
    assert line.sign.has_passed
    assert "It has come back into the range since." in line_sentence(
        line, GEOGRAPHY, ENGLISH
    )
    assert attend(make_row([*DROP, 801, 797, 805])).lines == ()


def test_a_lasting_change_stays_listed_until_a_step_is_agreed() -> None:
    (line,) = attend(lasting()).lines
    assert line.reason == Reason.LASTING_CONCERN
    assert line.row is not None
    assert line.row.chart.proposal is not None


def test_too_few_cases_are_never_listed_and_it_says_so() -> None:
    small = make_row([8] * 20 + [1], cases=10, minimum_base=50, others=700)
    weak = make_row(STABLE, id="weak", family="weak", others=960, minimum_base=2000)
    attention = attend(small, weak)
    assert attention.lines == ()
    assert {near.why for near in attention.near} == {Why.SMALL_NUMBERS}


def test_what_areas_differ_by_anyway_is_near_and_not_listed() -> None:
    near = make_row(STABLE, others=840)
    attention = attend(near)
    assert attention.lines == ()
    assert [each.why for each in attention.near] == [Why.INSIDE_LIMITS]
    assert not_listed_sentence(attention, ENGLISH) == (
        "Not listed: conviction rate (worse than most, but areas differ by as much "
        "anyway)."
    )


def test_a_change_without_a_better_direction_is_near_and_not_listed() -> None:
    changed = make_row([*STABLE, 700], others=700, polarity="neither")
    assert [each.why for each in attend(changed).near] == [Why.NEITHER]


def test_a_family_on_the_list_is_not_also_near_it() -> None:
    listed = make_row(DROP, id="listed", family="rate", others=700)
    near = make_row(STABLE, id="near", family="rate", others=840)
    assert attend(listed, near).near == ()


def test_at_most_three_are_named_as_near_and_the_least_certain_first() -> None:
    rows = [
        make_row(STABLE, id=f"n_{n}", family=f"n_{n}", others=840) for n in range(5)
    ]
    weak = make_row(STABLE, id="weak", family="weak", others=960, minimum_base=2000)
    near = attend(*rows, weak).near
    assert [each.row.measure.id for each in near] == ["weak", "n_0", "n_1"]


def test_a_hidden_latest_month_ends_what_rests_on_it() -> None:
    assert attend(make_row([*LASTING, None])).lines == ()


def test_each_line_links_to_the_view_that_shows_it() -> None:
    state = make_state(against="similar", limits="plain", pinned=("B",), lang="cy")
    rows = [dropped(state=state), outlying(state=state), aiming(state=state)]
    lines = find_attention(rows, [late()], state).lines
    assert [(line.page, line.panel) for line in lines] == [
        ("measure", "chart"),
        ("compare", "funnel"),
        ("measure", "chart"),
        ("data", "coverage"),
    ]
    change, place, *_ = lines
    assert (change.state.measure, change.state.period) == ("dropped", "2024-01")
    assert (change.state.window, change.state.against) == ("month", "similar")
    assert (place.state.against, place.state.limits) == (
        "england_and_wales",
        "adjusted",
    )
    assert all(line.state.pinned == ("B",) for line in lines)
    assert all(line.state.lang == "cy" for line in lines)


def test_a_new_point_says_when_what_and_what_is_usual() -> None:
    (line,) = attend(dropped()).lines
    assert reason_text(line, ENGLISH) == "New change for the worse"
    assert line_heading(line, GEOGRAPHY, ENGLISH) == (
        "Area A’s conviction rate was below its usual range in January 2024"
    )
    assert line_sentence(line, GEOGRAPHY, ENGLISH) == (
        "January 2024: 70.0%; the usual range is 75.3% to 84.1%."
    )


def test_a_place_outside_the_limits_gives_figure_interval_and_benchmark() -> None:
    (line,) = attend(outlying()).lines
    assert line_heading(line, GEOGRAPHY, ENGLISH) == (
        "Area A’s conviction rate was unusually low among all areas in December 2023"
    )
    assert line_sentence(line, GEOGRAPHY, ENGLISH) == (
        "80.5% of 1,000 defendants were convicted (95% interval 77.9% to 82.8%), "
        "against 94.7% in England and Wales."
    )


def test_a_target_out_of_reach_says_what_to_expect() -> None:
    (line,) = attend(aiming()).lines
    assert line_heading(line, GEOGRAPHY, ENGLISH) == (
        "Area A’s conviction rate will not reach its target of 95.0% as things are"
    )
    assert line_sentence(line, GEOGRAPHY, ENGLISH) == (
        "If nothing changes, hardly any figure will meet the target of 95.0%. The "
        "average, 80.1%, would have to move by 18.3 percentage points for nearly all "
        "of them to."
    )


def test_a_target_that_is_nearly_always_met_needs_no_move() -> None:
    row = make_row(STABLE, target=0.5)
    assert capability_sentence(row.chart, ENGLISH) == (
        "If nothing changes, nearly every figure will meet the target of 50.0%."
    )
    assert capability_sentence(make_row().chart, ENGLISH) == ""


def test_a_target_that_is_met_at_times_says_how_often() -> None:
    row = make_row(STABLE, target=0.805)
    said = capability_sentence(row.chart, ENGLISH)
    assert said.startswith("If nothing changes, about 36% of figures will meet")


def test_what_lasts_is_told_before_its_latest_point() -> None:
    risen = make_row([*STABLE, *STABLE[:17], *[v + 25 for v in STABLE[5:19]], 870])
    (line,) = attend(risen).improved
    assert line_heading(line, GEOGRAPHY, ENGLISH) == (
        "Area A’s conviction rate has been above its average since June 2025"
    )


def test_a_figure_against_a_target_is_said_to_be() -> None:
    row = make_row(target=0.9, state=make_state(against="target"))
    assert figure_sentence(row, GEOGRAPHY, ENGLISH).endswith(
        "against a target of 90.0%."
    )


def test_late_figures_say_what_was_due_when() -> None:
    assert late_sentence(late(), ENGLISH) == (
        "Title of case_outcomes: the latest is December 2024; January 2025 was to be "
        "expected by 31 July 2025."
    )
    assert "is to be expected" in late_sentence(late(today=date(2025, 1, 1)), ENGLISH)


def test_every_line_has_whole_words_in_both_languages(language: Language) -> None:
    season = [60 * n for n in (0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0)]
    yearly = [500 + season[n % 12] + STABLE[n % 24] - 800 for n in range(60)]
    rows = [
        dropped(),
        outlying(),
        aiming(),
        lasting(),
        make_row([*STABLE, 950], id="up", family="up", polarity="lower_is_better"),
        make_row([*STABLE, *range(800, 870, 10)], id="risen", family="risen",
                 polarity="lower_is_better"),
        make_row([*yearly, 300], id="seasonal", family="seasonal"),
        make_row([*STABLE, 775, 795, 775], id="twice", family="twice"),
        make_row([*STABLE, 950], id="good", family="good"),
        make_row(STABLE, id="near", family="near", others=840),
    ]  # fmt: skip
    attention = find_attention(rows, [late()], STATE)
    everything = [*attention.lines, *attention.improved]
    for row in rows:
        everything += attend(row).lines
    everything += attend(late=(late(),)).lines
    for line in everything:
        for text in (
            reason_text(line, language),
            line_heading(line, GEOGRAPHY, language),
            line_sentence(line, GEOGRAPHY, language),
        ):
            assert text, line.reason
            assert "{" not in text, text
    assert not_listed_sentence(attention, language)
    assert {line.reason for line in everything} == set(Reason) - {Reason.DISPARITY}
