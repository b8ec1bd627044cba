from pathlib import Path

import pytest

from data.ingest.publication import FileRefused, Refusal, Target
from data.ingest.targets import PUBLICATION, read_targets
from tests.conftest import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "partnership" / "targets.csv"
TARGET = {
    "measure_id": "cps_conviction_rate",
    "area_code": "E23000010",
    "target": "85",
    "due_period": "2026-03",
    "set_on": "2025-04-01",
    "decided_by": "Partnership board",
    "reason": "As good as similar areas",
    "priority": "victims",
}
QUARTERLY = "charge_or_summons_rate"


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "targets.csv"
    lines = [",".join(TARGET), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_target_of_a_list_is_read() -> None:
    assert PUBLICATION.recognises(FIXTURE)
    refusals: list[Refusal] = []
    first, second, third = read_targets(FIXTURE, refusals.append)
    assert refusals == []
    assert first == Target(
        measure_id="cps_conviction_rate",
        area_code="E23000010",
        target=0.85,
        due_period="2026-03",
        set_on="2025-04-01",
        decided_by="Partnership board",
        reason="As good as similar areas",
        priority_id="victims",
    )
    assert (second.target, second.due_period) == (0.1, "2025-26")
    assert second.priority_id is None
    assert (third.target, third.due_period) == (0.005, "2026-Q1")


@pytest.mark.parametrize(
    ("cell", "stored"),
    [("85", 0.85), ("85%", 0.85), ("84.3", 0.843), ("0", 0.0), ("0.5%", 0.005)],
)
def test_a_proportion_is_written_per_cent_and_stored_as_a_share(
    cell: str, stored: float, tmp_path: Path
) -> None:
    (target,) = read_targets(written(tmp_path, TARGET | {"target": cell}), print)
    assert target.target == stored


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("measure_id", "", "is empty"),
        ("measure_id", "conviction_rate", "is no measure"),
        ("measure_id", "recorded_offences_rate", "has no better direction"),
        ("area_code", "", "is empty"),
        ("area_code", "E23999999", "is no area's code"),
        ("area_code", "CPS-LONDON-NORTH", "is no criminal justice area, nor a nation"),
        ("target", "", "is empty"),
        ("target", "high", "is not a number"),
        ("target", "-", "is not a number"),
        ("target", "-5", "is below zero"),
        ("target", "120", "is not between 0 and 100"),
        ("target", "0.85", "may be a share of 1: write per cent, 85 for 85%"),
        ("due_period", "", "is empty"),
        ("due_period", "Mar-26", "is no period: write a month 2026-03"),
        ("due_period", "2026-13", "is no period"),
        ("due_period", "2026-Q5", "is no period"),
        ("due_period", "2025-03", "is over before the target is set"),
        ("due_period", "2024", "is over before the target is set"),
        ("set_on", "", "is empty"),
        ("set_on", "1 April 2025", "is not a date"),
        ("decided_by", "", "is empty"),
        ("decided_by", "Dr Example", "names a person: give the role"),
        ("reason", "", "is empty"),
        ("priority", "Victims first", "is not lower-case letters"),
    ],
)
def test_a_cell_that_cannot_be_right_is_refused_by_line_and_column(
    column: str, cell: str, reason: str, tmp_path: Path
) -> None:
    path = written(tmp_path, TARGET | {column: cell})
    refusals: list[Refusal] = []
    with pytest.raises(FileRefused, match="nothing of it was loaded"):
        list(read_targets(path, refusals.append))
    (row,) = refusals
    assert row.line == 2
    assert row.reason.startswith(f"{column}: ")
    assert reason in row.reason


def test_a_target_is_not_due_in_a_period_shorter_than_the_measures(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, TARGET | {"measure_id": QUARTERLY})
    with pytest.raises(FileRefused, match="'2026-03' is shorter than a quarter"):
        list(read_targets(path, print))
    due = {"measure_id": QUARTERLY, "due_period": "2026-Q1"}
    assert len(list(read_targets(written(tmp_path, TARGET | due), print))) == 1


def test_one_measure_of_one_area_has_one_target_for_a_period(tmp_path: Path) -> None:
    later = TARGET | {"target": "86", "set_on": "2025-10-01"}
    path = written(tmp_path, TARGET, TARGET | {"due_period": "2027-03"}, later)
    with pytest.raises(FileRefused, match="line 4: is about the same as line 2"):
        list(read_targets(path, print))
