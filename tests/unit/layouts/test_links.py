from dataclasses import replace

from layouts.pages import PAGES, find_page
from tests.factories import make_state
from tests.unit.layouts.frames import make_frame


def test_a_link_holds_what_differs_from_what_comes_by_itself() -> None:
    frame = make_frame(make_state(area="A", pinned=("B", "C")))
    assert frame.link() == "/?area=A&measure=conviction_rate&pinned=B,C"
    assert frame.link(frame.defaults, path="/data") == "/data"


def test_the_page_of_a_measure_is_named_by_its_path_alone() -> None:
    frame = make_frame(make_state(area="A", as_of="2020-01-01"))
    assert frame.measure_link("caseload") == (
        "/measure/caseload?area=A&as_of=2020-01-01"
    )
    there = replace(frame, path="/measure/conviction_rate")
    assert there.link() == "/measure/conviction_rate?area=A&as_of=2020-01-01"
    assert there.pin_link("B").endswith("&pinned=B&as_of=2020-01-01")
    assert "measure=conviction_rate" in there.link(path="/compare")


def test_every_page_is_found_at_its_path_and_each_measure_under_its_own() -> None:
    for page in PAGES:
        found = find_page(page.path)
        assert found is not None
        assert (found.page, found.name) == (page, "")
    one = find_page("/measure/caseload")
    assert one is not None
    assert one.name == "caseload"
    for path in ("/measure", "/measure/", "/measure/a/b", "/nowhere", ""):
        assert find_page(path) is None
