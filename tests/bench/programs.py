"""The two programs that are compared: ours, and the same page built the usual way."""

import json
from typing import NamedTuple
from urllib.parse import quote

from tests.bench.crowd import Ask
from tests.bench.usual import CHANGED, CHARTS, GROUPS
from tests.bench.visits import Target
from tests.integration.web.questions import POST, question

PANELS = ("ranked", "map", "funnel", "trend", "pairs", "heat", "table")
#: By the groups of offences that every store holds.
MEASURES = (
    "cps_conviction_rate_excluding_administrative",
    *(f"cps_conviction_rate_{group}" for group in GROUPS[1:]),
)
WINDOWS = ("month", "quarter", "year", "rolling_year")


class Program(NamedTuple):
    """One program: what serves it, how it is read, and the choices people make.

    `values` are choices in its first control, the one it starts with last; `asks` are
    all that a crowd may ask for.
    """

    name: str
    application: str
    target: Target
    values: tuple[str, ...]
    asks: tuple[Ask, ...]


def _usual_ask(group: str) -> Ask:
    outputs = [{"id": name, "property": "figure"} for name in CHARTS]
    outputs.append({"id": "table", "property": "data"})
    names = [f"{each['id']}.{each['property']}" for each in outputs]
    body = {
        "output": f"..{'...'.join(names)}..",
        "outputs": outputs,
        "inputs": [{"id": "group", "property": "value", "value": group}],
        "changedPropIds": ["group.value"],
        "parsedChangedPropsIds": ["group.value"],
    }
    return Ask("/_dash-update-component", json.dumps(body))


USUAL = Program(
    "as usual",
    "tests.bench.usual:server",
    Target(
        path="/",
        content="h1",
        drawn=f"""() => {list(CHARTS)}.every(
            id => document.querySelector(`#${{id}} .main-svg`)
        ) && document.querySelectorAll("#table td").length > 40""",
        choose=f"""() => {{
            window.benchDrawn = 0;
            for (const id of {list(CHANGED)}) {{
                const chart = document.querySelector(`#${{id}} .js-plotly-plot`);
                chart.once("plotly_afterplot", () => {{ window.benchDrawn += 1; }});
            }}
            window.dash_clientside.set_props("group", {{value: "VALUE"}});
        }}""",
        redrawn=f"() => window.benchDrawn === {len(CHANGED)}",
    ),
    (*GROUPS[1:], GROUPS[0]),
    tuple(_usual_ask(group) for group in GROUPS),
)

OURS = Program(
    "ours",
    "app:server",
    Target(
        path=f"/compare?measure={MEASURES[0]}",
        content="h1",
        drawn=f"""() => {list(PANELS)}.every(
            name => document.querySelector(`#panel-${{name}} .foot`)
        ) && document.readyState === "complete" """,
        choose="""() => {
            window.benchTitle = document.title;
            const field = document.querySelector("select[name=measure]");
            field.value = "VALUE";
            field.dispatchEvent(new Event("change", {bubbles: true}));
        }""",
        redrawn="""() => document.title !== window.benchTitle
            && !document.querySelector("main [aria-busy]")""",
    ),
    (*MEASURES[1:], MEASURES[0]),
    tuple(
        Ask(POST, json.dumps(question(f"/compare?measure={measure}&window={window}")))
        for measure in MEASURES
        for window in WINDOWS
    ),
)

#: What a frame in another site asks for.
EMBED = Ask(f"/embed/compare/ranked?measure={quote(MEASURES[0])}")
