"""A meeting that is kept in its link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.meeting.model import (
    LONGEST_QUERY,
    MOST_ITEMS,
    Item,
    Meeting,
    own_address,
    parse_meeting,
)
from dashboard.view_state import Note

VIEWS = (
    "/",
    "/compare?measure=cps_conviction_rate&pinned=E23000001,E23000002#panel-ranked",
    "/embed/measure/chart?measure=cps_conviction_rate&period=2014-12/2015-11",
)


def parsed(query: str) -> Meeting:
    meeting, notes = parse_meeting(query)
    assert notes == ()
    return meeting


def query_of(meeting: Meeting) -> str:
    return meeting.link().partition("?")[2]


def test_a_meeting_is_whole_in_its_link() -> None:
    meeting = Meeting(
        "new",
        "Board, February & March",
        (Item(VIEWS[0]), Item(VIEWS[1], "Who is higher?"), Item(VIEWS[2], "A = b & c")),
        as_of="2026-02-18",
        since="2025-11-19",
        lang="cy",
    )
    assert parsed(query_of(meeting)) == meeting


@given(st.lists(st.tuples(st.sampled_from(VIEWS), st.text(max_size=30)), max_size=6))
def test_whatever_the_titles_are_a_link_gives_back_what_it_holds(
    rows: list[tuple[str, str]],
) -> None:
    written = Meeting("new", "", tuple(Item(a, t) for a, t in rows))
    once, _ = parse_meeting(query_of(written))
    again, _ = parse_meeting(query_of(once))
    assert once == again
    assert [item.address for item in once.items] == [a for a, _ in rows]


def test_an_item_tells_its_page_and_its_view() -> None:
    item = Item(VIEWS[1])
    assert item.path == "/compare"
    assert item.query.startswith("measure=cps_conviction_rate&")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://figures.example.org/compare?window=year", "/compare?window=year"),
        (" /measure/x#panel-chart ", "/measure/x#panel-chart"),
        ("//elsewhere.example.org/compare", "/compare"),
        ("javascript:alert(1)", ""),
        ("compare", ""),
        ("http://[", ""),
        ("https://elsewhere.example.org//evil.example.org", ""),
        ("/" + "a" * 700, ""),
    ],
)
def test_an_address_is_kept_without_the_site_it_was_copied_from(
    pasted: str, kept: str
) -> None:
    assert own_address(pasted) == kept


@pytest.mark.parametrize(
    "text",
    ["/\\evil.example/x", "/compare\\..", "compare", "/a\nb"],
)
def test_what_a_browser_could_read_as_another_site_is_no_address_here(
    text: str,
) -> None:
    assert own_address(text) == ""


def test_a_form_puts_items_in_another_order_and_takes_one_off() -> None:
    form = "item=/a&title=A&at=1&item=/b&title=B&at=&item=/c&title=C&at=1&item="
    assert [item.title for item in parsed(form).items] == ["C", "A"]
    down = "item=/a&at=3&item=/b&at=2&item=/c&at=3"
    assert [item.path for item in parsed(down).items] == ["/b", "/c", "/a"]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("colour=red", Note("unknown_parameter", "colour", "red")),
        ("since=yesterday", Note("bad_value", "since", "yesterday")),
        ("as_of=2026-02-30", Note("bad_value", "as_of", "2026-02-30")),
        ("lang=fr", Note("bad_value", "lang", "fr")),
        ("item=javascript:x", Note("bad_value", "item", "javascript:x")),
    ],
)
def test_what_cannot_be_followed_is_noted_and_left_out(query: str, note: Note) -> None:
    meeting, notes = parse_meeting(query)
    assert notes == (note,)
    assert meeting == Meeting("new", "", ())


@given(st.text(max_size=200))
def test_no_link_is_ever_an_error(text: str) -> None:
    meeting, _ = parse_meeting(text)
    assert meeting.is_new


def test_more_than_a_meeting_can_take_is_left_out_with_a_note() -> None:
    meeting, notes = parse_meeting("&".join(["item=/"] * (MOST_ITEMS + 1)))
    assert len(meeting.items) == MOST_ITEMS
    assert notes == (Note("too_long", "", ""),)
    long = "name=" + "a" * LONGEST_QUERY
    assert parse_meeting(long)[1] == (Note("too_long", "", ""),)


def test_a_meeting_of_the_store_is_named_by_its_path_alone() -> None:
    meeting = Meeting("board-2026-02", "Board", (Item("/"),), since="2025-11-19")
    assert meeting.link() == "/meeting/board-2026-02"
    assert meeting.link(under="/notes") == "/meeting/board-2026-02/notes"
