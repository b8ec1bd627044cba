import hashlib
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.stats.funnel import FunnelKind, FunnelPoint, Position, funnel
from dashboard.stats.proportions import wilson_interval
from data.definitions import read_areas, read_demonstration_areas, read_measures
from data.ingest.demonstration import PUBLICATION, write
from data.ingest.demonstration_plants import Finding
from data.ingest.partnership_layout import FIRST_ROW, INSTRUCTIONS, LISTS
from data.ingest.publication import Event, Observation, Record, Refusal, Target
from data.ingest.workbooks import read_sheets
from tests.conftest import ROOT

AREA = "criminal_justice_area"
BOTH = "K04000001"
DIGEST = "ecf4c5781f815adb0b9bcc107c6b47764a43d53d50af53dc1e2d9a0de3bd4af2"
CASES = ("cps_convictions", "cps_unsuccessful", "cps_administratively_finalised")
GWENT, HUMBERSIDE, LANCASHIRE = "W15000002", "E23000012", "E23000003"
WEST_MIDLANDS, SURREY, KENT = "E23000014", "E23000031", "E23000032"
DERBYSHIRE = "E23000018"
Key = tuple[str, str, int, str]
BY_GROUP = {
    "stop_and_search", "arrests", "use_of_force", "court_outcomes", "sentences"
}  # fmt: skip


@cache
def figures() -> dict[Key, Observation]:
    """Series, area, period and category to figure; areas and nations alone."""
    found: dict[Key, Observation] = {}
    refusals: list[Refusal] = []
    with TemporaryDirectory() as folder:
        for path in write(Path(folder)):
            if path.stem in BY_GROUP:
                # Their categories say which group only with their breakdowns.
                continue
            for each in PUBLICATION.read(path, refusals.append):
                if each.area_type in (AREA, "nation"):
                    key = (each.series, each.area_code, each.period, each.category)
                    assert key not in found
                    found[key] = each
    assert refusals == []
    return found


@cache
def agreed() -> tuple[Record, ...]:
    """Every event and target."""
    refusals: list[Refusal] = []
    found: list[Record] = []
    assert PUBLICATION.read_records is not None
    with TemporaryDirectory() as folder:
        for path in write(Path(folder)):
            found += PUBLICATION.read_records(path, refusals.append)
    assert refusals == []
    return tuple(found)


