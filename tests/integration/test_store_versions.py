"""Numbers that newer releases replaced can be read beside those that stand."""

from pathlib import Path

from data.queries.revisions import Version, fetch_versions
from data.releases import roll_back
from tests.integration.stores import Store, load_into
from tests.integration.tallies import ESSEX, KENT, SERIES, TALLIES, write_tallies

STREAM = ((SERIES, "all", "all"),)


def versions(store: Store, area_code: str = KENT) -> list[Version]:
    return fetch_versions(
        store.reader, STREAM, area_type="police_force", area_code=area_code
    )


def told(found: list[Version]) -> list[tuple[int, float | None, int, int | None]]:
    return [(v.period, v.value, v.release_id, v.superseded_by) for v in found]


def load_twice(store: Store, folder: Path) -> None:
    first = [(KENT, 201407, "all", 70.0), (ESSEX, 201407, "all", 50.0)]
    second = [(KENT, 201407, "all", 74.0), (KENT, 201408, "all", 71.0)]
    load_into(store, TALLIES, write_tallies(folder / "tallies_2014-07.csv", first))
    load_into(store, TALLIES, write_tallies(folder / "tallies_2014-08.csv", second))


def test_a_number_and_the_one_that_replaced_it_are_both_there(
    store: Store, tmp_path: Path
) -> None:
    load_twice(store, tmp_path)
    assert told(versions(store)) == [
        (201407, 70, 1, 2),
        (201407, 74, 2, None),
        (201408, 71, 2, None),
    ]
    assert told(versions(store, ESSEX)) == [(201407, 50, 1, None)]


def test_what_a_withdrawn_release_said_was_never_so(
    store: Store, tmp_path: Path
) -> None:
    load_twice(store, tmp_path)
    roll_back(store.writer, 2)
    assert told(versions(store)) == [(201407, 70, 1, None)]


def test_streams_and_areas_that_are_not_there_have_none(
    store: Store, tmp_path: Path
) -> None:
    load_twice(store, tmp_path)
    assert versions(store, "E99999999") == []
    nothing = (("no_such_series", "all", "all"), (SERIES, "colour", "red"))
    assert (
        fetch_versions(store.reader, nothing, area_type="police_force", area_code=KENT)
        == []
    )
