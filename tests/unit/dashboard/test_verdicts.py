"""A verdict joins three tests, and says so in a sentence for every combination."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.benchmarks import Benchmark
from dashboard.charting import ControlChart, Target, build_control_chart
from dashboard.language import Language, read_language
from dashboard.measures import Measure
from dashboard.results import Comparison, Status
from dashboard.stats.funnel import Position
from dashboard.stats.spc import Rule, Signal
from dashboard.stats.spc_rules import Side
from dashboard.verdict_words import (
    change_word,
    outlook_sentence,
    outlook_word,
    signal_text,
    verdict_sentence,
)
from dashboard.verdicts import (
    Basis,
    Change,
    Direction,
    Outlook,
    Verdict,
    basis_of,
    judge,
)
from tests.factories import ENGLISH, make_history, make_measure, make_result, months
from tests.verdict_table import (
    DOCUMENT,
    hidden_verdicts,
    make_verdict,
    sentence,
    shown_verdicts,
    written,
)

NATION = Benchmark("england_and_wales", 0.8, None)
MERIT = ("improvement", "concern", "better", "worse")


@pytest.fixture(params=["en", "cy"])
def language(request: pytest.FixtureRequest) -> Language:
    return read_language(request.param)


def chart_of(
    convicted: list[int],
    *,
    measure: Measure | None = None,
    target: float | None = None,
) -> ControlChart:
    """The chart of area A from January 2014, of a hundred cases a month."""
    named = dict(zip(months(2014) + months(2015), convicted, strict=False))
    cells = {month: (float(count), 100.0) for month, count in named.items()}
    history = make_history({"A": cells}, measure)
    wanted = None if target is None else Target(target, "2016")
    return build_control_chart(history, "A", target=wanted)


STEADY = [80, 82] * 7
FALLEN = [*STEADY, 60]


def test_the_document_holds_the_current_table() -> None:
    document = DOCUMENT.read_text("utf-8")
    assert written(document) == document, "run python -m tests.verdict_table --write"


def test_a_document_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        written("# Verdicts\n")


def test_every_combination_has_a_whole_sentence(language: Language) -> None:
    for verdict in (*shown_verdicts(), *hidden_verdicts()):
        said = sentence(verdict, language)
        assert said.endswith("."), verdict
        assert said[0].isupper(), verdict
        assert "{" not in said, verdict
        assert "}" not in said, verdict
        assert ";;" not in said, verdict


def test_no_two_combinations_that_differ_in_what_is_known_read_alike() -> None:
    told: dict[str, Verdict] = {}
    between = (Position.ABOVE_95, Position.BELOW_95)
    for verdict in shown_verdicts():
        is_told = verdict.position not in between
        if verdict.position == Position.INSIDE and verdict.side is None:
            is_told = False
        if is_told:
            assert told.setdefault(sentence(verdict, ENGLISH), verdict) == verdict


def test_merit_is_spoken_of_only_where_the_measure_has_a_better_direction() -> None:
    for verdict in shown_verdicts():
        said = sentence(verdict, ENGLISH)
        is_judged = verdict.change in (Change.IMPROVING, Change.WORSENING) or (
            verdict.comparison in (Comparison.BETTER, Comparison.WORSE)
        )
        assert any(word in said for word in MERIT) == is_judged


def test_the_sentence_says_which_way() -> None:
    for verdict in shown_verdicts():
        change = sentence(verdict, ENGLISH).split(";")[0]
        assert ("Higher" in change) == (verdict.direction == Direction.UP)
        assert ("Lower" in change) == (verdict.direction == Direction.DOWN)


@pytest.mark.parametrize(
    ("position", "said"),
    [
        (None, "lower than Surrey, which is worse."),
        (
            Position.INSIDE,
            "lower than Surrey, which is worse, though not unusually so.",
        ),
        (
            Position.BELOW_998,
            "lower than Surrey, which is worse, and unusually low among all areas.",
        ),
        (
            Position.ABOVE_998,
            "lower than Surrey, which is worse, but unusually high among all areas.",
        ),
    ],
)
def test_the_funnel_speaks_of_all_areas_whatever_the_benchmark(
    position: Position | None, said: str
) -> None:
    verdict = make_verdict(
        (Change.NO_CLEAR_CHANGE, None),
        (Comparison.WORSE, Direction.DOWN),
        position=position,
        basis=Basis.SOUND,
    )
    words = verdict_sentence(verdict, benchmark="Surrey", language=ENGLISH)
    assert words == f"No clear change over time; {said}"


def test_the_three_tests_are_joined() -> None:
    result = make_result(numerator=60.0)
    verdict = judge(
        result,
        chart=chart_of(FALLEN),
        comparison=Comparison.WORSE,
        benchmark=NATION,
        position=Position.BELOW_998,
    )
    assert verdict.change == Change.WORSENING
    assert verdict.direction == Direction.DOWN
    assert verdict.signals == (Signal(Rule.ASTRONOMICAL, Side.LOW),)
    assert (verdict.comparison, verdict.side) == (Comparison.WORSE, Direction.DOWN)
    assert verdict.is_unusual
    assert verdict.is_concern
    assert verdict.basis == Basis.SOUND


@pytest.mark.parametrize(
    ("polarity", "change"),
    [
        ("higher_is_better", Change.WORSENING),
        ("lower_is_better", Change.IMPROVING),
        ("neither", Change.CHANGED),
    ],
)
def test_polarity_decides_the_word_and_not_the_test(
    polarity: str, change: Change
) -> None:
    chart = chart_of(FALLEN, measure=make_measure(polarity=polarity))
    verdict = judge(
        make_result(numerator=60.0),
        chart=chart,
        comparison=Comparison.SIMILAR,
        benchmark=NATION,
    )
    assert verdict.change == change
    assert verdict.direction == Direction.DOWN
    assert verdict.signals == (Signal(Rule.ASTRONOMICAL, Side.LOW),)


@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.NOT_AVAILABLE])
def test_a_hidden_figure_is_judged_by_nothing(status: Status) -> None:
    hidden = make_result(numerator=None, denominator=None, status=status)
    verdict = judge(
        hidden,
        chart=chart_of(FALLEN, target=0.9),
        comparison=Comparison.WORSE,
        benchmark=NATION,
        position=Position.BELOW_998,
    )
    assert verdict in hidden_verdicts()
    assert not verdict.is_concern


def test_without_a_chart_there_is_no_change_to_speak_of() -> None:
    verdict = judge(
        make_result(), chart=None, comparison=Comparison.SIMILAR, benchmark=NATION
    )
    assert verdict.change == Change.NOT_ENOUGH_DATA
    assert verdict.outlook == Outlook.NO_TARGET


def test_signs_on_limits_still_on_trial_are_not_told() -> None:
    chart = chart_of([*STEADY[:10], 40])
    assert chart.chart.points[-1].signals
    verdict = judge(
        make_result(), chart=chart, comparison=Comparison.SIMILAR, benchmark=NATION
    )
    assert (verdict.change, verdict.signals) == (Change.NOT_ENOUGH_DATA, ())


def test_the_side_is_told_only_where_the_figure_differs() -> None:
    verdict = judge(
        make_result(numerator=90.0),
        chart=None,
        comparison=Comparison.SIMILAR,
        benchmark=NATION,
    )
    assert verdict.side is None


@pytest.mark.parametrize(
    ("changes", "basis"),
    [
        ({}, Basis.SOUND),
        ({"status": Status.REVISED}, Basis.SOUND),
        ({"status": Status.PROVISIONAL}, Basis.PROVISIONAL),
        ({"months_present": 9}, Basis.PARTIAL),
        ({"months_present": 9, "status": Status.PROVISIONAL}, Basis.PARTIAL),
        ({"status": Status.LOW_RELIABILITY, "months_present": 9}, Basis.SMALL_NUMBERS),
        ({"status": Status.SUPPRESSED}, Basis.SUPPRESSED),
        ({"status": Status.NOT_APPLICABLE}, Basis.NOT_PUBLISHED),
    ],
)
def test_the_first_weakness_that_applies_is_told(
    changes: dict[str, Any], basis: Basis
) -> None:
    assert basis_of(make_result(**changes)) == basis


def test_a_figure_whose_counts_are_still_coming_in_may_still_be_revised() -> None:
    chart = chart_of(FALLEN, measure=make_measure(settles_after=1))
    result = make_result(numerator=60.0, period="2015-03")
    assert basis_of(result) == Basis.SOUND
    verdict = judge(
        result, chart=chart, comparison=Comparison.SIMILAR, benchmark=NATION
    )
    assert verdict.basis == Basis.PROVISIONAL
    assert verdict.change == Change.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("target", "outlook"),
    [
        (None, Outlook.NO_TARGET),
        (0.5, Outlook.WILL_MEET),
        (0.81, Outlook.HIT_AND_MISS),
        (0.95, Outlook.WILL_MISS),
    ],
)
def test_the_outlook_follows_the_usual_range(
    target: float | None, outlook: Outlook
) -> None:
    verdict = judge(
        make_result(),
        chart=chart_of(STEADY, target=target),
        comparison=Comparison.SIMILAR,
        benchmark=NATION,
    )
    assert verdict.outlook == outlook


def test_a_target_without_a_better_direction_cannot_be_judged() -> None:
    measure = make_measure(polarity="neither")
    verdict = judge(
        make_result(),
        chart=chart_of(STEADY, measure=measure, target=0.9),
        comparison=Comparison.SIMILAR,
        benchmark=NATION,
    )
    assert verdict.outlook == Outlook.NOT_ENOUGH_DATA


def test_a_similar_but_improving_area_is_no_concern_and_a_worse_one_is() -> None:
    improving = make_verdict(
        (Change.IMPROVING, Direction.UP),
        (Comparison.SIMILAR, None),
        position=None,
        basis=Basis.SOUND,
    )
    worse = replace(improving, comparison=Comparison.WORSE, side=Direction.DOWN)
    assert not improving.is_concern
    assert worse.is_concern


def test_every_word_beside_an_icon_is_there(language: Language) -> None:
    words = {change_word(verdict, language) for verdict in shown_verdicts()}
    assert len(words) == len(Change)
    outlooks = {outlook_word(outlook, language) for outlook in Outlook}
    assert len(outlooks) == len(Outlook)
    assert all(words | outlooks)


def test_the_outlook_names_the_target_and_is_silent_without_one(
    language: Language,
) -> None:
    for outlook in Outlook:
        said = outlook_sentence(outlook, target="85.0%", language=language)
        assert ("85.0%" in said) == (outlook != Outlook.NO_TARGET)


def test_every_sign_has_words_of_its_own(language: Language) -> None:
    said = {signal_text(Signal(rule, side), language) for rule in Rule for side in Side}
    assert len(said) == len(Rule) * len(Side)
