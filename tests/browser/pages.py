"""The pages there are, each with an address that fills it."""

from layouts.frame import ONE_MEASURE
from layouts.pages import PAGES as OURS

MEASURE = f"{ONE_MEASURE}cps_conviction_rate"
PAGES = {
    **{page.path.strip("/") or "overview": page.path for page in OURS},
    "measure": MEASURE,
}
EVERY_LINK = [
    f"{path}?lang={language}" for path in PAGES.values() for language in ("en", "cy")
]
