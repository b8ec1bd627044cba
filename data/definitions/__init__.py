"""What analysts write down: areas, series, measures, sources. Parsed, not interpreted.

Every reader caches its answer, which callers share and must not change.
"""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def read_areas() -> list[dict[str, Any]]:
    """One record per area type and code, in file order, courts last.

    Keys as in areas.toml.
    """
    return [
        *_records("areas"),
        *(
            {"code": court["code"], "type": "court"}
            | {name: court[name] for name in ("name_en", "name_cy")}
            for court in read_courts()
        ),
    ]


@cache
def read_courts() -> list[dict[str, str]]:
    """One record per Crown Court centre, by code, with the areas it stands in.

    `spelling` is how the Ministry of Justice writes it. A centre also takes cases from
    beyond the criminal justice area it stands in: Gwent and Dyfed-Powys have none.
    """
    with (HERE / "courts.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@cache
def read_disclosure() -> dict[str, Any]:
    """What is hidden and under whose policy, as disclosure.toml says."""
    return _read_toml(HERE / "disclosure.toml")


@cache
def read_members() -> list[dict[str, str]]:
    """One record per whole and part: whole_type, whole_code, part_type, part_code."""
    members = [
        {
            "whole_type": whole["whole_type"],
            "whole_code": whole["whole_code"],
            "part_type": whole["part_type"],
            "part_code": part_code,
        }
        for whole in _records("members")
        for part_code in whole["part_codes"]
    ]
    members += [
        {
            "whole_type": whole_type,
            "whole_code": court[whole_type],
            "part_type": "court",
            "part_code": court["code"],
        }
        for court in read_courts()
        for whole_type in ("criminal_justice_area", "hmcts_region")
    ]
    return members


@cache
def read_area_names() -> dict[str, dict[str, str]]:
    """Publication to spelling to area code: how each publisher writes each area."""
    return _read_toml(HERE / "area_names.toml")


@cache
def read_local_authorities() -> list[dict[str, str]]:
    """One record per local authority since 2011, by code, with its police force.

    `created` and `abolished` are ISO dates, empty where neither happened: a file
    holds the authorities of one day, so it is known whether any is missing.
    """
    return _read_csv("local_authorities")


@cache
def read_demonstration_areas() -> list[dict[str, str]]:
    """One record per criminal justice area: the size and habits its figures follow.

    Residents in thousands; ethnic groups per thousand of them; a severity score;
    offences per thousand a year; and, made up, by how many tenths of a percentage
    point its conviction and charge rates differ from the usual.
    """
    return _read_csv("demonstration_areas")


@cache
def read_demonstration_events() -> list[dict[str, str]]:
    """One record per made-up event: its columns as loaded, and its finding."""
    return _read_csv("demonstration_events")


@cache
def read_demonstration_targets() -> list[dict[str, str]]:
    """One record per made-up target: its columns as loaded, and its finding."""
    return _read_csv("demonstration_targets")


@cache
def read_demonstration_plan() -> dict[str, list[dict[str, str]]]:
    """Sheet to its rows of the made-up plan: columns as loaded, and its finding."""
    folder = HERE / "demonstration_plan"
    return {
        **{
            path.stem: _read_csv(f"{folder.name}/{path.stem}")
            for path in sorted(folder.glob("*.csv"))
        },
        "events": read_demonstration_events(),
        "targets": read_demonstration_targets(),
    }


@cache
def read_partnership_workbook() -> dict[str, Any]:
    """Sheets, columns and instructions of the workbook, as in the file."""
    return _read_toml(HERE / "partnership_workbook.toml")


def read_series() -> list[dict[str, Any]]:
    """One record per series, in file order; keys as in series.toml."""
    return _records("series")


@cache
def read_categories() -> list[dict[str, Any]]:
    """One record per category of a breakdown, in file order, with its two labels."""
    reasons = [
        {"breakdown": "trial_reason", "category": reason["id"]}
        | {name: reason[name] for name in ("label", "label_cy")}
        for reason in read_trial_reasons()
    ]
    return [*_records("categories"), *reasons]


def read_trial_reasons() -> list[dict[str, Any]]:
    """One record per reason a trial does not go ahead; keys as in the file."""
    return _records("trial_reasons")


@cache
def read_progression() -> dict[str, list[dict[str, Any]]]:
    """The course of a case by table: stages, exits, steps and cohorts, in order."""
    return _read_toml(HERE / "progression.toml")


def read_delivery_metrics() -> list[dict[str, Any]]:
    """One record per metric of the national delivery dashboards, as in the file."""
    return _records("delivery_metrics")


def read_sources() -> list[dict[str, Any]]:
    """One record per source, in file order; keys as in sources.toml."""
    return _records("sources")


@cache
def read_measures() -> list[dict[str, Any]]:
    """One record per measure file, in id order; keys as in the file."""
    return [_read_toml(path) for path in sorted((HERE / "measures").glob("*.toml"))]


@cache
def read_decision_points() -> list[dict[str, Any]]:
    """One record per decision point, in id order; keys as in the file."""
    return [
        _read_toml(path) for path in sorted((HERE / "decision_points").glob("*.toml"))
    ]


@cache
def _records(name: str) -> list[dict[str, Any]]:
    """The records of the file `name`.toml, which holds one array of that name."""
    records: list[dict[str, Any]] = _read_toml(HERE / f"{name}.toml")[name]
    return records


def _read_csv(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _read_toml(path: Path) -> dict[str, Any]:
    """The file's tables; raises tomllib.TOMLDecodeError naming the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise tomllib.TOMLDecodeError(f"{path.name}: {error}") from error
