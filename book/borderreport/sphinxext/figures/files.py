"""Files beside the pages for each figure: both static images, the chart for plotly.js, and its rows as
CSV.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

from borderreport.building.store import Store, write_whole
from borderreport.charts.narrow import narrow
from borderreport.charts.static import Drawing
from borderreport.sphinxext.figures.nodes import DRAWN, FIGURES

#: Folder beside the pages for what is made while they are read: scripts and rows of figures.
FOLDER = "figures"
#: Widths in px at which static charts are drawn: the text column of the book, and that of a phone.
WIDTH, NARROW = 760, 340


def drawings(spec: dict) -> tuple[Drawing, Drawing]:
    """The two static charts of the Plotly figure ``spec`` (plain data): for the text column, and for a
    phone.
    """
    slim = narrow(spec)
    return tuple(
        Drawing.of(shape, width, shape["layout"]["height"])
        for shape, width in ((spec, WIDTH), (slim, NARROW))
    )


def write(folder: Path, content: dict) -> int:
    """Write the script and the rows of one figure into ``folder``; return the bytes of the rows.

    ``content`` is the payload of `borderreport.outputs.Figure`.
    """
    name = content["name"]
    shapes = {"wide": content["spec"], "narrow": narrow(content["spec"])}
    script = json.dumps(shapes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A script and not JSON, because a page opened from the file system may not fetch.
    write_whole(folder / f"{name}.js", f'(window.reportCharts??={{}})["{name}"]={script};\n'.encode())
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(content["table"]["columns"])
    writer.writerows([[_cell(c) for c in cells] for cells in content["table"]["rows"]])
    written = rows.getvalue().encode("utf-8")
    write_whole(folder / f"{name}.csv", written)
    return len(written)


def _cell(cell) -> str:
    """Claim ids joined by semicolons; an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(cell, list):
        return ";".join(cell)
    formula = cell.startswith(("=", "+", "@", "\t", "\r")) or (
        cell.startswith("-") and not cell[1:2].isdigit()
    )
    return f"'{cell}" if formula else cell


def _all(env) -> dict[str, dict[str, tuple[str, ...]]]:
    if not hasattr(env, "report_figures"):
        env.report_figures = {}
    return env.report_figures


def note(env, name: str, drawn: tuple[str, ...]) -> None:
    """Remember that the page being read has the figure ``name``, whose images are kept under the keys
    ``drawn``.
    """
    _all(env).setdefault(env.docname, {})[name] = drawn


def _purge(app, env, docname) -> None:
    _all(env).pop(docname, None)


def _merge(app, env, docnames, other) -> None:
    _all(env).update({name: figures for name, figures in _all(other).items() if name in docnames})


def _put(app, error) -> None:
    """Put the files of all figures of the book beside the pages, and nothing of figures that are gone."""
    if error is not None or app.builder.format != "html":
        return
    made = Path(app.outdir).parent
    target = Path(app.outdir) / "_static" / FIGURES
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    kept = Store(made / DRAWN)
    for name, drawn in sorted((n, d) for figures in _all(app.env).values() for n, d in figures.items()):
        for ending in ("js", "csv"):
            shutil.copyfile(made / FOLDER / f"{name}.{ending}", target / f"{name}.{ending}")
        for key, ending in zip(drawn, (".svg", "-narrow.svg")):
            (target / f"{name}{ending}").write_bytes(kept.get(key))


def setup(app):
    """Collect the figures of all pages, and put their files beside them."""
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("build-finished", _put)
