"""What a load did, in lines a person can read."""

from collections.abc import Iterator

from data.ingest.publication import Refusal
from data.masking import Concealed
from data.outcome import Outcome
from data.reading import short_name

#: Beyond these a list says only how many more there are.
ROWS_SHOWN = 20
FILES_SHOWN = 60


def describe_outcome(outcome: Outcome, address: str) -> Iterator[str]:
    """The summary of a load into the store at `address`, line by line."""
    yield _headline(outcome, address)
    change = outcome.change
    if outcome.release_id is not None:
        yield (
            f"  {_count(len(outcome.files), 'file')} read: "
            f"{change.new:,} new {outcome.unit}s, "
            f"{change.changed:,} changed, {change.unchanged:,} as they were"
        )
        if outcome.wholes:
            yield f"  {outcome.wholes:,} figures of whole areas worked out from parts"
        yield f"  {_count(outcome.rows, 'row')} stored"
        yield from _concealed(outcome.concealed)
    older = sum(file.older for file in outcome.files)
    if older:
        yield f"  {older:,} figures left out: those of a later edition stand"
    gone = sum(file.gone for file in outcome.files)
    if gone:
        are = "row is" if gone == 1 else "rows are"
        yield f"  {gone:,} {are} no longer on the list, and so no longer shown"
    yield from _listed(
        "Checked, nothing to load",
        [f"{short_name(found.path)} {found.reason}" for found in outcome.checked],
        shown=FILES_SHOWN,
    )
    yield from _listed(
        f"Not {outcome.publication}, passed over",
        [short_name(path) for path in outcome.skipped],
        shown=FILES_SHOWN,
    )
    yield from _listed(
        "Files refused",
        [
            f"{_place(short_name(refusal.path), refusal.line)}: {refusal.reason}"
            for refusal in outcome.refused_files
        ],
        shown=FILES_SHOWN,
    )
    yield from _listed(
        "Rows refused",
        [describe_refusal(refusal) for refusal in outcome.refusals],
        shown=ROWS_SHOWN,
        total=max(outcome.refused_rows, len(outcome.refusals)),
    )


def _concealed(concealed: Concealed) -> Iterator[str]:
    """How many figures are hidden, and whether that is enough."""
    if not concealed.figures:
        return
    hidden = concealed.small + concealed.others
    yield (
        f"  {hidden:,} of {_count(concealed.figures, 'figure')} under the disclosure "
        f"policy are hidden: {concealed.small:,} small, {concealed.others:,} with them"
    )
    if concealed.unprotected:
        yield (
            f"  {concealed.unprotected:,} of them can be worked out all the same, from "
            "figures that are public already"
        )


def describe_refusal(refusal: Refusal) -> str:
    """Where, why and what, in a line."""
    content = f" [{refusal.content}]" if refusal.content else ""
    return f"{_place(refusal.file, refusal.line)}: {refusal.reason}{content}"


def _headline(outcome: Outcome, address: str) -> str:
    if outcome.release_id is not None:
        return (
            f"Release {outcome.release_id}: {outcome.publication}, {outcome.edition}, "
            f"loaded into {address}"
        )
    if outcome.is_refused:
        return "Nothing was loaded: every file was refused. The store is unchanged."
    if not outcome.files:
        return "There was nothing to load. The store is unchanged."
    count = _count(outcome.unchanged, outcome.unit)
    files = _count(len(outcome.files), "file")
    return f"Nothing new: {count} in {files} loaded already. The store is unchanged."


def _listed(
    title: str, lines: list[str], *, shown: int, total: int | None = None
) -> Iterator[str]:
    if not lines:
        return
    total = len(lines) if total is None else total
    yield f"{title} ({total:,}):"
    yield from (f"  {line}" for line in lines[:shown])
    if total > shown:
        yield f"  and {total - shown:,} more"


def _place(file: str, line: int | None) -> str:
    return file if line is None else f"{file}, line {line}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
