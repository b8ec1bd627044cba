import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.amounts import ABSENT, Amount, add_up
from dashboard.disparity.disparities import Disparity, Tally, Verdict, compare
from dashboard.disparity.words import verdict_text
from dashboard.language import read_language
from dashboard.periods import period_from
from dashboard.results import HIDDEN, Status
from dashboard.stats.intervals import Method
from tests.unit.dashboard.group_examples import CONVICTED, SEARCH, amount, point

ENGLISH = read_language("en")
NOUGHT = amount(0)


def made(
    group: tuple[float | None, float | None],
    reference: tuple[float | None, float | None],
    *,
    name: str = SEARCH,
    unknown: tuple[float | None, float] | None = None,
    unknown_total: tuple[float | None, float] | None = None,
) -> Disparity:
    """A group and its reference, each events out of a total; None is hidden."""
    told = point(name)
    base = Disparity(
        point=told,
        counts=told.counts[0],
        area_code="A",
        period=period_from(201704, 12),
        group="black",
        reference="white",
        status=Status.NOT_AVAILABLE,
    )
    tally = Tally(
        *(amount(number) for number in (*group, *reference)),
        *((amount(number) for number in unknown) if unknown else (None, None)),
        *((amount(n) for n in unknown_total) if unknown_total else (None, None)),
    )
    return compare(told, tally, base=base, minimum_base=100)


@pytest.mark.parametrize(
    ("events", "verdict", "words"),
    [
        (2500, Verdict.MORE, "2.5 times as often"),
        (1100, Verdict.LITTLE_MORE, "A little more often"),
        (1010, Verdict.NOT_CLEAR, "No clear difference"),
        (900, Verdict.LITTLE_LESS, "A little less often"),
        (400, Verdict.LESS, "0.4 times as often"),
        (0, Verdict.LESS, "0.0 times as often"),
    ],
)
def test_a_ratio_is_said_in_steps(events: int, verdict: Verdict, words: str) -> None:
    found = made((events, 100_000), (1000, 100_000))
    assert found.verdict == verdict
    assert verdict_text(found, ENGLISH) == words


def test_outside_four_fifths_and_not_clear_is_no_clear_difference() -> None:
    found = made((12, 1000), (8, 1000))
    assert found.ratio == pytest.approx(1.5)
    assert found.verdict == Verdict.NOT_CLEAR


def test_under_ten_events_the_interval_is_exact() -> None:
    assert made((9, 1000), (50, 1000)).method == Method.EXACT_CONDITIONAL
    assert made((10, 1000), (50, 1000)).method == Method.LOG


def test_events_that_are_some_of_the_total_have_the_narrower_interval() -> None:
    share = made((800, 1000), (700, 1000), name=CONVICTED)
    rate = made((800, 1000), (700, 1000))
    assert share.lower is not None
    assert rate.lower is not None
    assert share.lower > rate.lower


def test_nothing_in_the_reference_gives_no_ratio() -> None:
    found = made((5, 1000), (0, 1000))
    assert (found.status, found.ratio) == (Status.NOT_AVAILABLE, None)
    assert verdict_text(found, ENGLISH) == "None of the other group"


def test_the_excess_is_what_is_above_the_rate_of_the_reference() -> None:
    found = made((250, 10_000), (1000, 100_000))
    assert found.excess is not None
    assert found.excess.people == pytest.approx(150.0)
    assert found.lower is not None
    assert found.excess.lower is not None
    assert found.excess.lower == pytest.approx(250 * (1 - 1 / found.lower))
    assert found.excess.upper is not None
    assert found.excess.lower < 150 < found.excess.upper
    fewer = made((50, 10_000), (1000, 100_000)).excess
    assert fewer is not None
    assert fewer.people == pytest.approx(-50.0)


def test_without_events_there_are_no_limits_to_the_excess() -> None:
    found = made((0, 10_000), (1000, 100_000))
    assert found.excess is not None
    assert found.excess == (-100.0, None, None)


def test_what_was_not_stated_bounds_the_ratio() -> None:
    found = made((200, 10_000), (1000, 100_000), unknown=(300, 1500))
    recording = found.recording
    assert recording.share == pytest.approx(0.2)
    assert not recording.needs_care
    assert recording.low == pytest.approx(0.02 / 0.013)
    assert recording.high == pytest.approx(5.0)
    assert not found.could_reverse


def test_recording_could_reverse_what_is_clear_and_nothing_else() -> None:
    assert made((120, 10_000), (1000, 100_000), unknown=(300, 1420)).ratio == 1.2
    clear = made((1200, 100_000), (1000, 100_000), unknown=(300, 2500))
    assert clear.verdict == Verdict.LITTLE_MORE
    assert clear.could_reverse
    unclear = made((102, 10_000), (1000, 100_000), unknown=(300, 1402))
    assert unclear.verdict == Verdict.NOT_CLEAR
    assert not unclear.could_reverse


@pytest.mark.parametrize(
    ("unknown", "said"),
    [(200, ""), (201, "care"), (333, "care"), (334, "too high")],
)
def test_care_over_a_fifth_and_no_verdict_over_a_third(unknown: int, said: str) -> None:
    found = made((200, 10_000), (466, 100_000), unknown=(unknown, 1000))
    assert found.recording.needs_care is (said != "")
    assert found.recording.is_too_high is (said == "too high")
    assert (found.verdict == Verdict.NO_VERDICT) is (said == "too high")
    assert found.ratio is not None


def test_what_feeds_a_point_can_be_as_badly_recorded_as_what_happened() -> None:
    found = made((50, 200), (300, 1000), unknown_total=(800, 2000))
    assert found.recording.share == pytest.approx(0.4)
    assert found.verdict == Verdict.NO_VERDICT


def test_a_hidden_number_of_unknown_gives_no_share_and_no_bounds() -> None:
    found = made((200, 10_000), (1000, 100_000), unknown=(None, 1300))
    assert found.ratio is not None
    recording = found.recording
    assert (recording.share, recording.low, recording.high) == (None, None, None)
    assert recording.status == Status.SUPPRESSED


count = st.one_of(st.none(), st.integers(0, 4000).map(float))
total = st.one_of(st.none(), st.integers(4000, 90_000).map(float))


@given(
    group=st.tuples(count, total),
    reference=st.tuples(count, total),
    unknown=st.one_of(st.none(), st.tuples(count, total.filter(bool))),
)
def test_no_number_rests_on_a_hidden_one(
    group: tuple[float | None, float | None],
    reference: tuple[float | None, float | None],
    unknown: tuple[float | None, float] | None,
) -> None:
    found = made(group, reference, unknown=unknown)
    if None in (*group, *reference):
        assert found.status in HIDDEN
        numbers = (
            found.events, found.total, found.reference_events, found.reference_total,
            found.rate, found.reference_rate, found.ratio, found.lower, found.upper,
            found.excess, found.verdict, found.recording.low, found.recording.high,
        )  # fmt: skip
        assert set(numbers) == {None}
    if unknown and unknown[0] is None:
        assert found.recording.low is None


def test_a_hidden_row_cannot_be_made_to_hold_a_number() -> None:
    found = made((None, 1000), (50, 1000))
    with pytest.raises(ValueError, match="holds a number"):
        Disparity(**{**vars(found), "ratio": 2.0})


def test_a_sum_is_as_hidden_as_its_parts() -> None:
    assert add_up([amount(2), amount(3)]) == Amount(5.0)
    assert add_up([amount(2), amount(None), ABSENT]).status == Status.SUPPRESSED
    assert add_up([amount(2), ABSENT]).value is None
    assert add_up([]) == ABSENT
