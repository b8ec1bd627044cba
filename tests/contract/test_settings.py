"""The README's settings table tells of every setting, with its true default."""

import re
from pathlib import Path

from dashboard.settings import Settings

README = Path(__file__).resolve().parents[2] / "README.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.*?) \| (.+?) \|$", re.MULTILINE)


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = [name for name, _, _ in ROW.findall(README.read_text("utf-8"))]
    assert listed == [name.upper() for name in Settings.model_fields]


def test_the_readme_gives_each_setting_its_default_and_what_it_does() -> None:
    rows = {name: row for name, *row in ROW.findall(README.read_text("utf-8"))}
    for name, field in Settings.model_fields.items():
        shown = str(field.get_default())
        is_empty = field.get_default() in ((), "") or "Secret" in repr(
            field.get_default()
        )
        assert rows[name.upper()] == [
            "empty" if is_empty else f"`{shown}`",
            field.description,
        ]
