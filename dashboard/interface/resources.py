"""Every resource of the open interface: its parameters, its fields and its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dashboard.areas import AreaType
from dashboard.interface import fields, rows
from dashboard.interface.fields import Field
from dashboard.interface.parameters import Parameter
from dashboard.interface.rows import Row
from dashboard.judged import EVERY, LATEST, Wanted
from dashboard.language import LANGUAGES, Language
from dashboard.periods import Window
from dashboard.view_state import AGAINST, AREA_PREFIX
from dashboard.views import Views

MOST_ROWS, USUAL_ROWS = 1_000, 100
#: Each of these is judged by a chart of its own.
MOST_RESULTS = 250
PERIOD = r"latest|all|[0-9]{4}(-[0-9]{2}|-Q[1-4])?|[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}"
MONTH = r"(18|19|20|21)[0-9]{2}-(0[1-9]|1[0-2])"

PLACE = r"[0-9]{1,9}(\.[0-9]{1,9}){5}"

Values = Mapping[str, Any]


class Page(NamedTuple):
    """Part of an answer: of how many rows in all, and where the next part begins.

    `onward` are the parameters that ask for it; nothing after the last part. `total`
    is None where counting would take as long as reading.
    """

    rows: list[Row]
    total: int | None
    onward: Mapping[str, str]


@dataclass(frozen=True)
class Resource:
    """One thing that can be asked for, at `/api/v1/NAME` and `NAME.csv`."""

    name: str
    fields: tuple[Field, ...]
    parameters: Callable[[Views], tuple[Parameter, ...]]
    read: Callable[[Views, Values, Language], Page]


LANG = Parameter(
    "lang",
    choices=LANGUAGES,
    default="en",
)
LIMIT = Parameter(
    "limit",
    least=1,
    most=MOST_ROWS,
    default=USUAL_ROWS,
)
OFFSET = Parameter("offset", least=0, most=10_000_000, default=0)
AS_OF = Parameter(
    "as_of",
    is_day=True,
    example="2025-11-30",
)


def _area(views: Views) -> Parameter:
    codes = sorted({code for _, code in views.geography().areas})
    return Parameter(
        "area",
        choices=tuple(codes),
        is_list=True,
        listed_at="/api/v1/areas",
        default=(),
        example=views.home_area if views.home_area in codes else "",
    )


def _area_type(views: Views) -> Parameter:
    return Parameter(
        "area_type",
        choices=tuple(kind.value for kind in AreaType),
        is_list=True,
        default=(),
    )


def _measure(views: Views) -> Parameter:
    return Parameter(
        "measure",
        choices=tuple(views.catalogue),
        is_list=True,
        listed_at="/api/v1/measures",
        default=(),
        example=views.defaults().measure,
    )


def _listed(name: str, found: Iterable[str]) -> Parameter:
    return Parameter(
        name,
        choices=tuple(sorted(set(found))) or ("none",),
        is_list=True,
        default=(),
    )


def _part(found: list[Row], values: Values) -> Page:
    offset, limit = values["offset"], values["limit"]
    return Page(found[offset : offset + limit], len(found), _next(values, len(found)))


def _next(values: Values, total: int) -> dict[str, str]:
    onward = values["offset"] + values["limit"]
    return {"offset": str(onward)} if onward < total else {}


def _areas(views: Views, values: Values, language: Language) -> Page:
    geography = views.geography()
    found = [
        rows.area_row(area, geography)
        for _, area in sorted(geography.areas.items())
        if area.type.value in (values["area_type"] or (area.type.value,))
        and area.code in (values["area"] or (area.code,))
    ]
    return _part(found, values)


def _measures(views: Views, values: Values, language: Language) -> Page:
    present = views.open.present()
    chosen = {
        "id": values["measure"],
        "stage": values["stage"],
        "lead_agency": values["agency"],
        "topic": values["topic"],
    }
    found = [
        rows.measure_row(measure, views.catalogue, present[measure.id])
        for measure in views.catalogue.values()
        if all(
            not wanted or getattr(measure, name) in wanted
            for name, wanted in chosen.items()
        )
    ]
    return _part(found, values)


def _releases(views: Views, values: Values, language: Language) -> Page:
    found = [
        rows.release_row(release)
        for release in views.releases()
        if release.publication in (values["publication"] or (release.publication,))
        and release.state in (values["state"] or (release.state,))
    ]
    return _part(found, values)


def _results(views: Views, values: Values, language: Language) -> Page:
    against = values["against"]
    wanted = Wanted(
        measures=values["measure"],
        areas=values["area"],
        period=values["period"],
        window=values["window"] or "",
        against=against,
        as_of=values["as_of"] or "",
        offset=values["offset"],
        limit=values["limit"],
    )
    total, judged = views.open.judged(wanted)
    found = rows.result_rows(judged, views.geography(), language)
    return Page(found, total, _next(values, total))


def _observations(views: Views, values: Values, language: Language) -> Page:
    after, limit = values["after"], values["limit"]
    found = views.open.observations(
        series=values["series"],
        area_types=values["area_type"],
        area_codes=values["area"],
        span=(_whole_month(values["from"], 0), _whole_month(values["to"], 999912)),
        as_of=values["as_of"] or "",
        after=_place(after) if after else None,
        limit=limit + 1,
    )
    onward = {}
    if len(found) > limit:
        onward = {"after": ".".join(map(str, found[limit - 1].place))}
    return Page([tuple(each[1:]) for each in found[:limit]], None, onward)


def _whole_month(text: str | None, otherwise: int) -> int:
    return int(text.replace("-", "")) if text else otherwise


def _place(cursor: str) -> tuple[int, int, int, int, int, int]:
    """Where the page before ended; its form makes sure that there are six."""
    one, two, three, four, five, six = (int(number) for number in cursor.split("."))
    return (one, two, three, four, five, six)


RESOURCES = (
    Resource(
        "areas",
        fields.AREAS,
        lambda views: (_area(views), _area_type(views), LIMIT, OFFSET, LANG),
        _areas,
    ),
    Resource(
        "measures",
        fields.MEASURES,
        lambda views: (
            _measure(views),
            _listed(
                "stage",
                (m.stage for m in views.catalogue.values()),
            ),
            _listed(
                "agency",
                (m.lead_agency for m in views.catalogue.values()),
            ),
            _listed(
                "topic",
                (m.topic for m in views.catalogue.values()),
            ),
            LIMIT,
            OFFSET,
            LANG,
        ),
        _measures,
    ),
    Resource(
        "releases",
        fields.RELEASES,
        lambda views: (
            _listed(
                "publication",
                (release.publication for release in views.releases()),
            ),
            Parameter(
                "state",
                choices=("current", "superseded", "withdrawn"),
                is_list=True,
                default=(),
            ),
            LIMIT,
            OFFSET,
            LANG,
        ),
        _releases,
    ),
    Resource(
        "observations",
        fields.OBSERVATIONS,
        lambda views: (
            _listed(
                "series",
                (stream[0] for stream in views.open.streams()),
            ),
            _area_type(views),
            _area(views),
            Parameter("from", pattern=MONTH, example="2024-01"),
            Parameter("to", pattern=MONTH, example="2025-12"),
            AS_OF,
            Parameter(
                "after",
                pattern=PLACE,
                example="1.0.1.0.202102.1",
            ),
            LIMIT,
            LANG,
        ),
        _observations,
    ),
    Resource(
        "results",
        fields.RESULTS,
        lambda views: (
            _measure(views),
            _area(views),
            Parameter(
                "window",
                choices=tuple(window.value for window in Window),
            ),
            Parameter(
                "period",
                pattern=PERIOD,
                default=LATEST,
                example=EVERY,
            ),
            Parameter(
                "against",
                choices=(
                    *AGAINST,
                    *(
                        f"{AREA_PREFIX}{code}"
                        for code in views.geography().of_type(
                            AreaType.CRIMINAL_JUSTICE_AREA
                        )
                    ),
                ),
                default=AGAINST[0],
            ),
            AS_OF,
            replace(LIMIT, most=MOST_RESULTS),
            OFFSET,
            LANG,
        ),
        _results,
    ),
)
BY_NAME = {resource.name: resource for resource in RESOURCES}
