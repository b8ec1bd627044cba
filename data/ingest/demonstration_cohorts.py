"""Made-up offences followed from being recorded to the end of their cases.

A few areas link the records of their agencies and can follow the same cases. How many
of a quarter's offences had come so far within so many months is known only once those
months have gone by: the newest cohorts are unfinished.
"""

from collections.abc import Iterator, Mapping, Sequence

from data.ingest.demonstration_draws import Area, Line, draws, quarters, some_part


def _months(yyyymm: int) -> int:
    return yyyymm // 100 * 12 + yyyymm % 100


#: The areas that link their records.
LINKED = ("E23000005", "E23000011", "E23000012")
#: Of offences recorded, the share that ever comes so far; in the order of a case.
STAGES = (
    ("cohort_charged", 0.078),
    ("cohort_first_hearing", 0.074),
    ("cohort_concluded", 0.070),
    ("cohort_convicted", 0.057),
)
#: Of those that ever do, the share within so many months.
ELAPSED = {
    "cohort_charged": (0.46, 0.64, 0.77, 0.85, 0.95, 0.99),
    "cohort_first_hearing": (0.30, 0.55, 0.71, 0.81, 0.93, 0.98),
    "cohort_concluded": (0.14, 0.34, 0.51, 0.63, 0.80, 0.94),
    "cohort_convicted": (0.15, 0.36, 0.53, 0.65, 0.81, 0.94),
}
MONTHS = (3, 6, 9, 12, 18, 36)
#: The last month that anything is known of, counted from the year 0.
LAST = _months(202512)


def cohorts(
    areas: Sequence[Area], recorded: Mapping[str, Mapping[int, Mapping[str, int]]]
) -> Iterator[Line]:
    """Offences of each quarter, and how far they had come after so many months.

    `recorded` are offences by area, quarter and group. Without a line where the months
    have not gone by for all of the quarter's offences.
    """
    for area in areas:
        if area.code not in LINKED:
            continue
        for quarter in quarters():
            entered = sum(recorded[area.code][quarter].values())
            yield _line("cohort_recorded", area.code, quarter, "all", "all", entered)
            yield from _reached(area, quarter, entered)


def _reached(area: Area, quarter: int, entered: int) -> Iterator[Line]:
    # Of those at one stage as many as can be are at the next.
    ceiling = dict.fromkeys(MONTHS, entered)
    for series, ever in STAGES:
        drawn = draws(f"{series} {area.code} {quarter}", 1 + len(MONTHS))
        (own,) = draws(f"{series} {area.code}", 1)
        share = ever * (1 + 0.05 * own) * (1 + 0.01 * next(drawn))
        count = 0
        for months, part in zip(MONTHS, ELAPSED[series], strict=True):
            expected = some_part(entered, share * part, next(drawn))
            count = min(ceiling[months], max(count, expected))
            ceiling[months] = count
            if _months(quarter) + 2 + months <= LAST:
                category = f"months_{months}"
                yield _line(
                    series, area.code, quarter, "elapsed_months", category, count
                )


def _line(
    series: str, code: str, quarter: int, breakdown: str, category: str, count: int
) -> Line:
    return Line(series, code, quarter, "quarter", breakdown, category, count)
