"""Scripts of the report: charts only where there is one, and all copied with the plotly.js bundle."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sphinx.util.fileutil import copy_asset_file

from borderreport.data import ROOT
from borderreport.outputs import BUILDING
from borderreport.sphinxext.figures.nodes import chart_view

FILES = (
    ROOT / "book" / "vendor" / "plotly-basic.min.js",
    *(
        ROOT / "book" / "assets" / name
        for name in (
            "charts.js",
            "chart-points.js",
            "cite.js",
            "contents.js",
            "scrolled.js",
            "search-on-disk.js",
        )
    ),
)


def _link(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None:
        app.add_js_file("contents.js", loading_method="defer")
        app.add_js_file("scrolled.js", loading_method="defer")
    if doctree is not None and next(doctree.findall(chart_view), None) is not None:
        app.add_js_file("charts.js", loading_method="defer")


def _copy(app, error) -> None:
    if error is None and app.builder.format == "html":
        for path in FILES:
            copy_asset_file(path, Path(app.outdir) / "_static")


def copying(folder: str) -> Callable:
    """A handler of the build's end that copies ``folder``, made beside the pages while they were read, into their _static/."""

    def copy(app, error) -> None:
        made = Path(app.outdir).parent / folder
        if error is None and app.builder.format == "html" and made.is_dir():
            shutil.copytree(made, Path(app.outdir) / "_static" / folder, dirs_exist_ok=True)

    return copy


def setup(app):
    """Connect to the build, and tell the chapters' kernels that they run for the book."""
    os.environ[BUILDING] = "1"
    app.connect("html-page-context", _link)
    app.connect("build-finished", _copy)
