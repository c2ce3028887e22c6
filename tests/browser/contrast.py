"""Contrast as WCAG 2 measures it, and what the dark theme's filter of the charts makes of a colour."""

from __future__ import annotations

import math

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1

#: As in report.css: filter: invert(0.92) hue-rotate(180deg).
INVERT, TURN = 0.92, math.pi


def in_dark(colour: Colour) -> Colour:
    """The colour that a reader of the dark theme sees where a chart has ``colour`` (Filter Effects, level 1)."""
    red, green, blue = (value * (1 - 2 * INVERT) + INVERT for value in colour)
    cos, sin = math.cos(TURN), math.sin(TURN)
    rows = (
        (
            0.213 + cos * 0.787 - sin * 0.213,
            0.715 - cos * 0.715 - sin * 0.715,
            0.072 - cos * 0.072 + sin * 0.928,
        ),
        (
            0.213 - cos * 0.213 + sin * 0.143,
            0.715 + cos * 0.285 + sin * 0.140,
            0.072 - cos * 0.072 - sin * 0.283,
        ),
        (
            0.213 - cos * 0.213 - sin * 0.787,
            0.715 - cos * 0.715 + sin * 0.715,
            0.072 + cos * 0.928 + sin * 0.072,
        ),
    )
    return tuple(min(1.0, max(0.0, r * red + g * green + b * blue)) for r, g, b in rows)


def luminance(colour: Colour) -> float:
    """Relative luminance."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: Colour, other: Colour) -> float:
    """Contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: Colour, opacity: float, ground: Colour) -> Colour:
    """``colour`` of some ``opacity`` painted on ``ground``."""
    return tuple(c * opacity + g * (1 - opacity) for c, g in zip(colour, ground))
