"""The compare page built the usual way, to measure ours against.

Dash as its documentation has it: each chart a `dcc.Graph` of a plotly.express figure,
a sortable `DataTable`, each choice one callback that reads a frame with pandas, and
nothing kept. It draws four of our seven panels and the table.
"""

import os
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html
from flask import Flask
from plotly.graph_objects import Figure
from sqlalchemy import create_engine, text

COUNTS = text(
    "SELECT areas.name_en AS area, observations.series, observations.period_start,"
    " observations.category, observations.value"
    " FROM observations JOIN areas USING (area_type, area_code)"
    " WHERE series IN ('cps_convictions', 'cps_unsuccessful')"
    " AND area_type = 'criminal_justice_area' AND category = :group"
)
YEAR = text(
    "SELECT areas.name_en AS area, observations.series, observations.category,"
    " observations.value"
    " FROM observations JOIN areas USING (area_type, area_code)"
    " WHERE series IN ('cps_convictions', 'cps_unsuccessful')"
    " AND area_type = 'criminal_justice_area'"
    " AND period_start >= '2021-01-01' AND period_start < '2022-01-01'"
)
GROUPS = (
    "all",
    "burglary",
    "drugs_offences",
    "homicide",
    "robbery",
    "sexual_offences",
)
CHARTS = ("ranked", "funnel", "trend", "heat")
#: Those that another group changes: the heat map holds all of them, and stays.
CHANGED = CHARTS[:3]
Z = 1.959964

engine = create_engine(os.environ.get("DATABASE_URL", "sqlite://"))
server = Flask(__name__)
app = Dash(__name__, server=server)
app.layout = html.Div(
    [
        html.H1("Conviction rate"),
        dcc.Dropdown(GROUPS, GROUPS[0], id="group", clearable=False),
        *(dcc.Graph(id=name) for name in CHARTS),
        dash_table.DataTable(id="table", sort_action="native"),
    ]
)


# Plotly imports its parts when they are first used; two threads at once trip over it.
px.line(x=[0], y=[0], render_mode="svg")
px.scatter(x=[1], y=[0], error_x=[0], log_x=True)
px.imshow(pd.DataFrame({"rate": [0.0]}))


@server.get("/healthz")
def _healthz() -> str:
    return "ok"


def _rates(counts: pd.DataFrame, *by: str) -> pd.DataFrame:
    sums = counts.pivot_table(
        index=list(by), columns="series", values="value", aggfunc="sum"
    ).reset_index()
    sums["cases"] = sums["cps_convictions"] + sums["cps_unsuccessful"]
    sums["rate"] = sums["cps_convictions"] / sums["cases"]
    return sums


def _with_intervals(rates: pd.DataFrame) -> pd.DataFrame:
    """Wilson's interval, as lengths below and above for error bars."""
    cases, rate = rates["cases"], rates["rate"]
    centre = (rate + Z**2 / (2 * cases)) / (1 + Z**2 / cases)
    half = (
        Z
        / (1 + Z**2 / cases)
        * (rate * (1 - rate) / cases + Z**2 / (4 * cases**2)) ** 0.5
    )
    return rates.assign(below=rate - centre + half, above=centre + half - rate)


@app.callback(
    *(Output(name, "figure") for name in CHARTS),
    Output("table", "data"),
    Input("group", "value"),
)
def _show(group: str) -> tuple[Figure, Figure, Figure, Figure, list[dict[Any, Any]]]:
    with engine.connect() as connection:
        counts = pd.read_sql(COUNTS, connection, params={"group": group})
        year = pd.read_sql(YEAR, connection)
    months = _rates(counts, "area", "period_start")
    groups = _rates(year, "area", "category")
    chosen = _rates(year[year["category"] == group], "area")
    areas = _with_intervals(chosen).sort_values("rate")
    return (
        px.scatter(areas, x="rate", y="area", error_x="above", error_x_minus="below"),
        px.scatter(areas, x="cases", y="rate", hover_name="area", log_x=True),
        px.line(months, x="period_start", y="rate", color="area", render_mode="svg"),
        px.imshow(groups.pivot_table(index="area", columns="category", values="rate")),
        areas.to_dict("records"),
    )
