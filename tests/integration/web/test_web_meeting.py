"""Meetings as a browser is given them: whole pages, in the language of the link."""

from dataclasses import replace
from datetime import date
from typing import Never

import pytest
from flask.testing import FlaskClient

from app import Coterminous
from dashboard.meeting.model import Item, Meeting
from layouts.frame import Asked
from layouts.pages.offers import OFFERS, find_pointed
from tests.browser.meetings import COUNT, MEETING
from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_as_known import THEN, revised

__all__ = ["revised"]
EVERY_PANEL = [
    f"/embed/{page}/{panel}?measure=cps_conviction_rate"
    for page, offer in OFFERS.items()
    for panel in offer.panels
]


def page(client: FlaskClient, address: str, *, status: int = 200) -> Element:
    answer = client.get(address)
    assert answer.status_code == status
    return read_document(answer.get_data(as_text=True))


def meeting(*addresses: str, **settings: str) -> Meeting:
    made = Meeting("new", "", tuple(Item(address) for address in addresses))
    return replace(made, **settings)  # type: ignore[arg-type]  # the fields of a meeting


def items(client: FlaskClient, asked: Meeting) -> list[Element]:
    return list(page(client, asked.link()).every("section", class_="item"))


def test_every_item_is_in_the_page_with_a_way_to_the_same_view(
    client: FlaskClient,
) -> None:
    shown = items(client, MEETING)
    assert len(shown) == COUNT
    for number, (section, item) in enumerate(
        zip(shown, MEETING.items, strict=True), start=1
    ):
        assert section.attributes["id"] == f"item-{number}"
        assert section.attributes["data-title"] == item.title
        leave = section.attributes["data-leave"]
        assert leave.split("?")[0].split("#")[0] == item.path
        assert "#panel-" in leave
        assert client.get(leave.split("#")[0]).status_code == 200
        assert section.one("h2").text


@pytest.mark.parametrize("address", EVERY_PANEL)
def test_every_panel_that_is_offered_can_be_an_item(
    address: str, client: FlaskClient
) -> None:
    (section,) = items(client, meeting(address))
    assert "could not be drawn" not in section.text
    assert next(section.every(class_="item-figure")).text


def test_a_page_without_panels_is_named_and_led_to(client: FlaskClient) -> None:
    (section,) = items(client, meeting("/data"))
    assert section.one("h2").text == "What the figures rest on"
    assert section.attributes["data-leave"] == "/data"
    (missing,) = items(client, meeting("/nowhere"))
    assert "There is no page at this address." in missing.text


