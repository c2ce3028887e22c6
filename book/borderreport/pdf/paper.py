"""Sizes of paper, and the room that text has on them."""

from __future__ import annotations

from dataclasses import dataclass

#: Margins left and right in millimetres, of pages held upright and turned; also in print.css.
MARGIN, TURNED_MARGIN = 24.0, 20.0
POINTS = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """A sheet by its CSS name, with width and height in millimetres."""

    name: str
    width: float
    height: float

    @property
    def room(self) -> float:
        """Width of the text in points."""
        return (self.width - 2 * MARGIN) * POINTS

    @property
    def turned_room(self) -> float:
        """Width of the text on a page in landscape, in points."""
        return (self.height - 2 * TURNED_MARGIN) * POINTS

    @property
    def style(self) -> str:
        """The CSS that chooses this sheet."""
        return (
            f"@page {{ size: {self.name} }} @page turned {{ size: {self.name} landscape }} "
            f".cover {{ height: {self.height}mm }}"
        )


PAPERS = {paper.name: paper for paper in (Paper("a4", 210, 297), Paper("letter", 215.9, 279.4))}
