"""Every verdict there can be, with its sentence: the appendix of `docs/verdicts.md`.

`python -m tests.verdict_table` prints it; `--write` puts it into the document.
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from dashboard.language import Language, read_language
from dashboard.polarity import Polarity
from dashboard.results import Comparison
from dashboard.stats.funnel import Position
from dashboard.verdict_words import basis_clause, verdict_sentence
from dashboard.verdicts import Basis, Change, Direction, Outlook, Verdict

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "verdicts.md"
BEGIN = "<!-- The table below is written by: python -m tests.verdict_table --write -->"
END = "<!-- The table ends here -->"
BENCHMARK = "England and Wales"

HIDDEN = (Basis.SUPPRESSED, Basis.NOT_PUBLISHED)
SHOWN = tuple(basis for basis in Basis if basis not in HIDDEN)
POSITIONS = (None, *Position)

#: Places in the funnel that are told alike, each with one that stands for it.
PLACES: dict[Position | None, str] = {
    None: "none, or between the 95% and 99.8% limits",
    Position.INSIDE: "inside the 95% limits",
    Position.ABOVE_998: "above the 99.8% limit",
    Position.BELOW_998: "below the 99.8% limit",
}

_UNDIRECTED = ((Change.NO_CLEAR_CHANGE, None), (Change.NOT_ENOUGH_DATA, None))
_UNDECIDED = ((Comparison.SIMILAR, None), (Comparison.NOT_COMPARED, None))
_CHANGES = {
    Polarity.HIGHER_IS_BETTER: (
        (Change.IMPROVING, Direction.UP),
        (Change.WORSENING, Direction.DOWN),
    ),
    Polarity.LOWER_IS_BETTER: (
        (Change.IMPROVING, Direction.DOWN),
        (Change.WORSENING, Direction.UP),
    ),
    Polarity.NEITHER: (
        (Change.CHANGED, Direction.UP),
        (Change.CHANGED, Direction.DOWN),
    ),
}
_COMPARISONS = {
    Polarity.HIGHER_IS_BETTER: (
        (Comparison.BETTER, Direction.UP),
        (Comparison.WORSE, Direction.DOWN),
    ),
    Polarity.LOWER_IS_BETTER: (
        (Comparison.BETTER, Direction.DOWN),
        (Comparison.WORSE, Direction.UP),
    ),
    Polarity.NEITHER: (
        (Comparison.HIGHER, Direction.UP),
        (Comparison.LOWER, Direction.DOWN),
    ),
}


def shown_verdicts() -> list[Verdict]:
    """Every verdict on a figure that is shown, once each."""
    found: dict[Verdict, None] = {}
    for polarity in Polarity:
        changes = (*_CHANGES[polarity], *_UNDIRECTED)
        comparisons = (*_COMPARISONS[polarity], *_UNDECIDED)
        for change, comparison, position, basis in product(
            changes, comparisons, POSITIONS, SHOWN
        ):
            verdict = make_verdict(change, comparison, position=position, basis=basis)
            found[verdict] = None
    return list(found)


def hidden_verdicts() -> list[Verdict]:
    """The verdicts on figures that are not shown."""
    nothing = (Change.NOT_ENOUGH_DATA, None), (Comparison.NOT_COMPARED, None)
    return [make_verdict(*nothing, position=None, basis=basis) for basis in HIDDEN]


def make_verdict(
    change: tuple[Change, Direction | None],
    comparison: tuple[Comparison, Direction | None],
    *,
    position: Position | None,
    basis: Basis,
) -> Verdict:
    """A verdict without signals or target, which change no word of the sentence."""
    return Verdict(
        change=change[0],
        direction=change[1],
        signals=(),
        comparison=comparison[0],
        side=comparison[1],
        position=position,
        outlook=Outlook.NO_TARGET,
        basis=basis,
    )


def table() -> str:
    """The truth table in Markdown: figures that are shown, endings, and the rest."""
    return "\n".join([*_shown_rows(), "", *_basis_rows()])


def _shown_rows() -> Iterator[str]:
    yield "| Change | Direction | Against the benchmark | Side | Funnel | Sentence |"
    yield "|---|---|---|---|---|---|"
    language = read_language("en")
    for verdict in shown_verdicts():
        if verdict.position in PLACES and verdict.basis == Basis.SOUND:
            cells = (
                verdict.change.value,
                verdict.direction.value if verdict.direction else "",
                verdict.comparison.value,
                verdict.side.value if verdict.side else "",
                PLACES[verdict.position],
                sentence(verdict, language),
            )
            yield f"| {' | '.join(cells)} |"


def _basis_rows() -> Iterator[str]:
    yield "| Enough data to say | What the sentence ends with, or is |"
    yield "|---|---|"
    language = read_language("en")
    for verdict in hidden_verdicts():
        yield f"| {verdict.basis.value} | {sentence(verdict, language)} |"
    for basis in SHOWN:
        verdict = make_verdict(
            _UNDIRECTED[0], _UNDECIDED[0], position=None, basis=basis
        )
        ending = basis_clause(verdict, language)
        yield f"| {basis.value} | {f'; {ending}.' if ending else '(nothing more)'} |"


def sentence(verdict: Verdict, language: Language) -> str:
    """The verdict's sentence against England and Wales."""
    return verdict_sentence(verdict, benchmark=BENCHMARK, language=language)


def written(document: str) -> str:
    """The document with the table in its place; raises ValueError without its marks."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{DOCUMENT.name} has lost the marks around its table")
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> int:
    """Print the table, or write it into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the document")
    if parser.parse_args().write:
        DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
    else:
        print(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
