"""Check our statistics against published worked answers.

    python -m tests.reference DIRECTORY

Each JSON file of the directory holds the cases of one function. A case whose function
has an adapter is run, always; one without is listed as skipped. A case that cannot be
read is a failure. The exit status is 1 if anything failed.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from dashboard.stats.refusals import Refused
from tests.reference_adapters import ADAPTERS

#: A case expecting one of these is met by a refusal or by a reason for no value; what
#: the reason is called is ours.
REFUSALS = frozenset({"error", "not_computable"})

#: In these lists null means that the point is not checked, not that it is missing.
UNCHECKED_WHERE_NULL = frozenset({"special_causes", "point_types"})

#: What a function raises when a case is not what its adapter takes it for.
CRASHES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)

CASE_FIELDS = {"id": str, "function": str, "inputs": dict, "expected": dict}
INDEX = "index.json"


class Malformed(ValueError):
    """A file or case that does not have the shape of one; names what is wrong."""


class Tolerance(NamedTuple):
    """How far a number may be off: the larger of the two."""

    relative: float
    absolute: float


class Outcome(NamedTuple):
    """What became of a case; `trouble` is empty where it agreed."""

    name: str
    function: str
    trouble: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every case of a directory, print the outcome; 1 if anything failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.reference",
        description="Check the statistics against a directory of reference cases.",
    )
    parser.add_argument("directory", type=Path, help="folder of JSON case files")
    directory: Path = parser.parse_args(arguments).directory
    paths = [path for path in sorted(directory.glob("*.json")) if path.name != INDEX]
    outcomes: list[Outcome] = []
    skipped: Counter[str] = Counter()
    if not paths:
        outcomes.append(Outcome(str(directory), "", ("no case files here",)))
    for path in paths:
        try:
            cases = read_cases(path)
        except Malformed as error:
            outcomes.append(Outcome(path.name, "", (str(error),)))
            continue
        for place, case in enumerate(cases):
            name = f"{path.name} case {place + 1}"
            if is_without_adapter(case):
                skipped[case["function"]] += 1
            else:
                outcomes.append(run_case(case, name))
    report(outcomes, skipped)
    return 1 if any(outcome.trouble for outcome in outcomes) else 0


def report(outcomes: Sequence[Outcome], skipped: Counter[str]) -> None:
    """Print each failure, each skipped function and the three totals."""
    failed = [outcome for outcome in outcomes if outcome.trouble]
    for outcome in failed:
        print(f"FAILED {outcome.function} {outcome.name}".replace("  ", " "))
        for line in outcome.trouble[:5]:
            print(f"    {line}")
    for function, count in sorted(skipped.items()):
        print(f"skipped {function}: {count} cases, no function of ours computes it")
    passed = len(outcomes) - len(failed)
    print(f"{passed} passed, {len(failed)} failed, {skipped.total()} skipped")


def read_cases(path: Path) -> list[Any]:
    """The cases of a file, unchecked; raises Malformed for any other content."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Malformed(f"cannot be read: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("cases"), list):
        raise Malformed("is not an object with a list of cases")
    if not content["cases"]:
        raise Malformed("holds no cases")
    return list(content["cases"])


def is_without_adapter(case: object) -> bool:
    """True for a case whose function is named and unknown to the adapters."""
    if not isinstance(case, dict) or not isinstance(case.get("function"), str):
        return False
    return case["function"] not in ADAPTERS


def run_case(case: object, name: str) -> Outcome:
    """The outcome of one case, whatever is wrong with it."""
    try:
        tolerance = check_case(case)
    except Malformed as error:
        return Outcome(name, "", (f"malformed: {error}",))
    assert isinstance(case, dict)
    expected, inputs = case["expected"], case["inputs"]
    actual: Mapping[str, object]
    try:
        actual = ADAPTERS[case["function"]](**inputs)
    except Refused as refusal:
        actual = {**dict.fromkeys(expected), "reason": refusal.reason}
    except CRASHES as error:
        crash = f"raised {type(error).__name__}: {error}"
        return Outcome(case["id"], case["function"], (crash,))
    trouble = list(differences(expected, actual, tolerance))
    if REFUSALS & expected.keys():
        is_met = actual.get("reason") is not None
        trouble = [] if is_met else [f"expected a refusal, got {actual!r}"]
    return Outcome(case["id"], case["function"], tuple(trouble))


