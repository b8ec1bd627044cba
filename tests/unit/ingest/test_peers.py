import math

from data.ingest.peers import PEERS_EACH, Figure, Peer, compute_peers


def population(code: str, value: float | None, *, period: int = 202001) -> Figure:
    return Figure("population", code, period, "all", "all", value)


def residents(code: str, *, group: str, value: float | None) -> Figure:
    breakdown = "all" if group == "all" else "ethnic_group_5"
    return Figure("census_population", code, 202101, breakdown, group, value)


def mix(code: str, **counts: float | None) -> list[Figure]:
    given = {"white": 90, "asian": 4, "black": 3, "mixed": 2, "other": 1} | counts
    return [
        residents(code, group="all", value=100),
        *(residents(code, group=group, value=n) for group, n in given.items()),
    ]


def severity(code: str, value: float | None) -> Figure:
    return Figure("crime_severity_score", code, 202104, "all", "all", value)


def peers_of(code: str, peers: list[Peer]) -> list[str]:
    return [peer.peer_code for peer in peers if peer.area_code == code]


def test_the_nearest_population_in_ratio_comes_first() -> None:
    peers = compute_peers(
        [population("A", 100), population("B", 210), population("C", 45)]
    )
    assert peers_of("A", peers) == ["B", "C"]
    assert [p.rank for p in peers if p.area_code == "A"] == [1, 2]


def test_each_area_has_seven_peers_and_is_not_its_own() -> None:
    codes = [f"E{n:02}" for n in range(12)]
    peers = compute_peers([population(c, 100 + n) for n, c in enumerate(codes)])
    for code in codes:
        assert len(peers_of(code, peers)) == PEERS_EACH == 7
        assert code not in peers_of(code, peers)


def test_five_ethnic_shares_weigh_as_much_as_population_alone() -> None:
    figures = [
        population("A", 100),
        population("B", 100),
        population("C", math.e * 100),
        *mix("A"),
        *mix("B", white=45, asian=24, black=18, mixed=8, other=5),
        *mix("C"),
    ]
    # B differs from A in every share and C in population, by as many deviations.
    assert peers_of("A", compute_peers(figures)) == ["B", "C"]
    assert peers_of("C", compute_peers(figures)) == ["A", "B"]


def test_areas_equally_near_are_ranked_by_code_whatever_the_order_read() -> None:
    figures = [population(code, 100) for code in ("D", "B", "A", "C")]
    assert peers_of("D", compute_peers(figures)) == ["A", "B", "C"]
    assert compute_peers(figures) == compute_peers(reversed(figures))


def test_the_basis_names_each_component_and_its_period() -> None:
    figures = [
        figure
        for code, score in (("A", 10.0), ("B", 12.0))
        for figure in (population(code, 100), severity(code, score), *mix(code))
    ]
    ((basis, welsh),) = {(p.basis, p.basis_cy) for p in compute_peers(figures)}
    assert basis == (
        "Nearest in standardised distance on population in the middle of 2020, "
        "ethnic mix in the 2021 census and Crime Severity Score in the year ending "
        "March 2022."
    )
    assert welsh == (
        "Yr agosaf o ran pellter safonedig ar sail poblogaeth ganol 2020, cymysgedd "
        "ethnig yng nghyfrifiad 2021, Sgôr Difrifoldeb Troseddau y flwyddyn hyd at "
        "fis Mawrth 2022."
    )


def test_an_area_without_a_score_is_compared_on_the_rest_and_says_so() -> None:
    figures = [population(code, 100) for code in "ABC"]
    figures += [severity("A", 10.0), severity("B", 12.0), severity("C", None)]
    peers = compute_peers(figures)
    assert peers_of("C", peers) == ["A", "B"]
    ((basis, welsh),) = {(p.basis, p.basis_cy) for p in peers if p.area_code == "C"}
    assert basis.endswith(
        "not on Crime Severity Score in the year ending March 2022, which this area "
        "lacks."
    )
    assert welsh.endswith(
        "; heb ystyried Sgôr Difrifoldeb Troseddau y flwyddyn hyd at fis Mawrth 2022, "
        "nad yw ar gael ar gyfer yr ardal hon."
    )


def test_a_hidden_ethnic_group_is_left_out_and_named() -> None:
    figures = [*mix("A"), *mix("B"), *mix("C", black=None)]
    peers = [p for p in compute_peers(figures) if p.area_code == "C"]
    ((basis, welsh),) = {(p.basis, p.basis_cy) for p in peers}
    assert "black residents left out, as their number is hidden" in basis
    assert "hepgorwyd y grwpiau ethnig y cuddiwyd eu nifer (Du)" in welsh


def test_the_latest_year_that_covers_most_areas_is_used() -> None:
    figures = [
        population("A", 100, period=202001),
        population("B", 100, period=202001),
        population("A", 900, period=202101),
    ]
    assert "middle of 2020" in compute_peers(figures)[0].basis


def test_the_census_stands_in_when_there_is_no_mid_year_estimate() -> None:
    assert (
        "population in the 2021 census"
        in compute_peers([*mix("A"), *mix("B")])[0].basis
    )


def test_nothing_loaded_gives_no_peers() -> None:
    assert compute_peers([]) == []
    assert compute_peers([population("A", None), population("B", None)]) == []
