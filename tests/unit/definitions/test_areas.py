import csv
import json
from collections import Counter
from itertools import combinations
from pathlib import Path

from data.definitions import (
    read_area_names,
    read_areas,
    read_courts,
    read_local_authorities,
    read_members,
)
from tests.conftest import ROOT

AREA = "criminal_justice_area"
LONDON = "E23000001"
Pair = frozenset[str]


def neighbours() -> set[Pair]:
    path = ROOT / "tests" / "fixtures" / "areas" / "neighbours.csv"
    with path.open(encoding="utf-8") as text:
        return {frozenset((row["one"], row["other"])) for row in csv.DictReader(text)}


def tiles() -> dict[str, tuple[int, int]]:
    return {
        area["code"]: (area["tile_column"], area["tile_row"])
        for area in read_areas()
        if area["type"] == AREA
    }


def parts(whole_type: str, whole_code: str, part_type: str = AREA) -> set[str]:
    return {
        member["part_code"]
        for member in read_members()
        if (member["whole_type"], member["whole_code"]) == (whole_type, whole_code)
        and member["part_type"] == part_type
    }


def test_there_are_as_many_of_each_as_there_should_be() -> None:
    assert Counter(area["type"] for area in read_areas()) == {
        "police_force": 43,
        AREA: 42,
        "cps_area": 14,
        "hmcts_region": 7,
        "region": 10,
        "nation": 3,
        "court": 69,
    }


def test_no_area_is_listed_twice_and_each_has_both_names() -> None:
    keys = [(area["type"], area["code"]) for area in read_areas()]
    assert len(set(keys)) == len(keys)
    assert all(area["name_en"] and area["name_cy"] for area in read_areas())


def test_london_is_one_area_of_two_forces_under_its_own_name() -> None:
    names = {(a["type"], a["code"]): a["name_en"] for a in read_areas()}
    assert names[AREA, LONDON] == "London"
    assert names["police_force", LONDON] == "Metropolitan Police"
    assert parts(AREA, LONDON, "police_force") == {LONDON, "E23000034"}


def test_every_other_area_is_one_force_under_the_same_code_and_name() -> None:
    names = {(a["type"], a["code"]): a["name_en"] for a in read_areas()}
    for code in tiles():
        if code != LONDON:
            assert parts(AREA, code, "police_force") == {code}
            assert names[AREA, code] == names["police_force", code]


def test_each_area_is_in_one_court_region_one_region_and_one_country() -> None:
    for whole_type, codes in (
        ("hmcts_region", 7),
        ("region", 10),
        ("nation", 3),
        ("cps_area", 14),
    ):
        wholes = [a["code"] for a in read_areas() if a["type"] == whole_type]
        assert len(wholes) == codes
        found = Counter(code for whole in wholes for code in parts(whole_type, whole))
        assert set(found) == set(tiles())
        assert (
            set(found.values())
            == {
                "hmcts_region": {1},
                "region": {1},
                "nation": {2},
                "cps_area": {1, 2},
            }[whole_type]
        )


def test_both_london_cps_areas_prosecute_in_london_and_nowhere_else() -> None:
    assert parts("cps_area", "CPS-LONDON-NORTH") == {LONDON}
    assert parts("cps_area", "CPS-LONDON-SOUTH") == {LONDON}


def test_england_and_wales_is_england_and_wales() -> None:
    assert parts("nation", "K04000001") == set(tiles())
    assert len(parts("nation", "W92000004")) == 4
    assert parts("nation", "K04000001") == (
        parts("nation", "E92000001") | parts("nation", "W92000004")
    )


def test_each_crown_court_stands_in_an_area_of_its_court_region() -> None:
    courts = {court["code"]: court for court in read_courts()}
    assert len({court["spelling"] for court in courts.values()}) == len(courts) == 69
    for court in courts.values():
        area, region = court["criminal_justice_area"], court["hmcts_region"]
        assert area in parts("hmcts_region", region)
        assert court["code"] in parts(AREA, area, "court")
        assert court["code"] in parts("hmcts_region", region, "court")


