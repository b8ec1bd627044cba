"""The overview: what needs attention, every measure, and what each leads to."""

import csv
import re
from datetime import datetime, tzinfo
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from layouts.pages.overview import PANELS
from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_files import WANTED, rows

MERSEYSIDE = "E23000004"


def page(client: FlaskClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


def panel(client: FlaskClient, name: str, query: str = "") -> Element:
    return page(client, f"/?{query}").one("section", id=f"panel-{name}")


def query_of(link: Element) -> dict[str, str]:
    parts = urlsplit(link.attributes["href"])
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def test_the_front_door_is_the_overview_of_the_area_in_the_link(
    client: FlaskClient,
) -> None:
    document = page(client, f"/?area={MERSEYSIDE}")
    assert "Merseyside" in document.one("h1").text
    first = next(document.one("nav").every("a"))
    assert first.attributes == {
        "aria-current": "page", "href": f"/?area={MERSEYSIDE}",
    }  # fmt: skip


def test_every_panel_has_its_heading_and_foot(client: FlaskClient) -> None:
    document = page(client, "/")
    for name in PANELS:
        section = document.one("section", id=f"panel-{name}")
        heading = section.one("h2")
        assert heading.text
        assert section.attributes["aria-labelledby"] == heading.attributes["id"]
    links = [a.attributes["href"] for a in document.every("a")]
    assert "/download/overview/scorecard.csv" in links


def test_each_line_leads_to_the_view_that_shows_it_with_nothing_lost(
    client: FlaskClient,
) -> None:
    query = f"area={MERSEYSIDE}&pinned=E23000005&lang=cy"
    lines = list(
        panel(client, "attention", query).one("ol", class_="attention").every("li")
    )
    assert 1 <= len(lines) <= 5
    for line in lines:
        link = line.one("h3").one("a")
        assert query_of(link).items() >= {
            "area": MERSEYSIDE, "pinned": "E23000005", "lang": "cy",
        }.items()  # fmt: skip
        assert re.fullmatch("panel-[a-z]+", urlsplit(link.attributes["href"]).fragment)
        assert line.one(class_="figure").text


def test_the_scorecard_has_a_row_a_measure_under_its_stage(
    client: FlaskClient,
) -> None:
    table = panel(client, "scorecard").one("table", class_="score")
    bodies = list(table.every("tbody"))
    assert [body.one("th", scope="rowgroup").text.split()[0] for body in bodies] == [
        "Police", "Crown", "Magistrates’", "Crown", "Context",
    ]  # fmt: skip
    links = [a.attributes["href"] for a in table.every("a")]
    assert "/measure/cps_conviction_rate_burglary" in links
    assert len(links) == len(set(links)) >= 39


def test_a_row_says_change_target_and_verdict_in_words(client: FlaskClient) -> None:
    table = panel(client, "scorecard").one("table", class_="score")
    for row in table.every("tr"):
        if row.attributes.get("class") in ("", "rest", None) and list(row.every("td")):
            cells = [cell.text for cell in row.every("td")]
            assert len(cells) == 6
            assert all(cells[3:])


def test_a_link_in_the_scorecard_keeps_the_view_and_names_its_measure_once(
    client: FlaskClient,
) -> None:
    query = f"area={MERSEYSIDE}&window=quarter&as_of=2030-01-01"
    table = panel(client, "scorecard", query).one("table", class_="score")
    for link in table.every("a"):
        assert query_of(link) == {
            "area": MERSEYSIDE, "window": "quarter", "as_of": "2030-01-01",
        }  # fmt: skip


def test_the_scorecard_can_be_cut_down_to_one_agency_without_script(
    client: FlaskClient,
) -> None:
    section = panel(client, "scorecard", "agency=cps&lang=en")
    assert [b.one("th", scope="rowgroup").text.split()[0] for b in section.one(
        "table", class_="score"
    ).every("tbody")] == ["Crown"]  # fmt: skip
    form = section.one("form")
    assert form.attributes["method"] == "get"
    chosen = [o for o in form.every("option") if "selected" in o.attributes]
    assert [o.attributes["value"] for o in chosen] == ["cps"]
    told = rows(client, "/download/overview/scorecard.csv?agency=cps")
    assert {row["lead_agency"] for row in told} == {"cps"}


def test_an_agency_that_leads_nothing_is_passed_over_with_a_note(
    client: FlaskClient,
) -> None:
    document = page(client, "/?agency=navy")
    assert "navy" in document.one(id="notes").text
    assert len(list(document.one("table", class_="score").every("tbody"))) > 1


def test_another_benchmark_is_named_at_the_head_of_its_column(
    client: FlaskClient,
) -> None:
    table = panel(client, "scorecard", "against=similar").one("table", class_="score")
    assert "Similar areas" in table.one("thead").text
    assert "England and Wales" not in table.one("thead").text


def test_each_publication_says_how_far_it_reaches(client: FlaskClient) -> None:
    section = panel(client, "freshness")
    entries = list(section.one("ul", class_="fresh").every("li"))
    assert len(entries) >= 4
    assert all(re.search("to .*20[0-9]{2}|nothing loaded", e.text) for e in entries)
    assert len(list(section.one("tbody").every("tr"))) == len(entries)


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_can_be_taken_away(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/download/overview/{name}.csv?area={MERSEYSIDE}")
    text = answer.get_data().decode("utf-8-sig")
    heading = next(csv.reader(StringIO(text)))
    assert set(heading) >= WANTED
    disposition = answer.headers["Content-Disposition"]
    assert f'filename="overview-{name}-{MERSEYSIDE}.csv"' in disposition


def test_a_scorecard_taken_away_holds_the_figures_of_the_page(
    client: FlaskClient,
) -> None:
    told = rows(client, f"/download/overview/scorecard.csv?area={MERSEYSIDE}")
    assert {row["area_code"] for row in told} == {MERSEYSIDE}
    assert len({row["measure"] for row in told}) == len(told) >= 39
    by_id = {row["measure"]: row for row in told}
    rate = float(by_id["cps_conviction_rate"]["value"])
    shown = panel(client, "scorecard", f"area={MERSEYSIDE}").text
    assert f"{rate * 100:.1f}%" in shown


def test_panels_that_are_not_there_cannot_be_taken_away(client: FlaskClient) -> None:
    for address in ("overview/ranked", "compare/scorecard", "nowhere/scorecard"):
        assert client.get(f"/download/{address}.csv").status_code == 404


class Calendar:
    """Stands for the clock: one moment of a day that a test turns over."""

    day = 1

    @classmethod
    def now(cls, zone: tzinfo) -> datetime:
        return datetime(2026, 1, cls.day, tzinfo=zone)


def test_a_new_day_is_another_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callbacks.serving.datetime", Calendar)
    tags: dict[str, set[str]] = {"/": set(), "/compare": set()}
    for day in (1, 2):
        monkeypatch.setattr(Calendar, "day", day)
        for path, found in tags.items():
            found.add(client.get(path).headers["ETag"])
    assert len(tags["/"]) == 2
    assert len(tags["/compare"]) == 1
