"""The compare page built the usual way, to measure ours against.

Dash as its tutorial has it: every chart a `dcc.Graph` of a `go.Figure`, every choice a
callback that reads a frame with pandas, and nothing kept.
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
    " AND area_type = 'criminal_justice_area'"
)
YEARS = ("2021", "2022", "2023", "2024", "2025")

engine = create_engine(os.environ["DATABASE_URL"])
server = Flask(__name__)
app = Dash(__name__, server=server)
app.layout = html.Div(
    [
        html.H1("Conviction rate"),
        dcc.Dropdown(YEARS, YEARS[-1], id="year"),
        *(dcc.Graph(id=name) for name in ("ranked", "funnel", "trend", "heat")),
        dash_table.DataTable(id="table"),
    ]
)


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


@app.callback(
    Output("ranked", "figure"),
    Output("funnel", "figure"),
    Output("trend", "figure"),
    Output("heat", "figure"),
    Output("table", "data"),
    Input("year", "value"),
)
def _show(year: str) -> tuple[Figure, Figure, Figure, Figure, list[dict[Any, Any]]]:
    with engine.connect() as connection:
        counts = pd.read_sql(COUNTS, connection)
    whole = counts[counts["category"] == "all"]
    chosen = counts["period_start"].str.startswith(year)
    areas = _rates(whole[chosen], "area").sort_values("rate")
    groups = _rates(counts[chosen], "area", "category")
    months = _rates(whole, "area", "period_start")
    return (
        px.bar(areas, x="rate", y="area", orientation="h"),
        px.scatter(areas, x="cases", y="rate", hover_name="area", log_x=True),
        px.line(months, x="period_start", y="rate", color="area"),
        px.imshow(groups.pivot_table(index="area", columns="category", values="rate")),
        areas.to_dict("records"),
    )
