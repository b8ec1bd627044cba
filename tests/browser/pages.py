"""The pages there are, each with an address that fills it."""

from layouts.frame import ONE_MEASURE, ONE_PRIORITY
from layouts.pages import ASIDE
from layouts.pages import PAGES as OURS

MEASURE = f"{ONE_MEASURE}cps_conviction_rate"
PRIORITY = f"{ONE_PRIORITY}more-charges"
PAGES = {
    **{page.path.strip("/") or "overview": page.path for page in (*OURS, *ASIDE)},
    "measure": MEASURE,
    "priority": PRIORITY,
}
#: Grades of all 42 areas in two editions, which is another table than of 14.
TWO_EDITIONS = (
    "/inspection?framework=invented-review-of-partnerships-by-their-peers-2025"
)
EVERY_LINK = [
    *(f"{path}?lang={code}" for path in PAGES.values() for code in ("en", "cy")),
    TWO_EDITIONS,
]
