"""Parts of a stacked bar that are alike without colour get a hatching.

A grey print and every eye can then tell them apart.
"""

from __future__ import annotations

from borderreport.charts.edges import contrast, is_hex
from borderreport.charts.template import PAPER

#: Two fills whose contrast is below this look alike in grey.
ALIKE = 1.6
SHAPES = ("/", "x", ".", "\\", "-")
#: A fill whose contrast to the paper is at least this carries white text.
DARK = 4.0


def _mixed(colour: str, other: str, share: float) -> str:
    parts = [[int(c[at : at + 2], 16) for at in (1, 3, 5)] for c in (colour, other)]
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in zip(*parts))


def hatched(spec: dict) -> dict:
    """The Plotly figure ``spec`` (plain data) with hatchings in its stacked bars.

    They are darker on dark fills and lighter on pale ones; text on a bar therefore stands out as before. Bars
    that have a pattern, or a colour for each bar, are left as they are.
    """
    if spec["layout"].get("barmode") != "stack":
        return spec
    plain: list[str] = []
    shapes = iter(SHAPES)
    for trace in spec["data"]:
        marker = trace.get("marker", {})
        colour = marker.get("color")
        if trace.get("type") != "bar" or not is_hex(colour) or "pattern" in marker:
            continue
        if any(contrast(colour, other) < ALIKE for other in plain):
            towards = "#000000" if contrast(colour) >= DARK else PAPER
            marker["pattern"] = {
                "shape": next(shapes),
                "bgcolor": colour,
                "fgcolor": _mixed(colour, towards, 0.45),
                "size": 8,
                "solidity": 0.25,
            }
        else:
            plain.append(colour)
    return spec
