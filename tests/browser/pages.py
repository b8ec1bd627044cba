"""The pages there are, each with the link that fills it."""

from layouts.pages import PAGES as OURS

PAGES = {page.path.strip("/") or "overview": page.path for page in OURS}
LIVE = [page.path for page in OURS if page.is_live]
EVERY_LINK = [
    f"{path}?lang={language}" for path in PAGES.values() for language in ("en", "cy")
]
