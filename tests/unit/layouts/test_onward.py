from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.measures import load_catalogue
from data.definitions import read_measures, read_sources
from layouts.progression.links import onward
from tests.unit.layouts.frames import make_frame

CATALOGUE = load_catalogue(read_measures(), read_sources())


@pytest.mark.parametrize(
    ("measure", "panel", "query"),
    [
        (
            "crown_court_cracked_trials",
            "panel-reasons",
            {"stage": ["crown_court"], "reason": ["cracked"]},
        ),
        (
            "magistrates_ineffective_trials",
            "panel-reasons",
            {"stage": ["magistrates"], "reason": ["ineffective"]},
        ),
        ("crown_court_effective_trials", "panel-reasons", {"stage": ["crown_court"]}),
        ("crown_court_open_cases", "panel-flow", {"stage": ["crown_court"]}),
        (
            "victim_does_not_support_rate",
            "panel-attrition",
            {"reason": ["victim_does_not_support"]},
        ),
    ],
)
def test_a_concern_leads_to_the_exact_view_of_the_whole_way(
    measure: str, panel: str, query: dict[str, list[str]]
) -> None:
    found = onward(CATALOGUE[measure], make_frame())
    assert found is not None
    address = urlsplit(found.href)
    assert address.path == "/progression"
    assert address.fragment == panel
    given = parse_qs(address.query)
    assert {name: given[name] for name in query} == query
    assert not given.keys() & {"period", "window"}


def test_other_measures_lead_nowhere() -> None:
    assert onward(CATALOGUE["crime_severity_score"], make_frame()) is None
