"""What no build can do without: the cells alone, and the charts alone.

``python -m borderreport.bench.floor cells FOLDER`` runs the cells of all chapters and keeps their outputs in
``FOLDER``; ``… charts FOLDER`` draws the charts among those outputs. Both print JSON of what they did.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from borderreport.building import chapters
from borderreport.building.store import Store
from borderreport.data import ROOT


def cells(folder: Path) -> dict[str, int]:
    """Read the pages and run all cells as a cold build does; the number of ``notebooks``."""
    from borderreport.building import running
    from borderreport.building.driver import JOBS

    found = _chapters(folder)
    running.run(found, chapters.outputs, JOBS)
    return {"notebooks": len(found)}


def charts(folder: Path) -> dict[str, int]:
    """Draw every chart as a cold build does; the number of ``charts``, and of ``images`` of them."""
    from borderreport.charts import static
    from borderreport.sphinxext.prepared import drawings_in

    found = [
        drawing for chapter in _chapters(folder) for drawing in drawings_in(chapters.outputs.get(chapter.key))
    ]
    drawn = Store(folder / "charts")
    static.draw(found, drawn)
    missing = drawn.missing(drawing.key for drawing in found)
    if missing:
        raise SystemExit(f"{len(missing)} of {len(found)} images were not drawn; is there a Chromium?")
    # Each chart is drawn twice: for the text column and for a phone.
    return {"charts": len(found) // 2, "images": len({drawing.key for drawing in found})}


def _chapters(folder: Path) -> list[chapters.Chapter]:
    chapters.kept_in(folder)
    return chapters.chapters(chapters.texts(ROOT))


if __name__ == "__main__":
    print(json.dumps({"cells": cells, "charts": charts}[sys.argv[1]](Path(sys.argv[2]))))
