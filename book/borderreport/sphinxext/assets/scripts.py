"""Scripts that pages link: that of charts only where there is one. The files themselves come with
`building.dress`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from borderreport.sphinxext.figures.nodes import chart_view


def _link(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None:
        app.add_js_file("contents.js", loading_method="defer")
        app.add_js_file("scrolled.js", loading_method="defer")
    if doctree is not None and next(doctree.findall(chart_view), None) is not None:
        app.add_js_file("charts.js", loading_method="defer")


def copying(folder: str) -> Callable:
    """A handler of the build's end that copies ``folder``, made beside the pages while they were read, into
    their _static/.
    """

    def copy(app, error) -> None:
        made = Path(app.outdir).parent / folder
        if error is None and app.builder.format == "html" and made.is_dir():
            shutil.copytree(made, Path(app.outdir) / "_static" / folder, dirs_exist_ok=True)

    return copy


def setup(app):
    """Connect to the build."""
    app.connect("html-page-context", _link)
