"""Pale bars get a line around them.

A fill that hardly differs from the paper is otherwise not seen by all readers.
"""

from __future__ import annotations

from borderreport.charts.template import MUTED, PAPER

#: Contrast that WCAG 2.2 (1.4.11) asks of a mark against its ground.
LEAST = 3.0


def contrast(colour: str, ground: str = PAPER) -> float:
    """Contrast of two colours written as ``#rrggbb``."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def is_hex(colour) -> bool:
    """Whether ``colour`` is one colour written as ``#rrggbb``, and no list of some."""
    return isinstance(colour, str) and len(colour) == 7 and colour.startswith("#")


def edged(spec: dict) -> dict:
    """The Plotly figure ``spec`` (plain data) with a line around pale bars.

    Bars get it whose one fill is pale and has no darker line yet. A fill in the colour of the paper is a gap
    and not a mark, and is left as it is.
    """
    for trace in spec["data"]:
        marker = trace.get("marker", {})
        fill, line = marker.get("color"), marker.get("line", {}).get("color")
        pale = is_hex(fill) and fill.lower() not in (PAPER, "#fff") and contrast(fill) < LEAST
        if trace.get("type") == "bar" and pale and not (is_hex(line) and contrast(line) >= LEAST):
            marker["line"] = marker.get("line", {}) | {"color": MUTED, "width": 1}
    return spec