def test_every_member_is_an_area_that_is_defined() -> None:
    known = {(area["type"], area["code"]) for area in read_areas()}
    for member in read_members():
        assert (member["whole_type"], member["whole_code"]) in known
        assert (member["part_type"], member["part_code"]) in known


def test_every_spelling_of_a_publisher_leads_to_an_area_that_is_defined() -> None:
    known = {area["code"] for area in read_areas()}
    for spellings in read_area_names().values():
        assert set(spellings.values()) - {""} <= known


def test_no_two_tiles_share_a_place_and_the_map_is_seven_wide() -> None:
    assert len(set(tiles().values())) == 42
    assert {column for column, _ in tiles().values()} == set(range(1, 8))
    assert {row for _, row in tiles().values()} == set(range(1, 10))


def test_the_tile_map_keeps_neighbours_together() -> None:
    place = tiles()
    touching = {
        frozenset(pair)
        for pair in combinations(place, 2)
        if abs(place[pair[0]][0] - place[pair[1]][0])
        + abs(place[pair[0]][1] - place[pair[1]][1])
        == 1
    }
    kept = touching & neighbours()
    assert len(kept) == 62
    # Every area touches a neighbour, and few touch an area that is none.
    assert {code for pair in kept for code in pair} == set(place)
    assert len(touching - kept) <= 5


def test_the_neighbours_are_those_of_the_published_boundaries(
    real_data: Path,
) -> None:
    shapes = json.loads(
        (real_data / "boundaries" / "cja_42_simplified.geojson").read_bytes()
    )
    corners: dict[str, set[tuple[float, float]]] = {}
    for shape in shapes["features"]:
        geometry = shape["geometry"]
        rings = (
            geometry["coordinates"]
            if geometry["type"] == "Polygon"
            else [ring for part in geometry["coordinates"] for ring in part]
        )
        corners[shape["properties"]["code"]] = {
            (longitude, latitude) for ring in rings for longitude, latitude in ring
        }
    meeting = {
        frozenset(pair)
        for pair in combinations(corners, 2)
        if len(corners[pair[0]] & corners[pair[1]]) >= 2
    }
    assert meeting == neighbours()


def test_short_names_fit_a_tile() -> None:
    for area in read_areas():
        if area["type"] in (AREA, "police_force"):
            assert 0 < len(area["short_en"]) <= 8, area["short_en"]
            assert 0 < len(area["short_cy"]) <= 8, area["short_cy"]


def test_short_names_tell_the_tiles_apart() -> None:
    tiled = [area for area in read_areas() if area["type"] == AREA]
    for language in ("short_en", "short_cy"):
        assert len({area[language] for area in tiled}) == 42


def test_memberships_are_those_of_the_published_list(real_data: Path) -> None:
    names = {(a["type"], a["name_en"]): a["code"] for a in read_areas()}
    with (real_data / "reference" / "area_lookup.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 43
    for row in rows:
        area = row["cja_code"]
        assert row["pfa_code"] in parts(AREA, area, "police_force")
        assert names["police_force", row["pfa_name"]] == row["pfa_code"]
        for whole_type, label in (
            ("hmcts_region", row["hmcts_region"]),
            ("region", row["ons_region"]),
            ("nation", row["country"]),
            *(("cps_area", name) for name in row["cps_area"].split(" / ")),
        ):
            assert area in parts(whole_type, names[whole_type, label])


def test_local_authorities_are_in_the_forces_the_publishers_say(
    real_data: Path,
) -> None:
    (lookup,) = (real_data / "population").glob("Local_Authority_District_*.csv")
    with lookup.open(encoding="utf-8-sig") as text:
        published = {r["LAD16CD"]: r["PFA16CD"] for r in csv.DictReader(text)}
    supplement = real_data / "reference" / "lad_pfa_supplement_2019_2021.csv"
    with supplement.open(encoding="utf-8") as text:
        new = {r["lad_code"]: r["pfa_code"] for r in csv.DictReader(text)}
    records = read_local_authorities()
    ours = {r["local_authority"]: r["police_force"] for r in records}
    assert ours == published | new
    assert {r["local_authority"] for r in records if r["created"]} == set(new)
