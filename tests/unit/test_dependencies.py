import pytest

from tests.dependencies import is_allowed


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "Apache-2.0 OR GPL-3.0-only",
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "BSD License",
    ],
)
def test_a_licence_whose_parts_are_all_on_the_list_is_allowed(licence: str) -> None:
    assert is_allowed(licence)


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "UNKNOWN", "", "none"]
)
def test_a_licence_with_a_part_that_is_not_on_the_list_is_not(licence: str) -> None:
    assert not is_allowed(licence)
