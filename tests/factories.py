"""Small, explicit values for tests: a measure, its counts, areas, a view."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.areas import ENGLAND_AND_WALES, Area, AreaType, Geography
from dashboard.comparing import build_comparing, build_heat_row
from dashboard.history import History, build_history
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pages import Choices, CompareView
from dashboard.periods import Period, Window, parse_period
from dashboard.results import Result, Status
from dashboard.view_state import ViewState

ENGLISH = Language("en", {})
WELSH = Language("cy", {})

CONVICTED = {"series": "convicted"}
NOT_CONVICTED = {"series": "not_convicted"}
OFFENCES = {"series": "offences"}
PEOPLE = {"series": "people"}


class Count(NamedTuple):
    """One stored number, as the store hands it over."""

    series: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: float | None
    status: str
    release_id: int


def make_measure(**changes: Any) -> Measure:
    """A conviction rate by the month, unless changed."""
    record: dict[str, Any] = {
        "id": "conviction_rate",
        "label": "Conviction rate, all offences",
        "label_cy": "Cyfradd euogfarnu, pob trosedd",
        "short_label": "Conviction rate",
        "short_label_cy": "Cyfradd euogfarnu",
        "phrase": "conviction rate",
        "phrase_cy": "cyfradd euogfarnu",
        "statement": "{value} of {base} defendants were convicted",
        "statement_cy": "Cafwyd {value} o {base} o ddiffynyddion yn euog",
        "question": "What share of defendants were convicted?",
        "question_cy": "Pa gyfran o'r diffynyddion a gafwyd yn euog?",
        "topic": "convictions",
        "stage": "cps",
        "kind": "proportion",
        "polarity": "higher_is_better",
        "unit": "percent",
        "unit_of_count": "defendants",
        "unit_of_count_cy": "diffynyddion",
        "frequency": "month",
        "family": "conviction_rate",
        "basis": "finalised",
        "lead_agency": "cps",
        "cannot_tell": "Why a case failed.",
        "cannot_tell_cy": "Pam y methodd achos.",
        "numerator": {
            "label": "Defendants convicted",
            "label_cy": "Diffynyddion a gafwyd yn euog",
            "terms": [CONVICTED],
        },
        "denominator": {
            "label": "Defendants whose cases finished",
            "label_cy": "Diffynyddion y daeth eu hachosion i ben",
            "terms": [CONVICTED, NOT_CONVICTED],
        },
        "publication": {
            "source": "case_outcomes",
            "definition": "Convictions divided by finished cases.",
            "definition_cy": "Euogfarnau wedi'u rhannu ag achosion a ddaeth i ben.",
            "owner": "Performance analysis",
            "reviewed": date(2026, 3, 31),
            "next_review": date(2027, 3, 31),
        },
    }
    return Measure.model_validate({**record, **changes})


def make_rate(**changes: Any) -> Measure:
    """Recorded offences per 1,000 people by the quarter, unless changed."""
    record: dict[str, Any] = {
        "id": "offence_rate",
        "phrase": "rate of recorded offences",
        "statement": "The police recorded {value} offences per 1,000 people",
        "statement_cy": "Cofnododd yr heddlu {value} o droseddau fesul 1,000 o bobl",
        "kind": "rate",
        "per": 1000,
        "polarity": "neither",
        "frequency": "quarter",
        "year": "financial",
        "family": "offence_rate",
        "numerator": {
            "label": "Offences recorded by the police",
            "label_cy": "Troseddau a gofnodwyd gan yr heddlu",
            "terms": [OFFENCES],
        },
        "denominator": {
            "label": "People living in the area",
            "label_cy": "Pobl sy'n byw yn yr ardal",
            "terms": [PEOPLE],
        },
    }
    return make_measure(**{**record, **changes})


def make_caseload(**changes: Any) -> Measure:
    """A count of defendants by the month, unless changed."""
    record: dict[str, Any] = {
        "id": "caseload",
        "phrase": "finalised caseload",
        "statement": "The cases of {value} defendants finished",
        "statement_cy": "Daeth achosion {value} o ddiffynyddion i ben",
        "kind": "count",
        "polarity": "neither",
        "family": "caseload",
        "denominator": None,
    }
    return make_measure(**{**record, **changes})


def make_score(**changes: Any) -> Measure:
    """A published score by the financial year, unless changed."""
    record: dict[str, Any] = {
        "id": "severity_score",
        "phrase": "Crime Severity Score",
        "statement": "The Crime Severity Score was {value}",
        "statement_cy": "Y Sgôr Difrifoldeb Troseddau oedd {value}",
        "kind": "score",
        "unit": "score",
        "polarity": "neither",
        "frequency": "year",
        "year": "financial",
        "family": "severity_score",
        "denominator": None,
    }
    return make_measure(**{**record, **changes})


def make_count(
    area_code: str,
    period: int,
    value: float | None,
    *,
    series: str = "convicted",
    frequency: str = "month",
    category: tuple[str, str] = ("all", "all"),
    status: str = "published",
    release_id: int = 1,
) -> Count:
    """One stored number."""
    return Count(
        series, area_code, period, frequency, *category, value, status, release_id
    )


def make_counts(
    by_series: Mapping[str, Mapping[str, Mapping[int, float | None]]],
    *,
    frequency: str = "month",
) -> list[Count]:
    """Stored numbers from series to area code to first month to value."""
    return [
        make_count(code, period, value, series=series, frequency=frequency)
        for series, areas in by_series.items()
        for code, values in areas.items()
        for period, value in values.items()
    ]


def make_history(
    areas: Mapping[str, Mapping[int, tuple[float, float]]],
    measure: Measure | None = None,
) -> History:
    """A proportion's counts: area code to first month to (numerator, denominator)."""
    convicted = {c: {p: x for p, (x, _) in row.items()} for c, row in areas.items()}
    others = {c: {p: n - x for p, (x, n) in row.items()} for c, row in areas.items()}
    counts = make_counts({"convicted": convicted, "not_convicted": others})
    return build_history(measure or make_measure(), counts)


