"""All that a public server gives out, put together by an outsider."""

import csv
import gc
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import vl_convert

from app import Coterminous, create_app
from callbacks.answers import ENDPOINT
from dashboard.settings import Settings
from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.public_copy import export_public
from data.tables import PARTNER
from layouts.pages import PAGES
from tests.access.addresses import live_pages
from tests.attack.addresses import addresses
from tests.attack.outsider import Sum, recover
from tests.integration.web.questions import question

KENT, ESSEX, WEST_YORKSHIRE = "E23000032", "E23000028", "E23000010"
MEASURE = "cps_conviction_rate_homicide"
MONTHS = [year * 100 + month for year in (2016, 2017) for month in range(1, 13)]
#: Convictions for homicide that are small, by area and month; 40 in all others.
SMALL = {(KENT, 201605): 2, (KENT, 201702): 5, (ESSEX, 201611): 1}
#: Next smallest beside them, and a figure that only partners may see.
BESIDE, CLOSED = 867_530_901, 432_109_833
NARROWEST = 5
WINDOWS = ("month", "quarter", "year", "rolling_year")


class Servers(NamedTuple):
    """Public servers on the whole store, on its copy, and where nothing is hidden."""

    whole: Coterminous
    copied: Coterminous
    open: Coterminous


def write(path: Path, months: list[int]) -> Path:
    lines = [
        "series,area_type,area_code,period_start,frequency,breakdown,category,value,status"
    ]
    for code in (KENT, ESSEX, WEST_YORKSHIRE):
        for month in months:
            start = f"{month // 100}-{month % 100:02}-01"
            small = SMALL.get((code, month))
            won = {
                "homicide": small or 40,
                "robbery": BESIDE if small else 50,
                "burglary": 2 * BESIDE if small else 60,
            }
            if month > MONTHS[-1]:
                won = dict.fromkeys(won, CLOSED)
            lost = {"homicide": 30, "robbery": 30, "burglary": 30}
            for series, groups in (
                ("cps_convictions", won),
                ("cps_unsuccessful", lost),
            ):
                for group, count in {**groups, "all": sum(groups.values())}.items():
                    breakdown = "all" if group == "all" else "offence_group"
                    lines.append(
                        f"{series},criminal_justice_area,{code},{start},month,"
                        f"{breakdown},{group},{count},published"
                    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("attacked")
    urls = [f"sqlite:///{folder}/{name}.db" for name in ("whole", "copied", "open")]
    tidy = PUBLICATIONS["tidy"]
    writers = [make_engine(url, read_only=False) for url in urls]
    path = write(folder / "cases.csv", MONTHS)
    load(writers[0], tidy, [path], loaded_by="a test")
    closed = write(folder / "closed.csv", [201801])
    load(writers[0], tidy, [closed], loaded_by="a test", tier=PARTNER)
    load(writers[2], tidy, [path], loaded_by="a test", already_public=True)
    export_public(make_engine(urls[0]), writers[1])
    yield Servers(*(served(url) for url in urls))
    # A served app freezes what is loaded; a test process goes on to other things.
    gc.unfreeze()


def served(url: str) -> Coterminous:
    given = {"database_url": url, "log_level": "ERROR", "cache_url": "memory:"}
    return create_app(Settings.model_validate(given))


def questions(app: Coterminous) -> list[str]:
    """Every address, by the year and by the month that something is hidden in."""
    asked = [
        f"measure={MEASURE}&area={KENT}&window=year&period=2016&pinned={ESSEX}",
        f"measure={MEASURE}&area={KENT}&window=month&period=2016-05&lang=cy",
    ]
    of_interface = ["", f"measure={MEASURE}", f"measure={MEASURE}&area={KENT}"]
    paths = dict.fromkeys(addresses(app, MEASURE))
    return [
        f"{path}?{query}"
        for path in paths
        for query in (of_interface if path.startswith("/api/") else asked)
    ]


def answer(app: Coterminous, address: str) -> tuple[int, bytes]:
    response = app.server.test_client().get(address)
    return response.status_code, response.get_data()


def opened(body: bytes) -> bytes:
    """What a file holds, the parts of a packed one one after another."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def test_a_server_on_the_public_copy_answers_as_one_on_the_whole_store(
    servers: Servers,
) -> None:
    asked = questions(servers.whole)
    differing, answered = [], set()
    for address in asked:
        whole, copied = answer(servers.whole, address), answer(servers.copied, address)
        answered |= {address.split("?")[0]} if whole[0] == 200 else set()
        # Each failure is told with a reference of its own.
        if whole[0] != copied[0] or (whole[0] == 200 and whole != copied):
            differing.append(address)
    assert differing == []
    assert {path.split("/")[1] for path in answered} >= {
        "api", "compare", "download", "embed", "figure", "measure",
    }  # fmt: skip
    assert {"/api/v1/observations", "/api/v1/observations.csv"} <= answered


def test_no_answer_holds_what_is_hidden_or_only_for_partners(servers: Servers) -> None:
    forms = [
        form.encode()
        for number in (BESIDE, CLOSED)
        for form in (str(number), f"{number:,}")
    ]
    told = [
        (address, form)
        for address in questions(servers.whole)
        for body in (opened(answer(servers.whole, address)[1]),)
        for form in forms
        if form in body
    ]
    assert told == []


def posted(app: Coterminous, address: str) -> tuple[int, bytes]:
    """What a page in a browser is given for a choice made in it."""
    response = app.server.test_client().post(ENDPOINT, json=question(address))
    return response.status_code, response.get_data()


def choices(app: Coterminous) -> list[str]:
    """Addresses of pages, as a browser asks the callback for them."""
    pages = {page.path for page in PAGES if page.path in live_pages()}
    query = f"measure={MEASURE}&area={KENT}&pinned={ESSEX}"
    return [
        f"{path}?{query}&window={window}"
        for path in sorted({*pages, f"/measure/{MEASURE}"})
        for window in WINDOWS
    ]


def test_the_callback_tells_nothing_that_is_hidden(servers: Servers) -> None:
    forms = [
        form.encode()
        for number in (BESIDE, CLOSED)
        for form in (str(number), f"{number:,}")
    ]
    asked = choices(servers.whole)
    assert len(asked) >= 4 * len(WINDOWS)
    for address in asked:
        whole, copied = posted(servers.whole, address), posted(servers.copied, address)
        assert whole[0] == 200
        assert whole == copied, address
        assert [form for form in forms if form in whole[1]] == []


def test_a_pixel_says_no_more_than_the_picture_that_is_searched(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PNG is drawn from the SVG at the same address, and from nothing else."""
    drawn: list[str] = []

    def draw(svg: str, *, scale: float = 1.0) -> bytes:
        drawn.append(svg)
        return real(svg, scale=scale)

    real = vl_convert.svg_to_png
    monkeypatch.setattr(vl_convert, "svg_to_png", draw)
    query = f"measure={MEASURE}&area={KENT}&pinned={ESSEX}&window=quarter"
    for place in ("/embed/compare/ranked", "/download/compare/trend",
                  "/embed/measure/chart"):  # fmt: skip
        status, svg = answer(servers.whole, f"{place}.svg?{query}")
        assert status == 200
        drawn.clear()
        assert answer(servers.whole, f"{place}.png?{query}")[0] == 200
        assert drawn[-1].encode() == svg


def months_of(label: str) -> list[int]:
    """2016, 2016-Q2, 2016-05 or 2016-02/2017-01 as months."""
    if "/" in label:
        first, last = (int(part.replace("-", "")) for part in label.split("/"))
        return [month for month in MONTHS if first <= month <= last]
    year, _, rest = label.partition("-")
    if not rest:
        return [month for month in MONTHS if month // 100 == int(year)]
    if rest.startswith("Q"):
        first = int(year) * 100 + 3 * int(rest[1]) - 2
        return [first, first + 1, first + 2]
    return [int(year) * 100 + int(rest)]


def published(app: Coterminous) -> dict[tuple[str, str, tuple[int, ...]], float | None]:
    """Counts above and below the line by area and months, of every download of them."""
    found: dict[tuple[str, str, tuple[int, ...]], float | None] = {}
    for window in WINDOWS:
        query = f"measure={MEASURE}&area={KENT}&pinned={ESSEX}&window={window}"
        for place in ("compare/trend", "compare/table", "measure/chart"):
            status, body = answer(app, f"/download/{place}.csv?{query}")
            assert status == 200
            for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig"))):
                if row["area_code"] not in (KENT, ESSEX, WEST_YORKSHIRE):
                    continue
                for side in ("numerator", "denominator"):
                    months = tuple(months_of(row["period"]))
                    value = float(row[side]) if row.get(side) else None
                    found[row["area_code"], side, months] = value
    return found


def told_by(app: Coterminous) -> dict[tuple[str, int], tuple[float, float]]:
    """What the windows together tell of convictions in the months that hide some."""
    figures = published(app)
    cells = dict(figures)
    sums = []
    for code, side, months in figures:
        parts = tuple((code, side, (month,)) for month in months)
        for part in parts:
            cells.setdefault(part, None)
        if len(months) > 1 and figures[code, side, months] is not None:
            sums.append(Sum((code, side, months), parts))
    ranges = recover(cells, sums)
    return {
        (code, month): ranges.get((code, "numerator", (month,)), (0.0, float("inf")))
        if cells.get((code, "numerator", (month,))) is None
        else (float(SMALL[code, month]),) * 2
        for code, month in SMALL
    }


def test_no_window_less_another_tells_a_hidden_month(servers: Servers) -> None:
    for app in (servers.whole, servers.copied):
        for least, most in told_by(app).values():
            assert most - least >= NARROWEST


def test_the_attack_tells_every_small_month_where_nothing_is_hidden(
    servers: Servers,
) -> None:
    assert told_by(servers.open) == {
        place: (count, count) for place, count in SMALL.items()
    }