def test_a_view_that_is_on_the_agenda_twice_has_no_id_twice(
    client: FlaskClient,
) -> None:
    view = "/measure/cps_conviction_rate"
    document = page(client, meeting(view, view).link())
    ids = [e.attributes["id"] for e in document.every() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_an_item_opens_with_what_was_revised_since_the_last_meeting(
    revised: FlaskClient,
) -> None:
    view = "/measure/cps_conviction_rate"
    (section,) = items(revised, meeting(view, since=THEN.isoformat()))
    said = section.one("aside").text
    assert said.startswith("Since last time")
    assert "Revised: it was" in said
    assert "at the last meeting, down" in said
    assert "points." in said
    assert "The last meeting was on 1 January 2999." in said


def test_a_meeting_as_known_on_a_day_shows_the_figures_of_that_day(
    revised: FlaskClient,
) -> None:
    view = "/measure/cps_conviction_rate"
    (now,) = items(revised, meeting(view))
    (then,) = items(revised, meeting(view, as_of=THEN.isoformat()))
    big = [section.one("p", class_="big").text for section in (now, then)]
    assert big[0] != big[1]
    assert f"as_of={THEN}" in then.attributes["data-leave"]


def test_the_list_of_what_needs_attention_says_what_is_new_on_it(
    revised: FlaskClient,
) -> None:
    (section,) = items(revised, meeting("/", since=THEN.isoformat()))
    said = section.one("aside").text
    assert "at the last meeting" in said or "New on the list" in said
    (before,) = items(revised, meeting("/", since="2001-01-01"))
    assert "Nothing had been loaded by the last meeting." in before.one("aside").text


#: The meeting before the demonstration's last one; a first edition was loaded by then.
BEFORE = "2026-01-21"


def since(client: FlaskClient, address: str, day: str = BEFORE) -> str:
    (section,) = items(client, meeting(address, since=day))
    return section.one("aside").text


def test_a_view_without_one_figure_says_what_it_said_at_the_last_meeting(
    client: FlaskClient,
) -> None:
    before = page(client, f"/progression?as_of={BEFORE}").one(id="panel-trials").text
    said = since(client, "/progression#panel-trials")
    quoted = said.partition("At the last meeting it said: “")[2].partition("”")[0]
    assert quoted.startswith("Of ")
    assert quoted in before
    assert "2 releases have been loaded since." in said


def test_only_what_a_view_no_longer_says_is_quoted(client: FlaskClient) -> None:
    said = since(client, "/disproportionality")
    assert "comparisons are clear." in said
    assert "Each mark is a rate" not in said


def test_other_figures_behind_the_same_words_are_told_from_the_same_figures(
    client: FlaskClient,
) -> None:
    changed = "Its figures have changed since the last meeting; it still says the same."
    assert changed in since(client, "/progression#panel-stages")
    same = "It shows the same as at the last meeting."
    assert same in since(client, "/inspection")
    assert same in since(client, "/progression#panel-stages", day="2026-04-01")


def test_an_item_of_the_plan_says_what_moved_since_that_meeting(
    client: FlaskClient,
) -> None:
    said = since(client, "/priorities")
    assert "11 things have moved since the meeting of 21 January 2026." in said
    for words in ("Verdicts that changed", "Done", "Became late", "27 February 2026"):
        assert words in said
    later = since(client, "/priorities", day="2026-02-28")
    assert "moved since the meeting of 28 February 2026." in later
    assert "27 February 2026" not in later


def test_an_item_of_one_priority_says_what_moved_in_it_alone(
    client: FlaskClient,
) -> None:
    said = since(client, "/priorities/more-charges")
    assert "3 things have moved since the meeting of 21 January 2026." in said
    assert "An adviser for every victim of violence" in said
    assert "A text message before every hearing" not in said


def test_a_view_of_an_earlier_day_has_not_changed_since(client: FlaskClient) -> None:
    said = since(client, "/compare?as_of=2026-01-21", day="2026-02-01")
    assert said.startswith("Now")
    assert "last meeting" not in said


def test_who_commented_is_named_once_and_their_words_are_on_the_page(
    client: FlaskClient,
) -> None:
    said = since(client, "/priorities")
    assert said.count("Crown Prosecution Service") == 2
    assert "We read the files before we say why." not in said


def test_a_meeting_speaks_the_language_of_its_link(client: FlaskClient) -> None:
    document = page(client, replace(MEETING, lang="cy").link())
    assert document.one("html").attributes["lang"] == "cy"
    first = document.one("section", id="item-1")
    assert "Eitem 1 o 8" in first.text
    assert "lang=cy" in first.attributes["data-leave"]
    other = document.one("a", hreflang="en").attributes["href"]
    assert other.count("item=") == COUNT


def test_made_up_figures_are_called_so_in_every_item(client: FlaskClient) -> None:
    for section in items(client, MEETING):
        assert "Demonstration figures, not real" in section.text


@pytest.mark.parametrize("address", ["/meeting/none", "/meeting/none/notes"])
def test_there_is_no_meeting_of_a_name_nobody_gave(
    address: str, client: FlaskClient
) -> None:
    page(client, address, status=404)


def test_what_in_a_link_cannot_be_followed_is_said(client: FlaskClient) -> None:
    document = page(client, "/meeting/new?item=javascript:x&colour=red")
    assert "colour" in document.one(id="notes").text
    assert "item" in document.one(id="notes").text


def test_an_item_whose_view_cannot_be_followed_says_so(client: FlaskClient) -> None:
    shown = items(client, meeting("/measure/no_such_measure", "/compare"))
    assert "no_such_measure" in next(shown[0].every("div", class_="notice")).text
    assert not list(shown[1].every("div", class_="notice"))


def test_every_panel_offers_itself_for_a_meeting(client: FlaskClient) -> None:
    document = page(client, "/compare?measure=charge_or_summons_rate")
    links = [
        a.attributes["href"]
        for a in document.every("a")
        if "data-add-view" in a.attributes
    ]
    assert len(links) == len(OFFERS["compare"].panels)
    (item,) = page(client, links[0]).every("input", name="item", type="hidden")
    assert item.attributes["value"].startswith("/embed/compare/")
    assert "measure=charge_or_summons_rate" in item.attributes["value"]


def test_an_item_may_be_any_priority_and_leads_with_its_chart(
    client: FlaskClient,
) -> None:
    document = page(client, "/meeting/new?item=/priorities/solve-more-crime")
    item = document.one("section", id="item-1")
    assert item.one("h2").text.startswith("More crimes are solved")
    assert "Is it on its way to the target?" in item.text


@pytest.mark.parametrize("address", EVERY_PANEL)
def test_a_view_says_the_same_without_its_panel(address: str, app: Coterminous) -> None:
    serving = app.pages._serving
    place = find_pointed(address)
    assert place is not None
    asked = Asked(f"{place.query}&period=never&colour=red", date(2026, 4, 10))
    drawn = place.offer.draw(place.panel, serving.views, asked, serving.site)
    told = place.offer.tell(serving.views, asked)
    assert told == (drawn.title, drawn.notes)
    assert told.notes


def test_the_notes_draw_no_panel(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> Never:
        raise AssertionError

    offers = {name: offer._replace(draw=never) for name, offer in OFFERS.items()}
    for name, offer in offers.items():
        monkeypatch.setitem(OFFERS, name, offer)
    asked = meeting(*EVERY_PANEL[:20], since=BEFORE)
    document = page(client, asked.link(under="/notes"))
    assert len(list(document.one("ol", class_="notes-list").every("li"))) == 20
