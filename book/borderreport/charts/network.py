"""Who takes from whom: texts in rows, one step to the right for each hand that a text has gone through."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from borderreport.data import CORE
from borderreport.charts.template import INK, MUTED, RECORD_COLOUR, SOURCE_COLOURS, SYMBOLS

ROW = 62  # px of a row
ROOM = 0.55  # steps left free on either side for the words of the first and of the last text


def network(texts: pd.DataFrame, links: pd.DataFrame) -> go.Figure:
    """Texts as marks, and what one takes from another as arrows; dashed where that is only possible.

    ``texts``: key, name (of the row), words (beside the mark), tier, in the order of the rows.
    ``links``: source (who takes), origin (from whom), words, sure.
    """
    rows = {key: row for row, key in enumerate(texts["key"])}
    step = _steps(list(rows), links[links["sure"]])
    chart = go.Figure()
    for link in links.to_dict("records"):
        _arrow(chart, link, *((step[link[end]], rows[link[end]]) for end in ("origin", "source")))
    for text in texts.to_dict("records"):
        colour = SOURCE_COLOURS.get(text["key"], RECORD_COLOUR)
        at = dict(x=step[text["key"]], y=rows[text["key"]])
        mark = dict(size=14, color=colour, symbol=SYMBOLS[text["tier"]])
        chart.add_scatter(x=[at["x"]], y=[at["y"]], mode="markers", marker=mark, hoverinfo="skip")
        lift = 11 if text["tier"] == CORE else -13  # below, where the dashed lines leave upwards
        beside = dict(showarrow=False, xanchor="left", xshift=13, yshift=lift, font=dict(size=13, color=INK))
        chart.add_annotation(**at, **beside, text=text["words"])
    last = max(step.values())
    return chart.update_layout(
        height=40 + ROW * len(rows),
        xaxis=dict(visible=False, range=[-ROOM / 4, last + ROOM], fixedrange=True),
        yaxis=dict(tickvals=list(rows.values()), ticktext=list(texts["name"]), range=[len(rows) - 0.4, -0.6]),
    )


def _steps(keys: list[str], links: pd.DataFrame) -> dict[str, int]:
    """How many hands each text has gone through: none where it takes from nobody."""
    origin = dict(zip(links["source"], links["origin"]))

    def hands(key: str) -> int:
        return 1 + hands(origin[key]) if key in origin else 0

    return {key: hands(key) for key in keys}


def _arrow(chart: go.Figure, link: dict, start: tuple[int, int], end: tuple[int, int]) -> None:
    if not link["sure"]:
        line = dict(color=MUTED, width=1.5, dash="dash")
        ends = dict(x=[start[0], end[0]], y=[start[1], end[1]])
        chart.add_scatter(**ends, mode="lines", line=line, hoverinfo="skip")
        return
    ends = dict(x=end[0], y=end[1], ax=start[0], ay=start[1], axref="x", ayref="y")
    look = dict(arrowcolor=SOURCE_COLOURS[link["source"]], arrowwidth=2.5, arrowhead=2)
    chart.add_annotation(**ends, **look, text="", standoff=10, startstandoff=10)
    place = dict(zip("xy", (0.3 * a + 0.7 * b for a, b in zip(start, end))))
    beside = dict(showarrow=False, xanchor="left", xshift=6, yshift=9, font=dict(size=13, color=INK))
    chart.add_annotation(**place, **beside, text=link["words"])