def months(first: int, last: int) -> list[int]:
    years = range(first // 100, last // 100 + 1)
    every = [year * 100 + month for year in years for month in range(1, 13)]
    return [month for month in every if first <= month <= last]


def cases(area: str, periods: list[int]) -> tuple[float, float]:
    """Convictions and all finalised cases."""
    won, *lost = (
        sum(figures()[series, area, period, "all"].value or 0 for period in periods)
        for series in CASES
    )
    return won, won + sum(lost)


def conviction_rate(area: str, period: int) -> float:
    won, finalised = cases(area, [period])
    return won / finalised


def charge_rate(area: str, quarter: int) -> float:
    charged = figures()["outcomes_charged_or_summonsed", area, quarter, "all"].value
    return (charged or 0) / (figures()["outcomes_all", area, quarter, "all"].value or 1)


def area_codes() -> list[str]:
    return [area["code"] for area in read_areas() if area["type"] == AREA]


def test_the_files_are_the_same_bytes_wherever_they_are_written(
    tmp_path: Path,
) -> None:
    digest = hashlib.sha256()
    figures, plan = write(tmp_path)[:-1], write(tmp_path / "again")[-1]
    for path in figures:
        digest.update(path.name.encode() + path.read_bytes())
    # Machines pack a workbook differently: of this one the cells are the same.
    for sheet in read_sheets(plan):
        if sheet.name not in (INSTRUCTIONS, LISTS):
            rows = [row.cells for row in sheet.rows if row.line >= FIRST_ROW]
            digest.update(repr((sheet.name, rows)).encode())
    assert digest.hexdigest() == DIGEST
    assert plan.read_bytes() == (tmp_path / plan.name).read_bytes()


def test_every_file_is_recognised_and_loads_as_a_demonstration(tmp_path: Path) -> None:
    for path in write(tmp_path):
        assert PUBLICATION.recognises(path)
        assert PUBLICATION.edition(path) == path.stem
    assert PUBLICATION.name == "demonstration"
    assert PUBLICATION.title == "demonstration figures, not real"


def test_leaving_a_finding_out_leaves_every_other_file_as_it_was(
    tmp_path: Path,
) -> None:
    changed = {
        Finding.NEW_CONCERN: {"cps_case_outcomes"},
        Finding.OUTSIDE_LIMITS: {"police_outcomes"},
        Finding.LATE_OUTCOMES: {"police_outcomes"},
        Finding.TARGET_MET: {"partnership"},
        Finding.AGREED_STEP: {"cps_case_outcomes", "partnership"},
    }
    whole = {path.stem: path.read_bytes() for path in write(tmp_path / "whole")}
    for finding, files in changed.items():
        without = write(tmp_path / finding, without=[finding])
        other = {p.stem for p in without if p.read_bytes() != whole[p.stem]}
        assert other == files


def test_every_stream_that_a_measure_reads_is_there() -> None:
    there = {
        (each.series, each.breakdown, each.category) for each in figures().values()
    }
    wanted = {
        (term["series"], term["breakdown"], term["category"])
        for measure in read_measures()
        for side in ("numerator", "denominator")
        for term in measure.get(side, {}).get("terms", ())
    }
    assert len(wanted) > 40
    assert wanted - there == set()


def test_every_area_is_made_up_once() -> None:
    made_up = [record["area_code"] for record in read_demonstration_areas()]
    assert sorted(made_up) == sorted(area_codes())


def test_cases_cover_sixty_months_of_every_area_but_one_month() -> None:
    rows = Counter(
        (code, period)
        for series, code, period, category in figures()
        if series == "cps_convictions" and category == "all"
    )
    expected = {
        (code, month)
        for code in [*area_codes(), BOTH]
        for month in months(202101, 202512)
    }
    assert expected - set(rows) == {(GWENT, 202408)}
    assert set(rows) <= expected


def test_england_and_wales_is_the_sum_of_its_areas() -> None:
    for period in (202101, 202408, 202512):
        for category in ("all", "burglary"):
            total = sum(
                each.value or 0
                for (series, code, month, kind), each in figures().items()
                if series == "cps_convictions"
                and (month, kind) == (period, category)
                and code != BOTH
            )
            nation = figures()["cps_convictions", BOTH, period, category].value
            assert total == nation


def test_offence_groups_add_up_to_all_offences() -> None:
    for series in (
        "cps_convictions",
        "recorded_offences",
        "outcomes_all",
        "outcomes_victim_does_not_support",
    ):
        groups: Counter[int] = Counter()
        for (name, code, period, category), each in figures().items():
            if (name, code) == (series, KENT) and category != "all":
                groups[period] += int(each.value or 0)
        assert groups
        for period, total in groups.items():
            assert figures()[series, KENT, period, "all"].value == total


def test_outcomes_never_exceed_the_offences_they_are_of() -> None:
    parts = (
        "outcomes_charged_or_summonsed",
        "outcomes_victim_does_not_support",
        "outcomes_no_suspect",
        "outcomes_out_of_court",
        "outcomes_not_yet_assigned",
    )
    wholes = [key for key in figures() if key[0] == "outcomes_all"]
    assert {key[3] for key in wholes} > {"all", "robbery"}
    for _, code, quarter, group in wholes:
        total = sum(figures()[part, code, quarter, group].value or 0 for part in parts)
        assert total <= (figures()["outcomes_all", code, quarter, group].value or 0)


def test_areas_have_their_own_size() -> None:
    london = figures()["population", "E23000001", 202401, "all"].value or 0
    cumbria = figures()["population", "E23000002", 202401, "all"].value or 0
    assert 8_000_000 < london < 10_000_000
    assert 400_000 < cumbria < 600_000
    groups = ("asian", "black", "mixed", "white", "other")
    counted = [figures()["census_population", KENT, 202101, g].value for g in groups]
    everyone = figures()["census_population", KENT, 202101, "all"].value
    assert sum(count or 0 for count in counted) == everyone


def test_planted_surrey_alone_is_outside_the_adjusted_limits() -> None:
    year = months(202501, 202512)
    points = [FunnelPoint(code, *cases(code, year)) for code in area_codes()]
    positions = funnel(points, kind=FunnelKind.PROPORTION).adjusted_positions
    far = {
        c for c, p in positions.items() if p in (Position.BELOW_998, Position.ABOVE_998)
    }
    assert far == {SURREY}


@pytest.mark.parametrize(
    ("area", "since", "side"),
    [(HUMBERSIDE, 202410, "below"), (WEST_MIDLANDS, 202501, "above")],
)
def test_planted_shifts_last_from_their_month_to_the_end(
    area: str, since: int, side: str
) -> None:
    rates = {m: conviction_rate(area, m) for m in months(202101, 202512)}
    mean = sum(rates.values()) / len(rates)
    after = [
        "above" if rate > mean else "below"
        for month, rate in rates.items()
        if month >= since
    ]
    assert len(after) >= 12
    assert set(after) == {side}


def test_planted_lancashire_charges_more_each_quarter() -> None:
    # The three newest quarters are still filling in.
    quarters = [q for q in months(202304, 202407) if q % 100 in (1, 4, 7, 10)]
    rates = [charge_rate(LANCASHIRE, quarter) for quarter in quarters]
    assert rates == sorted(rates)
    assert rates[-1] - rates[0] > 0.015


def test_planted_recent_outcomes_are_still_to_come() -> None:
    shares = [
        (figures()["outcomes_not_yet_assigned", KENT, quarter, "all"].value or 0)
        / (figures()["outcomes_all", KENT, quarter, "all"].value or 1)
        for quarter in (202407, 202410, 202501, 202504)
    ]
    assert [round(share, 2) for share in shares] == [0.01, 0.05, 0.09, 0.16]


def test_open_cases_are_those_before_and_received_less_disposed_of() -> None:
    differences = {}
    for court in ("crown_court", "magistrates"):
        opens = f"{court}_open_cases"
        for series, area, quarter, category in figures():
            before = quarter - 3 if quarter % 100 > 3 else quarter - 91
            if series != opens or (opens, area, before, category) not in figures():
                continue
            was, came, went, now = (
                figures()[name, area, period, "all"].value or 0
                for name, period in (
                    (opens, before),
                    (f"{court}_receipts", quarter),
                    (f"{court}_disposals", quarter),
                    (opens, quarter),
                )
            )
            if now != was + came - went:
                differences[court, area, quarter] = now - (was + came - went)
    assert differences == {
        ("crown_court", DERBYSHIRE, 202404): 60,
        ("crown_court", BOTH, 202404): 60,
    }


def test_reasons_add_up_to_the_trials_that_did_not_go_ahead() -> None:
    totals: Counter[tuple[str, str, int]] = Counter()
    for (series, area, quarter, category), each in figures().items():
        if "_trials_" in series and category != "all":
            totals[series, area, quarter] += int(each.value or 0)
    assert len(totals) == 2 * 2 * 43 * 20
    for (series, area, quarter), total in totals.items():
        assert figures()[series, area, quarter, "all"].value == total


def test_a_cohort_only_grows_and_each_stage_is_part_of_the_one_before() -> None:
    stages = ("charged", "first_hearing", "concluded", "convicted")
    months = [f"months_{each}" for each in (3, 6, 9, 12, 18, 36)]
    entered = [key for key in figures() if key[0] == "cohort_recorded"]
    assert len(entered) == 3 * 20
    for _, area, quarter, _ in entered:
        rows = [
            [figures().get((f"cohort_{stage}", area, quarter, m)) for m in months]
            for stage in stages
        ]
        values = [[each.value or 0 for each in row if each] for row in rows]
        assert all(row == sorted(row) for row in values)
        for earlier, later in pairwise(values):
            assert all(b <= a for a, b in zip(earlier, later, strict=True))


def test_a_cohort_ends_where_its_months_have_not_gone_by() -> None:
    known = {
        (quarter, category)
        for series, _, quarter, category in figures()
        if series == "cohort_concluded"
    }
    assert (202210, "months_36") in known
    assert (202301, "months_36") not in known
    assert (202507, "months_3") in known
    assert not [quarter for quarter, _ in known if quarter == 202510]


def test_planted_kent_is_like_the_average() -> None:
    year = months(202501, 202512)
    national, all_finalised = cases(BOTH, year)
    lower, upper = wilson_interval(*cases(KENT, year))
    assert lower is not None
    assert upper is not None
    assert lower < national / all_finalised < upper


def test_planted_hidden_cells_cannot_be_worked_out_one_by_one() -> None:
    hidden = {key for key, each in figures().items() if each.status == "suppressed"}
    assert hidden == {
        (series, code, 202510, group)
        for series in ("cps_convictions", "cps_unsuccessful")
        for code in ("W15000004", "E23000017")
        for group in ("homicide", "robbery")
    }
    assert all(figures()[key].value is None for key in hidden)


def test_planted_outcomes_are_two_quarters_late() -> None:
    latest = {
        series: max(period for name, _, period, _ in figures() if name == series)
        for series in ("recorded_offences", "outcomes_all")
    }
    assert latest == {"recorded_offences": 202510, "outcomes_all": 202504}


def test_planted_latest_periods_are_provisional_and_no_others() -> None:
    provisional = {
        (each.series, each.period)
        for each in figures().values()
        if each.status == "provisional"
    }
    quarterly = {period for series, period in provisional if series not in CASES}
    assert quarterly == {202504, 202510}
    assert {(series, 202512) for series in CASES} < provisional
    assert {p for series, p in provisional if series in CASES} == {202512}
    assert {p for series, p in provisional if "outcomes" in series} == {202504}


def test_events_say_who_decided_and_are_named_in_welsh() -> None:
    events = [record for record in agreed() if isinstance(record, Event)]
    assert {event.kind for event in events} == {"rebase", "change", "note"}
    assert any(event.area_code is None for event in events)
    for event in events:
        assert event.title_cy
        assert event.kind != "rebase" or (event.decided_by and event.reason)


def test_targets_are_of_measures_that_are_there() -> None:
    targets = [record for record in agreed() if isinstance(record, Target)]
    assert len(targets) >= 4
    assert {(t.measure_id, t.target) for t in targets if t.area_code == KENT} == {
        ("cps_conviction_rate", 0.78)
    }


def test_what_was_planted_is_written_down() -> None:
    text = (ROOT / "docs" / "demonstration.md").read_text(encoding="utf-8")
    for finding in Finding:
        assert f"`{finding}`" in text
    names = {a["code"]: a["name_en"] for a in read_areas() if a["type"] == AREA}
    for code in (GWENT, HUMBERSIDE, LANCASHIRE, WEST_MIDLANDS, SURREY, KENT):
        assert names[code] in text
    assert "Demonstration figures, not real" in text
