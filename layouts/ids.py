"""Every id in the pages and in the live part, spelled in one place."""

URL = "url"
REQUEST = "request"
ANSWER = "answer"
DRAWN = "drawn"

MAIN = "main"
NOTES = "notes"
CONTROLS = "controls"
FINDING = "finding"
ANNOUNCEMENT = "announcement"
NAVIGATION = "navigation"
CHOOSER = "chooser"
AS_KNOWN = "as-known"
MENU = "menu"
VIEW_FORM = "view"
NOTICE = "notice"


def panel(name: str) -> str:
    """The id of a panel's section: its inside is one region."""
    return f"panel-{name}"


def panel_heading(name: str) -> str:
    """The id of the heading a panel is labelled by."""
    return f"panel-{name}-heading"


def panel_table(name: str) -> str:
    """The id of a panel's table twin."""
    return f"panel-{name}-table"


def field(parameter: str) -> str:
    """The id of the control for one parameter of the view."""
    return f"field-{parameter}"
