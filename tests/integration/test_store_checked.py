"""A file that is only there to be checked is said to agree, and stops nothing."""

from pathlib import Path

from data.ingest.population import PUBLICATION
from data.outcome import Outcome
from data.summary import describe_outcome
from tests.integration.stores import Store, contents, load_into

HEADINGS = "LAD21CD,LAD21NM,CSP21CD,CSP21NM,PFA21CD,PFA21NM,FID\n"
CARDIFF = "W06000015,Cardiff,W22000001,Cardiff,{},South Wales,1\n"


def lookup(folder: Path, force: str) -> Path:
    path = folder / "published" / "lookup.csv"
    path.parent.mkdir()
    path.write_text(HEADINGS + CARDIFF.format(force), encoding="utf-8")
    return path


def said(outcome: Outcome) -> list[str]:
    return list(describe_outcome(outcome, "a store"))


def test_a_lookup_that_agrees_is_said_to(sqlite_store: Store, tmp_path: Path) -> None:
    before = contents(sqlite_store)
    path = lookup(tmp_path, "W15000003")
    for given in (path, path.parent):
        outcome = load_into(sqlite_store, PUBLICATION, given)
        assert not outcome.is_refused
        lines = said(outcome)
        assert lines[0] == "There was nothing to load. The store is unchanged."
        assert lines[1] == "Checked, nothing to load (1):"
        assert lines[2].endswith(
            "lookup.csv is a list of authorities and forces, and agrees with ours"
        )
        assert len(lines) == 3
    assert contents(sqlite_store) == before


def test_a_lookup_that_differs_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    path = lookup(tmp_path, "W15000002")
    outcome = load_into(sqlite_store, PUBLICATION, path.parent)
    assert outcome.is_refused
    assert any("is in W15000002, where we have" in line for line in said(outcome))
