"""A policy that rounds: the same counts everywhere, and rates made of them."""

import csv
import gc
import io
from collections.abc import Iterator
from typing import Any

import pytest

from app import Coterminous
from data import masking
from data.definitions import read_disclosure
from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.public_copy import export_public
from tests.attack.test_public_server import (
    MEASURE,
    MONTHS,
    NARROWEST,
    WEST_YORKSHIRE,
    answer,
    served,
    told_by,
    write,
)

BASE = 7
#: Forty convictions and thirty others a month, rounded: 42 of 70.
WON, ALL, RATE = 42, 70, 0.6
QUERY = f"measure={MEASURE}&area={WEST_YORKSHIRE}&window=year&period=2016"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Coterminous]]:
    """Public servers on a store under a policy that rounds, and on its public copy."""
    folder = tmp_path_factory.mktemp("rounded")
    urls = [f"sqlite:///{folder}/{name}.db" for name in ("whole", "copied")]
    writers = [make_engine(url, read_only=False) for url in urls]
    stated = read_disclosure()
    rounding = {**stated, "policy": {**stated["policy"], "round_to": BASE}}
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(masking, "read_disclosure", lambda: rounding)
        path = write(folder / "cases.csv", MONTHS)
        load(writers[0], PUBLICATIONS["tidy"], [path], loaded_by="a test")
        export_public(make_engine(urls[0]), writers[1])
        yield [served(url) for url in urls]
    gc.unfreeze()


def own_row(app: Coterminous, place: str) -> dict[str, str]:
    status, body = answer(app, f"/download/{place}.csv?{QUERY}")
    assert status == 200
    rows = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
    return next(
        row
        for row in rows
        if row["area_code"] == WEST_YORKSHIRE and row["period"] == "2016"
    )


def api_rows(app: Coterminous, address: str) -> list[dict[str, Any]]:
    response = app.server.test_client().get(address)
    assert response.status_code == 200
    rows: list[dict[str, Any]] = response.get_json()["data"]
    return rows


def test_files_hold_rounded_counts_and_the_rate_made_of_them(
    servers: list[Coterminous],
) -> None:
    for app in servers:
        for place in ("compare/ranked", "compare/table"):
            row = own_row(app, place)
            assert float(row["numerator"]) == 12 * WON
            assert float(row["denominator"]) == 12 * ALL
            assert float(row["value"]) == pytest.approx(RATE)


def test_the_interface_gives_the_same(servers: list[Coterminous]) -> None:
    for app in servers:
        asked = f"area={WEST_YORKSHIRE}&from=2016-02&to=2016-02"
        stored = api_rows(app, f"/api/v1/observations?series=cps_convictions&{asked}")
        counts = {row["category"]: row["value"] for row in stored}
        assert counts["homicide"] == WON
        assert all(count % BASE == 0 for count in counts.values())
        (judged,) = api_rows(app, f"/api/v1/results?{QUERY}")
        assert (judged["numerator"], judged["denominator"]) == (12 * WON, 12 * ALL)
        assert judged["value"] == pytest.approx(RATE)


def test_pages_and_frames_say_the_same_rate(servers: list[Coterminous]) -> None:
    for app in servers:
        for path in ("/compare", f"/measure/{MEASURE}", "/embed/compare/ranked"):
            told = answer(app, f"{path}?{QUERY}")[1].decode()
            assert "60.0%" in told, path
            assert "57.1%" not in told, path


def test_a_rounded_store_and_its_copy_tell_no_hidden_month(
    servers: list[Coterminous],
) -> None:
    for app in servers:
        for least, most in told_by(app).values():
            assert most - least >= NARROWEST
