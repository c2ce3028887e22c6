"""Maps as filled polygons on a plain Cartesian plot, from the geometry in data/geo/.

Plotly's own geo traces fetch borders from outside even when given theirs, so they are not used.
"""

from __future__ import annotations

import json
from functools import cache

import plotly.graph_objects as go
from pyproj import Transformer
from shapely.geometry import Polygon, box

from borderreport.charts import template
from borderreport.data import DATA

#: Lambert conformal conic for Central Asia; shapes stay true over the region. Units: km.
PROJECTION = "+proj=lcc +lat_0=40 +lon_0=67 +lat_1=35 +lat_2=47 +datum=WGS84 +units=km"
COUNTRIES = DATA / "geo" / "countries-50m.geojson"


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)


def project(longitudes, latitudes) -> tuple[list[float], list[float]]:
    """Project degrees (WGS 84) to km east and north of 67° E, 40° N."""
    x, y = _transformer().transform(list(longitudes), list(latitudes))
    return [round(v, 1) for v in x], [round(v, 1) for v in y]


@cache
def countries() -> dict[str, list[list[list[float]]]]:
    """Outer rings of each state in data/geo, by English name: rings of [longitude, latitude]."""
    features = json.loads(COUNTRIES.read_text(encoding="utf-8"))["features"]
    return {
        f["properties"]["name"]: [polygon[0] for polygon in f["geometry"]["coordinates"]] for f in features
    }


def base_map(
    highlight: dict[str, str], corner: tuple[float, float], opposite: tuple[float, float]
) -> go.Figure:
    """Empty map of the region; ``highlight`` gives states a fill colour, the rest are pale.

    ``corner`` and ``opposite`` are (longitude, latitude) of south-west and north-east of the frame.
    """
    figure = go.Figure()
    frame_x, frame_y = project(*zip(corner, opposite))
    margin = 0.25 * max(
        frame_x[1] - frame_x[0], frame_y[1] - frame_y[0]
    )  # the plot may show a little beyond its frame
    frame = box(frame_x[0] - margin, frame_y[0] - margin, frame_x[1] + margin, frame_y[1] + margin)
    for name, rings in countries().items():
        xs, ys = [], []
        for ring in rings:
            seen = Polygon(zip(*project(*zip(*ring)))).buffer(0).intersection(frame)
            for part in getattr(seen, "geoms", [seen]):
                if part.geom_type == "Polygon" and not part.is_empty:
                    xs += [*(round(x, 1) for x in part.exterior.coords.xy[0]), None]
                    ys += [*(round(y, 1) for y in part.exterior.coords.xy[1]), None]
        if not xs:
            continue
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            fillcolor=highlight.get(name, "#f1f3f5"),
            line=dict(color="#727d8a", width=1),
            hoverinfo="skip",
        )
    figure.update_xaxes(visible=False, range=frame_x, fixedrange=True)
    figure.update_yaxes(visible=False, range=frame_y, scaleanchor="x", fixedrange=True)
    figure.update_layout(plot_bgcolor="#dde7f0")
    return figure


def label(figure: go.Figure, longitude: float, latitude: float, text: str, **font) -> None:
    """Write ``text`` centred at a place."""
    x, y = project([longitude], [latitude])
    figure.add_annotation(
        x=x[0], y=y[0], text=text, showarrow=False, font=dict(color=template.MUTED, size=13) | font
    )


def line(figure: go.Figure, points: list[list[float]], **style) -> None:
    """Draw a line through places ([longitude, latitude]).

    ``style`` is that of a Plotly line: color, width, dash.
    """
    x, y = project(*zip(*points))
    figure.add_scatter(
        x=x, y=y, mode="lines", line=dict(color=template.INK, width=2) | style, hoverinfo="skip"
    )
