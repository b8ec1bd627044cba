"""Figures of a larger area, read for the areas in it and never as their own.

Some figures are published by court region or CPS Area alone. A board may read the one
it is part of, as long as it is told with whom it shares it.
"""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.areas import Geography
from dashboard.history import History
from dashboard.measures import Measure
from dashboard.reading import Coverage, areas_by_period

#: With figures of this many areas of its own a measure needs no others.
ENOUGH_OWN = 10


def is_shared(measure: Measure, coverage: Coverage) -> bool:
    """Whether areas read the figures of larger ones: hardly any has its own."""
    if measure.wider_area_type is None:
        return False
    own = areas_by_period(measure, coverage)
    return max(own.values(), default=0) < ENOUGH_OWN


def covered(measure: Measure, coverage: Coverage) -> dict[int, int]:
    """For how many areas there are figures to be read, by stored period in order.

    Of larger areas, where theirs are the ones that are read.
    """
    own = areas_by_period(measure, coverage)
    if not is_shared(measure, coverage):
        return own
    wider = areas_by_period(measure, coverage, area_type=measure.wider_area_type)
    return dict(sorted((own | wider).items()))


def share(history: History, wider: History, geography: Geography) -> History:
    """The history, with the cells of the area around them for areas without their own.

    `wider` is of the same measure for areas of its wider type.
    """
    measure = history.measure
    if measure.wider_area_type is None:
        return history
    shared, cells = {}, dict(history.cells)
    for code in geography.of_type(measure.area_type):
        found = geography.sharing(measure.wider_area_type, code)
        if code not in cells and found and found.whole.code in wider.cells:
            # An area that is the whole of it, as London is, has the figure to itself.
            if found.others:
                shared[code] = found
            cells[code] = wider.cells[found.whole.code]
    releases = history.releases | wider.releases
    return replace(history, cells=cells, shared=shared, releases=releases)


def share_all(
    histories: Mapping[str, History],
    wider: Mapping[str, History],
    geography: Geography,
) -> dict[str, History]:
    """Histories by measure, with those of larger areas where there are any."""
    return {
        name: share(history, wider[name], geography) if name in wider else history
        for name, history in histories.items()
    }
