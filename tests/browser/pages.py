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
EVERY_LINK = [
    f"{path}?lang={language}" for path in PAGES.values() for language in ("en", "cy")
]
