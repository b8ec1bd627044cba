"""The open interface: the figures of the pages, told to programs."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from dashboard.interface.resources import RESOURCES
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import read_document

API = "/api/v1"
OWN, OTHER = "E23000010", "E23000004"
NAMES = [resource.name for resource in RESOURCES]


def asked(client: FlaskClient, address: str, *, status: int = 200) -> Any:
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    return answer.get_json()


def csv_rows(answer: TestResponse) -> list[dict[str, str]]:
    return list(
        csv.DictReader(StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    )


@pytest.fixture
def api(make_app: MakeApp) -> FlaskClient:
    """Asks as often as it likes."""
    return _api(make_app)


_made: list[FlaskClient] = []


def _api(make_app: MakeApp) -> FlaskClient:
    if not _made:
        app = make_app(cache_url="memory:", rate_limit="")
        _made.append(app.server.test_client())
    return _made[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_resource_comes_as_json_and_the_same_as_csv(
    api: FlaskClient, name: str
) -> None:
    told = asked(api, f"{name}?limit=7")
    answer = api.get(f"{API}/{name}.csv?limit=7")
    rows = csv_rows(answer)
    assert answer.mimetype == "text/csv"
    assert len(rows) == len(told["data"]) > 0
    for line, row in zip(rows, told["data"], strict=True):
        assert list(line) == list(row)
        for field, value in row.items():
            if value is None:
                assert line[field] == ""
            elif isinstance(value, float):
                assert float(line[field]) == value
            elif isinstance(value, list):
                assert line[field] == " | ".join(value)
            else:
                assert line[field] == str(value)


@pytest.mark.parametrize("name", NAMES)
def test_following_next_gives_every_row_once(api: FlaskClient, name: str) -> None:
    narrow = {
        "observations": f"area={OWN}&series=cps_convictions&to=2021-12",
        "results": f"area={OWN},{OTHER}&window=quarter",
    }.get(name, "")
    whole = asked(api, f"{name}?{narrow}&limit=250")
    assert whole["next"] is None or whole["total"] > 250
    for suffix in ("", ".csv"):
        address = f"{API}/{name}{suffix}?{narrow}&limit=9"
        found: list[list[str]] = []
        while address and len(found) < 60:
            answer = api.get(address)
            rows = csv_rows(answer) if suffix else answer.get_json()["data"]
            found += [list(map(str, row.values())) for row in rows]
            link = answer.headers.get("Link", "")
            address = link.partition(">")[0].lstrip("<")
            assert not address or 'rel="next"' in link
        assert len(found) == len({json.dumps(row) for row in found})
        assert len(found) >= min(60, len(whole["data"]))


def test_results_are_what_the_compare_page_gives_away(api: FlaskClient) -> None:
    query = "measure=cps_conviction_rate&window=quarter&period=2025-Q2"
    page = csv_rows(api.get(f"/download/compare/ranked.csv?{query}"))
    found = {row["area_code"]: row for row in asked(api, f"results?{query}")["data"]}
    assert len(found) == 42
    for line in page:
        if line["area_code"] in found:
            row = found[line["area_code"]]
            for name in ("value", "lower", "upper", "numerator", "denominator"):
                assert float(line[name]) == row[name]
            for name in ("verdict", "status", "symbol", "area", "period"):
                assert line[name] == row[name]


def test_results_are_what_the_scorecard_gives_away(api: FlaskClient) -> None:
    page = csv_rows(api.get(f"/download/overview/scorecard.csv?area={OWN}"))
    told = asked(api, f"results?area={OWN}&limit=250")["data"]
    found = {row["measure"]: row for row in told}
    assert len(page) == len(found) > 30
    for line in page:
        row = found[line["measure"]]
        for name in ("value", "lower", "upper", "benchmark_value", "target"):
            assert (float(line[name]) if line[name] else None) == row[name], line
        for name in (
            "verdict", "position", "change", "direction", "outlook", "basis", "status",
        ):  # fmt: skip
            assert line[name] == (row[name] or ""), line


def test_all_periods_of_a_measure_are_what_its_chart_gives_away(
    api: FlaskClient,
) -> None:
    query = f"measure=cps_conviction_rate&area={OWN}"
    page = csv_rows(api.get(f"/download/measure/chart.csv?{query}"))
    told = asked(api, f"results?{query}&period=all&limit=250")["data"]
    assert [row["period"] for row in told] == [line["period"] for line in page]
    assert [row["value"] for row in told] == [float(line["value"]) for line in page]
    assert [row["says"] is None for row in told] == [True] * (len(told) - 1) + [False]


def test_a_period_a_measure_does_not_have_gives_no_row_and_no_other_period(
    api: FlaskClient,
) -> None:
    for period in ("1999-Q1", "2014-99", "2025-Q2"):
        told = asked(api, f"results?measure=crime_severity_score&period={period}")
        assert told["data"] == []
        assert told["total"] == 0


def test_results_compare_each_area_with_its_own_similar_areas(
    api: FlaskClient,
) -> None:
    told = asked(api, "results?measure=cps_conviction_rate&against=similar")["data"]
    assert {row["benchmark"] for row in told} == {"similar"}
    assert len({row["benchmark_value"] for row in told}) > 20


def test_words_come_in_the_language_asked_for(api: FlaskClient) -> None:
    (row,) = asked(
        api, f"results?measure=cps_conviction_rate&area={OWN}&lang=cy&limit=1"
    )["data"]
    assert row["area"] == "Gorllewin Swydd Efrog"
    assert "Lloegr" in row["says"]
    told = asked(api, "results?limit=0&lang=cy", status=400)
    assert "rhif cyfan" in told["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("query", "parameter", "says"),
    [
        ("measure=unheard", "measure", "/api/v1/measures"),
        ("area=E23000010,nowhere", "area", "/api/v1/areas"),
        ("limit=0", "limit", "from 1 to 250"),
        ("limit=many", "limit", "from 1 to 250"),
        ("limit=1&limit=2", "limit", "more than once"),
        ("offset=-1", "offset", "from 0 to"),
        ("window=week", "window", "month, quarter, year and rolling_year"),
        ("period=lately", "period", "2014-Q3"),
        ("as_of=yesterday", "as_of", "2026-03-31"),
        ("as_of=2026-3-1", "as_of", "2026-03-31"),
        ("against=area:nowhere", "against", "/api/v1/openapi.json"),
        ("lang=fr", "lang", "en and cy"),
        ("meassure=cps_conviction_rate", "meassure", "no such parameter"),
        ("measure=", "measure", "/api/v1/measures"),
        ("area=" + ",".join(["E23000010"] * 201), "area", "200"),
    ],
)
def test_a_question_that_cannot_be_followed_names_its_parameter_and_what_to_do(
    api: FlaskClient, query: str, parameter: str, says: str
) -> None:
    answer = api.get(f"{API}/results?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert told["reference"] == answer.headers["X-Request-Reference"]
    assert [error["parameter"] for error in told["errors"]] == [parameter]
    assert says in told["errors"][0]["detail"]


def test_what_is_not_there_and_what_cannot_be_done_are_problems_too(
    api: FlaskClient,
) -> None:
    missing = api.get(f"{API}/wombats")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    posted = api.post(f"{API}/areas")
    assert (posted.status_code, posted.mimetype) == (405, "application/problem+json")
    assert "GET" in posted.headers["Allow"]


def test_an_answer_held_is_not_sent_again(api: FlaskClient) -> None:
    first = api.get(f"{API}/results?limit=3")
    assert first.headers["ETag"]
    again = api.get(
        f"{API}/results?limit=3", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_scripts_of_other_sites_may_ask_and_read_what_helps_them(
    api: FlaskClient,
) -> None:
    for address in ("results?limit=1", "results?limit=0", "openapi.json"):
        headers = api.get(f"{API}/{address}").headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Link" in headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in headers
    assert "Access-Control-Allow-Origin" not in api.get("/compare").headers


def test_who_asks_too_often_is_told_when_to_come_back(make_app: MakeApp) -> None:
    app = make_app(cache_url="memory:", rate_limit="3 per hour")
    client = app.server.test_client()
    left = [
        client.get(f"{API}/areas?limit={n}").headers["X-RateLimit-Remaining"]
        for n in (1, 1, 2)
    ]
    assert left == ["2", "1", "0"]
    answer = client.get(f"{API}/measures.csv")
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    other = client.get(f"{API}/areas", environ_overrides={"REMOTE_ADDR": "10.9.8.7"})
    assert other.status_code == 200
    assert client.get("/compare").status_code == 200


def test_behind_a_proxy_each_reader_is_counted_by_their_own_address(
    make_app: MakeApp,
) -> None:
    app = make_app(
        cache_url="memory:", rate_limit="1 per hour", trusted_proxies="127.0.0.1"
    )
    client = app.server.test_client()

    def asking(said: str, peer: str = "127.0.0.1") -> int:
        answer = client.get(
            f"{API}/areas?limit=1",
            headers={"X-Forwarded-For": said},
            environ_overrides={"REMOTE_ADDR": peer},
        )
        return int(answer.status_code)

    assert [asking("10.0.0.1"), asking("10.0.0.2"), asking("10.0.0.1")] == [
        200,
        200,
        429,
    ]
    # What stands further left anybody may have written; so may who is no proxy.
    assert asking("10.0.0.3, 10.0.0.2") == 429
    assert [asking("10.1.1.1", "10.7.7.7"), asking("10.1.1.2", "10.7.7.7")] == [
        200,
        429,
    ]


@pytest.mark.redis
def test_machines_that_share_a_redis_count_together(
    make_app: MakeApp, redis_url: str
) -> None:
    clients = [
        make_app(cache_url=redis_url, rate_limit="2 per hour").server.test_client()
        for _ in range(2)
    ]
    asked = [clients[n % 2].get(f"{API}/areas?limit=1").status_code for n in range(3)]
    assert asked == [200, 200, 429]


def test_a_redis_that_is_away_does_not_stop_anybody(make_app: MakeApp) -> None:
    app = make_app(cache_url="redis://127.0.0.1:9/0", rate_limit="300 per minute")
    assert app.server.test_client().get(f"{API}/areas?limit=1").status_code == 200


def test_the_openapi_file_is_one_and_describes_each_resource(api: FlaskClient) -> None:
    told = asked(api, "openapi.json")
    assert told["openapi"].startswith("3.1")
    validate(told)
    assert set(told["paths"]) == {
        f"/{name}{suffix}" for name in NAMES for suffix in ("", ".csv")
    }


def test_the_page_for_programs_names_every_resource_and_parameter(
    api: FlaskClient,
) -> None:
    told = asked(api, "openapi.json")
    for lang in ("en", "cy"):
        page = read_document(api.get(f"/api?lang={lang}").get_data(as_text=True))
        for name in NAMES:
            section = page.one("section", aria_labelledby=f"resource-{name}")
            shown = [row.one("th").text for row in section.one("tbody").every("tr")]
            described = told["paths"][f"/{name}"]["get"]["parameters"]
            assert shown == [parameter["name"] for parameter in described]
            for link in section.every("a"):
                assert api.get(link.attributes["href"]).status_code == 200


def test_no_answer_is_sent_again_without_being_counted(
    make_app: MakeApp,
) -> None:
    client = make_app(cache_url="memory:", rate_limit="5 per hour").server.test_client()
    for left in ("4", "3", "2"):
        answer = client.get(f"{API}/areas?limit=1")
        assert answer.headers["X-RateLimit-Remaining"] == left


@pytest.mark.parametrize(
    "page",
    [
        "/compare?pinned=E23000004&against=similar&window=quarter",
        "/measure/cps_conviction_rate?against=region&lang=cy",
        "/?area=E23000004",
        "/data",
    ],
)
def test_the_data_behind_a_view_is_where_its_panels_say(
    api: FlaskClient, page: str
) -> None:
    document = read_document(api.get(page).get_data(as_text=True))
    links = {
        link.attributes["href"]
        for link in document.one("main").every("a")
        if link.attributes.get("href", "").startswith(f"{API}/")
    }
    assert links
    for link in links:
        answer = api.get(link)
        assert answer.status_code == 200, (link, answer.get_data(as_text=True)[:300])
        assert answer.get_json()["data"], link


def test_the_data_behind_a_trend_is_of_the_areas_in_it_and_as_known_on_its_day(
    api: FlaskClient,
) -> None:
    page = f"/compare?pinned={OTHER}&as_of=2026-12-31"
    section = read_document(api.get(page).get_data(as_text=True)).one(
        "section", id="panel-trend"
    )
    (link,) = (
        a.attributes["href"]
        for a in section.every("a")
        if a.attributes.get("href", "").startswith(API)
    )
    assert "as_of=2026-12-31" in link
    told = api.get(f"{link}&limit=250").get_json()["data"]
    assert {row["area_code"] for row in told} == {OWN, OTHER}
    assert len({row["period"] for row in told}) > 3
