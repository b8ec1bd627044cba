"""The README documents every parameter a link may carry."""

import re
from pathlib import Path

from dashboard.view_state import PARAMETERS

README = Path(__file__).resolve().parent.parent.parent / "README.md"


def test_the_readme_documents_every_parameter_of_a_link_and_no_other() -> None:
    section = README.read_text("utf-8").split("\n## Links\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", section, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert documented == set(PARAMETERS)
