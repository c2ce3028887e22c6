"""The same chart for a narrow screen.

The name of each row stands above its marks, so that the marks keep the width.
"""

from __future__ import annotations

import copy

#: Text size in px of everything but axis titles on a narrow chart.
SIZE = 12
ROW = 16  # px that a lifted name adds to the height of its row
#: px of one line of a legend; a narrow chart has room for one entry in a line, a wide one for about three
KEY = 23


def _rows(spec: dict) -> tuple[list[str], list]:
    """Names of the rows of ``spec``, top to bottom or bottom to top, and where each stands on the axis."""
    axis = spec["layout"].get("yaxis", {})
    if axis.get("showticklabels") is False or axis.get("visible") is False:
        return [], []
    if axis.get("tickvals") and axis.get("ticktext"):
        pairs = [(text, at) for text, at in zip(axis["ticktext"], axis["tickvals"]) if str(text).strip()]
        return [t for t, _ in pairs], [v for _, v in pairs]
    names = axis.get("categoryarray") or [
        y for trace in spec["data"] for y in trace.get("y", []) if isinstance(y, str)
    ]
    unique = list(dict.fromkeys(names))
    return unique, unique


def _keys(spec: dict) -> int:
    """How many entries the legend of ``spec`` has."""
    return (
        sum(t.get("showlegend", True) and bool(t.get("name")) for t in spec["data"])
        if spec["layout"].get("showlegend")
        else 0
    )


def narrow(spec: dict) -> dict:
    """A copy of the Plotly figure ``spec`` (plain data) that reads at about 340 px of width.

    ``layout.height`` may grow.
    """
    spec = copy.deepcopy(spec)
    layout = spec["layout"]
    for note in layout.get("annotations", []):
        note["font"] = note.get("font", {}) | {"size": SIZE}
    for trace in spec["data"]:
        if "text" in trace:
            trace["textfont"] = trace.get("textfont", {}) | {"size": SIZE}
    for axis in ("xaxis", "yaxis"):
        layout[axis] = layout.get(axis, {}) | {
            "tickfont": layout.get(axis, {}).get("tickfont", {}) | {"size": SIZE}
        }
    layout["uniformtext"] = {
        "minsize": 9,
        "mode": "hide",
    }  # what does not fit into a bar stands in the table, not in 4 px
    names, places = _rows(spec)
    if not names:
        layout["height"] = min(layout["height"], 300)
        return spec
    keys = _keys(spec)
    height = layout["height"] + ROW * len(names) + KEY * (keys - -(-keys // 3))
    lifted = [
        {
            "text": name.replace("<br>", " "),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": place,
            "yanchor": "bottom",
            "yshift": round(0.32 * (height - 60 - KEY * keys) / len(names), 1),
            "showarrow": False,
            "align": "left",
            "font": {"size": SIZE},
        }
        for name, place in zip(names, places)
    ]
    layout["annotations"] = [*layout.get("annotations", []), *lifted]
    layout["yaxis"] = layout["yaxis"] | {"showticklabels": False, "title": None}
    layout["height"] = height
    return spec
