"""Which function of ours computes what a reference case names.

An adapter takes a case's inputs by name and returns our results by name. It renames,
and splits or joins lists; it computes nothing itself. An input it does not know is an
error, never ignored.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.reference_adapters import (
    control_charts,
    disparity_and_trend,
    funnels,
    proportions_and_rates,
    suppression,
)

Adapter = Callable[..., Mapping[str, Any]]

ADAPTERS: dict[str, Adapter] = {
    **proportions_and_rates.ADAPTERS,
    **funnels.ADAPTERS,
    **control_charts.ADAPTERS,
    **disparity_and_trend.ADAPTERS,
    **suppression.ADAPTERS,
}
