import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reference import main

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT.parent / "shared" / "reference-cases"

Write = Callable[[str, Any], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: Any) -> Path:
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return written


def rounding_case(**changes: Any) -> dict[str, Any]:
    case = {
        "id": "typed-here-1",
        "function": "round_half_up",
        "inputs": {"value": 2.5, "decimal_places": 0},
        "expected": {"rounded": 3},
        "tolerance": {"relative": 1e-9, "absolute": 0},
    }
    return {**case, **changes}


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_every_published_case_that_we_compute_agrees(
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not CASES.is_dir():
        pytest.skip("the reference cases are not in ../shared/reference-cases")

    status = main([str(CASES)])

    printed = capsys.readouterr().out
    assert status == 0, printed
    assert "0 failed" in printed.splitlines()[-1]


def test_a_case_that_agrees_passes(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("rounding.json", {"cases": [rounding_case()]})

    assert main([str(folder)]) == 0
    assert last_line(capsys) == "1 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize(
    "expected",
    [
        {"rounded": 2},
        {"rounded": None},
        {"rounded": True},
        {"rounded": "3"},
        {"rounded": [3]},
        {"rounded": 3, "another": 1},
        {"error": "refused"},
    ],
)
def test_a_result_that_differs_fails(
    expected: Any, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("rounding.json", {"cases": [rounding_case(expected=expected)]})

    assert main([str(folder)]) == 1
    printed = capsys.readouterr().out
    assert "FAILED round_half_up typed-here-1" in printed
    assert printed.splitlines()[-1] == "0 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize(
    "inputs",
    [
        {"value": 2.5},
        {"value": 2.5, "decimal_places": 0, "surprise": 1},
        {"value": "two", "decimal_places": 0},
        {"value": None, "decimal_places": 0},
    ],
)
def test_inputs_that_our_function_does_not_take_fail(
    inputs: Any, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("rounding.json", {"cases": [rounding_case(inputs=inputs)]})

    assert main([str(folder)]) == 1
    assert last_line(capsys) == "0 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize(
    "case",
    [
        "not a case",
        None,
        {},
        rounding_case(id=7),
        rounding_case(function=None),
        rounding_case(inputs=[]),
        rounding_case(expected={}),
        rounding_case(tolerance=None),
        rounding_case(tolerance={"relative": 1e-9}),
        rounding_case(tolerance={"relative": -1, "absolute": 0}),
        rounding_case(tolerance={"relative": float("inf"), "absolute": 0}),
    ],
)
def test_a_malformed_case_fails(
    case: Any, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("rounding.json", {"cases": [rounding_case(), case]})

    assert main([str(folder)]) == 1
    assert last_line(capsys) == "1 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize("content", ["{", "[]", '{"cases": []}', '{"cases": 3}', "é"])
def test_a_file_that_holds_no_cases_fails(
    content: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(write("broken.json", content))]) == 1
    assert last_line(capsys) == "0 passed, 1 failed, 0 skipped"


def test_an_unknown_function_is_skipped_by_name(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = rounding_case(function="horoscope")
    folder = write("mixed.json", {"cases": [unknown, unknown, rounding_case()]})

    assert main([str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "skipped horoscope: 2 cases" in printed
    assert printed.splitlines()[-1] == "1 passed, 0 failed, 2 skipped"


def test_a_folder_without_cases_fails(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1
    assert main([str(tmp_path / "absent")]) == 1


def test_the_index_is_not_a_case_file(write: Write) -> None:
    write("index.json", {"files": {}})
    folder = write("rounding.json", {"cases": [rounding_case()]})

    assert main([str(folder)]) == 0


def test_a_refusal_meets_an_expected_error_or_null_and_nothing_else(
    write: Write,
) -> None:
    refused = rounding_case(
        function="proportion_with_wilson_interval",
        inputs={
            "numerator": 3,
            "denominator": 2,
            "multiplier": 1,
            "confidence": [0.95],
        },
        expected={"error": "any_name"},
    )

    assert main([str(write("a.json", {"cases": [refused]}))]) == 0
    no_value = {**refused, "expected": {"value": None}}
    assert main([str(write("a.json", {"cases": [no_value]}))]) == 0
    wanted = {**refused, "expected": {"value": 1.5}}
    assert main([str(write("a.json", {"cases": [wanted]}))]) == 1


def test_null_is_unchecked_only_where_a_point_may_be(write: Write) -> None:
    case = rounding_case(
        function="quantile_bands",
        inputs={"values": [1, 2], "bands": 2, "band_1_holds": "lowest_values"},
        expected={"bands": [1, None]},
    )

    assert main([str(write("a.json", {"cases": [case]}))]) == 1
