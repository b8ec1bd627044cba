"""The partnership's plan, and one priority of it."""

import pytest
from flask.testing import FlaskClient

from layouts.pages import priorities, priority
from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_files import rows

ONE = "/priorities/more-charges"
KENT = "E23000032"


def page(client: FlaskClient, path: str, *, status: int = 200) -> Element:
    answer = client.get(path)
    assert answer.status_code == status
    return read_document(answer.get_data(as_text=True))


def test_the_plan_says_first_what_will_be_missed(client: FlaskClient) -> None:
    document = page(client, "/priorities")
    heading = "One of 3 targets will be missed unless something changes"
    assert document.one("h1").text == heading
    current = document.one("nav").one("a", aria_current="page")
    assert current.text == "Priorities"


def test_the_public_begins_with_the_plain_words(client: FlaskClient) -> None:
    document = page(client, "/priorities")
    names = [s.attributes["id"] for s in document.every("section", class_="panel")]
    assert names == [f"panel-{name}" for name in priorities.PANELS]


@pytest.mark.parametrize(
    ("path", "panels", "kind"),
    [
        ("/priorities", priorities.PANELS, "priorities"),
        (ONE, priority.PANELS, "priority"),
    ],
)
def test_every_panel_has_a_heading_a_source_and_a_download(
    client: FlaskClient, path: str, panels: tuple[str, ...], kind: str
) -> None:
    document = page(client, path)
    for name in panels:
        section = document.one("section", id=f"panel-{name}")
        assert section.attributes["aria-labelledby"] == f"panel-{name}-heading"
        assert "The partnership’s own plan" in section.one(class_="source").text
        links = [a.attributes["href"] for a in section.every("a")]
        (download,) = [link for link in links if ".csv" in link]
        assert download.startswith(f"/download/{kind}/{name}.csv")
        assert rows(client, download)


@pytest.mark.parametrize("path", ["/priorities", ONE, "/priorities/fair-treatment"])
def test_ids_are_unique_and_found(client: FlaskClient, path: str) -> None:
    document = page(client, path)
    ids = [e.attributes["id"] for e in document.every() if "id" in e.attributes]
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for"):
        referred = [e.attributes.get(name) for e in document.every()]
        assert {key for key in referred if key} <= set(ids)


def test_a_priority_is_told_in_plain_words_before_its_chart(
    client: FlaskClient,
) -> None:
    document = page(client, ONE)
    names = [s.attributes["id"] for s in document.every("section", class_="panel")]
    assert names[:2] == ["panel-report", "panel-chart"]
    told = document.one("section", id="panel-report").text
    assert "Our goal is at least 9 in every 100 by the end of March 2026." in told
    goals = "“More crimes lead to a charge” and “Cases that stand up in court”"
    assert f"Two of our goals pull against each other: {goals}." in told
    assert "It may still change." in told


def test_the_chart_of_a_priority_shows_its_planned_way(client: FlaskClient) -> None:
    chart = page(client, ONE).one("section", id="panel-chart")
    assert "Planned way" in chart.text
    told = rows(client, "/download/priority/chart.csv?priority=more-charges")
    planned = {row["period"]: row["planned_level"] for row in told}
    assert planned["2023-Q4"] == ""
    assert float(planned["2024-Q1"]) == pytest.approx(0.07)
    assert float(planned["2025-Q1"]) == pytest.approx(0.08)
    assert {row["target"] for row in told} == {"0.09"}


def test_a_priority_without_a_measure_says_so(client: FlaskClient) -> None:
    document = page(client, "/priorities/fair-treatment")
    assert "nothing shows yet whether it succeeds" in document.one("h1").text
    chart = document.one("section", id="panel-chart")
    assert "No measure is written down for this priority" in chart.text


def test_gaps_and_moves_can_be_taken_away(client: FlaskClient) -> None:
    gaps = rows(client, "/download/priorities/gaps.csv")
    assert [row["kind"] for row in gaps] == [
        "no_target",
        "no_action_owner",
        "no_measure",
    ]
    conflicts = rows(client, "/download/priorities/conflicts.csv")
    assert [row["is_pulling"] for row in conflicts] == ["yes", "yes"]
    moved = rows(client, "/download/priorities/moved.csv")
    kinds = {"verdict", "done", "started", "late", "said"}
    assert {row["kind"] for row in moved} == kinds
    actions = rows(client, "/download/priority/actions.csv?priority=solve-more-crime")
    assert [row["is_late"] for row in actions] == ["no", "yes"]


def test_comments_for_partners_are_nowhere(client: FlaskClient) -> None:
    for path in (
        "/priorities",
        ONE,
        "/download/priority/commentary.csv?priority=more-charges",
        "/embed/priority/commentary?priority=more-charges",
    ):
        assert "with the board alone" not in client.get(path).get_data(as_text=True)


def test_another_areas_plan_is_led_to(client: FlaskClient) -> None:
    document = page(client, f"/priorities?area={KENT}")
    assert document.one("h1").text == "No plan is loaded for this area"
    links = [a.attributes["href"] for a in document.one("main").every("a")]
    assert "/priorities" in links
    assert page(client, f"{ONE}?area={KENT}").one("h1").text.startswith("More crimes")


def test_a_priority_that_is_none_is_not_there(client: FlaskClient) -> None:
    page(client, "/priorities/nothing", status=404)
    page(client, "/priorities/more/charges", status=404)


def test_a_frame_without_a_name_shows_the_first_priority(client: FlaskClient) -> None:
    document = page(client, "/embed/priority/report")
    assert document.one("h1").text.startswith("More crimes lead to a charge")
    blank = page(client, f"/embed/priority/report?area={KENT}")
    assert blank.one("h1").text == "No plan is loaded for this area"


def test_welsh_words_stand_in_welsh_pages(client: FlaskClient) -> None:
    document = page(client, f"{ONE}?lang=cy")
    assert document.one("h1").text.startswith("Mwy o droseddau")
    assert "Mewn geiriau syml" in document.one("section", id="panel-report").text


def test_a_plan_as_known_on_a_day_is_read_on_that_day(client: FlaskClient) -> None:
    shown = page(client, "/priorities?as_of=2026-01-21")
    assert "read on 21 January 2026" in shown.one("main").text
    assert "read on 31 March 2026" in page(client, "/priorities").one("main").text