def make_rate_history(
    areas: Mapping[str, Mapping[int, float]],
    people: Mapping[str, Mapping[int, float]],
    measure: Measure | None = None,
) -> History:
    """A rate's counts by the quarter, and its people by the year."""
    return build_history(
        measure or make_rate(),
        make_counts({"offences": areas}, frequency="quarter"),
        make_counts({"people": people}, frequency="year"),
    )


def make_geography(
    codes: Sequence[str],
    *,
    regions: Mapping[str, Iterable[str]] | None = None,
    peers: Mapping[str, Sequence[str]] | None = None,
    area_type: AreaType = AreaType.CRIMINAL_JUSTICE_AREA,
) -> Geography:
    """Areas named after their codes ("Area A"), the nation, and what is asked for."""
    areas = [Area(c, area_type, f"Area {c}", f"Ardal {c}") for c in codes]
    areas.append(
        Area(ENGLAND_AND_WALES, AreaType.NATION, "England and Wales", "Cymru a Lloegr")
    )
    members = {}
    for name, parts in (regions or {}).items():
        areas.append(Area(name, AreaType.REGION, f"Region {name}", f"Rhanbarth {name}"))
        whole = (AreaType.REGION, name)
        members[whole] = tuple((area_type, code) for code in parts)
    return Geography(
        areas={(area.type, area.code): area for area in areas},
        members=members,
        peers={code: tuple(others) for code, others in (peers or {}).items()},
        peer_basis={},
    )


def make_state(**changes: Any) -> ViewState:
    """The view of area A, of the conviction rate, unless changed."""
    return ViewState(**{"area": "A", "measure": "conviction_rate", **changes})


def make_view(
    history: History,
    geography: Geography,
    state: ViewState | None = None,
    *,
    when: Period,
    window: Window = Window.YEAR,
    heat: Sequence[History] = (),
) -> CompareView:
    """The compare page of one history, with a heat map of the others."""
    chosen = state or make_state()
    rows = [build_heat_row(h, geography, period=when, window=window) for h in heat]
    return CompareView(
        state=chosen,
        notes=(),
        choices=Choices((), ()),
        geography=geography,
        releases=(),
        data=build_comparing(
            history, chosen, geography, period=when, window=window, heat=rows
        ),
    )


def make_result(
    area_code: str = "A",
    numerator: float | None = 80.0,
    denominator: float | None = 100.0,
    **changes: Any,
) -> Result:
    """A published share of 80 in 100 with an interval of ten points, unless changed."""
    value = None if not numerator or not denominator else numerator / denominator
    result = Result(
        "conviction_rate", area_code, "2014", "all", numerator, denominator,
        value, None if value is None else value - 0.05,
        None if value is None else value + 0.05,
        Status.PUBLISHED, 12, 12,
    )  # fmt: skip
    return result._replace(**changes)


def months(year: int, first: int = 1, last: int = 12) -> list[int]:
    """Months of a year as whole numbers: 201401 to 201412."""
    return [year * 100 + month for month in range(first, last + 1)]


def period(text: str, window: Window = Window.YEAR) -> Period:
    """The period a link would name; raises ValueError for none."""
    found = parse_period(text, window)
    if found is None:
        raise ValueError(text)
    return found
