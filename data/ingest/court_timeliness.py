"""Days, weeks and hearings that cases took, by stage and area, as the courts publish.

Means and medians of defendants whose cases were completed in a quarter. They cannot be
added up: an area has a figure only where the publisher gives it, and London as one area
has that of the London region.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.ingest.court_statistics import (
    ALL,
    Area,
    areas_named,
    court_offence,
    has_columns,
    last_quarter,
    plain_label,
    quarter_period,
    read_labelled,
)
from data.ingest.crosstab import Category
from data.ingest.crown_court_series import DURATIONS
from data.ingest.headings import (
    heading_key,
    limited,
    name_key,
    parse_number,
    read_headings,
)
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Publication,
    Refuse,
)

_QUARTER: dict[str, tuple[str, ...]] = {"year": ("Year",), "quarter": ("Quarter",)}
_SPAN: dict[str, tuple[str, ...]] = {
    "span": ("Annual or quarterly", "annual_quarterly"),
}
_OFFENCE: dict[str, tuple[str, ...]] = {"offence": ("Offence group", "Offence")}
_TYPE: dict[str, tuple[str, ...]] = {"type": ("Receipt type", "Case type")}
STAGED = _QUARTER | _OFFENCE | {"area": ("Geographic area", "LCJB area", "Area")}
WAITING = _QUARTER | _OFFENCE | {
    "area": ("region", "Geographic area"),
    "kind": ("waiting_hearing_times",),
    "measure": ("measure",),
    "value": ("value",),
}  # fmt: skip
WAITING_OPTIONAL: dict[str, tuple[str, ...]] = {
    "remand": ("remand_status",),
    "plea": ("plea",),
}
#: Each stage by the words that may head it, in lower case and without spaces.
STAGES = {
    "offencetocharge": "offence_to_charge",
    "offencetochargeorlaid": "offence_to_charge",
    "offencetochargeorlaying": "offence_to_charge",
    "chargetofirstlisting": "charge_to_first_listing",
    "chargeorlaidtofirstlisting": "charge_to_first_listing",
    "chargeorlayingtofirstlisting": "charge_to_first_listing",
    "firstlistingtocompletion": "first_listing_to_completion",
    "firstlistingtocompletioninmags": "first_listing_to_completion",
    "firstlistingtocompletionatmagistratescourt": "first_listing_to_completion",
    "firstlistingtocompletioninthemagistratescourt": "first_listing_to_completion",
    "chargetosending": "charge_to_sending",
    "chargetosendingtothecrowncourt": "charge_to_sending",
    "sendingtomainhearing": "sending_to_main_hearing",
    "sendingtocrowncourttomainhearing": "sending_to_main_hearing",
    "sendingtothecrowncourttomainhearing": "sending_to_main_hearing",
    "mainhearingtocompletion": "main_hearing_to_completion",
    "receipttocompletion": "receipt_to_completion",
    "receiptatthecrowncourttocompletion": "receipt_to_completion",
    "receiptatcctocompletion": "receipt_to_completion",
    "chargetocompletion": "charge_to_completion",
    "chargetocompletionatthecrowncourt": "charge_to_completion",
    "chargetocompletionatcc": "charge_to_completion",
    "offencetocompletion": "offence_to_completion",
    "precourt": "pre_court",
    "atcourt": "at_court",
}
#: Stages that only cases of the Crown Court have.
CROWN_ONLY = ("charge_to_sending", "sending_to_main_hearing", "receipt_to_completion")
MAGISTRATES_STAGES = (
    "offence_to_charge",
    "charge_to_first_listing",
    "first_listing_to_completion",
    "offence_to_completion",
)
COMPLETED = (
    "numberofdefendantswhosecaseshavecompleted",
    "numberofdefendants",
    "defendants",
)
_VALID = "numberofvaliddefendantswhosecaseshavecompleted"
_EVERY_CASE = ("", "allcasesclosed", "allcases", "allcriminalcases", "all", "allclosed")
_WAITS = {
    ("waitingtimes", "mean(weeks)"): "crown_court_waiting_weeks_mean",
    ("waitingtimes", "median(weeks)"): "crown_court_waiting_weeks_median",
    ("hearingtimes", "mean(hours)"): "crown_court_hearing_hours_mean",
    ("hearingtimes", "median(hours)"): "crown_court_hearing_hours_median",
    ("hearingtimes", "meannumberofhearings"): "crown_court_hearings_mean",
}
#: Counts that the averages rest on; not stored.
_COUNTS = ("totalcases", "validcases", "totaldefendants", "validdefendants")


def recognises(path: Path) -> bool:
    """True for days by stage, one column an average, and for waiting times by row."""
    headings = read_headings(path)
    is_staged = has_columns(headings, STAGED) and bool(_averages(headings))
    return is_staged or has_columns(headings, WAITING)


def _averages(headings: Sequence[str]) -> dict[str, str]:
    """The series of each column that is an average of a stage, or counts defendants."""
    found: dict[str, tuple[str, str]] = {}
    for heading in headings:
        words = heading.replace("_", " ").strip()
        match = re.search(r"\(?\b(mean|median)\)?$", words, re.I)
        stage = match and STAGES.get(heading_key(words[: match.start()]))
        if match and stage:
            found[heading] = (stage, match[1].casefold())
    is_crown = any(stage in CROWN_ONLY for stage, _ in found.values())
    series: dict[str, str] = {}
    for heading, (stage, average) in found.items():
        if is_crown:
            series[heading] = DURATIONS[stage, average]
        elif stage in MAGISTRATES_STAGES:
            series[heading] = f"magistrates_days_{stage}_{average}"
    for heading in headings if series else ():
        if heading_key(heading) in COMPLETED:
            court = "crown_court" if is_crown else "magistrates"
            series[heading] = f"{court}_defendants_completed"
    return series


def edition(path: Path) -> str:
    """The last quarter of a file, "2025-Q4": each restates the quarters before."""
    return last_quarter(path, _QUARTER)


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Averages by quarter, area and offence group, of all cases together.

    Rows of a whole year and of some of the cases are passed over. Raises FileRefused by
    line for a label that is not known; columns that are not known are named.
    """
    refuse_row = limited(path, refuse)
    headings = read_headings(path)
    if has_columns(headings, WAITING):
        columns = WAITING
        optional = _SPAN | _TYPE | WAITING_OPTIONAL
        averages: dict[str, str] = {}
    else:
        averages = _averages(headings)
        columns = STAGED | {heading: (heading,) for heading in averages}
        optional = _SPAN | _TYPE
        if not averages or not has_columns(headings, STAGED):
            raise NotThisPublication(path, "has no column of days from stage to stage")
    also_known = [heading for heading in headings if heading_key(heading) == _VALID]
    seen: set[tuple[str, Area, int, Category]] = set()
    rows = read_labelled(
        path, columns, refuse_row, optional=optional, also_known=also_known
    )
    for row, cells in rows:
        try:
            found = list(_figures(cells, averages))
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        for each in found:
            key = (each.series, Area(*each[1:3]), each.period, (each[5], each[6]))
            if key in seen:
                reason = f"repeats {each.series} of {each.area_code}, {each.category}"
                raise FileRefused(path, reason, row.line)
            seen.add(key)
            yield each


