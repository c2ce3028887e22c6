"""Tables on paper.

Heads name their columns, and tables that a page held upright would squeeze stand in landscape.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from bs4 import BeautifulSoup, Tag

from borderreport.charts.letters import FONTS
from borderreport.pdf.paper import Paper

#: Size of letters in tables, and room beside the text of a cell, in points; both as in print.css.
SIZE, PADDING = 8.5, 8.0
#: A table with more columns than this, or whose longest words do not fit side by side, is turned.
COLUMNS = 8
#: Class of the box around a turned table.
TURNED = "turned"
#: A word longer than this is hyphenated anyway.
LONGEST = 14


@cache
def _widths() -> tuple[dict[int, int], int]:
    from fontTools.ttLib import TTFont

    font = TTFont(FONTS / "SourceSans3-Regular.ttf", lazy=True)
    advance = font["hmtx"].metrics
    return {code: advance[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def width(text: str, size: float = SIZE) -> float:
    """Width of ``text`` in points, set in the letters of tables."""
    advances, em = _widths()
    return sum(advances.get(ord(letter), em // 2) for letter in text) * size / em


def measure(table: Tag) -> tuple[np.ndarray, np.ndarray]:
    """For each column the width of its longest word, and for each cell that of its text on one line.

    Both are with padding.
    """
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.select("tr")]
    least, text = np.zeros(max(map(len, rows))), np.zeros((len(rows), max(map(len, rows))))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            words = " ".join(cell.get_text().split())
            text[i, j] = width(words)
            whole = cell.name == "td" and "text-right" in cell.get("class", [])
            parts = [words] if whole else [w[:LONGEST] for w in words.replace("-", "- ").split(" ")]
            least[j] = max(least[j], *(width(part) for part in parts))
    return least, text


def lines(text: np.ndarray, widths: np.ndarray) -> float:
    """About how many lines the rows take at these widths.

    A line that breaks between words is not quite full.
    """
    return float(
        np.maximum(1, np.ceil(1.08 * text / np.maximum(widths - PADDING, 1))).max(axis=1).sum()
    ) + 1e-3 * float((text / widths).max(axis=1).sum())


def shares(table: Tag, room: float) -> np.ndarray:
    """The width of each column in per cent.

    Its longest word fits, and the rest is shared out so that the table gets short.
    """
    least, text = measure(table)
    least = least + PADDING
    spare = max(0.0, room - least.sum())
    widths = least + spare * (text.max(axis=0) + 1) / (text.max(axis=0) + 1).sum()
    for step in (room / 12, room / 30, room / 80):
        best, moved = lines(text, widths), True
        while moved:
            moved = False
            for giver in range(len(widths)):
                for taker in range(len(widths)):
                    if giver == taker or widths[giver] - step < least[giver]:
                        continue
                    tried = widths.copy()
                    tried[giver] -= step
                    tried[taker] += step
                    needed = lines(text, tried)
                    if needed < best - 1e-9:
                        widths, best, moved = tried, needed, True
    return 100 * widths / widths.sum()


def fit(section: Tag, paper: Paper) -> None:
    """Prepare every table of a section for pages of ``paper``."""
    for table in section.select("table"):
        for head in table.select("thead th"):
            head["scope"] = "col"
        for cell in table.select("td, th"):
            paragraphs = cell.find_all("p", recursive=False)
            if len(paragraphs) == 1:
                paragraphs[0].unwrap()
        kinds = [kind for kind in table.get("class", []) if kind not in ("table", "colwidths-auto")]
        turned = bool(
            len(table.select("thead th")) > COLUMNS
            or measure(table)[0].sum() + PADDING * len(table.select("thead th")) > paper.room
        )
        table["class"] = kinds
        columns = "".join(
            f'<col style="width:{share:.2f}%">'
            for share in shares(table, paper.turned_room if turned else paper.room)
        )
        table.thead.insert_before(BeautifulSoup(f"<colgroup>{columns}</colgroup>", "html.parser"))
        if turned:
            _turn(table)


def _turn(table: Tag) -> None:
    """Give a table and what it rests on a page in landscape."""
    below = table.find_next_sibling()
    box = table.wrap(BeautifulSoup("", "html.parser").new_tag("div", attrs={"class": TURNED}))
    if below is not None and "source-line" in below.get("class", []):
        box.append(below.extract())
