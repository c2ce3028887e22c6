"""Tables on paper: heads that name their columns, and landscape for those that a page held upright would squeeze."""

from __future__ import annotations

from functools import cache

from bs4 import Tag

from borderreport.charts.static import FONTS

#: Size of letters in tables, and room beside the text of a cell, in points; both as in print.css.
SIZE, PADDING = 8.5, 8.0
#: A table with more columns than this, or whose longest words do not fit side by side, is turned.
COLUMNS = 7
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


def narrowest(table: Tag) -> float:
    """The width in points below which words of the table would have to be broken."""
    columns: list[float] = []
    for row in table.select("tr"):
        for number, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
            whole = "text-right" in cell.get("class", []) and cell.name == "td"
            words = [cell.get_text(strip=True)] if whole else [w[:LONGEST] for w in cell.get_text().replace("-", "- ").split(" ")]
            if number == len(columns):
                columns.append(0)
            columns[number] = max(columns[number], *(width(word) for word in words))
    return sum(columns) + PADDING * len(columns)


def fit(section: Tag, room: float) -> None:
    """Prepare every table of a section for pages whose text is ``room`` points wide."""
    for table in section.select("table"):
        for head in table.select("thead th"):
            head["scope"] = "col"
        for cell in table.select("td, th"):
            paragraphs = cell.find_all("p", recursive=False)
            if len(paragraphs) == 1:
                paragraphs[0].unwrap()
        kinds = [kind for kind in table.get("class", []) if kind not in ("table", "colwidths-auto")]
        columns = len(table.select("thead th"))
        if columns > COLUMNS or narrowest(table) > room:
            kinds.append("turned")
        table["class"] = kinds
