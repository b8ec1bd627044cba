"""With nothing happening the attention list stays nearly empty."""

import numpy as np

from tests.bench.false_alarms import MONTHS, SEED, make_histories, report, tally


def test_stable_areas_are_seldom_listed_and_often_red() -> None:
    histories = make_histories(np.random.default_rng(SEED))[:6]
    found = tally(histories, [MONTHS - 1])
    figures = found.overviews * found.measures
    assert figures == 42 * 6
    assert found.lines.total() / figures < 0.04
    assert found.empty > found.overviews / 2
    assert found.red + found.amber > 0.4 * figures
    assert "252 figures are listed" in report(found)
