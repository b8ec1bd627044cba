"""Which criminal justice areas resemble each other, worked out from what is loaded.

Each area's seven nearest in population, ethnic mix and crime severity. These are
not an official list of similar areas: `basis` says what was compared, and when, and
`basis_cy` says it in Welsh.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SERIES = ("population", "census_population", "crime_severity_score")
PEER_SET = "similar"
PEERS_EACH = 7
ETHNIC_GROUPS = ("asian", "black", "mixed", "white", "other")
_GROUPS_CY = {
    "asian": "Asiaidd",
    "black": "Du",
    "mixed": "Cymysg",
    "white": "Gwyn",
    "other": "Arall",
}

# Population and severity each stand on their own; the five shares together are one.
_WEIGHTS = {"population": 1.0, "severity": 1.0} | {
    group: 1 / len(ETHNIC_GROUPS) for group in ETHNIC_GROUPS
}


class Figure(NamedTuple):
    """A current figure of one of SERIES for one criminal justice area."""

    series: str
    area_code: str
    period: int
    breakdown: str
    category: str
    value: float | None


class Peer(NamedTuple):
    """One area that resembles another; rank 1 is the nearest."""

    peer_set: str
    area_code: str
    peer_code: str
    rank: int
    basis: str
    basis_cy: str


class _Words(NamedTuple):
    """One text in both languages."""

    en: str
    cy: str


class _Component(NamedTuple):
    """One thing areas are compared on: area code to value, where there is one."""

    name: str
    values: Mapping[str, float]


def compute_peers(figures: Iterable[Figure]) -> list[Peer]:
    """Each area's nearest areas, in area and rank order.

    Distance is Euclidean over standardised values, averaged over what both areas
    have. An area with none of the three has no peers and is nobody's peer.
    """
    by_stream: dict[tuple[str, str, str], dict[int, dict[str, float]]] = {}
    for figure in figures:
        if figure.value is not None and figure.value > 0:
            stream = (figure.series, figure.breakdown, figure.category)
            by_period = by_stream.setdefault(stream, {})
            by_period.setdefault(figure.period, {})[figure.area_code] = figure.value

    components: list[_Component] = []
    words: dict[str, _Words] = {}
    for name, described, found in (
        _population(by_stream),
        _ethnic_mix(by_stream),
        _severity(by_stream),
    ):
        if found:
            components += found
            words[name] = described
    standardised = {
        component.name: _standardise(component.values) for component in components
    }
    return _nearest(standardised, words)


_Streams = Mapping[tuple[str, str, str], Mapping[int, Mapping[str, float]]]
_Found = tuple[str, _Words, list[_Component]]
_NOTHING = _Words("", "")


def _population(streams: _Streams) -> _Found:
    """The logarithm of the latest mid-year estimate, or else of the latest census."""
    for series, english, welsh in (
        (
            "population",
            "population in the middle of {year}",
            "poblogaeth ganol {year}",
        ),
        (
            "census_population",
            "population in the {year} census",
            "poblogaeth yng nghyfrifiad {year}",
        ),
    ):
        by_period = streams.get((series, "all", "all"), {})
        if by_period:
            period = _fullest(by_period)
            logs = {code: math.log(n) for code, n in by_period[period].items()}
            found = [_Component("population", logs)]
            year = period // 100
            words = _Words(english.format(year=year), welsh.format(year=year))
            return "population", words, found
    return "population", _NOTHING, []


def _ethnic_mix(streams: _Streams) -> _Found:
    """Each broad group's share of the residents counted in the latest census."""
    totals = streams.get(("census_population", "all", "all"), {})
    groups = {
        group: streams.get(("census_population", "ethnic_group_5", group), {})
        for group in ETHNIC_GROUPS
    }
    periods = [
        period
        for period in totals
        if all(period in by_period for by_period in groups.values())
    ]
    if not periods:
        return "ethnic_mix", _NOTHING, []
    period = max(periods)
    residents = totals[period]
    components = [
        _Component(
            group,
            {
                code: count / residents[code]
                for code, count in groups[group][period].items()
                if code in residents
            },
        )
        for group in ETHNIC_GROUPS
    ]
    year = period // 100
    words = _Words(
        f"ethnic mix in the {year} census", f"cymysgedd ethnig yng nghyfrifiad {year}"
    )
    return "ethnic_mix", words, components


