"""Files beside the pages for each figure: both static images, the chart for plotly.js, and the plotted rows as CSV."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from borderreport.charts.narrow import narrow
from borderreport.sphinxext.files.assets import copying
from borderreport.sphinxext.figures.nodes import FIGURES


def write(folder: Path, content: dict, view) -> list[tuple[str, str, int]]:
    """Write the files of one figure into ``folder``; return label, name and bytes of those offered for download.

    ``content`` is the payload of `borderreport.outputs.Figure`, ``view`` its chart_view with the paths of its images.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = content["name"]
    script = json.dumps(
        {"wide": content["spec"], "narrow": narrow(content["spec"])},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    # A script and not JSON, because a page opened from the file system may not fetch.
    (folder / f"{name}.js").write_text(
        f'(window.reportCharts??={{}})["{name}"]={script};\n', encoding="utf-8"
    )
    rows = folder / f"{name}.csv"
    with rows.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(content["table"]["columns"])
        writer.writerows([[_cell(c) for c in cells] for cells in content["table"]["rows"]])
    offered = [("data as CSV", rows.name, rows.stat().st_size)]
    if "sizes" in view:
        shutil.copyfile(view["wide"], folder / f"{name}.svg")
        shutil.copyfile(view["narrow"], folder / f"{name}-narrow.svg")
        offered.append(("chart as SVG", f"{name}.svg", (folder / f"{name}.svg").stat().st_size))
    return offered


def _cell(cell) -> str:
    """Claim ids joined by semicolons; text that a spreadsheet would run as a formula is kept from it by an apostrophe."""
    if isinstance(cell, list):
        return ";".join(cell)
    return (
        f"'{cell}"
        if cell.startswith(("=", "+", "@", "\t", "\r")) or (cell.startswith("-") and not cell[1:2].isdigit())
        else cell
    )


def setup(app):
    """Copy the files beside the pages."""
    app.connect("build-finished", copying(FIGURES))
