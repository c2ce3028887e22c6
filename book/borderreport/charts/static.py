"""Static SVG of charts, drawn by the Chromium that is installed and kept by content between builds."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from functools import cached_property

from borderreport.building.store import Store, digest
from borderreport.charts import letters
from borderreport.charts.browser import browser, drawing_page


@dataclass(frozen=True)
class Drawing:
    """A chart to draw: a Plotly figure as JSON with sorted keys, and its size in px."""

    spec: str
    width: int
    height: int

    @classmethod
    def of(cls, spec: dict, width: int, height: int) -> Drawing:
        """The drawing of the Plotly figure ``spec`` (plain data)."""
        return cls(json.dumps(spec, sort_keys=True), width, height)

    @cached_property
    def key(self) -> str:
        """Under this the SVG is kept; it depends on all that the SVG shows."""
        return digest(self.spec, f"{self.width} {self.height}", letters.LETTERS)


def draw(drawings: list[Drawing], store: Store) -> None:
    """Draw what ``store`` does not hold yet, all in one page of one browser, and keep it there.

    Identifiers in an SVG follow from its content, so two builds are equal. Raises DrawingFailed.
    """
    wanted = set(store.missing({drawing.key for drawing in drawings}))
    missing = list({drawing.key: drawing for drawing in drawings if drawing.key in wanted}.values())
    if missing and browser() is not None:
        asyncio.run(_draw(missing, store))


async def _draw(drawings: list[Drawing], store: Store) -> None:
    async with drawing_page() as page:
        for drawing in drawings:
            text = await page.draw(drawing.spec, drawing.width, drawing.height)
            store.put(drawing.key, letters.with_fonts(_fixed_ids(text, drawing.key)).encode("utf-8"))


def _fixed_ids(text: str, key: str) -> str:
    """Replace the random part of Plotly's ids by the drawing's key."""
    for random_id in sorted(set(re.findall(r'id="(?:clip|defs-|topdefs-|legend|g)([0-9a-f]{6})', text))):
        text = text.replace(random_id, key[:6])
    return text
