"""Bars: how a whole divides, row by row."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from borderreport.charts.template import BLUE, GREEN, RUST

ROW = 40  # px of a row
NAMED = 0.17  # share of the longest bar from which a part carries its name
#: What holds, holds in part, or does not hold, in the order in which readers meet them.
HOLDING = (GREEN, BLUE, RUST)


def divided(table: pd.DataFrame, axis: str, colours: tuple[str, ...] = HOLDING) -> go.Figure:
    """Stacked bars: a bar for each row of ``table``, a part for each column, of whole numbers.

    ``axis`` says what is counted. Wide parts carry their name, narrow ones their number alone.
    """
    chart, most = go.Figure(), table.sum(axis=1).max()
    for (name, counts), colour in zip(table.items(), colours, strict=True):
        words = [f"{n} {name}" if n >= NAMED * most else str(n) if n else "" for n in counts]
        chart.add_bar(
            y=list(table.index),
            x=list(counts),
            orientation="h",
            marker=dict(color=colour, line=dict(color="#ffffff", width=1)),
            text=words,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont=dict(size=13, color="#ffffff"),
            hovertemplate="%{y}: %{x} " + name + "<extra></extra>",
        )
    rows = dict(autorange="reversed")
    return chart.update_layout(height=70 + ROW * len(table), barmode="stack", yaxis=rows, xaxis_title=axis)