def check_case(case: object) -> Tolerance:
    """The case's tolerance; raises Malformed for a case that lacks a part."""
    if not isinstance(case, dict):
        raise Malformed("a case must be an object")
    for field, kind in CASE_FIELDS.items():
        if not isinstance(case.get(field), kind):
            raise Malformed(f"{field!r} is absent or not a {kind.__name__}")
    if not case["expected"]:
        raise Malformed("nothing is expected")
    tolerance = case.get("tolerance")
    if not isinstance(tolerance, dict):
        raise Malformed("'tolerance' is absent or not an object")
    sizes = []
    for part in Tolerance._fields:
        size = tolerance.get(part)
        if not is_number(size) or not 0 <= size < float("inf"):
            raise Malformed(f"tolerance {part!r} is not a number of 0 or more")
        sizes.append(float(size))
    return Tolerance(*sizes)


def differences(
    expected: object, actual: object, tolerance: Tolerance, path: str = "result"
) -> Iterator[str]:
    """One line for each place where a result is not what was published."""
    if isinstance(expected, dict):
        if not isinstance(actual, Mapping):
            yield f"{path}: expected {expected}, got {actual!r}"
            return
        for key, value in expected.items():
            place = f"{path}.{key}"
            if key not in actual:
                yield f"{place}: expected {value!r}, got none (of {dict(actual)!r})"
            elif key in UNCHECKED_WHERE_NULL and isinstance(value, list):
                yield from list_differences(
                    value, actual[key], tolerance, place, is_null_unchecked=True
                )
            else:
                yield from differences(value, actual[key], tolerance, place)
    elif isinstance(expected, list):
        yield from list_differences(expected, actual, tolerance, path)
    elif not agrees(expected, actual, tolerance):
        yield f"{path}: expected {expected!r}, got {actual!r}"


def list_differences(
    expected: list[Any],
    actual: object,
    tolerance: Tolerance,
    path: str,
    *,
    is_null_unchecked: bool = False,
) -> Iterator[str]:
    """As `differences`, place by place; lists of different lengths do not agree."""
    if not isinstance(actual, list | tuple) or len(actual) != len(expected):
        yield f"{path}: expected {len(expected)} entries, got {actual!r}"
        return
    for place, (wanted, found) in enumerate(zip(expected, actual, strict=True)):
        if wanted is None and is_null_unchecked:
            continue
        if is_null_unchecked and isinstance(found, list | tuple):
            # A point can bear several labels; the published one must be among them.
            if wanted not in found:
                yield f"{path}[{place}]: expected {wanted!r} among {found!r}"
            continue
        yield from differences(wanted, found, tolerance, f"{path}[{place}]")


def agrees(expected: object, actual: object, tolerance: Tolerance) -> bool:
    """True for a number within tolerance and for anything else exactly the same."""
    if is_number(expected) and is_number(actual):
        wanted, found = float(expected), float(actual)
        allowed = max(tolerance.absolute, tolerance.relative * abs(wanted))
        return abs(wanted - found) <= allowed
    if expected == "Infinity":
        # A page shows a positive rate over nothing as not available.
        return actual is None
    if isinstance(expected, str) and isinstance(actual, str):
        return expected == actual
    return type(expected) is type(actual) and expected == actual


def is_number(value: object) -> TypeGuard[int | float]:
    """True for whole and floating numbers, not for true and false."""
    return isinstance(value, int | float) and not isinstance(value, bool)


if __name__ == "__main__":
    sys.exit(main())
