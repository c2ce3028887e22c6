"""The one Plotly template of the report, and its colours."""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.io as pio

#: Every colour but that of the grid stands out from the paper, and MUTED from the tint of a map (MAP_TINT),
#: in both themes: 3:1 for marks, 4.5:1 for text. tests/browser/test_contrast.py measures it.
INK, MUTED, GRID, PAPER = "#1b2430", "#566170", "#dfe3e8", "#ffffff"
BLUE, RUST, GREEN, PURPLE, OCHRE, GREY = "#1f5c99", "#b8431f", "#2b7a4b", "#76479c", "#8a6100", "#606a76"
FONT = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"

#: One colour a source, the same in every chart. A label always says the same in words.
SOURCE_COLOURS = {
    "diplomat-2021": BLUE,
    "mei-2021": GREEN,
    "izvestia-2025": RUST,
    "specialeurasia-2025": PURPLE,
    "tactics-2025": OCHRE,
}

#: The public record is drawn in one colour and as diamonds, the core as circles, wherever they meet.
RECORD_COLOUR = MUTED
SYMBOLS = {"core": "circle", "record": "diamond"}


def register() -> None:
    """Make the report's template the default of Plotly."""
    axis = dict(
        gridcolor=GRID,
        linecolor=MUTED,
        zeroline=False,
        automargin=True,
        ticks="",
        title_font_size=14,
        tickfont=dict(size=14, color=INK),
    )
    pio.templates["report"] = go.layout.Template(
        layout=dict(
            font=dict(family=FONT, size=15, color=INK),
            colorway=[BLUE, RUST, GREEN, PURPLE, OCHRE, GREY],
            paper_bgcolor=PAPER,
            plot_bgcolor=PAPER,
            showlegend=False,
            bargap=0.35,
            hovermode="closest",
            margin=dict(l=8, r=16, t=8, b=8),
            xaxis=axis,
            yaxis=axis | dict(showgrid=False, ticklabelstandoff=6),
            hoverlabel=dict(
                bgcolor=PAPER, bordercolor=MUTED, font=dict(family=FONT, color=INK, size=13), align="left"
            ),
            modebar=dict(remove=["zoom", "pan"]),
        ),
    )
    pio.templates.default = "report"


register()  # whoever draws has imported the colours from here
