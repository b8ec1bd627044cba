"""Which windows and periods a measure can be shown in, and which one is."""

from collections.abc import Collection

from dashboard.measures import Measure
from dashboard.pages import Choices, PeriodChoice
from dashboard.periods import (
    Period,
    Window,
    count_present,
    offered_periods,
    parse_period,
)
from dashboard.view_state import Note, ViewState


def choose_period(
    measure: Measure, state: ViewState, *, present: Collection[int]
) -> tuple[Choices, Window, Period | None, list[Note]]:
    """What the measure offers, the window and period shown, and what was dropped.

    `present` are the first months of what is stored; without any there is no period.
    """
    notes: list[Note] = []
    offers = {
        window: offered_periods(
            present,
            measure.frequency,
            window=window,
            year_start=measure.year_start,
        )
        for window in measure.windows
    }
    windows = tuple(window for window, offered in offers.items() if offered)
    usual = Window.YEAR if Window.YEAR in windows else (windows or (Window.YEAR,))[0]
    window = Window(state.window) if state.window else usual
    if window not in windows:
        if state.window and windows:
            notes.append(Note("bad_value", "window", state.window))
        window = usual
    offered = offers.get(window, [])
    period = offered[0] if offered else None
    wanted = parse_period(state.period, window)
    if wanted is not None and can_show(wanted, measure, window, present=present):
        period = wanted
    if state.period and period is not None and wanted != period:
        notes.append(Note("bad_value", "period", state.period))
    listed = offered
    if period is not None and period not in offered:
        listed = [*offered, period]
    choices = tuple(
        PeriodChoice(each, *count_present(each, present, measure.frequency))
        for each in listed
    )
    return Choices(windows, choices), window, period, notes


def can_show(
    period: Period, measure: Measure, window: Window, *, present: Collection[int]
) -> bool:
    """True where something of the period is stored; of a rolling year, all of it."""
    if window not in measure.windows:
        return False
    found, wanted = count_present(period, present, measure.frequency)
    return found == wanted if window == Window.ROLLING_YEAR else found > 0


def latest_period(
    measure: Measure, state: ViewState, *, present: Collection[int]
) -> tuple[Period, Window] | None:
    """What one measure among many shows: the state's period, or else the latest.

    In the state's window where the measure has it, else as often as it is stored.
    None where nothing is.
    """
    stored = Window(measure.frequency.value)
    for name in (state.window, stored.value):
        window = Window(name) if name else stored
        if window not in measure.windows:
            continue
        offered = offered_periods(
            present, measure.frequency, window=window, year_start=measure.year_start
        )
        wanted = parse_period(state.period, window)
        if wanted is not None and can_show(wanted, measure, window, present=present):
            return wanted, window
        if offered:
            return offered[0], window
    return None