def _figures(
    cells: Mapping[str, str], averages: Mapping[str, str]
) -> Iterator[Observation]:
    """What a row says; nothing for one of a whole year or of some of the cases."""
    offence = court_offence(cells["offence"])
    areas = areas_named(cells["area"])
    is_of_year = name_key(cells.get("span", "")).startswith("annual")
    if is_of_year or name_key(cells["quarter"]) == ALL or offence is None:
        return
    some = (cells.get(name, "") for name in ("type", "remand", "plea"))
    if not all(_is_everything(label) for label in some):
        return
    period = quarter_period(cells["year"], cells["quarter"])
    category = (ALL, ALL) if offence == ALL else ("offence_group", offence)
    for series, value in _values(cells, averages):
        for area in areas:
            yield Observation(
                series,
                *area,
                period,
                "quarter",
                *category,
                value,
                "not_collected" if value is None else "published",
            )


def _is_everything(label: str) -> bool:
    key = name_key(plain_label(label))
    return key in _EVERY_CASE or key in ("allremandstatuses", "allpleas", "total")


def _values(
    cells: Mapping[str, str], averages: Mapping[str, str]
) -> Iterator[tuple[str, float | None]]:
    """The series of a row and their values; raises ValueError for no number."""
    if averages:
        for heading, series in averages.items():
            yield series, _number(cells[heading])
        return
    kind = name_key(plain_label(cells["kind"]))
    measure = re.sub(r"\s", "", plain_label(cells["measure"])).casefold()
    if re.sub(r"[/\W]", "", measure) in _COUNTS or "cases/defendants" in measure:
        return
    if (kind, measure) not in _WAITS:
        what = f"{cells['kind'].strip()}, {cells['measure'].strip()}"
        # Hearings are counted and not timed, so the other pairs have no meaning.
        if measure == "meannumberofhearings":
            return
        raise ValueError(f"{what[:80]!r} is not a measure that is known")
    yield _WAITS[kind, measure], _number(cells["value"])


def _number(cell: str) -> float | None:
    value = parse_number(cell)
    if value is not None and value < 0:
        raise ValueError(f"{cell!r} is less than no time")
    return value


PUBLICATION = Publication(
    name="court_timeliness",
    title="Timeliness of the criminal courts",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
