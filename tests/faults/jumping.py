"""The app with a clock that jumps: as many seconds off as the file CLOCK says.

All that the app itself asks for the time of day is put wrong; the machine's own clock
is everybody's, and stays as it is.
"""

import os
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

from app import create_app, read_settings
from callbacks import metrics, serving
from callbacks.access import audit

_file = Path(os.environ["CLOCK"])
_true_time = time.time


def _off() -> float:
    return float(_file.read_text())


class Jumping(datetime):
    """The time of day, so far off."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + timedelta(seconds=_off())


for _module in (serving, metrics, audit):
    _module.datetime = Jumping  # type: ignore[attr-defined]  # its only clock
# When a kept answer lapses.
time.time = lambda: _true_time() + _off()

server = create_app(read_settings()).server
