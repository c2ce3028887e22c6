"""Fewer white gaps.

Where a figure would not fit on the rest of its page, the text that follows it in its section goes first.
Heights are estimated from the widths of letters and the sizes in print.css. A wrong estimate costs a gap or
moves a paragraph to the other side of a figure, which its number names; it never cuts anything.
"""

from __future__ import annotations

import math
import re

import numpy as np
from bs4 import Tag

from borderreport.pdf import tables
from borderreport.pdf.paper import POINTS, Paper

#: Height of running head and foot together, and the gap in millimetres that is worth filling.
EDGES, GAP = 47.0, 35.0
#: Room in points that is left, because estimates err.
MARGIN = 12.0
#: Size of letters and height of a line in points.
TEXT, SMALL, TITLE = (10.0, 14.5), (8.0, 11.0), (10.5, 13.7)
FIGURE = "chart-figure"


def _lines(element: Tag | None, kind: tuple[float, float], room: float) -> float:
    if element is None:
        return 0.0
    size, line = kind
    return math.ceil(1.03 * tables.width(" ".join(element.get_text().split()), size) / room + 0.2) * line


def _figure(figure: Tag, room: float) -> float:
    image = figure.select_one("img")
    ratio = float(image["data-height"]) / float(image["data-width"]) if image is not None else 0.5
    height = 60 + room * ratio
    height += _lines(figure.select_one(".figure-title"), TITLE, room)
    return height + sum(
        _lines(p, SMALL, room) + 3 for p in figure.find_all("p") if "figure-title" not in p.get("class", [])
    )


def _table(table: Tag, room: float) -> float:
    widths = np.array(
        [float(re.sub(r"[^\d.]", "", column["style"])) * room / 100 for column in table.select("col")]
    )
    text = tables.measure(table)[1]
    return 25 + _lines(table.caption, TITLE, room) + tables.lines(text, widths) * 11.2 + len(text) * 6


def height(element: Tag, room: float) -> float:
    """About how high an element is, in points."""
    if FIGURE in element.get("class", []):
        return _figure(element, room)
    if element.name == "table":
        return _table(element, room)
    if element.name in ("h1", "h2", "h3"):
        return {"h1": 60 + 27.6, "h2": 27 + 16.8, "h3": 20 + 13.8}[element.name]
    if element.name in ("ul", "ol"):
        return 6.5 + sum(
            _lines(item, TEXT, room - 14) + 6.5 for item in element.find_all("li", recursive=False)
        )
    if element.name == "p":
        small = "source-line" in element.get("class", [])
        return _lines(element, SMALL if small else TEXT, room) + (17 if small else 6.5)
    return sum(height(child, room) for child in element.find_all(True, recursive=False)) + 10


def _text_after(figure: Tag) -> list[Tag]:
    """The paragraphs and lists that follow a figure, and others beside it, before anything else comes."""
    found: list[Tag] = []
    for element in figure.find_next_siblings(True):
        if FIGURE in element.get("class", []) and not found:
            continue
        if element.name not in ("p", "ul", "ol") or "source-line" in element.get("class", []):
            break
        found.append(element)
    return found


class _Filling:
    """The way through one chapter, page by page."""

    def __init__(self, paper: Paper) -> None:
        self.sheet, self.room = (paper.height - EDGES) * POINTS, paper.room
        self.moved = 0
        self.passed: set[int] = set()

    def place(self, at: float, element: Tag) -> float:
        """Place an element ``at`` points below the top of a page; return where the next one stands."""
        if element.name == "section":
            for child in list(element.find_all(True, recursive=False)):
                if id(child) not in self.passed:
                    at = self.place(at, child)
            return at
        self.passed.add(id(element))
        kinds = element.get("class", [])
        needed = 2 * self.sheet if tables.TURNED in kinds else height(element, self.room)
        if at + needed <= self.sheet:
            return at + needed
        if FIGURE in kinds or tables.TURNED in kinds:
            self.pull(at, element)
            return 0.0 if tables.TURNED in kinds else needed
        return (at + needed) % self.sheet

    def pull(self, at: float, element: Tag) -> None:
        """Let text that follows an element go before it, as much as fits on the rest of the page."""
        if self.sheet - at < GAP * POINTS:
            return
        for text in _text_after(element):
            at += height(text, self.room)
            if at > self.sheet - MARGIN:
                return
            element.insert_before(text.extract())
            self.passed.add(id(text))
            self.moved += 1


def fill(chapter: Tag, paper: Paper) -> int:
    """Let text go before figures in a chapter where that fills a gap; return how many paragraphs moved up."""
    filling = _Filling(paper)
    if chapter.find("figure") is not None:
        filling.place(0.0, chapter)
    return filling.moved