def _severity(streams: _Streams) -> _Found:
    """The latest Crime Severity Score of all recorded crime."""
    by_period = streams.get(("crime_severity_score", "all", "all"), {})
    if not by_period:
        return "severity", _NOTHING, []
    period = _fullest(by_period)
    year = period // 100 + 1
    words = _Words(
        f"Crime Severity Score in the year ending March {year}",
        f"Sgôr Difrifoldeb Troseddau y flwyddyn hyd at fis Mawrth {year}",
    )
    return "severity", words, [_Component("severity", by_period[period])]


def _fullest(by_period: Mapping[int, Mapping[str, float]]) -> int:
    """The latest of the periods that cover the most areas."""
    return max(by_period, key=lambda period: (len(by_period[period]), period))


def _standardise(values: Mapping[str, float]) -> dict[str, float]:
    """Distance from the mean in standard deviations; all 0 where nothing varies."""
    mean = math.fsum(values.values()) / len(values)
    variance = math.fsum((v - mean) ** 2 for v in values.values()) / len(values)
    deviation = math.sqrt(variance)
    return {
        code: (value - mean) / deviation if deviation > 0 else 0.0
        for code, value in values.items()
    }


def _nearest(
    standardised: Mapping[str, Mapping[str, float]], words: Mapping[str, _Words]
) -> list[Peer]:
    codes = sorted({code for values in standardised.values() for code in values})
    peers: list[Peer] = []
    for code in codes:
        others = sorted(
            (distance, other)
            for other in codes
            if other != code
            and (distance := _distance(standardised, code, other)) is not None
        )
        basis = _basis(standardised, words, code)
        peers += [
            Peer(PEER_SET, code, other, rank, basis.en, basis.cy)
            for rank, (_, other) in enumerate(others[:PEERS_EACH], start=1)
        ]
    return peers


def _distance(
    standardised: Mapping[str, Mapping[str, float]], one: str, other: str
) -> float | None:
    """How unlike two areas are, None if they have nothing to compare.

    Rounded, so that areas equally near rank by code on every machine.
    """
    squares = 0.0
    weight = 0.0
    for name, values in standardised.items():
        if one in values and other in values:
            squares += _WEIGHTS[name] * (values[one] - values[other]) ** 2
            weight += _WEIGHTS[name]
    return round(math.sqrt(squares / weight), 9) if weight else None


def _basis(
    standardised: Mapping[str, Mapping[str, float]],
    words: Mapping[str, _Words],
    code: str,
) -> _Words:
    """What the area was compared on, and what it lacks, in one sentence."""
    lacking = [name for name in standardised if code not in standardised[name]]
    groups = [name for name in lacking if name in ETHNIC_GROUPS]
    used = [
        described
        for name, described in words.items()
        if name not in lacking
        and not (name == "ethnic_mix" and len(groups) == len(ETHNIC_GROUPS))
    ]
    english = f"Nearest in standardised distance on {_listed([w.en for w in used])}"
    # Commas alone: the Welsh "and" would change the word after it.
    welsh = f"Yr agosaf o ran pellter safonedig ar sail {', '.join(w.cy for w in used)}"
    left_out = [described for described in words.values() if described not in used]
    if left_out:
        missing = _listed([w.en for w in left_out])
        english += f"; not on {missing}, which this area lacks"
        missing = ", ".join(w.cy for w in left_out)
        welsh += f"; heb ystyried {missing}, nad yw ar gael ar gyfer yr ardal hon"
    if groups and len(groups) < len(ETHNIC_GROUPS):
        named = _listed(groups)
        english += f"; {named} residents left out, as their number is hidden"
        named = ", ".join(_GROUPS_CY[group] for group in groups)
        welsh += f"; hepgorwyd y grwpiau ethnig y cuddiwyd eu nifer ({named})"
    return _Words(f"{english}.", f"{welsh}.")


def _listed(words: list[str]) -> str:
    """One, two and three as a reader would say them."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
