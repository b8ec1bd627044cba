import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import Window
from dashboard.progression.reasons import Reasons, build_reasons, with_zeros
from dashboard.progression.stages import Asked
from dashboard.progression.streams import Place, Streams
from dashboard.results import Comparison, Status
from dashboard.view_state import ViewState
from tests.factories import period
from tests.unit.progression.counts import (
    AREA,
    COURT,
    OTHER,
    OWN,
    PEER,
    asked,
    course,
    geography,
    streams,
)

QUARTER = period("2017-Q3", Window.QUARTER)
WHEN = 201707
CRACKED = "crown_court_trials_cracked"
PLEA, WITNESS, ENDS = (
    "late_plea_first_offered",
    "prosecution_ends_witness",
    "prosecution_ends_evidence",
)


def trials(
    effective: float, reasons: dict[str, float | None], *, code: str = OWN
) -> dict[object, dict[str, dict[int, float | None]]]:
    """One area's quarter: trials that went ahead, and cracked ones by reason."""
    cracked = sum(value or 0 for value in reasons.values())
    totals = {
        "crown_court_trials_effective": effective,
        CRACKED: cracked,
        "crown_court_trials_ineffective": 0.0,
    }
    found: dict[object, dict[str, dict[int, float | None]]]
    found = {name: {code: {WHEN: value}} for name, value in totals.items()}
    for reason, value in reasons.items():
        found[CRACKED, "trial_reason", reason] = {code: {WHEN: value}}
    return found


def together(
    *every: dict[object, dict[str, dict[int, float | None]]],
) -> dict[object, dict[str, dict[int, float | None]]]:
    found: dict[object, dict[str, dict[int, float | None]]] = {}
    for each in every:
        for key, areas in each.items():
            found.setdefault(key, {}).update(areas)
    return found


def cracked(
    given_streams: Streams,
    question: Asked | None = None,
    state: ViewState | None = None,
) -> Reasons:
    (found,) = build_reasons(
        course(),
        given_streams,
        question or asked(QUARTER),
        state or ViewState(area=OWN),
        geography(),
        lane="crown_court",
    )
    return found


def test_the_commonest_reason_comes_first_with_the_share_so_far() -> None:
    found = cracked(streams(trials(60, {WITNESS: 10, PLEA: 25, ENDS: 5})))
    assert [view.reason.id for view in found.reasons] == [PLEA, WITNESS, ENDS]
    assert [view.part for view in found.reasons] == pytest.approx([0.625, 0.25, 0.125])
    assert [view.running for view in found.reasons] == pytest.approx([0.625, 0.875, 1])


def test_reasons_are_shares_of_all_trials_listed() -> None:
    found = cracked(streams(trials(60, {PLEA: 25, WITNESS: 15})))
    assert found.reasons[0].found.own.value == pytest.approx(0.25)
    assert found.total.own.value == pytest.approx(0.4)


def test_absent_witnesses_stand_by_themselves_among_the_parties() -> None:
    found = cracked(streams(trials(60, {PLEA: 24, WITNESS: 10, ENDS: 6})))
    parts = {view.party: view.part for view in found.parties}
    assert parts["defence"] == pytest.approx(0.6)
    assert parts["witness"] == pytest.approx(0.25)
    assert parts["prosecution"] == pytest.approx(0.15)


def test_a_reason_left_out_is_none_where_others_are_there() -> None:
    given_streams = streams(
        together(
            trials(60, {PLEA: 40}),
            trials(70, {PLEA: 20, WITNESS: 10}, code=PEER),
            trials(70, {PLEA: 20, WITNESS: 10}, code=OTHER),
        )
    )
    found = cracked(given_streams)
    assert [view.reason.id for view in found.reasons] == [PLEA]
    assert found.reasons[0].found.benchmark.value == pytest.approx(0.2)


def test_a_quarter_without_any_reason_has_none_published() -> None:
    given_streams = streams(together(trials(60, {}), trials(60, {PLEA: 40}, code=PEER)))
    filled = with_zeros(given_streams.counts[AREA], CRACKED, [PLEA, WITNESS])
    codes = {count.area_code for count in filled[CRACKED, "trial_reason", WITNESS]}
    assert codes == {PEER}
    assert build_reasons(
        course(), given_streams, asked(QUARTER), ViewState(area=OWN), geography(),
        lane="crown_court",
    ) == ()  # fmt: skip


def test_a_hidden_reason_stays_hidden_in_its_party_and_ends_the_running_share() -> None:
    found = cracked(streams(trials(60, {PLEA: 30, WITNESS: None, ENDS: 6})))
    shown = {view.reason.id: view for view in found.reasons}
    hidden = shown[WITNESS]
    assert hidden.found.own.status == Status.SUPPRESSED
    assert hidden.part is None
    assert hidden.running is None
    assert found.reasons[-1] is hidden
    party = {view.party: view for view in found.parties}["witness"]
    assert party.found.own.value is None
    assert party.part is None


@given(st.dictionaries(
    st.sampled_from([PLEA, WITNESS, ENDS, "defendant_deceased"]),
    st.one_of(st.none(), st.integers(0, 40)), min_size=1,
))  # fmt: skip
def test_no_share_or_sum_gives_a_hidden_reason_back(
    reasons: dict[str, float | None],
) -> None:
    found = build_reasons(
        course(), streams(trials(60, reasons)), asked(QUARTER), ViewState(area=OWN),
        geography(), lane="crown_court",
    )  # fmt: skip
    hidden = {name for name, value in reasons.items() if value is None}
    parties = {course().reasons[name].party for name in hidden}
    for each in found:
        for view in each.reasons:
            if view.reason.id in hidden:
                assert (view.part, view.running) == (None, None)
                assert view.found.own.numerator is None
        assert all(v.part is None for v in each.parties if v.party in parties)


def test_a_clear_difference_from_similar_areas_is_told_and_a_small_one_is_not() -> None:
    given_streams = streams(
        together(
            trials(600, {PLEA: 350, WITNESS: 50}),
            trials(700, {PLEA: 150, WITNESS: 50}, code=PEER),
            trials(700, {PLEA: 150, WITNESS: 50}, code=OTHER),
        )
    )
    found = {view.reason.id: view for view in cracked(given_streams).reasons}
    assert found[PLEA].found.comparison == Comparison.HIGHER
    assert found[WITNESS].found.comparison == Comparison.SIMILAR


def test_reasons_go_down_to_a_court() -> None:
    given_streams = streams(
        trials(60, {PLEA: 40}),
        courts=trials(10, {WITNESS: 5}, code="C"),
    )
    place = Place(COURT, "C")
    found = cracked(given_streams, asked(QUARTER, court=place))
    assert found.place == place
    assert [view.reason.id for view in found.reasons] == [WITNESS]
