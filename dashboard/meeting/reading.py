"""What a view showed at the last meeting, read beside what it shows now."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

from dashboard.meeting.last_time import LastTime, changed_lines, figure_of
from dashboard.periods import Window
from dashboard.views import Views

#: Pages that are about one measure of one's own area.
OF_ONE_MEASURE = ("compare", "measure")
OVERVIEW, PRIORITY = "overview", "priority"
OF_THE_PLAN = ("priorities", PRIORITY)


def on_day(query: str, day: str) -> str:
    """The same view as it was known on a day; of now for an empty one."""
    pairs = [pair for pair in parse_qsl(query) if pair[0] != "as_of"]
    if day:
        pairs.append(("as_of", day))
    return urlencode(pairs, safe=",:/")


def item_query(query: str, *, as_of: str, lang: str) -> str:
    """An item's view: of its own day or else the meeting's, and in its language."""
    pairs = dict(parse_qsl(query)) | {"lang": lang}
    pairs.setdefault("as_of", as_of)
    return urlencode(
        {
            name: value
            for name, value in pairs.items()
            if value and (name, value) != ("lang", "en")
        },
        safe=",:/",
    )


def last_time(
    views: Views, page: str, query: str, *, since: str, today: date
) -> LastTime:
    """What changed in a page's view since a day; without one, what it shows now.

    A view of a day before has not changed since.
    """
    as_of = views.parse(query)[0].as_of
    if as_of and since > as_of:
        since = ""
    day = date.fromisoformat(since) if since else None
    before = on_day(query, since) if since else ""
    if page in OF_ONE_MEASURE:
        now = views.compare(_as_published(views, page, query))
        then = views.compare(_as_published(views, page, before)) if since else None
        return LastTime(day, figure=figure_of(now, then))
    if page == OVERVIEW:
        shown = views.overview(query, today=today)
        earlier = views.overview(before, today=today) if since else None
        was_known = earlier is None or any(stage.rows for stage in earlier.stages)
        appeared, gone = changed_lines(shown, earlier if was_known else None)
        return LastTime(
            day, appeared=appeared, gone=gone, has_list=True, was_known=was_known
        )
    if page in OF_THE_PLAN and day:
        moved = views.plan(query, today=today, since=day).moved
        name = views.parse(query)[0].priority
        return LastTime(day, moved=moved.of(name) if page == PRIORITY else moved)
    loaded = tuple(
        release
        for release in views.releases(as_of)
        if day and release.state == "current" and release.loaded_at.date() > day
    )
    return LastTime(day, loaded=loaded)


def _as_published(views: Views, page: str, query: str) -> str:
    """One measure's page shows it as often as it is published."""
    state, _ = views.parse(query)
    if page != "measure" or state.window or state.period:
        return query
    window = Window(views.catalogue[state.measure].frequency.value)
    return f"{query}&window={window}" if query else f"window={window}"
